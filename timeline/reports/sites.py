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
ANYBODY = word_list("build.anybody")
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
        passages.append(replace(passage, casualties=figures, passage=text))
        whole += [figure for figure in figures if not figure.part_of_total]
    return passages


def _marked(passage: ResolvedMention, whole: Sequence[Casualty]) -> Iterator[Casualty]:
    """Yield the figures of a passage, those marked that an earlier one counts already."""
    is_of_spot = OF_ONE_SPOT.search(passage.passage.text) is not None
    for figure in passage.casualties:
        is_part = is_of_spot and any(_is_within(figure, total) for total in whole)
        yield replace(figure, part_of_total=figure.part_of_total or is_part)


def _is_within(figure: Casualty, total: Casualty) -> bool:
    """Return whether those of a figure are fewer than those of another, and can be among them."""
    if figure.kind is not total.kind or figure.best is None or total.best is None:
        return False
    return figure.best < total.best and _can_be_among(figure, total)


def _can_be_among(figure: Casualty, total: Casualty) -> bool:
    people = set((total.group or "").lower().split())
    part = set((figure.group or "").lower().split())
    return not people or not part or bool(people & (part | ANYBODY))
