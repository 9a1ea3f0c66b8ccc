"""Read how many people the words of a casualty figure count, without a parser."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from timeline.lexicon.words import Words

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?![\w-])|\w+(?:[-'’]\w+)*|[^\w\s]")
DETERMINERS = frozenset({"a", "an", "one", "another", "his", "her", "their", "its"})
ARTICLES = frozenset(
    {"the", "these", "those", "all", "some", "of", "them", "more", "other", "others"}
)
# Words behind which other people, or parts of the same ones, are counted.
PART_WORDS = frozenset({"including", "among", "aged", "(", "–", "—", "which", "who"})
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


def figures(words: str, *, read_number: NumberReader, vocabulary: Words) -> list[Figure]:
    """Read the figures that words hold, one for each group of people that they count; at least one.

    "At least 34 people" is one, "two women and a boy" are two; "several guards" is one without a number.
    """
    tokens = list(_counted_tokens(TOKEN.findall(words)))
    phrases = _phrases(tokens, vocabulary)
    read = [_phrase_figure(phrase, read_number, vocabulary) for phrase in phrases]
    return read or [Figure()]


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
        is_joint = token in {"and", ","} and bool(following)
        if (
            is_joint
            and _is_noun_phrase(phrase, vocabulary)
            and _opens(following, tokens, vocabulary)
        ):
            yield phrase
            is_bare = not _is_counted(following[0].lower(), vocabulary)
            phrase = ["a"] if is_bare else []
        else:
            phrase.append(token)
    if phrase:
        yield phrase


def _opens(following: Sequence[str], tokens: Sequence[str], vocabulary: Words) -> bool:
    """Return whether a word opens a counted phrase; in "a woman and child" the bare noun does."""
    first = following[0].lower()
    if _is_counted(first, vocabulary):
        return True
    is_last = following[0] == tokens[-1]
    return is_last and _opens_one(tokens) and _is_singular(first)


def _is_counted(word: str, vocabulary: Words) -> bool:
    return word in DETERMINERS or _is_number(word, vocabulary)


def _opens_one(tokens: Sequence[str]) -> bool:
    return tokens[0].lower() in {"a", "an"}


def _is_noun_phrase(phrase: Sequence[str], vocabulary: Words) -> bool:
    """Return whether a phrase names people and does not end in the middle of a number."""
    return bool(phrase) and phrase[-1].isalpha() and not _is_number(phrase[-1].lower(), vocabulary)


def _is_number(word: str, vocabulary: Words) -> bool:
    known = word in vocabulary.numbers or word in vocabulary.multipliers
    return known or word[:1].isdigit() or word in vocabulary["numbers.vague"]


def _phrase_figure(phrase: Sequence[str], read_number: NumberReader, vocabulary: Words) -> Figure:
    group = _group(phrase, vocabulary)
    lower = [token.lower() for token in phrase]
    if lower[0] in {"many", "most", "some", "several"} and "of" in lower:
        return Figure(group=group)
    number = read_number(phrase)
    if number is not None:
        return Figure(low=number.low, best=number.best, high=number.high, group=group)
    if PAIRS & set(lower):
        return Figure(low=2, best=2, high=2, group=group)
    if _is_one_person(phrase):
        return Figure(low=1, best=1, high=1, group=group)
    return Figure(group=group)


def _group(phrase: Sequence[str], vocabulary: Words) -> str | None:
    """Return the words after the number, without articles."""
    numbers = [place for place, token in enumerate(phrase) if _is_number(token.lower(), vocabulary)]
    rest = list(phrase[numbers[-1] + 1 :]) if numbers else list(phrase)
    while rest and rest[0].lower() in ARTICLES | DETERMINERS:
        rest.pop(0)
    words = [token for token in rest if token[0].isalnum()]
    return " ".join(words) or None


def _is_one_person(phrase: Sequence[str]) -> bool:
    """Return whether words mean one person: a singular noun with "a", "an" or "his", or a name."""
    last = phrase[-1]
    if phrase[0].lower() in DETERMINERS:
        return _is_singular(last.lower())
    nouns = [token for token in phrase if token.lower() not in ARTICLES]
    is_name = bool(nouns) and all(token[:1].isupper() for token in nouns)
    return is_name and _is_singular(last.lower())


def _is_singular(noun: str) -> bool:
    return noun not in PLURALS and (not noun.endswith("s") or noun.endswith("ss"))
