"""Which words of a text tell a time, and which days do they mean?"""

from collections.abc import Sequence
from datetime import date

from timeline.model.text import Section
from timeline.model.when import TemporalExpression
from timeline.temporal.ranges import join_ranges
from timeline.temporal.tagger import expressions

__all__ = ["tag", "timexes"]


def tag(
    text: str, *, anchor: date | None, sections: Sequence[Section] = (), mode: str = "auto"
) -> tuple[TemporalExpression, ...]:
    """Find and resolve the temporal expressions of a text, in order, none overlapping another.

    Args:
        text: The whole text; offsets count in it.
        anchor: Day of publication, from which relative words count; None leaves them without days.
        sections: BOILERPLATE is not read; a year in a HEADING sets the year of a history.
        mode: "news", "narrative" (yearless dates hang on the last date told), or "auto", which tells by the text.

    Raises:
        UsageError: There is no such mode.

    >>> from datetime import date
    >>> [(e.text, e.value) for e in tag("Shells fell on Monday.", anchor=date(2024, 5, 8))]
    [('Monday', '2024-05-06')]
    """
    found = expressions(text, anchor=anchor, sections=sections, mode=mode)
    return tuple(join_ranges(text, found, anchor))


def timexes(text: str, *, dct: date | None) -> list[dict[str, object]]:
    """Return the temporal expressions of a text as TIMEX3 records: start, end, text, type, value."""
    return [
        {
            "start": e.start,
            "end": e.end,
            "text": e.text,
            "type": e.type.value,
            "value": e.value or "",
        }
        for e in expressions(text, anchor=dct, sections=(), mode="auto")
    ]
