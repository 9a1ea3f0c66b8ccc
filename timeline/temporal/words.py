"""Words of time by kind, read from the lexicon's file of temporal words."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import LexiconError

FILE = "temporal_en.toml"

# Kinds of tokens that are not listed words; words.py gives every kind one private character.
TOKEN_KINDS = (
    "other", "plain", "capital", "brk", "feast", "iso", "slashdate", "clock", "ordnum", "decade",
    "bignum", "dec", "calmonth", "d0", "d1", "d2", "d3", "d4", "d5", "n3", "n4", "y4", "yold",
    "longnum",
    "ampm", "hijra", "era", "comma", "dot", "dash", "slash", "open", "close", "apos", "currency",
    "colon", "percent", "month", "monthamb", "mabbr", "weekday", "weekdays", "wabbr", "season",
    "seasonamb", "seasons", "daypart", "dayparts", "clockword", "numword", "quant", "ordword",
    "ordcap", "zone",
)  # fmt: skip
_FIRST_CODE = 0xE000  # the first private character of Unicode
_AMBIGUOUS_SEASONS = ("fall", "spring", "springs")


class Lexicon:
    """The words of one language that name a time.

    Attributes:
        kinds: Kind of a token -> its character in the code string.
        words: Lower-case word -> kind, for words whose case does not matter.
        proper: Lower-case word -> kind, for words that count only with a capital letter.
        months: Lower-case name or abbreviation -> 1 to 12.
        weekdays: Lower-case name, plural or abbreviation -> 1 (Monday) to 7.
        numbers: Number word -> number.
        ordinals: Ordinal word -> number.
        seasons: Season word -> TIMEX3 code.
        dayparts: Part of the day -> TIMEX3 code.
        clockwords: "noon", "midnight" -> TIMEX3 time.
        units: Singular unit -> (TIMEX3 letter, how many of it).
    """

    kinds: dict[str, str]
    words: dict[str, str]
    proper: dict[str, str]
    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    clockwords: dict[str, str]
    units: dict[str, tuple[str, int]]

    def __init__(self, data: dict[str, Any]) -> None:
        """Read the tables of one TOML file; raise LexiconError when a word has two kinds."""
        self.words = {}
        self.proper = {}
        self.numbers = data["numbers"]
        self.ordinals = data["ordinals"]
        self.seasons = data["seasons"]
        self.dayparts = data["dayparts"]
        self.clockwords = data["clockwords"]
        self.units = {}
        for word, (letter, size) in data["units"].items():
            self.units[word] = (letter, size)
        for kind, words in data["kinds"].items():
            self._add(self.words, words, kind)
        self._add_tables(data)
        self._add_seasons()
        self.months = self._add_months(data["months"])
        self.weekdays = self._add_weekdays(data["weekdays"])
        names = [*TOKEN_KINDS, *data["kinds"]]
        self.kinds = _codes(names)

    def codes(self, table: dict[str, str]) -> dict[str, str]:
        """Return the character of each word of a table of kinds."""
        return {word: self.kinds[kind] for word, kind in table.items()}

    def _add(self, table: dict[str, str], words: Iterable[str], kind: str) -> None:
        for word in words:
            present = table.setdefault(word, kind)
            if present != kind:
                raise LexiconError(
                    f"{FILE}, [kinds] {kind}",
                    f"the word {word!r} is already of kind {present!r}.",
                    "Keep it in one of the two.",
                )

    def _add_tables(self, data: dict[str, Any]) -> None:
        plurals = [word for word in self.dayparts if word.endswith("s")]
        singulars = [word for word in self.dayparts if not word.endswith("s")]
        self._add(self.words, self.numbers, "numword")
        self._add(self.words, data["quantities"]["words"], "quant")
        self._add(self.words, self.ordinals, "ordword")
        self._add(self.words, self.clockwords, "clockword")
        self._add(self.words, singulars, "daypart")
        self._add(self.words, plurals, "dayparts")
        self._add(self.words, data["zones"]["names"], "zone")

    def _add_seasons(self) -> None:
        for word in self.seasons:
            kind = "seasonamb" if word in _AMBIGUOUS_SEASONS else "season"
            if word.endswith("s"):
                kind = "seasons"
            self._add(self.words, [word], kind)

    def _add_months(self, data: dict[str, list[str]]) -> dict[str, int]:
        months = _numbered(data["names"])
        plain = [name for name in months if name not in data["ambiguous"]]
        self._add(self.proper, plain, "month")
        self._add(self.proper, data["ambiguous"], "monthamb")
        self._add(self.proper, data["abbreviations"], "mabbr")
        return months | _by_first_letters(data["abbreviations"], months)

    def _add_weekdays(self, data: dict[str, list[str]]) -> dict[str, int]:
        weekdays = _numbered(data["names"])
        self._add(self.words, weekdays, "weekday")
        self._add(self.words, data["plurals"], "weekdays")
        self._add(self.proper, data["abbreviations"], "wabbr")
        forms = [*weekdays, *data["plurals"], *data["abbreviations"]]
        return _by_first_letters(forms, weekdays)


def _codes(names: Iterable[str]) -> dict[str, str]:
    """Return one private character for each of some names."""
    different = dict.fromkeys(names)
    codes = enumerate(different, _FIRST_CODE)
    return {name: chr(code) for code, name in codes}


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names, 1)}


def _by_first_letters(forms: Iterable[str], numbers: dict[str, int]) -> dict[str, int]:
    """Return the number of each form, as its first three letters name it."""
    by_start: dict[str, int] = {}
    by_form: dict[str, int] = {}
    for name, number in numbers.items():
        by_start[name[:3]] = number
    for form in forms:
        by_form[form] = by_start[form[:3]]
    return by_form


@cache
def lexicon() -> Lexicon:
    """Read the English words once."""
    path = resources.files("timeline.lexicon") / "data" / "words" / FILE
    return Lexicon(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def codes_of(*kinds: str) -> frozenset[str]:
    """Return the characters that stand for some kinds of tokens."""
    return frozenset(lexicon().kinds[kind] for kind in kinds)
