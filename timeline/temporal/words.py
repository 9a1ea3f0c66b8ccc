"""Which words tell a time, and which kind of word is each?"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import LexiconError

FILE = "temporal_en.toml"

# Kinds of tokens that are not listed words; words.py gives every kind one private character.
TOKEN_KINDS = (
    "other", "plain", "capital", "brk", "feast", "iso", "slashdate", "clock", "ordnum", "decade", "bignum", "dec",
    "d0", "d1", "d2", "d3", "d4", "d5", "n3", "n4", "y4", "yold", "longnum", "ampm", "era",
    "comma", "dot", "dash", "slash", "open", "close", "apos", "currency", "colon", "percent",
    "month", "monthamb", "mabbr", "weekday", "weekdays", "wabbr", "season", "seasonamb", "seasons",
    "daypart", "dayparts", "clockword", "numword", "quant", "ordword", "ordcap", "zone",
)  # fmt: skip


class Lexicon:
    """The words of one language that tell a time.

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

    def __init__(self, data: dict[str, Any]) -> None:
        """Read the tables of one TOML file; raise LexiconError when a word has two kinds."""
        self.words: dict[str, str] = {}
        self.proper: dict[str, str] = {}
        for kind, words in data["kinds"].items():
            self._add(self.words, words, kind)
        self.numbers: dict[str, int] = data["numbers"]
        self.ordinals: dict[str, int] = data["ordinals"]
        self.seasons: dict[str, str] = data["seasons"]
        self.dayparts: dict[str, str] = data["dayparts"]
        self.clockwords: dict[str, str] = data["clockwords"]
        self.units: dict[str, tuple[str, int]] = {
            word: (unit[0], unit[1]) for word, unit in data["units"].items()
        }
        self._add(self.words, self.numbers, "numword")
        self._add(self.words, data["quantities"]["words"], "quant")
        self._add(self.words, self.ordinals, "ordword")
        self._add(self.words, self.clockwords, "clockword")
        self._add(self.words, (w for w in self.dayparts if not w.endswith("s")), "daypart")
        self._add(self.words, (w for w in self.dayparts if w.endswith("s")), "dayparts")
        self._add(self.words, data["zones"]["names"], "zone")
        self._add_seasons()
        self.months = self._add_months(data["months"])
        self.weekdays = self._add_weekdays(data["weekdays"])
        names = dict.fromkeys([*TOKEN_KINDS, *data["kinds"]])
        self.kinds = {name: chr(0xE000 + index) for index, name in enumerate(names)}

    def _add(self, table: dict[str, str], words: Iterable[str], kind: str) -> None:
        for word in words:
            if table.setdefault(word, kind) != kind:
                raise LexiconError(
                    f"{FILE}, [kinds] {kind}",
                    f"the word {word!r} is already of kind {table[word]!r}.",
                    "Keep it in one of the two.",
                )

    def _add_seasons(self) -> None:
        for word in self.seasons:
            kind = "seasonamb" if word in ("fall", "spring", "springs") else "season"
            self._add(self.words, [word], "seasons" if word.endswith("s") else kind)

    def _add_months(self, data: dict[str, list[str]]) -> dict[str, int]:
        months = {name: number for number, name in enumerate(data["names"], 1)}
        self._add(self.proper, (n for n in months if n not in data["ambiguous"]), "month")
        self._add(self.proper, data["ambiguous"], "monthamb")
        self._add(self.proper, data["abbreviations"], "mabbr")
        starts = {name[:3]: number for name, number in months.items()}
        return months | {short: starts[short[:3]] for short in data["abbreviations"]}

    def _add_weekdays(self, data: dict[str, list[str]]) -> dict[str, int]:
        names = {name: number for number, name in enumerate(data["names"], 1)}
        starts = {name[:3]: number for name, number in names.items()}
        self._add(self.words, names, "weekday")
        self._add(self.words, data["plurals"], "weekdays")
        self._add(self.proper, data["abbreviations"], "wabbr")
        return {
            word: starts[word[:3]] for word in [*names, *data["plurals"], *data["abbreviations"]]
        }


@cache
def lexicon() -> Lexicon:
    """Read the English words once."""
    path = resources.files("timeline.lexicon") / "data" / "words" / FILE
    return Lexicon(tomllib.loads(path.read_text(encoding="utf-8")))
