"""Own words in a timeline.toml are checked and read, and their examples run."""

from pathlib import Path

import pytest

import timeline
from tests.cli.factories import run
from timeline.errors import LexiconError, SettingsError
from timeline.settings import read_settings

OWN = """
[[trigger]]
type = "ASSAULT"
mode = "shelling"
lemmas = ["drench"]
examples = ["Rebels drenched the town of Subek on Monday."]
near_misses = ["The library opens at nine."]
"""


def toml(folder: Path, text: str = OWN) -> Path:
    """Write a timeline.toml."""
    path = folder / "timeline.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_word_is_read(tmp_path: Path) -> None:
    article = tmp_path / "a-2012-03-05.txt"
    article.write_text(
        "Rebels drenched the town of Subek on Sunday.\n", encoding="utf-8"
    )
    without = timeline.build(article, jobs=1)
    assert [each.mode for each in without if each.mode == "shelling"] == []
    tl = timeline.build(article, settings=toml(tmp_path), jobs=1)
    assert [(each.type, each.mode) for each in tl] == [("ASSAULT", "shelling")]
    assert "drenched" in str(tl.data.settings["own_triggers"])


def test_own_word_takes_place_of_shipped_one(tmp_path: Path) -> None:
    own = OWN.replace('["drench"]', '["shell"]').replace('"shelling"', '"chemical"')
    article = tmp_path / "a-2012-03-05.txt"
    article.write_text(
        "Rebels shelled the town of Subek on Sunday.\n", encoding="utf-8"
    )
    tl = timeline.build(article, settings=toml(tmp_path, own), jobs=1)
    assert [each.mode for each in tl] == ["chemical"]


def test_check_runs_examples_and_near_misses(tmp_path: Path) -> None:
    good = run("codebook", "--check", toml(tmp_path))
    assert (good.code, good.out) == (0, "2 of 2 examples and near misses pass\n")
    wrong = OWN.replace("Rebels drenched", "Rebels visited")
    wrong = wrong.replace(
        "The library opens at nine.", "Rebels drenched the port on Monday."
    )
    bad = run("codebook", "--check", toml(tmp_path, wrong))
    assert bad.code == 1
    assert bad.out == "0 of 2 examples and near misses pass\n"
    assert "no ASSAULT/shelling is read in: Rebels visited" in bad.err
    assert "is read in the near miss: Rebels drenched the port" in bad.err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"ASSAULT"', '"BATTLE"', "there is no incident type 'BATTLE'"),
        ('"shelling"', '"grad"', "no mode is called 'grad'"),
        ('["drench"]', '["Grad!"]', "Write lemmas in lower case"),
        ('["drench"]', "[]", "lemmas is missing or empty"),
        ("lemmas", 'frame = "sing"\nlemmas', "frame has 'sing'"),
        ("examples", 'without = ["Two words"]\nexamples', "without has 'Two words'"),
    ],
)
def test_wrong_word_is_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    path = toml(tmp_path, OWN.replace(old, new, 1))
    article = tmp_path / "a-2012-03-05.txt"
    article.write_text(
        "Rebels shelled the town of Subek on Sunday.\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=message) as error:
        timeline.build(article, settings=path, jobs=1)
    assert error.value.where.startswith("timeline.toml, trigger 1")


def test_word_given_twice_names_both_tables(tmp_path: Path) -> None:
    article = tmp_path / "a-2012-03-05.txt"
    article.write_text(
        "Rebels shelled the town of Subek on Sunday.\n", encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=r"also given by timeline\.toml, trigger 1"):
        timeline.build(article, settings=toml(tmp_path, OWN + OWN), jobs=1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lemmas", "lemma", "there is no field 'lemma'"),
        ('"ASSAULT"', "3", "type is 3"),
        ("type", "pos = 'adverb'\ntype", "one of: verb, noun"),
        ("[[trigger]]", "[trigger]", "'trigger' is not a list of tables"),
    ],
)
def test_wrong_field_is_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=message):
        read_settings(toml(tmp_path, OWN.replace(old, new, 1)))
