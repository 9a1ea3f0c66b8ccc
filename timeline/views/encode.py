"""How do incidents become columns, in which every string, date, figure and sentence stands once?"""

from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any, Generic, TypeVar

from timeline.model.actors import Actor, ActorRole
from timeline.model.incidents import Casualty, Incident, Passage
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision
from timeline.views.escape import clean, clean_with_offsets
from timeline.views.sentences import sentence_around

EPOCH = date(1970, 1, 1).toordinal()

STATUSES = tuple(Status)
PRECISIONS = tuple(Precision)
BASES = tuple(Basis)
SLOTS = tuple(Slot)
CASUALTY_KINDS = tuple(CasualtyKind)
ROLES = ("initiator", "target", "party")

INCIDENT_COLUMNS = (
    "id", "headline", "type", "mode", "status", "disputed", "date", "salience", "confidence",
    "actors", "places", "casualties", "attribution", "publishers", "passages", "relations",
)  # fmt: skip
PASSAGE_COLUMNS = (
    "report", "document", "sentence", "start", "end", "status", "date", "marks", "attribution", "casualties",
)  # fmt: skip

Row = dict[str, Any]
Key = TypeVar("Key", bound=Hashable)


class Numbers(Generic[Key]):
    """A dictionary: each value is shipped once and referred to by its number."""

    def __init__(self, values: Iterable[Key] = ()) -> None:
        self._numbers: dict[Key, int] = {}
        for value in values:
            self.number(value)

    def number(self, value: Key) -> int:
        """Give the number of a value; a new value gets the next one."""
        return self._numbers.setdefault(value, len(self._numbers))

    def optional(self, value: Key | None) -> int:
        """Give the number of a value, -1 for None."""
        return -1 if value is None else self.number(value)

    def values(self) -> list[Key]:
        """List the values by their numbers."""
        return list(self._numbers)


class Columns:
    """Columns of equal length; a cell that is a list goes into one flat list, and its length into the column."""

    def __init__(self, names: Iterable[str]) -> None:
        self.length = 0
        self._columns: dict[str, list[Any]] = {name: [] for name in names}
        self._flat: dict[str, list[Any]] = {}

    def add(self, row: Row) -> None:
        """Add a row; every column must be in it, and a column holds either lists always or never."""
        self.length += 1
        for name, column in self._columns.items():
            value = row[name]
            if isinstance(value, list):
                self._flat.setdefault(name, []).extend(value)
                column.append(len(value))
            else:
                column.append(value)

    def data(self) -> Row:
        """Give the columns; one of lists as {"n": lengths, "v": all the values one after the other}."""
        return {
            name: {"n": column, "v": self._flat[name]} if name in self._flat else column
            for name, column in self._columns.items()
        }


class Encoder:
    """The dictionaries that all incidents share, and the columns that grow with them."""

    def __init__(self, timeline: TimelineData) -> None:
        self.documents = {document.id: document for document in timeline.documents}
        self.datasets = {one.id: number for number, one in enumerate(timeline.datasets)}
        self.document_numbers = Numbers(document.id for document in timeline.documents)
        self.actors: dict[str, Actor | ActorRole] = {actor.id: actor for actor in timeline.actors}
        self.actor_numbers: Numbers[str] = Numbers()
        self.places = {place.id: place for place in timeline.places}
        self.place_numbers: Numbers[str] = Numbers()
        self.publishers = Numbers(sorted(_publishers_of(timeline)))
        self.speakers: Numbers[str] = Numbers()
        self.types = Numbers(sorted({incident.type for incident in timeline.incidents}))
        self.modes = Numbers(
            sorted({f"{one.type}/{one.mode}" for one in timeline.incidents if one.mode is not None})
        )
        self.dates: Numbers[tuple[Any, ...]] = Numbers()
        self.figures: Numbers[tuple[Any, ...]] = Numbers()
        self.sentences: Numbers[str] = Numbers()
        self.incidents = Columns(INCIDENT_COLUMNS)
        self.passages = Columns(PASSAGE_COLUMNS)
        self._positions = {
            incident.id: number for number, incident in enumerate(timeline.incidents)
        }
        for incident in timeline.incidents:
            self.incidents.add(self._incident(incident))

    def _incident(self, incident: Incident) -> Row:
        reports: Numbers[str] = Numbers()
        for actor in incident.actors:
            self.actors.setdefault(actor.id, actor)
        for place in incident.places:
            self.places.setdefault(place.id, place)
        for passage in incident.reports:
            self.passages.add(self._passage(passage, reports))
        return {
            "id": incident.id,
            "headline": clean(incident.headline),
            "type": self.types.number(incident.type),
            "mode": -1
            if incident.mode is None
            else self.modes.number(f"{incident.type}/{incident.mode}"),
            "status": STATUSES.index(incident.status),
            "disputed": int(incident.disputed),
            "date": self._date(incident.date),
            "actors": [
                n
                for a in incident.actors
                for n in (self.actor_numbers.number(a.id), ROLES.index(a.role))
            ],
            "places": [self.place_numbers.number(place.id) for place in incident.places],
            "casualties": [self._figure(casualty) for casualty in incident.casualties],
            "attribution": self._speakers(incident.attribution),
            "publishers": [self.publishers.number(name) for name in incident.publishers],
            "salience": round(incident.salience, 4),
            "confidence": round(incident.confidence, 4),
            "passages": len(incident.reports),
            "relations": [
                value
                for one in incident.relations
                if one.incident in self._positions
                for value in (one.kind.value, self._positions[one.incident])
            ],
        }

    def _passage(self, passage: Passage, reports: Numbers[str]) -> Row:
        """Encode one passage: where it stands in its sentence (UTF-16 units), its marks from its own beginning."""
        marks = [
            mark for mark in passage.marks if passage.start <= mark.start < mark.end <= passage.end
        ]
        offsets = [at - passage.start for mark in marks for at in (mark.start, mark.end)]
        text, moved = clean_with_offsets(passage.text, offsets)
        document = self.documents.get(passage.document)
        before, after = (
            ("", "")
            if document is None
            else sentence_around(document.text, passage.start, passage.end)
        )
        start = units(before)
        return {
            "report": reports.number(passage.report),
            "document": self.document_numbers.number(passage.document),
            "sentence": self.sentences.number(f"{before}{text}{after}"),
            "start": start,
            "end": start + units(text),
            "status": STATUSES.index(passage.status),
            "date": self._date(passage.date),
            "marks": [
                value
                for number, mark in enumerate(marks)
                for value in (SLOTS.index(mark.slot), moved[2 * number], moved[2 * number + 1])
            ],
            "attribution": self._speakers(passage.attribution),
            "casualties": [self._figure(casualty) for casualty in passage.casualties],
        }

    def _speakers(self, names: Iterable[str]) -> list[int]:
        return [self.speakers.number(name) for name in names]

    def _date(self, interval: DateInterval | None) -> int:
        """Number an interval: first day, last day, precision, basis, words, time of day; -1 for none."""
        if interval is None:
            return -1
        words, time_of_day = interval.text, interval.time_of_day
        return self.dates.number((
            day_number(interval.start),
            day_number(interval.end),
            PRECISIONS.index(interval.precision),
            BASES.index(interval.basis),
            None if words is None else clean(words),
            None if time_of_day is None else clean(time_of_day),
        ))  # fmt: skip

    def _figure(self, casualty: Casualty) -> int:
        """Number a figure: kind, group, actor, low, best, high, part of total, speakers."""
        known = casualty.actor is not None and casualty.actor in self.actors
        return self.figures.number((
            CASUALTY_KINDS.index(casualty.kind),
            None if casualty.group is None else clean(casualty.group),
            self.actor_numbers.number(casualty.actor) if known and casualty.actor is not None else -1,
            casualty.low,
            casualty.best,
            casualty.high,
            int(casualty.part_of_total),
            tuple(self._speakers(casualty.attribution)),
        ))  # fmt: skip

    def document_row(self, document_id: str) -> Row:
        """Encode a document without its text."""
        document = self.documents.get(document_id, Document(id=document_id, text=""))
        return {
            "id": clean(document.id),
            "title": None if document.title is None else clean(document.title),
            "publisher": self.publishers.optional(document.publisher),
            "published": None if document.published is None else day_number(document.published),
            "url": None if document.url is None else clean(document.url),
            **(
                {}
                if document.dataset is None
                else {"dataset": self.datasets.get(document.dataset), "line": document.line}
            ),
        }

    def actor_rows(self) -> list[list[Any]]:
        """Encode the actors that occur: id, name, kind, country, aliases."""
        found = [self.actors[key] for key in self.actor_numbers.values()]
        return [
            [a.id, clean(a.name), a.kind.value, a.country, [clean(alias) for alias in a.aliases]]
            for a in found
        ]

    def place_rows(self) -> list[list[Any]]:
        """Encode the places that occur: id, name, precision, latitude, longitude, country, division, aliases."""
        return [
            [
                place.id, clean(place.name), place.precision.value, place.lat, place.lon, place.country,
                None if place.admin1 is None else clean(place.admin1), [clean(alias) for alias in place.aliases],
            ]
            for place in self.used_places()
        ]  # fmt: skip

    def used_places(self) -> list[Place]:
        """List the places that occur, by their numbers."""
        return [self.places[key] for key in self.place_numbers.values()]


def day_number(day: date) -> int:
    """Count the days since 1970-01-01; no clock and no time zone comes into it.

    >>> day_number(date(2020, 2, 6))
    18298
    """
    return day.toordinal() - EPOCH


def units(text: str) -> int:
    """Count the UTF-16 units of a text, by which a browser cuts strings.

    >>> units("a𝄞")
    3
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _publishers_of(timeline: TimelineData) -> set[str]:
    told = {name for incident in timeline.incidents for name in incident.publishers}
    return told | {
        document.publisher for document in timeline.documents if document.publisher is not None
    }
