"""Reports for the tests of incidents, each filled with what a test does not care about."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tests.builders import actor_role, day, place
from timeline.incidents import incidents_of
from timeline.incidents.parts import MOST_IN_A_PART, MergedGroup, Merging, parts_of
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Casualty, Incident, Passage, Report
from timeline.model.text import TextSpan
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import DateInterval

PUBLISHED = date(2020, 2, 4)


def by(name: str, **changes: Any) -> ActorRole:
    """Make an initiator."""
    return actor_role(name, Role.INITIATOR, **changes)


def on(name: str, **changes: Any) -> ActorRole:
    """Make a target."""
    return actor_role(name, Role.TARGET, **changes)


def dead(best: int | None, **changes: Any) -> Casualty:
    """Make a figure of the dead with the bounds of a plain number."""
    fields: dict[str, Any] = {
        "kind": CasualtyKind.KILLED,
        "group": "people",
        "low": best,
        "best": best,
        "high": best,
    }
    return Casualty(**(fields | changes))


def report(document: str = "a", start: int = 0, **changes: Any) -> Report:
    """Make a report of rebels who shelled Subek on 3 February 2020, killing four, told at an offset of a document."""
    status: Status = changes.get("status", Status.OCCURRED)
    when: DateInterval | None = changes.get("date", day("2020-02-03"))
    words = f"Told at {start} in {document}."
    told = Passage(
        report=f"{document}#{start}",
        document=document,
        start=start,
        end=start + len(words),
        text=words,
        trigger=TextSpan(start=start, end=start + 4),
        status=status,
        date=when,
        casualties=changes.get("casualties", (dead(4),)),
    )
    fields: dict[str, Any] = {
        "id": f"{document}#{start}",
        "document": document,
        "publisher": f"The {document.upper()} Post",
        "type": "ASSAULT",
        "mode": "shelling",
        "status": status,
        "date": when,
        "actors": (by("Northern Front"), on("villagers")),
        "places": (place(),),
        "casualties": (dead(4),),
        "attribution": (),
        "passages": (told,),
    }
    return Report(**(fields | changes))


def incidents(
    *reports: Report,
    separate: bool = False,
    published: dict[str, date | None] | None = None,
) -> list[Incident]:
    """Make the incidents of these reports, whose documents are all published on one day unless said."""
    days: dict[str, date | None] = {one.document: PUBLISHED for one in reports}
    return incidents_of(
        reports,
        types=incident_types(),
        published=days | (published or {}),
        separate=separate,
    )


def documents_of(incident: Incident) -> list[str]:
    """Give the documents that tell of an incident, in order."""
    return sorted({one.document for one in incident.reports})


def merged_in_parts(
    reports: Sequence[Report],
    published: Mapping[str, date | None],
    *,
    most: int = MOST_IN_A_PART,
) -> Iterator[MergedGroup]:
    """Yield the incidents of reports that are merged in parts, one after the other."""
    merging = Merging(reports, published, {})
    parts = {
        name: list(merging.part(numbers))
        for name, numbers in parts_of(reports, most=most).items()
    }
    yield from merging.across(parts)
