"""What the cells of a column, taken together, show: order of day and month, decimal comma."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from timeline.datasets.dates import Order, year_last
from timeline.datasets.messages import Notes

# Rows that show whether numbers are written with a decimal comma. Every row is looked at for the
# order of day and month, as one day after the 12th shows it.
_LOOKED_AT = 5_000
_COMMA = re.compile(r"[+-]?\d+,(?:\d{1,2}|\d{4,})")
_POINT = re.compile(r"[+-]?\d+\.(?:\d{1,2}|\d{4,})")

NumberedRows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """The order of day and month in a column, and the cell that shows it.

    Attributes:
        order: Which comes first; None where no cell, or cells of both orders, show it.
        cell: A cell that shows it; "" for none.
        line: Line of that cell; 0 for none.
    """

    order: Order | None
    cell: str = ""
    line: int = 0


class ColumnForms:
    """Facts about the columns of one table, each looked for when it is first needed."""

    def __init__(
        self,
        rows: Callable[[], NumberedRows],
        positions: Mapping[str, int],
        notes: Notes,
    ) -> None:
        """Take what opens the rows anew, each column's position by its key, and the notes."""
        self._rows = rows
        self._notes = notes
        self._positions = positions
        self._orders: dict[str, ShownOrder] = {}
        self._used: set[str] = set()
        self._decimal_commas: list[bool | None] = []

    def order(self, column: str) -> ShownOrder:
        """Return the order of day and month in a column, by all its cells."""
        if column not in self._orders:
            with self._notes.muted():
                self._orders[column] = _shown_order(self._cells(column))
        return self._orders[column]

    @property
    def has_decimal_comma(self) -> bool | None:
        """Return whether numbers have a decimal comma; None where no number shows it."""
        if not self._decimal_commas:
            rows = islice(self._rows(), _LOOKED_AT)
            with self._notes.muted():
                shown = _has_decimal_comma(cell for _, cells in rows for cell in cells)
            self._decimal_commas.append(shown)
        return self._decimal_commas[0]

    def is_first_use(self, column: str) -> bool:
        """Return whether the order of a column is used for the first time, so that it is noted."""
        is_first = column not in self._used
        self._used.add(column)
        return is_first

    def _cells(self, column: str) -> Iterator[tuple[int, str]]:
        position = self._positions.get(column)
        if position is None:
            return
        for line, cells in self._rows():
            if position < len(cells):
                yield line, cells[position].strip()


def _shown_order(cells: Iterable[tuple[int, str]]) -> ShownOrder:
    shown: dict[Order, ShownOrder] = {}
    for line, cell in cells:
        numbers = year_last(cell)
        order = numbers.shown_order if numbers else None
        if order is not None and order not in shown:
            shown[order] = ShownOrder(order, cell, line)
            if len(shown) == 2:
                return ShownOrder(None)
    return next(iter(shown.values()), ShownOrder(None))


def _has_decimal_comma(cells: Iterable[str]) -> bool | None:
    """Return which mark most of the numbers have that can have it for nothing else.

    "1,250" and "1.250" can be a thousand and more, and show nothing.
    """
    marks: Counter[bool] = Counter()
    for cell in cells:
        if "," in cell and _COMMA.fullmatch(cell.strip()):
            marks[True] += 1
        elif "." in cell and _POINT.fullmatch(cell.strip()):
            marks[False] += 1
    if not marks:
        return None
    return marks[True] > marks[False]
