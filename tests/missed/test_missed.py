"""Sentences with words of violence that gave no incident are shown, with the reason."""

import json
from pathlib import Path

import pytest

import timeline
from tests.cli.factories import run
from timeline.missed.find import Missed, missed
from timeline.settings import Settings

FILE = "good-2012-03-05.txt"
READ = "Army gunners shelled the market of Subek on Monday, killing four people, two witnesses said."


def missed_in(folder: Path, *sentences: str) -> list[Missed]:
    """Return what a text of these sentences misses, beside one that is read."""
    path = folder / FILE
    path.write_text(" ".join([READ, *sentences]) + "\n", encoding="utf-8")
    data = timeline.build(path, jobs=1).data
    (document,) = data.documents
    return list(missed(document, data.incidents, settings=Settings()))


@pytest.mark.parametrize(
    ("sentence", "word", "reason"),
    [
        (
            "The new film was attacked by critics.",
            "attacked",
            "'attacked' means something else",
        ),
        (
            "The mayor fears that gunmen could attack the town one day.",
            "attack",
            "only aimed at",
        ),
        ("They hit a record price.", "hit", "'hit' means something else"),
    ],
)
def test_says_which_rule_said_no(
    sentence: str, word: str, reason: str, tmp_path: Path
) -> None:
    found = missed_in(tmp_path, sentence)
    assert [each.word for each in found] == [word], found
    assert found[0].text == sentence
    assert found[0].reason.startswith(reason), found


def test_passes_sentences_with_an_incident_or_without_force(tmp_path: Path) -> None:
    assert missed_in(tmp_path, "The library opens at nine.") == []


def test_command_prints_sentences_and_json(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(f"{READ} They hit a record price.\n", encoding="utf-8")
    shown = run("missed", path)
    assert shown.code == 0
    assert "1 sentences in 1 articles" in shown.out
    (line,) = run("missed", path, "--json").out.splitlines()
    answer = json.loads(line)
    assert answer["text"] == "They hit a record price."
    assert answer["start"] == len(READ) + 1


def test_rows_of_tables_are_left_out(tmp_path: Path) -> None:
    table = Path(__file__).resolve().parents[2] / "examples" / "idlib-2020-rows.csv"
    assert "0 sentences in 0 articles" in run("missed", table).out
