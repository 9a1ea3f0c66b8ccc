"""Which number do some words say?"""

import re

from timeline.temporal.words import lexicon

_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def number(words: str) -> float | None:
    """Return the number that words or digits say; None for "several", "a few" and the like.

    >>> number("twenty four"), number("2 1/2"), number("two and a half"), number("a couple of"), number("several")
    (24.0, 2.5, 2.5, 2.0, None)
    >>> number("a hundred"), number("half a"), number("two to three"), number("two thousand")
    (100.0, 0.5, 2.0, 2000.0)
    """
    parts = _WORD.findall(words.lower())
    if "couple" in parts:
        return 2.0
    if "half" in parts:
        rest = [part for part in parts if part not in ("half", "a", "an", "and")]
        return (
            (number(" ".join(rest)) or 0.0 if rest else 0.0) + 0.5
            if parts[0] not in ("half",)
            else 0.5
        )
    if "/" in words and len(parts) == 3:
        return float(parts[0]) + float(parts[1]) / max(1.0, float(parts[2]))
    return _sum(parts)


def _sum(parts: list[str]) -> float | None:
    """Add up number words ("two thousand and four"), up to the first word that ends the number."""
    numbers = lexicon().numbers
    total: float | None = None
    for part in parts:
        if part[0].isdigit():
            return float(part.replace(",", "")[:16])  # a longer number counts nothing we know
        if part in numbers:
            total = _add(total, numbers[part])
        elif part in ("to", "or"):
            break
        elif part in ("a", "an") and total is None and len(parts) == 1:
            return 1.0
    return total


def _add(total: float | None, value: int) -> float:
    """Add a number word: "hundred", "thousand" and "dozen" multiply what stands before."""
    if value in (12, 100, 1000) and total is not None and (value != 12 or total < 10):
        return total * value
    return (total or 0.0) + value


def ordinal(words: str) -> int | None:
    """Return the number of an ordinal, "the" and "of" aside.

    >>> ordinal("21st"), ordinal("twenty-first"), ordinal("the eighth"), ordinal("last")
    (21, 21, 8, None)
    """
    digits = re.search(r"\d+", words)
    if digits:
        return int(digits[0])
    parts = _WORD.findall(words.lower())
    known = lexicon()
    total = sum(known.ordinals.get(part, 0) + known.numbers.get(part, 0) for part in parts)
    return total or None


def spelled_year(words: str) -> int | None:
    """Return the year that words spell, or None when they spell no year.

    >>> spelled_year("nineteen ninety-six"), spelled_year("two thousand and four"), spelled_year("twenty fourteen")
    (1996, 2004, 2014)
    >>> spelled_year("twenty three") is None, spelled_year("nineteen hundred")
    (True, 1900)
    """
    values = [
        lexicon().numbers[part]
        for part in _WORD.findall(words.lower())
        if part in lexicon().numbers
    ]
    if len(values) < 2:
        return None
    if values[1] == 1000:
        year = values[0] * 1000 + sum(values[2:])
        return year if year <= 2100 and values[0] == 2 else None
    rest = sum(values[1:]) if values[1] != 100 else sum(values[2:])
    if values[0] not in (17, 18, 19, 20) or (rest < 10 and values[1] != 100) or rest > 99:
        return None
    return values[0] * 100 + rest


def duration(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length of time; `unit` is a unit of time, singular or plural.

    >>> duration(2, "weeks"), duration(None, "days"), duration(2.5, "years"), duration(4, "hours")
    ('P2W', 'PXD', 'P2Y6M', 'PT4H')
    """
    letter, size = unit_of(unit)
    time = "T" if singular(unit) in ("second", "minute", "min", "hour", "hr") else ""
    if amount is None:
        return f"P{time}X{ {10: 'E', 100: 'C'}.get(size, letter) }"
    amount *= size
    finer = {"Y": "6M", "H": "30M"}.get(letter) or ("30S" if time and letter == "M" else "")
    if amount == 0.5 and letter in ("H", "Y", "D"):
        return {"H": "PT30M", "Y": "P6M", "D": "PT12H"}[letter]
    if amount % 1 == 0.5 and amount > 1 and finer:
        return f"P{time}{int(amount)}{letter}{finer}"
    return f"P{time}{amount:g}{letter}" if amount < 1e15 else f"P{time}X{letter}"


def singular(unit: str) -> str:
    """Return a unit's singular ("centuries" -> "century")."""
    if unit == "centuries":
        return "century"
    return unit[:-1] if unit.endswith("s") else unit


def unit_of(unit: str) -> tuple[str, int]:
    """Return the TIMEX3 letter of a unit and how many of the letter's unit it is."""
    extra = {
        "morning": ("D", 1),
        "afternoon": ("D", 1),
        "evening": ("D", 1),
        "weekend": ("W", 1),
        "summer": ("Y", 1),
    }
    word = singular(unit)
    return lexicon().units.get(word) or extra.get(word) or ("D", 1)
