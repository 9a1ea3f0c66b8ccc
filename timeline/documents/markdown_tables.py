"""Tables of events in Markdown: rows of cells between bars, under a row of dashes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.documents.event_tables import Columns, event_columns
from timeline.documents.raw import EventRow, Marks
from timeline.model.text import TextSpan

_ROW = re.compile(r"^[ \t]*(\|.*\|)[ \t]*$", re.MULTILINE)
_DASHES = re.compile(r"\|[\s:|-]+\|\Z")
_CELL = re.compile(r"(?<=\|)[^|]*(?=\|)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table: where it stands, and where its cells do."""

    span: TextSpan
    cells: tuple[TextSpan, ...]


def table_marks(text: str) -> Marks:
    """Return the rows of the tables of events in a Markdown text."""
    rows: list[EventRow] = []
    furniture: set[int] = set()
    for table in _tables(text):
        words = [[text[cell.start : cell.end] for cell in line.cells] for line in table]
        columns = event_columns([words[0], *words[2:]])
        if columns is not None:
            furniture |= {line.span.start for line in table[:2]}
            rows += _rows(table[2:], columns)
    return Marks(rows=tuple(rows), furniture=frozenset(furniture))


def _tables(text: str) -> Iterator[list[_Line]]:
    """Yield tables: lines that follow each other, the second one of dashes."""
    table: list[_Line] = []
    for line in _lines(text):
        gap = text[table[-1].span.end : line.span.start] if table else ""
        if table and gap.count("\n") != 1:
            yield from _checked(text, table)
            table = []
        table.append(line)
    yield from _checked(text, table)


def _checked(text: str, table: list[_Line]) -> Iterator[list[_Line]]:
    if len(table) < 3:
        return
    second = table[1].span
    if _DASHES.match(text[second.start : second.end]):
        yield table


def _lines(text: str) -> Iterator[_Line]:
    for match in _ROW.finditer(text):
        span = TextSpan(start=match.start(1), end=match.end(1))
        cells = (
            _trimmed(text, cell) for cell in _CELL.finditer(text, span.start, span.end)
        )
        yield _Line(span, tuple(cells))


def _trimmed(text: str, cell: re.Match[str]) -> TextSpan:
    """Return the span of a cell without the blanks around its words."""
    words = cell[0]
    start = cell.start() + len(words) - len(words.lstrip())
    return TextSpan(start=start, end=max(start, start + len(words.strip())))


def _rows(table: Sequence[_Line], columns: Columns) -> Iterator[EventRow]:
    for line in table:
        words = _cell(line, columns.words)
        if words is not None:
            yield EventRow(
                line=line.span,
                words=words,
                date=_cell(line, columns.date),
                place=_cell(line, columns.place),
                killed=_cell(line, columns.killed),
                injured=_cell(line, columns.injured),
            )


def _cell(line: _Line, column: int | None) -> TextSpan | None:
    """Return the span of a cell; None if it is empty or not there."""
    if column is None or column >= len(line.cells):
        return None
    span = line.cells[column]
    return span if span.end > span.start else None
