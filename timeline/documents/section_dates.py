"""Dates on lines of their own: that of publication, and headings of a chronicle."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date

from timeline.documents.heading_dates import is_only_date
from timeline.documents.section_parts import Part
from timeline.model.text import SectionKind

# A line that is a date by itself states the publication date in the first blocks.
NEAR_TOP = 6
_LABELS = frozenset(
    {"published", "posted", "last updated", "updated", "date published"}
)


def day_headings(parts: Sequence[Part], headings: Container[int]) -> frozenset[int]:
    """Return the places of headings that are dates.

    Of a single one it may be that of publication.
    """
    dated = [
        place
        for place, part in enumerate(parts)
        if part.block.start in headings and is_only_date(part.words)
    ]
    return frozenset(dated if len(dated) > 1 else ())


def with_dates(
    parts: Sequence[Part], headings: Container[int]
) -> tuple[list[Part], list[tuple[int, date]]]:
    """Take one date line near the top for the publication date.

    Dates further down, or several, are headings.

    Args:
        parts: The paragraphs.
        headings: Places of date lines that the format calls headings.

    Returns:
        The parts, and the day stated with its offset, if any.
    """
    parts = _with_labels(parts)
    lines = [n for n, part in enumerate(parts) if part.kind is SectionKind.DATELINE]
    near_top = _near_top(parts, lines, headings)
    made = list(parts)
    for n in lines:
        is_heading = n not in near_top and not _is_of_publication(parts[n])
        if is_heading or parts[n].titled:
            made[n] = replace(parts[n], kind=SectionKind.HEADING, marked=True)
    return made, _stated([parts[n] for n in near_top])


def _near_top(
    parts: Sequence[Part], lines: Sequence[int], headings: Container[int]
) -> list[int]:
    """Return the places of date lines that may state the publication date."""
    near_top = [n for n in lines if _is_near_top(n, parts)]
    near_top = [n for n in near_top if n not in headings]
    if not _is_chronicle(parts, lines):
        return near_top
    return [n for n in near_top if _is_of_publication(parts[n])]


def _is_of_publication(part: Part) -> bool:
    """Return whether a date is called one of publication; "Date: 5 May" may be of an incident."""
    return part.labelled and not part.words.lower().startswith("date")


def _with_labels(parts: Sequence[Part]) -> list[Part]:
    """Return parts in which a date under a line "Published" is one of publication."""
    made: list[Part] = []
    before = ""
    for part in parts:
        is_labelled = part.labelled or before in _LABELS
        made.append(replace(part, labelled=is_labelled))
        before = part.words.strip().lower().rstrip(":")
    return made


def _is_near_top(number: int, parts: Sequence[Part]) -> bool:
    """Return whether a part is one of the first, with one paragraph at most before it."""
    if number >= NEAR_TOP:
        return False
    return sum(part.kind is SectionKind.BODY for part in parts[:number]) <= 1


def _stated(parts: Sequence[Part]) -> list[tuple[int, date]]:
    """Return offset and day of the first date line that states one, rather not of an update."""
    dated = [(part, part.day) for part in parts if part.day]
    original = [(part, day) for part, day in dated if not part.updated]
    return [(part.block.start, day) for part, day in (original or dated)[:1]]


def _is_chronicle(parts: Sequence[Part], lines: Sequence[int]) -> bool:
    """Return whether dates head the parts of the text.

    Another date comes between two paragraphs further down.
    """
    if not lines:
        return False
    first = lines[0]
    text = _first_text(parts, first)
    for n in lines[1:]:
        if n <= text or _is_of_publication(parts[n]):
            continue
        if _day_of(parts[n]) != _day_of(parts[first]) and _is_before_text(parts, n):
            return True
    return False


def _first_text(parts: Sequence[Part], start: int) -> int:
    """Return the place of the first running text from a place on."""
    for n in range(start, len(parts)):
        if parts[n].kind is SectionKind.BODY:
            return n
    return len(parts)


def _is_before_text(parts: Sequence[Part], number: int) -> bool:
    following = parts[number + 1 : number + 2]
    return any(part.kind is SectionKind.BODY for part in following)


def _day_of(part: Part) -> object:
    """Return the day of a date line, or its words where it has no full date."""
    return part.day or part.words
