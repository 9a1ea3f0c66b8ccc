"""Does bad input get one clear line each, with nothing else lost?"""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdf import PageObject

from timeline.documents import Reading, read, readers
from timeline.model.text import Problem
from timeline.safety.limits import LIMITS

GOOD = "Army gunners shelled the market of Subek on Monday, two witnesses told a reporter there."
LONGEST = LIMITS["document-characters"].most
KINDS = ", ".join(sorted(readers.names()))
UNDATED = "no publication date was found, so words such as 'today' and 'last week' stay undated."


def reading(folder: Path, **contents: bytes) -> Reading:
    """Read a folder that holds one good file and the bad ones; names are given with '_' for '.'."""
    (folder / "good-2012-03-05.txt").write_text(GOOD, encoding="utf-8")
    for name, data in contents.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return read([folder], today=date(2020, 1, 1))


def message(problem: Problem) -> str:
    return f"{problem.where}: {problem.what} {problem.cure}"


def pdf(words: str = "", password: str | None = None) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    made.add_page()
    if words:
        made.multi_cell(0, 8, words)
    if password:
        made.set_encryption(owner_password=password + "2", user_password=password)
    return bytes(made.output())


SPANISH = 3 * (
    "El ejército dijo el lunes que había tomado el puente y que nueve de los hombres "
    "murieron en los combates de la ciudad. "
)

SKIPPED = [
    ("a_txt", b"", "a.txt: the file is empty. Put text into it, or leave it out."),
    (
        "a_txt",
        b" \n\t\r\n",
        "a.txt: the file is empty. Put text into it, or leave it out.",
    ),
    (
        "a_txt",
        "\u00a0\n\u2003".encode(),
        "a.txt: the text is empty. Put text into it, or leave it out.",
    ),
    (
        "a_txt",
        b"\x00\x01\x02" * 50,
        "a.txt: this is a binary file, no text. Save it as UTF-8 text, HTML or PDF with the fitting extension.",
    ),
    (
        "a_txt",
        b"%PDF-1.4 no zero bytes",
        "a.txt: this is a binary file, no text. Save it as UTF-8 text, HTML or PDF with the fitting extension.",
    ),
    (
        "a_html",
        b"\x00\x01",
        "a.html: this is a binary file, no text. Save it as UTF-8 text, HTML or PDF with the fitting extension.",
    ),
    (
        "a_txt",
        SPANISH.encode(),
        "a.txt: this looks like Spanish; this version reads English. Give an English translation.",
    ),
    (
        "a_html",
        b"<html><body><script>x()</script></body></html>",
        "a.html: there is no article text in this HTML. Save the page with its text, or copy the text to a .txt file.",
    ),
    (
        "a_html",
        b"<",
        "a.html: there is no article text in this HTML. Save the page with its text, or copy the text to a .txt file.",
    ),
    (
        "a_pdf",
        b"%PDF-1.7 and nothing more",
        "a.pdf: the PDF is broken and cannot be read. Open and save it again, or copy its text to a .txt file.",
    ),
    (
        "a_pdf",
        b"no PDF at all",
        "a.pdf: the PDF is broken and cannot be read. Open and save it again, or copy its text to a .txt file.",
    ),
    (
        "a_pdf",
        pdf(),
        "a.pdf: the PDF has no text layer, only images. Run OCR over it (for example ocrmypdf), then give it again.",
    ),
    (
        "a_pdf",
        pdf(GOOD, "secret"),
        "a.pdf: the PDF is encrypted. Save it without a password.",
    ),
    (
        "a_jsonl",
        b"{",
        "a.jsonl, line 1: this is not JSON. Write one JSON object on each line.",
    ),
    (
        "a_jsonl",
        b"[" * 100_000,
        "a.jsonl, line 1: this is not JSON. Write one JSON object on each line.",
    ),
    (
        "a_jsonl",
        b"[1]",
        'a.jsonl, line 1: this is JSON but no object. Write {"text": "..."} on each line.',
    ),
    (
        "a_jsonl",
        b'{"id": "x"}',
        'a.jsonl, line 1: there is no text. Every line needs "text": "...".',
    ),
    (
        "a_jsonl",
        b'{"text": 7}',
        'a.jsonl, line 1: text is not a string. Every line needs "text": "...".',
    ),
    (
        "a_jsonl",
        b'{"text": " "}',
        "a.jsonl, line 1: the text is empty. Put text into it, or leave it out.",
    ),
    (
        "a_xls",
        b"x",
        f"FOLDER: 1 file of another kind (.xls) was not read. What can be read: {KINDS}.",
    ),
]


@pytest.mark.parametrize(
    ("name", "data", "text"),
    SKIPPED,
    ids=[f"{n}-{name}" for n, (name, _, _) in enumerate(SKIPPED)],
)
def test_unusable_file_is_named_and_others_are_read(
    tmp_path: Path, name: str, data: bytes, text: str
) -> None:
    found = reading(tmp_path, **{name: data})
    assert [message(problem) for problem in found.problems] == [
        text.replace("FOLDER", tmp_path.name)
    ]
    assert found.problems[0].skipped
    assert [document.id for document in found.documents] == ["good-2012-03-05"]


DATED = "2012-03-05"
DOUBTED = [
    (
        "a-2012-03-05_txt",
        "Four died in the caf\xe9.".encode("cp1252"),
        "the file is not valid UTF-8 and was read as Windows-1252; some letters may be wrong.",
    ),
    (
        "a-2030-03-05_txt",
        GOOD.encode(),
        "its publication date 2030-03-05 is in the future.",
    ),
    ("a_txt", GOOD.encode(), UNDATED),
    (
        "a-2012-03-05_txt",
        b"Advertisement\n\nRead more: The siege",
        "there is no running text in it, only titles, datelines or page furniture.",
    ),
    (
        "a-2012-03-05_md",
        f"---\ntitle: a: b: c\n---\n{GOOD}".encode(),
        "the front matter is not valid YAML and was not used.",
    ),
    (
        "a-2012-03-05_md",
        f"---\ndate: soon\n---\n{GOOD}".encode(),
        "the front matter's date 'soon' is not a date.",
    ),
    (
        "a-2012-03-05_jsonl",
        json.dumps({"text": GOOD, "published": "2012-13-01"}).encode(),
        "published '2012-13-01' is not a date.",
    ),
    (
        "a-2012-03-05_jsonl",
        json.dumps({"text": GOOD, "published": ["x"]}).encode(),
        "published '[\"x\"]' is not a date.",
    ),
]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    DOUBTED,
    ids=[f"{n}-{name}" for n, (name, _, _) in enumerate(DOUBTED)],
)
def test_doubtful_file_is_read_with_a_note(
    tmp_path: Path, name: str, data: bytes, what: str
) -> None:
    found = reading(tmp_path, **{name: data})
    assert [problem.what for problem in found.problems] == [what]
    assert found.problems[0].cure
    assert not found.problems[0].skipped
    assert len(found.documents) == 2


def test_bad_jsonl_lines_are_named_good_ones_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "x", "text": GOOD, "published": DATED}),
        "no json",
        json.dumps({"id": "y", "text": GOOD, "published": DATED}),
    ]
    found = reading(tmp_path, a_jsonl="\n".join(lines).encode())
    assert [problem.where for problem in found.problems] == ["a.jsonl, line 2"]
    assert [document.id for document in found.documents] == [
        "good-2012-03-05",
        "x",
        "y",
    ]


def test_unreadable_pdf_page_is_named_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = PageObject.extract_text

    def fail(page: PageObject) -> str:
        if page.page_number == 0:
            raise KeyError("/Font")
        return whole(page)

    monkeypatch.setattr(PageObject, "extract_text", fail)
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for words in ("First page.", GOOD):
        made.add_page()
        made.multi_cell(0, 8, words)
    found = reading(tmp_path, **{"a-2012-03-05_pdf": bytes(made.output())})
    assert [message(p) for p in found.problems] == [
        "a-2012-03-05.pdf, page 1: the page cannot be read. Copy its text to a .txt file."
    ]
    assert found.documents[0].text == GOOD


@pytest.mark.parametrize("depth", [200, 5_000, 100_000])
def test_html_nested_beyond_reason_is_read_or_named(tmp_path: Path, depth: int) -> None:
    page = (
        "<html><body>"
        + "<div>" * depth
        + f"<p>{GOOD}</p>"
        + "</div>" * depth
        + "</body></html>"
    )
    found = reading(tmp_path, **{"a-2012-03-05_html": page.encode()})
    assert len(found.documents) + len(found.problems) == 2


@pytest.mark.parametrize(
    "name", ["a-2012-03-05_txt", "a-2012-03-05_md", "a-2012-03-05_html"]
)
def test_ten_megabytes_in_one_line_are_left_out(tmp_path: Path, name: str) -> None:
    words = b"The army shelled the town, and four people died. " * 205_000
    found = reading(
        tmp_path, **{name: b"<p>" + words if name.endswith("html") else words}
    )
    assert [document.id for document in found.documents] == ["good-2012-03-05"]
    assert [problem.skipped for problem in found.problems] == [True]
    if not name.endswith("html"):  # of a text that long, the HTML parser gives nothing
        assert message(found.problems[0]) == (
            f"{name.replace('_', '.')}: the text has 10,045,000 characters; a document may have 1,000,000. "
            "Split it into files (chapters, articles), or give its articles as lines of a .jsonl file; "
            "or raise the limit: TIMELINE_LIMITS=document-characters=10045000."
        )


def test_megabyte_is_read_one_character_more_is_not(tmp_path: Path) -> None:
    words = ("The army shelled the town, and four people died. " * 21_000)[
        :LONGEST
    ].encode()
    found = reading(
        tmp_path, **{"a-2012-03-05_txt": words, "b-2012-03-05_txt": words + b"."}
    )
    assert [document.id for document in found.documents] == [
        "a-2012-03-05",
        "good-2012-03-05",
    ]
    assert [problem.where for problem in found.problems] == ["b-2012-03-05.txt"]


def test_jsonl_length_counts_by_document_not_by_file(tmp_path: Path) -> None:
    line = json.dumps(
        {"text": "The army shelled the town. " * 20_000, "published": DATED}
    )
    found = reading(
        tmp_path,
        a_jsonl="\n".join([line, line, json.dumps({"text": "x " * LONGEST})]).encode(),
    )
    assert [problem.where for problem in found.problems if problem.skipped] == [
        "a.jsonl, line 3"
    ]
    assert len(found.documents) == 3


def test_own_outputs_in_folder_are_no_documents(tmp_path: Path) -> None:
    page = b'<div id="lanes-plot"></div><p>Words.</p><script type="application/json" id="data">{}</script>'
    line = json.dumps({"headline": "x", "reports": [], "salience": 1.0, "text": GOOD})
    found = reading(tmp_path, war_html=page, incidents_jsonl=line.encode())
    assert [document.id for document in found.documents] == ["good-2012-03-05"]
    assert [message(problem) for problem in found.problems] == [
        "incidents.jsonl, line 1: this is an exported incident, no document. Write exports to another folder.",
        "war.html: this is a timeline that was built before, no article. Write pages to another folder.",
    ]


def test_page_with_data_in_folder_is_passed_over(tmp_path: Path) -> None:
    found = reading(tmp_path, war_html=b"<p>Four died.</p>", war_timeline_json=b"{}")
    assert [document.id for document in found.documents] == ["good-2012-03-05"]
    assert found.problems == ()


def test_pipe_broken_link_and_long_name_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    (tmp_path / "good-2012-03-05.txt").write_text(GOOD, encoding="utf-8")
    found = read([tmp_path, tmp_path / ("n" * 300 + ".txt")])
    assert [document.id for document in found.documents] == ["good-2012-03-05"]
    assert [message(problem) for problem in found.problems] == [
        "link.txt: there is no such file or folder. Check the path.",
        "pipe.txt: this is not an ordinary file. Save its text in a file, and give that.",
        f"{'n' * 80}: the path cannot be looked up (file name too long). Check the path and its permissions.",
    ]


def test_letters_beyond_utf8_become_u_fffd(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(GOOD, encoding="utf-8")
    titled = tmp_path / "t-2012-03-05.md"
    titled.write_text(f'---\ntitle: "a \\ud800 b"\n---\n{GOOD}', encoding="utf-8")
    found = read([tmp_path])
    assert [(document.id, document.title) for document in found.documents] == [
        ("caf\ufffd", None),
        ("t-2012-03-05", "a \ufffd b"),
    ]
    assert [problem.where for problem in found.problems] == ["caf\ufffd.txt"]


def test_second_document_of_one_id_is_renamed(tmp_path: Path) -> None:
    for name in ("x.txt", "east/x.txt", "east/x.md", "x.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"May 11, 2009\n\n{GOOD}", encoding="utf-8")
    found = read([tmp_path])
    assert [document.id for document in found.documents] == [
        "east-x",
        "x",
        "x-2",
        "x-3",
    ]
    assert [problem.skipped for problem in found.problems] == [False, False, False]
    assert message(found.problems[0]) == (
        "x.txt: a document with the id 'x' was read before; this one is called 'east-x'. "
        "Rename the file, or give another id, to choose it yourself."
    )


def test_folder_without_documents_and_missing_path_are_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    found = read([empty, tmp_path / "missing.txt", tmp_path / "missing"])
    assert found.documents == ()
    assert [message(problem) for problem in found.problems] == [
        f"empty: there are no documents in this folder. Put files of these kinds into it: {KINDS}.",
        "missing: there is no such file or folder. Check the path.",
        "missing.txt: there is no such file or folder. Check the path.",
    ]


def test_files_of_other_kinds_give_one_line(tmp_path: Path) -> None:
    found = reading(tmp_path, a_doc=b"x", b_xls=b"x", c_xls=b"x", d=b"x")
    assert [problem.what for problem in found.problems] == [
        "4 files of other kinds (.doc, .xls, no extension) were not read."
    ]


def test_named_file_of_unknown_kind_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"x")
    assert [message(p) for p in read([path]).problems] == [
        f"a.doc: files of kind .doc cannot be read. Give one of: {KINDS}."
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    assert [p.what for p in read([path]).problems] == [
        "the file cannot be opened (permission denied)."
    ]


def test_a_file_that_fails_to_open_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return GOOD.encode()

    monkeypatch.setattr(Path, "read_bytes", fail)
    found = reading(tmp_path, a_txt=b"x")
    assert [message(p) for p in found.problems] == [
        "a.txt: the file cannot be opened (permission denied). Check its permissions."
    ]
    assert len(found.documents) == 1


def test_hostile_markup_in_a_text_stays_text(tmp_path: Path) -> None:
    hostile = f"<img src=x onerror=alert(1)> {GOOD} </script><!--"
    found = reading(tmp_path, **{"a-2012-03-05_txt": hostile.encode()})
    assert found.documents[0].text == hostile


def test_without_a_clock_no_date_is_called_future(tmp_path: Path) -> None:
    path = tmp_path / "2999-01-01.txt"
    path.write_text(GOOD, encoding="utf-8")
    assert read([path]).problems == ()
