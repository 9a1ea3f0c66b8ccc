"""Find and resolve the temporal expressions of a text.

The way of a date word: `tokens` splits the text, `find` matches the patterns of `grammar` and
`grammar_relative`, `registry` names the function that resolves each pattern (in `days`, `units`,
`resolve`, ...), and `tagger` does so for a whole text, each expression against those before it.
"""

from collections.abc import Sequence
from datetime import date

from timeline.model.text import Section
from timeline.model.when import TemporalExpression
from timeline.temporal.narrowing import narrowed
from timeline.temporal.offsets import with_offsets
from timeline.temporal.ranges import join_ranges
from timeline.temporal.reporting import last_day_of_week, reporting_period, with_period
from timeline.temporal.tagger import expressions
from timeline.temporal.week_spans import with_weeks

__all__ = ["tag", "timex", "timexes"]


def tag(
    text: str,
    *,
    anchor: date | None,
    sections: Sequence[Section] = (),
    mode: str = "auto",
) -> tuple[TemporalExpression, ...]:
    """Find and resolve the temporal expressions of a text, in order and without overlaps.

    Args:
        text: The whole text; offsets count in it.
        anchor: Day of publication, from which relative words count; None leaves them without days.
        sections: BOILERPLATE is not read; a year in a HEADING sets the year of a history.
        mode: "news", "narrative" (dates without a year count from the last date mentioned), or
            "auto", which chooses by the text.

    Raises:
        UsageError: There is no such mode.

    >>> from datetime import date
    >>> [(e.text, e.value) for e in tag("Shells fell on Monday.", anchor=date(2024, 5, 8))]
    [('Monday', '2024-05-06')]
    """
    tagged = _joined(text, anchor, sections, mode)
    period = reporting_period(text, tagged)
    if period is None:
        return tuple(tagged)
    week_end = last_day_of_week(period, anchor)
    if week_end is not None:
        tagged = _joined(text, anchor, sections, mode, week_end)
    return tuple(with_period(text, tagged, period))


def _joined(
    text: str,
    anchor: date | None,
    sections: Sequence[Section],
    mode: str,
    week_end: date | None = None,
) -> list[TemporalExpression]:
    """Return the expressions of a text, the two ends of each range as one."""
    ends = expressions(
        text, anchor=anchor, sections=sections, mode=mode, week_end=week_end
    )
    ranges = join_ranges(text, ends, anchor)
    return _widened(text, ranges)


def _widened(text: str, ranges: list[TemporalExpression]) -> list[TemporalExpression]:
    """Return the expressions of a text, each with the words that change its days."""
    weeks = with_weeks(text, ranges)
    return with_offsets(text, narrowed(text, weeks))


def timexes(text: str, *, dct: date | None) -> list[dict[str, object]]:
    """Return the temporal expressions of a text as TIMEX3 records.

    Each has `start`, `end`, `text`, `type` and `value`.
    """
    tagged = expressions(text, anchor=dct, sections=(), mode="auto")
    return list(map(timex, tagged))


def timex(expression: TemporalExpression) -> dict[str, object]:
    """Return an expression as a TIMEX3 record."""
    return {
        "start": expression.start,
        "end": expression.end,
        "text": expression.text,
        "type": expression.type.value,
        "value": expression.value or "",
    }
