"""Resolve quarters and halves of years."""

from timeline.model.when import Basis
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import ordinal
from timeline.temporal.periods import decade
from timeline.temporal.resolve import direction, part_of
from timeline.temporal.result import Resolved, vague
from timeline.temporal.tenses import tense
from timeline.temporal.units import quarter_of_earlier_year, shift
from timeline.temporal.values import Moment, add_years

_UNITS_AGO = ("year", "month", "week", "day", "quarter")


def quarter(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the third quarter", "last year's fourth quarter", "the second quarter of 2010"."""
    number = ordinal(match["ord"])
    if not number or number > 4:
        return None
    year = _year_of_quarter(match, state, number)
    if year is None:
        return vague(f"XXXX-Q{number}")
    value = _quarter_value(year, number)
    state.quarter = value
    return Resolved(value=value, basis=_basis(match), part=part_of(match["mod"]))


def _basis(match: TimexMatch) -> Basis:
    return Basis.STATED if match["year"] else Basis.RELATIVE


def _quarter_value(year: int, number: int) -> str:
    return f"{max(year, 1):04d}-Q{number}"


def _year_of_quarter(match: TimexMatch, state: AnchorState, number: int) -> int | None:
    """Return the year of a quarter."""
    base = state.base()
    if base is None:
        return int(match["year"]) if match["year"] else None
    year = _calendar_year(match, state, base, number)
    words = state.tokens.slice(match.first, match.last)
    is_company_year = "fiscal" in words.lower()
    if is_company_year:
        return min(year, base.year)  # its first quarter may lie in the last of ours
    return year


def _calendar_year(
    match: TimexMatch, state: AnchorState, base: Moment, number: int
) -> int:
    """Return the year of a quarter as stated, as referred to, or the nearest."""
    if match["year"]:
        return int(match["year"])
    words = match["ref"] or match["dir"]
    if words:
        return add_years(base.year, direction(words))
    is_ahead = tense(state.tokens, match.first) == "future"
    return _nearest(base, number, is_ahead=is_ahead)


def _quarter_of(base: Moment) -> int:
    return ((base.month or 12) + 2) // 3


def _nearest(base: Moment, number: int, *, is_ahead: bool = False) -> int:
    """Return the year of a quarter without one.

    It is the last one begun, or in the fourth quarter the first of next year.
    """
    distance = number - _quarter_of(base)
    if distance <= -3:
        return base.year + 1
    return base.year - 1 if distance > 0 and not is_ahead else base.year


def half(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the second half of 2008", "the first half of the year"."""
    if match["decade"]:
        return decade(match, state)
    number = ordinal(match["ord"]) or 2
    year = _year_of_half(match, state)
    if year is None or number > 2 or year < 1:
        return None
    return Resolved(value=f"{year:04d}-H{number}", basis=_basis(match))


def _year_of_half(match: TimexMatch, state: AnchorState) -> int | None:
    """Return the year of a half; None when it is half of another time."""
    if match["month"]:
        return None
    if match["year"]:
        return int(match["year"])
    base = state.base()
    if base is None or match["unit"] != "year":
        return None
    return add_years(base.year, direction(match["ref"]))


def year_ago(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "year-earlier", "the year-ago quarter", "the quarter a year ago"."""
    base = state.base()
    unit = match["unit"]
    if base is None or unit not in _UNITS_AGO:
        return None
    number = ordinal(match["ord"])
    if number and number <= 4:
        year = _nearest(base, number) - 1
        return Resolved(value=_quarter_value(year, number))
    if state.quarter and unit == "year":
        return quarter_of_earlier_year(state.quarter, 1)
    return _unit_before(base, unit)


def _unit_before(base: Moment, unit: str) -> Resolved | None:
    value = shift(base, -1, unit)
    return Resolved(value=value) if value else None


def the_period(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the corresponding period last year"."""
    if state.quarter:
        return quarter_of_earlier_year(state.quarter, 1)
    base = state.base()
    if base is None:
        return None
    return _unit_before(base, match["unit"])
