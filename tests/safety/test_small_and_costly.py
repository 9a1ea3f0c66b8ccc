"""Small files made to cost much: what they hold is counted once, and packed twice counts as well."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from tests.documents import made_files as made
from timeline import documents
from timeline.datasets.messages import Notes
from timeline.datasets.tables import within_limits
from timeline.documents.html_bounds import PagesBudget
from timeline.errors import InputError
from timeline.model.text import Problem

LONG = 2_000_000
DEEP = 80


def problem_of(folder: Path, name: str, data: bytes) -> Problem:
    path = folder / name
    path.write_bytes(data)
    assert len(data) < 100_000
    reading = documents.read([path])
    assert not reading.documents
    [problem] = reading.problems
    return problem


def nested_docx() -> bytes:
    """Put paragraphs into paragraphs in a cell, as text boxes do."""
    words = "<w:p>" * DEEP + f"<w:r><w:t>{'a' * LONG}</w:t></w:r>" + "</w:p>" * DEEP
    return made.docx(f"<w:tbl><w:tr><w:tc>{words}</w:tc></w:tr></w:tbl>")


def nested_odt() -> bytes:
    """Put tables into cells of tables."""
    start = "<table:table><table:table-row><table:table-cell>"
    end = "</table:table-cell></table:table-row></table:table>"
    return made.odt(start * DEEP + f"<text:p>{'a' * LONG}</text:p>" + end * DEEP)


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", nested_docx()), ("a.odt", nested_odt())]
)
def test_words_in_nested_cells_count_once(
    name: str, data: bytes, tmp_path: Path
) -> None:
    found = re.search(
        r"the text has ([\d,]+) characters", problem_of(tmp_path, name, data).what
    )
    assert found is not None
    assert LONG <= int(found[1].replace(",", "")) < LONG + 10_000


def test_nested_cells_are_read(tmp_path: Path) -> None:
    inner = made.docx_table([["Orlo", "nine hurt"]])
    outer = f"<w:tbl><w:tr><w:tc>{made.docx_paragraph('Subek')}{inner}</w:tc><w:tc>{made.docx_paragraph('four killed')}</w:tc></w:tr></w:tbl>"
    path = tmp_path / "a.docx"
    path.write_bytes(made.docx(made.ONE, outer))
    [document] = documents.read([path]).documents
    assert document.text == f"{made.ONE}\n\nSubek Orlo nine hurt\tfour killed"


@pytest.mark.parametrize("is_plain", [False, True])
def test_long_cells_of_parquet_end_at_the_limit(is_plain: bool, tmp_path: Path) -> None:
    cells = pyarrow.array(["a" * 100_000]).take(pyarrow.array([0] * 3_000))
    table = pyarrow.table(
        {"event_id_cnty": cells, "event_date": cells, "event_type": cells}
    )
    path = tmp_path / "acled.parquet"
    pyarrow.parquet.write_table(
        table,
        path,
        use_dictionary=not is_plain,
        compression="zstd",
        row_group_size=3_000,
    )
    assert path.stat().st_size < 200_000
    rows = within_limits(
        path.name, ".parquet", lambda: path.open("rb"), Notes(path.name)
    )
    pool = pyarrow.default_memory_pool()
    before = pool.bytes_allocated()
    allocated = []
    with pytest.raises(InputError, match="larger than a file of this size"):
        for _ in rows():
            allocated.append(pool.bytes_allocated() - before)
    assert len(allocated) < 100
    assert max(allocated) < 400_000_000


def record(number: int, answer: bytes) -> bytes:
    """Return a page of a web archive, with the answer of its server."""
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
        f"WARC-Date: 2020-03-01T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def book_of(pages: int, body: str) -> bytes:
    return made.epub(
        *((f"Chapter {number}", f"{number} {body}") for number in range(pages))
    )


def archive_of(pages: int, body: str) -> bytes:
    page = f"<html><body><article>{body}</article></body></html>"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode()
    return gzip.compress(b"".join(record(number, answer) for number in range(pages)), 9)


@pytest.mark.parametrize(("pages", "paragraphs"), [(1_900, 1), (30, 2_500)])
@pytest.mark.parametrize(
    ("name", "make", "module"),
    [
        ("a.epub", book_of, "epub.article_text"),
        ("a.warc.gz", archive_of, "warc.read_html"),
    ],
)
def test_elements_of_all_pages_are_counted_first(
    name: str,
    make: Callable[[int, str], bytes],
    module: str,
    pages: int,
    paragraphs: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []

    def unreadable(page: object, where: str) -> object:
        begun.append(where)
        raise InputError(where, "not now.", "")

    monkeypatch.setattr(f"timeline.documents.{module}", unreadable)
    data = make(pages, "<p>b</p>" * paragraphs)
    assert len(data) < 500_000
    (tmp_path / name).write_bytes(data)
    [problem] = documents.read([tmp_path / name]).problems
    assert "60,000 elements" in problem.what
    assert len(begun) <= (0 if name == "a.epub" else 1_000)


def levels(number: int) -> bytes:
    """Return the heads of parts in parts of an e-mail."""
    parts = (
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"
        for n in range(number)
    )
    return "".join(parts).encode()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (levels(90) + b"\n" + b"a\n" * 40_000, "has 90 levels"),
        (levels(1) + b"\na\n--b0\n" * 20_000, "parts of an e-mail"),
    ],
)
def test_parts_of_an_email_are_counted_first(
    parts: bytes, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[object] = []
    monkeypatch.setattr(
        "timeline.documents.email_message.message_from_bytes",
        lambda *given, **_: begun.append(given),
    )
    path = tmp_path / "a.eml"
    path.write_bytes(b"From: a@example.org\nMIME-Version: 1.0\n" + parts)
    [problem] = documents.read([path]).problems
    assert words in problem.what
    assert not begun


def test_web_pages_packed_twice_are_counted(tmp_path: Path) -> None:
    page = gzip.compress(
        f"<html><body><p>{'a ' * 4_000_000}</p></body></html>".encode(), 9
    )
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
        + page
    )
    problem = problem_of(tmp_path, "a.warc", record(1, answer) * 8)
    assert problem.what == "unpacked it is larger than a file of this size should be."


def page_of(levels: int) -> bytes:
    nested = "<div>" * levels + "Rebels shelled Orlo on Monday." + "</div>" * levels
    return f"<html><body><article>{nested}</article></body></html>".encode()


@pytest.mark.parametrize(("levels", "pages"), [(1, 1_000), (150, 500)])
def test_many_or_deep_pages_are_refused(levels: int, pages: int) -> None:
    budget = PagesBudget("a.warc", 1_000_000)
    with pytest.raises(InputError, match="of all pages of a packed file"):
        for _ in range(pages):
            budget.spend(page_of(levels))


def test_ordinary_pages_of_archives_are_read() -> None:
    paragraphs = "<div><p>Rebels shelled Orlo on Monday.</p><br></div>" * 600
    page = f"<html><body>{paragraphs}</body></html>".encode()
    budget = PagesBudget("a.warc.gz", 1_000_000)
    for _ in range(100):
        budget.spend(page)
