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
    rf"(?<![\w/.-])(?:\d{{1,2}} {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:, \d{{4}})?)(?= ?[-:] ?\S)"
)
# Items of a chronology come in numbers; one day before a dash may be anything.
FEWEST_ITEMS = 2
BULLET = re.compile(r"(?<=\s)\\?[*•·▪](?= \S)")
# Words of a closed class that begin a sentence when they are capitalised in the middle of one.
OPENERS = frozenset({
    "The", "A", "An", "Some", "Several", "Many", "Most", "This", "These", "Those", "There", "He", "She", "It", "They", "We",
    "His", "Her", "Their", "Its", "In", "On", "At", "For", "From", "By", "With", "After", "Before", "When", "While",
    "Although", "As", "But", "However", "Meanwhile", "Earlier", "According", "Two", "Three", "Four", "Five", "Six", "Seven",
    "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen",
    "Nineteen", "Twenty", "Dozens", "Hundreds", "Thousands", "Activists", "Witnesses", "Officials", "Police",
})  # fmt: skip
# Tags (Penn Treebank) of words behind which a clause can end, and of those that cannot stand before
# a capital inside one.
ENDS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "RB", "RP"})
# Shortest stretch, in words, that is a sentence or a caption by itself.
SHORTEST = 4


def starts(
    text: str, words: Sequence[str], tags: Sequence[str], offsets: Sequence[int]
) -> list[int]:
    """Return the indices of the words that begin a sentence which nothing but a capital, a day or a bullet announces.

    Args:
        text: The stretch of text.
        words: Its words, in order.
        tags: Their tags of the Penn Treebank; empty strings where nothing is known.
        offsets: Where each word begins in `text`.
    """
    at = {offset: index for index, offset in enumerate(offsets)}
    found = {at[start] for start in _marked(text) if start in at}
    found |= set(_capitals(words, tags))
    return sorted(index for index in found if index > 0)


def _marked(text: str) -> Iterator[int]:
    items = [match.start() for match in ITEM.finditer(text)]
    if len(items) >= FEWEST_ITEMS:
        yield from items
    yield from (match.start() for match in BULLET.finditer(text))


def _capitals(words: Sequence[str], tags: Sequence[str]) -> Iterator[int]:
    begun = 0
    for index in range(1, len(words) - 1):
        if words[index - 1] in {".", "!", "?", '"', "''", "``", ":", ";"}:
            begun = index
        if words[index] not in OPENERS or index - begun < SHORTEST or tags[index - 1] not in ENDS:
            continue
        plain = words[index + 1].islower() or words[index + 1][:1].isdigit()
        opens = _opens_with_month(words, index) or (plain and not _in_title(words, index))
        if words[index - 1][-1:].isalnum() and opens:
            begun = index
            yield index


def _opens_with_month(words: Sequence[str], index: int) -> bool:
    """Return whether a month and its year follow a preposition: "In June 2011, the government"."""
    year = words[index + 2] if index + 2 < len(words) else ""
    return (
        words[index] in {"In", "By", "From"}
        and MONTH.fullmatch(words[index + 1]) is not None
        and year.isdigit()
    )


def _in_title(words: Sequence[str], index: int) -> bool:
    """Return whether most words around are capitalised, as in headlines: "Dozens Dead In Syria as Army Moves In"."""
    around = [word for word in words[max(0, index - 4) : index + 5] if word[:1].isalpha()]
    return sum(word[:1].isupper() for word in around) > len(around) * 0.6
