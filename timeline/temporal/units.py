"""Resolve units of time: "last week", "two years ago", "the next day", "a year earlier"."""

import re
from dataclasses import replace
from datetime import date

from timeline.model.when import Precision, TimexType
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import duration, number, singular, unit_of
from timeline.temporal.resolve import direction, part_of
from timeline.temporal.result import Resolved, vague, vague_set
from timeline.temporal.values import (
    Moment,
    Span,
    add_months,
    add_years,
    day_value,
    days_of,
    make_date,
    moment_of,
    plus_days,
    value_of,
    week_value,
    year_value,
)

_NEXT_DAY = re.compile("the next|following")
_LENGTHS = re.compile(
    "past|next|following"
)  # "the past decade" is a length of time in news
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}
_UNIT_NAMES = {"D": "day", "M": "month", "Y": "year", "Q": "quarter"}
_MONTHS = {"M": 1, "Q": 3, "Y": 12}
_PER_DAY = {"hour": 24, "minute": 1440, "second": 86400}
_UP_TO_NOW = ("week", "month", "year")
_CLOCK_UNITS = ("hour", "minute")
_LONG_UNITS = {"decade": 10, "century": 100}  # years
_LENGTHS_ALONE = ("hour", "minute", "decade", "century", "fortnight")  # after "the"
_MOST = 5000  # units; more of them count nothing we know
_MOST_HOURS = 100000
TIME_UNITS = frozenset({"hour", "hr", "minute", "min", "second", "sec"})
"""Units shorter than a day, in the singular: so many before a moment lie on that day or before."""


def shift(moment: Moment, steps: int, unit: str) -> str | None:
    """Return the value of the unit so many steps from a moment, as fine as the moment allows."""
    if unit == "year":
        return year_value(add_years(moment.year, steps))
    if unit in _LONG_UNITS:
        return _shift_long_unit(moment.year, steps, unit)
    if unit == "month":
        return _shift_month(moment, steps)
    if unit == "quarter":
        return shift_quarter(moment, steps)
    return shift_days(moment, steps, unit)


def _shift_long_unit(year: int, steps: int, unit: str) -> str:
    """Return the decade or century so many steps from the one of a year."""
    years = _LONG_UNITS[unit]
    is_before_christ = year < 0
    if is_before_christ:
        steps = -steps
    distance = steps * years
    shifted = max(0, abs(year) + distance)
    width = 3 if unit == "decade" else 2
    digits = str(shifted // years).zfill(width)
    return f"BC{digits}" if is_before_christ else digits


def _shift_month(moment: Moment, steps: int) -> str | None:
    if not moment.month or moment.year <= 0:
        return None
    return value_of(*add_months(moment.year, moment.month, steps))


def shift_quarter(moment: Moment, steps: int) -> str | None:
    """Return the quarter so many steps from the one a moment lies in."""
    month = moment.month or 1
    first_month = (month - 1) // 3 * 3 + 1
    year, month = add_months(max(1, moment.year), first_month, 3 * steps)
    return f"{year:04d}-Q{(month + 2) // 3}"


def shift_days(moment: Moment, steps: int, unit: str) -> str | None:
    """Return the day, week or weekend so many steps from a moment; None when it has no day."""
    if unit == "day":
        shifted = plus_days(moment.date, steps) if moment.date else None
        return day_value(shifted)
    day = moment.date or _first_day_of_week(moment.value)
    days = 14 if unit == "fortnight" else 7
    shifted = plus_days(day, steps * days) if day else None
    if shifted is None:
        return None
    week = week_value(shifted)
    return f"{week}-WE" if unit == "weekend" else week


def _first_day_of_week(value: str) -> date | None:
    span = days_of(value)
    return span[0] if span and span[2] is Precision.WEEK else None


def _dated(
    value: str | None, match: TimexMatch, *, mentions: bool = True
) -> Resolved | None:
    """Answer with a value from which later words may count; None without a value."""
    if value is None:
        return None
    moment = moment_of(value) if mentions else None
    modifier = match["mod"]
    part = part_of(modifier)
    has_day = moment is not None and moment.day is not None
    day_part = part if part and has_day else None
    return Resolved(value=value, moment=moment, part=part, time_of_day=day_part)


def _length(amount: float | None, unit: str) -> Resolved:
    return vague(duration(amount, unit), TimexType.DURATION)


def unit_relative(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "last week", "this month", "early next year", "that day", "the following year"."""
    words = match["dir"]
    unit = match["unit"]
    is_latest = "latest" in words
    if is_latest and unit in ("period", "quarter"):
        return the_quarter(match, state)
    if unit == "period":
        return None
    if unit in _CLOCK_UNITS or _is_length(words, unit, state):
        return _length(1, unit)
    base = _base_of_unit(words, unit, state)
    if base is None:
        return _unknown(unit)
    value = shift(base, direction(words), unit)
    answer = _dated(value, match) or _unknown_day(base, unit)
    day = base.date
    if day is None or not _is_up_to_now(match, state):
        return answer
    far = _edge(day, -1, unit)
    span = _span_between(day, far)
    return replace(answer, span=span)


def _is_up_to_now(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether a week, month or year ends with the anchor: "over the past week"."""
    tokens = state.tokens
    if state.narrative or match["mod"]:
        return False
    if tokens.is_kind(match.last, "of"):
        return False  # "in the last week of the siege"
    is_before_now = match["dir"] in ("the past", "the last")
    has_preposition = tokens.is_kind(match.before, "for", "over", "in")
    return is_before_now and has_preposition and match["unit"] in _UP_TO_NOW


def _span_between(day: date, far: date | None) -> Span | None:
    """Return the days from one to another, whichever is first."""
    if far is None:
        return None
    first = min(day, far)
    last = max(day, far)
    return first, last, Precision.PERIOD


def _unknown(unit: str) -> Resolved:
    """Answer with a unit of time that nothing anchors."""
    return vague(_UNKNOWN.get(unit))


def _unknown_day(base: Moment, unit: str) -> Resolved:
    """Answer with a day of the month mentioned; without a value for other units."""
    is_day_of_month = unit == "day" and base.month is not None
    return vague(f"{base.value}-XX" if is_day_of_month else None)


def _is_length(words: str, unit: str, state: AnchorState) -> bool:
    """Return whether "the past decade" is a length of time, as it is in news."""
    if state.narrative or unit not in _LONG_UNITS:
        return False
    return bool(_LENGTHS.search(words))


def _base_of_unit(words: str, unit: str, state: AnchorState) -> Moment | None:
    """Return the date from which a unit counts."""
    if unit == "day":
        if state.mentioned is None and _NEXT_DAY.search(words):
            return None
        if "same" in words:
            return state.story_date()
    return state.base_of(words)


def unit_of_told(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the end of the year", "later in the month", "earlier in the day"."""
    unit = match["unit"]
    base = state.last_mentioned()
    if not state.narrative and state.anchor:
        base = state.past_told() or state.anchor_moment() or base
    if base is None or unit in _CLOCK_UNITS:
        return None
    return _dated(shift(base, 0, unit), match)


def year_end(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "year-end", "month's end"."""
    base = state.base()
    unit = match["unit"]
    if base is None or unit not in ("year", "month", "week"):
        return None
    value = shift(base, 0, unit)
    return Resolved(value=value, part="late") if value else None


def the_weekend(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the weekend": the last one that has begun."""
    base = state.base()
    if base is None or base.date is None:
        return None
    steps = 0 if base.date.isoweekday() >= 6 else -1
    return _dated(shift(base, steps, "weekend"), match)


def sometime(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "sometime next year"."""
    base = state.base()
    if base is None:
        return None
    steps = direction(match["dir"])
    return _dated(shift(base, steps, match["unit"]), match)


def units_ago(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "two weeks ago" to a week, "three years ago" to a year."""
    amount = _amount(match)
    unit = singular(match["unit"])
    if amount is None:
        return vague("PAST_REF")
    if unit == "year" and amount == 1:
        quarter = _quarter_of_news(state)
        if quarter:
            return quarter_of_earlier_year(quarter, 1)
    base = state.base() if state.narrative else state.anchor_moment()
    value = _shifted(base, -amount, unit) if base else None
    return _dated(value, match) or vague(None)


def _quarter_of_news(state: AnchorState) -> str | None:
    """Return the quarter that news speaks of; "a year ago" then means the one a year before."""
    return None if state.narrative else state.quarter


def _amount(match: TimexMatch) -> float | None:
    """Return the number of units of time; None when the words do not say."""
    words = match["n"]
    if words in ("a", "an"):
        return 1.0
    return number(words) if words else None


def _shifted(base: Moment, amount: float, unit: str) -> str | None:
    """Return the value so many units from a base, with the grain of the unit."""
    letter, size = unit_of(unit)
    units = amount * size
    if unit in TIME_UNITS:
        return shift(base, _days_of_hours(amount, letter), "day")
    if abs(units) > _MOST:
        return None
    if unit in _LONG_UNITS:
        return shift(base, round(amount), unit)
    if letter == "W":
        return shift(base, round(units), "week")
    if letter == "Y" and units % 1 and base.month:
        return shift(base, round(units * 12), "month")
    return shift(base, round(units), _UNIT_NAMES[letter])


def _days_of_hours(amount: float, letter: str) -> int:
    """Return how many whole days hours make; minutes and seconds make none."""
    if letter != "H" or abs(amount) >= _MOST_HOURS:
        return 0
    return int(amount / 24)


def units_later(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "two days later", "a year earlier": they count from the last date mentioned."""
    amount = _amount(match)
    unit = singular(match["unit"])
    is_later = match["dir"] in ("later", "after")
    unknown = "FUTURE_REF" if is_later else "PAST_REF"
    if amount is None:
        return vague(unknown)
    quarter = _quarter_of_news(state)
    if unit == "year" and quarter and not is_later:
        return quarter_of_earlier_year(quarter, amount)
    base = _base_of_later(state, unit, is_later=is_later)
    if base is None:
        return vague(None)
    value = _later_value(base, amount if is_later else -amount, unit)
    return _dated(value, match) or vague(unknown)


def _base_of_later(state: AnchorState, unit: str, *, is_later: bool) -> Moment | None:
    """Return the date from which "later" and "earlier" count."""
    base = state.mentioned if is_later else state.last_mentioned()
    if base is None or unit != "day" or state.narrative:
        return base
    if base.day is not None:
        return base
    return state.mentioned_day or state.anchor_moment()


def _later_value(base: Moment, amount: float, unit: str) -> str | None:
    """Return the value so many units from a date: weeks from a day give a day."""
    if unit == "week" and base.date:
        day = plus_days(base.date, 7 * amount)
        return day_value(day)
    return _shifted(base, amount, unit)


def quarter_of_earlier_year(quarter: str, years: float) -> Resolved:
    """Answer with the same quarter of an earlier year."""
    year, number = quarter.split("-")
    years_before = round(years)
    earlier = max(1, int(year) - years_before)
    value = f"{earlier:04d}-{number}"
    return Resolved(value=value)


def unit_next_to(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the day before", "the year after"."""
    base = state.last_mentioned()
    if base is None:
        return None
    steps = -1 if match["dir"] == "before" else 1
    return _dated(shift(base, steps, match["unit"]), match)


def units_last(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the past two weeks", "the next three years": a length, with the days it covers."""
    unit = match["unit"]
    words = match["dir"]
    if singular(unit) in ("summer", "winter", "spring"):
        season = "SU" if unit.startswith("su") else "WI"
        return vague_set(f"XXXX-{season}")
    amount = number(match["n"]) if match["n"] else None
    base = state.base_of(words)
    day = base.date if base else None
    if day is None or not amount:
        return _length(amount, unit)
    far = _edge(day, direction(words) * amount, unit)
    span = _span_between(day, far)
    if span is None:
        return _length(amount, unit)
    return Resolved(value=duration(amount, unit), type=TimexType.DURATION, span=span)


def _edge(day: date, amount: float, unit: str) -> date | None:
    """Return the day so many units from a day."""
    letter, size = unit_of(unit)
    units = amount * size
    if singular(unit) in _PER_DAY:
        return plus_days(day, round(amount / _PER_DAY[singular(unit)]))
    if abs(units) > _MOST:
        return None
    if letter in _MONTHS:
        return _plus_months(day, round(units * _MONTHS[letter]))
    days = units * 7 if letter == "W" else units
    return plus_days(day, round(days))


def _plus_months(day: date, months: int) -> date | None:
    """Return the day so many months on, or the last of a month that is too short for it."""
    year, month = add_months(day.year, day.month, months)
    if year >= 9999:
        return None
    for last in (day.day, 30, 29, 28):
        shifted = make_date(year, month, min(last, day.day))
        if shifted:
            return shifted
    return None


def the_unit(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the year", "the day", "the week": the present one of the story."""
    unit = match["unit"]
    if unit == "day" and _is_of_year(match, state):
        return _unknown(unit)
    base = state.anchor_moment()
    if state.narrative or unit == "day":
        base = state.last_mentioned()
    if base is None or unit in _LENGTHS_ALONE:
        return _length(1, unit)
    value = shift(base, 0, unit)
    answer = _dated(value, match, mentions=False)
    return answer or _unknown(unit)


def _is_of_year(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether a day is one of a year or month: "the day in 1992 when it fell"."""
    has_preposition = state.tokens.is_kind(match.last, "in", "of")
    after = match.last + 1
    return has_preposition and state.tokens.is_kind(after, "y4", "month", "mabbr")


def the_quarter(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the quarter", "the latest period": the last mentioned, else the last one ended."""
    if match["year"]:
        number = state.quarter[4:] if state.quarter else ""
        return Resolved(value=match["year"] + number)
    if state.quarter:
        return Resolved(value=state.quarter)
    base = state.anchor_moment()
    value = shift_quarter(base, -1) if base else None
    return Resolved(value=value) if value else vague("XXXX-QX")
