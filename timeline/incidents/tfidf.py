"""Tf-idf vectors: what a document is about, by its rarer words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log, sqrt
from typing import Protocol

WORD = re.compile(r"[^\W\d_][^\W\d_'’-]+|\d+", re.UNICODE)
# The weightiest words of a document that are kept: enough to tell two stories apart, few enough to
# be quick.
KEPT = 80
# Fewer documents than this do not tell which words are rare.
FEWEST = 16
# Words in more than this share of the documents tell nothing.
EVERYWHERE = 0.25


class Texts(Protocol):
    """Texts that can be counted and gone through more than once."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __iter__(self) -> Iterator[str]:
        """Yield them in order."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The weightiest words of a document; the squares of the weights add up to 1."""

    weights: Mapping[str, float] = field(default_factory=dict)

    def telling(self, count: int) -> list[str]:
        """Return the few weightiest words, the weightiest first."""
        return _weightiest(self.weights, count)


def _weightiest(weights: Mapping[str, float], count: int) -> list[str]:
    ordered = sorted(weights, key=lambda word: (-weights[word], word))
    return ordered[:count]


def words_of(texts: Mapping[str, str]) -> dict[str, Wording]:
    """Weigh the words of documents by how often they stand there and in how few others (tf-idf).

    The rarity of a word is counted in doublings (in one of 2, 4, 8, ... documents), so that a
    further document changes the weights of the others only when the collection has doubled.

    Args:
        texts: Text by document id.

    Returns:
        Words by document id; none for a collection too small to tell.
    """
    if len(texts) < FEWEST:
        return {}
    counted = {name: _counts(text) for name, text in texts.items()}
    rarity = _rarity(counted.values(), len(texts))
    weighted = {}
    for name, words in counted.items():
        weighted[name] = _weighted(words, rarity)
    return weighted


def words_by_document(texts: Texts) -> Iterator[Wording]:
    """Yield the same as `words_of`, in the order of the documents, and hold the words of one alone.

    Args:
        texts: Texts of documents; they are gone through twice.
    """
    if len(texts) < FEWEST:
        return
    rarity = _rarity(map(_counts, texts), len(texts))
    for text in texts:
        yield _weighted(_counts(text), rarity)


def _counts(text: str) -> Counter[str]:
    words = WORD.findall(text)
    return Counter(map(str.lower, words))


def _rarity(counted: Iterable[Counter[str]], documents: int) -> dict[str, int]:
    """Return how rare each word is that several documents have, in doublings."""
    spread: Counter[str] = Counter()
    for words in counted:
        spread.update(words.keys())
    return {
        word: _doublings(documents, count)
        for word, count in spread.items()
        if count > 1
    }


def _doublings(documents: int, count: int) -> int:
    """Return how many times the documents with a word could double; 0 for one in very many."""
    if count > EVERYWHERE * documents:
        return 0
    return documents.bit_length() - count.bit_length()


def _weighted(counted: Counter[str], rarity: Mapping[str, int]) -> Wording:
    weights = {}
    for word, count in counted.items():
        doublings = rarity.get(word)
        if doublings:
            weights[word] = (1 + log(count)) * doublings
    weightiest = {word: weights[word] for word in _weightiest(weights, KEPT)}
    return Wording(_of_length_one(weightiest))


def _of_length_one(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights in the same proportion whose squares add up to 1."""
    squares = sum(weight**2 for weight in weights.values())
    if not squares:
        return {}
    length = sqrt(squares)
    return {word: weight / length for word, weight in weights.items()}
