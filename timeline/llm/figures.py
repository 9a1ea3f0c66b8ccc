"""Read how many people the words of a casualty figure count, without a parser."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from timeline.lexicon.words import Words

TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\w+(?:[-'’]\w+)*|[^\w\s]")
DETERMINERS = frozenset({"a", "an", "one", "another", "his", "her", "their", "its"})
ARTICLES = frozenset({"the", "these", "those", "all", "some", "of", "them", "more", "other", "others"})
# Words behind which other people, or parts of the same ones, are counted.
PART_WORDS = frozenset({"including", "among", "aged", "(", "–", "—", "which", "who"})
PAIRS = frozenset({"pair", "couple", "both", "twins"})
AGE = re.compile(r"[\w-]*-years?-olds?|\w+-month-old", re.IGNORECASE)
PLURALS = frozenset({"people", "men", "women", "children", "police", "troops", "personnel", "staff"})


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


def figure(words: str, *, read_number: NumberReader, vocabulary: Words) -> Figure:
    """Read a figure: "at least 34 people", "a woman and her son" (2), "several guards" (unstated)."""
    tokens = list(_counted_tokens(TOKEN.findall(words)))
    phrases = list(_phrases(tokens, vocabulary))
    figures = [_phrase_figure(phrase, read_number, vocabulary) for phrase in phrases]
    if not figures:
        return Figure()
    return figures[0] if len(figures) == 1 else _sum(figures)


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
        if is_joint and _is_noun_phrase(phrase, vocabulary) and _opens(following, tokens, vocabulary):
            yield phrase
            phrase = []
        else:
            phrase.append(token)
    if phrase:
        yield phrase


def _opens(following: Sequence[str], tokens: Sequence[str], vocabulary: Words) -> bool:
    """Return whether a word opens a counted phrase; in "a woman and child" the bare noun does."""
    first = following[0].lower()
    if first in DETERMINERS or _is_number(first, vocabulary):
        return True
    is_last = following[0] == tokens[-1]
    return is_last and tokens[0].lower() in {"a", "an"} and _is_singular(first)


def _is_noun_phrase(phrase: Sequence[str], vocabulary: Words) -> bool:
    """Return whether a phrase names people and does not end in the middle of a number."""
    return bool(phrase) and phrase[-1].isalpha() and not _is_number(phrase[-1].lower(), vocabulary)


def _is_number(word: str, vocabulary: Words) -> bool:
    known = word in vocabulary.numbers or word in vocabulary.multipliers
    return known or word[:1].isdigit() or word in vocabulary["numbers.vague"]


def _phrase_figure(
    phrase: Sequence[str], read_number: NumberReader, vocabulary: Words
) -> Figure:
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


def _sum(figures: Sequence[Figure]) -> Figure:
    """Add up counted phrases; an unstated one leaves the sum open."""
    groups = [figure.group for figure in figures if figure.group]
    best = [figure.best for figure in figures]
    low = [figure.low for figure in figures if figure.low is not None]
    high = [figure.high for figure in figures]
    return Figure(
        low=sum(low) if low else None,
        best=_total(best),
        high=_total(high),
        group=" and ".join(groups) or None,
    )


def _total(numbers: Sequence[int | None]) -> int | None:
    given = [number for number in numbers if number is not None]
    return sum(given) if len(given) == len(numbers) else None
