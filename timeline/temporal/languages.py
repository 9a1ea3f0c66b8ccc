"""Dates in other languages than English, from the names and phrases that dateparser's locales hold.

Days with or without a year, months with a year, weekdays, "yesterday", "last week" and "three days
ago" as the locale writes them. No other rules of the language: what it does not know it leaves out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import pairwise
from typing import Any

from timeline.errors import UsageError
from timeline.model.when import Basis, DateInterval, TemporalExpression, TimexType
from timeline.temporal.anchoring import nearest_year
from timeline.temporal.resolve import locale_words
from timeline.temporal.units import shift
from timeline.temporal.values import (
    day_value,
    days_of,
    make_date,
    moment_of,
    plus_days,
    value_of,
)

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
# Languages that write no space between words: where a word begins cannot be told without a lexicon.
_UNSPACED = frozenset({"ja", "zh", "zh-Hans", "zh-Hant", "yue", "th", "km", "lo", "my"})
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
_FEWEST_LETTERS = (
    4  # of a weekday's name: shorter ones are abbreviations that are words as well
)
_NUMBER = r"(\d++[.,]?\d*+)"  # how dateparser writes the number of "3 days ago"
_COUNT = r"(?P<count>\d{1,4})"
_STEPS = re.compile(r"(in )?(\d+|\\1) (day|week|month|year)(?: ago)?$")
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?!\d)(?:\.|º|°|er|ère|-?[a-zа-я]{1,2}\b)?"


# Reads the value of a match, given the day of publication.
_Reader = Callable[[re.Match[str], date | None], str | None]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern of a language's dates, and what it means."""

    name: str
    pattern: re.Pattern[str]
    value: _Reader


def tag_language(
    text: str, *, anchor: date | None, language: str
) -> tuple[TemporalExpression, ...]:
    """Return the dates of a text in another language than English, in order, without overlaps.

    Args:
        text: The whole text.
        anchor: Day of publication, from which relative words count; None leaves them out.
        language: Code as dateparser writes it: "es", "fr", "ru", "ar".

    Raises:
        UsageError: There is no such language, or it writes no spaces between words.

    >>> found = tag_language("Murieron dos el 3 de mayo.", anchor=date(2020, 6, 1), language="es")
    >>> [(expression.text, expression.value) for expression in found]
    [('3 de mayo', '2020-05-03')]
    """
    candidates: list[TemporalExpression] = []
    for rule in rules_of(language):
        candidates += _matches(text, rule, anchor, language)
    return tuple(_without_overlaps(candidates))


def _without_overlaps(
    candidates: list[TemporalExpression],
) -> Iterator[TemporalExpression]:
    """Yield expressions in order; of those that overlap the first, of two as early the longer."""
    end = 0
    for candidate in sorted(candidates, key=_place):
        if candidate.start >= end:
            end = candidate.end
            yield candidate


def _place(expression: TemporalExpression) -> tuple[int, int]:
    return expression.start, -expression.end


def _matches(
    text: str, rule: _Rule, anchor: date | None, language: str
) -> Iterator[TemporalExpression]:
    """Yield what a rule finds and can date."""
    for match in rule.pattern.finditer(text):
        value = rule.value(match, anchor)
        interval = _interval(match, value)
        if interval is None:
            continue
        yield TemporalExpression(
            start=match.start(),
            end=match.end(),
            text=match[0],
            type=TimexType.DATE,
            value=value,
            interval=interval,
            rule=f"{language}: {rule.name}",
        )


def _interval(match: re.Match[str], value: str | None) -> DateInterval | None:
    """Return the days of a value; a date that gives its year is a stated one."""
    span = days_of(value) if value else None
    if span is None:
        return None
    start, end, precision = span
    year = match.groupdict().get("year")
    return DateInterval(
        start=start,
        end=end,
        precision=precision,
        basis=Basis.STATED if year else Basis.RELATIVE,
        text=match[0],
    )


@cache
def rules_of(language: str) -> tuple[_Rule, ...]:
    """Return the rules of a language.

    Raises:
        UsageError: There is no such language, or it writes no spaces between words.
    """
    words = _words_of(language)
    days = _day_rules(words)
    weekdays = _weekday_rules(words)
    return (*days, *weekdays, *_phrase_rules(words))


def _words_of(language: str) -> Mapping[str, Any]:
    """Return the names and phrases of a language."""
    words = locale_words(language) if _CODE.fullmatch(language) else None
    if words is None:
        raise _refused(language, "dateparser knows no such language.")
    if language in _UNSPACED:
        raise _refused(
            language, "it writes no space between words, so dates cannot be found."
        )
    return words


def _refused(language: str, reason: str) -> UsageError:
    hint = "Give a code such as es, fr, de, ru or ar, or an English translation."
    return UsageError(f"--lang {language}", reason, hint)


def _numbers(words: Mapping[str, Any], keys: Sequence[str]) -> dict[str, int]:
    """Return the number of each name of a month or weekday, in lower case."""
    numbers: dict[str, int] = {}
    for number, key in enumerate(keys, 1):
        for name in words.get(key, ()):
            numbers.setdefault(name.lower(), number)
    return numbers


def _any_of(names: Sequence[str]) -> str:
    """Return the pattern of any of some names, the longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _dot_of_abbreviation(names: Iterable[str]) -> str:
    """Return a pattern for the full stop of an abbreviation; behind a full name it ends a sentence.

    A name is an abbreviation if a longer one begins with it: "sept" of "septiembre", not "mayo".
    """
    full_names = _not_begun(sorted(names))
    not_behind = "".join(f"(?<!{re.escape(name)})" for name in full_names)
    return rf"(?:{not_behind}\.)?"


def _not_begun(ordered: Sequence[str]) -> Iterator[str]:
    """Yield the names with which no other begins."""
    for name, follower in pairwise([*ordered, ""]):
        if not follower.startswith(name):
            yield name


def _day_rules(words: Mapping[str, Any]) -> Iterator[_Rule]:
    """Yield the rules of days and months by name, and of days in digits."""
    months = _numbers(words, _MONTHS)
    value = partial(_calendar_value, months)
    for name, pattern in _day_patterns(words, list(months)):
        yield _rule(name, pattern, value)


def _rule(name: str, pattern: str, value: _Reader) -> _Rule:
    """Return a rule for whole words."""
    return _Rule(name, _compiled(pattern), value)


def _day_patterns(
    words: Mapping[str, Any], months: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the names and patterns of dates by the names of months, and of dates in digits."""
    month = rf"(?P<month>{_any_of(months)}){_dot_of_abbreviation(months)}"
    joint = _joint(words)
    yield "day-month", rf"{_DAY}{joint}{month}(?:{joint}{_YEAR})?"
    yield "year-month-day", rf"{_YEAR}\.?{joint}{month}\s+{_DAY}"
    yield "month-year", rf"{month}{joint}{_YEAR}"
    yield "iso-date", rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)"
    is_month_first = words.get("date_order") == "MDY"
    first, second = ("number", "day") if is_month_first else ("day", "number")
    digits = rf"(?P<{first}>\d{{1,2}})(?P<mark>[./-])(?P<{second}>\d{{1,2}})"
    yield "numeric-date", rf"{digits}(?P=mark){_YEAR}"


def _joint(words: Mapping[str, Any]) -> str:
    """Return the pattern of what stands between day and month: a space, "de"."""
    joints = [joint for joint in words.get("pertain", ()) if joint.isalpha()]
    if not joints:
        return r"\s+"
    return rf"\s+(?:(?:{_any_of(joints)})\s+)?"


def _calendar_value(
    months: Mapping[str, int], match: re.Match[str], anchor: date | None
) -> str | None:
    """Return the value of a day or month; the year that is left out is the nearest."""
    parts = match.groupdict()
    name = parts.get("month")
    month = months[name.lower()] if name else int(parts["number"])
    day = _number(parts, "day")
    year = _number(parts, "year")
    if year is None and anchor and 1 <= month <= 12:
        year = nearest_year(anchor, month, day)
    if year is None or make_date(year, month, day or 1) is None:
        return None
    return value_of(year, month, day)


def _number(parts: Mapping[str, str | None], name: str) -> int | None:
    """Return the number that a group holds; None where it took no part."""
    digits = parts.get(name)
    return int(digits) if digits else None


def _weekday_rules(words: Mapping[str, Any]) -> Iterator[_Rule]:
    """Yield the rule of weekdays."""
    weekdays = _numbers(words, _WEEKDAYS)
    names = [name for name in weekdays if len(name) >= _FEWEST_LETTERS]
    if names:
        value = partial(_weekday_value, weekdays)
        yield _rule("weekday", f"(?:{_any_of(names)})", value)


def _weekday_value(
    weekdays: Mapping[str, int], match: re.Match[str], anchor: date | None
) -> str | None:
    """Return the day of publication or the one of the six before that is a weekday."""
    if anchor is None:
        return None
    number = weekdays[match[0].lower()]
    back = (anchor.isoweekday() - number) % 7
    return day_value(plus_days(anchor, -back))


def _phrase_rules(words: Mapping[str, Any]) -> Iterator[_Rule]:
    """Yield the rules of "yesterday", "last week", "three days ago"."""
    for meaning, phrases in words.get("relative-type", {}).items():
        value = partial(_shifted_value, meaning)
        for phrase in phrases:
            yield _rule("relative", re.escape(phrase), value)
    for meaning, patterns in words.get("relative-type-regex", {}).items():
        value = partial(_shifted_value, meaning)
        for pattern in patterns:
            counted = pattern.replace(_NUMBER, _COUNT)
            yield _rule("units-ago", counted, value)


def _shifted_value(
    meaning: str, match: re.Match[str], anchor: date | None
) -> str | None:
    """Return the value of what a phrase means: "1 week ago", "in 2 day"; hours date nothing."""
    steps = _STEPS.match(meaning)
    if steps is None or anchor is None:
        return None
    moment = moment_of(anchor.isoformat())
    count = _count(match, steps[2])
    signed = count if steps[1] else -count
    return shift(moment, signed, steps[3]) if moment else None


def _count(match: re.Match[str], written: str) -> int:
    """Return how many units a phrase counts: its own number, or the one that it always means."""
    return int(match["count"]) if written == r"\1" else int(written)
