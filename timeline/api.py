"""What do people use from Python and notebooks? `build`, `load`, and the `Timeline` they return."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from networkx import MultiDiGraph
from pandas import DataFrame
from tqdm import tqdm

from timeline import __version__, pipeline
from timeline.assembly.title import name_of, name_of_folder
from timeline.documents.encoding import plain_lines
from timeline.errors import InputError, UsageError
from timeline.exporters import export
from timeline.exporters.json import read
from timeline.graph.build import build as build_graph
from timeline.lexicon.countries import countries
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import Actor
from timeline.model.incidents import Incident, Report
from timeline.model.places import Place
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.project import incremental as upkeep
from timeline.project.folder import Project
from timeline.sequences.query import query
from timeline.settings import Settings, read_settings
from timeline.views.labels import Wording, family_labels
from timeline.views.page import write_page
from timeline.views.story import read_story
from timeline.views.thinning import thinned

PathLike = str | Path


# Columns of `Timeline.to_pandas`.
COLUMNS = (
    *("id", "headline", "type", "mode", "status", "disputed", "start", "end", "precision", "basis"),
    *(
        "initiators",
        "targets",
        "parties",
        "places",
        "killed_low",
        "killed_high",
        "publishers",
        "documents",
    ),
    *("salience", "confidence"),
)


class Timeline:
    """A timeline: incidents with their evidence, and what can be done with them."""

    def __init__(self, data: TimelineData) -> None:
        """Wrap the data of a timeline; `build` and `load` do this for you."""
        self.data = data

    def __repr__(self) -> str:
        """Say the title and the sizes."""
        return f"<Timeline {self.data.title!r}: {len(self.incidents)} incidents in {len(self.documents)} documents>"

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, by start date (undated last)."""
        return self.data.incidents

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors that take part in them, by id."""
        return self.data.actors

    @property
    def places(self) -> tuple[Place, ...]:
        """The places where they happened, by id."""
        return self.data.places

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that were read, by id."""
        return self.data.documents

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and what was read with doubts."""
        return self.data.problems

    @cached_property
    def graph(self) -> "MultiDiGraph[str]":
        """The graph of incidents, actors, places and documents; `timeline.graph.schema` names all it holds."""
        return build_graph(self.data)

    def to_pandas(self) -> DataFrame:
        """Give one row an incident: id, headline, type, mode, status, dates, actors by role, places, killed, publishers."""
        rows = [_row(incident) for incident in self.incidents]
        frame = DataFrame(
            rows, columns=list(COLUMNS)
        )  # named, as an empty timeline has no row to name them
        return frame.astype(
            {"killed_low": "Int64", "killed_high": "Int64"}
        )  # whole numbers beside missing ones

    def sequences(self, question: str = "pairs", **options: Any) -> DataFrame:  # noqa: ANN401 - checked by `ask`
        """Answer what follows what: the numbers of `timeline sequences`, as a table of pandas.

        Args:
            question: "pairs", "lags", "curves", "transitions", "episodes", "aligned", "motifs" or "similar".
            options: Those of the function of that name in `timeline.sequences`, and those of its `Choice`.

        Returns:
            The rows. `attrs` holds how many incidents were counted, which were left out and why, notes and settings.

        Raises:
            UsageError: There is no such question, option, actor, place, kind or incident.
        """
        table = query(self.incidents, question, families=family_labels(), **options)
        frame = DataFrame([list(row) for row in table.rows], columns=list(table.columns))
        frame.attrs = {
            "counted": table.counted,
            "left_out": {one.why: one.incidents for one in table.left_out},
            "notes": list(table.notes),
            "settings": dict(table.settings),
        }
        return frame

    def write_page(
        self, path: PathLike, *, plotlyjs: str = "inline", story: PathLike | None = None
    ) -> int:
        """Write the page as one HTML file and return its size in bytes.

        Args:
            path: The file to write.
            plotlyjs: "inline", or "directory" to put Plotly's script beside the page.
            story: A story file that the page leads through, as the page itself saves it.

        Raises:
            UsageError: There is no such way to ship Plotly, or the file cannot be written.
            InputError: The story cannot be read.
        """
        types = incident_types()
        wording = Wording(
            types={name: kind.label for name, kind in types.items()},
            modes={name: kind.modes for name, kind in types.items()},
            countries={country.id: country.name for country in countries()},
        )
        shown, whole = thinned(self.data)
        steps = None if story is None else read_story(Path(story))
        try:
            return write_page(
                shown, Path(path), plotlyjs=plotlyjs, wording=wording, story=steps, whole=whole
            )
        except OSError as error:
            reason = (error.strerror or "the system refuses it").lower()
            raise UsageError(
                str(path), f"cannot be written ({reason}).", "Give a path where you may write."
            ) from error

    def export(self, path: PathLike, *, format: str | None = None) -> None:
        """Write a file for other programs; the format follows from the extension unless given."""
        export(self.data, Path(path), name=format)


def _row(incident: Incident) -> dict[str, object]:
    def named(role: str) -> str:
        return "; ".join(actor.name for actor in incident.actors if actor.role.value == role)

    killed = [
        one for one in incident.casualties if one.kind.value == "killed" and not one.part_of_total
    ]
    figures = sorted({one.best for one in killed if one.best is not None})
    return {
        "id": incident.id,
        "headline": incident.headline,
        "type": incident.type,
        "mode": incident.mode,
        "status": incident.status.value,
        "disputed": incident.disputed,
        "start": incident.date.start if incident.date else None,
        "end": incident.date.end if incident.date else None,
        "precision": incident.date.precision.value if incident.date else None,
        "basis": incident.date.basis.value if incident.date else None,
        "initiators": named("initiator"),
        "targets": named("target"),
        "parties": named("party"),
        "places": "; ".join(place.name for place in incident.places),
        "killed_low": figures[0] if figures else None,
        "killed_high": figures[-1] if figures else None,
        "publishers": "; ".join(incident.publishers),
        "documents": len({passage.document for passage in incident.reports}),
        "salience": incident.salience,
        "confidence": incident.confidence,
    }


@contextmanager
def bar(*, shown: bool) -> Iterator[pipeline.Progress]:
    """Give a function that draws progress to stderr; silent unless shown, and when stderr is no terminal."""
    if not shown:
        yield pipeline.silent
        return
    with tqdm(unit=" documents", disable=None, leave=False) as line:

        def tell(stage: str, done: int, total: int) -> None:
            line.total = total or None  # the rows of a table are counted as they come
            line.unit = " documents" if total else " rows"
            line.set_description(stage)
            line.update(done - line.n)

        yield tell


def build(
    paths: Iterable[PathLike] | PathLike,
    *,
    published: date | str | None = None,
    title: str | None = None,
    about: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    model: str | None = None,
    separate: bool | None = None,
    settings: PathLike | None = None,
    jobs: int | None = None,
    progress: bool = False,
) -> Timeline:
    """Build a timeline from files and folders, or of a project (a folder with a timeline.toml), reading only what changed.

    Args:
        paths: Files and folders, or one of them.
        published: Publication day (a date, or ISO text): wins for a single document, fills in for undated ones.
        title: Title of the timeline.
        about: Keep only incidents that name these words: a place, an actor, a type.
        since: Keep only incidents of this day (a date, or ISO text) and later ones; those without a date are left out.
        until: Keep only incidents of this day and earlier ones.
        model: Name of an installed spaCy pipeline.
        separate: True to merge nothing across documents.
        settings: A timeline.toml with settings and own actors and places; what is given here goes before it.
        jobs: Number of processes; None for one, or two when there are many documents.
        progress: True for a progress bar on stderr.

    Raises:
        InputError: When nothing could be read.
        UsageError: When `published`, `since` or `until` is no ISO day, or there is no such model.
        SettingsError: When the timeline.toml is wrong; LexiconError: when it names what is not known.
        ProjectError: When another build of the project is running.
    """
    chosen = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    days = {"since": f"{since}" if since else None, "until": f"{until}" if until else None}
    given = {"title": title, "about": about, **days, "model": model, "separate": separate}
    project = upkeep.project_of(chosen)
    if project is not None:
        upkeep.check_options({**given, "date": published, "settings": settings})
        return Timeline(_kept(project, jobs=jobs, progress=progress))
    data = build_data(
        chosen,
        published=_day(published, "published"),
        settings=settings_of(settings, given),
        jobs=jobs,
        progress=progress,
    )
    if not data.documents and not data.datasets:
        where = ", ".join(str(path) for path in chosen) or "paths"
        raise InputError(where, "nothing could be read.", reasons(data.problems))
    return Timeline(data)


def settings_of(path: PathLike | None, given: Mapping[str, Any]) -> Settings:
    """Give the settings of a timeline.toml, if there is one, and over them those given; None gives nothing."""
    base = Settings() if path is None else read_settings(Path(path))
    return replace(base, **{name: value for name, value in given.items() if value is not None})


def build_data(
    paths: Sequence[Path],
    *,
    published: date | None,
    settings: Settings,
    jobs: int | None,
    progress: bool,
) -> TimelineData:
    """Build what a Timeline holds; without documents when nothing could be read, and then `problems` says why."""
    title, about = (
        plain_lines(text) if text else None for text in (settings.title, settings.about)
    )
    with bar(shown=progress) as tell:
        data = pipeline.build(
            paths,
            version=__version__,
            published=published,
            today=datetime.now().astimezone().date(),
            settings=replace(settings, title=title, about=about),
            jobs=jobs,
            progress=tell,
        )
    folders = [path for path in paths if path.is_dir()] if len(paths) > 1 else []
    loose = {path.stem for path in paths if path not in folders}
    articles = [
        one for one in data.documents if one.dataset is None and (not folders or one.id in loose)
    ]
    names = [one.name if folders else f"{one.name} ({one.id})" for one in data.datasets]
    names += [*map(name_of_folder, folders), *(one.title or one.id for one in articles)]
    return data if title or len(names) < 2 else replace(data, title=name_of(paths, names))


def reader(*, jobs: int | None, progress: bool) -> upkeep.Reader:
    """Give what reads documents for a project, with a progress bar if wanted."""

    def read_each(
        missing: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        with bar(shown=progress) as tell:
            yield from pipeline.read_each(missing, settings=settings, jobs=jobs, progress=tell)

    return read_each


def _kept(project: Project, *, jobs: int | None, progress: bool) -> TimelineData:
    """Bring a project's data up to date; what is written stays as it is."""
    kept = upkeep.incremental_build(
        project,
        version=__version__,
        today=datetime.now().astimezone().date(),
        reader=reader(jobs=jobs, progress=progress),
    )
    return kept.data


def _day(given: date | str | None, name: str) -> date | None:
    if not isinstance(given, str):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(name, f"{given!r} is no day.", "Write it like 2020-02-06.") from None


def reasons(problems: Iterable[Problem]) -> str:
    """Say in one line why nothing could be read."""
    told = [f"{one.where}: {one.what} {one.cure}" for one in problems if one.skipped]
    return (
        " ".join(told[:3])
        or "Give files or folders with .txt, .md, .html, .pdf, .jsonl or .csv files."
    )


def load(path: PathLike) -> Timeline:
    """Read a timeline.json.

    Raises:
        InputError: When the file is no timeline.json, or damaged.
    """
    return Timeline(read(Path(path)))
