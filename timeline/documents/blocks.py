"""Blocks of a document (paragraphs, headings, tables) become its text and its structure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.documents.encoding import plain_lines
from timeline.documents.event_tables import Columns, event_columns, is_date
from timeline.documents.heading_dates import is_only_date
from timeline.documents.raw import EventRow, Marks
from timeline.model.text import TextSpan

_GAP = "\n\n"
_LOWEST = 6  # level of a heading within a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or a table.

    Attributes:
        text: Words of the paragraph.
        level: Level of a heading, 1 for the highest; 0 for other paragraphs.
        is_entry: True for the time of an entry of a live blog.
        is_end: True if what stood above says nothing of what follows.
        rows: Cells of the table, row by row; () for a paragraph.
    """

    text: str = ""
    level: int = 0
    is_entry: bool = False
    is_end: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def text_and_marks(blocks: Sequence[Block]) -> tuple[str, Marks]:
    """Return blocks as a text, a blank line between two, and the structure they state."""
    builder = _Builder()
    for block in blocks:
        columns = event_columns(block.rows) if block.rows else None
        if columns is not None:
            builder.add_events(block.rows, columns)
            builder.end_events()
        elif block.rows:
            for row in block.rows:
                builder.add("\t".join(filter(None, row)))
        else:
            builder.add_paragraph(block)
    return builder.text(), builder.marks()


class _Builder:
    """The text so far, with the offsets of what has structure."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._levels: dict[int, int] = {}
        self._entries: set[int] = set()
        self._rows: list[EventRow] = []
        self._furniture: set[int] = set()
        self._ends: set[int] = set()
        self._is_ended = False
        self._is_dated = False  # a date stands alone in a row of the table

    def text(self) -> str:
        """Return the whole text."""
        return _GAP.join(self._pieces)

    def marks(self) -> Marks:
        """Return its structure."""
        return Marks(
            levels=self._levels,
            entries=frozenset(self._entries),
            rows=tuple(self._rows),
            furniture=frozenset(self._furniture),
            ends=frozenset(self._ends),
        )

    def add(self, words: str) -> int | None:
        """Add a paragraph, and return the offset at which it begins; None if it is empty."""
        plain = plain_lines(words).strip()
        if not plain:
            return None
        start = self._length + (len(_GAP) if self._pieces else 0)
        if self._is_ended:
            self._ends.add(start)
            self._is_ended = False
        self._pieces.append(plain)
        self._length = start + len(plain)
        return start

    def add_paragraph(self, block: Block) -> None:
        """Add a paragraph, heading or time, or take note of an end."""
        self._is_ended = self._is_ended or block.is_end
        start = self.add(block.text)
        if start is None:
            return
        if block.level:
            self._levels[start] = block.level
        if block.is_entry:
            self._entries.add(start)

    def add_events(self, rows: Sequence[Sequence[str]], columns: Columns) -> None:
        """Add a table of events; its first rows name the columns.

        A later row of one cell is a heading within the table if it is a date, else a paragraph.
        """
        for names in rows[: columns.first]:
            header = self.add(" | ".join(names))
            if header is not None:
                self._furniture.add(header)
        date: TextSpan | None = None
        for cells in _aligned(rows, columns):
            filled = list(filter(None, cells))
            if len(filled) == 1 and not cells[columns.words]:
                self._add_lone_cell(filled[0])
                date = None
                continue
            start = self.add("\t".join(cells))
            if start is not None:
                date = self._add_event(cells, columns, start, date)

    def end_events(self) -> None:
        """Note that dates within a table say nothing of what follows it."""
        self._is_ended = self._is_ended or self._is_dated
        self._is_dated = False

    def _add_lone_cell(self, words: str) -> None:
        """Add the words of a row of one cell, which may be the month of the rows below."""
        start = self.add(words)
        if start is not None and is_only_date(words):
            self._levels[start] = _LOWEST
            self._is_dated = True

    def _add_event(
        self, cells: Sequence[str], columns: Columns, start: int, date: TextSpan | None
    ) -> TextSpan | None:
        """Note a row of events, and return its date, or the one above where it has none."""
        spans = dict(enumerate(_spans(cells, start)))
        date = _span(spans, columns.date) or date
        words = _span(spans, columns.words)
        if words is not None:
            self._rows.append(
                EventRow(
                    line=TextSpan(start=start, end=self._length),
                    words=words,
                    date=date,
                    place=_span(spans, columns.place),
                    killed=_span(spans, columns.killed),
                    injured=_span(spans, columns.injured),
                )
            )
        return date


def _aligned(rows: Sequence[Sequence[str]], columns: Columns) -> Iterator[list[str]]:
    """Yield the cells of each event; a date that spans several rows is missing in all but one."""
    width = max(map(len, rows))
    for row in rows[columns.first :]:
        cells = [" ".join(cell.split()) for cell in row]
        is_short = len(cells) == width - 1 and columns.date == 0
        if is_short and not is_date(cells[0]):
            cells = ["", *cells]
        if len(cells) <= width and any(cells):
            yield cells


def _spans(cells: Sequence[str], start: int) -> Iterator[TextSpan]:
    """Yield where the cells of a line stand that are joined by tabs and stripped of blanks."""
    lost = len("\t".join(cells)) - len("\t".join(cells).lstrip())
    offset = start - lost
    for cell in cells:
        yield TextSpan(start=offset, end=offset + len(cell))
        offset += len(cell) + 1


def _span(spans: dict[int, TextSpan], column: int | None) -> TextSpan | None:
    """Return the span of a column; None for an empty cell, or one that is not there."""
    span = spans.get(column) if column is not None else None
    return span if span is not None and span.end > span.start else None
