"""Which words belong to which fill of a MUC-4 template?"""

import tomllib
from functools import cache
from pathlib import Path

Table = dict[str, list[str]]


@cache
def table(section: str) -> dict[str, str]:
    """Give the fill of every word of a section, the first that claims it."""
    found: dict[str, str] = {}
    for fill, words in _file()[section].items():
        for word in words:
            found.setdefault(word, fill)
    return found


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """Give one list of words."""
    return frozenset(_file()[section][name])


@cache
def regions() -> dict[str, str]:
    """Give the countries of interest as the task names them, by alpha-3 code."""
    return {code: str(name) for code, name in _file()["regions"].items()}


@cache
def _file() -> dict[str, Table]:
    return tomllib.loads(
        Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    )
