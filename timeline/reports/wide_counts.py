"""Tell the count of a whole day or country, or of other places, from that of one incident."""

from timeline.lexicon.countries import countries
from timeline.lexicon.widths import Width, width_of
from timeline.model.incidents import Casualty
from timeline.model.types import CasualtyKind
from timeline.reports.resolve import ResolvedMention


def is_of_other_width(passage: ResolvedMention, member: ResolvedMention) -> bool:
    """Return whether one of two passages counts a whole day or country, the other fewer people.

    "Soldiers shot 19 in Kerem on Friday. Activists put Friday's death toll at 62"; likewise
    "Another seven died in other towns".
    """
    # Numbers first: passages are compared in pairs, and looking for words costs more.
    numbers, numbers_of_member = _killed(passage), _killed(member)
    if not numbers or not numbers_of_member:
        return False
    if not numbers.isdisjoint(numbers_of_member):
        return False
    return width(passage) is not width(member)


def width(passage: ResolvedMention) -> Width:
    """Return whose dead a passage counts; one with a town of its own counts no other places."""
    words = width_of(passage.passage.text)
    if words is Width.OTHER_PLACES and _has_own_place(passage):
        return Width.ONE_INCIDENT
    return words


def _has_own_place(passage: ResolvedMention) -> bool:
    """Return whether a passage names a place that is no country."""
    return any(countries().by_name(place.name) is None for place in passage.places)


def _killed(passage: ResolvedMention) -> set[int]:
    """Return the numbers of dead that a passage gives."""
    figures = map(_number_killed, passage.casualties)
    return {number for number in figures if number is not None}


def _number_killed(figure: Casualty) -> int | None:
    """Return the number of dead of a figure; None for other kinds and vague numbers."""
    if figure.kind is not CasualtyKind.KILLED:
        return None
    return figure.low if figure.best is None else figure.best
