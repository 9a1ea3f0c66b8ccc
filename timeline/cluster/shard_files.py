"""Results of shards as files: gzipped JSON Lines, a header and one line for each document."""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec

from timeline.documents.build import Entry
from timeline.documents.sections import Layout
from timeline.errors import InputError
from timeline.model.incidents import Report
from timeline.model.text import Document, Problem
from timeline.output.atomic import write_pieces_atomically

# Fast, and JSON of texts still shrinks to a quarter.
COMPRESSION = 3


class ShardHeader(msgspec.Struct, kw_only=True):
    """First line of a result.

    Attributes:
        version: Version of the form.
        problems: What could not be read in the shard's files, and what was read with doubts.
    """

    version: int
    problems: list[Problem]


class ShardDocument(msgspec.Struct, kw_only=True):
    """A document as its shard read it.

    Attributes:
        entry: The text as its file gives it.
        layout: Its sections.
        key: Digest of the document's content, see `content_key`; "" if it could not be read.
        reports: What it reports, under the id that it has in its shard; it may have another one
            in the timeline, as two shards can hold files of one name.
        failure: Why no rule can read it; None if they could.
    """

    entry: Entry
    layout: Layout
    key: str = ""
    reports: list[Report] = []
    failure: Problem | None = None

    def take(self, result: list[Report] | Problem) -> None:
        """Keep what reading it gave."""
        if isinstance(result, Problem):
            self.failure = result
        else:
            self.reports = result

    @property
    def result(self) -> list[Report] | Problem:
        """What reading it gave."""
        return self.failure or self.reports


class _ShardEntry(msgspec.Struct, kw_only=True):
    """A document without what was read of it, which is passed over."""

    entry: Entry
    layout: Layout


Record = TypeVar("Record", ShardHeader, ShardDocument, _ShardEntry)


def result_path(folder: Path, name: str) -> Path:
    """Return where the result of a shard lies."""
    return folder / f"{name}.jsonl.gz"


def write_result(
    path: Path, header: ShardHeader, documents: Iterable[ShardDocument]
) -> None:
    """Write the result of a shard, whole or not at all; the same bytes for the same result.

    Raises:
        UsageError: The file cannot be written.
    """
    lines = [msgspec.json.encode(header), *map(msgspec.json.encode, documents)]
    content = gzip.compress(b"\n".join(lines) + b"\n", COMPRESSION, mtime=0)
    write_pieces_atomically(path, (content,))


def read_result(path: Path) -> tuple[ShardHeader, Iterator[ShardDocument]]:
    """Read the result of a shard, its documents one by one.

    Raises:
        InputError: The file cannot be opened, or is damaged.
    """
    lines = _lines(path)
    header = _decoded(next(lines, b""), ShardHeader, path)
    return header, (_decoded(line, ShardDocument, path) for line in lines)


def read_entries(path: Path) -> Iterator[tuple[Entry, Layout]]:
    """Read the drafts and layouts of a result alone, one by one.

    Raises:
        InputError: The file cannot be opened, or is damaged.
    """
    lines = _lines(path)
    next(lines, None)
    for line in lines:
        read = _decoded(line, _ShardEntry, path)
        yield read.entry, read.layout


def is_damaged(path: Path) -> bool:
    """Return whether a result is there and was cut off or changed: its packing says so."""
    if not path.is_file():
        return False
    try:
        _decoded(next(lines := _lines(path), b""), ShardHeader, path)
        for _ in lines:
            pass
    except InputError:
        return True
    return False


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path, "rb") as stream:
            yield from stream
    except (EOFError, OSError, zlib.error):
        raise _damaged(path) from None


def _decoded(line: bytes, type_: type[Record], path: Path) -> Record:
    try:
        return msgspec.json.decode(line, type=type_)
    except msgspec.DecodeError:
        raise _damaged(path) from None


def _damaged(path: Path) -> InputError:
    hint = "Read its shard again: timeline read ARTICLES --shards FOLDER."
    return InputError(str(path), "this result of a shard is damaged.", hint)


def content_key(document: Document) -> str:
    """Return a digest of all of a document but its id: what its reports depend on."""
    content = msgspec.json.encode(replace(document, id=""))
    return hashlib.sha256(content).hexdigest()


def with_document_id(reports: Sequence[Report], name: str) -> list[Report]:
    """Return reports as those of a document of another id."""
    return [_renamed(report, name) for report in reports]


def _renamed(report: Report, name: str) -> Report:
    if report.document == name:
        return report
    identifier = name + report.id.removeprefix(report.document)
    passages = (
        replace(
            passage,
            document=name,
            report=name + passage.report.removeprefix(report.document),
        )
        for passage in report.passages
    )
    return replace(report, id=identifier, document=name, passages=tuple(passages))
