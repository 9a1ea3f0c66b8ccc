"""Tables of events in Markdown: rows of cells between bars, under a row of dashes."""

import re
from collections.abc import Iterator

from timeline.documents.event_tables import event_columns
from timeline.documents.raw import EventRow, Marks
from timeline.documents.table_lines import TableLine, event_rows, trimmed
from timeline.model.text import TextSpan

_ROW = re.compile(r"^[ \t]*(\|.*\|)[ \t]*$", re.MULTILINE)
_DASHES = re.compile(r"\|[\s:|-]+\|\Z")
_CELL = re.compile(r"(?<=\|)[^|]*(?=\|)")


def table_marks(text: str) -> Marks:
    """Return the rows of the tables of events in a Markdown text."""
    rows: list[EventRow] = []
    furniture: set[int] = set()
    for table in _tables(text):
        words = [[text[cell.start : cell.end] for cell in line.cells] for line in table]
        columns = event_columns([words[0], *words[2:]])
        if columns is not None:
            furniture |= {line.span.start for line in table[:2]}
            rows += event_rows(table[2:], columns)
    return Marks(rows=tuple(rows), furniture=frozenset(furniture))


def _tables(text: str) -> Iterator[list[TableLine]]:
    """Yield tables: lines that follow each other, the second one of dashes."""
    table: list[TableLine] = []
    for line in _lines(text):
        gap = text[table[-1].span.end : line.span.start] if table else ""
        if table and gap.count("\n") != 1:
            yield from _checked(text, table)
            table = []
        table.append(line)
    yield from _checked(text, table)


def _checked(text: str, table: list[TableLine]) -> Iterator[list[TableLine]]:
    if len(table) < 3:
        return
    second = table[1].span
    if _DASHES.match(text[second.start : second.end]):
        yield table


def _lines(text: str) -> Iterator[TableLine]:
    for match in _ROW.finditer(text):
        span = TextSpan(start=match.start(1), end=match.end(1))
        cells = (
            trimmed(cell[0], cell.start())
            for cell in _CELL.finditer(text, span.start, span.end)
        )
        yield TableLine(span, tuple(cells))
