"""Tell the count of a whole day or country, or of other places, from that of one incident."""

import re
from enum import Enum, auto

from timeline.lexicon.countries import countries
from timeline.model.incidents import Casualty
from timeline.model.types import CasualtyKind
from timeline.reports.resolve import ResolvedMention

DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|the day)"
# Words that put a number on a whole country or day.
WIDE_COUNT = re.compile(
    r"\b(?:nation|country)-?wide\b"
    r"|\b(?:across|throughout|around|all over) (?:the|that) (?:country|nation)\b"
    rf"|\b{DAY}(?:'s|’s) (?:(?:overall|total|death) )*toll\b(?! (?:from|of|in)\b)"
    rf"|\bon {DAY} alone\b",
    re.IGNORECASE,
)
# A name behind a preposition for a whole area: "across Mali".
ACROSS = re.compile(r"\b(?:across|throughout|all over) ((?:[A-Z][\w-]+ ?){1,3})")
# Words for places other than those named before.
OTHER_PLACES = re.compile(
    r"\belsewhere\b"
    r"|\b(?:in|at|across) (?:several |some |many )?other (?:areas?|cities|districts"
    r"|locations|parts|places|provinces|regions|towns|villages)\b",
    re.IGNORECASE,
)


class Width(Enum):
    """Whose dead a passage counts."""

    ONE_INCIDENT = auto()
    DAY_OR_COUNTRY = auto()
    OTHER_PLACES = auto()


def is_of_other_width(passage: ResolvedMention, member: ResolvedMention) -> bool:
    """Return whether one of two passages counts a whole day or country, the other fewer people.

    "Soldiers shot 19 in Kerem on Friday. Activists put Friday's death toll at 62"; likewise
    "Another seven died in other towns".
    """
    if width(passage) is width(member):
        return False
    numbers, numbers_of_member = _killed(passage), _killed(member)
    if not numbers or not numbers_of_member:
        return False
    return numbers.isdisjoint(numbers_of_member)


def width(passage: ResolvedMention) -> Width:
    """Return whose dead a passage counts, by its words."""
    text = passage.passage.text
    if WIDE_COUNT.search(text) is not None:
        return Width.DAY_OR_COUNTRY
    if any(_is_country(match.group(1)) for match in ACROSS.finditer(text)):
        return Width.DAY_OR_COUNTRY
    if OTHER_PLACES.search(text) is not None and not _has_own_place(passage):
        return Width.OTHER_PLACES
    return Width.ONE_INCIDENT


def _has_own_place(passage: ResolvedMention) -> bool:
    """Return whether a passage names a place that is no country."""
    return any(not _is_country(place.name) for place in passage.places)


def _is_country(name: str) -> bool:
    return countries().by_name(name.strip()) is not None


def _killed(passage: ResolvedMention) -> set[int]:
    """Return the numbers of dead that a passage gives."""
    figures = map(_number_killed, passage.casualties)
    return {number for number in figures if number is not None}


def _number_killed(figure: Casualty) -> int | None:
    """Return the number of dead of a figure; None for other kinds and vague numbers."""
    if figure.kind is not CasualtyKind.KILLED:
        return None
    return figure.low if figure.best is None else figure.best
