"""Collections of articles with the fields, columns and encodings that programs give them."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.documents.made_files import ONE, THREE, docx, mbox
from timeline import datasets
from timeline.documents import Reading, read

DAY = date(2020, 2, 4)


def reading(folder: Path, name: str, content: bytes | str) -> Reading:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read([path])


@pytest.mark.parametrize(
    "fields",
    [
        {"Title": "T", "Text": ONE, "Date": "2020-02-04", "Source": "Courier"},
        {
            "article body": ONE,
            "Publication-Date": "February 4, 2020",
            "publication": "Courier",
        },
        {"paragraphs": [ONE], "date": "4 February 2020", "source": ["Courier"]},
        {
            "content": {"rendered": ONE},
            "date": "2020-02-04T10:00:00",
            "site_name": "Courier",
        },
        {"text": ONE, "date": {"$date": "2020-02-04T10:00:00Z"}, "domain": "Courier"},
        {
            "body": ONE,
            "dateTimePub": "2020-02-04",
            "source": {"uri": "e.org", "title": "Courier"},
        },
        {
            "text": ONE,
            "created_at": "Tue Feb 04 10:00:00 +0000 2020",
            "user": {"name": "Courier"},
        },
        {
            "_source": {
                "content": ONE,
                "published": "2020/02/04",
                "provider": [{"name": "Courier"}],
            }
        },
        {
            "text": ONE,
            "publish_date": None,
            "url": "https://e.org/2020/02/04/a",
            "outlet": "Courier",
        },
    ],
)
def test_fields_of_many_programs(tmp_path: Path, fields: dict[str, object]) -> None:
    (document,) = reading(tmp_path, "a.jsonl", json.dumps(fields)).documents
    assert (document.text, document.published) == (ONE, DAY)
    assert document.publisher == "Courier"


ARTICLE = {"title": "T", "text": ONE, "date": "2020-02-04"}


@pytest.mark.parametrize(
    "record",
    [
        {"hits": {"total": 1, "hits": [{"_id": "1", "_source": ARTICLE}]}},
        {"articles": {"results": [ARTICLE], "count": 1}},
        {"response": {"docs": [ARTICLE]}},
        {"https://example.org/a": ARTICLE},
        [ARTICLE],
    ],
)
def test_articles_in_answers_are_found(tmp_path: Path, record: object) -> None:
    (document,) = reading(tmp_path, "a.json", json.dumps(record)).documents
    assert (document.text, document.published) == (ONE, DAY)


def test_addresses_as_names_are_kept(tmp_path: Path) -> None:
    record = {"https://example.org/a": ARTICLE}
    (document,) = reading(tmp_path, "a.json", json.dumps(record)).documents
    assert document.url == "https://example.org/a"


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([ARTICLE, {**ARTICLE, "text": THREE}]),
        json.dumps(ARTICLE, indent=2)
        + "\n"
        + json.dumps({**ARTICLE, "text": THREE}, indent=2),
        "\ufeff"
        + json.dumps(ARTICLE)
        + "\r\n"
        + json.dumps({**ARTICLE, "text": THREE})
        + "\r\n",
    ],
)
def test_objects_need_not_be_lines(tmp_path: Path, content: str) -> None:
    found = reading(tmp_path, "a.jsonl", content)
    assert {document.text for document in found.documents} == {ONE, THREE}
    assert not found.problems


def test_summary_stands_in_and_is_named(tmp_path: Path) -> None:
    fields = {"title": "T", "url": "https://example.org", "description": ONE}
    found = reading(tmp_path, "a.jsonl", json.dumps(fields))
    assert found.documents[0].text == ONE
    assert any("only a summary" in problem.what for problem in found.problems)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ONE, "original": "قصف السوق"},
        {"text": "قصف السوق", "translation": ONE},
        {"content": "قصف السوق", "text_en": ONE},
    ],
)
def test_translation_is_read_beside_original(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    content = json.dumps({**fields, "lang": "ar"})
    (document,) = reading(tmp_path, "a.jsonl", content).documents
    assert (document.text, document.original, document.lang) == (ONE, "قصف السوق", "ar")


TABLES = [
    ("a.csv", f'id,title,date,source,text\n7,T,2020-02-04,Courier,"{ONE}"\n', "utf-8"),
    ("a.csv", f'Headline;Published;Outlet;Content\r\nT;04.02.2020;Courier;"{ONE}"\r\n', "utf-16"),
    ("a.tsv", f"Title\tPub Date\tNewspaper\tFull Text\nT\tFeb 4, 2020\tCourier\t{ONE}\n", "utf-8-sig"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "encoding"), TABLES)
def test_tables_of_articles_are_read(
    tmp_path: Path, name: str, content: str, encoding: str
) -> None:
    (document,) = reading(tmp_path, name, content.encode(encoding)).documents
    assert (document.text, document.published) == (ONE, DAY)
    assert (document.title, document.publisher) == ("T", "Courier")
    assert not datasets.is_table_file(tmp_path / name)


@pytest.mark.parametrize(
    "header",
    ["event_id,event_date,country,notes", "date,place,killed,text,url", "a,b,c"],
)
def test_tables_of_incidents_stay_tables(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n1,2,3,4,5\n")
    assert datasets.is_table_file(path)


def test_list_of_addresses_is_named(tmp_path: Path) -> None:
    content = "id,publish_date,url,title\n1,2020-02-04,https://example.org,T\n"
    found = reading(tmp_path, "a.csv", content)
    assert not found.documents
    assert found.problems[0].what == "1 articles are listed, without their text."
    assert not datasets.is_table_file(tmp_path / "a.csv")


def test_rows_without_text_are_counted(tmp_path: Path) -> None:
    content = f'title,text\nT,"{ONE}"\nU,\nV,\n'
    found = reading(tmp_path, "a.csv", content)
    assert len(found.documents) == 1
    assert found.problems[0].what == "2 rows without text were left out."


def test_open_quotation_mark_is_reported(tmp_path: Path) -> None:
    found = reading(tmp_path, "a.csv", f'title,text\nT,"{ONE}')
    assert not found.documents
    assert "a quotation mark is not closed" in found.problems[0].what


def test_mailbox_gives_its_messages(tmp_path: Path) -> None:
    documents = reading(tmp_path, "a.mbox", mbox(ONE, f">From them: {THREE}")).documents
    texts = [document.text.strip() for document in documents]
    assert texts == [ONE, f"From them: {THREE}"]
    assert [document.published for document in documents] == [DAY, DAY]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_in_unmarked_utf16_is_read(tmp_path: Path, encoding: str) -> None:
    found = reading(tmp_path, "a.txt", ONE.encode(encoding))
    assert found.documents[0].text == ONE
    assert "UTF-16 without a mark" in found.problems[0].what


def test_text_boxes_are_lines(tmp_path: Path) -> None:
    box = "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent></w:r>"
    content = docx(f"{box}<w:r><w:t>{ONE}</w:t></w:r></w:p>")
    (document,) = reading(tmp_path, "a.docx", content).documents
    assert document.text.split("\n") == ["A box.", ONE]


PROQUEST = """Document 1 of 1

Full text: {text}

Location: the market. Nobody was hurt.

Location: Subek

Title: Shells hit a market

Publication title: Courier; Subek

Publication date: 2020 Feb 04

ProQuest document ID: 1
"""


def test_line_like_a_field_stays_text(tmp_path: Path) -> None:
    (document,) = reading(tmp_path, "a.txt", PROQUEST.format(text=ONE)).documents
    assert document.text == f"{ONE}\n\nLocation: the market. Nobody was hurt."
    assert document.published == DAY


def test_load_date_replaces_unreadable_date(tmp_path: Path) -> None:
    lines = ["T", "Courier", "4 शुक्रवार 2020", "Length: 9 words", "Body", ONE]
    lines += ["Load-Date: February 4, 2020", "End of Document"]
    (document,) = reading(tmp_path, "a.txt", "\n".join(lines)).documents
    assert (document.text, document.published) == (ONE, DAY)


CLASSIC = """{number} of 4 DOCUMENTS

Courier

February 4, 2020 Tuesday

Shells hit a market

LENGTH: 9 words

{text}

LOAD-DATE: February 5, 2020
"""


def test_missing_numbers_are_named(tmp_path: Path) -> None:
    content = "\n".join(CLASSIC.format(number=number, text=ONE) for number in (1, 3))
    found = reading(tmp_path, "a.txt", content)
    assert len(found.documents) == 2
    (problem,) = found.problems
    expected = "4 articles on the cover sheet, 2 read; missing: no. 2, no. 4."
    assert problem.what == expected


FORWARD = """From: Jane <jane@example.org>
Subject: Fwd: Subek
Date: Fri, 14 Feb 2020 10:00:00 +0000

See below.

---------- Forwarded message ---------
From: Monitor <monitor@example.org>
Date: Tue, Feb 4, 2020 at 10:00 AM
Subject: Subek

{text}
"""


def test_forwarded_message_keeps_its_day(tmp_path: Path) -> None:
    (document,) = reading(tmp_path, "a.eml", FORWARD.format(text=ONE)).documents
    assert document.published == DAY
    assert document.text.split("\n\n") == ["See below.", f"\n{ONE}\n"]
