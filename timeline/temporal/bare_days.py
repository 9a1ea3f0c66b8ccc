"""Resolve days of which only the number is said: "on the 14th", "on 19/02"."""

from collections.abc import Iterator
from datetime import date

from timeline.model.when import Basis
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import ordinal
from timeline.temporal.resolve import calendar_answer, verb_tense
from timeline.temporal.result import Resolved, vague
from timeline.temporal.values import Moment, make_date

_MONTHS_IN_YEAR = 12
# What may follow "on the 14th" beside punctuation: "on the 14th attempt" is no day.
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "there", "both", "all", "some"}
)
_MONTHS_NEAR = 3  # months around in which there is a day of every number
_UNKNOWN_DAY = "XXXX-XX-XX"


def numbered_day(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "on the 14th": the first such day after the last date mentioned, else the last one.

    What has happened does not lie after publication.
    """
    if _is_before_noun(match, state):
        return None
    day = _day_with_number(match, state)
    return _answer(match, day)


def _is_before_noun(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether a number counts something else than days: "on the 14th attempt"."""
    tokens = state.tokens
    if not tokens.is_kind(match.last, "plain"):
        return False
    return tokens.word(match.last) not in _PRONOUNS


def _answer(match: TimexMatch, day: date | None) -> Resolved:
    """Answer with a day; without one, with a day that nothing gives."""
    if day is None:
        return vague(_UNKNOWN_DAY)
    return calendar_answer(match, day.isoformat(), Basis.RELATIVE)


def _day_with_number(match: TimexMatch, state: AnchorState) -> date | None:
    """Return the day that a number alone means."""
    number = ordinal(match["ord"]) or 0
    last = _first_day(state.mentioned)
    later = _next(last, number) if last else None
    anchor = state.anchor
    if state.narrative or anchor is None:
        return later
    if verb_tense(match, state) == "future":
        return _next(anchor, number)
    if later and later <= anchor:
        return later
    return _last(anchor, number)


def _first_day(moment: Moment | None) -> date | None:
    """Return the day of a moment, or the first of its month."""
    if moment is None or moment.month is None:
        return None
    return make_date(moment.year, moment.month, moment.day or 1)


def _next(day: date, number: int) -> date | None:
    """Return the first day of a number on or after a day."""
    days = _days_around(day, number)
    return min((later for later in days if later >= day), default=None)


def _last(day: date, number: int) -> date | None:
    """Return the last day of a number on or before a day."""
    days = _days_around(day, number)
    return max((before for before in days if before <= day), default=None)


def _days_around(day: date, number: int) -> Iterator[date]:
    """Yield the days of a number in the months before and after a day."""
    this_month = _MONTHS_IN_YEAR * day.year + day.month - 1
    months = range(this_month - _MONTHS_NEAR, this_month + _MONTHS_NEAR)
    for index in months:
        year, month = divmod(index, _MONTHS_IN_YEAR)
        numbered = make_date(year, month + 1, number)
        if numbered:
            yield numbered


def day_in_figures(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "on 19/02"; where day and month could be swapped, no day is sure."""
    first = int(match["first"])
    second = int(match["second"])
    larger = max(first, second)
    if first != second and larger <= _MONTHS_IN_YEAR:
        return _answer(match, None)
    is_day_first = first >= second
    month = second if is_day_first else first
    return _in_year(match, state, month, larger)


def _in_year(
    match: TimexMatch, state: AnchorState, month: int, day: int
) -> Resolved | None:
    """Answer with a day of a month, in the year that a day without one has."""
    if not 1 <= month <= _MONTHS_IN_YEAR:
        return None
    year = state.year_of(month, day)
    if year is None:
        return vague(f"XXXX-{month:02d}-{day:02d}")
    the_day = make_date(year, month, day)
    return _answer(match, the_day) if the_day else None
