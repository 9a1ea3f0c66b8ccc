"""Figures of people who suffered one of two fates: of 20 killed or wounded, up to 20 died."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.model.mentions import Count
from timeline.model.types import CasualtyKind

FATES = (
    r"(?:kill(?:ed|ing)?|dead|died|deaths?|wound(?:ed|ing)|injur(?:ed|ing)|hurt|injuries"
    r"|captur(?:ed|ing)|missing)"
)
# Two words for fates with one number: "killed or wounded", "dead or seriously injured".
EITHER = re.compile(
    rf"\b(?P<first>{FATES}) (?:and/)?or (?:(?:were|was|been|badly|seriously) )*"
    rf"(?P<second>{FATES})\b",
    re.IGNORECASE,
)
BOTH = re.compile(
    r"\b(?P<first>killed|dead|wounded|injured) and (?P<second>killed|dead|wounded|injured)\b",
    re.IGNORECASE,
)
# Beginnings of the words for each fate.
BEGINNINGS = {
    "kill": CasualtyKind.KILLED,
    "dea": CasualtyKind.KILLED,
    "die": CasualtyKind.KILLED,
    "capt": CasualtyKind.CAPTURED,
    "miss": CasualtyKind.MISSING,
}
# Characters between a number and the words for the fates.
FARTHEST = 60


def bounded_where_either(
    counts: Sequence[Count], text: str, offset: int
) -> list[Count]:
    """Return the figures; one number for two fates is only the most of each.

    Args:
        counts: Figures of a sentence.
        text: The sentence.
        offset: Where it begins in the document.
    """
    bounded = list(counts)
    for match in (*EITHER.finditer(text), *_of_both(counts, text)):
        start, end = match.span()
        shared = _nearest(bounded, start + offset, end + offset)
        kinds = _kinds(match)
        if shared is None or shared.kind not in kinds:
            continue
        if len(kinds) == 2:
            bounded = _with_most_of_each(bounded, shared, kinds)
    return bounded


def _kinds(match: re.Match[str]) -> set[CasualtyKind]:
    """Return the fates that two words name."""
    return {_kind(word) for word in match.groups()}


def _of_both(counts: Sequence[Count], text: str) -> Iterator[re.Match[str]]:
    """Yield "killed and wounded" where one number is read as that of both."""
    ends = [figure.span.end for figure in counts]
    if len(ends) != len(set(ends)):
        yield from BOTH.finditer(text)


def _kind(word: str) -> CasualtyKind:
    for beginning, kind in BEGINNINGS.items():
        if word.lower().startswith(beginning):
            return kind
    return CasualtyKind.INJURED


def _nearest(counts: Sequence[Count], start: int, end: int) -> Count | None:
    """Return the figure that stands nearest to the words between two offsets."""
    nearest, least = None, FARTHEST
    for figure in counts:
        distance = max(start - figure.span.end, figure.span.start - end)
        if distance < least:
            nearest, least = figure, distance
    return nearest


def _with_most_of_each(
    counts: Sequence[Count], shared: Count, kinds: set[CasualtyKind]
) -> list[Count]:
    """Return the figures with the shared number as the most of each kind."""
    others = [figure for figure in counts if figure.span.end != shared.span.end]
    most = replace(shared, low=None, best=None)
    each = (replace(most, kind=kind) for kind in CasualtyKind if kind in kinds)
    return [*others, *each]
