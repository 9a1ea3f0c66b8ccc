"""A folder of Parquet files: a timeline of more incidents than one JSON file should hold.

`incidents-00001.parquet` and on hold the columns of the table of incidents and, in `record`, the
whole incident as JSON; `documents-00001.parquet` and on hold the documents. `parts.json` holds the
rest: actors, places, settings, problems, and how many records there are.
"""

import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from timeline.errors import InputError, UsageError, reason_of
from timeline.exporters import json, parquet
from timeline.model.incidents import Incident
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_pieces_atomically

SCHEMA = "conflict-timeline-parts/1"
HEAD = "parts.json"
# Incidents from which on a build writes a folder: one JSON file is read whole.
FOLDER_FROM = 250_000
# Records of one file. More files can be read by several processes.
RECORDS_IN_A_FILE = 250_000
DOCUMENT_COLUMNS = ("id", "title", "publisher", "published", "url", "dataset", "record")

Record = TypeVar("Record", Incident, Document)


class _Head(msgspec.Struct, kw_only=True):
    """What `parts.json` holds beside the timeline without incidents and documents."""

    schema: str
    incidents: int
    documents: int
    timeline: TimelineData


def are_parts(path: Path) -> bool:
    """Return whether a path is a folder that `write` wrote."""
    return (path / HEAD).is_file()


def write(timeline: TimelineData, folder: Path, *, size: int = RECORDS_IN_A_FILE) -> None:
    """Write a timeline as a folder; what another timeline left there is replaced.

    Args:
        timeline: The timeline; its incidents and documents are looked at one by one.
        folder: The folder.
        size: Records of one file.

    Raises:
        UsageError: The library pyarrow is not installed, or the folder cannot be written.
    """
    _check_folder(folder)
    target = folder.resolve()
    draft = target.with_name(f".timeline-{secrets.token_hex(4)}.part")
    try:
        draft.mkdir()
        _write_files(timeline, draft, size)
        if target.exists():
            shutil.rmtree(target)
        draft.rename(target)
    except OSError as error:
        reason = reason_of(error)
        cure = "Give a path where you may write."
        raise UsageError(str(folder), f"cannot be written ({reason}).", cure) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check_folder(folder: Path) -> None:
    """Raise UsageError for a path that holds anything but a timeline in parts."""
    if not folder.exists() or are_parts(folder):
        return
    if folder.is_dir() and not any(folder.iterdir()):
        return
    cure = "Give the name of a new folder."
    raise UsageError(str(folder), "is there already, and no timeline in parts.", cure)


def _write_files(timeline: TimelineData, folder: Path, size: int) -> None:
    encoder = msgspec.json.Encoder(order="deterministic")
    schema = parquet.schema_of((*parquet.COLUMNS, "record"))
    rows = (_incident_row(incident, encoder) for incident in timeline.incidents)
    incidents = _write_parts(rows, folder, "incidents", schema, size)
    schema = parquet.schema_of(DOCUMENT_COLUMNS)
    rows = (_document_row(document, encoder) for document in timeline.documents)
    documents = _write_parts(rows, folder, "documents", schema, size)
    head = _Head(
        schema=SCHEMA,
        incidents=incidents,
        documents=documents,
        timeline=replace(timeline, incidents=(), documents=()),
    )
    write_pieces_atomically(folder / HEAD, (encoder.encode(head), b"\n"))


def _incident_row(incident: Incident, encoder: msgspec.json.Encoder) -> dict[str, Any]:
    return {**parquet.row(incident), "record": encoder.encode(incident).decode()}


def _document_row(document: Document, encoder: msgspec.json.Encoder) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
        "dataset": document.dataset,
        "record": encoder.encode(document).decode(),
    }


def _write_parts(
    rows: Iterable[dict[str, Any]], folder: Path, name: str, schema: parquet.Schema, size: int
) -> int:
    """Write rows into numbered files, and return how many there are."""
    waiting = iter(rows)
    written = 0
    for number in count(1):
        chunk = list(islice(waiting, min(size, parquet.ROWS_IN_A_GROUP)))
        if not chunk:
            break
        of_file = _Counted(chain(chunk, islice(waiting, size - len(chunk))))
        path = folder / f"{name}-{number:05}.parquet"
        write_pieces_atomically(path, parquet.pieces(of_file, schema))
        written += of_file.count
    return written


class _Counted(Iterator[dict[str, Any]]):
    """Rows, counted as they pass."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self._rows = iter(rows)
        self.count = 0

    def __next__(self) -> dict[str, Any]:
        row = next(self._rows)
        self.count += 1
        return row


def read(folder: Path) -> TimelineData:
    """Read a timeline that `write` wrote.

    Raises:
        InputError: A file is missing or damaged, or contradicts another.
        UsageError: The library pyarrow is not installed.
    """
    head = _read_head(folder)
    incidents = tuple(_records(folder, "incidents", Incident))
    documents = tuple(_records(folder, "documents", Document))
    if (len(incidents), len(documents)) != (head.incidents, head.documents):
        problem = f"has {len(incidents):,} of {head.incidents:,} incidents and "
        problem += f"{len(documents):,} of {head.documents:,} documents."
        raise InputError(str(folder), problem, "Copy all its files, or build it again.")
    timeline = replace(head.timeline, incidents=incidents, documents=documents)
    json.check_consistent(timeline, folder)
    return timeline


def _read_head(folder: Path) -> _Head:
    path = folder / HEAD
    hint = "Build the timeline again, or give a folder that timeline build wrote."
    try:
        head = msgspec.json.decode(path.read_bytes(), type=_Head)
    except OSError as error:
        reason = reason_of(error)
        raise InputError(str(path), f"cannot be read ({reason}).", hint) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(str(path), f"is damaged: {error}.", hint) from error
    if head.schema != SCHEMA:
        what = f"has schema {head.schema!r}; this version reads {SCHEMA!r}."
        raise InputError(str(path), what, "Build it again with this version.")
    return head


def _records(folder: Path, name: str, record_type: type[Record]) -> Iterator[Record]:
    """Yield the records of the numbered files of a name, in order."""
    decoder = msgspec.json.Decoder(record_type)
    for path in sorted(folder.glob(f"{name}-*.parquet")):
        try:
            for text in parquet.texts(path, "record"):
                yield decoder.decode(text)
        except (msgspec.DecodeError, OSError, ValueError) as error:
            hint = "Build the timeline again."
            raise InputError(str(path), f"is damaged ({error}).", hint) from error
