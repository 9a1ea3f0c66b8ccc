"""Everyday words that the rules use, by language: numbers, negations, months."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from timeline.errors import LexiconError


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Word lists of one language, by section and name; every word in lower case.

    Attributes:
        language: ISO 639-1 code.
        lists: "section.name" to its words, in the file's order.
        numbers: Number words with their value ("twelve": 12).
        multipliers: Number words that multiply ("hundred": 100).
    """

    language: str
    lists: dict[str, frozenset[str]]
    numbers: dict[str, int]
    multipliers: dict[str, int]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the list called "section.name"; KeyError if the file has none."""
        return self.lists[name]


def read_words(language: str, content: bytes) -> Words:
    """Read a word file.

    Raises:
        LexiconError: When the file is not TOML, or a list holds anything but words in lower case.
    """
    where = f"words/{language}.toml"
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = f"this is not TOML ({error})."
        raise LexiconError(where, problem, "Correct the line it names.") from None
    lists: dict[str, frozenset[str]] = {}
    numbers: dict[str, dict[str, int]] = {"small": {}, "large": {}}
    for section, table in tables.items():
        for name, value in table.items():
            if isinstance(value, dict):
                numbers[name] = {
                    str(word): int(number) for word, number in value.items()
                }
            else:
                key = f"{section}.{name}"
                lists[key] = _word_list(value, key, where)
    multipliers = numbers["large"]
    plurals = {f"{word}s" for word in multipliers}
    lists["numbers.multipliers"] = frozenset({*multipliers, *plurals})
    return Words(
        language=language,
        lists=lists,
        numbers=numbers["small"],
        multipliers=multipliers,
    )


def _word_list(value: object, key: str, where: str) -> frozenset[str]:
    if isinstance(value, list) and all(_is_lower_case(word) for word in value):
        return frozenset(value)
    problem = f"{key} holds something else than words."
    raise LexiconError(where, problem, "Write lower-case words.")


def _is_lower_case(word: object) -> bool:
    return isinstance(word, str) and word == word.lower()


@cache
def words(language: str = "en") -> Words:
    """Return the word lists of a language; LexiconError if there is no file for it."""
    path = files("timeline.lexicon") / "data" / "words" / f"{language}.toml"
    if not path.is_file():
        raise LexiconError(
            f"words/{language}.toml",
            "there is no such word file.",
            "This version reads English: 'en'.",
        )
    return read_words(language, path.read_bytes())
