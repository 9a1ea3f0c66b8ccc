"""Read the days of a list as one stretch of time: "on Monday and Tuesday", "on 3 and 5 May"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from timeline.mentions.rules.context import Sentence
from timeline.model.when import DateInterval, Precision, TemporalExpression

WEEKDAY = "weekday"
AND = "and"
# Rules of days that stand in lists: "on 3, 5 and 9 May".
DAYS = frozenset({"day-list-month", "month-day-list", "month-day", "day-month"})
JOINTS = frozenset({AND, ",", ", and"})
LONGEST_GAP = timedelta(days=14)  # days of a list that are one stretch of time
POSSESSIVES = frozenset({"'s", "’s"})


def with_pairs(sentence: Sentence) -> Iterator[TemporalExpression]:
    """Yield the expressions of a sentence, the days of a list as one."""
    before = None
    for expression in sentence.expressions:
        both = _both_days(sentence, before, expression)
        if before is not None and both is None:
            yield before
        before = both or expression
    if before is not None:
        yield before


def _both_days(
    sentence: Sentence, first: TemporalExpression | None, second: TemporalExpression
) -> TemporalExpression | None:
    """Return two expressions as one; None where they are no days of one list."""
    if first is None or not _are_listed(first, second):
        return None
    if not _is_joined(sentence, first, second):
        return None
    days = _as_one(first.interval, second.interval)
    if days is None:
        return None
    words = _text(sentence, first.start, second.end)
    return replace(
        first, end=second.end, text=words, interval=replace(days, text=words)
    )


def _are_listed(first: TemporalExpression, second: TemporalExpression) -> bool:
    """Return whether two expressions can be days of one list."""
    rules = {first.rule, second.rule}
    return rules == {WEEKDAY} or rules <= DAYS


def _is_joined(
    sentence: Sentence, first: TemporalExpression, second: TemporalExpression
) -> bool:
    """Return whether "and" joins two days; of "Monday and Tuesday's march" it does not."""
    between = _text(sentence, first.end, second.start)
    joints = {AND} if first.rule == WEEKDAY else JOINTS
    if between.strip() not in joints:
        return False
    behind = _text(sentence, second.end, second.end + 2)
    return behind.lower() not in POSSESSIVES


def _as_one(
    first: DateInterval | None, second: DateInterval | None
) -> DateInterval | None:
    """Return both days as one period; None if the second does not follow soon."""
    if first is None or second is None:
        return None
    gap = second.start - first.end
    if not timedelta(0) < gap <= LONGEST_GAP:
        return None
    return replace(first, end=second.end, precision=Precision.PERIOD)


def _text(sentence: Sentence, start: int, end: int) -> str:
    """Return the words between two offsets of the document."""
    begin = sentence.offset + sentence.tokens.start_char
    first = start - begin
    last = max(0, end - begin)
    return sentence.tokens.text[first:last]
