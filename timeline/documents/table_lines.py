"""Lines of tables that are written as text, and the events that they list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.documents.event_tables import Columns
from timeline.documents.raw import EventRow
from timeline.model.text import TextSpan


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of a table: where it stands, and where its cells do."""

    span: TextSpan
    cells: tuple[TextSpan, ...]


def trimmed(words: str, start: int) -> TextSpan:
    """Return the span of a cell at an offset without the blanks around its words.

    >>> trimmed("  Goma ", 10)
    TextSpan(start=12, end=16)
    """
    blanks = len(words) - len(words.lstrip())
    start += blanks
    return TextSpan(start=start, end=start + len(words.strip()))


def event_rows(lines: Sequence[TableLine], columns: Columns) -> Iterator[EventRow]:
    """Yield the events of the lines that have words in the column of words."""
    for line in lines:
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


def _cell(line: TableLine, column: int | None) -> TextSpan | None:
    """Return the span of a cell; None if it is empty or not there."""
    if column is None or column >= len(line.cells):
        return None
    span = line.cells[column]
    return span if span.end > span.start else None
