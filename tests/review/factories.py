"""Make small projects to review, without a parser: their reports are made here."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tests.builders import actor_role, day, passage, place
from timeline.model.actors import Role
from timeline.model.incidents import Report
from timeline.model.text import Document, TextSpan
from timeline.model.types import Status
from timeline.project.folder import Project, init
from timeline.project.prepare import Prepared, prepare_project
from timeline.review.session import ReviewSession
from timeline.settings import Settings

TODAY = date(2020, 3, 1)
SENTENCES = (
    "Rebels shelled Subek on Monday, killing 4 people.",
    "Rebels shelled Subek on Monday, killing 4 people, a medic said.",
    "Police arrested nine men in Oma last week.",
)


def reports_of(
    documents: Sequence[Document],
) -> Iterator[tuple[Document, list[Report]]]:
    """Yield one report of each sentence of each document."""
    for document in documents:
        sentences = [line for line in document.text.split("\n") if line]
        yield document, [_report(document, sentence) for sentence in sentences]


def _report(document: Document, sentence: str) -> Report:
    start = document.text.index(sentence)
    end = start + len(sentence)
    name = f"{document.id}#{start}"
    is_shelling = "Subek" in sentence
    when = day("2020-02-03") if is_shelling else day("2020-02-01")
    words = passage(
        report=name,
        document=document.id,
        start=start,
        end=end,
        text=sentence,
        trigger=TextSpan(start=start, end=start + 6),
        date=when,
        casualties=(),
        marks=(),
        attribution=(),
    )
    return Report(
        id=name,
        document=document.id,
        publisher=None,
        type="ASSAULT" if is_shelling else "COERCE",
        mode="shelling" if is_shelling else "arrest",
        status=Status.OCCURRED,
        date=when,
        actors=(actor_role("Rebels" if is_shelling else "Police", Role.INITIATOR),),
        places=(place("Subek" if is_shelling else "Oma"),),
        casualties=(),
        attribution=(),
        passages=(words,),
    )


def prepared_project(folder: Path) -> Prepared:
    """Make a project of three articles and prepare it."""
    project = init(folder)
    for number, sentence in enumerate(SENTENCES):
        path = project.articles / f"2020-02-0{number + 4}-story{number}.txt"
        path.write_text(f"{sentence}\n", encoding="utf-8")

    def read(
        documents: Sequence[Document], _: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        yield from reports_of(documents)

    return prepare_project(project, today=TODAY, reader=read)


def prepared_again(folder: Path) -> Prepared:
    """Prepare the project of a folder once more; everything comes from its store."""
    return prepare_project(Project(folder), today=TODAY, reader=lambda *_: iter(()))


def session_of(folder: Path, *, prepared: Prepared | None = None) -> ReviewSession:
    """Open a review session of a project, a new one unless it is given."""
    ready = prepared or prepared_project(folder)
    return ReviewSession(ready, folder / "corrections.csv", author="anna", today=TODAY)
