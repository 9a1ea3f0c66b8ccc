"""Small records for tests: each builder fills what a test does not care about."""

from datetime import date, timedelta
from typing import Any

from timeline.incidents.casualties import account_tolls, killed_range
from timeline.model.actors import Actor, ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty, Incident, Mark, Passage
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.text import Document, Section, SectionKind, TextSpan
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED, CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision

SENTENCE = "Northern Front fighters shelled the town of Subek on Monday, killing four people, a hospital official said."


def day(
    text: str, *, basis: Basis = Basis.STATED, words: str | None = None
) -> DateInterval:
    """Give the interval of one ISO day."""
    when = date.fromisoformat(text)
    return DateInterval(
        start=when, end=when, precision=Precision.DAY, basis=basis, text=words
    )


def month(text: str) -> DateInterval:
    """Give the interval of an ISO month ("2020-02")."""
    start = date.fromisoformat(f"{text}-01")
    end = (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return DateInterval(
        start=start,
        end=end,
        precision=Precision.MONTH,
        basis=Basis.RELATIVE,
        text="last month",
    )


def document(text: str = SENTENCE, **changes: Any) -> Document:
    """Make a document of one body section, published 2020-02-04 by the Daily Courier."""
    fields: dict[str, Any] = {
        "id": "doc",
        "text": text,
        "published": date(2020, 2, 4),
        "published_from": "front matter",
        "title": "Four killed in Subek",
        "publisher": "Daily Courier",
        "sections": (Section(kind=SectionKind.BODY, start=0, end=len(text)),),
    }
    return Document(**(fields | changes))


def actor_role(name: str, role: Role, **changes: Any) -> ActorRole:
    """Make an actor in a role, with an id made from its name."""
    fields: dict[str, Any] = {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "kind": ActorKind.ARMED_GROUP,
    }
    return ActorRole(role=role, **(fields | changes))


def place(name: str = "Subek", **changes: Any) -> Place:
    """Make a place with coordinates."""
    fields: dict[str, Any] = {
        "id": f"name:{name.lower()}",
        "name": name,
        "lat": 12.5,
        "lon": 30.25,
        "country": "SDN",
        "precision": PlacePrecision.CITY,
    }
    return Place(**(fields | changes))


def passage(**changes: Any) -> Passage:
    """Make the passage that is the whole of `SENTENCE`, with its marks."""

    def mark(slot: Slot, words: str, ref: str | None = None) -> Mark:
        start = SENTENCE.index(words)
        return Mark(
            slot=slot, start=start, end=start + len(words), ref=ref, rule="test"
        )

    start = SENTENCE.index("shelled")
    fields: dict[str, Any] = {
        "report": "doc#24",
        "document": "doc",
        "start": 0,
        "end": len(SENTENCE),
        "text": SENTENCE,
        "trigger": TextSpan(start=start, end=start + len("shelled")),
        "attribution": ("hospital official",),
        "date": day("2020-02-03", basis=Basis.RELATIVE, words="Monday"),
        "casualties": (
            Casualty(kind=CasualtyKind.KILLED, group="people", low=4, best=4, high=4),
        ),
        "marks": (
            mark(Slot.INITIATOR, "Northern Front fighters", "northern-front"),
            mark(Slot.TRIGGER, "shelled"),
            mark(Slot.PLACE, "Subek", "name:subek"),
            mark(Slot.DATE, "Monday"),
            mark(Slot.CASUALTIES, "four people"),
            mark(Slot.ATTRIBUTION, "a hospital official"),
        ),
    }
    return Passage(**(fields | changes))


def incident(**changes: Any) -> Incident:
    """Make the incident that `SENTENCE` tells of."""
    fields: dict[str, Any] = {
        "id": "i-1",
        "headline": "Northern Front shelled Subek, killing 4",
        "type": "ASSAULT",
        "mode": "shelling",
        "status": Status.OCCURRED,
        "disputed": False,
        "date": day("2020-02-03", basis=Basis.RELATIVE, words="Monday"),
        "actors": (actor_role("Northern Front", Role.INITIATOR),),
        "places": (place(),),
        "casualties": (
            Casualty(kind=CasualtyKind.KILLED, group="people", low=4, best=4, high=4),
        ),
        "attribution": ("hospital official",),
        "publishers": ("Daily Courier",),
        "salience": 1.0,
        "confidence": 0.8,
        "reports": (passage(),),
    }
    fields |= changes
    if "killed" not in fields and fields["status"] in HAPPENED:
        dead = [
            figure
            for figure in fields["casualties"]
            if figure.kind is CasualtyKind.KILLED
        ]
        fields["killed"] = killed_range(account_tolls(dead))
    return Incident(**fields)


def timeline_data(*incidents: Incident, **changes: Any) -> TimelineData:
    """Make a timeline of these incidents (by default one) and the document they are told in."""
    told = incidents or (incident(),)
    actors = {
        a.id: Actor(
            id=a.id, name=a.name, aliases=a.aliases, kind=a.kind, country=a.country
        )
        for one in told
        for a in one.actors
    }
    places = {p.id: p for one in told for p in one.places}
    fields: dict[str, Any] = {
        "version": "0.0.0",
        "title": "Test",
        "documents": (document(),),
        "actors": tuple(actors[key] for key in sorted(actors)),
        "places": tuple(places[key] for key in sorted(places)),
        "incidents": told,
    }
    return TimelineData(**(fields | changes))
