"""Does bad input get a clear line or a clear error, the documented exit code, and lose nothing else?"""

import os
from pathlib import Path

import pytest
from fpdf import FPDF

from tests.cli.factories import GOOD, NAME, Ran, good, line, process, run
from timeline.exporters.json import read

SPANISH = 3 * (
    "El ejército dijo el lunes que había tomado el puente y que nueve de los hombres "
    "murieron en los combates de la ciudad. "
)
BINARY = "this is a binary file, no text. Save it as UTF-8 text, HTML or PDF with the fitting extension."
NO_TEXT = "there is no article text in this HTML. Save the page with its text, or copy the text to a .txt file."
LONG = b"The army shelled the town, and four people died. " * 205_000
TOO_LONG = (
    "the text has 10,045,000 characters; a document may have 1,000,000. Split it into files (chapters, articles), or "
    "give its articles as lines of a .jsonl file; or raise the limit: TIMELINE_LIMITS=document-characters=10045000."
)


def imageless_pdf() -> bytes:
    made = FPDF()
    made.add_page()
    return bytes(made.output())


UNREADABLE = [
    ("a.txt", b"", "the file is empty. Put text into it, or leave it out."),
    ("a.txt", bytes(range(256)) * 8, BINARY),
    ("a.txt", LONG, TOO_LONG),
    ("a.html", b"<html><body><script>x()</script></body></html>", NO_TEXT),
    (
        "a.pdf",
        imageless_pdf(),
        "the PDF has no text layer, only images. Run OCR over it (for example ocrmypdf), then give it again.",
    ),
    (
        "a.txt",
        SPANISH.encode(),
        "this looks like Spanish; this version reads English. Give an English translation.",
    ),
]
IDS = [
    "empty",
    "binary",
    "ten-megabytes-in-one-line",
    "html-without-text",
    "pdf-without-text",
    "other-language",
]


def build(folder: Path, *arguments: str | Path) -> Ran:
    """Build a folder into a page outside it."""
    return run("build", folder, "-o", folder.parent / "page.html", *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.mark.parametrize(("name", "data", "words"), UNREADABLE, ids=IDS)
def test_unreadable_file_among_others_is_skipped(
    folder: Path, name: str, data: bytes, words: str
) -> None:
    good(folder)
    (folder / name).write_bytes(data)
    found = build(folder)
    assert (found.code, found.err) == (0, "")
    assert line(found.out, "skipped") == f"skipped    {name}: {words}"
    assert line(found.out, "documents") == "documents  1"
    assert line(found.out, "incidents").startswith("incidents  2 ")


@pytest.mark.parametrize(("name", "data", "words"), UNREADABLE, ids=IDS)
def test_unreadable_file_alone_is_error_and_writes_nothing(
    folder: Path, name: str, data: bytes, words: str
) -> None:
    (folder / name).write_bytes(data)
    found = run("build", folder / name, "-o", folder.parent / "page.html")
    assert (found.code, found.out) == (1, "")
    assert found.err.splitlines() == [
        f"skipped    {name}: {words}",
        f"timeline: {folder / name}: nothing could be read. Give .txt, .md, .html, .pdf, .docx, .jsonl or .csv files, or folders of them.",
    ]
    assert [one.name for one in folder.parent.iterdir()] == ["articles"]


def test_invalid_utf8_is_read_and_noted(folder: Path) -> None:
    (folder / "a-2012-03-05.txt").write_bytes(
        "Rebels shelled the caf\xe9 in Subek on Sunday.".encode("cp1252")
    )
    found = build(folder)
    assert found.code == 0
    assert line(found.out, "note") == (
        "note       a-2012-03-05.txt: the file is not valid UTF-8 and was read as Windows-1252; some letters may be "
        "wrong. Save it as UTF-8."
    )
    assert "Rebels shelled the café in Subek" in (
        folder.parent / "page.timeline.json"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("files", [(), ("x.doc", "y")], ids=["empty", "other kinds"])
def test_folder_without_documents_is_error_with_code_1(
    folder: Path, files: tuple[str, ...]
) -> None:
    for name in files:
        (folder / name).write_bytes(b"x")
    found = build(folder)
    assert (found.code, found.out) == (1, "")
    assert "articles: there are no documents in this folder." in found.err
    assert (
        "2 files of other kinds (.doc, no extension) were not read." in found.err
    ) == bool(files)


def test_date_in_future_is_noted_and_used(folder: Path) -> None:
    good(folder, "a-2999-03-05.txt")
    found = build(folder)
    assert found.code == 0
    assert line(found.out, "note") == (
        "note       a-2999-03-05.txt: its publication date 2999-03-05 is in the future. "
        "Check the date; it was used as it is."
    )


def test_a_date_option_in_the_future_is_noted(tmp_path: Path) -> None:
    found = run(
        "build",
        good(tmp_path, "a.txt"),
        "--date",
        "2999-03-05",
        "-o",
        tmp_path / "page.html",
    )
    assert found.code == 0
    assert "2999-03-05 is in the future" in line(found.out, "note")


def test_second_file_of_one_id_is_renamed(folder: Path) -> None:
    good(folder)
    good(folder, f"east/{NAME}")
    found = build(folder)
    assert found.code == 0
    assert line(found.out, "documents") == "documents  2"
    assert "a document with the id 'good-2012-03-05' was read before" in line(
        found.out, "note"
    )
    told = {
        one.document
        for incident in read(folder.parent / "page.timeline.json").incidents
        for one in incident.reports
    }
    assert told == {"good-2012-03-05", "good-2012-03-05-2"}


def test_hostile_markup_stays_text_and_does_nothing(folder: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> </script><script>alert(2)</script> [red]x[/red] <!-- "
    (folder / "a-2012-03-05.txt").write_text(f"{hostile}\n\n{GOOD}", encoding="utf-8")
    found = build(folder, "--title", hostile)
    assert (found.code, found.err) == (0, "")
    assert line(found.out, "incidents").startswith("incidents  2 ")
    page = (folder.parent / "page.html").read_text(encoding="utf-8")
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert hostile in read(folder.parent / "page.timeline.json").documents[0].text


def test_bad_lines_of_jsonl_are_named_by_number(folder: Path) -> None:
    (folder / "a.jsonl").write_text(
        '{"id": "x", "text": "Rebels captured the town of Orlo.", "published": "2012-03-05"}\nno\n',
        encoding="utf-8",
    )
    found = build(folder)
    assert found.code == 0
    assert line(found.out, "skipped").startswith(
        "skipped    a.jsonl, line 2: this is not JSON."
    )
    assert line(found.out, "documents") == "documents  1"


def test_missing_path_among_others_is_skipped_with_line(tmp_path: Path) -> None:
    found = run(
        "build", good(tmp_path), tmp_path / "missing", "-o", tmp_path / "page.html"
    )
    assert found.code == 0
    assert (
        line(found.out, "skipped")
        == "skipped    missing: there is no such file or folder. Check the path."
    )


def test_one_cure_is_said_once_for_many_files(folder: Path) -> None:
    good(folder)
    for number in range(12):
        (folder / f"e{number:02}.txt").write_bytes(b"")
    names = ", ".join(f"e{number:02}.txt" for number in range(8))
    assert line(build(folder).out, "skipped") == (
        f"skipped    {names} and 4 more: the file is empty. Put text into it, or leave it out."
    )


def test_article_without_incidents_gives_page_and_says_so(folder: Path) -> None:
    (folder / "a-2012-03-05.txt").write_text(
        "The library opens at nine.", encoding="utf-8"
    )
    found = build(folder)
    assert found.code == 0
    assert "No incident was found in what was read." in found.out
    assert (folder.parent / "page.html").exists()


def test_names_of_files_cannot_steer_the_terminal(folder: Path) -> None:
    good(folder)
    (folder / "a\x1b[31m\u202e.txt").write_bytes(b"")
    assert line(build(folder).out, "skipped").startswith(
        "skipped    a [31m .txt: the file is empty."
    )


def test_name_that_is_no_utf8_gets_a_placeholder(folder: Path) -> None:
    good(folder)
    good(folder).rename(os.fsdecode(os.fsencode(folder) + b"/caf\xe9-2012-03-05.txt"))
    found = build(folder)
    assert found.code == 0
    assert [one.id for one in read(folder.parent / "page.timeline.json").documents] == [
        "caf\ufffd-2012-03-05"
    ]


def test_every_bad_file_at_once_gives_no_traceback(folder: Path) -> None:
    good(folder)
    names = [f"{number}-{name}" for number, (name, _, _) in enumerate(UNREADABLE)]
    for name, (_, data, _) in zip(names, UNREADABLE, strict=True):
        (folder / name).write_bytes(data)
    (folder / "latin-2012-03-05.txt").write_bytes(
        "Rebels shelled the caf\xe9.".encode("cp1252")
    )
    good(folder, "later-2999-01-01.txt")
    good(folder, f"east/{NAME}")
    found = process("build", folder, "-o", folder.parent / "page.html")
    assert (found.code, found.err) == (0, "")
    assert line(found.out, "documents") == "documents  4"
    for name, (_, _, words) in zip(names, UNREADABLE, strict=True):
        assert f"skipped    {name}: {words}" in found.out
    assert found.out.count("\nnote ") == 3
