"""Boxes, captions, notes and references around an article are never read as its text."""

from pathlib import Path

import pytest

from tests.documents.test_structure import document_of
from timeline.documents.boilerplate import is_boilerplate, symbols_length
from timeline.documents.datelines import country_line, date_line, dateline
from timeline.documents.markup import plain_markdown
from timeline.model.text import Document, SectionKind

FIRST = "Rebels attacked an army base near Tarin on Monday, killing six soldiers there."
SECOND = "Government gunners shelled the market of Subek, a doctor in the town said."
FALSE = "Gunmen killed forty people in Maluk, a mayor said."


def words_of(document: Document, kind: SectionKind = SectionKind.BODY) -> list[str]:
    return [
        document.text[section.start : section.end]
        for section in document.sections
        if section.kind is kind
    ]


def page(inner: str) -> str:
    return (
        "<html><head><title>Raid near Tarin</title></head><body><main><article>"
        f"<h1>Raid near Tarin</h1><p>{FIRST}</p>{inner}<p>{SECOND}</p>"
        "</article></main></body></html>"
    )


BOXES = [
    f'<div class="most-popular"><h3>Most popular</h3><p>{FALSE}</p></div>',
    f'<section class="article-more-on"><h3>Keep reading</h3><p>{FALSE}</p></section>',
    f'<div id="jp-relatedposts"><p>{FALSE}</p></div>',
    f'<div class="author-bio"><p>{FALSE}</p></div>',
    f'<div class="comments-area"><p>{FALSE}</p></div>',
    f'<div class="wp-caption"><p class="wp-caption-text">{FALSE}</p></div>',
    f"<figure><img src='a.png'><figcaption>{FALSE}</figcaption></figure>",
    f'<p class="correction">{FALSE}</p>',
    f'<div class="key-events"><a href="#a">{FALSE}</a></div>',
    f'<h2>References</h2><ol class="references"><li>{FALSE}</li></ol><h2>Today</h2>',
    f'<table class="infobox"><tr><th>Result</th><td>{FALSE}</td></tr></table>',
    f'<div class="navbox"><p>{FALSE}</p></div>',
]


@pytest.mark.parametrize("box", BOXES)
def test_boxes_of_pages_are_not_read(tmp_path: Path, box: str) -> None:
    assert words_of(document_of(tmp_path, "a.html", page(box))) == [FIRST, SECOND]


def test_a_box_around_the_article_stays(tmp_path: Path) -> None:
    content = (
        f'<html><body><div class="promo-news social">{page("")}</div></body></html>'
    )
    assert words_of(document_of(tmp_path, "a.html", content)) == [FIRST, SECOND]


def test_key_events_in_sentences_are_read(tmp_path: Path) -> None:
    box = f'<div class="key-events"><p>{FALSE}</p></div>'
    assert FALSE in words_of(document_of(tmp_path, "a.html", page(box)))


FURNITURE = [
    "Smoke over the market of Subek. Photograph: Ann Lee/AFP/Getty Images",
    "A base that rebels attacked near Tarin [File: Ann Lee/Reuters]",
    "Soldiers killed in Subek were buried in May. (AP Photo/Ann Lee)",
    "A house was hit in the raid. Credit...Ann Lee for The Courier",
    "Correction: An earlier version said that rebels killed nine people in Subek. It was six.",
    "Editor’s note: This report was changed after gunmen attacked the mayor again in March.",
    "A version of this article appears in print on May 4, with the headline: Raid Kills Six.",
    "^ Lee, Ann (4 May 2014). 'Rebels kill six in Subek'. The Courier.",
    "https://example.org/rebels-kill-six | www.example.org/attack",
    "👉 Subscribe to our channel",
    "For more information, please contact: Ann Lee, ann@example.org",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_lines_about_the_article_are_furniture(line: str) -> None:
    assert is_boilerplate(line)


TEXTS = [
    "Shells hit the market of Subek, the mayor told reporters. (AFP)",
    "He gave credit to the soldiers who had held the bridge at Tarin.",
    "The ministry published a photograph of the man whom rebels had killed.",
    "Notes found on the gunman named Subek and Tarin as targets of attacks.",
    "The army corrected its figures: nine soldiers had died in the ambush.",
]


@pytest.mark.parametrize("line", TEXTS)
def test_sentences_are_no_furniture(line: str) -> None:
    assert not is_boilerplate(line)


def test_footnotes_are_no_text(tmp_path: Path) -> None:
    text = f"Raid near Tarin\n\n{FIRST}[1]\n\n{SECOND}\n\n[1] {FALSE}\n\n[2] {SECOND}\n"
    document = document_of(tmp_path, "a.txt", text)
    assert words_of(document) == [f"{FIRST}[1]", SECOND, f"[2] {SECOND}"]


def test_references_end_at_the_next_heading(tmp_path: Path) -> None:
    text = (
        f"# Raid\n\n{FIRST}\n\n## References\n\n{FALSE}\n\n## Aftermath\n\n{SECOND}\n"
    )
    assert words_of(document_of(tmp_path, "a.md", text)) == [FIRST, SECOND]


def test_links_after_an_article_are_no_text(tmp_path: Path) -> None:
    text = (
        f"Raid near Tarin\n\nPublished\n4 May 2014\n\n{FIRST}\n\n{SECOND}\n\nMore on this story\n"
        "Gunmen kill forty in Maluk\nPublished 2 May\nBomb kills four in Subek\nPublished 1 May\n"
    )
    document = document_of(tmp_path, "a.txt", text)
    assert words_of(document) == [FIRST, SECOND]
    assert str(document.published) == "2014-05-04"


def test_headings_of_a_page_are_headings(tmp_path: Path) -> None:
    document = document_of(tmp_path, "a.html", page(f"<h2>{FALSE}</h2>"))
    assert words_of(document) == [FIRST, SECOND]
    assert words_of(document, SectionKind.HEADING) == [FALSE]


def test_pictograms_before_a_sentence_are_left_out(tmp_path: Path) -> None:
    text = f"Raid near Tarin\n\n❗️{FIRST}\n\n⚡️ {SECOND}\n"
    assert words_of(document_of(tmp_path, "a.txt", text)) == [FIRST, SECOND]
    assert symbols_length("© 2014") == 0


MARKDOWN = [
    ("~~Ten~~ Nine died.", " Nine died."),
    ("Men of `Unit 4` fled.", "Men of Unit 4 fled."),
    ("<!-- gunmen killed\nforty -->They fled.", "They fled."),
    ('<img src="a.png" alt="gunmen kill forty">They fled.', "They fled."),
    ("Nine died.<sup>[4](#n4)</sup> They fled.", "Nine died. They fled."),
    ("[![Crater](a.png)](https://a.org)They fled.", "They fled."),
    ("See <https://a.org/gunmen-kill-forty>.", "See ."),
    ("- [x] Gunmen fled.", "- Gunmen fled."),
    ("They fled [[Subek (town)|Subek]].", "They fled Subek."),
    ("Front\n: Fighters of the north.", "Front\nFighters of the north."),
    ("They took \\*Hill 4\\*.\\\nThey fled.", "They took *Hill 4*.\nThey fled."),
    ("The raid\n========\nThey fled.", "# The raid\n\nThey fled."),
    ("They fled.\n---\nA and 3 < 4.", "They fled.\n---\nA and 3 < 4."),
]


@pytest.mark.parametrize(("text", "plain"), MARKDOWN)
def test_marks_of_markdown_are_taken_off(text: str, plain: str) -> None:
    assert plain_markdown(text) == plain


def test_a_bracketed_dateline_is_no_text(tmp_path: Path) -> None:
    text = f"(Geneva/Kano, March 12, 2014) – {FIRST}\n\n{SECOND}\n"
    document = document_of(tmp_path, "a.txt", text)
    assert words_of(document) == [FIRST, SECOND]
    assert str(document.published) == "2014-03-12"
    assert dateline("(the army, on 12 March 2014) - and more") is None


def test_countries_open_the_items_of_digests(tmp_path: Path) -> None:
    text = f"In brief\n\nMali: {FIRST}\n\n• SOMALIA – {SECOND}\n\nKENYA. {FALSE}\n"
    document = document_of(tmp_path, "a.txt", text)
    assert words_of(document) == [FIRST, SECOND, FALSE]
    lines = words_of(document, SectionKind.DATELINE)
    assert lines == ["Mali:", "SOMALIA –", "KENYA."]
    assert country_line("Mali will vote: a long wait") is None


def test_one_country_opens_no_digest(tmp_path: Path) -> None:
    text = f"In brief\n\n{FIRST}\n\n{SECOND}\n\n{FIRST}\n\n{FIRST}\n\nChad: {SECOND}\n"
    assert f"Chad: {SECOND}" in words_of(document_of(tmp_path, "a.txt", text))


def test_a_title_with_its_day_is_a_title(tmp_path: Path) -> None:
    text = f"Weekly Campaign Assessment, May 4, 2014\n\nAnn Lee and Bo Orr\n\n{FIRST}\n\n{SECOND}\n"
    document = document_of(tmp_path, "a.txt", text)
    assert document.title == "Weekly Campaign Assessment, May 4, 2014"
    assert str(document.published) == "2014-05-04"
    line = date_line("Kano, Nigeria, 4 May 2014")
    assert line is None or not line.titled


def test_a_case_number_is_no_clock(tmp_path: Path) -> None:
    text = f"Cases in Subek\n\nCase 4: 25 March 2014\n\n{FIRST}\n\n{SECOND}\n"
    headings = words_of(document_of(tmp_path, "a.txt", text), SectionKind.HEADING)
    assert headings == ["Case 4: 25 March 2014"]


def entry(time: str, inner: str, tag: str = "article") -> str:
    return f'<{tag} class="post"><header>{time}</header>{inner}</{tag}>'


DATED = '<meta property="article:published_time" content="2014-05-04T05:00:00Z">'


def blog(*entries: str) -> str:
    inner = "".join(entries)
    return (
        f"<html><head><title>War live</title>{DATED}</head><body><main><h1>War live</h1>"
        f"<div>{inner}</div></main></body></html>"
    )


def entry_days(document: Document) -> dict[str, str | None]:
    days = {}
    for section in document.sections:
        if section.kind is SectionKind.BODY:
            words = document.text[section.start : section.end]
            date = section.context.date if section.context is not None else None
            days[words] = date.start.isoformat() if date is not None else None
    return days


BLOGS = [
    (
        "several times in an entry",
        blog(
            entry(
                '<a href="#a"><time datetime="2014-05-05T07:10:00Z">7h ago</time> <span>08.10 BST'
                "</span></a>",
                f'<h2>Six dead</h2><p>{FIRST}</p><footer><time datetime="2014-05-05T09:00:00Z">'
                "Updated at 10.00</time></footer>",
            ),
            entry(
                '<time datetime="2014-05-04T21:15:00Z">17h ago</time>',
                f"<p>{SECOND}</p>",
            ),
        ),
    ),
    (
        "items of a list with times in words",
        blog(
            "<ol>",
            entry(
                "<time>Posted at 07:10 5 May</time>",
                f"<h3>Six dead</h3><p>{FIRST}</p>",
                "li",
            ),
            entry("<time>9:15 pm</time>", f"<h3>More shells</h3><p>{SECOND}</p>", "li"),
            "</ol>",
        ),
    ),
]


@pytest.mark.parametrize(
    "content", [case[1] for case in BLOGS], ids=[case[0] for case in BLOGS]
)
def test_entries_of_pages_have_their_days(tmp_path: Path, content: str) -> None:
    document = document_of(tmp_path, "live.html", content)
    assert entry_days(document) == {FIRST: "2014-05-05", SECOND: "2014-05-04"}


def test_two_times_make_no_live_blog(tmp_path: Path) -> None:
    content = (
        f"<html><head>{DATED}</head><body><main><header><h1>Raid near Tarin kills six soldiers</h1>"
        '<time datetime="2014-05-04T05:00:00Z">4 May</time></header><div class="text">'
        f'<p>{FIRST}</p><p>{SECOND}</p><time datetime="2014-05-06T05:00:00Z">Changed</time></div>'
        "</main></body></html>"
    )
    assert entry_days(document_of(tmp_path, "a.html", content)) == {
        FIRST: None,
        SECOND: None,
    }
