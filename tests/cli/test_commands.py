"""Do the commands beside build do what they say, from a timeline.json and from articles?"""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click import Context

from tests.builders import SENTENCE, document, incident, passage, timeline_data
from tests.cli.factories import good, process, process_code, run
from timeline.cli import COMMANDS, main
from timeline.exporters import json as timeline_json
from timeline.exporters.formats import EXPORTERS
from timeline.exporters.json import read

NASTY = "\x1b[31mred\x1b]0;title\x07 [bold]b[/bold] \u202eback\r\n"


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_every_help_shows_examples_that_name_the_command(name: str | None) -> None:
    found = run(*([name] if name else []), "--help")
    assert (found.code, found.err) == (0, "")
    examples = found.out.split("Example", 1)[1].split("Options:")[0].splitlines()[1:]
    assert next(one.split()[:2] for one in examples if one.strip()) == [
        "timeline",
        name or "build",
    ]
    assert all(
        one.strip().startswith("timeline ") for one in examples if one.strip()
    )  # a line each, not run together


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_of_help_name_existing_options(name: str) -> None:
    command = main.get_command(Context(main), name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    lines = [
        one
        for one in (command.help or "").split("\n")
        if one.strip().startswith(f"timeline {name} ")
    ]
    assert lines
    assert {
        word for one in lines for word in one.split() if word.startswith("-")
    } <= known


def test_the_version_is_told() -> None:
    assert run("--version").out.startswith("timeline, version ")


@pytest.mark.parametrize(
    "arguments", [("bild",), ("build",), ("explain", "x.json"), ("show", "a", "b")]
)
def test_wrong_usage_has_code_2(arguments: tuple[str, ...]) -> None:
    found = run(*arguments)
    assert found.code == 2
    assert found.err


DAMAGED = [
    (
        None,
        "cannot be read (no such file or directory). Give the path of a timeline.json.",
    ),
    ("", "is not JSON, or is damaged"),
    ('{"schema": "conflict-timeline/1", "title"', "is not JSON, or is damaged"),
    ("[]", "is not a timeline: it has no field 'schema'."),
    (
        '{"schema": "other/9"}',
        "has schema 'other/9'; this version reads 'conflict-timeline/1'.",
    ),
    ('{"schema": "conflict-timeline/1", "title": 3}', "is damaged: "),
]


@pytest.mark.parametrize(
    "command", ["show", "explain", "export", "evaluate", "sequences"]
)
@pytest.mark.parametrize(("content", "words"), DAMAGED)
def test_damaged_timeline_gives_one_line_with_code_1(
    tmp_path: Path, command: str, content: str | None, words: str
) -> None:
    path = tmp_path / "x.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    gold = gold_folder(tmp_path)
    arguments: dict[str, tuple[str | Path, ...]] = {
        "show": (path,),
        "explain": (path, "i1"),
        "export": (path, "--format", "csv", "-o", tmp_path / "x.csv"),
        "evaluate": (gold, path),
        "sequences": (path,),
    }
    found = run(command, *arguments[command])
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith(f"timeline: {path}: {words}")
    assert found.err.count("\n") == 1
    assert not (tmp_path / "x.csv").exists()


def test_show_gives_every_incident_row_with_its_id(built: Path) -> None:
    found = run("show", built)
    rows = found.out.splitlines()
    assert (found.code, found.err) == (0, "")
    assert rows[0].split() == ["when", "type", "status", "what", "documents", "id"]
    assert [row.split()[-1] for row in rows[1:]] == [
        one.id for one in read(built).incidents
    ]


def test_show_stops_at_limit_and_counts_the_rest(built: Path) -> None:
    assert run("show", built, "--limit", "1").out.splitlines()[-1] == "and 1 more"
    assert run("show", built, "--limit", "0").code == 2


def test_show_builds_from_articles_with_problems_on_stderr(tmp_path: Path) -> None:
    good(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"")
    found = run("show", tmp_path)
    assert found.code == 0
    assert len(found.out.splitlines()) == 3
    assert found.err.startswith("skipped    a.txt: the file is empty.")


def test_missing_path_is_error_with_code_1(tmp_path: Path) -> None:
    found = run("show", tmp_path / "missing")
    assert (found.code, found.out) == (1, "")
    assert "missing: there is no such file or folder. Check the path." in found.err


def test_explain_shows_every_field_with_words_and_rules(built: Path) -> None:
    data = read(built)
    one = data.incidents[-1]
    found = run("explain", built, one.id)
    assert found.code == 0
    assert found.out.startswith(
        f"{one.headline}\n  id          {one.id}\n  summary     {one.summary}"
    )
    for words in (
        "2012-03-05, relative, precision day",
        "4 killed",
        "'shelled'  [",
        "'Monday'",
        one.reports[0].text,
    ):
        assert words in found.out


def test_explain_takes_beginning_of_id_and_lists_candidates(built: Path) -> None:
    ids = [one.id for one in read(built).incidents]
    found = run("explain", built, ids[0][:6])
    assert found.code == 0
    assert f"  id          {ids[0]}\n" in found.out
    found = run("explain", built, "i")
    assert found.code == 2
    assert found.err == (
        f"timeline: incident 'i': 2 incidents begin with this: {ids[0]}, {ids[1]}. `timeline show --all` lists the ids.\n"
    )


def test_unknown_id_is_answered_with_near_one(built: Path) -> None:
    wanted = read(built).incidents[0].id
    typed = wanted[:-1] + ("0" if wanted[-1] != "0" else "1")
    found = run("explain", built, typed)
    assert found.code == 2
    assert found.err == (
        f"timeline: incident {typed!r}: no incident has this id. Did you mean {wanted!r}? "
        "`timeline show --all` lists the ids.\n"
    )
    assert "Did you mean" not in run("explain", built, "zzz").err


def nasty_timeline(folder: Path) -> Path:
    """Write a timeline whose every word tries to steer the terminal."""
    text = NASTY + SENTENCE
    nasty = incident(
        id="i\x1b1",
        headline=NASTY,
        attribution=(NASTY,),
        publishers=(NASTY,),
        reports=(replace(passage(marks=()), text=text, end=len(text)),),
    )
    path = folder / "nasty.timeline.json"
    timeline_json.write(
        timeline_data(nasty, documents=(document(text),), title=NASTY), path
    )
    return path


@pytest.mark.parametrize(
    "arguments", [("show",), ("explain", "i")], ids=["show", "explain"]
)
def test_words_of_articles_cannot_steer_the_terminal(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    command, *more = arguments
    found = run(command, nasty_timeline(tmp_path), *more)
    assert found.code == 0
    assert {char for char in found.out if not char.isprintable()} == {"\n"}
    assert "[bold]b[/bold]" in " ".join(found.out.split())


@pytest.mark.parametrize("name", EXPORTERS.names())
def test_export_writes_every_format(tmp_path: Path, built: Path, name: str) -> None:
    found = run("export", built, "--format", name, "-o", tmp_path / "x")
    assert (found.code, found.err) == (0, "")
    # a spreadsheet for TimelineJS names no ids, Parquet is packed, states are types; these have tests of their own
    words = {
        "timelinejs-csv": "Headline",
        "parquet": "PAR1",
        "traminer-sts": "ASSAULT",
    }.get(name)
    wanted = [words] if words else [one.id for one in read(built).incidents]
    assert any(one.encode() in (tmp_path / "x").read_bytes() for one in wanted)


def test_export_chooses_format_by_extension_and_writes_tables(
    tmp_path: Path, built: Path
) -> None:
    assert run("export", built, "-o", tmp_path / "x.ics").code == 0
    assert (
        (tmp_path / "x.ics").read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")
    )
    assert run("export", built, "--tables", "-o", tmp_path / "tables").code == 0
    assert {"incidents.csv", "reports.csv", "actors.csv", "casualties.csv"} <= {
        one.name for one in (tmp_path / "tables").iterdir()
    }
    found = run("export", built, "--tables", "--format", "gexf", "-o", tmp_path / "y")
    assert (found.code, "linked tables are CSV, not gexf." in found.err) == (2, True)


def test_csv_has_all_rows_and_json_same_bytes(tmp_path: Path, built: Path) -> None:
    run("export", built, "--format", "csv", "-o", tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["id"] for row in csv.DictReader(stream)] == [
            one.id for one in read(built).incidents
        ]
    run("export", built, "--format", "json", "-o", tmp_path / "x.json")
    assert (tmp_path / "x.json").read_bytes() == built.read_bytes()


def test_export_builds_from_an_article(tmp_path: Path) -> None:
    found = run(
        "export", good(tmp_path), "--format", "jsonl", "-o", tmp_path / "x.jsonl"
    )
    assert found.code == 0
    assert len((tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_wrong_exports_have_code_2_before_any_work(tmp_path: Path, built: Path) -> None:
    cases: list[tuple[tuple[str | Path, ...], str]] = [
        (
            ("--format", "cvs", "-o", "x.csv"),
            "timeline: format 'cvs': there is none of that name. Did you mean 'csv'?",
        ),
        (("--format", "csv"), "Missing option '-o'"),
        (
            ("-o", "x.cvs"),
            "timeline: format 'cvs': there is none of that name. Did you mean 'csv'?",
        ),
        (("--format", "csv", "-o", tmp_path / "no" / "x.csv"), "there is no folder"),
        (("--format", "csv", "-o", tmp_path), "cannot be written (it is a folder)"),
        (
            ("--format", "csv", "-o", built),
            "this file is read; it would be overwritten.",
        ),
    ]
    for arguments, words in cases:
        found = run("export", built, *arguments)
        assert (found.code, found.out) == (2, "")
        assert words in found.err


def gold_folder(folder: Path) -> Path:
    """Write gold annotations of the good article: one incident that is told, one that is not."""
    shelling = {
        "id": "g1",
        "evidence": ["Army gunners shelled the market of Subek on Monday"],
        "type": "ASSAULT",
        "date": {"start": "2012-03-05", "end": "2012-03-05"},
        "places": [["Subek"]],
        "casualties": [{"kind": "killed", "count": 4}],
        "status": "occurred",
    }
    fled = {
        "id": "g2",
        "evidence": ["a police officer said"],
        "type": "DISPLACE",
        "date": None,
        "status": "occurred",
    }
    made = folder / "gold"
    made.mkdir(exist_ok=True)
    (made / "good.json").write_text(
        json.dumps({"id": "good-2012-03-05", "incidents": [shelling, fled]})
    )
    return made


def test_evaluate_prints_table_by_article_and_for_all(
    tmp_path: Path, built: Path
) -> None:
    found = run("evaluate", gold_folder(tmp_path), built)
    assert (found.code, found.err) == (0, "")
    head, article, total = found.out.splitlines()
    assert head.split()[:5] == ["article", "gold", "P", "R", "F1"]
    assert article.split()[:5] == ["good-2012-03-05", "2", "50.0", "50.0", "50.0"]
    assert total.split()[1:5] == article.split()[1:5]


def test_evaluate_without_gold_is_error_with_code_1(
    tmp_path: Path, built: Path
) -> None:
    found = run("evaluate", tmp_path / "missing", built)
    assert found.code == 1
    assert found.err.startswith(f"timeline: {tmp_path / 'missing'}: is not a folder.")


def test_looking_at_a_finished_timeline_loads_no_parser(built: Path) -> None:
    code = "import sys; from timeline.cli import COMMANDS, main; main(standalone_mode=False); sys.exit('spacy' in sys.modules)"
    found = process_code(code, "show", built)
    assert found == 0


def test_terminal_that_lacks_letter_shows_placeholder(tmp_path: Path) -> None:
    path = tmp_path / "x.timeline.json"
    timeline_json.write(timeline_data(incident(headline="Бой 戦")), path)
    found = process("show", path, env={"PYTHONIOENCODING": "latin-1", "PATH": ""})
    assert (found.code, found.err) == (0, "")
    assert "??? ?" in found.out
