"""The words of an HTML page as text: one paragraph for each block or forced line break."""

import re
from collections.abc import Iterator
from typing import Any

from timeline.documents.raw import one_line, silent

# trafilatura's names of elements that stand inside a line, and HTML's; "lb" is a forced break.
_INLINE = frozenset({
    "hi", "ref", "del", "graphic", "span", "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite",
    "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s",
    "samp", "small", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "form", "button"})
_BREAK = re.compile(r"[\r\n]+")
_SPACE = re.compile(r"[ \t\f\v]+")  # a non-breaking space stays


def text_of_tree(body: Any) -> str:  # noqa: ANN401 - lxml has no types
    """Return a tree as text, a blank line between two paragraphs."""
    pieces: list[str] = []
    _gather(body, pieces)
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _gather(element: Any, pieces: list[str]) -> None:  # noqa: ANN401
    """Collect the words of an element and all below it, with newlines where blocks begin and end.

    A cell of a table ends with a tab, a row with a newline.
    """
    if element is None or not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    is_cell = element.tag in ("td", "th", "cell")
    edge = "" if element.tag in _INLINE or is_cell else "\n"
    pieces += [edge, _BREAK.sub(" ", element.text or "")]
    for child in element:
        _gather(child, pieces)
        pieces.append(_BREAK.sub(" ", child.tail or ""))
    pieces.append("\t" if is_cell else edge)


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
    tree = parsed(page if "<html" in page[:1000].lower() else f"<html><body>{page}</body></html>")
    return all_words(tree) if tree is not None else None


def all_words(tree: Any) -> str:  # noqa: ANN401
    """Return all words that a page shows as text, menus included."""
    body = tree.find("body")
    return text_of_tree(tree if body is None else body)


def heading_of(page: str) -> str | None:
    """Return the first heading of a page, else its <title>; None if it has none."""
    tree = parsed(page)
    elements: Iterator[Any] = iter(()) if tree is None else tree.iter("h1", "h2", "h3", "title")
    pieces: dict[bool, str | None] = {}
    for element in elements:
        pieces.setdefault(element.tag == "title", one_line(element.text_content()))
    return pieces.get(False) or pieces.get(True)
