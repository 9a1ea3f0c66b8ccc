"""Small projects for tests: reports and incidents without a parser, rows of corrections."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.builders import actor_role, day, place
from timeline.incidents import incidents_of
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import ActorKind, Role
from timeline.model.correction_fields import COLUMNS
from timeline.model.incidents import Casualty, Incident, Mark, Passage, Report
from timeline.model.mentions import Slot
from timeline.model.text import Document, TextSpan
from timeline.model.types import CasualtyKind, Status
from timeline.project.apply_corrections import Resolver
from timeline.project.folder import Project, init
from timeline.settings import Settings

SIGNED = {"author": "L. Baker", "day": "2021-05-04", "reason": "checked on the ground"}


def table(*rows: dict[str, str], columns: Sequence[str] = tuple(COLUMNS)) -> str:
    """Write rows of corrections, each signed unless it says otherwise."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(SIGNED | row for row in rows)
    return text.getvalue()


def told(
    document: Document, words: str, place_name: str, killed: int, **changes: Any
) -> Report:
    """Make the report that a document's only sentence with these words tells."""
    text = document.text
    start = text.index(words)
    end = text.index(".", start) + 1
    trigger = text.index("shelled", start)
    figures = (
        Casualty(
            kind=CasualtyKind.KILLED,
            group="people",
            low=killed,
            best=killed,
            high=killed,
            actor="front",
        ),
    )
    passage = Passage(
        report=f"{document.id}#{trigger}",
        document=document.id,
        start=start,
        end=end,
        text=text[start:end],
        trigger=TextSpan(start=trigger, end=trigger + len("shelled")),
        casualties=figures,
        marks=(
            Mark(
                slot=Slot.INITIATOR,
                start=start,
                end=start + 5,
                ref="front",
                rule="test",
            ),
        ),
    )
    fields: dict[str, Any] = {
        "id": passage.report,
        "document": document.id,
        "publisher": document.publisher,
        "type": "ASSAULT",
        "mode": "shelling",
        "status": Status.OCCURRED,
        "date": day("2020-02-03"),
        "actors": (
            actor_role("Front", Role.INITIATOR),
            actor_role("Army", Role.TARGET, kind=ActorKind.SECURITY_FORCES),
        ),
        "places": (place(place_name, country="SDN", lat=None, lon=None),),
        "casualties": figures,
        "attribution": (),
        "passages": (passage,),
    }
    return Report(**(fields | changes))


def article(
    name: str, *towns: str, published: str = "2020-02-04", killed: int = 4
) -> Document:
    """Write an article with one sentence for each town."""
    text = "\n\n".join(
        f"Front fighters shelled the town of {town} on Monday, killing {killed} people."
        for town in towns
    )
    return Document(
        id=name,
        text=text,
        published=date.fromisoformat(published),
        publisher=f"The {name}",
    )


def reports_in(document: Document) -> list[Report]:
    """Read the articles that `article` writes: one report a sentence."""
    found = []
    for sentence in document.text.split("\n\n"):
        if "the town of" in sentence:
            town = sentence.partition("the town of ")[2].partition(" on")[0]
            killed = int(sentence.partition("killing ")[2].partition(" ")[0])
            found.append(
                told(
                    document,
                    f"Front fighters shelled the town of {town} on",
                    town,
                    killed,
                )
            )
    return found


def incidents_in(*documents: Document) -> list[Incident]:
    """Make the incidents of articles as a build does."""
    reports = [report for document in documents for report in reports_in(document)]
    return incidents_of(
        reports,
        types=incident_types(),
        published={one.id: one.published for one in documents},
    )


def known(*documents: Document) -> Resolver:
    """Give what corrections are applied with; only 'Rebels' and 'Orlo' are known beside the articles."""
    return Resolver(
        reports={
            report.id: report
            for document in documents
            for report in reports_in(document)
        },
        documents={document.id: document for document in documents},
        types=incident_types(),
        find_actor=lambda name: None,
        find_place=lambda name: (
            place("Orlo", lat=1.0, lon=2.0) if name == "Orlo" else None
        ),
    )


class Reader:
    """Reads articles without a parser and remembers which; after `end` of them it fails as a killed process would."""

    def __init__(self, end: int | None = None) -> None:
        self.read: list[str] = []
        self.end = end

    def __call__(
        self, documents: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        for document in documents:
            if self.end is not None and len(self.read) >= self.end:
                raise KeyboardInterrupt
            self.read.append(document.id)
            yield document, reports_in(document)


def project(folder: Path, *documents: Document) -> Project:
    """Make a project of articles."""
    made = init(folder / "war")
    for one in documents:
        put(made, one)
    return made


def put(made: Project, document: Document) -> None:
    """Write an article into a project, or write it anew."""
    head = f"---\ndate: {document.published}\npublisher: {document.publisher}\n---\n"
    (made.articles / f"{document.id}.md").write_text(
        head + document.text, encoding="utf-8"
    )
