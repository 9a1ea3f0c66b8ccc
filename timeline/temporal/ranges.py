"""Join the two ends of a range: "between March and May 2014", "12-15 January"."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from timeline.model.when import (
    Basis,
    DateInterval,
    Precision,
    TemporalExpression,
    TimexType,
)
from timeline.temporal.values import plus_days

_GAP = re.compile(
    r"\s*(?:[-–—‐‑/&]|to|(?:and\s+)?(?:on\s+)?into|until|till|through|,|(?:,\s*)?and)"
    r"\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_LIST = re.compile(r"\band\b(?!\s+(?:on\s+)?into)|&", re.IGNORECASE)
_LIST_RULES = ("day-list-month", "month-day-list", "month-day-range", "day-range-month")
_DAY_RULES = (
    *_LIST_RULES,
    "month-day",
    "day-month",
    "day-month-year",
    "month-day-year",
)
_MONTH_RULES = ("month", "month-year", "month-ambiguous", "month-abbreviated")
_IN_LISTS = (
    _DAY_RULES,
    _MONTH_RULES,
    ("weekday",),
)  # what stands in a list with its like
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_PRESENT = re.compile(
    r"\s*(?:[-–—‐‑]\s*|\bto\s+(?:the\s+)?|\buntil\s+)(?:present\b|now\b|today\b|date\b)",
    re.IGNORECASE,
)
_LONGEST_GAP = 12  # characters between the two ends of a range
_REACH = 12  # characters before an expression in which "between" is looked for
_PRESENT_REACH = 24  # ... and after it in which "-present" is


def join_ranges(
    text: str, expressions: Iterable[TemporalExpression], anchor: date | None
) -> list[TemporalExpression]:
    """Join the two ends of each range into one expression."""
    joined: list[TemporalExpression] = []
    for expression in expressions:
        last = joined[-1] if joined else None
        if last and expression.start < last.end:
            continue  # the "now" of a range that ends in the present
        both = _joined(text, last, expression) if last else None
        if both:
            joined[-1] = both
        else:
            joined.append(_to_present(text, expression, anchor) or expression)
    return joined


def _joined(
    text: str, first: TemporalExpression, second: TemporalExpression
) -> TemporalExpression | None:
    """Return the range from one expression to the next, if the words between say so."""
    begin = _begin(first, second)
    if begin is None or first.interval is None or second.interval is None:
        return None
    if TimexType.DURATION in (first.type, second.type):
        return None
    if not _has_joint(text, first, second):
        return None
    is_stated = first.interval.basis is second.interval.basis is Basis.STATED
    interval = replace(
        first.interval,
        start=begin,
        end=second.interval.end,
        precision=Precision.PERIOD,
        basis=Basis.STATED if is_stated else Basis.RELATIVE,
        text=text[first.start : second.end],
        time_of_day=None,
    )
    value = begin.isoformat()
    if begin == first.interval.start and first.value:
        value, _, _ = first.value.partition("/")
    return _range(text, first, f"{value}/{second.value}", interval)


def _has_joint(
    text: str, first: TemporalExpression, second: TemporalExpression
) -> bool:
    """Return whether only the joint of a range stands between two expressions."""
    gap = text[first.end : second.start]
    is_short = len(gap) <= _LONGEST_GAP
    if not is_short or not _GAP.match(gap):
        return False
    if _are_listed(first, second):
        return True
    if "," in gap or first.rule == "range":
        return False
    if not _LIST.search(gap):
        return True
    return _is_after_between(text, first.start)


def _is_after_between(text: str, start: int) -> bool:
    """Return whether "between" stands before an offset."""
    begin = max(0, start - _REACH)
    return bool(_BETWEEN.search(text[begin:start]))


def _are_listed(first: TemporalExpression, second: TemporalExpression) -> bool:
    """Return whether two expressions are days or months of one list that follow each other."""
    if first.interval is None or second.interval is None:
        return False
    if plus_days(first.interval.end, 1) != second.interval.start:
        return False
    return any(
        first.rule in (*rules, "range") and second.rule in rules for rules in _IN_LISTS
    )


def _begin(first: TemporalExpression, second: TemporalExpression) -> date | None:
    """Return the first day of a range; None when its end does not follow it.

    On a Tuesday "from Monday to Wednesday" means Monday last week, since Wednesday was last week.
    """
    if first.interval is None or second.interval is None:
        return None
    start = first.interval.start
    end = second.interval.start
    if start <= end and first.interval.end <= second.interval.end:
        return start
    are_weekdays = first.rule == second.rule == "weekday"
    if not are_weekdays:
        return None
    week_before = plus_days(start, -7)
    return week_before if week_before and week_before < end else None


def _to_present(
    text: str, first: TemporalExpression, anchor: date | None
) -> TemporalExpression | None:
    """Return a range to the present ("Feb. 24, 2022-present"); None where there is none."""
    present = _PRESENT.match(text, first.end, first.end + _PRESENT_REACH)
    if (
        not present
        or not first.interval
        or anchor is None
        or first.interval.start > anchor
    ):
        return None
    interval = replace(
        first.interval,
        end=anchor,
        precision=Precision.PERIOD,
        basis=Basis.RELATIVE,
        text=text[first.start : present.end()],
        time_of_day=None,
    )
    return _range(text, first, f"{first.value}/PRESENT_REF", interval)


def _range(
    text: str, first: TemporalExpression, value: str, interval: DateInterval
) -> TemporalExpression:
    """Return the record of a range that starts with an expression; its words are the interval's."""
    words = interval.text or ""
    return replace(
        first,
        end=first.start + len(words),
        text=words,
        type=TimexType.DATE,
        value=value,
        interval=interval,
        rule="range",
    )
