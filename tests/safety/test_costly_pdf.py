"""Small PDF files made to cost much: what their pages take is reckoned before they are read."""

import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from timeline import documents

HEAD = b"%PDF-1.7\n"
WORDS = b"BT /F1 12 Tf 10 700 Td (Rebels shelled Subek on 5 March 2012, killing four people.) Tj ET"
LINES = b"%s\n" % WORDS * 1_000
FONT = b"/Font<</F1 5 0 R>>"
Objects = dict[int, bytes]


def stream(data: bytes, facts: bytes = b"", *, times: int = 2) -> bytes:
    """Pack a stream, once or more often."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    names = b"/FlateDecode " * times
    head = b"<</Filter[%s]/Length %d%s>>stream\n" % (names, len(data), facts)
    return head + data + b"\nendstream"


def form(content: bytes) -> bytes:
    """Pack a form: a drawing that pages or other forms draw by its name."""
    return stream(content, b"/Subtype/Form/BBox[0 0 1 1]/Resources<<%s>>" % FONT)


def pdf(
    objects: Objects | None = None,
    *,
    resources: bytes = FONT,
    contents: bytes = b"4 0 R",
    pages: int = 1,
    kids: bytes = b"",
) -> bytes:
    """Write a PDF whose pages are one object; `objects` go before those of the plain file."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %s/Resources<<%s>>>>"
    )
    whole = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids or b"3 0 R " * pages),
        3: page % (contents, resources),
        4: stream(WORDS),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        **(objects or {}),
    }
    out, places = HEAD, {}
    for number, content in whole.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    last = max(whole) + 1
    rows = b"".join(
        b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, last)
    )
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (last, rows)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (last, len(out))
    return out + table + end


def ranges() -> bytes:
    """Return a table that maps 65,536 letters in 256 lines."""
    lines = (b"<%04x><%04x><0041>\n" % (n, n + 255) for n in range(0, 65_536, 256))
    return b"begincmap\n1 beginbfrange\n%sendbfrange\nendcmap" % b"".join(lines)


def fonts(count: int) -> tuple[Objects, bytes]:
    """Return fonts that share one table of letters, and the resources that name them."""
    facts = b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 9 0 R>>"
    made = dict.fromkeys(range(10, 10 + count), facts)
    names = b"".join(b"/F%d %d 0 R " % (number, number) for number in made)
    return {9: stream(ranges()), **made}, b"/Font<<%s>>" % names


def nested(depth: int) -> tuple[Objects, bytes]:
    """Return forms of which each draws the next twice, and the resources of the first."""
    made = {}
    for number in range(10, 10 + depth):
        inner = b"/Subtype/Form/BBox[0 0 1 1]/Resources<<%s/XObject<</X %d 0 R>>>>"
        made[number] = stream(b"/X Do /X Do", inner % (FONT, number + 1))
    made[10 + depth] = form(WORDS)
    return made, FONT + b"/XObject<</X 10 0 R>>"


def letters(widths: int) -> bytes:
    """Return a font with a list of widths for each of many letters."""
    return b"<</Type/Font/Subtype/TrueType/BaseFont/A/Widths[%s]>>" % (b"1 " * widths)


DRAWN = FONT + b"/XObject<</X 6 0 R>>"
PICTURE = b"/DecodeParms[<<>><</Predictor 2/Columns 100>>]"
COSTLY: dict[str, Callable[[], bytes]] = {
    "blanks": lambda: pdf({4: stream(b" " * 70_000_000)}),
    "one stream many times": lambda: pdf(
        {4: stream(b" " * 3_000_000)}, contents=b"[%s]" % (b"4 0 R " * 1_000)
    ),
    "letters": lambda: pdf(
        {4: stream(b"BT /F1 1 Tf <%s> Tj ET" % (b"61" * 4_900_000))}
    ),
    "form of many words": lambda: pdf(
        {4: stream(b"/X Do " * 4_999), 6: form(LINES)}, resources=DRAWN
    ),
    "form under another name": lambda: pdf(
        {4: stream(b"/#58 Do " * 4_999), 6: form(LINES)}, resources=DRAWN
    ),
    "empty form on each page": lambda: pdf(
        {4: stream(b"/X Do " * 4_999), 6: form(b"n")}, resources=DRAWN, pages=1_000
    ),
    "forms in forms": lambda: pdf(
        {4: stream(b"/X Do"), **nested(40)[0]}, resources=nested(40)[1]
    ),
    "damaged form": lambda: pdf(
        {
            4: stream(b"/X Do " * 4_999),
            6: form(LINES).replace(b"/FlateDecode ]", b"/Unknown]"),
        },
        resources=DRAWN,
    ),
    "many fonts": lambda: pdf(fonts(1_500)[0], resources=fonts(1_500)[1]),
    "fonts on each page": lambda: pdf(
        fonts(20)[0], resources=fonts(20)[1], pages=4_000
    ),
    "widths on each page": lambda: pdf({5: letters(90_000)}, pages=1_000),
    "differences": lambda: pdf({4: stream(b"\1" * 3_900_000, PICTURE)}, pages=1_000),
}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note each page or form of which pypdf begins to read the text."""
    noted: list[str] = []
    for name in ("_extract_text", "extract_xform_text"):
        whole = getattr(pypdf.PageObject, name)

        def counted(
            *arguments: Any, whole: Any = whole, name: str = name, **options: Any
        ) -> Any:
            noted.append(name)
            return whole(*arguments, **options)

        monkeypatch.setattr(pypdf.PageObject, name, counted)
    yield noted


def read(folder: Path, data: bytes) -> documents.Reading:
    path = folder / "a-2012-03-05.pdf"
    path.write_bytes(data)
    return documents.read([path])


@pytest.mark.parametrize("name", COSTLY)
def test_costly_page_is_refused_before_reading(
    name: str, calls: list[str], tmp_path: Path
) -> None:
    data = COSTLY[name]()
    assert len(data) < 1_000_000
    reading = read(tmp_path, data)
    assert not reading.documents
    [problem] = reading.problems
    assert "4,000,000 unpacked bytes of pages" in problem.what
    assert len(calls) <= (30_000 if "empty" in name else 50)


def test_forms_and_fonts_of_articles_are_read(calls: list[str], tmp_path: Path) -> None:
    made = {4: stream(b"/X Do /X Do"), 6: form(WORDS)}
    [document] = read(tmp_path, pdf(made, resources=DRAWN)).documents
    assert document.text.count("Rebels shelled Subek") == 2
    assert calls.count("extract_xform_text") == 2


@pytest.mark.parametrize("is_listed", [False, True])
def test_lost_objects_are_searched_at_once(
    is_listed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 3_000
    made = {number: letters(1) for number in range(10, 10 + count * is_listed)}
    names = b"".join(b"/G%d %d 0 R " % (n, n) for n in range(10, 10 + count))
    data = pdf(made, resources=b"/Font<</F1 5 0 R %s>>" % names)
    if is_listed:
        start = data.index(b"xref\n0")
        rows = data[start:].split(b"\n")
        moved = [
            b"%010d 00000 n " % 20 if row.endswith(b" n ") else row for row in rows
        ]
        data = data[:start] + b"\n".join(moved)
    searches: list[Any] = []
    search = re.search

    def counted(*given: Any, **more: Any) -> re.Match[Any] | None:
        searches.append(given)
        return search(*given, **more)

    # pypdf looks for an object that its index lacks with re.search over the whole file.
    monkeypatch.setattr(re, "search", counted)
    [document] = read(tmp_path, data).documents
    assert "Rebels shelled Subek" in document.text
    wide = [
        given
        for given in searches
        if isinstance(given[1], bytes) and len(given[1]) > 10_000
    ]
    assert len(wide) <= 5
