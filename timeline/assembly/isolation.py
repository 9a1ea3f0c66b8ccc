"""One document on which a stage fails costs no other: it is named, and the rest is built."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from timeline.assembly import merged
from timeline.errors import InputError, TimelineError
from timeline.model.datasets import Dataset
from timeline.model.incidents import Incident, Report
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.safety.boundary import UNFORESEEN
from timeline.safety.culprits import without_culprits
from timeline.settings import Settings

CURE = "Please report it, with the document if you may."


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The incidents of all documents that could be joined.

    Attributes:
        incidents: In order.
        problems: The documents that were left out, and why.
        left_out: Their ids.
    """

    incidents: list[Incident]
    problems: tuple[Problem, ...] = ()
    left_out: frozenset[str] = frozenset()

    def remaining(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents that were not left out."""
        return [document for document in documents if document.id not in self.left_out]


def joined(
    reports: Sequence[Report],
    articles: Sequence[Document],
    *,
    settings: Settings,
    rows: Sequence[Report] = (),
    datasets: Sequence[Dataset] = (),
) -> Joined:
    """Return the incidents of reports and rows, as `merged` does; what breaks it is left out.

    Args:
        reports: The reports of the articles.
        articles: The articles.
        settings: What shapes the incidents.
        rows: The reports of coded rows, each of a document of its own.
        datasets: The tables of the rows.

    Raises:
        InputError: It fails whatever is left out.
    """

    def work(names: Sequence[str]) -> list[Incident]:
        if len(names) == len(all_names):
            return merged(
                reports, articles, settings=settings, rows=rows, datasets=datasets
            )
        chosen = frozenset(names)
        return merged(
            _of(reports, chosen),
            [document for document in articles if document.id in chosen],
            settings=settings,
            rows=_of(rows, chosen),
            datasets=datasets,
        )

    all_names = [document.id for document in articles]
    all_names += dict.fromkeys(row.document for row in rows)
    with _hopeless("joining them"):
        incidents, culprits = without_culprits(all_names, work)
    problems = [
        _problem(name, "merging it with the others", error) for name, error in culprits
    ]
    left_out = frozenset(name for name, _ in culprits)
    return Joined(incidents=incidents, problems=tuple(problems), left_out=left_out)


def assembled(
    incidents: Sequence[Incident], make: Callable[[Sequence[Incident]], TimelineData]
) -> TimelineData:
    """Return the timeline that `make` makes of incidents; what breaks it is left out.

    Raises:
        InputError: It fails whatever is left out.
    """
    with _hopeless("making the timeline"):
        data, culprits = without_culprits(incidents, make)
    if not culprits:
        return data
    new = [
        _problem(_where(incident), "an incident in it", error)
        for incident, error in culprits
    ]
    return replace(data, problems=(*data.problems, *new))


def _where(incident: Incident) -> str:
    """Return the first document that an incident stands in."""
    return incident.reports[0].document if incident.reports else incident.id


def _problem(where: str, stage: str, error: Exception) -> Problem:
    kind = type(error).__name__
    what = f"{stage} failed {UNFORESEEN} ({kind}); it was left out."
    return Problem(where=where, what=what, cure=CURE)


@contextmanager
def _hopeless(stage: str) -> Iterator[None]:
    """Raise an InputError for an error that no single document brings.

    Raises:
        InputError: Something failed.
    """
    try:
        yield
    except TimelineError:
        raise
    except Exception as error:
        what = f"{stage} failed {UNFORESEEN} ({type(error).__name__})."
        raise InputError("all documents", what, CURE) from error


def _of(reports: Sequence[Report], documents: Collection[str]) -> list[Report]:
    return [report for report in reports if report.document in documents]


def read_documents(
    documents: Sequence[Document], failures: Mapping[str, Problem]
) -> list[Document]:
    """Return the documents that were read; only a language model failing leaves none out."""
    left_out = {name for name, problem in failures.items() if problem.skipped}
    return [document for document in documents if document.id not in left_out]
