"""Resolve years and ranges of years: "1995", "nineteen ninety-five", "1914-18", "499-493 BC"."""

from timeline.model.when import Basis
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.find import TimexMatch
from timeline.temporal.modes import is_before_christ
from timeline.temporal.resolve import calendar_answer, is_second, stated_year
from timeline.temporal.result import Resolved
from timeline.temporal.values import year_value


def bare_year(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a year, spelled or in digits, before Christ or after."""
    is_ancient = match.rule == "ancient-year"
    year = _ancient_year(match, state) if is_ancient else stated_year(match)
    if not year:
        return None
    return _year_answer(match, year)


def _ancient_year(match: TimexMatch, state: AnchorState) -> int | None:
    """Return a year of three digits, in a history of the times before Christ."""
    base = state.mentioned if state.narrative else None
    if base is None or base.year >= 0:
        return None
    return -int(match["year"])


def _year_answer(match: TimexMatch, year: int) -> Resolved:
    value = year_value(year)
    return calendar_answer(match, value, Basis.STATED, bare_year=True)


def year_range(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve the two years of "1914-18" and "2009-2010"."""
    first = match["year"]
    second = match["year2"]
    if not is_second(match):
        return _year_answer(match, int(first))
    missing_digits = 4 - len(second)
    year = int(first[:missing_digits] + second)
    is_later = year > int(first)
    return _year_answer(match, year) if is_later else None


def bc_range(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve the two years of "499-493 BC"."""
    first = int(match["year"])
    second = int(match["year2"])
    sign = -1 if is_before_christ(match) else 1
    has_right_order = (second < first) == (sign < 0)
    if not has_right_order:
        return None
    year = second if is_second(match) else first
    return _year_answer(match, sign * year)
