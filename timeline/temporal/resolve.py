"""Resolve full dates, days of months, months and years.

The only file that calls dateparser: it reads the names of months and days, so that another language
needs its locale and no code. The year comes from here: from the words, the publication or the last
date mentioned.
"""

import re
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from timeline.model.when import Basis, TimexType
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.find import TimexMatch
from timeline.temporal.holidays import NAMED_DATES
from timeline.temporal.modes import signed_year
from timeline.temporal.numbers import ordinal, spelled_year
from timeline.temporal.result import Resolved, vague
from timeline.temporal.tenses import clause_tense
from timeline.temporal.tokens import Tokens
from timeline.temporal.values import (
    Moment,
    add_years,
    days_of,
    make_date,
    moment_of,
    nearest_day,
    value_of,
)
from timeline.temporal.words import lexicon

_PARTS = (
    (re.compile(r"\b(?:early|start|begin|outset|opening|first)"), "early"),
    (re.compile(r"\bmid"), "mid"),
    (re.compile(r"\b(?:late|latter|end|close|conclusion|last|final|closing)"), "late"),
)
_BACK = re.compile("last|past|previous|preceding|recent")
_AHEAD = re.compile("next|coming|following")
MONTHS_AHEAD = (
    4  # a month this far ahead, with no verb that looks ahead, is last year's
)
_DAYS_AHEAD = (
    60  # a day farther ahead than this, after any verb of the past, is last year's
)
_WEEKDAY_YEARS = 3  # how many years back a weekday may decide the year of its day
_FIRST_NAMES = ("april", "june", "august", "january")
_NAMED_AFTER_DAY = ("attack", "attacks", "massacre")


@cache
def _parser() -> Any:  # noqa: ANN401 - dateparser has no public type for it
    # Imported here: it takes a tenth of a second, which `timeline --help` need not wait for.
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime(
            2000, 1, 1
        ),  # a leap year, so that 29 February is a day
        "PREFER_DATES_FROM": "current_period",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
    }
    return DateDataParser(languages=["en"], settings=settings)


def locale_words(language: str) -> dict[str, Any] | None:
    """Return the names and phrases that dateparser's locale of a language holds; None for none."""
    from dateparser.languages.loader import default_loader

    try:
        locale = default_loader.get_locale(language)
    except (ValueError, KeyError):
        return None
    return dict(locale.info) if locale else None


@lru_cache(maxsize=4096)
def read_month(month: str) -> int | None:
    """Read the name of a month.

    >>> read_month("may"), read_month("sept.")
    (5, 9)
    """
    first = _read(month.rstrip("."), "month")
    return first.month if first else None


@lru_cache(maxsize=4096)
def read_month_day(month: str, day: int) -> tuple[int, int] | None:
    """Read the name of a month with a day; None when there is no such day.

    >>> read_month_day("sept.", 30), read_month_day("february", 31)
    ((9, 30), None)
    """
    if day > 31:
        return None
    name = month.rstrip(".")
    the_day = _read(f"{day} {name}", "month", "day")
    return (the_day.month, the_day.day) if the_day else None


def _read(words: str, *parts: str) -> date | None:
    """Read words as a date of the year 2000; None unless they give all the parts."""
    answer = _parser().get_date_data(words)
    has_all = set(parts).issubset(answer.parts)
    return answer.date_obj if has_all else None


def part_of(words: str) -> str:
    """Return the part that words like "the end of" mean: "early", "mid", "late" or "".

    >>> part_of("the end of"), part_of("mid-"), part_of("later in the"), part_of("the rest of")
    ('late', 'mid', '', '')
    """
    if "earlier" in words or "later" in words:
        return ""  # earlier than now, or later: not the early or the late third
    for pattern, part in _PARTS:
        if pattern.search(words):
            return part
    return ""


def is_back(words: str) -> bool:
    """Return whether words like "last" and "previous" look back."""
    return bool(_BACK.search(words))


def is_ahead(words: str) -> bool:
    """Return whether words like "next" and "following" look ahead."""
    return bool(_AHEAD.search(words))


def direction(words: str) -> int:
    """Return -1 for "last", 1 for "next", 0 for "this" and "that".

    >>> direction("the past"), direction("the following"), direction("that same")
    (-1, 1, 0)
    """
    return -1 if is_back(words) else int(is_ahead(words))


def stated_year(match: TimexMatch) -> int | None:
    """Return the year in an expression's own words; negative before Christ."""
    if match["year"]:
        return signed_year(match)
    if match["spelled"]:
        return spelled_year(match["spelled"])
    if match["year2"]:
        year = int(match["year2"][-2:])
        return year + (2000 if year < 30 else 1900)
    return None


def referred_year(match: TimexMatch, state: AnchorState) -> int | None:
    """Return the year of "of that year", "last year" after a month or season."""
    words = match["ref"]
    if not words:
        return None
    is_anaphoric = any(word in words for word in ("that", "same", "the"))
    base = state.last_mentioned() if is_anaphoric else state.base()
    if base is None:
        return None
    return add_years(base.year, direction(words))


def _basis(stated: int | None) -> Basis:
    """Return the basis of a date by the year in its own words."""
    return Basis.RELATIVE if stated is None else Basis.STATED


def calendar_answer(
    match: TimexMatch, value: str, basis: Basis, *, bare_year: bool = False
) -> Resolved:
    """Answer with a calendar value, a part of the day or of the longer time."""
    moment = moment_of(value)
    has_day = moment is not None and moment.day is not None
    if has_day and (match["daypart"] or match["hours"]):
        return _daypart_answer(match, value, basis)
    part = part_of(match["mod"])
    return Resolved(
        value=value,
        basis=basis,
        part=part,
        moment=moment,
        bare_year=bare_year,
        time_of_day=first_word(match["mod"]) if part and has_day else None,
    )


def _daypart_answer(match: TimexMatch, value: str, basis: Basis) -> Resolved:
    daypart = match["daypart"] or daypart_of_hours(match)
    return Resolved(
        value=f"{value}T{daypart_code(daypart)}",
        type=TimexType.TIME,
        basis=basis,
        moment=moment_of(value),
        time_of_day=daypart_words(match) if match["daypart"] else hours_words(match),
    )


def daypart_of_hours(match: TimexMatch) -> str:
    """Return the part of the day of "the small hours of" and "the late hours of"."""
    return "night" if " late " in match["hours"] else "morning"


def hours_words(match: TimexMatch) -> str:
    """Return "early hours" of "the early hours of Thursday"."""
    words = match["hours"].removeprefix("the ")
    hours, _, _ = words.rpartition(" ")
    return hours


def first_word(words: str) -> str:
    """Return the first of some words."""
    return words.split()[0]


def daypart_code(words: str) -> str:
    """Return the TIMEX3 code of a part of the day ("pre-dawn" -> "MO")."""
    last = re.split(r"\W+", words)[-1]
    return lexicon().dayparts.get(last, "NI")


def daypart_words(match: TimexMatch) -> str:
    """Return the part of the day as said, with "early" or "late" before it."""
    part = match["daypart"]
    early = re.match(r"(?:in )?(early|late|mid)\b", match["mod"])
    return f"{early[1]} {part}" if early else part


def iso_date(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "2020-02-06"."""
    value = match["iso"]
    if not days_of(value):
        return None
    return calendar_answer(match, value, Basis.STATED)


def numeric_date(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "25/12/2020", "12/25/2020", "25.12.2020".

    Where day and month could be swapped, only the year is sure.
    """
    words = match["slashdate"]
    numbers = re.split(r"[/.]", words)
    first, second, third = map(int, numbers)
    if first > 1000:
        return _numeric_answer(match, first, second, third)
    is_day_first = "." in words or first > 12 or first == second
    if is_day_first:
        return _numeric_answer(match, third, second, first)
    if second > 12:
        return _numeric_answer(match, third, first, second)
    return vague(f"{third}-XX-XX")


def _numeric_answer(
    match: TimexMatch, year: int, month: int, day: int
) -> Resolved | None:
    if make_date(year, month, day) is None:
        return None
    return calendar_answer(match, value_of(year, month, day), Basis.STATED)


def cable_date(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "10-Apr-15", "10.Apr.15" and "3 Apr 15"; full stops stand without spaces."""
    words = state.tokens.slice(match.first, match.last)
    is_sentence_end = "." in words and " " in words
    return None if is_sentence_end else day_of_month(match, state)


def day_of_month(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a day of a month, with its year or without; also the two days of "12-15 January"."""
    number = ordinal(_day_words(match))
    month_day = read_month_day(match["month"], number) if number else None
    if month_day is None:
        return None
    stated = stated_year(match)
    year = _year_of_day(match, state, month_day) if stated is None else stated
    month, day = month_day
    if year is None:
        return Resolved(value=f"XXXX-{month:02d}-{day:02d}", dated=False)
    if year > 0 and make_date(year, month, day) is None:
        return None
    return calendar_answer(match, value_of(year, month, day), _basis(stated))


def _day_words(match: TimexMatch) -> str:
    is_second_day = is_second(match) and "day2" in match.groups
    return match["day2"] if is_second_day else match["day"]


def _year_of_day(
    match: TimexMatch, state: AnchorState, month_day: tuple[int, int]
) -> int | None:
    """Return the year of a day whose words give none."""
    year = referred_year(match, state)
    if year is not None:
        return year
    year = _year_of_list(match, state, month_day)
    if year is not None:
        return year
    return _named_year(match, state, month_day) or _yearless(match, state, month_day)


def _year_of_list(
    match: TimexMatch, state: AnchorState, month_day: tuple[int, int]
) -> int | None:
    """Return the year of the day before in a range or list, whose days share month and year."""
    before = state.mentioned
    if match.pair < 2 or before is None:
        return None
    month, _ = month_day
    return before.year if before.month == month else None


def _yearless(
    match: TimexMatch, state: AnchorState, month_day: tuple[int, int]
) -> int | None:
    """Return the year of a day without one; a past verb keeps a day far ahead in the past."""
    year = state.year_of(*month_day)
    anchor = _news_anchor(state)
    if year is None or anchor is None:
        return year
    weekday = _weekday_before(match, state.tokens)
    if weekday:
        return _year_with_weekday(anchor, month_day, weekday) or year
    the_day = make_date(year, *month_day)
    if the_day is None:
        return year
    if the_day <= anchor:
        is_long_past = (anchor - the_day).days > _DAYS_AHEAD
        return (
            year + 1 if is_long_past and verb_tense(match, state) == "future" else year
        )
    return year - 1 if is_past(match, state, the_day - anchor) else year


def is_past(match: TimexMatch, state: AnchorState, ahead: timedelta) -> bool:
    """Return whether the clause of an expression speaks of the past, so that it lies not ahead.

    A day that would come soon needs an "on" or "at": an offer that was extended to 20 November,
    or shares redeemed by 31 October, look ahead with a verb of the past.
    """
    is_soon = ahead.days <= _DAYS_AHEAD
    if is_soon and not _has_preposition(match, state.tokens):
        return False
    return verb_tense(match, state) == "past"


def _has_preposition(match: TimexMatch, tokens: Tokens) -> bool:
    """Return whether "on", "at" or "in" stands before an expression."""
    return tokens.is_kind(match.before, "on", "at", "in")


def verb_tense(match: TimexMatch, state: AnchorState) -> str:
    """Return the tense of the clause of an expression: "past", "future" or ""."""
    return clause_tense(state.tokens, match.first, match.last)


def _news_anchor(state: AnchorState) -> date | None:
    """Return the day of publication where an expression's year counts from that alone."""
    if state.narrative or state.joined_year is not None:
        return None
    return state.anchor


def _weekday_before(match: TimexMatch, tokens: Tokens) -> int | None:
    """Return the weekday said with a day: "Thursday, Jan. 12", "Thursday (Jan. 12)"."""
    words = match["weekday"]
    bracket = match.before
    if not words and tokens.is_kind(bracket, "open"):
        words = tokens.word(bracket - 1)
    name = words.rstrip(".")
    return lexicon().weekdays.get(name)


def _year_with_weekday(
    anchor: date, month_day: tuple[int, int], weekday: int
) -> int | None:
    """Return the year nearest to the anchor in which a day falls on its weekday, if one is near."""
    first = anchor.year - _WEEKDAY_YEARS
    last = anchor.year + 1
    days: list[date] = []
    for year in range(first, last + 1):
        the_day = make_date(year, *month_day)
        if the_day and the_day.isoweekday() == weekday:
            days.append(the_day)
    nearest = nearest_day(days, anchor)
    return nearest.year if nearest else None


def is_second(match: TimexMatch) -> bool:
    """Return whether an expression is the second of a range."""
    return match.pair == 2


def _named_year(
    match: TimexMatch, state: AnchorState, month_day: tuple[int, int]
) -> int | None:
    """Return the year of a day that stands for an incident ("the Oct. 7 attack")."""
    if month_day not in state.named or not _is_name_of_day(match, state.tokens):
        return None
    year, _ = NAMED_DATES[month_day]
    is_before = state.anchor is not None and state.anchor < date(year, *month_day)
    return None if is_before else year


def _is_name_of_day(match: TimexMatch, tokens: Tokens) -> bool:
    """Return whether a day is used like a name: "since Oct. 7", "the Oct. 7 attack"."""
    if tokens.is_kind(match.before, "since", "the") or tokens.is_kind(
        match.last, "war"
    ):
        return True
    return tokens.word(match.last) in _NAMED_AFTER_DAY


def month_of_year(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a month with its year."""
    month = read_month(match["month"])
    stated = stated_year(match)
    year = referred_year(match, state) if stated is None else stated
    if month is None or year is None:
        return None
    return calendar_answer(match, value_of(year, month), _basis(stated))


def bare_month(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve a month without a year: nearest to publication, or of the last year mentioned."""
    month = read_month(match["month"])
    if month is None or _is_first_name(match, state.tokens):
        return None
    year = year_of_month(match, state, month)
    if year is None:
        return Resolved(
            value=f"XXXX-{month:02d}", dated=False, part=part_of(match["mod"])
        )
    return calendar_answer(match, value_of(year, month), Basis.RELATIVE)


def year_of_month(match: TimexMatch, state: AnchorState, month: int) -> int | None:
    """Return the year of a month without one; in news the verb shows which side of publication."""
    year = state.year_of(month, None)
    anchor = _news_anchor(state)
    if year is None or anchor is None:
        return year
    verb = verb_tense(match, state)
    if verb == "future":
        is_next_year = month < anchor.month
        return anchor.year + int(is_next_year)
    before = match.before
    if state.tokens.is_kind(before, "by", "to"):
        return year  # a deadline: nearest
    years_ahead = year - anchor.year
    months_ahead = 12 * years_ahead + month - anchor.month
    least = 1 if verb == "past" else MONTHS_AHEAD
    is_last_year = months_ahead >= least
    return year - int(is_last_year)


def _is_first_name(match: TimexMatch, tokens: Tokens) -> bool:
    """Return whether a month is a first name: "April Smith", but "in April Smith said"."""
    is_alone = match.last - match.first == 1
    if not is_alone or match["month"] not in _FIRST_NAMES:
        return False
    if not tokens.is_kind(match.last, "capital"):
        return False
    return not tokens.is_kind(match.before, "in", "since", "of", "by")


def relative_month(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "last June", "next March", "this September"."""
    month = read_month(match["month"])
    base = state.base_of(match["dir"])
    if month is None or base is None or base.month is None:
        return bare_month(match, state)
    year = _year_of_relative_month(match["dir"], month, base)
    return calendar_answer(match, value_of(year, month), Basis.RELATIVE)


def _year_of_relative_month(words: str, month: int, base: Moment) -> int:
    assert base.month is not None
    if is_ahead(words):
        return add_years(base.year, int(month <= base.month))
    if is_back(words):
        return add_years(base.year, -int(month >= base.month))
    return base.year
