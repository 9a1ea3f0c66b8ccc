"""Numbers of people in words, with the bounds that these set."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.lexicon.words import Words

DIGITS = re.compile(r"0*\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
RANGE = re.compile(r"(\d[\d,]*)\s?[-–]\s?(\d[\d,]*)")
# Figures above this are no counts of people in one incident or war: money, distance, an error.
GREATEST = 100_000_000
# Words for a number that is not stated, whatever digits stand beside them.
_COUNTLESS = frozenset(
    {"dozens", "scores", "hundreds", "thousands", "millions", "several", "few"}
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as said. All None: the words mean some people and do not say how many ("dozens")."""

    low: int | None
    best: int | None
    high: int | None


UNSTATED = Number(None, None, None)


def read_number(tokens: Sequence[str], words: Words) -> Number | None:
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
        is_vague = any(word in words["numbers.vague"] for word in lower)
        return UNSTATED if is_vague else None
    value = values[0]
    if value > GREATEST:
        return None
    if not _COUNTLESS.isdisjoint(lower):
        return UNSTATED
    return bounded(value, text, words)


def bounded(value: int, text: str, words: Words) -> Number:
    """Return a value with the bounds that the words around it set ("at least", "up to")."""
    padded = f" {text} "
    if any(f" {phrase} " in padded for phrase in words["numbers.at_least"]):
        return Number(value, value, None)
    if any(f" {phrase} " in padded for phrase in words["numbers.at_most"]):
        return Number(None, value, value)
    if any(f" {phrase} " in padded for phrase in words["numbers.about"]):
        return Number(None, value, None)
    return Number(value, value, value)


def _range(lower: Sequence[str], text: str, words: Words) -> Number | None:
    match = RANGE.fullmatch(text.strip()) or next(
        filter(None, map(RANGE.fullmatch, lower)), None
    )
    if match:
        low, high = (int(part.replace(",", "")) for part in match.groups())
        return Number(low, None, high) if low < high else None
    values = _values(lower, words)
    if len(values) != 2 or not _is_joined(lower):
        return None
    low, high = _with_shared_multiplier(lower, values[0], values[1], words)
    return Number(low, None, high) if low < high else None


def _is_joined(lower: Sequence[str]) -> bool:
    """Return whether words join two numbers to a range: "between", "to", "or"."""
    if "between" in lower and "and" in lower:
        return True
    is_upper_bound = "up" in lower or "close" in lower
    return "or" in lower or ("to" in lower and not is_upper_bound)


def _with_shared_multiplier(
    lower: Sequence[str], low: int, high: int, words: Words
) -> tuple[int, int]:
    """Return both numbers, where the second one's multiplier is that of both.

    "two to three hundred" is 200 to 300.
    """
    named = (
        words.multipliers[word] for word in reversed(lower) if word in words.multipliers
    )
    multiplier = next(named, 1)
    is_shared = high % multiplier == 0 and high // multiplier > low
    if is_shared and low * multiplier < high:
        return low * multiplier, high
    return low, high


class _Spelling:
    """Adds up spelt numbers word by word; a word that does not continue one begins the next."""

    def __init__(self) -> None:
        self.values: list[int] = []
        self.total: float = 0
        self.current: float | None = None

    def value(self, value: float) -> None:
        fits = (
            self.current is not None
            and value < 100
            and self._has_room(self.current, value)
        )
        if self.current is not None and not fits:
            self.close()
        self.current = value if self.current is None else self.current + value

    @staticmethod
    def _has_room(current: float, value: float) -> bool:
        return current % 100 == 0 or (current % 10 == 0 and value < 10)

    def half(self) -> None:
        self.current = 0.5 if self.current is None else self.current + 0.5

    def multiply(self, multiplier: int) -> None:
        self.current = (self.current if self.current is not None else 1) * multiplier
        if multiplier >= 1000:
            self.total, self.current = self.total + self.current, 0

    def close(self) -> None:
        if self.current is not None:
            self.values.append(round(self.total + self.current))
        self.total, self.current = 0, None


def _values(lower: Sequence[str], words: Words) -> list[int]:
    """Return the whole numbers that the words spell, in order."""
    spelling = _Spelling()
    for position, word in enumerate(lower):
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
            and _is_inside_number(lower, position, words)
        ):
            spelling.close()
    spelling.close()
    return spelling.values


def _is_inside_number(lower: Sequence[str], position: int, words: Words) -> bool:
    """Return whether "and", "a" or a hyphen stands inside a spelt number.

    As in "one and a half", "two hundred and ten".
    """
    word = lower[position]
    before = lower[position - 1] if position else ""
    after = lower[position + 1] if position + 1 < len(lower) else ""
    if after == "half":
        return True
    if word == "and" and lower[position + 1 : position + 3] == ["a", "half"]:
        return True
    if word == "-":
        return after in words.numbers
    is_number = after in words.numbers or after.isdigit()
    return before in words.multipliers and is_number


def _value_of(word: str, words: Words) -> float | None:
    if word in words.numbers:
        return words.numbers[word]
    parts = word.split("-")
    if len(parts) == 2 and parts[0] in words.numbers and parts[1] in words.numbers:
        return words.numbers[parts[0]] + words.numbers[parts[1]]
    if DIGITS.fullmatch(word):
        value = float(word.replace(",", ""))
        return value if value <= GREATEST else None
    return None
