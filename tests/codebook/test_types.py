"""Own kinds of incident in a timeline.toml are checked, read and shown."""

from pathlib import Path

import pytest

import timeline
from tests.cli.factories import run
from timeline.errors import LexiconError, SettingsError
from timeline.notebook.wording import wording

OWN = """
[[type]]
id = "LOOT"
label = "Looting"
definition = "People take goods by force or threat."
modes = ["shops", "aid"]

[[trigger]]
type = "LOOT"
mode = "shops"
lemmas = ["ransack"]
examples = ["Militiamen ransacked the shops of Subek on Monday."]
"""
TEXT = "Militiamen ransacked the shops of Subek on Sunday.\n"


def build(folder: Path, own: str = OWN) -> timeline.Timeline:
    """Build a text that names looting, with a timeline.toml."""
    article = folder / "a-2012-03-05.txt"
    article.write_text(TEXT, encoding="utf-8")
    settings = folder / "timeline.toml"
    settings.write_text(own, encoding="utf-8")
    return timeline.build(article, settings=settings, jobs=1)


def test_own_type_is_read_shown_and_exported(tmp_path: Path) -> None:
    tl = build(tmp_path)
    assert [(each.type, each.mode) for each in tl if each.type == "LOOT"] == [
        ("LOOT", "shops")
    ]
    assert wording(tl.data).types["LOOT"] == "Looting"
    page = tmp_path / "page.html"
    tl.write_page(page)
    assert "Looting" in page.read_text(encoding="utf-8")
    for name in (
        "csv",
        "jsonl",
        "acled",
        "polecat",
        "gexf",
        "traminer",
        "xes",
        "timelinejs",
    ):
        tl.export(tmp_path / f"out.{name}", format=name)
    assert "LOOT" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    tl.export(tmp_path / "war.timeline.json", format="json")
    assert timeline.load(tmp_path / "war.timeline.json").data == tl.data
    assert len(tl.to_pandas()) == len(tl)


def test_check_runs_examples_of_own_type(tmp_path: Path) -> None:
    settings = tmp_path / "timeline.toml"
    settings.write_text(OWN, encoding="utf-8")
    done = run("codebook", "--check", settings)
    assert (done.code, done.out) == (0, "1 of 1 examples and near misses pass\n")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "LOOT"', 'id = "Loot"', "Write 2 to 20 capitals"),
        ('id = "LOOT"', 'id = "ASSAULT"', "there is a type 'ASSAULT' already"),
        ('label = "Looting"', 'label = " "', "label is empty"),
        ('["shops", "aid"]', '["Shops"]', "modes has 'Shops'"),
        ("modes", "symmetric = true\nmodes", "needs the role 'party'"),
        ('mode = "shops"', 'mode = "banks"', "no mode is called 'banks'"),
    ],
)
def test_wrong_type_is_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=message) as error:
        build(tmp_path, OWN.replace(old, new, 1))
    assert error.value.where.startswith("timeline.toml, t")


def test_type_without_definition_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="the field 'definition' is missing"):
        build(tmp_path, OWN.replace("definition", "#", 1))
