"""Resolve seasons, decades, centuries and holidays."""

import re
from datetime import date

from timeline.model.when import Basis, Precision
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.find import TimexMatch
from timeline.temporal.holidays import (
    NAMED_DAYS,
    NAMES,
    NAMES_OF_PEOPLE,
    NEED_WORDS,
    WEEKS,
    Days,
    days_of_holiday,
)
from timeline.temporal.modes import is_before_christ
from timeline.temporal.numbers import ordinal
from timeline.temporal.resolve import (
    MONTHS_AHEAD,
    calendar_answer,
    direction,
    is_ahead,
    is_back,
    is_past,
    part_of,
    referred_year,
    stated_year,
)
from timeline.temporal.result import Resolved, vague
from timeline.temporal.tokens import Tokens
from timeline.temporal.values import (
    SEASON_STARTS,
    Moment,
    Span,
    add_years,
    make_date,
    moment_of,
    month_span,
    nearest_day,
    value_of,
    week_value,
    year_value,
)
from timeline.temporal.words import lexicon

FEASTS = {name.lower(): name for name in NAMES}
_BEFORE_FEASTS = (
    "in",
    "on",
    "at",
    "by",
    "since",
    "until",
    "before",
    "after",
    "for",
    "over",
    "the",
)
_CENTURIES = range(1, 31)
_SEASON_MONTHS = 3
_LONGEST_AS_DAY = 9  # days; a longer holiday has the value of its month


def season(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a season, with its year or without: "last summer", "the winter of 1914", "spring"."""
    code = lexicon().seasons[match["season"]]
    if code == "WI" and _is_winter_of_history(match, state):
        return _winter_of_history(match, state)
    stated = stated_year(match)
    year = _year_of_season(match, state, code) if stated is None else stated
    if year is None:
        return vague(f"XXXX-{code}")
    value = f"{year_value(year)}-{code}"
    return Resolved(
        value=value,
        basis=Basis.STATED if stated else Basis.RELATIVE,
        part=part_of(match["mod"]),
        moment=Moment(year, None, None, value),
    )


def _is_winter_of_history(match: TimexMatch, state: AnchorState) -> bool:
    """Return whether a history names a winter without its year: "over the winter"."""
    if state.mentioned is None or state.joined_year is not None:
        return False
    return state.narrative and not _has_year(match)


def _has_year(match: TimexMatch) -> bool:
    """Return whether the words of a season give its year, or the way to it."""
    words = match["dir"] or match["ref"]
    return bool(words or stated_year(match))


def _winter_of_history(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve the winter that follows the last date mentioned: the year is that of its end."""
    last = state.mentioned
    if last is None:
        return None
    year = state.year_of_part(last)
    has_begun = last.month is not None and last.month < SEASON_STARTS["SP"]
    if year == last.year and not has_begun:
        year = add_years(year, 1)
    value = f"{year_value(year)}-WI"
    january = value_of(year, 1)
    return Resolved(
        value=value,
        span=_days_of_winter(year),
        part=part_of(match["mod"]),
        moment=moment_of(january),
    )


def _days_of_winter(year: int) -> Span | None:
    """Return the days of the winter that ends in a year; None before Christ."""
    if year < 2:
        return None
    first, last = month_span(year - 1, SEASON_STARTS["WI"], _SEASON_MONTHS)
    return first, last, Precision.SEASON


def _year_of_season(match: TimexMatch, state: AnchorState, code: str) -> int | None:
    """Return the year of a season whose words give none."""
    year = referred_year(match, state)
    words = match["dir"]
    if year is not None:
        return year
    if state.joined_year is not None and not words:
        return state.joined_year
    if state.narrative and state.mentioned:
        return _season_of_history(words, state, code)
    if state.anchor is None:
        return None
    return _nearest_season(words, _season_base(words, state) or state.anchor, code)


def _season_base(words: str, state: AnchorState) -> date | None:
    """Return the day, or the first of the month, from which "the following spring" counts."""
    base = state.base_of(words)
    if base is None or base.month is None:
        return None
    return make_date(base.year, base.month, base.day or 1)


def _season_of_history(words: str, state: AnchorState, code: str) -> int | None:
    """Return the year of a season after the last date that a history mentions."""
    last = state.mentioned
    if last is None:
        return None
    year = state.year_of_part(last)
    if year != last.year:
        return add_years(year, direction(words))
    is_after_winter = last.value.endswith("WI") and code in ("SP", "SU")
    if not words and is_after_winter:
        return add_years(last.year, 1)
    # "this past spring" is the one of the year mentioned
    steps = 0 if "past" in words else direction(words)
    return add_years(last.year, steps)


def _nearest_season(words: str, anchor: date, code: str) -> int:
    """Return the year in which a season begins, counted from publication."""
    year = anchor.year
    months_ahead = SEASON_STARTS[code] - anchor.month
    is_winter_now = code == "WI" and anchor.month <= 3
    if is_winter_now:
        year -= 1  # the winter that began last December
        months_ahead -= 12
    has_begun = months_ahead <= 0
    has_ended = months_ahead + _SEASON_MONTHS <= 0
    if is_back(words) and not has_ended:
        return year - 1
    if is_ahead(words) and has_begun:
        return year + 1
    if not words and months_ahead > MONTHS_AHEAD:
        return year - 1
    return year


def _with_era(match: TimexMatch, digits: str) -> str:
    """Return the value of a decade or century, before Christ or after."""
    return f"BC{digits}" if is_before_christ(match) else digits


def _long_period(match: TimexMatch, digits: str) -> Resolved:
    """Answer with a decade or century, or a part of it."""
    part = part_of(match["mod"])
    return Resolved(value=_with_era(match, digits), basis=Basis.STATED, part=part)


def decade(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the 1980s", "the late '90s", "the nineties", "the 480s BC"."""
    words = match["decade"]
    digits = _decade_digits(words) if words[0].isdigit() else _decade_of_word(words)
    return _long_period(match, digits.zfill(3))


def _decade_digits(words: str) -> str:
    """Return the first digits of a decade in digits ("1980s" -> "198", "'90s" -> "199")."""
    digits = re.sub(r"\D", "", words)[:-1]
    if len(digits) > 1:
        return digits
    century = "20" if digits < "3" else "19"
    return century + digits


def _decade_of_word(words: str) -> str:
    """Return the first digits of a decade in words ("nineties" -> "199")."""
    stem = re.sub("ies$", "y", words)
    number = lexicon().numbers.get(stem, 90)
    return f"19{number // 10}"


def century(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the 19th century", "the fifth century BC"."""
    number = ordinal(match["ord"]) or 0
    if number not in _CENTURIES:
        return None
    return _long_period(match, f"{number - 1:02d}")


def holiday(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a holiday in its year, or in the last year mentioned, or the nearest one."""
    name = FEASTS[match["feast"]]
    if name in NAMED_DAYS:
        return calendar_answer(match, NAMED_DAYS[name].isoformat(), Basis.STATED)
    if _is_of_another_thing(name, match, state.tokens):
        return None
    days = days_of_feast(match, state)
    if days is None:
        return vague(None)
    first, _, last = days
    value = _value_of_feast(name, days)
    precision = Precision.DAY if first == last else Precision.PERIOD
    span: Span = (first, last, precision)
    return Resolved(
        value=value,
        basis=Basis.STATED if match["year"] else Basis.RELATIVE,
        span=span,
        moment=moment_of(value),
        part=part_of(match["mod"]),
    )


def _is_of_another_thing(name: str, match: TimexMatch, tokens: Tokens) -> bool:
    """Return whether the name of a feast may be that of a person or of another country's day."""
    if name in NAMES_OF_PEOPLE:
        return not tokens.is_kind(match.before, *_BEFORE_FEASTS)
    words = NEED_WORDS.get(name)
    if words is None:
        return False
    text = tokens.text.lower()
    return not any(word in text for word in words)


def _value_of_feast(name: str, days: Days) -> str:
    """Return the value of a holiday: its day, its week, or of a long one its month."""
    first, holiday_itself, last = days
    if name in WEEKS:
        return week_value(last)
    is_short = (last - first).days < _LONGEST_AS_DAY
    return holiday_itself.isoformat() if is_short else f"{holiday_itself:%Y-%m}"


def days_of_feast(match: TimexMatch, state: AnchorState) -> Days | None:
    """Return the days of a holiday in its year, in the year mentioned, or the nearest."""
    name = FEASTS[match["feast"]]
    if name in NAMED_DAYS:
        return None
    stated = match["year"]
    year = int(stated) if stated else _year_of_history(state)
    if year is not None:
        return next(iter(days_of_holiday(name, year)), None)
    if state.anchor is None:
        return None
    nearest = _nearest_holiday(name, state.anchor, date.max)
    if nearest is None or nearest[1] <= state.anchor:
        return nearest
    if not is_past(match, state, nearest[1] - state.anchor):
        return nearest
    return _nearest_holiday(name, state.anchor, state.anchor)


def _year_of_history(state: AnchorState) -> int | None:
    """Return the year that a history has reached, after Christ."""
    if not state.narrative or state.mentioned is None:
        return None
    return state.mentioned.year if state.mentioned.year > 0 else None


def _nearest_holiday(name: str, anchor: date, latest: date) -> Days | None:
    """Return the days of a holiday nearest to publication, at the latest on a day."""
    near: dict[date, Days] = {}
    for year in range(anchor.year - 1, anchor.year + 2):
        for days in days_of_holiday(name, year):
            if days[1] <= latest:
                near[days[1]] = days
    nearest = nearest_day(near, anchor)
    return near[nearest] if nearest else None
