"""What does the page need to know, once and in the least space?"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from timeline.model.actors import Actor, ActorRole
from timeline.model.incidents import Casualty, Correction, Incident, Passage
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED, CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision
from timeline.views import labels
from timeline.views.clean import clean, clean_with_offsets
from timeline.views.whole import Whole, whole_row

PAGE_SCHEMA = "conflict-timeline-page/1"
EPOCH = date(1970, 1, 1).toordinal()
CONTEXT = 160  # characters of a sentence shown on either side of a clause; longer ones are cut

PASSAGE_FIELDS = (
    "report", "document", "text", "before", "after", "marks", "status", "when", "attribution", "casualties",
)  # fmt: skip

_STATUSES = tuple(Status)
_PRECISIONS = tuple(Precision)
_BASES = tuple(Basis)
_SLOTS = tuple(Slot)
_CASUALTY_KINDS = tuple(CasualtyKind)
_ROLES = ("initiator", "target", "party")

Row = dict[str, Any]


class _Names:
    """A dictionary of strings: each is shipped once and referred to by number."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {}
        for value in values:
            self.number(value)

    def number(self, value: str) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def optional(self, value: str | None) -> int:
        return -1 if value is None else self.number(value)

    def all(self) -> list[str]:
        return [clean(value) for value in self._numbers]

    def raw(self) -> list[str]:
        return list(self._numbers)


class _Encoder:
    """The dictionaries that all incidents share, and the columns that grow with them."""

    def __init__(self, timeline: TimelineData) -> None:
        self.documents = {document.id: document for document in timeline.documents}
        self.datasets = {one.id: number for number, one in enumerate(timeline.datasets)}
        self.document_numbers = _Names(document.id for document in timeline.documents)
        self.actors: dict[str, Actor | ActorRole] = {actor.id: actor for actor in timeline.actors}
        self.actor_numbers = _Names()
        self.places = {place.id: place for place in timeline.places}
        self.place_numbers = _Names()
        self.publishers = _Names(sorted(_publishers_of(timeline)))
        self.speakers = _Names()
        self.types = _Names(sorted({incident.type for incident in timeline.incidents}))
        self.modes = _Names(sorted({f"{one.type}/{one.mode}" for one in timeline.incidents if one.mode is not None}))

    def incident(self, incident: Incident) -> Row:
        """Encode one incident."""
        reports = _Names()
        for actor in incident.actors:
            self.actors.setdefault(actor.id, actor)
        for place in incident.places:
            self.places.setdefault(place.id, place)
        return {
            "id": incident.id,
            "headline": clean(incident.headline),
            "type": self.types.number(incident.type),
            "mode": -1 if incident.mode is None else self.modes.number(f"{incident.type}/{incident.mode}"),
            "status": _STATUSES.index(incident.status),
            "disputed": int(incident.disputed),
            "when": when(incident.date),
            "actors": [n for a in incident.actors for n in (self.actor_numbers.number(a.id), _ROLES.index(a.role))],
            "places": [self.place_numbers.number(place.id) for place in incident.places],
            "casualties": [self.casualty(casualty) for casualty in incident.casualties],
            "attribution": [self.speakers.number(name) for name in incident.attribution],
            "publishers": [self.publishers.number(name) for name in incident.publishers],
            "salience": round(incident.salience, 4),
            "confidence": round(incident.confidence, 4),
            "passages": [self.passage(passage, reports) for passage in incident.reports],
            "relations": [[one.kind.value, one.incident] for one in incident.relations],
            "corrections": [correction(one) for one in incident.corrections],
        }

    def casualty(self, casualty: Casualty) -> list[Any]:
        """Encode one figure: kind, group, actor, low, best, high, part of total, speakers."""
        return [
            _CASUALTY_KINDS.index(casualty.kind),
            None if casualty.group is None else clean(casualty.group),
            -1
            if casualty.actor is None or casualty.actor not in self.actors
            else self.actor_numbers.number(casualty.actor),
            casualty.low,
            casualty.best,
            casualty.high,
            int(casualty.part_of_total),
            [self.speakers.number(name) for name in casualty.attribution],
        ]

    def passage(self, passage: Passage, reports: _Names) -> list[Any]:
        """Encode one passage, its marks counted from its own beginning; the order of fields is `PASSAGE_FIELDS`."""
        marks = [mark for mark in passage.marks if passage.start <= mark.start < mark.end <= passage.end]
        offsets = [at - passage.start for mark in marks for at in (mark.start, mark.end)]
        text, moved = clean_with_offsets(passage.text, offsets)
        slots = [_SLOTS.index(mark.slot) for mark in marks]
        before, after = self.context(passage)
        return [
            reports.number(passage.report),
            self.document_numbers.number(passage.document),
            text,
            before,
            after,
            [value for number, slot in enumerate(slots) for value in (slot, moved[2 * number], moved[2 * number + 1])],
            _STATUSES.index(passage.status),
            when(passage.date),
            [self.speakers.number(name) for name in passage.attribution],
            [self.casualty(casualty) for casualty in passage.casualties],
        ]

    def context(self, passage: Passage) -> tuple[str, str]:
        """Give the rest of the paragraph's sentence on both sides of a passage, at most `CONTEXT` characters each."""
        document = self.documents.get(passage.document)
        if document is None:
            return "", ""
        return _before(document.text, passage.start), _after(document.text, passage.end)

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


def payload(
    timeline: TimelineData,
    *,
    type_labels: Mapping[str, str] | None = None,
    mode_labels: Mapping[str, Mapping[str, str]] | None = None,
    whole: Whole | None = None,
) -> dict[str, Any]:
    """Encode a timeline for the page: columns, each string once, days as whole days since 1970-01-01.

    Args:
        timeline: The timeline.
        type_labels: Plain words for type ids; those of `labels.TYPE_LABELS` where absent.
        mode_labels: Plain words for modes, by type id and mode.
        whole: Counts of the whole timeline, where this is a part of it.

    Returns:
        Plain data for `clean.island`. Document texts are not in it, only the passages; marks count code points
        from the beginning of their passage.
    """
    encoder = _Encoder(timeline)
    rows = [encoder.incident(incident) for incident in timeline.incidents]
    names = dict(labels.TYPE_LABELS) | dict(type_labels or {})
    return {
        "schema": PAGE_SCHEMA,
        "version": timeline.version,
        "title": clean(timeline.title),
        "words": _words(),
        "passage_fields": list(PASSAGE_FIELDS),
        "families": [[family.id, family.label] for family in (*labels.FAMILIES, labels.OTHER_FAMILY)],
        "types": [_type_row(type_id, names) for type_id in encoder.types.raw()],
        "modes": [_mode_row(mode, encoder.types.raw(), mode_labels or {}) for mode in encoder.modes.raw()],
        "actors": [_actor_row(encoder.actors[key]) for key in encoder.actor_numbers.raw()],
        "places": [_place_row(encoder.places[key]) for key in encoder.place_numbers.raw()],
        "documents": [encoder.document_row(key) for key in encoder.document_numbers.raw()],
        "publishers": encoder.publishers.all(),
        "speakers": encoder.speakers.all(),
        "incidents": _columns(rows),
        "problems": len(timeline.problems),
        "datasets": [[one.id, one.name, list(one.columns)] for one in timeline.datasets],
        "whole": whole_row(whole),
    }


def day_number(day: date) -> int:
    """Count the days since 1970-01-01; no clock and no time zone comes into it.

    >>> day_number(date(2020, 2, 6))
    18298
    """
    return day.toordinal() - EPOCH


def when(interval: DateInterval | None) -> list[Any] | None:
    """Encode an interval: first day, last day, precision, basis, words, time of day."""
    if interval is None:
        return None
    return [
        day_number(interval.start),
        day_number(interval.end),
        _PRECISIONS.index(interval.precision),
        _BASES.index(interval.basis),
        None if interval.text is None else clean(interval.text),
        None if interval.time_of_day is None else clean(interval.time_of_day),
    ]


def correction(done: Correction) -> list[Any]:
    """Encode a correction: field, what stood there, what stands there, author, day, reason."""
    was, now = (None if words is None else clean(words) for words in (done.was, done.now))
    return [clean(done.field), was, now, clean(done.author), day_number(done.day), clean(done.reason)]


def _publishers_of(timeline: TimelineData) -> set[str]:
    told = {name for incident in timeline.incidents for name in incident.publishers}
    return told | {document.publisher for document in timeline.documents if document.publisher is not None}


def _columns(rows: list[Row]) -> dict[str, list[Any]]:
    fields = (
        "id", "headline", "type", "mode", "status", "disputed", "when", "actors", "places", "casualties",
        "attribution", "publishers", "salience", "confidence", "passages", "relations", "corrections",
    )  # fmt: skip
    return {field: [row[field] for row in rows] for field in fields}


def _type_row(type_id: str, names: Mapping[str, str]) -> list[Any]:
    families = [family.id for family in (*labels.FAMILIES, labels.OTHER_FAMILY)]
    label = names.get(type_id, labels.plain(type_id))
    return [type_id, clean(label), families.index(labels.family_of(type_id).id)]


def _mode_row(mode: str, types: list[str], names: Mapping[str, Mapping[str, str]]) -> list[Any]:
    type_id, mode_id = mode.split("/", 1)
    return [mode_id, clean(names.get(type_id, {}).get(mode_id, labels.plain(mode_id))), types.index(type_id)]


def _actor_row(actor: Actor | ActorRole) -> list[Any]:
    return [actor.id, clean(actor.name), actor.kind.value, actor.country, [clean(alias) for alias in actor.aliases]]


def _place_row(place: Place) -> list[Any]:
    return [
        place.id, clean(place.name), place.precision.value, place.lat, place.lon, place.country,
        None if place.admin1 is None else clean(place.admin1), [clean(alias) for alias in place.aliases],
    ]  # fmt: skip


def _words() -> Row:
    return {
        "statuses": [
            [one.value, labels.STATUS_LABELS[one], labels.STATUS_SENTENCES[one], int(one in HAPPENED)]
            for one in _STATUSES
        ],
        "precisions": [
            [one.value, labels.PRECISION_LABELS[one], int(one in labels.FINE_GRAINS)] for one in _PRECISIONS
        ],
        "bases": [[one.value, labels.BASIS_LABELS[one]] for one in _BASES],
        "slots": [[one.value, labels.SLOT_LABELS[one]] for one in _SLOTS],
        "casualties": [one.value for one in _CASUALTY_KINDS],
        "roles": list(_ROLES),
        "kinds": labels.ACTOR_KIND_LABELS,
        "grains": labels.PLACE_PRECISION_LABELS,
        "relations": labels.RELATION_LABELS,
    }


def _before(text: str, start: int) -> str:
    """Give the words between the beginning of the sentence and `start`; empty when the passage opens it."""
    lead = text[max(0, start - CONTEXT) : start]
    for mark in ("\n", ". ", "! ", "? ", ".” ", '." '):
        lead = lead.rpartition(mark)[2]
    cut = start > CONTEXT and len(lead) == CONTEXT
    return clean(("… " + lead.partition(" ")[2]) if cut else lead).lstrip() if lead.strip() else ""


def _after(text: str, end: int) -> str:
    """Give the words from `end` to the end of the sentence; empty when the passage closes it."""
    if end > 0 and text[end - 1 : end] in {".", "!", "?", "\n"}:
        return ""
    tail = text[end : end + CONTEXT].partition("\n")[0]
    ends = [at + 1 for at in (tail.find(". "), tail.find("! "), tail.find("? ")) if at >= 0]
    if ends:
        tail = tail[: min(ends)]
    elif len(tail) == CONTEXT:
        tail = tail.rpartition(" ")[0] + " …"
    return clean(tail).rstrip() if tail.strip(" \t.\"”'’") else ""
