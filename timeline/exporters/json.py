"""timeline.json: the whole timeline in one file that gives the same timeline when read again."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

import msgspec

from timeline.errors import InputError, reason_of
from timeline.model.actors import Actor
from timeline.model.incidents import Incident
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.model.timeline import SCHEMA, TimelineData
from timeline.model.types import CUMULATIVE
from timeline.output.atomic import write_pieces_atomically
from timeline.safety.boundary import boundary
from timeline.safety.content import bytes_of

_FORMER_CUMULATIVE = "toll"
_FIX = "Build the timeline again, or give a file that timeline build wrote."


def write(timeline: TimelineData, path: Path) -> None:
    """Write the whole timeline; the same timeline always gives the same bytes.

    Raises:
        UsageError: The file cannot be written.
    """
    write_pieces_atomically(path, pieces(timeline))


def to_text(timeline: TimelineData) -> str:
    """Return the timeline as JSON, a record a line, so that versions compare line by line."""
    return b"".join(pieces(timeline)).decode("utf-8")


def pieces(timeline: TimelineData) -> Iterator[bytes]:
    """Yield the JSON record by record, so that 400,000 of them are never in memory twice."""
    # Settings and corrections are dictionaries: sorted, whatever order they were filled in.
    encoder = msgspec.json.Encoder(order="deterministic")
    opening = "{"
    for field in fields(timeline):
        value = getattr(timeline, field.name)
        yield f'{opening}\n"{field.name}":'.encode()
        opening = ","
        if not value or isinstance(value, str | dict):
            yield encoder.encode(value)
            continue
        records = _documents_to_write(timeline) if field.name == "documents" else value
        before = b"[\n"
        for record in records:
            yield before
            yield encoder.encode(record)
            before = b",\n"
        yield b"\n]"
    yield b"\n}\n"


def read(path: Path) -> TimelineData:
    """Read a timeline that `write` wrote.

    Unknown fields are ignored; ours must be there and be right.

    Raises:
        InputError: The file cannot be read, is no timeline, has another schema, is damaged, or
            contradicts itself (an id given twice, a passage that is not what its document says).
            The message says where, what and how to fix it.
    """
    with boundary(str(path)):
        return _read(path)


def _read(path: Path) -> TimelineData:
    try:
        content = bytes_of(path, "data-bytes")
    except OSError as error:
        reason = reason_of(error)
        raise InputError(
            str(path),
            f"cannot be read ({reason}).",
            "Give the path of a timeline.json.",
        ) from error
    timeline = _decode(content, path)
    _check_consistent(timeline, path)
    return timeline


def _check_consistent(timeline: TimelineData, path: Path) -> None:
    """Check that no id is given twice, and that passages are what their documents say.

    Raises:
        InputError: The timeline, read from a path, contradicts itself.
    """
    for fault in _contradictions(timeline):
        raise InputError(str(path), f"contradicts itself: {fault}.", _FIX)


class _Head(msgspec.Struct):
    """The field that says what a file is."""

    schema: object = None


def _decode(content: bytes, path: Path) -> TimelineData:
    """Decode straight into records: as dictionaries, 400,000 rows would be ten times larger."""
    _check_schema(content, path)
    try:
        timeline = msgspec.json.decode(content, type=TimelineData)
    except msgspec.ValidationError as error:
        raise InputError(str(path), f"is damaged: {error}.", _FIX) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_json(path, error) from error
    return replace(
        timeline,
        documents=tuple(_with_texts(timeline)),
        incidents=_with_present_modes(timeline.incidents),
    )


def _check_schema(content: bytes, path: Path) -> None:
    """Check that a file is a timeline of the present schema.

    Raises:
        InputError: It is not.
    """
    try:
        schema = msgspec.json.decode(content, type=_Head).schema
    except msgspec.ValidationError:
        schema = None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_json(path, error) from error
    if schema is None:
        raise InputError(
            str(path), "is not a timeline: it has no field 'schema'.", _FIX
        )
    if schema != SCHEMA:
        what = f"has schema {schema!r}; this version reads {SCHEMA!r}."
        raise InputError(str(path), what, "Build it again with this version.")


def _no_json(path: Path, error: Exception) -> InputError:
    return InputError(str(path), f"is not JSON, or is damaged ({error}).", _FIX)


def _with_texts(timeline: TimelineData) -> Iterator[Document]:
    """Yield the documents, rows with the text that their passages have."""
    texts = _texts_of_rows(timeline)
    for document in timeline.documents:
        if document.dataset and not document.text:
            yield replace(document, text=texts.get(document.id, ""))
        else:
            yield document


def _documents_to_write(timeline: TimelineData) -> Iterator[Document]:
    """Yield the documents, rows without the text that their passages have."""
    texts = _texts_of_rows(timeline)
    for document in timeline.documents:
        is_row = document.dataset is not None
        if is_row and texts.get(document.id) == document.text:
            yield replace(document, text="")
        else:
            yield document


def _texts_of_rows(timeline: TimelineData) -> dict[str, str]:
    """Return the text of each row as its passages have it: they cover it, a line each."""
    rows = {
        document.id for document in timeline.documents if document.dataset is not None
    }
    texts: dict[str, str] = {}
    if not rows:
        return texts
    for incident in timeline.incidents:
        # The passages of a document come in order of the text.
        for passage in incident.reports:
            document = passage.document
            if document not in rows:
                continue
            if document in texts:
                texts[document] += f"\n{passage.text}"
            else:
                texts[document] = passage.text
    return texts


def _with_present_modes(incidents: tuple[Incident, ...]) -> tuple[Incident, ...]:
    """Return incidents with the present name of a mode that version 0.1 called "toll"."""
    if not any(incident.mode == _FORMER_CUMULATIVE for incident in incidents):
        return incidents
    return tuple(
        replace(incident, mode=CUMULATIVE)
        if incident.mode == _FORMER_CUMULATIVE
        else incident
        for incident in incidents
    )


def _contradictions(timeline: TimelineData) -> Iterable[str]:
    yield from _repeated("document", timeline.documents)
    yield from _repeated("actor", timeline.actors)
    yield from _repeated("place", timeline.places)
    yield from _repeated("incident", timeline.incidents)
    yield from _false_passages(timeline)


def _repeated(
    kind: str, records: Iterable[Document | Actor | Place | Incident]
) -> Iterable[str]:
    """Yield the ids that two records of a kind have."""
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            yield f"two records are {kind} {record.id!r}"
        seen.add(record.id)


def _false_passages(timeline: TimelineData) -> Iterable[str]:
    """Yield the passages that are not in the documents that they name."""
    texts = {document.id: document.text for document in timeline.documents}
    for incident in timeline.incidents:
        for passage in incident.reports:
            text = texts.get(passage.document)
            where = f"document {passage.document!r}"
            if text is None:
                yield f"incident {incident.id!r} is reported in {where}, which is not there"
            elif text[passage.start : passage.end] != passage.text:
                yield f"incident {incident.id!r} quotes words that {where} does not have there"
