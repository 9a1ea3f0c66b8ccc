"""Read numbers, ordinals, spelled years and units of time."""

import re

from timeline.temporal.words import lexicon

_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
_ARTICLES = ("a", "an")
_HALVES = {"H": "PT30M", "Y": "P6M", "D": "PT12H"}
_ROUND_LETTERS = {10: "E", 100: "C"}  # decades and centuries of an unknown number
_CLOCK_UNITS = ("second", "minute", "min", "hour", "hr")
_OTHER_UNITS = {
    "morning": ("D", 1), "afternoon": ("D", 1), "evening": ("D", 1), "weekend": ("W", 1),
    "summer": ("Y", 1),
}  # fmt: skip
_LONGEST = 1e15  # more than that counts nothing we know
_LAST_SPELLED_YEAR = 2100
_CENTURY_WORDS = (17, 18, 19, 20)  # "seventeen" to "twenty" begin a spelled year


def number(words: str) -> float | None:
    """Return the number that words or digits say; None for "several", "a few" and the like.

    >>> number("twenty four"), number("2 1/2"), number("two and a half"), number("several")
    (24.0, 2.5, 2.5, None)
    >>> number("a hundred"), number("half a"), number("two to three"), number("a couple of")
    (100.0, 0.5, 2.0, 2.0)
    """
    parts = _WORD.findall(words.lower())
    if "couple" in parts:
        return 2.0
    if "half" in parts:
        return _with_half(parts)
    if "/" in words and len(parts) == 3:
        return _with_fraction(parts)
    return _sum(parts)


def _with_fraction(parts: list[str]) -> float:
    """Return the number of "2 1/2"."""
    whole, numerator, denominator = (float(part) for part in parts)
    return whole + numerator / max(1.0, denominator)


def _with_half(parts: list[str]) -> float:
    """Return the number of "half a", "two and a half"."""
    if parts[0] == "half":
        return 0.5
    rest = [part for part in parts if part not in ("half", "a", "an", "and")]
    whole = number(" ".join(rest)) if rest else None
    return (whole or 0.0) + 0.5


def _sum(parts: list[str]) -> float | None:
    """Add up number words ("two thousand and four"), up to the first word that ends the number."""
    numbers = lexicon().numbers
    total: float | None = None
    for part in parts:
        if part[0].isdigit():
            return float(
                part.replace(",", "")[:16]
            )  # a longer number counts nothing we know
        if part in numbers:
            total = _add(total, numbers[part])
        elif part in ("to", "or"):
            break
        elif part in _ARTICLES and len(parts) == 1:
            return 1.0
    return total


def _add(total: float | None, value: int) -> float:
    """Add a number word: "hundred", "thousand" and "dozen" multiply what stands before."""
    if total is None:
        return float(value)
    is_factor = value in (100, 1000) or (value == 12 and total < 10)
    return total * value if is_factor else total + value


def ordinal(words: str) -> int | None:
    """Return the number of an ordinal; "the" and "of" are ignored.

    >>> ordinal("21st"), ordinal("twenty-first"), ordinal("the eighth"), ordinal("last")
    (21, 21, 8, None)
    """
    digits = re.search(r"\d+", words)
    if digits:
        return int(digits[0])
    tables = lexicon()
    total = 0
    for part in _WORD.findall(words.lower()):
        total += tables.ordinals.get(part, 0)
        total += tables.numbers.get(part, 0)
    return total or None


def spelled_year(words: str) -> int | None:
    """Return the year that words spell, or None when they spell no year.

    >>> spelled_year("nineteen ninety-six"), spelled_year("two thousand and four")
    (1996, 2004)
    >>> spelled_year("twenty fourteen"), spelled_year("nineteen hundred")
    (2014, 1900)
    >>> spelled_year("twenty three") is None
    True
    """
    values = _number_words(words)
    if len(values) < 2:
        return None
    if values[1] != 1000:
        return _year_of_pair(values)
    year = 2000 + sum(values[2:])
    is_year = values[0] == 2 and year <= _LAST_SPELLED_YEAR
    return year if is_year else None


def _number_words(words: str) -> list[int]:
    """Return the numbers of the number words among some words."""
    numbers = lexicon().numbers
    parts = _WORD.findall(words.lower())
    return [numbers[part] for part in parts if part in numbers]


def _year_of_pair(values: list[int]) -> int | None:
    """Return the year of "nineteen ninety-six", "nineteen hundred and four"."""
    century = values[0]
    is_hundred = values[1] == 100
    rest = sum(values[2:]) if is_hundred else sum(values[1:])
    if century not in _CENTURY_WORDS or rest > 99:
        return None
    if rest < 10 and not is_hundred:
        return None
    return century * 100 + rest


def duration(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length of time; `unit` is a unit of time, singular or plural.

    >>> duration(2, "weeks"), duration(None, "days"), duration(2.5, "years"), duration(4, "hours")
    ('P2W', 'PXD', 'P2Y6M', 'PT4H')
    """
    letter, size = unit_of(unit)
    is_clock_unit = singular(unit) in _CLOCK_UNITS
    time = "T" if is_clock_unit else ""
    if amount is None:
        unknown = _ROUND_LETTERS.get(size, letter)
        return f"P{time}X{unknown}"
    amount *= size
    if amount == 0.5 and letter in _HALVES:
        return _HALVES[letter]
    if amount >= _LONGEST:
        return f"P{time}X{letter}"
    half = _half_of(letter, time)
    whole, rest = divmod(amount, 1)
    has_half = whole > 0 and rest == 0.5
    number = amount
    if half and has_half:
        number = whole
        letter += half
    return f"P{time}{number:g}{letter}"


def _half_of(letter: str, time: str) -> str:
    """Return half a unit in the next finer one; "" where TIMEX3 has none."""
    if letter == "M" and time:
        return "30S"
    return {"Y": "6M", "H": "30M"}.get(letter, "")


def singular(unit: str) -> str:
    """Return a unit's singular ("centuries" -> "century")."""
    if unit == "centuries":
        return "century"
    return unit.removesuffix("s")


def unit_of(unit: str) -> tuple[str, int]:
    """Return the TIMEX3 letter of a unit and how many of the letter's unit it is."""
    word = singular(unit)
    return lexicon().units.get(word) or _OTHER_UNITS.get(word) or ("D", 1)
