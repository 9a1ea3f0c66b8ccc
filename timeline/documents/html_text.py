"""The words of an HTML page as text: one paragraph for each block or forced line break."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.documents.blocks import Block
from timeline.documents.event_tables import event_columns
from timeline.documents.html_entries import STAMP_LINE
from timeline.documents.raw import one_line, silent

# trafilatura's names of elements that stand inside a line, and HTML's; "lb" is a forced break.
_INLINE = frozenset({
    "hi", "ref", "del", "graphic", "span", "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite",
    "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s",
    "samp", "small", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "form", "button"}
)
_CELLS = ("td", "th", "cell")
# Elements that may hold headings and tables.
_HOLDERS = ("div", "quote", "section", "article", "main", "list", "item")
_BREAK = re.compile(r"[\r\n]+")
_SPACE = re.compile(r"[ \t\f\v]+")  # a non-breaking space stays


def text_of_tree(body: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Return a tree as text, a blank line between two paragraphs; the cells of a row are one."""
    pieces: list[str] = []
    _gather(body, pieces)
    return "\n\n".join(_lines("".join(pieces)))


def _lines(text: str) -> Iterator[str]:
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
    return filter(None, lines)


def blocks_of_tree(body: Any) -> Iterator[Block]:  # noqa: ANN401
    """Yield the paragraphs, headings and tables of an extracted tree, in order."""
    pieces: list[str] = []
    if body is not None:
        pieces.append(_BREAK.sub(" ", body.text or ""))
    for element in body if body is not None else ():
        special = list(_special(element))
        if special:
            yield from _paragraphs(pieces)
            pieces = [element.tail or ""]
            yield from special
        else:
            _gather(element, pieces)
            pieces.append(_BREAK.sub(" ", element.tail or ""))
    yield from _paragraphs(pieces)


def _paragraphs(pieces: Sequence[str]) -> Iterator[Block]:
    for line in _lines("".join(pieces).replace("\t", "\n")):
        yield Block(text=line, is_entry=STAMP_LINE.match(line) is not None)


def _special(element: Any) -> Iterator[Block]:  # noqa: ANN401
    """Yield the block of a heading or table of events; of what holds one its blocks."""
    tag = element.tag
    if tag == "head":
        yield from _heading(element)
    elif tag == "table":
        rows = tuple(_row(row) for row in element.iter("row", "tr"))
        if event_columns(rows) is not None:
            yield Block(rows=rows)
    elif _is_definitions(element):
        yield from _plain(element)
        yield Block(is_end=True)
    elif _has_special(element):
        yield from blocks_of_tree(element)


def _heading(element: Any) -> Iterator[Block]:  # noqa: ANN401
    digits = filter(str.isdecimal, element.get("rend", ""))
    level = int(next(digits, "2"))
    for line in _lines(text_of_tree(element)):
        yield Block(text=line, level=level)


def _plain(element: Any) -> Iterator[Block]:  # noqa: ANN401
    for line in _lines(text_of_tree(element)):
        yield Block(text=line)


def _has_special(element: Any) -> bool:  # noqa: ANN401
    if element.tag not in _HOLDERS:
        return False
    inner = element.iter("head", "table")
    return next(inner, None) is not None


def _is_definitions(element: Any) -> bool:  # noqa: ANN401
    if element.tag != "list":
        return False
    rends = (item.get("rend", "") for item in element)
    return any(rend.startswith("dt") for rend in rends)


def _row(row: Any) -> tuple[str, ...]:  # noqa: ANN401
    cells = (cell for cell in row if cell.tag in _CELLS)
    return tuple(" ".join(text_of_tree(cell).split()) for cell in cells)


def _gather(element: Any, pieces: list[str]) -> None:  # noqa: ANN401
    """Collect the words of an element and all below it, with newlines where blocks begin and end.

    A cell of a table ends with a tab, a row with a newline.
    """
    if element is None or not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    is_cell = element.tag in _CELLS
    edge = "" if element.tag in _INLINE or is_cell else "\n"
    pieces += [edge, _BREAK.sub(" ", element.text or "")]
    for child in element:
        _gather(child, pieces)
        pieces.append(_BREAK.sub(" ", child.tail or ""))
    pieces.append("\t" if is_cell else edge)


def own_blocks(page: Any) -> Iterator[Block]:  # noqa: ANN401
    """Yield every line of a page's body as a block."""
    for line in _lines(all_words(page).replace("\t", "\n")):
        yield Block(text=line, is_entry=STAMP_LINE.match(line) is not None)


def parsed(page: str) -> Any:  # noqa: ANN401
    """Return a page as a tree; None if it cannot be read."""
    # trafilatura takes half a second to import, which `timeline --help` must not wait for.
    from lxml.etree import LxmlError  # type: ignore[import-untyped]
    from trafilatura.utils import load_html

    with silent("trafilatura"):
        try:
            return load_html(page)
        except (LxmlError, ValueError, RecursionError):
            return None


def plain_html(page: str) -> str | None:
    r"""Return all words of a piece of HTML, menus included; None if it cannot be read.

    >>> plain_html("<p>Four died.</p><p>Nine were hurt.</p>")
    'Four died.\n\nNine were hurt.'
    """
    tree = parsed(
        page if "<html" in page[:1000].lower() else f"<html><body>{page}</body></html>"
    )
    return all_words(tree) if tree is not None else None


def all_words(tree: Any) -> str:  # noqa: ANN401
    """Return all words that a page shows as text, menus included."""
    body = tree.find("body")
    return text_of_tree(tree if body is None else body)


def heading_of(page: str) -> str | None:
    """Return the first heading of a page, else its <title>; None if it has none."""
    tree = parsed(page)
    elements: Iterator[Any] = (
        iter(()) if tree is None else tree.iter("h1", "h2", "h3", "title")
    )
    pieces: dict[bool, str | None] = {}
    for element in elements:
        pieces.setdefault(element.tag == "title", one_line(element.text_content()))
    return pieces.get(False) or pieces.get(True)
