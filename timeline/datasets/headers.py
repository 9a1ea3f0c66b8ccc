"""The header of a table: its first row, or one below titles, or two rows together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.datasets.dates import read_day

# Rows at the top of a table among which its header is looked for.
LOOKED_AT = 25
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")


@dataclass(frozen=True, slots=True)
class Header:
    """The names of columns, and where they stand.

    Attributes:
        cells: Names of the columns.
        count: Rows from the top up to the last one of the header.
        line: Line of that last one.
    """

    cells: list[str]
    count: int
    line: int


TopRow = tuple[int, list[str]]


def candidates(top: Sequence[TopRow]) -> Iterator[Header]:
    """Yield each row, and each pair of rows, that could be the header, from the top down."""
    for number, (line, cells) in enumerate(top, 1):
        yield _header(cells, number, line, top)
        if number < len(top):
            next_line, next_cells = top[number]
            yield _header(together(cells, next_cells), number + 1, next_line, top)


def _header(
    cells: Sequence[str], count: int, line: int, top: Sequence[TopRow]
) -> Header:
    """Return a header; a row of HXL tags ("#date") below it belongs to it."""
    names = [cell.strip() for cell in cells]
    if count < len(top):
        _, next_cells = top[count]
        if _is_tags(next_cells):
            count += 1
    return Header(names, count, line)


def _is_tags(cells: Sequence[str]) -> bool:
    filled = _filled_cells(cells)
    if not filled:
        return False
    return all(cell.startswith("#") for cell in filled)


def likely_header(top: Sequence[TopRow]) -> Header:
    """Return the header that a table most likely has, whatever its columns are called.

    It is the first row of words that is filled to more than half of the widest row; so titles and
    remarks above it are left out. A row of words above it that names groups of columns, or below
    it, belongs to it. Where no row is of words, it is the first.

    >>> top = [(1, ["Our list", ""]), (3, ["Date", "Killed"]), (4, ["2021-01-05", "2"])]
    >>> header = likely_header(top)
    >>> header.cells, header.count, header.line
    (['Date', 'Killed'], 2, 3)
    """
    widths = [_filled(cells) for _, cells in top]
    most = max(widths)
    for number, (_, cells) in enumerate(top):
        is_wide = 2 * widths[number] > most
        if is_wide and _is_of_words(cells):
            return _with_neighbour(top, number)
    first_line, first_cells = top[0]
    return _header(first_cells, 1, first_line, top)


def _with_neighbour(top: Sequence[TopRow], number: int) -> Header:
    """Return the header of a row with the one below or above it, where both make the names."""
    line, cells = top[number]
    below = top[number + 1 : number + 2]
    has_gaps = _filled(cells) < len(cells)
    if has_gaps and below:
        next_line, next_cells = below[0]
        if _is_of_words(next_cells):
            names = together(cells, next_cells)
            return _header(names, number + 2, next_line, top)
    if number:
        _, cells_above = top[number - 1]
        if _is_of_words(cells_above):
            names = together(cells_above, cells)
            return _header(names, number + 1, line, top)
    return _header(cells, number + 1, line, top)


def together(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return the names of two rows of a header, of which the upper one names groups of columns.

    >>> together(["Date", "Killed", "", "Injured", ""], ["", "Low", "High", "Low", "Total"])
    ['Date', 'Killed Low', 'High', 'Injured Low', 'Total']
    """
    counts = Counter(cell.strip() for cell in lower)
    width = max(len(upper), len(lower))
    names: list[str] = []
    group = ""
    for position in range(width):
        above = _cell(upper, position)
        below = _cell(lower, position)
        group = above or (group if below else "")
        is_unclear = counts[below] > 1
        names.append(f"{group} {below}".strip() if is_unclear else below or above)
        if not below:
            names[-1] = above
    return names


def _cell(cells: Sequence[str], position: int) -> str:
    return cells[position].strip() if position < len(cells) else ""


def _filled(cells: Sequence[str]) -> int:
    return len(_filled_cells(cells))


def _filled_cells(cells: Sequence[str]) -> list[str]:
    stripped = [cell.strip() for cell in cells]
    return [cell for cell in stripped if cell]


def _is_of_words(cells: Sequence[str]) -> bool:
    """Return whether a row has two filled cells at least, and no number or day in any."""
    filled = _filled_cells(cells)
    if len(filled) < 2:
        return False
    return not any(map(_is_datum, filled))


def _is_datum(cell: str) -> bool:
    if _NUMBER.fullmatch(cell):
        return True
    return read_day(cell) is not None
