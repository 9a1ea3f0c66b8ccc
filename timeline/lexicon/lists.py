"""Word lists of the rules, read from data/lists/en.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from timeline.errors import LexiconError

LANGUAGE = "en"


@cache
def word_lists(language: str = LANGUAGE) -> Mapping[str, frozenset[str]]:
    """Read the word lists of a language, by "module.name"; see `read_lists`."""
    where = f"lists/{language}.toml"
    path = files("timeline.lexicon").joinpath("data", where)
    return read_lists(path.read_text(encoding="utf-8"), where)


def word_list(name: str) -> frozenset[str]:
    """Return the words of one list, "module.name"; KeyError if there is no such list."""
    return word_lists()[name]


def read_lists(content: str, where: str) -> dict[str, frozenset[str]]:
    """Read a file of word lists, by "module.name".

    Args:
        content: TOML with one table per list: `words`, and `about` them.
        where: What the file is called in messages.

    Raises:
        LexiconError: It is not TOML, or a list holds something else than words, each once.
    """
    try:
        modules = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        problem = f"this is not TOML ({error})."
        raise LexiconError(where, problem, "Correct the line it names.") from None
    lists: dict[str, frozenset[str]] = {}
    for module, tables in modules.items():
        for name, table in tables.items():
            key = f"{module}.{name}"
            lists[key] = _words_of(table, f"{where}, {key}")
    return lists


def _words_of(table: object, where: str) -> frozenset[str]:
    words = table.get("words") if isinstance(table, dict) else None
    if not isinstance(words, list):
        words = [None]
    if not all(isinstance(word, str) for word in words):
        problem = "has no list of words."
        fix = 'Write words = ["first", "second"].'
        raise LexiconError(where, problem, fix)
    unique = frozenset(words)
    if len(unique) < len(words):
        problem = "names a word twice."
        fix = "Name each word once."
        raise LexiconError(where, problem, fix)
    return unique
