"""Which time do "last week", "two years ago", "the next day", "a year earlier" mean?"""

import re
from datetime import date

from timeline.model.when import Precision, TimexType
from timeline.temporal.anchoring import Running
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import duration, number, singular, unit_of
from timeline.temporal.resolve import part_of
from timeline.temporal.result import Resolved, vague
from timeline.temporal.values import (
    Moment,
    add_months,
    add_years,
    days_of,
    moment_of,
    plus_days,
    value_of,
    week_value,
    year_value,
)

_ANAPHORIC = re.compile("previous|following|that|same|the next|preceding")
_BACK = re.compile("last|past|previous|preceding|recent")
_AHEAD = re.compile("next|coming|following")


def direction(words: str) -> int:
    """Return -1 for "last", 1 for "next", 0 for "this" and "that".

    >>> direction("the past"), direction("the following"), direction("that same")
    (-1, 1, 0)
    """
    return -1 if _BACK.search(words) else int(bool(_AHEAD.search(words)))


def shift(moment: Moment, steps: int, unit: str) -> str | None:
    """Return the value of the unit of time so many steps from a moment, as fine as the moment allows."""
    if unit == "year":
        return year_value(add_years(moment.year, steps))
    if unit in ("decade", "century"):
        width = 10 if unit == "decade" else 100
        year = abs(moment.year) + (steps if moment.year > 0 else -steps) * width
        digits = f"{max(0, year) // width:0{4 if width == 1 else 3 if width == 10 else 2}d}"
        return ("BC" if moment.year < 0 else "") + digits
    if unit == "month":
        return (
            value_of(*add_months(moment.year, moment.month, steps))
            if moment.month and moment.year > 0
            else None
        )
    if unit == "quarter":
        return shift_quarter(moment, steps)
    return shift_days(moment, steps, unit)


def shift_quarter(moment: Moment, steps: int) -> str | None:
    """Return the quarter so many steps from the one a moment lies in."""
    month = moment.month or 1
    year, month = add_months(max(1, moment.year), (month - 1) // 3 * 3 + 1, 3 * steps)
    return f"{year:04d}-Q{(month + 2) // 3}"


def shift_days(moment: Moment, steps: int, unit: str) -> str | None:
    """Return the day, week or weekend so many steps from a moment; None when it tells no day."""
    day = moment.date
    if unit == "day":
        later = plus_days(day, steps) if day else None
        return later.isoformat() if later else None
    if day is None:
        span = days_of(moment.value)
        day = span[0] if span and span[2] is Precision.WEEK else None
    later = plus_days(day, steps * (14 if unit == "fortnight" else 7)) if day else None
    if later is None:
        return None
    return week_value(later) + ("-WE" if unit == "weekend" else "")


def _dated(value: str, hit: TimexMatch, *, tells: bool = True) -> Resolved:
    """Answer with a value, which later words may hang on."""
    told = moment_of(value) if tells else None
    mod = hit.get("mod")
    part = part_of(mod)
    day_part = mod.split()[0] if part and told and told.day else None
    return Resolved(value=value, told=told, part=part, time_of_day=day_part)


def unit_relative(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "last week", "this month", "early next year", "that day", "the following year", "the past year"."""
    words, unit = hit.get("dir"), hit.get("unit")
    steps = direction(words)
    if unit == "period" or (unit == "quarter" and "latest" in words):
        return the_quarter(hit, running) if "latest" in words else None
    if unit in ("hour", "minute"):
        return vague(duration(1, unit), TimexType.DURATION)
    if (
        unit in ("decade", "century")
        and re.search("past|next|following", words)
        and not running.narrative
    ):
        return vague(duration(1, unit), TimexType.DURATION)
    base = running.last_told() if _ANAPHORIC.search(words) else running.base()
    if "same" in words and unit == "day":
        base = running.story_told()
    if base is None or (
        running.told is None and re.search("the next|following", words) and unit == "day"
    ):
        return Resolved(value=_unknown(unit), dated=False)
    value = shift(base, steps, unit)
    if value is None:
        return Resolved(
            value=f"{base.value}-XX" if unit == "day" and base.month else None, dated=False
        )
    return _dated(value, hit)


def _unknown(unit: str) -> str | None:
    """Return the value of a unit of time that nothing anchors."""
    return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}.get(unit)


def unit_of_told(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the end of the year", "later in the month", "earlier in the day"."""
    base = running.last_told() if running.narrative else running.told or running.anchor_moment()
    unit = hit.get("unit")
    if base is None or unit in ("hour", "minute"):
        return None
    if not running.narrative and running.anchor:
        base = running.anchor_moment() or base
    value = shift(base, 0, unit)
    return _dated(value, hit) if value else None


def year_end(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "year-end", "month's end"."""
    base = running.base()
    unit = hit.get("unit")
    if base is None or unit not in ("year", "month", "week"):
        return None
    value = shift(base, 0, unit)
    return Resolved(value=value, part="late") if value else None


def the_weekend(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the weekend": the last one that has begun."""
    base = running.base()
    if base is None or base.date is None:
        return None
    value = shift(base, 0 if base.date.isoweekday() >= 6 else -1, "weekend")
    return _dated(value, hit) if value else None


def sometime(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "sometime next year"."""
    base = running.base()
    value = shift(base, direction(hit.get("dir")), hit.get("unit")) if base else None
    return _dated(value, hit) if value else None


def units_ago(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "two weeks ago" to a week, "five months ago" to a month, "three years ago" to a year."""
    amount = _amount(hit)
    if amount is None:
        return vague("PAST_REF")
    base = running.base() if running.narrative else running.anchor_moment()
    unit = singular(hit.get("unit"))
    if unit == "year" and amount == 1 and running.quarter and not running.narrative:
        return _quarter_year_before(running.quarter, amount)
    value = _shifted(base, -amount, unit) if base else None
    if value is None:
        return vague(None)
    return _dated(value, hit)


def _amount(hit: TimexMatch) -> float | None:
    """Return how many units of time are told; None when the words do not say."""
    words = hit.get("n")
    if not words:
        return None
    return 1.0 if words in ("a", "an") else number(words)


TIME_UNITS = frozenset({"hour", "hr", "minute", "min", "second", "sec"})
"""Units shorter than a day, in the singular: so many of them before a moment is still that day, or the days before."""


def _shifted(base: Moment, amount: float, unit: str) -> str | None:
    """Return the value so many units from a base, with the grain of the unit."""
    letter, size = unit_of(unit)
    if unit in TIME_UNITS:
        return shift(base, int(amount / 24) if letter == "H" and abs(amount) < 100000 else 0, "day")
    whole = amount * size
    if abs(whole) > 5000:
        return None
    if unit in ("decade", "century"):
        return shift(base, round(amount), unit)
    if letter == "W":
        return shift(base, round(whole), "week")
    if letter == "Y" and whole % 1 and base.month:
        return shift(base, round(whole * 12), "month")
    name = {"D": "day", "M": "month", "Y": "year", "Q": "quarter"}[letter]
    return shift(base, round(whole), name)


def units_later(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "two days later", "a year earlier": they hang on the last date told."""
    amount, unit = _amount(hit), singular(hit.get("unit"))
    ahead = hit.get("dir") in ("later", "after")
    if amount is None:
        return vague("FUTURE_REF" if ahead else "PAST_REF")
    if unit == "year" and not ahead and running.quarter and not running.narrative:
        return _quarter_year_before(running.quarter, amount)
    base = running.told if ahead else running.last_told()
    if base and unit == "day" and base.day is None and not running.narrative:
        base = running.day_told or running.anchor_moment()
    value = _later_value(base, amount if ahead else -amount, unit) if base else None
    if value is None:
        return vague(None if base is None else "FUTURE_REF" if ahead else "PAST_REF")
    return _dated(value, hit)


def _later_value(base: Moment, amount: float, unit: str) -> str | None:
    """Return the value so many units from a told date: weeks from a day give a day ("two weeks later")."""
    if unit == "week" and base.date:
        day = plus_days(base.date, 7 * amount)
        return day.isoformat() if day else None
    return _shifted(base, amount, unit)


def _quarter_year_before(quarter: str, amount: float) -> Resolved:
    """Answer with the same quarter of an earlier year."""
    year = max(1, int(quarter[:4]) - round(amount))
    return Resolved(value=f"{year:04d}{quarter[4:]}")


def unit_next_to(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the day before", "the year after"."""
    base = running.last_told()
    steps = -1 if hit.get("dir") == "before" else 1
    value = shift(base, steps, hit.get("unit")) if base else None
    return _dated(value, hit) if value else None


def units_last(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the past two weeks", "the next three years": a length of time, with the days it covers."""
    unit = hit.get("unit")
    amount = number(hit.get("n")) if hit.get("n") else None
    steps = direction(hit.get("dir"))
    if singular(unit) in ("summer", "winter", "spring"):
        return vague(f"XXXX-{'SU' if unit.startswith('su') else 'WI'}", TimexType.SET)
    value = duration(amount, unit)
    base = running.last_told() if _ANAPHORIC.search(hit.get("dir")) else running.base()
    day = base.date if base else None
    far = _edge(day, steps * amount, unit) if day and amount else None
    if day is None or far is None:
        return vague(value, TimexType.DURATION)
    span = (min(day, far), max(day, far), Precision.PERIOD)
    return Resolved(value=value, type=TimexType.DURATION, span=span)


def _edge(day: date, amount: float, unit: str) -> date | None:
    """Return the day so many units from a day."""
    letter, size = unit_of(unit)
    if singular(unit) in ("hour", "minute", "second"):
        return plus_days(
            day,
            round(amount / (24 if singular(unit) == "hour" else 1440 if unit[0] == "m" else 86400)),
        )
    whole = amount * size
    if abs(whole) > 5000:
        return None
    if letter in "DW":
        return plus_days(day, round(whole * (7 if letter == "W" else 1)))
    months = round(whole * {"M": 1, "Q": 3, "Y": 12}[letter])
    year, month = add_months(day.year, day.month, months)
    if not 0 < year < 9999:
        return None
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(last, day.day))
        except ValueError:
            continue
    return None


def the_unit(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the year", "the day", "the week": the one being told."""
    unit = hit.get("unit")
    base = running.last_told() if running.narrative or unit == "day" else running.anchor_moment()
    if unit in ("hour", "minute", "decade", "century", "fortnight") or base is None:
        return vague(duration(1, unit), TimexType.DURATION)
    value = shift(base, 0, unit)
    return _dated(value, hit, tells=False) if value else vague(_unknown(unit))


def the_quarter(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the quarter", "the latest period": the last quarter told, else the last one ended."""
    if hit.get("year"):
        return Resolved(value=hit.get("year") + (running.quarter[4:] if running.quarter else ""))
    if running.quarter:
        return Resolved(value=running.quarter)
    base = running.anchor_moment()
    value = shift_quarter(base, -1) if base else None
    return Resolved(value=value) if value else vague("XXXX-QX")
