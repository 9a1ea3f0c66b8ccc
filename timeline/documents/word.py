"""Word documents (.docx): paragraphs and tables of the main text."""

from collections.abc import Iterator
from typing import Any

from timeline.documents.blocks import Block
from timeline.documents.dates import stated_day
from timeline.documents.office import office_document
from timeline.documents.raw import RawDocuments, one_line
from timeline.documents.unpacking import Unpacker, attribute, local_name
from timeline.errors import InputError

_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
# Deleted text, field codes, and the copy of a text box for older programs.
_NOT_READ = frozenset(
    {"del", "moveFrom", "instrText", "Fallback", "pPr", "rPr", "sectPr"}
)
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(data: bytes, name: str) -> RawDocuments:
    """Read a Word document, which may be an export of Nexis Uni with many articles.

    Raises:
        InputError: It is broken, or holds no text.
    """
    packed = Unpacker(data, name, kind="Word document")
    body = packed.tree(_BODY)
    blocks = list(_blocks(body))
    return office_document(blocks, name, format="Word", title=_title(packed))


def _title(packed: Unpacker) -> str | None:
    """Return the title in the file's properties, if it has any that can be read."""
    if _CORE not in packed.names():
        return None
    try:
        core = packed.tree(_CORE)
    except InputError:
        return None
    titles = (
        one_line(element.text) for element in core if local_name(element) == "title"
    )
    title = next(filter(None, titles), None)
    return None if title and stated_day(title) else title


def _blocks(element: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml has no types
    """Yield the paragraphs and tables below an element, in order."""
    for child in element:
        name = local_name(child)
        if name == "p":
            yield Block(text=_text(child), level=_level(child))
        elif name == "tbl":
            yield Block(rows=tuple(_rows(child)))
        elif name not in _NOT_READ:
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401
    for row in table:
        if local_name(row) == "tr":
            cells = (cell for cell in row if local_name(cell) == "tc")
            yield tuple(_cell(cell) for cell in cells)


def _cell(cell: Any) -> str:  # noqa: ANN401
    texts = (_text(paragraph) for paragraph in _paragraphs(cell))
    return " ".join(" ".join(texts).split())


def _paragraphs(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the paragraphs below an element, but none that stands in another: its text holds it."""
    for child in element:
        if local_name(child) == "p":
            yield child
        else:
            yield from _paragraphs(child)


def _text(paragraph: Any) -> str:  # noqa: ANN401
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        name = local_name(child)
        if name == "t":
            yield "".join(child.itertext(with_tail=False))
        elif name in _MARKS:
            yield _MARKS[name]
        elif name == "p":  # of a text box
            yield from ("\n", *_pieces(child), "\n")
        elif name not in _NOT_READ:
            yield from _pieces(child)


def _level(paragraph: Any) -> int:  # noqa: ANN401
    """Return the level of a heading's style ("Heading2"); 0 for other paragraphs."""
    for element in paragraph.iter():
        if local_name(element) == "pStyle":
            style = attribute(element, "val").lower()
            digits = "".join(filter(str.isdecimal, style))
            return int(digits[:1] or 1) if style.startswith(("heading", "title")) else 0
    return 0
