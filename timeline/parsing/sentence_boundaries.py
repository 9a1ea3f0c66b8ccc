"""Sentence boundaries without a full stop before them.

Web pages lose their layout: captions, titles and the items of a list stand in one line with the
text. The parser then reads "44 people killed in Damascus 10 Feb 2012 - 28 people killed in Aleppo"
as one sentence, and the day as a number of dead.
"""

import re
from collections.abc import Iterator, Sequence

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
MONTH = re.compile(_MONTH)
# The day that opens an item of a chronology: "23 Dec 2011 - ", "May 10: ", "10 May - ".
ITEM = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,2}} {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:, \d{{4}})?)"
    r"(?= ?[-:] ?\S)"
)
# Items of a chronology come in numbers; one day before a dash may be anything.
FEWEST_ITEMS = 2
BULLET = re.compile(r"(?<=\s)\\?[*•·▪](?= \S)")
# Words of a closed class that begin a sentence when they are capitalised in the middle of one.
OPENERS = frozenset({
    "The", "A", "An", "Some", "Several", "Many", "Most", "This", "These", "Those", "There",
    "He", "She", "It", "They", "We", "His", "Her", "Their", "Its",
    "In", "On", "At", "For", "From", "By", "With", "After", "Before", "When", "While",
    "Although", "As", "But", "However", "Meanwhile", "Earlier", "According",
    "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen", "Twenty",
    "Dozens", "Hundreds", "Thousands", "Activists", "Witnesses", "Officials", "Police",
})  # fmt: skip
# Tags (Penn Treebank) of words after which a clause can end, and of those that cannot stand before
# a capital inside one.
ENDS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "RB", "RP"})
# Marks that end a sentence or a part of one, or begin a quotation.
BREAKS = frozenset({".", "!", "?", '"', "''", "``", ":", ";"})
# Shortest stretch, in words, that is a sentence or a caption by itself.
SHORTEST = 4


def starts(
    text: str, words: Sequence[str], tags: Sequence[str], offsets: Sequence[int]
) -> list[int]:
    """Return the words that begin a sentence, by their index, where no full stop says so.

    A capital, a day or a bullet shows that one begins there.

    Args:
        text: The stretch of text.
        words: Its words, in order.
        tags: Their tags of the Penn Treebank; empty strings where nothing is known.
        offsets: Where each word begins in `text`.
    """
    index_at = {offset: index for index, offset in enumerate(offsets)}
    indices = set(_capitals(words, tags))
    for start in _marked(text):
        if start in index_at:
            indices.add(index_at[start])
    indices.discard(0)
    return sorted(indices)


def _marked(text: str) -> Iterator[int]:
    items = [match.start() for match in ITEM.finditer(text)]
    if len(items) >= FEWEST_ITEMS:
        yield from items
    yield from (match.start() for match in BULLET.finditer(text))


def _capitals(words: Sequence[str], tags: Sequence[str]) -> Iterator[int]:
    """Yield the words of a closed class whose capital shows that a sentence begins."""
    begun = 0
    for index in range(1, len(words) - 1):
        before = words[index - 1]
        if before in BREAKS:
            begun = index
        is_opener = words[index] in OPENERS and index - begun >= SHORTEST
        can_end_before = tags[index - 1] in ENDS and before[-1:].isalnum()
        if is_opener and can_end_before and _is_opening(words, index):
            begun = index
            yield index


def _is_opening(words: Sequence[str], index: int) -> bool:
    """Return whether what follows a capitalised opener is no name and no title."""
    if _is_before_month(words, index):
        return True
    after = words[index + 1]
    is_plain = after.islower() or after[:1].isdigit()
    return is_plain and not _is_in_title(words, index)


def _is_before_month(words: Sequence[str], index: int) -> bool:
    """Return whether a month and its year follow a preposition: "In June 2011, the government"."""
    if words[index] not in {"In", "By", "From"} or index + 2 >= len(words):
        return False
    month, year = words[index + 1 : index + 3]
    return MONTH.fullmatch(month) is not None and year.isdigit()


def _is_in_title(words: Sequence[str], index: int) -> bool:
    """Return whether most words around are capitalised, as in headlines.

    As in "Dozens Dead In Syria as Army Moves In".
    """
    nearby = words[max(0, index - 4) : index + 5]
    initials = [word[0] for word in nearby if word[:1].isalpha()]
    capitals = sum(initial.isupper() for initial in initials)
    return capitals > len(initials) * 0.6
