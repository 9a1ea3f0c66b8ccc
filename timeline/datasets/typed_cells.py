"""Typed cells of workbooks, Parquet and JSON as the text that a CSV would have."""

from datetime import date, datetime, time

from timeline.safety.paths import storable


def in_text(cell: object) -> str:
    """Return the value of a typed cell as a CSV would have it.

    >>> in_text(3.0), in_text(None), in_text(datetime(2013, 1, 3)), in_text(["a", "b"])
    ('3', '', '2013-01-03', 'a; b')
    """
    is_nan = cell != cell
    if cell is None or is_nan:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return _day_in_text(cell)
    if isinstance(cell, list | tuple):
        return "; ".join(in_text(item) for item in cell)
    text = str(cell)
    return storable(text)


def _day_in_text(day: date) -> str:
    """Return a day, with its time where that is not midnight."""
    if not isinstance(day, datetime):
        return day.isoformat()
    if day.time() == time.min:
        return day.date().isoformat()
    return day.isoformat(sep=" ")
