"""Days from which words count in parts of a text: under headings, in entries of a day."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from timeline.model.text import Section


class ContextAnchors:
    """The anchor at each offset of a text."""

    def __init__(self, sections: Sequence[Section], anchor: date | None) -> None:
        """Keep the sections that headings, times, cells date, and the anchor of the others."""
        self._anchor = anchor
        dated = [(section, _day(section)) for section in sections]
        self._parts = [(section, day) for section, day in dated if day is not None]
        self._starts = [section.start for section, _ in self._parts]

    def of(self, offset: int) -> date | None:
        """Return the day from which words at an offset count."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return self._anchor
        section, day = self._parts[index]
        return day if offset < section.end else self._anchor


def _day(section: Section) -> date | None:
    """Return the day that a section's context gives: of several the last, by which all happened."""
    context = section.context
    if context is None or context.date is None:
        return None
    return context.date.end
