"""What separates the columns of a text table, told by its first lines."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = ("\t", ",", ";", "|")
# Lines by which the delimiter is chosen.
_LOOKED_AT = 30
# Excel's own line before a table: "sep=;".
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a text table are separated.

    Attributes:
        delimiter: What separates columns.
        has_separator_line: Whether the first line is "sep=;" of Excel.
        has_quotes: Whether cells may stand in quotes.
    """

    delimiter: str
    has_separator_line: bool
    has_quotes: bool


def layout_of(head: str) -> Layout | None:
    r"""Return how a table is separated; None when nothing separates columns.

    Args:
        head: The beginning of its text.

    >>> layout_of("sep=;\na;b,c\n").delimiter, layout_of("Incidents\n\na;b\n1;2,5\n").delimiter
    (';', ';')
    >>> layout_of("one column\n1\n") is None
    True
    """
    lines = [line for line in head.splitlines()[: _LOOKED_AT + 1] if line.strip()]
    separator_line = _SEPARATOR_LINE.fullmatch(lines[0])
    if separator_line:
        return _layout(separator_line[1], lines[1:], has_separator_line=True)
    delimiter = max(DELIMITERS, key=lambda mark: _cells_in_common(lines, mark))
    if not any(delimiter in line for line in lines):
        return None
    return _layout(delimiter, lines, has_separator_line=False)


def _layout(
    delimiter: str, lines: Sequence[str], *, has_separator_line: bool
) -> Layout:
    """Return a layout; tab-separated event data have no quotes, and words may begin with one."""
    separated = (line for line in lines if delimiter in line)
    header = next(separated, "")
    has_quotes = delimiter != "\t" or '"' in header
    return Layout(delimiter, has_separator_line, has_quotes)


def _cells_in_common(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return how many cells the rows of the commonest width have; then those of the first line.

    Commas within the cells of a table with semicolons differ from row to row.
    """
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        rows = []
    widths = Counter(len(row) - 1 for row in rows)
    cells = [count * width for width, count in widths.items()]
    in_first_line = lines[0].count(delimiter)
    return max(cells, default=0), in_first_line
