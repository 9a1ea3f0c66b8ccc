"""Does the walk through the sequences of an example still lead where its text says?"""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.factories import run

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "north-korea-2006"
TEXT = (EXAMPLE / "README.md").read_text(encoding="utf-8")
WALK = TEXT[TEXT.index("## A walk") : TEXT.index("### What the finding is not")]


def commands() -> list[list[str]]:
    """List the commands of the walk, in order."""
    return [
        shlex.split(line)[1:]
        for line in re.findall(r"^    (timeline .*)$", WALK, flags=re.MULTILINE)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("walk") / "north-korea.html"
    found = run("build", EXAMPLE, "-o", page)
    assert found.code == 0, found.err
    return page.with_name("north-korea.timeline.json")


def asked(built: Path, number: int, *more: str) -> dict[str, list[dict[str, object]]]:
    """Put the question of that number in the walk, and give the table."""
    arguments = [one for one in commands() if one[0] == "sequences"][number]
    found = run(
        "sequences",
        built,
        *arguments[2:],
        *([] if "--format" in arguments else ["--format", "json"]),
        *more,
    )
    assert found.code == 0, found.err
    table: dict[str, list[dict[str, object]]] = json.loads(found.out)
    return table


def row(table: dict[str, list[dict[str, object]]]) -> dict[str, object]:
    """Give the row of sanctions after tests."""
    return next(
        one
        for one in table["rows"]
        if (one["first"], one["then"]) == ("MOBILIZE", "SANCTION")
    )


def test_the_first_command_builds_what_the_others_read() -> None:
    first, *rest = commands()
    assert first == ["build", "examples/north-korea-2006", "-o", "north-korea.html"]
    assert {one[1] for one in rest} == {"north-korea.timeline.json"}
    assert {one[0] for one in rest} == {"sequences", "explain"}


def test_numbers_of_sanctions_after_tests_equal_the_text(built: Path) -> None:
    found = row(asked(built, 0))
    assert (
        found["n"],
        found["observed_least"],
        found["observed_most"],
        found["finding"],
    ) == (17, 11, 11, True)
    words = " ".join(WALK.split())
    assert f"Of {found['n']:.0f} tests" in words
    assert f"{found['observed_least']:.0f} were followed by a sanction" in words
    assert isinstance(found["expected"], float)
    assert f"{found['expected']:.0f} are, on average" in words


def test_omissions_equal_the_text_and_leave_the_row(built: Path) -> None:
    table = asked(built, 0)
    left = {str(one["reason"]): one["incidents"] for one in table["left_out"]}
    assert set(left) - {"double"} == {"undated", "guessed", "coarse", "other"}
    assert {left[one] for one in ("undated", "guessed", "coarse")} == {1}
    assert row(asked(built, 1))["observed_least"] == row(table)["observed_least"]


def test_an_instance_leads_back_to_its_sentences(built: Path) -> None:
    motif = next(
        one for one in asked(built, 2)["rows"] if one["motif"] == "MOBILIZE > SANCTION"
    )
    first, then = str(motif["instances"]).split("; ")[0].split(" > ")
    words = [" ".join(run("explain", built, one).out.split()) for one in (first, then)]
    text = " ".join(WALK.replace("*", "").split())
    assert "North Korea tested seven missiles on 5 July 2006" in words[0]
    assert (
        "The Security Council imposed an embargo on missile parts on North Korea on 15 July 2006"
        in words[1]
    )
    assert "North Korea tested seven missiles on 5 July 2006" in text


def test_a_shorter_window_takes_the_finding_away(built: Path) -> None:
    assert row(asked(built, 3))["finding"] is False


def test_lags_have_no_row_for_tests(built: Path) -> None:
    rows = asked(built, 4)["rows"]
    council = [one for one in rows if "Security Council" in str(one["actor"])]
    assert [one["answered_most"] for one in council] == [0]
    assert not [one for one in rows if "Security Council" in str(one["other"])]


def test_tab_of_page_has_numbers_in_text(built: Path) -> None:
    found = run(
        "sequences", built, "--as", "transitions", "--by", "actor", "--format", "json"
    )
    mine = row(json.loads(found.out))
    assert (mine["observed_least"], mine["n"], mine["p"]) == (4, 7, None)
    assert "4 of 7 tests were followed by a sanction, and 7 are too few" in " ".join(
        WALK.split()
    )
