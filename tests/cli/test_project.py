"""Do the commands keep a project as the README says, and refuse what cannot be?"""

import json
from pathlib import Path

import pytest

from tests.cli.factories import GOOD, good, line, process, process_code, run
from tests.project.factories import table
from timeline.exporters import jsonl
from timeline.exporters.json import read
from timeline.project.lock import locked

MORE = "Rebels shelled the village of Vash on Tuesday, killing two people, a police officer said.\n"


@pytest.fixture
def war(tmp_path: Path) -> Path:
    """A project of one good article."""
    assert run("init", tmp_path / "war").code == 0
    good(tmp_path / "war" / "articles")
    return tmp_path / "war"


def test_project_from_init_to_diff(war: Path) -> None:
    first = process("build", war)
    assert (first.code, first.err) == (0, "")
    assert (
        line(first.out, "read")
        == "read       1 of 1 documents; the others are unchanged"
    )
    assert line(first.out, "page").startswith(f"page       {war / 'timeline.html'} (")
    assert line(first.out, "data") == f"data       {war / 'timeline.timeline.json'}"
    before = {
        path: path.read_bytes()
        for path in (war / "timeline.html", war / "timeline.timeline.json")
    }
    assert [
        one.name
        for one in war.iterdir()
        if one.name not in {path.name for path in before}
    ] != []

    second = run("build", war)
    assert line(second.out, "unchanged") == "unchanged  nothing to do"
    assert {path: path.read_bytes() for path in before} == before

    (war / "articles" / "more-2012-03-07.txt").write_text(MORE, encoding="utf-8")
    third = run("build", war, "--jsonl", war / "x.jsonl")
    assert (
        line(third.out, "read")
        == "read       1 of 2 documents; the others are unchanged"
    )
    changes = line(third.out, "changes")
    assert (
        changes
        == f"changes    1 added, 0 removed, 0 changed since the last build (`timeline diff {war}`)"
    )
    assert jsonl.read(war / "x.jsonl") == read(war / "timeline.timeline.json").incidents

    shown = run("diff", war)
    assert shown.code == 0
    assert shown.out.splitlines()[1].split()[0] == "added"
    assert shown.out.splitlines()[-1] == "1 added, 0 removed, 0 changed"

    identity = read(war / "timeline.timeline.json").incidents[0].id
    text = table(
        {"action": "fix", "id": identity, "date": "2012-02"},
        {"action": "delete", "id": "i0"},
    )
    (war / "corrections.csv").write_text(text, encoding="utf-8")
    fourth = run("build", war)
    assert (
        line(fourth.out, "read")
        == "read       0 of 2 documents; the others are unchanged"
    )
    assert (
        line(fourth.out, "corrected") == "corrected  1 row of corrections.csv applied"
    )
    assert line(fourth.out, "skipped").startswith(
        "skipped    corrections.csv, line 3: no incident has the id 'i0'."
    )
    told = run("explain", war, identity).out
    assert line(told, "  corrected") == (
        "  corrected   date: 2012-03-04 → 2012-02-01 to 2012-02-29 (month), by L. Baker, 2021-05-04: checked on the ground"
    )
    assert "(report good-2012-03-05#" in told
    found = json.loads(run("diff", war, "--json").out)
    assert (found["came"], found["went"]) == ([], [])
    assert found["changed"][0]["fields"][0] == {
        "field": "date",
        "old": "2012-03-04",
        "new": "2012-02-01 to 2012-02-29 (month)",
    }
    assert '"corrections"' in (war / "timeline.html").read_text(encoding="utf-8")


def test_show_export_and_diff_write_nothing_into_project(
    war: Path, tmp_path: Path
) -> None:
    shown = run("show", war)
    assert shown.code == 0
    assert len(shown.out.splitlines()) == 3
    assert run("export", war, "--format", "jsonl", "-o", tmp_path / "x.jsonl").code == 0
    assert len(jsonl.read(tmp_path / "x.jsonl")) == 2
    same = run("diff", war, war / "articles")
    assert (same.code, same.out) == (0, "No incident was added, removed or changed.\n")
    assert sorted(one.name for one in war.iterdir()) == [
        ".gitattributes",
        ".timeline",
        "articles",
        "corrections.csv",
        "timeline.toml",
    ]


def test_unchanged_build_and_show_load_no_parser(war: Path) -> None:
    code = "import sys; from timeline.cli import main; main(standalone_mode=False); sys.exit('spacy' in sys.modules)"
    assert process_code(code, "build", war) == 1
    assert process_code(code, "build", war) == 0
    assert process_code(code, "show", war) == 0
    (war / "corrections.csv").unlink()
    assert process_code(code, "show", war) == 0


def test_the_page_may_go_elsewhere(war: Path, tmp_path: Path) -> None:
    found = run("build", war, "-o", tmp_path / "p.html", "--layout", "archive")
    assert found.code == 0
    assert read(tmp_path / "p.timeline.json").title == "war"
    assert not (war / "timeline.html").exists()


WRONG = [
    (
        ("build", "war", "more"),
        "timeline: war: this is a project; it cannot be built together with other paths.",
    ),
    (
        ("build", "war", "--title", "x"),
        "timeline: --title: a project takes this from its own files (timeline.toml).",
    ),
    (
        ("build", "war", "--about", "x"),
        "timeline: --about: a project takes this from its own files (timeline.toml).",
    ),
    (
        ("build", "war", "--model", "x"),
        "timeline: --model: a project takes this from its own files (timeline.toml).",
    ),
    (
        ("build", "war", "--separate"),
        "timeline: --separate: a project takes this from its own files (timeline.toml).",
    ),
    (
        ("build", "war", "--settings", "x"),
        "timeline: --settings: a project takes this from its own files",
    ),
    (
        ("build", "war", "--date", "2012-03-05"),
        "timeline: --date: a project takes this from its own files",
    ),
    (
        ("build", "war", "-o", "war/corrections.csv"),
        "this file is read; it would be overwritten.",
    ),
    (
        ("build", "war", "-o", "no/page.html"),
        "timeline: no/page.html: there is no folder 'no'.",
    ),
    (
        ("init", "war"),
        "timeline: war: this is a project already. Build it with `timeline build war`, or give another",
    ),
    (
        ("diff", "more"),
        "timeline: diff: there is nothing to compare it with. Give OLD and NEW, or a project folder alone.",
    ),
    (
        ("build", "more", "--settings", "more/a.txt"),
        "timeline: a.txt: cannot be read (",
    ),
    (
        ("build", "more", "--settings", "no.toml"),
        "timeline: no.toml: cannot be read (no such file or directory).",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "words"), WRONG, ids=[" ".join(one) for one, _ in WRONG]
)
def test_wrong_usage_is_told_before_any_work(
    war: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(war.parent)
    good(war.parent / "more", "a.txt")
    before = (war / "corrections.csv").read_bytes()
    found = run(*arguments)
    assert found.code == (1 if "cannot be read" in words else 2)
    assert found.out == ""
    assert words in found.err
    assert (war / "corrections.csv").read_bytes() == before
    assert not (war / "timeline.html").exists()


def test_project_without_a_change_cannot_be_compared_alone(war: Path) -> None:
    run("build", war)
    found = run("diff", war)
    assert found.code == 1
    assert (
        found.err
        == f"timeline: {war}: no build has changed this project yet. Give two timelines: OLD and NEW.\n"
    )


def test_second_build_at_same_time_stops(war: Path) -> None:
    with locked(war / ".timeline", name="war"):
        found = process("build", war)
    assert (found.code, found.out) == (1, "")
    assert found.err == (
        "timeline: war: another build of this project is running. Wait until it has ended, then run this again.\n"
    )
    assert not (war / "timeline.html").exists()


def test_wrong_project_files_have_code_1(war: Path) -> None:
    (war / "timeline.toml").write_text(
        "[[actor]]\nid = 'a'\nname = 'A'\ncountry = 'XX'\n"
    )
    found = run("build", war)
    assert found.code == 1
    assert found.err.startswith(
        "timeline: timeline.toml, actor 1 (a): there is no country 'XX'. Use its ISO 3166"
    )
    (war / "timeline.toml").write_text("model = 'no_such_model'\n")
    assert run("build", war).err.startswith(
        "timeline: timeline.toml: model 'no_such_model' is not an installed package."
    )


def test_init_tells_what_it_made(tmp_path: Path) -> None:
    found = run("init", tmp_path / "a")
    assert found.code == 0
    assert line(found.out, "project") == f"project    {tmp_path / 'a'}"
    assert f"run `timeline build {tmp_path / 'a'}`" in line(found.out, "articles")


def test_words_of_articles_in_diff_cannot_steer_terminal(war: Path) -> None:
    run("build", war)
    nasty = GOOD.replace("Orlo", "Or\x1b[31mlo")
    (war / "articles" / "good-2012-03-05.txt").write_text(nasty, encoding="utf-8")
    run("build", war)
    for arguments in (("diff", war), ("diff", war, "--json")):
        found = run(*arguments)
        assert found.code == 0
        assert {char for char in found.out if not char.isprintable()} == {"\n"}


def test_ids_last_when_earlier_reports_come_and_go(war: Path) -> None:
    run("build", war)
    before = {
        one.id: one.headline for one in read(war / "timeline.timeline.json").incidents
    }
    earlier = war / "articles" / "a-2012-03-05.txt"
    earlier.write_text(
        "Four people died when army gunners shelled the market of Subek on Monday, a doctor said.\n\n"
        "The army shelled the market of Subek on Monday, killing four people, the doctor said.\n",
        encoding="utf-8",
    )
    run("build", war)
    with_it = read(war / "timeline.timeline.json").incidents
    assert before.keys() <= {one.id for one in with_it}
    assert any(
        passage.document == "a-2012-03-05"
        for one in with_it
        if one.id in before
        for passage in one.reports
    )
    earlier.unlink()
    run("build", war)
    assert {
        one.id: one.headline for one in read(war / "timeline.timeline.json").incidents
    } == before
