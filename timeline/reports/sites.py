"""Mark figures of one spot of a happening as parts of its whole figure.

"Soldiers killed 14 men in Subek. In one compound they killed eight men": 14 in all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.lexicon.lists import word_list
from timeline.model.incidents import Casualty
from timeline.reports.resolve import ResolvedMention

# Words for people that say nothing about who they are.
ANYBODY = word_list("sites.anybody")
# Words that lead to one spot of several.
OF_ONE_SPOT = re.compile(
    r"\b(?:in|at|inside|near|from|on) (?:(?:just )?one|another|a single|a (?:second|third))"
    r" (?:of the |such |nearby )?[a-z]",
    re.IGNORECASE,
)


def with_parts_marked(group: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """Return the passages of one happening, the figures of its spots marked as parts.

    Args:
        group: The passages, in order of the text.
    """
    whole: list[Casualty] = []
    passages = []
    for passage in group:
        figures = tuple(_marked(passage, whole))
        text = replace(passage.passage, casualties=figures)
        with_parts = replace(passage, casualties=figures, passage=text)
        passages.append(with_parts)
        for figure in figures:
            if not figure.part_of_total:
                whole.append(figure)
    return passages


def _marked(passage: ResolvedMention, whole: Sequence[Casualty]) -> Iterator[Casualty]:
    """Yield the figures of a passage, those marked that an earlier one counts already."""
    text = passage.passage.text
    is_of_spot = OF_ONE_SPOT.search(text) is not None
    for figure in passage.casualties:
        if is_of_spot and _is_within_any(figure, whole):
            figure = replace(figure, part_of_total=True)
        yield figure


def _is_within_any(figure: Casualty, whole: Sequence[Casualty]) -> bool:
    """Return whether one of the figures told before counts those of a figure already."""
    return any(_is_within(figure, total) for total in whole)


def _is_within(figure: Casualty, total: Casualty) -> bool:
    """Return whether those of a figure are fewer than those of another, and can be among them."""
    if figure.kind is not total.kind:
        return False
    if figure.best is None:
        return False
    if total.best is None:
        return False
    is_fewer = figure.best < total.best
    return is_fewer and _can_be_among(figure, total)


def _can_be_among(figure: Casualty, total: Casualty) -> bool:
    """Return whether words for people can name a part of those that other words name."""
    part = group_words(figure.group)
    people = group_words(total.group)
    if not people or not part:
        return True
    general = part | ANYBODY
    return not people.isdisjoint(general)


def group_words(group: str | None) -> set[str]:
    """Return the words, in small letters, for a group of people; none where it is not known."""
    return set((group or "").lower().split())
