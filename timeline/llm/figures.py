"""Read how many people the words of a casualty figure count, without a parser."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from timeline.lexicon.words import Words

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?![\w-])|\w+(?:[-'’]\w+)*|[^\w\s]")
JOINTS = frozenset({"and", ","})
DETERMINERS = frozenset({"a", "an", "one", "another", "his", "her", "their", "its"})
ARTICLES = frozenset(
    {"the", "these", "those", "all", "some", "of", "them", "more", "other", "others"}
)
# Words behind which other people, or parts of the same ones, are counted.
PART_WORDS = frozenset({"including", "among", "aged", "(", "–", "—", "which", "who"})
# Words for a part of people that is not counted, before "of".
SOME = frozenset({"many", "most", "some", "several"})
PAIRS = frozenset({"pair", "couple", "both", "twins"})
AGE = re.compile(r"[\w-]*-years?-olds?|\w+-month-old", re.IGNORECASE)
PLURALS = frozenset(
    {"people", "men", "women", "children", "police", "troops", "personnel", "staff"}
)


class Number(Protocol):
    """A number with its bounds, as the number grammar of the rules gives it."""

    @property
    def low(self) -> int | None:
        """Least number; None when open or unstated."""

    @property
    def best(self) -> int | None:
        """The number given; None when unstated or a range."""

    @property
    def high(self) -> int | None:
        """Greatest number; None when open or unstated."""


# Reads a number phrase, word by word; None when the words hold no number.
NumberReader = Callable[[Sequence[str]], Number | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many people some words count, and which people.

    Attributes:
        low: Least number; None when open or unstated.
        best: The number given; None when unstated or a range.
        high: Greatest number; None when open or unstated.
        group: Words for the people; None when the words name none.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    group: str | None = None


def figures(
    words: str, *, read_number: NumberReader, vocabulary: Words
) -> list[Figure]:
    """Read the figures that words hold, one for each group of people that they count.

    At least one comes back: "at least 34 people" is one, "two women and a boy" are two, and
    "several guards" is one without a number.
    """
    tokens = list(_counted_tokens(TOKEN.findall(words)))
    phrases = _phrases(tokens, vocabulary)
    return [_phrase_figure(phrase, read_number, vocabulary) for phrase in phrases]


def _counted_tokens(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the words up to those that count other people, without ages."""
    for place, token in enumerate(tokens):
        if place and token.lower() in PART_WORDS:
            return
        if not AGE.fullmatch(token):
            yield token


def _phrases(tokens: Sequence[str], vocabulary: Words) -> Iterator[list[str]]:
    """Split words at "and" where a second counted phrase begins: "two women and a boy"."""
    phrase: list[str] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1 : place + 2]
        if _is_joint(phrase, token, following, tokens, vocabulary):
            yield phrase
            phrase = _begun(following[0], vocabulary)
        else:
            phrase.append(token)
    if phrase:
        yield phrase


def _is_joint(
    phrase: Sequence[str],
    token: str,
    following: Sequence[str],
    tokens: Sequence[str],
    vocabulary: Words,
) -> bool:
    if token not in JOINTS or not following:
        return False
    is_complete = _is_noun_phrase(phrase, vocabulary)
    return is_complete and _is_opening(following[0], tokens, vocabulary)


def _begun(first: str, vocabulary: Words) -> list[str]:
    """Return the begin of the next phrase; a bare noun is one person."""
    is_bare = not _is_counted(first.lower(), vocabulary)
    return ["a"] if is_bare else []


def _is_opening(word: str, tokens: Sequence[str], vocabulary: Words) -> bool:
    """Return whether a word opens a counted phrase; in "a woman and child" the bare noun does."""
    lower = word.lower()
    if _is_counted(lower, vocabulary):
        return True
    is_last = word == tokens[-1]
    is_after_one = tokens[0].lower() in {"a", "an"}
    return is_last and is_after_one and _is_singular(lower)


def _is_counted(word: str, vocabulary: Words) -> bool:
    return word in DETERMINERS or _is_number(word, vocabulary)


def _is_noun_phrase(phrase: Sequence[str], vocabulary: Words) -> bool:
    """Return whether a phrase names people and does not end in the middle of a number."""
    if not phrase:
        return False
    last = phrase[-1]
    return last.isalpha() and not _is_number(last.lower(), vocabulary)


def _is_number(word: str, vocabulary: Words) -> bool:
    if word[:1].isdigit() or word in vocabulary.numbers:
        return True
    return word in vocabulary.multipliers or word in vocabulary["numbers.vague"]


def _phrase_figure(
    phrase: Sequence[str], read_number: NumberReader, vocabulary: Words
) -> Figure:
    group = _group(phrase, vocabulary)
    lower = [token.lower() for token in phrase]
    if lower[0] in SOME and "of" in lower:
        return Figure(group=group)
    number = read_number(phrase)
    if number is not None:
        return Figure(low=number.low, best=number.best, high=number.high, group=group)
    if PAIRS & set(lower):
        return _exactly(2, group)
    if _is_one_person(phrase):
        return _exactly(1, group)
    return Figure(group=group)


def _exactly(number: int, group: str | None) -> Figure:
    return Figure(low=number, best=number, high=number, group=group)


def _group(phrase: Sequence[str], vocabulary: Words) -> str | None:
    """Return the words after the number, without articles."""
    rest: list[str] = []
    for token in phrase:
        if _is_number(token.lower(), vocabulary):
            rest = []
        elif token[0].isalnum():
            rest.append(token)
    while rest and _is_article(rest[0]):
        rest.pop(0)
    return " ".join(rest) or None


def _is_article(token: str) -> bool:
    lower = token.lower()
    return lower in ARTICLES or lower in DETERMINERS


def _is_one_person(phrase: Sequence[str]) -> bool:
    """Return whether words mean one person: "a" or "his" with a singular noun, or a name."""
    if not _is_singular(phrase[-1].lower()):
        return False
    if phrase[0].lower() in DETERMINERS:
        return True
    nouns = [token for token in phrase if token.lower() not in ARTICLES]
    capitals = [token for token in nouns if token[:1].isupper()]
    return bool(nouns) and nouns == capitals


def _is_singular(noun: str) -> bool:
    if noun in PLURALS:
        return False
    return not noun.endswith("s") or noun.endswith("ss")
