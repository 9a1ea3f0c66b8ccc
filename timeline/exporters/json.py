"""timeline.json: the whole timeline in one file that gives the same timeline when it is read back."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import msgspec

from timeline.errors import InputError
from timeline.model.incidents import Incident
from timeline.model.text import Document
from timeline.model.timeline import SCHEMA, TimelineData
from timeline.model.types import CUMULATIVE
from timeline.output.atomic import write_pieces_atomically

_FORMER_CUMULATIVE = "toll"
_CURE = "Build the timeline again, or give a file that timeline build wrote."


def write(timeline: TimelineData, path: Path) -> None:
    """Write the whole timeline; the same timeline always gives the same bytes.

    Raises:
        UsageError: The file cannot be written.
    """
    write_pieces_atomically(path, pieces(timeline))


def to_text(timeline: TimelineData) -> str:
    """Give the timeline as JSON, a record a line, so that two versions can be compared line by line."""
    return b"".join(pieces(timeline)).decode("utf-8")


def pieces(timeline: TimelineData) -> Iterator[bytes]:
    """Go through the JSON record by record, so that 400,000 of them are never in memory twice."""
    # settings and corrections are dictionaries: sorted, so that the order they were filled in leaves no trace
    encoder = msgspec.json.Encoder(order="deterministic")
    for number, field in enumerate(fields(timeline)):
        whole = getattr(timeline, field.name)
        value = _without_doubles(timeline) if field.name == "documents" and whole else whole
        yield f'{"," if number else "{"}\n"{field.name}":'.encode()
        if isinstance(value, Iterator) or (isinstance(value, tuple) and value):
            for place, record in enumerate(value):
                yield b",\n" if place else b"[\n"
                yield encoder.encode(record)
            yield b"\n]"
        else:
            yield encoder.encode(value)
    yield b"\n}\n"


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
        raise InputError(
            str(path), f"cannot be read ({reason}).", "Give the path of a timeline.json."
        ) from error
    timeline = _decode(content, path)
    for fault in _contradictions(timeline):
        raise InputError(str(path), f"contradicts itself: {fault}.", _CURE)
    return timeline


class _Head(msgspec.Struct):
    """The one field that tells what a file is."""

    schema: object = None


def _decode(content: bytes, path: Path) -> TimelineData:
    """Decode straight into records: a file of 400,000 rows would be ten times larger as dictionaries."""
    try:
        head = msgspec.json.decode(content, type=_Head)
    except msgspec.ValidationError:
        head = _Head()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"is not JSON, or is damaged ({error}).", _CURE) from error
    if head.schema is None:
        raise InputError(str(path), "is no timeline: it has no field 'schema'.", _CURE)
    if head.schema != SCHEMA:
        raise InputError(
            str(path),
            f"has schema {head.schema!r}; this version reads {SCHEMA!r}.",
            "Build it again with this version.",
        )
    try:
        timeline = msgspec.json.decode(content, type=TimelineData)
    except msgspec.ValidationError as error:
        raise InputError(str(path), f"is damaged: {error}.", _CURE) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"is not JSON, or is damaged ({error}).", _CURE) from error
    rows = _texts_of_rows(timeline)
    documents = tuple(
        replace(one, text=rows.get(one.id, "")) if one.dataset and not one.text else one
        for one in timeline.documents
    )
    return replace(timeline, documents=documents, incidents=_with_present_modes(timeline.incidents))


def _with_present_modes(incidents: tuple[Incident, ...]) -> tuple[Incident, ...]:
    """Return incidents with the present name of a mode that version 0.1 called "toll"."""
    if not any(incident.mode == _FORMER_CUMULATIVE for incident in incidents):
        return incidents
    return tuple(
        replace(incident, mode=CUMULATIVE) if incident.mode == _FORMER_CUMULATIVE else incident
        for incident in incidents
    )


def _texts_of_rows(timeline: TimelineData) -> dict[str, str]:
    """Give the text of each row as its passages have it: they cover it, a line each."""
    rows = {one.id for one in timeline.documents if one.dataset is not None}
    found: dict[str, str] = {}
    for incident in timeline.incidents if rows else ():
        for passage in incident.reports:
            if passage.document in rows:
                before = found.get(passage.document)
                # the passages of a document come in order of the text
                found[passage.document] = (
                    passage.text if before is None else f"{before}\n{passage.text}"
                )
    return found


def _without_doubles(timeline: TimelineData) -> Iterator[Document]:
    """Go through the documents, the text left out of rows whose passages hold it anyway."""
    rows = _texts_of_rows(timeline)
    for one in timeline.documents:
        yield (
            replace(one, text="")
            if one.dataset is not None and rows.get(one.id) == one.text
            else one
        )


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
