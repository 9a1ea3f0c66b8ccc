"""Which pairs of expressions are the two ends of one time: "between March and May 2014", "12-15 January"?"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from timeline.model.when import Basis, DateInterval, Precision, TemporalExpression, TimexType

_GAP = re.compile(r"\s*(?:[-–—‐‑/]|to|until|till|through|and)\s*(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_PRESENT = re.compile(
    r"\s*(?:[-–—‐‑]\s*|\bto\s+(?:the\s+)?|\buntil\s+)(?:present\b|now\b|today\b|date\b)",
    re.IGNORECASE,
)
_REACH = 12  # characters before an expression in which "between" is looked for
_PRESENT_REACH = 24  # ... and after it in which "-present" is


def join_ranges(
    text: str, expressions: Iterable[TemporalExpression], anchor: date | None
) -> list[TemporalExpression]:
    """Join the two ends of a range into one expression from the first day of the one to the last of the other."""
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
    """Return the range from one expression to the next; None when the words between do not say so."""
    if (
        not (first.interval and second.interval)
        or first.rule == "range"
        or second.start - first.end > 12
    ):
        return None
    begin = _begin(first, second)
    if TimexType.DURATION in (first.type, second.type) or begin is None:
        return None
    gap = text[first.end : second.start]
    if not _GAP.match(gap):
        return None
    if "and" in gap.lower() and not _BETWEEN.search(
        text[max(0, first.start - _REACH) : first.start]
    ):
        return None
    stated = first.interval.basis is second.interval.basis is Basis.STATED
    interval = replace(
        first.interval,
        start=begin,
        end=second.interval.end,
        precision=Precision.PERIOD,
        basis=Basis.STATED if stated else Basis.RELATIVE,
        text=text[first.start : second.end],
        time_of_day=None,
    )
    value = first.value if begin == first.interval.start else begin.isoformat()
    return _range(text, first, second.end, f"{value}/{second.value}", interval)


def _begin(first: TemporalExpression, second: TemporalExpression) -> date | None:
    """Return the first day of a range; None when its end does not follow it.

    On a Tuesday "from Monday to Wednesday" tells of Monday last week, since it tells of Wednesday last week.
    """
    if first.interval is None or second.interval is None:
        return None
    start, end = first.interval.start, second.interval.start
    if start <= end and first.interval.end <= second.interval.end:
        return start
    back = start - timedelta(7) if start.toordinal() > 7 else start
    return back if first.rule == second.rule == "weekday" and back < end else None


def _to_present(
    text: str, first: TemporalExpression, anchor: date | None
) -> TemporalExpression | None:
    """Return the range from an expression to the present ("Feb. 24, 2022-present"); None when it does not go there."""
    present = _PRESENT.match(text, first.end, first.end + _PRESENT_REACH)
    if not present or not first.interval or anchor is None or first.interval.start > anchor:
        return None
    words = text[first.start : present.end()]
    interval = replace(
        first.interval,
        end=anchor,
        precision=Precision.PERIOD,
        basis=Basis.RELATIVE,
        text=words,
        time_of_day=None,
    )
    return _range(text, first, present.end(), f"{first.value}/PRESENT_REF", interval)


def _range(
    text: str, first: TemporalExpression, end: int, value: str, interval: DateInterval
) -> TemporalExpression:
    """Make the record of a range that starts with an expression."""
    return TemporalExpression(
        start=first.start,
        end=end,
        text=text[first.start : end],
        type=TimexType.DATE,
        value=value,
        interval=interval,
        rule="range",
    )
