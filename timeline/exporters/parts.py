"""A folder of Parquet files: a timeline of more incidents than one JSON file should hold.

`incidents-00001.parquet` and on hold the columns of the table of incidents and, in `record`, the
whole incident as JSON; `documents-00001.parquet` and on hold the documents. `parts.json` holds the
rest: actors, places, settings, problems, and how many records there are.
"""

import secrets
import shutil
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import accumulate, chain, count, islice
from pathlib import Path
from typing import Any, cast

import msgspec

from timeline.errors import InputError, UsageError, reason_of
from timeline.exporters import parquet
from timeline.model.incidents import Incident
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_pieces_atomically
from timeline.output.numbered import NumberedRecords, Record
from timeline.safety.content import bytes_of
from timeline.safety.paths import real_path

SCHEMA = "conflict-timeline-parts/1"
HEAD = "parts.json"
# Incidents from which on a build writes a folder: one JSON file is read whole.
FOLDER_FROM = 250_000
# Records of one file. More files can be read by several processes.
RECORDS_IN_A_FILE = 250_000
DOCUMENT_COLUMNS = ("id", "title", "publisher", "published", "url", "dataset", "record")


class _Head(msgspec.Struct, kw_only=True):
    """What `parts.json` holds beside the timeline without incidents and documents."""

    schema: str
    incidents: int
    documents: int
    timeline: TimelineData


def are_parts(path: Path) -> bool:
    """Return whether a path is a folder that `write` wrote."""
    return (path / HEAD).is_file()


def write(
    timeline: TimelineData, folder: Path, *, size: int = RECORDS_IN_A_FILE
) -> None:
    """Write a timeline as a folder; what another timeline left there is replaced.

    Args:
        timeline: The timeline; its incidents and documents are looked at one by one.
        folder: The folder.
        size: Records of one file.

    Raises:
        UsageError: The library pyarrow is not installed, or the folder cannot be written.
    """
    _check_folder(folder)
    target = real_path(folder)
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
    rows: Iterable[dict[str, Any]],
    folder: Path,
    name: str,
    schema: parquet.Schema,
    size: int,
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
    """Open a timeline that `write` wrote; each record is read when it is asked for.

    Raises:
        InputError: A file is missing, or its number of records is not what was written.
        UsageError: The library pyarrow is not installed.
    """
    head = _read_head(folder)
    incidents = PartRecords(folder, "incidents", Incident)
    documents = PartRecords(folder, "documents", Document)
    if (len(incidents), len(documents)) != (head.incidents, head.documents):
        problem = f"has {len(incidents):,} of {head.incidents:,} incidents and "
        problem += f"{len(documents):,} of {head.documents:,} documents."
        raise InputError(str(folder), problem, "Copy all its files, or build it again.")
    # They are used as tuples are.
    return replace(
        head.timeline,
        incidents=cast("tuple[Incident, ...]", incidents),
        documents=cast("tuple[Document, ...]", documents),
    )


def _read_head(folder: Path) -> _Head:
    path = folder / HEAD
    hint = "Build the timeline again, or give a folder that timeline build wrote."
    try:
        head = msgspec.json.decode(bytes_of(path, "data-bytes"), type=_Head)
    except OSError as error:
        reason = reason_of(error)
        raise InputError(str(path), f"cannot be read ({reason}).", hint) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(str(path), f"is damaged: {error}.", hint) from error
    if head.schema != SCHEMA:
        what = f"has schema {head.schema!r}; this version reads {SCHEMA!r}."
        raise InputError(str(path), what, "Build it again with this version.")
    return head


class PartRecords(NumberedRecords[Record]):
    """The records of the numbered files of a name, used as a tuple is.

    What is in memory is the text of one group of rows. A damaged file is an InputError when it is
    opened or when its records are asked for.
    """

    def __init__(self, folder: Path, name: str, record_type: type[Record]) -> None:
        """Look up how many records each group of rows has."""
        self._decoder = msgspec.json.Decoder(record_type)
        self._groups: list[tuple[Path, parquet.Group]] = []
        for path in sorted(folder.glob(f"{name}-*.parquet")):
            self._add(path)
        # By group, the number after its last record.
        self._ends = list(accumulate(group.rows for _, group in self._groups))
        self._texts_of = lru_cache(maxsize=1)(self._read_texts)

    def _add(self, path: Path) -> None:
        """Take in the groups of rows of a file."""
        with _damage_named(path):
            for group in parquet.groups(path):
                self._groups.append((path, group))

    def __len__(self) -> int:
        """Return how many records there are."""
        return self._ends[-1] if self._ends else 0

    def _record(self, number: int) -> Record:
        group = bisect_right(self._ends, number)
        from_end = number - self._ends[group]
        text = self._texts_of(group)[from_end]
        return self._decoded(group, text)

    def __iter__(self) -> Iterator[Record]:
        """Yield the records in order."""
        for number in range(len(self._groups)):
            yield from self._of_group(number)

    def __eq__(self, records: object) -> bool:
        """Return whether a sequence has equal records."""
        if not isinstance(records, Sequence) or len(self) != len(records):
            return False
        pairs = zip(self, records, strict=True)
        return all(first == second for first, second in pairs)

    __hash__ = None  # type: ignore[assignment]

    def between(self, since: date | None, until: date | None) -> Iterator[Record]:
        """Yield the records of all groups of rows that may have one with a day between these."""
        for number, (_, group) in enumerate(self._groups):
            if group.can_lie_between(since, until):
                yield from self._of_group(number)

    def ids(self) -> Iterator[str]:
        """Yield the ids of the records, of which nothing else is read."""
        for number in range(len(self._groups)):
            yield from self._column(number, "id")

    def with_ids(self, asked: Container[str]) -> Iterator[Record]:
        """Yield the records of some ids, in order; of the others only ids are read."""
        for number in range(len(self._groups)):
            ids = self._column(number, "id")
            for place, name in enumerate(ids):
                if name in asked:
                    text = self._texts_of(number)[place]
                    yield self._decoded(number, text)

    def _of_group(self, number: int) -> Iterator[Record]:
        for text in self._texts_of(number):
            yield self._decoded(number, text)

    def _read_texts(self, number: int) -> list[str]:
        return self._column(number, "record")

    def _column(self, number: int, name: str) -> list[str]:
        """Return a column of a group of rows."""
        path, group = self._groups[number]
        with _damage_named(path):
            return parquet.group_texts(path, group, name)

    def _decoded(self, number: int, text: str) -> Record:
        with _damage_named(self._groups[number][0]):
            return self._decoder.decode(text)


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    """Raise InputError for what is wrong with a file."""
    try:
        yield
    except (msgspec.DecodeError, OSError, ValueError) as error:
        hint = "Build the timeline again."
        raise InputError(str(path), f"is damaged ({error}).", hint) from error
