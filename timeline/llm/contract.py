"""Define what a model answers about one article, and read such an answer from JSON.

An answer is read value by value: what does not have the form of its record is left out and
counted, the rest stays.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from timeline.errors import InputError
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import Role
from timeline.model.types import CasualtyKind, Genericity, Status

Value = TypeVar("Value", bound="ValueRecord")


class ValueRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an answer."""


class DateAnswer(ValueRecord, frozen=True, kw_only=True):
    """When it happened: words of the article, and the days as the model understands them."""

    words: str | None = None
    start: date | None = None
    end: date | None = None


class ActorAnswer(ValueRecord, frozen=True, kw_only=True):
    """Who took part: words of the article, and the full name where these are short."""

    role: Role
    words: str
    name: str | None = None


class PlaceAnswer(ValueRecord, frozen=True, kw_only=True):
    """Where it happened, the most specific place first."""

    words: str
    name: str | None = None


class CasualtyAnswer(ValueRecord, frozen=True, kw_only=True):
    """One casualty figure, with the words that hold number and people."""

    kind: CasualtyKind
    words: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    group: str | None = None


class SpeakerAnswer(ValueRecord, frozen=True, kw_only=True):
    """Who is cited for it."""

    words: str
    name: str | None = None


class IncidentAnswer(ValueRecord, frozen=True, kw_only=True):
    """One incident of the article."""

    type: str
    mode: str | None = None
    status: Status = Status.OCCURRED
    genericity: Genericity = Genericity.SPECIFIC
    evidence: tuple[str, ...] = ()
    trigger: str | None = None
    when: DateAnswer | None = None
    who: tuple[ActorAnswer, ...] = ()
    where: tuple[PlaceAnswer, ...] = ()
    casualties: tuple[CasualtyAnswer, ...] = ()
    says: tuple[SpeakerAnswer, ...] = ()
    headline: str | None = None


class Answer(ValueRecord, frozen=True, kw_only=True):
    """All incidents of the article, and the clauses that only look like incidents."""

    incidents: tuple[IncidentAnswer, ...] = ()
    not_incidents: tuple[str, ...] = msgspec.field(default=(), name="not")


# Fields of an incident that hold lists of records.
LISTS: Mapping[str, type[ValueRecord]] = {
    "who": ActorAnswer,
    "where": PlaceAnswer,
    "casualties": CasualtyAnswer,
    "says": SpeakerAnswer,
}
# Fields of one value each; a wrong one takes the default of its record.
SINGLE = ("mode", "status", "genericity", "trigger", "headline")


def answer_of(content: object, dropped: Counter[str]) -> Answer:
    """Read an answer from decoded JSON.

    Args:
        content: An object with "incidents", or the list of incidents itself.
        dropped: Counts by kind ("form") what has not the form of its record.

    Raises:
        InputError: There is no list of incidents.
    """
    rows = content.get("incidents") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        what = 'the answer holds no list "incidents".'
        raise InputError("answer", what, "Ask again, or take another model.")
    incidents = []
    for row in rows:
        incident = _incident(row, dropped)
        if incident is not None:
            incidents.append(incident)
    return Answer(incidents=tuple(incidents), not_incidents=_not_incidents(content))


def _not_incidents(content: object) -> tuple[str, ...]:
    quotes = content.get("not") if isinstance(content, dict) else None
    return tuple(_strings(quotes))


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _incident(row: object, dropped: Counter[str]) -> IncidentAnswer | None:
    """Read one incident; None when it has no known type."""
    if not isinstance(row, dict) or row.get("type") not in incident_types():
        dropped["form"] += 1
        return None
    lists: dict[str, Any] = {
        name: tuple(_records(row, name, dropped)) for name in LISTS
    }
    single = dict(_single_values(row, dropped))
    return IncidentAnswer(
        type=row["type"],
        evidence=tuple(_strings(row.get("evidence"))),
        when=_date(row.get("when"), dropped),
        **lists,
        **single,
    )


def _records(
    row: Mapping[str, Any], name: str, dropped: Counter[str]
) -> Iterator[ValueRecord]:
    """Yield the records of one list of an incident that have the right form."""
    values = row.get(name) or []
    for value in values if isinstance(values, list) else [values]:
        record = _converted(value, LISTS[name])
        if record is None:
            dropped["form"] += 1
        else:
            yield record


def _single_values(
    row: Mapping[str, Any], dropped: Counter[str]
) -> Iterator[tuple[str, Any]]:
    """Yield the plain fields of an incident that are given and right."""
    for name in SINGLE:
        value = row.get(name)
        if value is None:
            continue
        read = _converted({"type": row["type"], name: value}, IncidentAnswer)
        if read is None:
            dropped["form"] += 1
        else:
            yield name, getattr(read, name)


def _date(value: object, dropped: Counter[str]) -> DateAnswer | None:
    """Read the date of an incident; of one whose days are wrong the words stay."""
    if value is None:
        return None
    record = _converted(value, DateAnswer)
    if record is not None:
        return record
    dropped["form"] += 1
    words = value.get("words") if isinstance(value, dict) else value
    return DateAnswer(words=words) if isinstance(words, str) else None


def _converted(value: object, kind: type[Value]) -> Value | None:
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        return None


def schema() -> dict[str, Any]:
    """Return the JSON schema of an answer.

    Every field is required and none may be added; types and modes are those that we know.
    """
    whole = msgspec.json.schema(Answer)
    definitions = whole.pop("$defs")
    for definition in definitions.values():
        if "properties" in definition:
            _close(definition)
    types = incident_types()
    modes = {mode for kind in types.values() for mode in kind.modes}
    incident = definitions["IncidentAnswer"]["properties"]
    incident["type"] = _choice(types)
    incident["mode"] = {"anyOf": [_choice(modes), {"type": "null"}]}
    incident["evidence"]["minItems"] = 1
    return {**whole, "$defs": definitions}


def _close(definition: dict[str, Any]) -> None:
    """Let a definition require all its fields and allow no other."""
    properties = definition["properties"]
    definition["required"] = list(properties)
    definition["additionalProperties"] = False
    for described in properties.values():
        described.pop("default", None)


def _choice(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": sorted(values)}


def schema_text() -> str:
    """Return the schema as one line of JSON, always the same."""
    return json.dumps(schema(), sort_keys=True)
