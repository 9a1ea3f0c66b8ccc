"""Resolve clock times and the days of a war: "at 0300 GMT", "10 p.m. Wednesday", "day 34"."""

import re
from datetime import date, timedelta

from timeline.model.when import TimexType
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.days import STEPS, moment_of_weekday, on_day
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import number, ordinal
from timeline.temporal.resolve import read_month_day
from timeline.temporal.result import Resolved, vague
from timeline.temporal.values import Moment, make_date, moment_of, plus_days, value_of
from timeline.temporal.words import lexicon

_AFTERNOON = ("afternoon", "evening", "night")
_LONGEST_WAR = 99999  # days


def clock(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a clock time: "at 0300 GMT", "10 p.m. Wednesday", "noon"."""
    time = clock_value(match)
    if time is None:
        return None
    moment = _clock_day(match, state)
    has_day = moment is not None and moment.date is not None
    day = moment.value if moment and has_day else "XXXX-XX-XX"
    return Resolved(
        value=f"{day}{time}",
        type=TimexType.TIME,
        moment=moment if has_day and _has_own_day(match) else None,
        dated=has_day,
        time_of_day=_clock_words(match),
    )


def _has_own_day(match: TimexMatch) -> bool:
    """Return whether a clock time stands with its day."""
    return any(match[name] for name in ("weekday", "word", "month"))


def _clock_day(match: TimexMatch, state: AnchorState) -> Moment | None:
    """Return the day of a clock time: its own, or the last one mentioned."""
    if match["month"]:
        return _clock_date(match, state)
    if match["weekday"]:
        return moment_of_weekday(match, state)
    if match["word"]:
        return _clock_relative_day(match["word"], state.anchor)
    last = state.last_mentioned()
    if last and last.date:
        return last
    return None if state.narrative else state.anchor_moment()


def _clock_date(match: TimexMatch, state: AnchorState) -> Moment | None:
    """Return the day of the month of a clock time."""
    digits = re.sub(r"\D", "", match["day"])
    month_day = read_month_day(match["month"], int(digits))
    if month_day is None:
        return None
    year = int(match["year"]) if match["year"] else state.year_of(*month_day)
    if not year or make_date(year, *month_day) is None:
        return None
    return moment_of(value_of(year, *month_day))


def _clock_relative_day(word: str, anchor: date | None) -> Moment | None:
    """Return the day of "today", "yesterday" or "tomorrow"."""
    day = plus_days(anchor, STEPS[word]) if anchor else None
    return moment_of(day.isoformat()) if day else None


def clock_value(match: TimexMatch) -> str | None:
    """Return the TIMEX3 time of a clock time; None when there is no such time."""
    if match["noon"]:
        return lexicon().clockwords[match["noon"]]
    hour, minute = _hour_and_minute(match)
    half = match["ampm"]
    last_hour = 12 if half else 24
    if hour > last_hour or minute > 59:
        return None
    is_afternoon = half.startswith("p") or match["daypart"] in _AFTERNOON
    if is_afternoon and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}"


def _hour_and_minute(match: TimexMatch) -> tuple[int, int]:
    """Return hour and minute as written: "10:30", "0300" or "10.30"."""
    if match["clock"]:
        hour, minute, *_ = match["clock"].split(":")
    elif match["military"]:
        hour = match["military"][:2]
        minute = match["military"][2:]
    else:
        hour = match["hour"]
        minute = match["minute"] or "0"
    return int(hour), int(minute)


def _clock_words(match: TimexMatch) -> str:
    """Return a clock time for people: "03:00 GMT", "noon"."""
    if match["noon"]:
        return match["noon"]
    time = (clock_value(match) or "T").removeprefix("T")
    zone = match["zone"]
    if not zone:
        return time
    return f"{time} {zone}" if zone.startswith("local") else f"{time} {zone.upper()}"


def day_of_war(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "day 34 of the war", when the text says on which day it began."""
    count = number(match["n"]) if match["n"] else ordinal(match["ord"])
    if match["unit"] != "day" or not count:
        return None
    if state.war_start is None:
        return vague("XXXX-XX-XX")
    days = min(int(count), _LONGEST_WAR) - 1
    return on_day(state.war_start + timedelta(days), match)
