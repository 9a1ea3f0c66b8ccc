"""Do files of every format become documents with text, id, date, title and publisher?"""

import json
import socket
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from fpdf import FPDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.documents import files, read, readers
from timeline.model.text import Document, SectionKind

ONE = "Army gunners shelled the market of Subek on Monday, two witnesses told a reporter there."
TWO = "Four people were killed and nine were hurt, a doctor at the town's only hospital said."
TEXT = f"Shelling in Subek\n\n{ONE}\n\n{TWO}\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(path: Path, *, published: date | None = None) -> Document:
    reading = read([path], published=published)
    assert len(reading.documents) == 1, reading.problems
    return reading.documents[0]


def page(
    head: str = "", body: str = f"<p>{ONE}</p><h2>Background</h2><p>{TWO}</p>"
) -> str:
    return f"<html><head><title>Shelling in Subek</title>{head}</head><body><article>{body}</article></body></html>"


def pdf(*pages: str) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    for words in pages:
        made.add_page()
        if words:
            made.multi_cell(0, 8, words)
    return bytes(made.output())


def test_a_plain_text_keeps_every_character(tmp_path: Path) -> None:
    text = (
        "Shelling\u00a0in Subek\n\n15\u00a0km east of it, four died. \u2028\x0b\t É\n"
    )
    document = only(write(tmp_path, "a.txt", text))
    assert document.text == text
    assert (document.id, document.title) == ("a", "Shelling in Subek")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1
    )
)
def test_any_text_is_read_as_it_stands(tmp_path: Path, text: str) -> None:
    text = "Four died. " + text
    path = write(tmp_path, "any.txt", text)
    assert only(path).text == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "data",
    [
        ONE.encode("utf-8-sig"),
        ONE.encode("utf-16"),
        b"\xfe\xff" + ONE.encode("utf-16-be"),
        ONE.encode("utf-32"),
    ],
    ids=["UTF-8 with mark", "UTF-16", "UTF-16 big-endian", "UTF-32"],
)
def test_byte_order_mark_names_encoding_and_is_removed(
    tmp_path: Path, data: bytes
) -> None:
    assert only(write(tmp_path, "a.txt", data)).text == ONE


def test_line_ends_become_newlines_in_every_text_format(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "One died.\r\nTwo fled.\rThree hid.")
    write(tmp_path, "b.md", "One died.\r\nTwo fled.\rThree hid.")
    write(
        tmp_path, "c.jsonl", json.dumps({"text": "One died.\r\nTwo fled.\rThree hid."})
    )
    assert {document.text for document in read([tmp_path]).documents} == {
        "One died.\nTwo fled.\nThree hid."
    }


def test_front_matter_describes_document_and_stays_in_text(tmp_path: Path) -> None:
    head = "---\ntitle: 'Shelling: four dead'\npublisher: Daily Courier\ndate: 2012-03-05T23:30:00-08:00\nurl: https://courier.example/1\n---\n"
    document = only(
        write(tmp_path, "a.md", f"{head}\n# Shelling: four dead\n\n{ONE}\n")
    )
    assert (document.title, document.publisher, document.url) == (
        "Shelling: four dead",
        "Daily Courier",
        "https://courier.example/1",
    )
    assert (document.published, document.published_from) == (
        date(2012, 3, 5),
        "front matter",
    )
    kinds = [section.kind for section in document.sections]
    assert kinds == [SectionKind.BOILERPLATE, SectionKind.TITLE, SectionKind.BODY]
    body = document.sections[-1]
    assert document.text[body.start : body.end] == ONE


def test_html_gives_article_without_page_around_it(tmp_path: Path) -> None:
    head = "<meta property='og:site_name' content='Daily Courier'>"
    head += "<meta property='article:published_time' content='2012-03-05T10:00:00Z'>"
    navigation = "<nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav>"
    document = only(
        write(tmp_path, "a.html", page(head).replace("<body>", "<body>" + navigation))
    )
    assert document.text == f"{ONE}\n\nBackground\n\n{TWO}"
    assert (document.title, document.publisher) == (
        "Shelling in Subek",
        "Daily Courier",
    )
    assert (document.published, document.published_from) == (
        date(2012, 3, 5),
        "metadata",
    )
    assert [section.kind.value for section in document.sections] == [
        "body",
        "heading",
        "body",
    ]


def test_html_keeps_breaks_lists_and_escaped_markup(tmp_path: Path) -> None:
    body = f"<p>{ONE}<br><br>{TWO}</p><ul><li>Four died in it.</li><li>&lt;b&gt;Nine&lt;/b&gt; were hurt.</li></ul>"
    document = only(write(tmp_path, "a.htm", page(body=body)))
    assert document.text.split("\n\n") == [
        ONE,
        TWO,
        "Four died in it.",
        "<b>Nine</b> were hurt.",
    ]


def test_html_in_tables_or_broken_lines_keeps_paragraphs(tmp_path: Path) -> None:
    broken = ONE.replace(" of ", "\n   of ")
    body = f"<table><tr><td><p>{broken}</p><p>{TWO} <b>All</b> of <i>them</i> fled.</p></td></tr></table>"
    assert only(write(tmp_path, "a.html", page(body=body))).text.split("\n\n") == [
        ONE,
        f"{TWO} All of them fled.",
    ]


def test_html_in_another_declared_encoding_is_read(tmp_path: Path) -> None:
    made = page("<meta charset='iso-8859-2'>", f"<p>{ONE} Łódź was quiet.</p>").encode(
        "iso-8859-2"
    )
    reading = read([write(tmp_path, "2012-03-05.html", made)])
    assert reading.documents[0].text.endswith("Łódź was quiet.")
    assert reading.problems == ()


DATES = [
    ("<meta name='date' content='2012-03-05'>", date(2012, 3, 5)),
    ("<meta itemprop='datePublished' content='5 March 2012'>", date(2012, 3, 5)),
    (
        '<script type=\'application/ld+json\'>{"@graph": [{"datePublished": "2012-03-05T08:00"}]}</script>',
        date(2012, 3, 5),
    ),
    (
        "<link rel='canonical' href='https://courier.example/2012/03/05/subek'>",
        date(2012, 3, 5),
    ),
    ("<meta property='article:modified_time' content='2012-03-05'>", None),
    (
        "<meta name='date' content='soon'><script type='application/ld+json'>{</script>",
        None,
    ),
    ("", None),
]


@pytest.mark.parametrize(("head", "day"), DATES)
def test_only_date_that_page_states_is_taken(
    tmp_path: Path, head: str, day: date | None
) -> None:
    assert only(write(tmp_path, "a.html", page(head))).published == day


@pytest.mark.parametrize(
    ("extra", "day"),
    [
        ("<time datetime='2012-03-05T08:00'>today</time>", date(2012, 3, 5)),
        (
            "<time datetime='2012-03-05'></time><time datetime='2012-03-07'></time>",
            None,
        ),
        (
            "<time datetime='2012-03-07'></time><time itemprop='datePublished' datetime='2012-03-05'></time>",
            date(2012, 3, 5),
        ),
        (
            "<p>Copyright 2014 by the Daily Courier of Subek and all its many partners.</p>",
            None,
        ),
    ],
)
def test_only_time_element_states_the_day(
    tmp_path: Path, extra: str, day: date | None
) -> None:
    assert (
        only(
            write(tmp_path, "a.html", page(body=f"{extra}<p>{ONE}</p><p>{TWO}</p>"))
        ).published
        == day
    )


def test_reading_html_never_opens_a_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = "<base href='https://courier.example/'><link rel='canonical' href='https://courier.example/a'>"
    assert (
        only(write(tmp_path, "a.html", page(head))).url == "https://courier.example/a"
    )
    assert (
        read([write(tmp_path, "b.html", "https://courier.example/a")]).documents == ()
    )


def test_pdf_lines_become_paragraphs_without_running_heads(tmp_path: Path) -> None:
    last = "The road was still open when the guns fell silent in the valley and the"
    first = f"Daily Courier\n\n{ONE} {TWO} {ONE} {last}\n\n1"
    second = f"Daily Courier\n\nhills around it. {TWO}\n\n2"
    third = f"Daily Courier\n\n{TWO}\n\n3"
    document = only(write(tmp_path, "a.pdf", pdf(first, second, third)))
    assert "Daily Courier" not in document.text
    assert "in the valley and the hills around it." in document.text
    assert all("\n" not in part for part in document.text.split("\n\n"))


def test_jsonl_gives_one_document_a_line(tmp_path: Path) -> None:
    lines = [
        {
            "id": "b",
            "text": TEXT,
            "published": "2012-03-05",
            "title": "T",
            "publisher": "P",
            "url": "https://courier.example",
        },
        {"id": 7, "text": ONE, "published": "2012-03-05T23:59:00+02:00", "extra": [1]},
        {"text": TWO + "\ud800", "published": None},
    ]
    reading = read(
        [
            write(
                tmp_path,
                "set.jsonl",
                "\n".join(json.dumps(line) for line in lines) + "\n\n",
            )
        ]
    )
    assert [document.id for document in reading.documents] == ["7", "b", "set"]
    b = reading.documents[1]
    assert (b.title, b.publisher, b.url, b.published_from) == (
        "T",
        "P",
        "https://courier.example",
        "field",
    )
    assert reading.documents[0].published == date(2012, 3, 5)
    assert reading.documents[2].text.endswith("\ufffd")


ORIGINS = [
    ("2012-03-05-subek.txt", TEXT, date(2012, 3, 5), "file name"),
    ("subek_20120305.txt", TEXT, date(2012, 3, 5), "file name"),
    ("20120305-and-20120307.txt", TEXT, None, None),
    ("call-0020120305123.txt", TEXT, None, None),
    (
        "a.txt",
        f"Shelling in Subek\n\nMonday, March 5, 2012\n\n{ONE}",
        date(2012, 3, 5),
        "date line",
    ),
    ("a.txt", f"LIMA, 5 MAR 88 (EFE) -- [TEXT] {ONE}", date(1988, 3, 5), "date line"),
    (
        "2012-03-05.txt",
        f"Shelling in Subek\n\nMonday, March 12, 2012\n\n{ONE}",
        date(2012, 3, 5),
        "file name",
    ),
    (
        "2012-03-07.md",
        f"---\npublished: 2012-03-05\n---\n{ONE}",
        date(2012, 3, 5),
        "front matter",
    ),
    ("a.txt", TEXT, None, None),
]


@pytest.mark.parametrize(("name", "text", "day", "origin"), ORIGINS)
def test_publication_day_is_where_input_states_it(
    tmp_path: Path, name: str, text: str, day: date | None, origin: str | None
) -> None:
    document = only(write(tmp_path, name, text))
    assert (document.published, document.published_from) == (day, origin)


def test_option_wins_for_one_and_fills_gaps(tmp_path: Path) -> None:
    dated = write(tmp_path, "2012-03-05.txt", TEXT)
    undated = write(tmp_path, "undated.txt", TEXT)
    option = date(2012, 3, 9)
    assert only(dated, published=option).published == option
    days = {
        d.id: (d.published, d.published_from)
        for d in read([dated, undated], published=option).documents
    }
    assert days == {
        "2012-03-05": (date(2012, 3, 5), "file name"),
        "undated": (option, "option"),
    }


def test_agency_of_dateline_is_publisher_of_plain_text(tmp_path: Path) -> None:
    assert (
        only(write(tmp_path, "a.txt", f"KYIV, Nov 17 (Reuters) - {ONE}")).publisher
        == "Reuters"
    )
    assert only(write(tmp_path, "b.txt", ONE)).publisher is None


def test_folders_are_read_deep_without_hidden_and_readmes(tmp_path: Path) -> None:
    for name in (
        "z.txt",
        "b/c.TXT",
        "b/a/d.md",
        ".hidden.txt",
        ".git/e.txt",
        "README.md",
    ):
        write(tmp_path, name, TEXT)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    ticks: list[str] = []
    reading = read([tmp_path], tick=ticks.append)
    assert [document.id for document in reading.documents] == ["c", "d", "z"]
    assert (
        ticks == ["d.md", "c.TXT", "z.txt"] == [path.name for path in files([tmp_path])]
    )


def test_repeated_file_is_read_once_equal_files_twice(tmp_path: Path) -> None:
    one = write(tmp_path, "one.txt", TEXT)
    write(tmp_path, "two.txt", TEXT)
    assert [document.id for document in read([one, tmp_path, one]).documents] == [
        "one",
        "two",
    ]


def test_two_readings_are_equal_in_any_order(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, TEXT) for name in ("b/x.txt", "a/x.txt", "x.txt")]
    assert read(paths) == read(paths[::-1])


def test_every_format_of_the_contract_has_a_reader() -> None:
    assert {".txt", ".md", ".html", ".pdf", ".jsonl"} <= set(readers.names())
