"""Every registered reader of documents and tables keeps one promise: its file costs no other file anything."""

import gzip
import random
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from tests.datasets.tables import GED, SAMPLES, Cells, text_of
from timeline import datasets, documents
from timeline.datasets import tables
from timeline.datasets.formats import Coding
from timeline.datasets.resolve import Resolver
from timeline.datasets.rows import Row
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.gazetteer import gazetteer
from timeline.model.text import Problem
from timeline.safety.boundary import UNFORESEEN

ARTICLE = "Army gunners shelled the market of Subek on Monday, two witnesses told a reporter there."
ERRORS: tuple[Exception, ...] = (
    IndexError("list index out of range"),
    KeyError("x"),
    TypeError(),
    ValueError("bad"),
    RuntimeError("odd"),
    AssertionError(),
    RecursionError(),
    MemoryError(),
    ZeroDivisionError(),
    OverflowError(),
    EOFError(),
    struct.error("short"),
    OSError("no errno"),
    UnicodeDecodeError("utf-8", b"\xf8", 0, 1, "invalid start byte"),
    StopIteration(),
    UserWarning("a library complains"),
)
EVERY_DOCUMENT = pytest.mark.parametrize("extension", documents.readers.names())
EVERY_TABLE = pytest.mark.parametrize(
    "extension", [*datasets.EXTENSIONS, ".json", ".txt"]
)
EVERY_ERROR = pytest.mark.parametrize(
    "error", ERRORS, ids=[type(one).__name__ for one in ERRORS]
)


def packed(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def garbage() -> Iterator[bytes]:
    """Yield bytes that are hardly a file of any kind, or only its beginning."""
    noise = random.Random(17)
    whole = packed(
        {"word/document.xml": b"<w:document", "[Content_Types].xml": b"", "a.csv": b"a"}
    )
    yield from (
        b" ",
        b"\0",
        b"\r",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 5_000,
    )
    yield from (
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"%PDF-1.7\n%%EOF",
        b"PAR1PAR1",
        b"{\\rtf1" * 2_000,
    )
    yield from (
        b"<" * 10_000,
        b"<a>" * 50_000,
        b'<?xml version="1.0"?>',
        b"\xff\xfe" + b"a" * 3,
    )
    yield from (
        whole,
        whole[:60],
        gzip.compress(whole)[:50],
        b"MIME-Version: 1.0\n\n",
        b"--\n--\n",
    )
    yield from (noise.randbytes(2_000), b"\xd0\xcf\x11\xe0" + noise.randbytes(2_000))
    yield b'<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "&b;">]><a>&b;</a>'


def read_tables(*paths: Path) -> datasets.Coded:
    return datasets.read(paths, actors=actor_lexicon(), gazetteer=gazetteer())


def raiser(error: Exception) -> Callable[..., object]:
    def read(*_: object) -> object:
        raise error

    return read


def is_clear(problem: Problem, name: str) -> bool:
    return problem.where.startswith(name) and bool(problem.what and problem.cure)


@EVERY_ERROR
@EVERY_DOCUMENT
def test_document_reader_may_raise_anything(
    extension: str, error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-2012-03-05.txt").write_text(ARTICLE)
    (tmp_path / f"bad{extension}").write_bytes(b"anything")
    true_reader = documents.readers.get(extension)

    def read(data: bytes, name: str) -> documents.RawDocuments:
        if name.startswith("bad"):
            raise error
        return true_reader(data, name)

    monkeypatch.setitem(documents.readers._parts, extension, read)
    reading = documents.read([tmp_path], claims=lambda _: False)
    assert [document.id for document in reading.documents] == ["a-2012-03-05"]
    [problem] = reading.problems
    assert is_clear(problem, f"bad{extension}")
    assert UNFORESEEN in problem.what or isinstance(error, MemoryError)


@EVERY_ERROR
@pytest.mark.parametrize("suffix", sorted(tables._READERS))
def test_table_reader_may_raise_anything(
    suffix: str, error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / f"bad{suffix}"
    good.write_text(text_of(GED))
    bad.write_bytes(b"anything")
    monkeypatch.setitem(tables._READERS, suffix, raiser(error))
    coded = read_tables(bad, good)
    assert [report.dataset for report in coded.reports] == ["good.csv"]
    [problem] = coded.problems
    assert is_clear(problem, f"bad{suffix}")


@EVERY_ERROR
@pytest.mark.parametrize(("name", "row"), SAMPLES.items(), ids=SAMPLES)
def test_row_that_fails_costs_only_itself(
    name: str,
    row: Cells,
    error: Exception,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "two.csv"
    first = next(iter(row))
    path.write_text(text_of(row, {**row, first: "second"}))
    format = datasets.FORMATS.get(name)

    def code(row: Row, resolver: Resolver) -> Coding:
        if "second" not in row.cells:
            raise error
        return format.code(row, resolver)

    monkeypatch.setitem(datasets.FORMATS._parts, name, replace(format, code=code))
    coded = read_tables(path)
    [report] = coded.reports
    assert report.id.startswith(f"{name}:second")
    assert [problem.where for problem in coded.problems if problem.skipped] == [
        "two.csv, line 2"
    ]


@EVERY_DOCUMENT
def test_garbage_becomes_a_problem_of_its_file(extension: str, tmp_path: Path) -> None:
    for number, data in enumerate(garbage()):
        (tmp_path / f"bad{number}{extension}").write_bytes(data)
    (tmp_path / "a-2012-03-05.txt").write_text(ARTICLE)
    reading = documents.read([tmp_path], claims=lambda _: False)
    assert "a-2012-03-05" in {document.id for document in reading.documents}
    assert [p for p in reading.problems if not is_clear(p, "bad")] == []


@EVERY_TABLE
def test_garbage_becomes_a_problem_of_its_table(extension: str, tmp_path: Path) -> None:
    paths = []
    for number, data in enumerate(garbage()):
        paths.append(tmp_path / f"bad{number}{extension}")
        paths[-1].write_bytes(data)
        datasets.is_table_file(paths[-1])
    good = tmp_path / "good.csv"
    good.write_text(text_of(GED))
    coded = read_tables(*paths, good)
    assert {report.dataset for report in coded.reports} == {"good.csv"}
    assert [p for p in coded.problems if not is_clear(p, "bad")] == []
