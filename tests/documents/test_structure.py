"""Headings, times of entries and rows of tables give the day, place and figures of their words."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.documents import made_files as made
from timeline.documents import read
from timeline.documents.event_tables import event_columns
from timeline.documents.heading_dates import heading_date, is_only_date, lead_length
from timeline.model.text import Context, Document, SectionKind

ATTACK = "Rebels attacked an army base near Tarin, killing six soldiers."
SHELLING = "Government gunners shelled the market of Subek, a doctor there said."


def document_of(folder: Path, name: str, content: str | bytes) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    reading = read([path])
    assert len(reading.documents) == 1, reading.problems
    return reading.documents[0]


def contexts(document: Document) -> dict[str, Context | None]:
    """Return the contexts of the paragraphs by their words."""
    return {
        document.text[section.start : section.end]: section.context
        for section in document.sections
        if section.kind is SectionKind.BODY
    }


def days(document: Document) -> dict[str, tuple[str, str] | None]:
    return {
        words: (context.date.start.isoformat(), context.date.end.isoformat())
        if context is not None and context.date is not None
        else None
        for words, context in contexts(document).items()
    }


HEADINGS = [
    ("1 May", "2013-05-01", "2013-05-01"),
    ("Monday, 6 May 2013", "2013-05-06", "2013-05-06"),
    ("August 11 and 12", "2013-08-11", "2013-08-12"),
    ("3–5 June", "2013-06-03", "2013-06-05"),
    ("30 April – 2 May", "2013-04-30", "2013-05-02"),
    ("September 2013", "2013-09-01", "2013-09-30"),
    ("Sept. 3rd", "2013-09-03", "2013-09-03"),
    ("2013-05-01 09:10", "2013-05-01", "2013-05-01"),
    ("29 February", None, None),
    ("The army attacks", None, None),
    ("May the army win", None, None),
    ("11 soldiers die", None, None),
]


@pytest.mark.parametrize(("words", "start", "end"), HEADINGS)
def test_headings_are_read_as_days(
    words: str, start: str | None, end: str | None
) -> None:
    written = heading_date(words) if is_only_date(words) else None
    result = written.days(2013) if written is not None else None
    expected = (
        (date.fromisoformat(start), date.fromisoformat(end)) if start and end else None
    )
    assert result == expected


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("22 June: Shells fell.", 9),
        ("May 3 – Shells fell.", 8),
        ("On 3 May: no", 0),
        ("3 May", 0),
    ],
)
def test_a_date_before_a_colon_is_cut_off(words: str, length: int) -> None:
    assert lead_length(words) == length


MARKDOWN = f"# The war in Subek\n\n## March 2014\n\n### 3 March\n\n{ATTACK}\n\n#### Tarin\n\n{SHELLING}\n"


def test_day_headings_stand_for_what_follows(tmp_path: Path) -> None:
    text = f"{MARKDOWN}\n### March 4 and 5\n\nThey met again.\n\n## Aftermath\n\nThe mayor left.\n"
    assert days(document_of(tmp_path, "war.md", text)) == {
        ATTACK: ("2014-03-03", "2014-03-03"),
        SHELLING: ("2014-03-03", "2014-03-03"),
        "They met again.": ("2014-03-04", "2014-03-05"),
        "The mayor left.": None,
    }


def test_word_headings_stand_for_what_follows(tmp_path: Path) -> None:
    content = made.docx(
        made.docx_paragraph("March 2014", "Heading1"),
        made.docx_paragraph("3 March", "Heading2"),
        ATTACK,
        made.docx_paragraph("Aftermath", "Heading1"),
        "The mayor left.",
    )
    result = days(document_of(tmp_path, "war.docx", content))
    assert result == {ATTACK: ("2014-03-03", "2014-03-03"), "The mayor left.": None}


def test_a_title_gives_the_year(tmp_path: Path) -> None:
    text = f"Timeline of the war (November 2013 – February 2014)\n\n30 November\n\n{ATTACK}\n\n2 January\n\n{SHELLING}\n"
    assert days(document_of(tmp_path, "war.txt", text)) == {
        ATTACK: ("2013-11-30", "2013-11-30"),
        SHELLING: ("2014-01-02", "2014-01-02"),
    }


def test_paragraphs_that_begin_with_days(tmp_path: Path) -> None:
    text = f"Attacks in 2014\n\n- **3 March**: {ATTACK}\n- **April 8** – {SHELLING}\n"
    assert days(document_of(tmp_path, "war.md", text)) == {
        f"3 March: {ATTACK}": ("2014-03-03", "2014-03-03"),
        f"April 8 – {SHELLING}": ("2014-04-08", "2014-04-08"),
    }


def test_one_leading_day_is_no_chronology(tmp_path: Path) -> None:
    text = f"Shelling in Subek\n\n3 March 2014 - {ATTACK}\n\n{SHELLING}\n"
    assert not any(days(document_of(tmp_path, "war.txt", text)).values())


def test_a_date_line_of_news_is_no_heading(tmp_path: Path) -> None:
    text = f"Shelling in Subek\n\nMonday, 3 March 2014\n\n{ATTACK}\n\n{SHELLING}\n"
    document = document_of(tmp_path, "war.txt", text)
    assert document.published == date(2014, 3, 3)
    assert not any(days(document).values())


ROWS = [
    ("Date", "Town", "What happened", "Killed", "Wounded"),
    ("3 March 2014", "Tarin", "Rebels attacked an army base.", "6", "10+"),
    ("4 March 2014", "Subek", "Gunners shelled the market.", "", "2–4"),
]


def table_page() -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS
    )
    return f"<html><body><main><h1>Attacks</h1><p>{ATTACK}</p><table>{rows}</table></main></body></html>"


MARKDOWN_TABLE = "\n".join(
    [
        "# Attacks",
        "",
        *(f"| {' | '.join(row)} |" for row in (ROWS[0], ["---"] * 5, *ROWS[1:])),
    ]
)
TABLES = [
    ("t.html", table_page().encode()),
    ("t.md", MARKDOWN_TABLE.encode()),
    ("t.docx", made.docx("Attacks", made.docx_table(ROWS))),
]


@pytest.mark.parametrize(("name", "content"), TABLES)
def test_rows_are_read_with_their_cells(
    tmp_path: Path, name: str, content: bytes
) -> None:
    document = document_of(tmp_path, name, content)
    first = contexts(document)["Rebels attacked an army base."]
    assert (
        first is not None
        and first.date
        and first.place
        and first.killed
        and first.injured
    )
    assert first.date.start == date(2014, 3, 3)
    cells = (first.place, first.killed, first.injured)
    assert [document.text[cell.start : cell.end] for cell in cells] == [
        "Tarin",
        "6",
        "10+",
    ]
    second = contexts(document)["Gunners shelled the market."]
    assert second is not None and second.killed is None


def test_tables_of_other_things_are_no_events() -> None:
    assert (
        event_columns([("Name", "Role"), ("Jane Doe", "a witness of the war")]) is None
    )
    assert event_columns([("Date", "Price"), ("3 March 2014", "7.20")]) is None


def test_a_date_that_spans_rows_is_carried(tmp_path: Path) -> None:
    rows = [ROWS[0][:3], ROWS[1][:3], ("Subek", "Gunners shelled the market.")]
    document = document_of(
        tmp_path, "t.docx", made.docx("Attacks", made.docx_table(rows))
    )
    context = contexts(document)["Gunners shelled the market."]
    assert context is not None and context.date is not None
    assert context.date.start == date(2014, 3, 3)


def live_page(
    times: tuple[str, str] = ("2014-03-04T20:10:00Z", "2014-03-03T07:30:00Z"),
) -> str:
    entries = "".join(
        f'<div class="post"><p><time datetime="{time}">now</time></p><h2>Update</h2><p>{words}</p></div>'
        for time, words in zip(times, (ATTACK, SHELLING), strict=True)
    )
    head = '<meta property="article:published_time" content="2014-03-03T05:00:00Z">'
    return f"<html><head><title>War live</title>{head}</head><body><main><h1>War live</h1>{entries}</main></body></html>"


def test_entries_have_days_of_their_own(tmp_path: Path) -> None:
    document = document_of(tmp_path, "live.html", live_page())
    assert days(document) == {
        ATTACK: ("2014-03-04", "2014-03-04"),
        SHELLING: ("2014-03-03", "2014-03-03"),
    }
    assert all(context and context.is_entry for context in contexts(document).values())
    assert document.published == date(2014, 3, 3)


def test_article_with_two_times_is_no_live_blog(tmp_path: Path) -> None:
    times = '<time datetime="2014-03-03T05:00Z">3 March</time> <time datetime="2014-03-04T05:00Z">updated 4 March</time>'
    page = f"<html><body><article><h1>Shelling</h1><p>{times}</p><p>{ATTACK}</p><p>{SHELLING}</p></article></body></html>"
    assert not any(days(document_of(tmp_path, "a.html", page)).values())


def test_headline_byline_and_text_are_apart(tmp_path: Path) -> None:
    page = (
        '<html><head><meta property="article:published_time" content="2014-03-03"></head><body>'
        '<div class="content"><h1>Base attacked</h1><span class="author">By Jane Doe</span>'
        f'<time datetime="2014-03-03">3 Mar 2014</time><p>{ATTACK}</p></div></body></html>'
    )
    document = document_of(tmp_path, "a.html", page)
    bodies = [s for s in document.sections if s.kind is SectionKind.BODY]
    assert [document.text[s.start : s.end] for s in bodies] == [ATTACK]
    assert "3 Mar" not in document.text


def test_contexts_survive_the_memory_of_a_project() -> None:
    import msgspec

    from timeline.documents.html import read_html
    from timeline.documents.raw import RawDocuments

    drafts = read_html(table_page().encode(), "t.html")
    content = msgspec.json.encode(drafts)
    assert msgspec.json.decode(content, type=RawDocuments) == drafts
    assert json.loads(content)["drafts"][0]["marks"]["rows"]


def test_a_definition_list_ends_with_itself(tmp_path: Path) -> None:
    page = (
        "<html><body><main><h1>Attacks in 2014</h1><p>It was a long war for the two towns.</p>"
        f"<dl><dt>3 March</dt><dd>{ATTACK}</dd><dt>4 March</dt><dd>{SHELLING}</dd></dl>"
        "<p>The mayor left the town with all his people.</p></main></body></html>"
    )
    result = days(document_of(tmp_path, "a.html", page))
    assert result[ATTACK] == ("2014-03-03", "2014-03-03")
    assert result[SHELLING] == ("2014-03-04", "2014-03-04")
    assert result["The mayor left the town with all his people."] is None
