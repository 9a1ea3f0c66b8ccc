"""Days in figures ("03/02/2020"): does the day stand first, or the month? Other values show it."""

import re
from datetime import date
from enum import StrEnum

from timeline.documents.dates import WEEKDAY

_FIGURES = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
# A field of JSON with such a day; quotation marks inside a text are escaped there.
_FIELD = re.compile(r'"(\w{1,40})"\s*:\s*"(\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4})')
# A day in figures among words, with its weekday: "Tue, 02/04/2020 - 10:11".
_AMONG_WORDS = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}),?\s+)?(?<!\d)(?P<day>\d{{1,2}}/\d{{1,2}}/\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = 12


class Order(StrEnum):
    """What stands first in a day in figures."""

    DAY = "day"
    MONTH = "month"


def orders_in(text: str) -> dict[str, Order]:
    """Return for each field of a JSON text whether its days in figures begin with the day or month.

    Fields are left out whose values do not tell, or contradict each other.

    >>> orders_in('{"date": "13/02/2020"} {"date": "03/02/2020"} {"day": "03/02/2020"}')
    {'date': <Order.DAY: 'day'>}
    """
    shown: dict[str, set[Order]] = {}
    for name, value in _FIELD.findall(text):
        order = _own_order(value)
        if order is not None:
            shown.setdefault(name, set()).add(order)
    return {name: orders.pop() for name, orders in shown.items() if len(orders) == 1}


def day_in_figures(value: str, order: Order | None = None) -> date | None:
    """Return a day in figures; None where day and month could be swapped and no order is given.

    >>> day_in_figures("13/02/2020"), day_in_figures("03/02/2020")
    (datetime.date(2020, 2, 13), None)
    >>> day_in_figures("03/02/2020", Order.DAY), day_in_figures("03.02.2020")
    (datetime.date(2020, 2, 3), datetime.date(2020, 2, 3))
    """
    chosen = _own_order(value) or order
    return _read(value, chosen) if chosen else None


def swapped_days(value: str) -> tuple[date, date] | None:
    """Return the two days that a day in figures may be; None if it is not in doubt."""
    if _own_order(value) is not None:
        return None
    first = _read(value, Order.DAY)
    second = _read(value, Order.MONTH)
    return (first, second) if first and second else None


def day_among_words(words: str) -> date | None:
    """Return the day in figures that stands in some words; a weekday shows which of two it is.

    >>> day_among_words("Submitted on Tue, 02/04/2020 - 10:11"), day_among_words("02/04/2020")
    (datetime.date(2020, 2, 4), None)
    """
    match = _AMONG_WORDS.search(words)
    if match is None:
        return None
    day = day_in_figures(match["day"])
    if day is not None or match["weekday"] is None:
        return day
    weekday = _WEEKDAYS.index(match["weekday"][:3].lower())
    possible = swapped_days(match["day"]) or ()
    fitting = [day for day in possible if day.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None


def _own_order(value: str) -> Order | None:
    """Return the order that a value itself shows; with full stops the day stands first."""
    match = _FIGURES.match(value)
    if match is None:
        return None
    first = int(match[1])
    second = int(match[3])
    if first > _MONTHS or first == second or match[2] == ".":
        return Order.DAY
    return Order.MONTH if second > _MONTHS else None


def _read(value: str, order: Order) -> date | None:
    match = _FIGURES.match(value)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day, month = (first, second) if order is Order.DAY else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None
