"""The codebook says of each type what the rules know."""

import json
from pathlib import Path

import pytest

from tests.cli.factories import run
from timeline import __version__
from timeline.codebook.build import COLLECTIONS, SCHEMA, as_dict
from timeline.codebook.markdown import to_markdown
from timeline.lexicon.crosswalks import crosswalk
from timeline.lexicon.incident_types import incident_types


def test_json_has_each_type_with_its_examples(tmp_path: Path) -> None:
    path = tmp_path / "codebook.json"
    assert run("codebook", "-o", path).code == 0
    book = json.loads(path.read_text(encoding="utf-8"))
    assert (book["schema"], book["version"]) == (SCHEMA, __version__)
    for entry in book["types"]:
        kind = incident_types()[entry["id"]]
        assert entry["definition"] == kind.definition
        assert len(entry["examples"]) + len(entry["near_misses"]) == len(kind.examples)
        assert entry["modes"] == kind.modes
        lemmas = {lemma for words in entry["words"].values() for lemma in words}
        assert lemmas == {lemma for group in kind.triggers for lemma in group.lemmas}
    assert len(book["types"]) == len(incident_types())


@pytest.mark.parametrize("name", COLLECTIONS)
def test_codes_are_those_of_the_crosswalks(name: str) -> None:
    shown = {
        (code["code"], entry["id"], code["mode"])
        for entry in as_dict(__version__)["types"]
        for code in entry["crosswalks"]
        if code["collection"] == name
    }
    expected = {
        (code, crossing.type, crossing.mode)
        for code, crossing in crosswalk(name).items()
        if crossing.type is not None
    }
    assert shown == expected
    assert shown


def test_markdown_has_definition_example_and_near_miss() -> None:
    text = to_markdown(__version__)
    for kind in incident_types().values():
        assert f"## {kind.id}: {kind.label}\n\n{kind.definition}\n" in text
        for example in kind.examples:
            assert f"- {example.text}" in text
    assert "| ACLED | Battles/Armed clash (clash)" in text


def test_command_prints_sizes_and_prompt() -> None:
    sizes = run("codebook")
    assert sizes.out.startswith(f"types      {len(incident_types())}\n")
    assert "hash " in sizes.out
    assert "## Incident types" in run("codebook", "--prompt").out


def test_other_extension_is_refused(tmp_path: Path) -> None:
    done = run("codebook", "-o", tmp_path / "codebook.docx")
    assert done.code == 2
    assert ".md or .json" in done.err
