"""Does `timeline dates` show what the temporal stage sees, and tag a corpus line by line?"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.factories import ROOT, process, run

TEXT = "The town fell on Monday. Shelling went on for two weeks, and every day people fled. It ended in March 2012."


def write(folder: Path, name: str = "a.txt", text: str = TEXT) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_prints_words_days_precision_basis_type_value_rule(tmp_path: Path) -> None:
    found = run("dates", write(tmp_path), "--date", "2012-04-05")
    assert (found.code, found.err) == (0, "")
    rows = [
        [cell.strip() for cell in row.rstrip().split("  ") if cell]
        for row in found.out.splitlines()
    ]
    assert rows[0] == ["words", "days", "precision", "basis", "type", "value", "rule"]
    assert rows[1] == [
        "Monday",
        "2012-04-02",
        "day",
        "relative",
        "DATE",
        "2012-04-02",
        "weekday",
    ]
    assert rows[2][:4] == ["two weeks", "no days", "DURATION", "P2W"]
    assert rows[3][:4] == ["every day", "no days", "SET", "P1D"]
    assert rows[4][:6] == [
        "March 2012",
        "2012-03-01 to 2012-03-31",
        "month",
        "stated",
        "DATE",
        "2012-03",
    ]
    assert all(row[-1] for row in rows[1:])


def test_without_date_relative_words_have_no_days(tmp_path: Path) -> None:
    found = run("dates", write(tmp_path, text="It fell on Monday."))
    assert found.code == 0
    assert found.out.splitlines()[1].split()[:3] == ["Monday", "no", "days"]
    assert found.err.startswith("note       a.txt: no publication date was found")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "---\ndate: 2012-04-05\n---\nThe town fell on Monday.\n"),
        (
            "a.html",
            '<html><head><meta property="article:published_time" content="2012-04-05T10:00:00Z"></head><body><article>'
            "<p>The town fell on Monday after the army had shelled it for many hours, two witnesses told a reporter "
            "there.</p></article></body></html>",
        ),
        ("2012-04-05.txt", "The town fell on Monday."),
        ("a.jsonl", '{"text": "The town fell on Monday.", "published": "2012-04-05"}'),
    ],
)
def test_documents_are_read_as_build_reads_them(
    tmp_path: Path, name: str, text: str
) -> None:
    found = run("dates", write(tmp_path, name, text))
    assert (found.code, found.err) == (0, "")
    assert "2012-04-02" in found.out


def test_each_document_has_a_heading_even_without_dates(tmp_path: Path) -> None:
    write(tmp_path, "a-2012-04-05.txt")
    write(tmp_path, "b.txt", "Nothing happened here.")
    found = run("dates", tmp_path)
    lines = found.out.splitlines()
    assert lines[0] == "a-2012-04-05, published 2012-04-05:"
    assert lines[-2:] == [
        "b, published on an unknown day:",
        "No temporal expression was found.",
    ]


def test_unreadable_input_is_an_error_with_code_1(tmp_path: Path) -> None:
    found = run("dates", write(tmp_path, text=""))
    assert (found.code, found.out) == (1, "")
    assert found.err.splitlines() == [
        "skipped    a.txt: the file is empty. Put text into it, or leave it out.",
        f"timeline: {tmp_path / 'a.txt'}: nothing could be read. "
        "Give .txt, .md, .html, .pdf, .docx, .jsonl or .csv files, or folders of them.",
    ]


def test_words_cannot_steer_the_terminal(tmp_path: Path) -> None:
    found = run(
        "dates",
        write(tmp_path, text="It fell on 3\x85May [red]2012 on Monday\x1b[31m."),
        "--date",
        "2012-04-05",
    )
    assert {char for char in found.out if not char.isprintable()} == {"\n"}


LINES: list[Any] = [
    {
        "doc_id": "a",
        "dct": "2012-04-05",
        "text": "It fell on Monday.\u2028Café.",
        "more": [1],
    },
    {"doc_id": "b", "dct": "2012-04-05T10:00:00+02:00", "text": "😀 It fell today."},
    {"doc_id": "c", "dct": None, "text": "It fell on Monday."},
    {"doc_id": "d", "text": "Nothing."},
]


def tag(folder: Path, text: str | bytes) -> tuple[list[dict[str, Any]], str, int]:
    """Tag a corpus; give the lines written, the messages and the exit code."""
    path = folder / "in.jsonl"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found = run("dates", "--jsonl", path, "-o", folder / "out.jsonl")
    out = folder / "out.jsonl"
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    return [json.loads(line) for line in lines], found.out + found.err, found.code


def test_corpus_lines_get_timexes_and_keep_all_else(tmp_path: Path) -> None:
    written, said, code = tag(
        tmp_path, "\n".join(json.dumps(line, ensure_ascii=False) for line in LINES)
    )
    assert code == 0
    fields = "from the fields text and dct"
    assert (
        said
        == f"4 lines with 3 temporal expressions, {fields}: {tmp_path / 'out.jsonl'}\n"
    )
    assert [
        {k: v for k, v in line.items() if k != "timexes"} for line in written
    ] == LINES
    assert written[0]["timexes"] == [
        {
            "start": 11,
            "end": 17,
            "text": "Monday",
            "type": "DATE",
            "value": "2012-04-02",
        }
    ]
    assert [line["timexes"][0]["value"] for line in written[1:3]] == [
        "2012-04-05",
        "XXXX-WXX-1",
    ]
    assert written[3]["timexes"] == []
    for line in written:
        assert all(
            line["text"][one["start"] : one["end"]] == one["text"]
            for one in line["timexes"]
        )


KNOWN: list[dict[str, Any]] = [
    {"content": "It fell on Monday.", "publishedAt": "2012-04-05T10:00:00Z"},
    {"body": "It fell on Monday.", "pub_date": "5 April 2012"},
    {"maintext": "It fell on Monday.", "date_publish": "2012-04-05 10:00:00"},
    {"fields": {"bodyText": "It fell on Monday."}, "webPublicationDate": "2012-04-05"},
]


@pytest.mark.parametrize("line", KNOWN, ids=[" ".join(line) for line in KNOWN])
def test_text_and_day_are_in_known_fields(tmp_path: Path, line: dict[str, Any]) -> None:
    written, said, code = tag(tmp_path, json.dumps(line))
    assert code == 0
    assert [timex["value"] for timex in written[0]["timexes"]] == ["2012-04-02"]
    assert {name: written[0][name] for name in line} == line
    assert list(line)[1] in said


SPANISH = "Dos hombres murieron ayer. El lunes, 3 de marzo de 2012, cayó el puente."


def test_code_chooses_the_language_of_dates(tmp_path: Path) -> None:
    path = write(tmp_path, text=SPANISH)
    shown = run("dates", path, "--date", "2012-04-05", "--lang", "es")
    assert (shown.code, shown.err) == (0, "")
    assert [row.split("  ")[0] for row in shown.out.splitlines()[1:]] == [
        "ayer",
        "lunes",
        "3 de marzo de 2012",
    ]
    line = json.dumps({"text": SPANISH, "dct": "2012-04-05"})
    corpus = write(tmp_path, "es.jsonl", line)
    out = tmp_path / "es.out.jsonl"
    assert run("dates", "--jsonl", corpus, "-o", out, "--lang", "es").code == 0
    (written,) = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert [timex["value"] for timex in written["timexes"]][::2] == [
        "2012-04-04",
        "2012-03-03",
    ]


@pytest.mark.parametrize("code", ["xx", "zh", "../es"])
def test_unreadable_language_is_refused_by_name(tmp_path: Path, code: str) -> None:
    found = run("dates", write(tmp_path, text=SPANISH), "--lang", code)
    assert found.code == 2
    assert found.err.startswith(f"timeline: --lang {code}: ")
    assert "or an English translation." in found.err


BAD = [
    (b"no", "this is not JSON. Write one JSON object on each line."),
    (b"[" * 100_000, "this is not JSON. Write one JSON object on each line."),
    (b"[]", 'there is no text. Every line needs "text": "...".'),
    (b'{"doc_id": "x"}', 'there is no text. Every line needs "text": "...".'),
    (b'{"text": 3}', 'there is no text. Every line needs "text": "...".'),
    (
        b'{"text": "x", "dct": "soon"}',
        "dct 'soon' is not a date. Write it as 2020-02-06, or null when it is not known.",
    ),
    (
        b'{"text": "x", "dct": 12}',
        "dct '12' is not a date. Write it as 2020-02-06, or null",
    ),
    (b'{"text": "caf\xe9"}', "this is not valid UTF-8. Save the file as UTF-8."),
]


@pytest.mark.parametrize(
    ("line", "words"), BAD, ids=[repr(line[:20]) for line, _ in BAD]
)
def test_bad_line_is_named_by_number_and_skipped(
    tmp_path: Path, line: bytes, words: str
) -> None:
    good = b'{"doc_id": "a", "dct": "", "text": "It fell in May 2012."}'
    written, said, code = tag(
        tmp_path, b"\xef\xbb\xbf" + good + b"\r\n\n" + line + b"\n" + good
    )
    assert code == 0
    assert len(written) == 2
    assert f"skipped    in.jsonl, line 3: {words}" in said


def test_corpus_without_usable_line_has_code_1(tmp_path: Path) -> None:
    written, said, code = tag(tmp_path, "no\n")
    assert (written, code) == ([], 1)
    assert (
        "in.jsonl: it holds no line that could be used. Give a JSON Lines file with a text and a day on each line."
        in said
    )
    assert not (tmp_path / "out.jsonl").exists()


def test_half_characters_in_corpus_come_back_unchanged(tmp_path: Path) -> None:
    written, _, code = tag(
        tmp_path, '{"text": "a \\ud83d b \\ud83d\\ude00 é in May 2012"}'
    )
    assert code == 0
    assert written[0]["text"] == "a \ud83d b 😀 é in May 2012"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--jsonl", "in.jsonl"),
        ("a.txt", "-o", "x"),
        ("a.txt", "--jsonl", "in.jsonl", "-o", "x"),
    ],
)
def test_conflicting_arguments_have_code_2(arguments: tuple[str, ...]) -> None:
    found = run("dates", *arguments)
    assert found.code == 2
    assert found.err == (
        "timeline: dates: these arguments do not go together, or one is missing. "
        "Give FILE [--date DAY], or --jsonl IN -o OUT: see `timeline dates --help`.\n"
    )


def test_corpus_cannot_be_its_own_output_or_missing(tmp_path: Path) -> None:
    path = write(tmp_path, "in.jsonl", '{"text": "x"}')
    assert run("dates", "--jsonl", path, "-o", path).code == 2
    found = run("dates", "--jsonl", tmp_path / "no.jsonl", "-o", tmp_path / "x")
    assert found.code == 1
    assert "cannot be read (no such file or directory)" in found.err


def test_the_whole_command_loads_no_parser(tmp_path: Path) -> None:
    path = write(tmp_path, "in.jsonl", json.dumps(LINES[0]))
    code = (
        "import sys; from timeline.cli import main; main(standalone_mode=False); "
        "sys.exit(' '.join({'spacy', 'pandas', 'networkx'} & set(sys.modules)))"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "dates",
        "--jsonl",
        str(path),
        "-o",
        str(tmp_path / "out.jsonl"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stderr.strip() == ""


def test_it_runs_as_a_real_process(tmp_path: Path) -> None:
    found = process("dates", write(tmp_path), "--date", "2012-04-05")
    assert (found.code, found.err) == (0, "")
    assert "Monday" in found.out


def test_history_reads_as_news_and_news_as_history(tmp_path: Path) -> None:
    path = write(
        tmp_path, text="Troops took the fort in March 2019. On 2 May they left."
    )
    read = {
        mode: run(
            "dates", path, "--date", "2020-02-06", "--mode", mode
        ).out.splitlines()[-1]
        for mode in ("news", "narrative")
    }
    assert "2020-05-02" in read["news"] or "2019-05-02" in read["news"]
    assert "2019-05-02" in read["narrative"]
    assert run("dates", path, "--mode", "diary").code == 2


def test_corpus_may_name_its_fields_as_collectors_do(tmp_path: Path) -> None:
    line = {
        "content": "The town fell on Monday.",
        "publishedAt": "2012-04-05T10:00:00Z",
    }
    path = write(tmp_path, "in.jsonl", json.dumps(line))
    assert run("dates", "--jsonl", path, "-o", tmp_path / "out.jsonl").code == 0
    written = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert [one["value"] for one in written["timexes"]] == ["2012-04-02"]
