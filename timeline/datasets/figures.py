"""Numbers of people that a cell gives, exactly or with bounds: "2+", "10-15", "~40"."""

import re
from functools import cache

from timeline.datasets.rows import Row
from timeline.lexicon.numbers import Number, read_number
from timeline.lexicon.words import words

# What people write for a number they do not have.
_UNKNOWN = frozenset(
    {
        "unknown",
        "unk",
        "n/a",
        "na",
        "?",
        "-",
        "--",
        "–",
        "tbc",
        "unclear",
        "not known",
        "no data",
    }
)
_PLAIN = re.compile(r"[+-]?\d[\d,.\s'’]*(?:[eE]\+?\d+)?")
_SIGNS = (
    (re.compile(r"^\s*[~≈±]\s*|^\s*(?:c|ca)\.?\s+(?=\d)"), "about "),
    (re.compile(r"^\s*(?:>=|≥)\s*"), "at least "),
    (re.compile(r"^\s*(?:<=|≤)\s*"), "up to "),
    (re.compile(r"^\s*>\s*"), "more than "),
    (re.compile(r"^\s*<\s*"), "fewer than "),
    (re.compile(r"^\s*(\d[\d,]*)\s*\+\s*$"), r"at least \1"),
)
_DASH = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")
_TOKEN = re.compile(r"\d[\d,]*-\d[\d,]*|\d[\d,.]*|[^\W\d]+(?:-[^\W\d]+)*|-")
# Words beside a number that do not change it.
_BESIDE = frozenset(
    {
        "people",
        "persons",
        "person",
        "dead",
        "killed",
        "deaths",
        "fatalities",
        "casualties",
    }
    | {"injured", "wounded", "between", "and", "to", "or", "a", "of", "half", "-"}
)


def figure_of(row: Row, column: str) -> Number | None:
    """Return the number of people of a cell, with its bounds.

    None when the cell is empty, says that the number is unknown, or is noted as no number.
    """
    value = row.text(column)
    lowered = value.casefold().strip(" .")
    if not value or lowered in _UNKNOWN:
        return None
    if _PLAIN.fullmatch(value):
        number = row.number(column)
        return None if number is None else Number(number, number, number)
    stated = bounded_number(value)
    if stated is None:
        row.note(
            f"{column} {value[:30]!r} is not a number of people",
            "The cell was left out",
        )
    return stated


def bounded_number(value: str) -> Number | None:
    """Read a number with bounds; None where a word of the cell is not understood.

    >>> bounded_number("2+"), bounded_number("10-15")
    (Number(low=2, best=2, high=None), Number(low=10, best=None, high=15))
    >>> bounded_number("dozens"), bounded_number("3 and a dog")
    (Number(low=None, best=None, high=None), None)
    """
    text = value.casefold()
    for sign, said in _SIGNS:
        text = sign.sub(said, text)
    text = _DASH.sub("-", text)
    tokens = _TOKEN.findall(text)
    if any(not token[0].isdigit() and token not in _known_words() for token in tokens):
        return None
    return read_number(tokens, words())


@cache
def _known_words() -> frozenset[str]:
    """Return the words that may stand in a cell with a number."""
    lists = words()
    phrases = (
        lists["numbers.at_least"]
        | lists["numbers.at_most"]
        | lists["numbers.about"]
        | lists["numbers.vague"]
    )
    parts = {part for phrase in phrases for part in phrase.split()}
    return frozenset(
        parts | lists.numbers.keys() | lists["numbers.multipliers"] | _BESIDE
    )
