"""Numbers of people as cells of tables write them."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,7})(?![\d%])")
_FIGURES = r"(\d{1,3}(?:,\d{3})+|\d{1,7})(?!\d)"
_RANGE = re.compile(rf"(?<![\d.,]){_FIGURES}\s*(?:[-–—]|to)\s*{_FIGURES}")
_OPEN = re.compile(r"\+|at least|more than|over|>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number with the least and greatest that its words allow; `high` is None when open."""

    low: int
    best: int
    high: int | None


def first_number(words: str) -> CellNumber | None:
    """Return the first number of a cell; None if it holds none.

    >>> first_number("25"), first_number("unknown")
    (CellNumber(low=25, best=25, high=25), None)
    >>> first_number("150–2,000"), first_number("40+")
    (CellNumber(low=150, best=150, high=2000), CellNumber(low=40, best=40, high=None))
    """
    return _range(words) or _single(words)


def _range(words: str) -> CellNumber | None:
    """Return the first two numbers with a dash or "to" between them, the lower first."""
    match = _RANGE.search(words)
    if match is None:
        return None
    low = int(match[1].replace(",", ""))
    high = int(match[2].replace(",", ""))
    return CellNumber(low, low, high) if low <= high else None


def _single(words: str) -> CellNumber | None:
    match = _NUMBER.search(words)
    if match is None:
        return None
    number = int(match[1].replace(",", ""))
    is_open = _OPEN.search(words) is not None
    return CellNumber(number, number, None if is_open else number)
