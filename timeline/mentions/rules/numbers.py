"""What number do these words say, and how firmly?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.lexicon.words import Words

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
RANGE = re.compile(r"(\d[\d,]*)\s?[-–]\s?(\d[\d,]*)")
# Figures above this are no counts of people in one incident or war; they are money, distance or a slip.
GREATEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said. All None: the words mean some people and do not say how many ("dozens")."""

    low: int | None
    best: int | None
    high: int | None


UNSTATED = Number(None, None, None)


def read_number(
    tokens: Sequence[str],
    words: Words,
) -> Number | None:
    """Read a number phrase, or None if the words hold no number.

    Args:
        tokens: The words before the counted noun, as in "at least 1 , 200".
        words: Number words of the language.

    >>> from timeline.lexicon.words import words
    >>> read_number(["at", "least", "12"], words())
    Number(low=12, best=12, high=None)
    >>> read_number(["between", "two", "and", "three", "hundred"], words())
    Number(low=200, best=None, high=300)
    >>> read_number(["dozens", "of"], words())
    Number(low=None, best=None, high=None)
    >>> read_number(["nearly", "1", "million"], words())
    Number(low=None, best=1000000, high=1000000)
    >>> read_number(["one", "and", "a", "half", "million"], words())
    Number(low=1500000, best=1500000, high=1500000)
    >>> read_number(["the", "Turkish"], words()) is None
    True
    """
    lower = [token.lower() for token in tokens]
    text = " ".join(lower)
    ranged = _range(lower, text, words)
    if ranged is not None:
        return ranged
    values = _values(lower, words)
    if not values:
        return UNSTATED if any(word in words["numbers.vague"] for word in lower) else None
    value = values[0]
    if value > GREATEST:
        return None
    if any(
        word in {"dozens", "scores", "hundreds", "thousands", "millions", "several", "few"}
        for word in lower
    ):
        return UNSTATED
    return bounded(value, text, words)


def bounded(
    value: int,
    text: str,
    words: Words,
) -> Number:
    """Give a value the bounds that the words around it set ("at least", "up to")."""
    padded = f" {text} "
    if any(f" {phrase} " in padded for phrase in words["numbers.at_least"]):
        return Number(value, value, None)
    if any(f" {phrase} " in padded for phrase in words["numbers.at_most"]):
        return Number(None, value, value)
    if any(f" {phrase} " in padded for phrase in words["numbers.about"]):
        return Number(None, value, None)
    return Number(value, value, value)


def _range(
    lower: Sequence[str],
    text: str,
    words: Words,
) -> Number | None:
    match = RANGE.fullmatch(text.strip()) or next(
        (m for word in lower if (m := RANGE.fullmatch(word))), None
    )
    if match:
        low, high = (int(part.replace(",", "")) for part in match.groups())
        return Number(low, None, high) if low < high else None
    values = _values(lower, words)
    joined = (
        ("between" in lower and "and" in lower)
        or ("to" in lower and "up" not in lower and "close" not in lower)
        or "or" in lower
    )
    if len(values) == 2 and joined:
        low, high = values
        multiplier = next(
            (words.multipliers[word] for word in reversed(lower) if word in words.multipliers), 1
        )
        if (
            low * multiplier < high and high % multiplier == 0 and high // multiplier > low
        ):  # "two to three hundred"
            low *= multiplier
        return Number(low, None, high) if low < high else None
    return None


class _Spelling:
    """Adds up spelt numbers word by word; a word that does not go on with one number begins the next."""

    def __init__(self) -> None:
        self.values: list[int] = []
        self.total: float = 0
        self.current: float | None = None

    def value(
        self,
        value: float,
    ) -> None:
        fits = self.current is not None and value < 100 and self._room(self.current, value)
        if self.current is not None and not fits:
            self.close()
        self.current = value if self.current is None else self.current + value

    @staticmethod
    def _room(
        current: float,
        value: float,
    ) -> bool:
        return current % 100 == 0 or (current % 10 == 0 and value < 10)

    def half(self) -> None:
        self.current = 0.5 if self.current is None else self.current + 0.5

    def multiply(
        self,
        multiplier: int,
    ) -> None:
        self.current = (self.current if self.current is not None else 1) * multiplier
        if multiplier >= 1000:
            self.total, self.current = self.total + self.current, 0

    def close(self) -> None:
        if self.current is not None:
            self.values.append(round(self.total + self.current))
        self.total, self.current = 0, None


def _values(
    lower: Sequence[str],
    words: Words,
) -> list[int]:
    """Give the whole numbers that the words spell, in order."""
    spelling = _Spelling()
    for at, word in enumerate(lower):
        value = _value_of(word, words)
        if value is not None:
            spelling.value(value)
        elif word in words.multipliers:
            spelling.multiply(words.multipliers[word])
        elif word == "half":
            spelling.half()
        elif not (
            word in {"and", "a", "-", ","}
            and spelling.current is not None
            and _goes_on(lower, at, words)
        ):
            spelling.close()
    spelling.close()
    return spelling.values


def _goes_on(
    lower: Sequence[str],
    at: int,
    words: Words,
) -> bool:
    """Say whether "and", "a" or a hyphen stands inside a spelt number ("one and a half", "two hundred and ten")."""
    before = lower[at - 1] if at else ""
    after = lower[at + 1] if at + 1 < len(lower) else ""
    if after == "half" or (lower[at] == "and" and lower[at + 1 : at + 3] == ["a", "half"]):
        return True
    if lower[at] == "-":
        return after in words.numbers
    return before in words.multipliers and (after in words.numbers or after.isdigit())


def _value_of(
    word: str,
    words: Words,
) -> float | None:
    if word in words.numbers:
        return words.numbers[word]
    parts = word.split("-")
    if len(parts) == 2 and parts[0] in words.numbers and parts[1] in words.numbers:
        return words.numbers[parts[0]] + words.numbers[parts[1]]
    if DIGITS.fullmatch(word):
        value = float(word.replace(",", ""))
        return value if value <= GREATEST else None
    return None
