"""The day that a few words of a page give: with a month's name, or in figures in any order."""

import re
from collections.abc import Iterable
from datetime import date

from timeline.documents.dates import written_day
from timeline.documents.day_order import Order, day_among_words, day_in_figures
from timeline.documents.fields import read_day

# 2020-02-04, 2020/2/4, 2020.02.04 among other words; nothing that is part of a longer number.
_YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_DOTTED = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.])")
_SLASHED = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?![\d/])")
_MONTH_FIRST = frozenset({"en-us", "en_us"})
_LANGUAGE_WITH_LAND = re.compile(r"en[-_][a-z]{2}\Z")


def day_of_words(words: str, order: Order | None = None) -> date | None:
    """Return the day that metadata or a few words give; None for none, or one in doubt.

    Args:
        words: What stands in an attribute or an element.
        order: What stands first in days with slashes, where they do not show it themselves.

    >>> day_of_words("Submitted on Mon, 2020-02-03 13:49"), day_of_words("am 04.02.2020, 11:51")
    (datetime.date(2020, 2, 3), datetime.date(2020, 2, 4))
    >>> day_of_words("04/02/2020"), day_of_words("04/02/2020", Order.DAY)
    (None, datetime.date(2020, 2, 4))
    """
    return read_day(words) or _day_in_figures(words, order)


def _day_in_figures(words: str, order: Order | None) -> date | None:
    match = _YEAR_FIRST.search(words)
    if match is not None:
        return _day(match[1], match[3], match[4])
    match = _DOTTED.search(words)
    if match is not None:
        return day_in_figures(match[0])
    match = _SLASHED.search(words)
    if match is None:
        return None
    return day_among_words(words) or day_in_figures(match[0], order)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def has_day(words: str) -> bool:
    """Return whether some words hold a full date with a month's name or in figures."""
    patterns = (_YEAR_FIRST, _DOTTED, _SLASHED)
    if any(pattern.search(words) for pattern in patterns):
        return True
    return written_day(words) is not None


def order_of_page(words: str, languages: Iterable[str]) -> Order | None:
    """Return what stands first in the days with slashes of a page.

    Its other days show it, else the country of its language ("en-US"); None if nothing does.

    >>> order_of_page("04/02/2020 and 28/01/2020", ()), order_of_page("04/02/2020", ["en-US"])
    (<Order.DAY: 'day'>, <Order.MONTH: 'month'>)
    """
    shown = {_order_of(match[0]) for match in _SLASHED.finditer(words)}
    shown.discard(None)
    if shown:
        return shown.pop() if len(shown) == 1 else None
    for language in languages:
        name = language.strip().lower()
        if name in _MONTH_FIRST:
            return Order.MONTH
        if _LANGUAGE_WITH_LAND.match(name):
            return Order.DAY
    return None


def _order_of(figures: str) -> Order | None:
    """Return the order that a day in figures shows itself: one number is over 12."""
    day = day_in_figures(figures)
    if day is None:
        return None
    first, second, _ = figures.split("/")
    if first == second:
        return None
    return Order.DAY if int(first) == day.day else Order.MONTH
