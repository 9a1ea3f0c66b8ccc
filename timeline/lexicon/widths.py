"""Tell by words whether a count is of one place, of other places, or of a whole day or country."""

import re
from enum import Enum, auto

from timeline.lexicon.countries import countries

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


def width_of(text: str) -> Width:
    """Return whose dead a sentence counts.

    >>> width_of("Activists put the number of dead across Mali at 60").name
    'DAY_OR_COUNTRY'
    >>> width_of("Nine people died elsewhere").name
    'OTHER_PLACES'
    """
    if WIDE_COUNT.search(text) is not None:
        return Width.DAY_OR_COUNTRY
    if any(_is_country(match.group(1)) for match in ACROSS.finditer(text)):
        return Width.DAY_OR_COUNTRY
    if OTHER_PLACES.search(text) is not None:
        return Width.OTHER_PLACES
    return Width.ONE_INCIDENT


def _is_country(name: str) -> bool:
    return countries().by_name(name.strip()) is not None
