"""Files of every format become documents with text, day, title, outlet and provenance."""

import gzip
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from tests.documents import made_files as made
from tests.documents.made_files import ONE, THREE, TWO
from timeline.documents import Reading, read
from timeline.documents.stubs import is_link
from timeline.model.text import Document

DAY = date(2020, 2, 4)
TITLES = ["Shelling in Subek", "Convoy ambushed near Tarin", "Talks fail in Subek"]


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def reading_of(folder: Path, name: str, content: str | bytes) -> Reading:
    return read([written(folder, name, content)])


def only(folder: Path, name: str, content: str | bytes) -> Document:
    reading = reading_of(folder, name, content)
    assert len(reading.documents) == 1, reading.problems
    return reading.documents[0]


def messages(reading: Reading) -> list[str]:
    return [f"{problem.where}: {problem.what}" for problem in reading.problems]


def test_docx_gives_paragraphs_and_tables(tmp_path: Path) -> None:
    table = made.docx_table([["Name", "Role"], ["Jane Doe", "witness"]])
    content = made.docx(
        made.docx_paragraph("Shelling in Subek", "Heading1"), ONE, TWO, table
    )
    document = only(tmp_path, "note-2020-02-04.docx", content)
    assert (
        document.text
        == f"Shelling in Subek\n\n{ONE}\n\n{TWO}\n\nName\tRole\n\nJane Doe\twitness"
    )
    assert (document.title, document.published) == ("Shelling in Subek", DAY)


def test_docx_leaves_out_deleted_words(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:t>They denied it. </w:t></w:r></w:del>"
    paragraph = f"<w:p>{deleted}<w:r><w:t>{ONE}</w:t></w:r></w:p>"
    assert only(tmp_path, "a.docx", made.docx(paragraph)).text == ONE


def test_odt_and_rtf_give_paragraphs(tmp_path: Path) -> None:
    for name, content in (
        ("a.odt", made.odt(ONE, TWO)),
        ("a.rtf", made.rtf(ONE, "Café’s owner")),
    ):
        text = only(tmp_path, name, content).text
        assert text.startswith(f"{ONE}\n\n")
    assert text.endswith("Café’s owner")


def test_rtf_leaves_out_addresses_of_links(tmp_path: Path) -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "https://example.org/x"}}{\fldrslt Subek}}'
    content = rb"{\rtf1\ansi\pard Gunners shelled " + link + rb" on Monday.\par}"
    assert only(tmp_path, "a.rtf", content).text == "Gunners shelled Subek on Monday."


def test_chapters_of_an_ebook_are_documents(tmp_path: Path) -> None:
    content = made.epub(
        ("Subek", f"{ONE} {TWO}"), ("Tarin", f"{THREE} {TWO}"), ("Cover", "A war")
    )
    reading = reading_of(tmp_path, "war.epub", content)
    assert [document.title for document in reading.documents] == ["Subek", "Tarin"]
    first = reading.documents[0]
    assert (first.id, first.publisher, first.published) == ("war-1", "Subek Press", DAY)
    assert first.provenance and first.provenance.position == "chapter 1 of 2"
    assert messages(reading)[0].startswith("war.epub: 1 parts with next to no text")


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_email_gives_text_and_headers(tmp_path: Path, kind: str) -> None:
    text = f"{ONE}\n\n{TWO}\n" if kind == "plain" else f"<p>{ONE}</p><p>{TWO}</p>"
    document = only(tmp_path, "alert.eml", made.eml(text, kind))
    assert ONE in document.text
    assert "<p>" not in document.text
    assert (document.title, document.publisher) == (
        "Shelling in Subek",
        "Daily Courier",
    )
    assert (document.published, document.published_from) == (DAY, "header")


NEXIS = [
    ("hits.docx", made.docx(*made.nexis_lines(TITLES))),
    ("hits.rtf", made.rtf(*made.nexis_lines(TITLES))),
    ("hits.txt", "\n".join(made.nexis_lines(TITLES)).encode()),
]


@pytest.mark.parametrize(("name", "content"), NEXIS)
def test_nexis_articles_are_documents(
    tmp_path: Path, name: str, content: bytes
) -> None:
    reading = reading_of(tmp_path, name, content)
    assert messages(reading) == []
    assert [document.title for document in reading.documents] == TITLES
    for number, document in enumerate(reading.documents, 1):
        assert document.text == f"Report {number}. {ONE}\n\n{TWO}"
        assert (document.published, document.publisher) == (
            DAY,
            "Daily Courier (Subek)",
        )
        assert document.provenance is not None
        assert document.provenance.format == "Nexis Uni"
        assert document.provenance.position == f"article {number} of 3"


def test_a_missing_nexis_article_is_named(tmp_path: Path) -> None:
    content = made.docx(*made.nexis_lines(TITLES, missing=[2]))
    reading = reading_of(tmp_path, "hits.docx", content)
    assert len(reading.documents) == 2
    assert messages(reading) == [
        "hits.docx: 3 articles on the cover sheet, 2 read; "
        "missing: no. 2 (Convoy ambushed near Tarin)."
    ]


def test_hundreds_of_nexis_articles_are_counted(tmp_path: Path) -> None:
    titles = [f"Shelling no. {number} in Subek" for number in range(1, 301)]
    reading = reading_of(tmp_path, "hits.docx", made.docx(*made.nexis_lines(titles)))
    assert len(reading.documents) == 300
    assert not reading.problems
    assert reading.documents[36].id == "hits-037"


MISSING = "old.txt: 3 articles on the cover sheet, 2 read; missing: no. 3."


def test_older_lexisnexis_counts_its_documents(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "old.txt", made.lexis_text(2, total=3))
    first = reading.documents[0]
    assert (first.title, first.publisher) == (
        "Shelling no. 1 in Subek",
        "Daily Courier",
    )
    assert (first.published, first.text) == (DAY, f"{ONE}\n\n{TWO}")
    assert messages(reading) == [MISSING]


FACTIVA = [
    ("f.html", made.factiva_page().encode()),
    ("f.rtf", made.rtf(*(2 * made.FACTIVA_FIELDS))),
    ("g.rtf", made.rtf(*(2 * made.FACTIVA_PLAIN))),
]


@pytest.mark.parametrize(("name", "content"), FACTIVA)
def test_factiva_articles_are_documents(
    tmp_path: Path, name: str, content: bytes
) -> None:
    reading = reading_of(tmp_path, name, content)
    assert len(reading.documents) == 2, reading.problems
    for document in reading.documents:
        assert document.text.split("\n\n") == [ONE, TWO]
        assert (document.published, document.publisher) == (DAY, "Daily Courier")
        assert document.provenance and document.provenance.format == "Factiva"


def test_factiva_titles_are_those_of_hd(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "f.html", made.factiva_page())
    assert {document.title for document in reading.documents} == {"Shelling in Subek"}


def test_proquest_articles_are_documents(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "p.txt", made.proquest_text(2))
    assert [document.title for document in reading.documents] == [
        "Shelling no. 1 in Subek",
        "Shelling no. 2 in Subek",
    ]
    first = reading.documents[0]
    assert first.text == f"{ONE}\n\n{TWO}"
    assert (first.published, first.publisher) == (DAY, "Daily Courier")
    assert first.url == "https://example.org/doc/1"


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.wacz"])
def test_web_archives_give_pages_with_time(tmp_path: Path, name: str) -> None:
    other = "https://example.org/b"
    records = made.warc_record() + made.warc_record(
        made.PAGE.replace("Subek", "Tarin"), other
    )
    content = records if name == "crawl.warc" else gzip.compress(records)
    if name.endswith(".wacz"):
        content = made.packed(
            {"archive/data.warc.gz": content, "datapackage.json": "{}"}
        )
    reading = reading_of(tmp_path, name, content)
    first, second = reading.documents
    assert (first.url, second.url) == ("https://example.org/2020/02/04/subek", other)
    assert first.published == DAY
    assert first.provenance is not None
    assert first.provenance.retrieved == "2020-03-01T08:00:00Z"
    assert first.id == "crawl-1"


def test_telegram_messages_are_documents(tmp_path: Path) -> None:
    content = made.telegram(("2020-02-04T10:00:00", ONE), ("2020-02-05T09:00:00", ""))
    reading = reading_of(tmp_path, "result.json", content)
    assert [document.id for document in reading.documents] == ["Subek Watch-1"]
    document = reading.documents[0]
    assert (document.text, document.published) == (ONE, DAY)
    assert messages(reading)[0].startswith("result.json: 1 messages without text")


def test_telegram_pieces_are_joined(tmp_path: Path) -> None:
    export = json.loads(made.telegram(("2020-02-04T10:00:00", "")))
    export["messages"][0]["text"] = [
        "Gunners ",
        {"type": "bold", "text": "shelled"},
        " Subek.",
    ]
    document = only(tmp_path, "result.json", json.dumps(export))
    assert document.text == "Gunners shelled Subek."


def test_telegram_pages_give_messages(tmp_path: Path) -> None:
    message = (
        '<div class="message default clearfix"><div class="body"><div class="pull_right date details"'
        ' title="04.02.2020 10:00:00 UTC+01:00">10:00</div><div class="from_name">Subek Watch</div>'
        f'<div class="text">{ONE}<br>{TWO}</div></div></div>'
    )
    page = f'<html><body><div class="page_body"><div class="history">{message}</div></div></body></html>'
    document = only(tmp_path, "messages.html", page)
    assert (document.text, document.published) == (f"{ONE}\n{TWO}", DAY)
    assert document.publisher == "Subek Watch"


NEWS = {"title": "Shelling in Subek", "url": "https://example.org/a"}
COLLECTORS = [
    {"status": "ok", "articles": [{**NEWS, "source": {"id": None, "name": "Daily Courier"}, "publishedAt": "2020-02-04T10:00:00Z", "content": ONE}]},
    {**NEWS, "maintext": ONE, "date_publish": "2020-02-04 10:00:00", "source_domain": "Daily Courier"},
    [{**NEWS, "media_name": "Daily Courier", "publish_date": "2020-02-04", "text": ONE}],
    {"response": {"results": [{"webTitle": "Shelling in Subek", "webUrl": "https://example.org/a", "webPublicationDate": "2020-02-04T10:00:00Z", "publisher": "Daily Courier", "fields": {"bodyText": ONE}}]}},
]  # fmt: skip


@pytest.mark.parametrize("answer", COLLECTORS)
def test_answers_of_collectors_are_articles(tmp_path: Path, answer: object) -> None:
    document = only(tmp_path, "news.json", json.dumps(answer))
    assert (document.text, document.published, document.publisher) == (
        ONE,
        DAY,
        "Daily Courier",
    )
    assert (document.title, document.url) == (
        "Shelling in Subek",
        "https://example.org/a",
    )
    assert document.published_from and document.published_from.startswith("field '")


def test_entries_without_text_are_counted_as_links(tmp_path: Path) -> None:
    stories = [{**NEWS, "publish_date": "2020-02-04"}, {**NEWS, "text": ONE}]
    reading = reading_of(tmp_path, "stories.json", json.dumps({"stories": stories}))
    assert len(reading.documents) == 1
    assert (
        "stories.json: 1 entries that are only a link, without text, were left out."
        in messages(reading)
    )


def test_articles_taken_back_are_left_out(tmp_path: Path) -> None:
    articles = [
        {**NEWS, "content": "[Removed]", "publishedAt": "1970-01-01"},
        {**NEWS, "text": ONE},
    ]
    reading = reading_of(tmp_path, "a.json", json.dumps({"articles": articles}))
    assert [document.text for document in reading.documents] == [ONE]


def test_an_article_listed_twice_is_missed_once(tmp_path: Path) -> None:
    lines = made.nexis_lines([TITLES[0], TITLES[1], TITLES[0]], missing=[3])
    reading = reading_of(tmp_path, "hits.docx", made.docx(*lines))
    assert messages(reading)[0].endswith(f"2 read; missing: no. 3 ({TITLES[0]}).")


def test_paragraph_marks_of_collectors_go(tmp_path: Path) -> None:
    document = only(
        tmp_path, "a.jsonl", json.dumps({"text": f"<p>{ONE}</p><p>{TWO}</p>"})
    )
    assert document.text == f"{ONE}\n\n{TWO}"


STUBS = [
    ("https://example.org/a\n", "the text is only a link."),
    (f"{ONE} … [+2345 chars]", "only the beginning of an article is here; the rest was not in the file."),
    (f"{ONE}\n\nContinue reading...", "only the beginning of an article is here; the rest was not in the file."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), STUBS)
def test_links_and_stubs_are_named(tmp_path: Path, text: str, what: str) -> None:
    reading = reading_of(tmp_path, "a-2020-02-04.txt", text)
    assert messages(reading)[-1] == f"a-2020-02-04.txt: {what}"


RIS = (
    "TY  - NEWS\nTI  - Shelling in Subek\nT2  - Daily Courier\nDA  - 2020/02/04/\nY2  - 2020/03/01/\n"
    "UR  - https://example.org/a\nL1  - files/1/photo.png\nL1  - files/1/snapshot.html\nER  - \n"
    f"TY  - NEWS\nTI  - Ambush\nDA  - 2020/02/05/\nAB  - {THREE}\nER  - \n"
    "TY  - BOOK\nTI  - A war\nER  - \n"
    "TY  - NEWS\nTI  - Secrets\nL1  - ../../../etc/passwd\nER  - \n"
)
PLAIN_PAGE = f"<html><head><title>x</title></head><body><article><p>{ONE}</p><p>{TWO}</p></article></body></html>"


def test_ris_reads_linked_files_once(tmp_path: Path) -> None:
    written(tmp_path, "lib/files/1/photo.png", b"\x89PNG")
    written(tmp_path, "lib/files/1/snapshot.html", PLAIN_PAGE)
    written(tmp_path, "lib/library.ris", RIS)
    reading = read([tmp_path / "lib"])
    titles = {document.title: document for document in reading.documents}
    assert sorted(filter(None, titles)) == ["Ambush", "Shelling in Subek"]
    linked = titles["Shelling in Subek"]
    assert (linked.published, linked.publisher) == (DAY, "Daily Courier")
    assert linked.provenance and linked.provenance.file == "files/1/snapshot.html"
    said = "\n".join(messages(reading))
    assert "1 references without a file or an abstract were left out." in said
    assert "of 1 references only the abstract was read" in said
    assert "'../../../etc/passwd' is not in the bibliography's folder." in said


def test_csl_json_gives_days_and_abstracts(tmp_path: Path) -> None:
    items = [
        {"id": "http://zotero.org/users/1/items/AB12", "type": "article-newspaper",
         "title": "Shelling in Subek", "container-title": "Daily Courier", "abstract": ONE,
         "issued": {"date-parts": [["2020", 2, 4]]}, "URL": "https://example.org/a"},
    ]  # fmt: skip
    document = only(tmp_path, "items.json", json.dumps(items))
    assert (document.id, document.text, document.published) == ("AB12", ONE, DAY)
    assert document.publisher == "Daily Courier"


def test_original_and_language_are_kept(tmp_path: Path) -> None:
    line = {
        "text": ONE,
        "original": "قصفت المدفعية سوق المدينة",
        "lang": "ar",
        "published": "2020-02-04",
    }
    document = only(tmp_path, "a.jsonl", json.dumps(line))
    assert (document.original, document.lang) == ("قصفت المدفعية سوق المدينة", "ar")
    assert document.text == ONE


def test_provenance_names_file_and_digest(tmp_path: Path) -> None:
    content = made.PAGE.encode()
    written(tmp_path, "in/deep/a.html", content)
    document = read([tmp_path / "in"]).documents[0]
    assert document.provenance is not None
    assert document.provenance.file == "deep/a.html"
    assert document.provenance.sha256 == hashlib.sha256(content).hexdigest()
    assert document.provenance.format == "HTML"


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = made.packed({"word/document.xml": b" " * 110_000_000})
    reading = reading_of(tmp_path, "x.docx", bomb)
    assert (
        "unpacked it is larger than a file of this size should be"
        in messages(reading)[0]
    )


def test_xml_entities_are_not_expanded(tmp_path: Path) -> None:
    content = (
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{made.WORD}"><w:body><w:p><w:r><w:t>&x;{ONE}</w:t></w:r></w:p></w:body></w:document>'
    )
    hostname = (
        Path("/etc/hostname").read_text(encoding="utf-8").strip()
        if Path("/etc/hostname").exists()
        else "?"
    )
    document = only(tmp_path, "x.docx", made.packed({"word/document.xml": content}))
    assert hostname not in document.text


ENCODED = [
    ("Взрыв на рынке в городе убил девять человек, сообщила полиция. " * 5, "cp1251", "Windows-1251"),
    ("Η έκρηξη στην αγορά σκότωσε εννέα ανθρώπους, είπε η αστυνομία. " * 5, "cp1253", "cp1253"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "encoding", "name"), ENCODED)
def test_other_encodings_are_told(
    tmp_path: Path, text: str, encoding: str, name: str
) -> None:
    reading = reading_of(tmp_path, "a.txt", text.encode(encoding))
    assert not reading.documents
    assert "Russian" in messages(reading)[-1] or "Greek" in messages(reading)[-1]


def test_a_few_broken_bytes_stay_utf8(tmp_path: Path) -> None:
    content = (f"The café’s owner José died. {ONE} " * 9).encode() + b"\xe2\x80"
    document = only(tmp_path, "a.txt", content)
    assert "José" in document.text
    assert "Ã" not in document.text


def test_addresses_run_together_are_soon_read() -> None:
    assert is_link("http://" * 2_000)
    assert not is_link("http://" * 2_000 + " and words")
