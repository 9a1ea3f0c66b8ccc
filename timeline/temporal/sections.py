"""Spans of the sections of a text."""

from bisect import bisect_right
from collections.abc import Sequence

from timeline.model.text import Section, SectionKind


def spans_of(sections: Sequence[Section], kind: SectionKind) -> list[tuple[int, int]]:
    """Return the spans of the sections of one kind."""
    return [
        (section.start, section.end) for section in sections if section.kind is kind
    ]


def is_inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Return whether an offset lies in one of the spans, which are in order."""
    index = bisect_right(spans, (offset, float("inf"))) - 1
    return index >= 0 and offset < spans[index][1]
