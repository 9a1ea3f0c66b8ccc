"""Read two weekdays in a row as one stretch of time: "over Monday and Tuesday"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from timeline.mentions.rules.context import Sentence
from timeline.model.when import DateInterval, Precision, TemporalExpression

WEEKDAY = "weekday"
AND = "and"
POSSESSIVES = frozenset({"'s", "’s"})


def with_pairs(sentence: Sentence) -> Iterator[TemporalExpression]:
    """Yield the expressions of a sentence, two days in a row as one."""
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
    """Return two expressions as one; None where "and" joins no two days in a row."""
    if first is None or first.rule != WEEKDAY or second.rule != WEEKDAY:
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


def _is_joined(
    sentence: Sentence, first: TemporalExpression, second: TemporalExpression
) -> bool:
    """Return whether "and" joins two days; of "Monday and Tuesday's march" it does not."""
    between = _text(sentence, first.end, second.start)
    if between.strip() != AND:
        return False
    behind = _text(sentence, second.end, second.end + 2)
    return behind.lower() not in POSSESSIVES


def _as_one(
    first: DateInterval | None, second: DateInterval | None
) -> DateInterval | None:
    """Return both days as one; None if the second does not follow the first."""
    if first is None or second is None:
        return None
    if second.start - first.end != timedelta(days=1):
        return None
    return replace(first, end=second.end, precision=Precision.PERIOD)


def _text(sentence: Sentence, start: int, end: int) -> str:
    """Return the words between two offsets of the document."""
    begin = sentence.offset + sentence.tokens.start_char
    first = start - begin
    last = max(0, end - begin)
    return sentence.tokens.text[first:last]
