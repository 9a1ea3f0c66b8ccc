"""Do two names mean the same, and how many of the names wanted were given?"""

import re
from collections.abc import Sequence

from timeline.evaluation.gold import Aliases
from timeline.evaluation.scores import Tally, tally

_ARTICLES = frozenset({"the", "a", "an"})
_DOTTED = {"u.s.": "us", "u.n.": "un", "u.k.": "uk"}
# Words that two names may share without meaning the same: "the army" is no proof of "Syrian army".
_TELLS_NOTHING = frozenset(
    {
        *("army", "fighters", "forces", "group", "military", "people", "soldiers", "troops"),
        *("government", "minister", "mr", "president", "prime", "state"),
        *("city", "district", "province", "region", "town", "village"),
        *("and", "for", "in", "of"),
    }
)
# A name with one of these is another party than the same name without it: "Free Syrian Army", "South Sudan".
_OTHER_PARTY = frozenset(
    {
        *("alliance", "free", "liberation", "opposition", "rebel", "rebels", "revolutionary"),
        *("anti", "backed", "ex", "former", "pro"),
        *("north", "south"),
    }
)


def words_of(name: str) -> list[str]:
    """Split a name into the words that are compared: lower case, without articles and the possessive 's.

    >>> words_of("The U.S. Army's 3rd Division")
    ['us', 'army', '3rd', 'division']
    """
    plain = re.sub("[’']s\\b", "", name.lower())
    for dotted, short in _DOTTED.items():
        plain = plain.replace(dotted, short)
    return [word for word in re.findall(r"\w+", plain) if word not in _ARTICLES]


def same_name(aliases: Sequence[str], given: Sequence[str]) -> bool:
    """Say whether a name given means what the aliases mean.

    It does when the words are equal, or when one has all words of the other, they share one that tells something, and no
    word stands between them that makes another party.

    >>> same_name(["Syrian army"], ["army of the Syrian Arab Republic"]), same_name(["Syrian army"], ["the army"])
    (True, False)
    >>> same_name(["Syrian Army"], ["Free Syrian Army"])
    False
    """
    return any(_same(words_of(alias), words_of(name)) for alias in aliases for name in given)


def _same(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    first, second = set(one), set(other)
    if one == other:
        return True
    if (first ^ second) & _OTHER_PARTY:
        return False
    telling = (first & second) - _TELLS_NOTHING
    return bool(telling) and (first <= second or second <= first)


def compare(
    wanted: Sequence[Aliases], given: Sequence[Aliases], *, fine: Sequence[Aliases] = ()
) -> Tally:
    """Count names right, wanted and given.

    Each name wanted is met once. A further name for one already met, or for one in `fine`, counts neither way.
    """
    open_ = list(wanted)
    correct = spare = 0
    for names in given:
        hit = next(
            (place for place, aliases in enumerate(open_) if same_name(aliases, names)), None
        )
        if hit is not None:
            del open_[hit]
            correct += 1
        elif any(same_name(aliases, names) for aliases in (*wanted, *fine)):
            spare += 1
    return tally(correct, len(wanted), len(given) - spare)
