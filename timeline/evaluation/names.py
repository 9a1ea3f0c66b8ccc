"""Names that mean the same, and counts of the names that are right."""

import re
from collections.abc import Sequence
from itertools import product

from timeline.evaluation.gold import Aliases
from timeline.evaluation.scores import Tally, tally

_ARTICLES = frozenset({"the", "a", "an"})
_DOTTED = {"u.s.": "us", "u.n.": "un", "u.k.": "uk"}
# Words that two names may share without meaning the same: "the army" is no "Syrian army".
_TELLS_NOTHING = frozenset(
    {
        *(
            "army",
            "fighters",
            "forces",
            "group",
            "military",
            "people",
            "soldiers",
            "troops",
        ),
        *("government", "minister", "mr", "president", "prime", "state"),
        *("city", "district", "province", "region", "town", "village"),
        *("and", "for", "in", "of"),
    }
)
# A name with one of these is another party than the same name without it: "Free Syrian Army",
# "South Sudan".
_OTHER_PARTY = frozenset(
    {
        *(
            "alliance",
            "free",
            "liberation",
            "opposition",
            "rebel",
            "rebels",
            "revolutionary",
        ),
        *("anti", "backed", "ex", "former", "pro"),
        *("north", "south"),
    }
)


def words_of(name: str) -> list[str]:
    """Return the words of a name that are compared.

    They are in lower case, without articles and the possessive 's.

    >>> words_of("The U.S. Army's 3rd Division")
    ['us', 'army', '3rd', 'division']
    """
    plain = re.sub("[’']s\\b", "", name.lower())
    for dotted, short in _DOTTED.items():
        plain = plain.replace(dotted, short)
    return [word for word in re.findall(r"\w+", plain) if word not in _ARTICLES]


def is_same_name(aliases: Sequence[str], given: Sequence[str]) -> bool:
    """Return whether a name given means what the aliases mean.

    It does when the words are equal, or when one has all words of the other, they share one that
    is specific, and no word that makes another party is in one alone.

    >>> is_same_name(["Syrian army"], ["army of the Syrian Arab Republic"])
    True
    >>> is_same_name(["Syrian army"], ["the army"])
    False
    >>> is_same_name(["Syrian Army"], ["Free Syrian Army"])
    False
    """
    pairs = product(aliases, given)
    return any(_are_same(words_of(alias), words_of(name)) for alias, name in pairs)


def _are_same(left_words: list[str], right_words: list[str]) -> bool:
    if not left_words or not right_words:
        return False
    if left_words == right_words:
        return True
    left = set(left_words)
    right = set(right_words)
    if (left ^ right) & _OTHER_PARTY:
        return False
    specific = (left & right) - _TELLS_NOTHING
    if not specific:
        return False
    return left <= right or right <= left


def compare(
    expected: Sequence[Aliases],
    given: Sequence[Aliases],
    *,
    fine: Sequence[Aliases] = (),
) -> Tally:
    """Count names right, expected and given.

    Each expected name is met once. A further name for one already met, or for one in `fine`, counts
    neither way.
    """
    unmet = list(expected)
    acceptable = (*expected, *fine)
    correct = 0
    spare = 0
    for names in given:
        position = _position(unmet, names)
        if position is not None:
            del unmet[position]
            correct += 1
        elif any(is_same_name(aliases, names) for aliases in acceptable):
            spare += 1
    return tally(correct, len(expected), len(given) - spare)


def _position(expected: Sequence[Aliases], names: Aliases) -> int | None:
    for position, aliases in enumerate(expected):
        if is_same_name(aliases, names):
            return position
    return None
