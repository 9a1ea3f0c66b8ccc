"""Tables of HTML pages: cells that span rows or columns are given to each of them."""

from copy import deepcopy
from typing import Any

# Spans beyond these are cut, and no more cells than these are added to a page.
_MOST_ROWS, _MOST_COLUMNS, _MOST_ADDED = 200, 30, 20_000
_CELLS = ("td", "th")
_LONGEST_NUMBER = 7  # characters

# By column, in how many more rows a cell stands, and the cell.
_Open = dict[int, tuple[int, Any]]


def expand_tables(tree: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Change the tables of a page so that each row has a cell for each column.

    A cell that spans rows stands in each of them, but a number, which is the sum of all, only in
    the first. A cell that spans columns stands in the first. A caption stands before its table.
    """
    expander = _Expander()
    for table in list(tree.iter("table")):
        has_inner = next(table.iterdescendants("table"), None) is not None
        if not has_inner:
            _move_caption(table)
            expander.expand(table)


def _move_caption(table: Any) -> None:  # noqa: ANN401
    caption = table.find("caption")
    parent = table.getparent()
    if caption is None or parent is None:
        return
    table.remove(caption)
    caption.tag = "p"
    caption.tail = None
    parent.insert(parent.index(table), caption)


class _Expander:
    """Adds cells to the tables of a page, up to a limit."""

    def __init__(self) -> None:
        self._left = _MOST_ADDED

    def expand(self, table: Any) -> None:  # noqa: ANN401
        """Add cells to the rows of a table."""
        above: _Open = {}
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in _CELLS]
            for cell in cells:
                row.remove(cell)
            above = self._fill(row, cells, above)

    def _fill(self, row: Any, cells: list[Any], above: _Open) -> _Open:  # noqa: ANN401
        """Put its cells into a row, among those from above; return those for the row below."""
        below: _Open = {}
        column = 0
        waiting = cells[::-1]
        while waiting or column in above:
            if column in above:
                n_rows, cell = above[column]
                n_columns = 1
                self._left -= 1
            else:
                cell = waiting.pop()
                n_rows = self._span(cell, "rowspan", _MOST_ROWS)
                n_columns = self._span(cell, "colspan", _MOST_COLUMNS)
            row.append(cell)
            below |= _opened(column, n_rows, cell)
            for number in range(column + 1, column + n_columns):
                empty = _empty(cell)
                row.append(empty)
                below |= _opened(number, n_rows, empty)
                self._left -= 1
            column += n_columns
        return below

    def _span(self, cell: Any, name: str, most: int) -> int:  # noqa: ANN401
        """Return how many rows or columns a cell spans; 1 where it does not say."""
        digits = cell.attrib.pop(name, "1").strip()
        if self._left <= 0 or not digits.isdecimal() or len(digits) > _LONGEST_NUMBER:
            return 1
        return min(max(1, int(digits)), most)


def _opened(column: int, n_rows: int, cell: Any) -> _Open:  # noqa: ANN401
    """Return a cell as one of the row below; nothing if it does not span it."""
    return {column: (n_rows - 1, _copy(cell))} if n_rows > 1 else {}


def _empty(cell: Any) -> Any:  # noqa: ANN401
    return cell.makeelement(cell.tag, {})


def _copy(cell: Any) -> Any:  # noqa: ANN401
    """Return a copy of a cell for the row below, without words if it is a number."""
    words = cell.text_content().strip()
    is_short = len(words) <= _LONGEST_NUMBER
    if is_short and words[:1].isdecimal() and words[-1:].isdecimal():
        return _empty(cell)
    return deepcopy(cell)
