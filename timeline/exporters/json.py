"""timeline.json: the whole timeline in one file that gives the same timeline when it is read back."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec

from timeline.errors import InputError
from timeline.files import write_atomically
from timeline.model.timeline import SCHEMA, TimelineData

_CURE = "Build the timeline again, or give a file that timeline build wrote."


def write(timeline: TimelineData, path: Path) -> None:
    """Write the whole timeline; the same timeline always gives the same bytes.

    Raises:
        UsageError: The file cannot be written.
    """
    write_atomically(path, to_text(timeline))


def to_text(timeline: TimelineData) -> str:
    """Give the timeline as JSON, a record a line, so that two versions can be compared line by line."""
    body = ",\n".join(f'"{field.name}":{_value(getattr(timeline, field.name))}' for field in fields(timeline))
    return f"{{\n{body}\n}}\n"


def _value(value: object) -> str:
    if isinstance(value, tuple) and value:
        return "[\n" + ",\n".join(_compact(item) for item in value) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    # settings and corrections are dictionaries: sorted, so that the order they were filled in leaves no trace
    return msgspec.json.encode(value, order="deterministic").decode("utf-8")


def read(path: Path) -> TimelineData:
    """Read a timeline that `write` wrote. Fields that are not ours are passed over; ours must be there and be right.

    Raises:
        InputError: The file cannot be read, is no timeline, has another schema, is damaged, or contradicts itself (an
            id given twice, a passage that is not what its document says). The message says where, what and the cure.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "the system refuses it").lower()
        raise InputError(str(path), f"cannot be read ({reason}).", "Give the path of a timeline.json.") from error
    timeline = _convert(_decode(content, path), path)
    for fault in _contradictions(timeline):
        raise InputError(str(path), f"contradicts itself: {fault}.", _CURE)
    return timeline


def _decode(content: bytes, path: Path) -> dict[str, Any]:
    try:
        raw = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"is not JSON, or is damaged ({error}).", _CURE) from error
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if not isinstance(raw, dict) or schema is None:
        raise InputError(str(path), "is no timeline: it has no field 'schema'.", _CURE)
    if schema != SCHEMA:
        raise InputError(
            str(path), f"has schema {schema!r}; this version reads {SCHEMA!r}.", "Build it again with this version."
        )
    return raw


def _convert(raw: dict[str, Any], path: Path) -> TimelineData:
    try:
        return msgspec.convert(raw, TimelineData)
    except msgspec.ValidationError as error:
        raise InputError(str(path), f"is damaged: {error}.", _CURE) from error


def _contradictions(timeline: TimelineData) -> Iterable[str]:
    records = {
        "document": [document.id for document in timeline.documents],
        "actor": [actor.id for actor in timeline.actors],
        "place": [place.id for place in timeline.places],
        "incident": [incident.id for incident in timeline.incidents],
    }
    for kind, ids in records.items():
        seen: set[str] = set()
        for one in ids:
            if one in seen:
                yield f"two records are {kind} {one!r}"
            seen.add(one)
    yield from _false_passages(timeline)


def _false_passages(timeline: TimelineData) -> Iterable[str]:
    texts = {document.id: document.text for document in timeline.documents}
    for incident in timeline.incidents:
        for passage in incident.reports:
            if passage.document not in texts:
                yield f"incident {incident.id!r} is told in document {passage.document!r}, which is not there"
            elif texts[passage.document][passage.start : passage.end] != passage.text:
                yield f"incident {incident.id!r} quotes words that document {passage.document!r} does not have there"
