"""Check that each word list of the rules is used, and that a wrong file is refused in plain words."""

import re
from pathlib import Path

import pytest

from timeline.errors import LexiconError
from timeline.lexicon.lists import read_lists, word_list, word_lists

PACKAGE = Path(__file__).resolve().parents[2] / "timeline"
USE = re.compile(r'word_list\(\s*"([^"]+)"')


def names_used() -> dict[str, str]:
    """Return the lists that modules ask for, with the module that does."""
    used: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in USE.findall(path.read_text(encoding="utf-8")):
            used[name] = path.stem
    return used


def test_every_list_is_used_by_its_module() -> None:
    used = names_used()
    assert set(used) == set(word_lists())
    assert {name: name.split(".")[0] for name in used} == used


def test_list_holds_its_words() -> None:
    assert {"north", "south", "east", "west"} <= word_list("place_names.points")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[places", "not TOML"),
        ("[places.points]\nabout = 'x'", "has no list of words"),
        ("[places]\npoints = 3", "has no list of words"),
        ("[places.points]\nwords = ['north', 3]", "has no list of words"),
        ("[places.points]\nwords = ['north', 'north']", "names a word twice"),
    ],
)
def test_wrong_file_is_refused(content: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        read_lists(content, "lists/xx.toml")
