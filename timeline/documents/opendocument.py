"""OpenDocument texts (.odt): paragraphs, headings and tables."""

from collections.abc import Iterator
from typing import Any

from timeline.documents.blocks import Block
from timeline.documents.office import office_document
from timeline.documents.raw import RawDocuments, one_line
from timeline.documents.unpacking import Unpacker, attribute, local_name
from timeline.errors import InputError
from timeline.safety.numbers import whole_number

_NOT_READ = frozenset(
    {"tracked-changes", "note", "annotation", "sequence-decls", "forms"}
)
# What may stand between a table and its rows.
_HOLDERS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_MOST_SPACES = 100  # that one element may stand for


def read_odt(data: bytes, name: str) -> RawDocuments:
    """Read an OpenDocument text.

    Raises:
        InputError: It is broken, or holds no text.
    """
    packed = Unpacker(data, name, kind="OpenDocument text")
    content = packed.tree("content.xml")
    blocks = [block for body in _texts(content) for block in _blocks(body)]
    return office_document(blocks, name, format="OpenDocument", title=_title(packed))


def _texts(content: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    for element in content.iter():
        if local_name(element) == "text" and local_name(element.getparent()) == "body":
            yield element


def _title(packed: Unpacker) -> str | None:
    if "meta.xml" not in packed.names():
        return None
    try:
        meta = packed.tree("meta.xml")
    except InputError:
        return None
    titles = (
        one_line(element.text)
        for element in meta.iter()
        if local_name(element) == "title"
    )
    return next(filter(None, titles), None)


def _blocks(element: Any) -> Iterator[Block]:  # noqa: ANN401
    """Yield the paragraphs and tables below an element, in order."""
    for child in element:
        name = local_name(child)
        if name in ("p", "h"):
            yield Block(text=_text(child), level=_level(child) if name == "h" else 0)
        elif name == "table":
            yield Block(rows=tuple(_rows(child)))
        elif name not in _NOT_READ:
            yield from _blocks(child)


def _level(heading: Any) -> int:  # noqa: ANN401
    level = attribute(heading, "outline-level")
    return whole_number(level) or 1


def _rows(table: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401
    """Yield the rows of a table, but none of a table in it: the text of a cell holds those."""
    for child in table:
        name = local_name(child)
        if name == "table-row":
            cells = (cell for cell in child if local_name(cell) == "table-cell")
            yield tuple(" ".join(_text(cell).split()) for cell in cells)
        elif name in _HOLDERS:
            yield from _rows(child)


def _text(element: Any) -> str:  # noqa: ANN401
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "s":
            yield " " * _count(attribute(child, "c"))
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "p":
            yield from ("\n", *_pieces(child), "\n")
        elif name and name not in _NOT_READ:
            yield from _pieces(child)
        yield child.tail or ""


def _count(words: str) -> int:
    count = whole_number(words)
    return 1 if count is None else min(count, _MOST_SPACES)
