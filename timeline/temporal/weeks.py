"""Resolve days and weeks so many weeks from publication: "Monday week", "the week before last"."""

from datetime import date

from timeline.temporal.anchoring import AnchorState
from timeline.temporal.days import STEPS, on_shifted_day, weekday_number
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import number, singular
from timeline.temporal.result import Resolved
from timeline.temporal.units import shift
from timeline.temporal.values import Moment, moment_of

_DAYS_IN_WEEK = 7


def weekday_week(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "Monday week", "a week on Monday", "yesterday week": a week farther off."""
    anchor = state.anchor
    if match["unit"] != "week" or anchor is None:
        return None
    steps = STEPS.get(match["word"])
    if steps is None:
        steps = _days_until(match, anchor)
    week = -_DAYS_IN_WEEK if steps < 0 else _DAYS_IN_WEEK
    return on_shifted_day(anchor, steps + week, match)


def _days_until(match: TimexMatch, anchor: date) -> int:
    """Return in how many days, at least one, the next weekday of a name is."""
    ahead = weekday_number(match) - anchor.isoweekday()
    return ahead % _DAYS_IN_WEEK or _DAYS_IN_WEEK


def weekday_weeks_ago(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "a week ago on Monday", "two weeks ago Friday", "last Friday week"."""
    anchor = state.anchor
    weeks = _weeks_back(match)
    if anchor is None or weeks is None:
        return None
    days = _days_since(match, anchor)
    days += _DAYS_IN_WEEK * weeks
    return on_shifted_day(anchor, -days, match)


def _weeks_back(match: TimexMatch) -> int | None:
    """Return how many weeks before the last such weekday one is; None for other units."""
    count = number(match["n"]) if match["n"] else 1
    if not count:
        return None
    if not match["unit"]:
        return int(count) - 1  # of "three Sundays ago" the last is one
    return int(count) if singular(match["unit"]) == "week" else None


def _days_since(match: TimexMatch, anchor: date) -> int:
    """Return how many days ago, at least one, the last weekday of a name was."""
    back = anchor.isoweekday() - weekday_number(match)
    return back % _DAYS_IN_WEEK or _DAYS_IN_WEEK


def before_last(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the week before last", "the Sunday before last", "the year after next"."""
    base = state.base()
    if base is None:
        return None
    is_back = match["dir"].startswith("before")
    if match["unit"]:
        return _unit_before_last(base, match["unit"], -2 if is_back else 2)
    day = base.date
    if day is None:
        return None
    steps = -_days_since(match, day) if is_back else _days_until(match, day)
    week = -_DAYS_IN_WEEK if is_back else _DAYS_IN_WEEK
    return on_shifted_day(day, steps + week, match)


def _unit_before_last(base: Moment, unit: str, steps: int) -> Resolved | None:
    value = shift(base, steps, unit)
    if value is None:
        return None
    return Resolved(value=value, moment=moment_of(value))
