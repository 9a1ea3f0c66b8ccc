"""Encode incidents as columns, in which every string, date, figure and sentence stands once."""

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from timeline.documents import voices
from timeline.model.actors import Actor, ActorRole
from timeline.model.datasets import Dataset
from timeline.model.incidents import Casualty, Incident, Mark, Passage
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.model.types import CasualtyKind, Genericity, Status
from timeline.model.when import Basis, DateInterval, Precision
from timeline.safety.addresses import web_address
from timeline.views.escape import clean, clean_with_offsets
from timeline.views.origins import origin_fields
from timeline.views.records import (
    ActorRow,
    DateColumns,
    DocumentRow,
    FigureColumns,
    IncidentColumns,
    PassageColumns,
    PlaceRow,
    SideRow,
)
from timeline.views.sentences import sentence_around
from timeline.views.sides import side_rows

EPOCH = date(1970, 1, 1).toordinal()

STATUSES = tuple(Status)
PRECISIONS = tuple(Precision)
BASES = tuple(Basis)
SLOTS = tuple(Slot)
CASUALTY_KINDS = tuple(CasualtyKind)
ROLES = ("initiator", "target", "party")
DISPUTES = ("figure", "initiator", "whether")

DATE_COLUMNS = tuple(DateColumns.__annotations__)
FIGURE_COLUMNS = tuple(FigureColumns.__annotations__)
INCIDENT_COLUMNS = tuple(IncidentColumns.__annotations__)
PASSAGE_COLUMNS = tuple(PassageColumns.__annotations__)

Row = dict[str, Any]
Key = TypeVar("Key", bound=Hashable)


class Numbers(Generic[Key]):
    """A dictionary: each value is shipped once and referred to by its number."""

    def __init__(self, values: Iterable[Key] = ()) -> None:
        self._numbers: dict[Key, int] = {}
        for value in values:
            self.number(value)

    def number(self, value: Key) -> int:
        """Return the number of a value; a new value gets the next one."""
        return self._numbers.setdefault(value, len(self._numbers))

    def optional(self, value: Key | None) -> int:
        """Return the number of a value, -1 for None."""
        return -1 if value is None else self.number(value)

    def values(self) -> list[Key]:
        """Return the values by their numbers."""
        return list(self._numbers)


class Columns:
    """Columns of equal length.

    A cell that is a list goes into one flat list, and its length into the column.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.length = 0
        self._columns: dict[str, list[Any]] = {name: [] for name in names}
        self._flat: dict[str, list[Any]] = {}

    def add(self, row: Row) -> None:
        """Add a row.

        Every column must be in it, and a column holds either lists always or never.
        """
        self.length += 1
        for name, column in self._columns.items():
            value = row[name]
            if isinstance(value, list):
                self._flat.setdefault(name, []).extend(value)
                column.append(len(value))
            else:
                column.append(value)

    def data(self) -> Row:
        """Return the columns.

        One of lists as {"n": lengths, "v": all values, one after the other}.
        """
        columns: Row = {}
        for name, column in self._columns.items():
            columns[name] = column
            if name in self._flat:
                columns[name] = {"n": column, "v": self._flat[name]}
        return columns


class Encoder:
    """The dictionaries that all incidents share, and the columns that grow with them."""

    def __init__(self, timeline: TimelineData) -> None:
        self._index(timeline)
        self._number(timeline)
        self.incidents = Columns(INCIDENT_COLUMNS)
        self.passages = Columns(PASSAGE_COLUMNS)
        self.sides: list[SideRow] = side_rows(timeline)
        self._voices = voices(_articles(timeline))
        for incident in timeline.incidents:
            self.incidents.add(self._incident(incident))

    def _index(self, timeline: TimelineData) -> None:
        """Index the records of a timeline by id."""
        self.documents = {document.id: document for document in timeline.documents}
        self.actors: dict[str, Actor | ActorRole] = {}
        for actor in timeline.actors:
            self.actors[actor.id] = actor
        self.places = {place.id: place for place in timeline.places}
        self.datasets = _positions(timeline.datasets)
        self._positions = _positions(timeline.incidents)

    def _number(self, timeline: TimelineData) -> None:
        """Number what is written once and then pointed to; some only as it occurs."""
        types = {incident.type for incident in timeline.incidents}
        self.document_numbers = Numbers(self.documents)
        self.actor_numbers: Numbers[str] = Numbers()
        self.place_numbers: Numbers[str] = Numbers()
        self.publishers = Numbers(sorted(_publishers_of(timeline)))
        self.speakers: Numbers[str] = Numbers()
        self.signs: Numbers[str] = Numbers()
        self.types = Numbers(sorted(types))
        self.modes = Numbers(sorted(_modes_of(timeline)))
        self.dates: Numbers[tuple[Any, ...]] = Numbers()
        self.figures: Numbers[tuple[Any, ...]] = Numbers()
        self.sentences: Numbers[str] = Numbers()

    def _incident(self, incident: Incident) -> Row:
        """Encode an incident and its passages."""
        self._add_records(incident)
        return {
            **_plain_fields(incident),
            "quoted": self._quoted(incident),
            "type": self.types.number(incident.type),
            "mode": self._mode(incident),
            "date": self._date(incident.date),
            "signs": [self.signs.number(clean(sign)) for sign in incident.signs],
            "actors": self._roles(incident),
            "places": [
                self.place_numbers.number(place.id) for place in incident.places
            ],
            "casualties": [self._figure(casualty) for casualty in incident.casualties],
            "attribution": self._speakers(incident.attribution),
            "publishers": [
                self.publishers.number(name) for name in incident.publishers
            ],
            "passages": len(incident.reports),
            "relations": self._relations(incident),
        }

    def _add_records(self, incident: Incident) -> None:
        """Add the passages of an incident, and actors and places that are not listed."""
        reports: Numbers[str] = Numbers()
        for actor in incident.actors:
            self.actors.setdefault(actor.id, actor)
        for place in incident.places:
            self.places.setdefault(place.id, place)
        for passage in incident.reports:
            self.passages.add(self._passage(passage, reports))

    def _quoted(self, incident: Incident) -> int:
        """Return the number of the document that the headline quotes, -1 if there is none."""
        span = incident.headline_span
        if span is None:
            return -1
        return self.document_numbers.number(span.document)

    def _mode(self, incident: Incident) -> int:
        if incident.mode is None:
            return -1
        return self.modes.number((incident.type, incident.mode))

    def _roles(self, incident: Incident) -> list[int]:
        """Return numbers of actors, each followed by the number of its role."""
        numbers = []
        for actor in incident.actors:
            numbers.append(self.actor_numbers.number(actor.id))
            numbers.append(ROLES.index(actor.role))
        return numbers

    def _relations(self, incident: Incident) -> list[Any]:
        """Return kinds of relations, each followed by the number of the other incident."""
        values: list[Any] = []
        for relation in incident.relations:
            position = self._positions.get(relation.incident)
            if position is not None:
                values += [relation.kind.value, position]
        return values

    def _passage(self, passage: Passage, reports: Numbers[str]) -> Row:
        """Encode one passage.

        Its place in its sentence (UTF-16 units), marks from its beginning.
        """
        marks = _marks_within(passage)
        text, moved = clean_with_offsets(passage.text, _edges(marks, passage.start))
        before, after = self._around(passage)
        start = units(before)
        return {
            "report": reports.number(passage.report),
            "document": self.document_numbers.number(passage.document),
            "sentence": self.sentences.number(f"{before}{text}{after}"),
            "start": start,
            "end": start + units(text),
            "status": STATUSES.index(passage.status),
            "date": self._date(passage.date),
            "marks": _marks(marks, moved),
            "attribution": self._speakers(passage.attribution),
            "casualties": [self._figure(casualty) for casualty in passage.casualties],
        }

    def _around(self, passage: Passage) -> tuple[str, str]:
        """Return the words of its sentence before and after a passage."""
        document = self.documents.get(passage.document)
        if document is None:
            return "", ""
        return sentence_around(document.text, passage.start, passage.end)

    def _speakers(self, names: Iterable[str]) -> list[int]:
        return [self.speakers.number(name) for name in names]

    def _date(self, interval: DateInterval | None) -> int:
        """Number an interval, in the order of `DATE_COLUMNS`; -1 for none."""
        if interval is None:
            return -1
        cells = (
            day_number(interval.start),
            day_number(interval.end),
            PRECISIONS.index(interval.precision),
            BASES.index(interval.basis),
            cleaned(interval.text),
            cleaned(interval.time_of_day),
        )
        return self.dates.number(cells)

    def _figure(self, casualty: Casualty) -> int:
        """Number a figure, in the order of `FIGURE_COLUMNS`."""
        cells = (
            CASUALTY_KINDS.index(casualty.kind),
            cleaned(casualty.group),
            self._actor_number(casualty.actor),
            casualty.low,
            casualty.best,
            casualty.high,
            int(casualty.part_of_total),
            tuple(self._speakers(casualty.attribution)),
        )
        return self.figures.number(cells)

    def _actor_number(self, actor: str | None) -> int:
        """Return the number of an actor; -1 for none, or for one that is not listed."""
        if actor is None or actor not in self.actors:
            return -1
        return self.actor_numbers.number(actor)

    def date_columns(self) -> DateColumns:
        """Return the intervals by their numbers."""
        return columns_of(DATE_COLUMNS, self.dates.values())  # type: ignore[return-value]

    def figure_columns(self) -> FigureColumns:
        """Return the figures by their numbers."""
        return columns_of(FIGURE_COLUMNS, self.figures.values())  # type: ignore[return-value]

    def document_row(self, document_id: str) -> DocumentRow:
        """Encode a document without its text."""
        document = self.documents.get(document_id, Document(id=document_id, text=""))
        voice = self._voices.get(document_id, document_id)
        return {
            "id": clean(document.id),
            "title": cleaned(document.title),
            "publisher": self.publishers.optional(document.publisher),
            "published": _day(document.published),
            "url": cleaned(web_address(document.url)),
            "voice": self.document_numbers.number(voice),
            "dataset": self._dataset(document),
            "line": document.line,
            **origin_fields(document),
        }

    def document_rows(self) -> list[DocumentRow]:
        """Encode all documents, those of the timeline first."""
        return [self.document_row(key) for key in self.document_numbers.values()]

    def _dataset(self, document: Document) -> int | None:
        """Return the number of the dataset of a row; None for an article."""
        if document.dataset is None:
            return None
        return self.datasets.get(document.dataset)

    def actor_rows(self) -> list[ActorRow]:
        """Encode the actors that occur."""
        names = [row["name"] for row in self.sides]
        return [
            self._actor(self.actors[actor_id], names)
            for actor_id in self.actor_numbers.values()
        ]

    def _actor(self, actor: Actor | ActorRole, sides: list[str]) -> ActorRow:
        return {
            "id": actor.id,
            "name": clean(actor.name),
            "kind": actor.kind.value,
            "country": actor.country,
            "aliases": [clean(alias) for alias in actor.aliases],
            "side": _side_number(actor, sides),
        }

    def place_rows(self) -> list[PlaceRow]:
        """Encode the places that occur."""
        return [_place(place) for place in self.used_places()]

    def used_places(self) -> list[Place]:
        """Return the places that occur, by their numbers."""
        return [self.places[place_id] for place_id in self.place_numbers.values()]


def _side_number(actor: Actor | ActorRole, sides: Sequence[str]) -> int:
    """Return the number of the side of an actor; -1 where it has none."""
    if not isinstance(actor, Actor) or not actor.side:
        return -1
    side = clean(actor.side)
    return sides.index(side) if side in sides else -1


def _articles(timeline: TimelineData) -> list[Document]:
    """Return the documents that are no rows of tables."""
    return [document for document in timeline.documents if document.dataset is None]


def _positions(records: Iterable[Incident | Dataset]) -> dict[str, int]:
    """Return the position of each record by its id."""
    return {record.id: position for position, record in enumerate(records)}


def _plain_fields(incident: Incident) -> Row:
    """Encode the fields that point to nothing outside the incident."""
    is_repeated = incident.summary == incident.headline
    return {
        "id": incident.id,
        "headline": clean(incident.headline),
        "summary": "" if is_repeated else clean(incident.summary),
        "status": STATUSES.index(incident.status),
        "disputed": int(incident.disputed),
        "disputes": [DISPUTES.index(name) for name in incident.disputed_about],
        "salience": round(incident.salience, 4),
        "confidence": round(incident.confidence, 4),
        "generic": int(incident.genericity is Genericity.GENERIC),
        "prominent": int(incident.prominent),
        "killed": _killed(incident),
        "one_sided": cleaned(incident.attribution_side),
    }


def _marks_within(passage: Passage) -> list[Mark]:
    """Return the marks that lie in a passage."""
    marks = []
    for mark in passage.marks:
        if passage.start <= mark.start < mark.end <= passage.end:
            marks.append(mark)
    return marks


def _edges(marks: Iterable[Mark], start: int) -> list[int]:
    """Return begin and end of each mark, counted from an offset."""
    edges = []
    for mark in marks:
        edges.append(mark.start - start)
        edges.append(mark.end - start)
    return edges


def _day(day: date | None) -> int | None:
    if day is None:
        return None
    return day_number(day)


def columns_of(names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Row:
    """Return rows as columns; a cell that is a tuple is a list."""
    ordered = tuple(names)
    columns = Columns(ordered)
    for row in rows:
        cells = (list(cell) if isinstance(cell, tuple) else cell for cell in row)
        columns.add(dict(zip(ordered, cells, strict=True)))
    return columns.data()


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


def cleaned(text: str | None) -> str | None:
    """Return a text that may be missing without control characters."""
    if text is None:
        return None
    return clean(text)


def _killed(incident: Incident) -> list[int | None]:
    """Return the lowest, best and highest number of people killed; nothing where none is given."""
    killed = incident.killed
    if killed is None:
        return []
    return [killed.low, killed.best, killed.high]


def _marks(marks: list[Mark], moved: list[int]) -> list[int]:
    """Return slot, start and end of each mark; offsets count code points."""
    values: list[int] = []
    edges = iter(moved)
    for mark in marks:
        slot = SLOTS.index(mark.slot)
        values += [slot, next(edges), next(edges)]
    return values


def _place(place: Place) -> PlaceRow:
    return {
        "id": place.id,
        "name": clean(place.name),
        "precision": place.precision.value,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": cleaned(place.admin1),
        "aliases": [clean(alias) for alias in place.aliases],
    }


def _publishers_of(timeline: TimelineData) -> set[str]:
    named = {name for incident in timeline.incidents for name in incident.publishers}
    outlets = {document.publisher for document in timeline.documents}
    return named | {outlet for outlet in outlets if outlet is not None}


def _modes_of(timeline: TimelineData) -> set[tuple[str, str]]:
    return {
        (incident.type, incident.mode)
        for incident in timeline.incidents
        if incident.mode is not None
    }
