"""Fields, marks and days as collectors, Markdown writers and web pages have them."""

import json
from datetime import date
from pathlib import Path

import pytest

from timeline import documents
from timeline.documents.fields import PUBLISHER, read_day, words_of
from timeline.documents.markup import plain_markdown
from timeline.model.text import Document

TEXT = "Gunmen killed three guards in Kano today."
DAY = date(2019, 7, 4)


def read(path: Path) -> Document:
    (document,) = documents.read([path], published=None, today=None).documents
    return document


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("published", "2019-07-04"),
        ("publishedAt", "2019-07-04T22:10:00Z"),
        ("pubDate", "Thu, 04 Jul 2019 22:10:00 GMT"),
        ("date_publish", "2019-07-04 22:10:00"),
        ("seendate", "20190704T221000Z"),
        ("dct", "2019-07-04"),
        ("timestamp", 1562278200),
        ("created_at", 1562278200000),
    ],
)
def test_day_is_read_from_known_fields(
    tmp_path: Path, name: str, value: object
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, name: value}))
    assert read(path).published == DAY
    assert (read(path).published_from or "").startswith("field")


@pytest.mark.parametrize(
    "name", ["content", "body", "maintext", "full_text", "message"]
)
def test_text_is_read_from_known_fields(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({name: TEXT, "source": {"id": None, "name": "The Courier"}})
    )
    assert (read(path).text, read(path).publisher) == (TEXT, "The Courier")


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("soon", "pub_date 'soon' is not a date."),
        ("31/31/2019", "pub_date '31/31/2019' is not a date."),
        (
            "04/07/2019",
            "pub_date '04/07/2019' may be 2019-07-04 or 2019-04-07, and no other value shows which.",
        ),
    ],
)
def test_unreadable_day_names_its_field(tmp_path: Path, value: str, what: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "pub_date": value}))
    problems = documents.read([path], published=None, today=None).problems
    assert what in [problem.what for problem in problems]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["28/02/2019"], DAY),
        (["02/28/2019"], date(2019, 4, 7)),
        (["28/02/2019", "02/28/2019"], None),
        (["2019-02-28"], None),
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_other_values_show_whether_the_day_stands_first(
    tmp_path: Path, name: str, others: list[str], expected: date | None
) -> None:
    rows = [{"text": TEXT, "date": value} for value in ["04/07/2019", *others]]
    path = tmp_path / name
    lines = "\n".join(json.dumps(row) for row in rows)
    path.write_text(lines if name.endswith("l") else json.dumps(rows))
    first, *_ = documents.read([path], published=None, today=None).documents
    assert first.published == expected


@pytest.mark.parametrize(
    "value", [True, 12, "12", "99999999999999999999", {}, [], "", None, 1e30]
)
def test_odd_values_are_no_days(value: object) -> None:
    assert read_day(value) is None


def test_source_without_name_is_no_publisher() -> None:
    assert (
        words_of({"source": {"id": 3}, "outlet": "The Courier"}, PUBLISHER)
        == "The Courier"
    )


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Shells hit [Tal Abt](https://a.org/w/Tal_(town)).", "Shells hit Tal Abt."),
        (
            "Shells hit [the port][1].\n\n[1]: https://a.org/x\n",
            "Shells hit the port.\n\n\n",
        ),
        ('![Smoke, 4 May 2016](/i/s-2016-05-04.png "Smoke")It burned.', "It burned."),
        ("**Two** men _and_ a ***boy*** died.", "Two men and a boy died."),
        (
            "The file_name_here and 2 * 3 * 4 stay.",
            "The file_name_here and 2 * 3 * 4 stay.",
        ),
        ("Killed [three] (so they say).", "Killed [three] (so they say)."),
    ],
)
def test_markdown_is_read_as_words(written: str, plain: str) -> None:
    assert plain_markdown(written) == plain


PAGE = "<html><head><title>Raid in Kano</title>{head}</head><body>{body}</body></html>"
BODY = "<article><h1>Raid in Kano</h1>{mark}<p>Gunmen killed three guards in the town of Kano.</p></article>"


@pytest.mark.parametrize(
    ("head", "mark", "day"),
    [
        (
            '<meta property="article:published_time" content="2019-07-05T02:10:00Z">'
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":'
            '"2019-07-04T20:10:00-06:00"}</script>',
            "",
            DAY,
        ),
        (
            '<meta property="article:published_time" content="2019-07-05T02:10:00+00:00">'
            '<link rel="canonical" href="https://a.org/2019/07/04/raid">',
            "",
            DAY,
        ),
        (
            '<meta property="article:published_time" content="2019-07-04T02:10:00+00:00">'
            '<link rel="canonical" href="https://a.org/2018/01/01/raid">',
            "",
            DAY,
        ),
        (
            "",
            '<abbr class="published" title="2019-07-04T09:00:00+02:00">Thursday</abbr>',
            DAY,
        ),
        ("", '<span itemprop="datePublished">04.07.2019 11:43</span>', DAY),
        (
            "",
            '<span style="display: none" class="bday dtstart published">2019-07-04</span>',
            None,
        ),
        (
            "",
            '<table class="infobox"><tr><td class="published">2019-07-04</td></tr></table>',
            None,
        ),
    ],
)
def test_page_states_its_day(
    tmp_path: Path, head: str, mark: str, day: date | None
) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(head=head, body=BODY.replace("{mark}", mark)))
    document = read(path)
    assert document.published == day


def test_reference_marks_of_a_page_are_left_out(tmp_path: Path) -> None:
    mark = '<sup class="reference"><a href="#c1">[12]</a></sup>'
    body = f"<article><h1>Raid</h1><p>Gunmen killed three guards in Kano.{mark} They fled to Zaria.</p></article>"
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(head="", body=body))
    assert "Kano. They fled" in read(path).text


BOXED = (
    "<article><h1>Raid in Kano</h1><p>Gunmen killed three guards in the town of Kano.</p>"
    '<aside class="related"><p>Army kills nine rebels in Borno.</p></aside>'
    '<div class="most-read"><p>Drone strike kills a leader in Kabul.</p></div></article>'
)


def test_boxes_beside_an_article_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(head="", body=BOXED))
    text = read(path).text
    assert "three guards" in text
    assert "Borno" not in text
    assert "Kabul" not in text


def test_article_inside_a_box_stays(tmp_path: Path) -> None:
    long = "Gunmen killed three guards in the town of Kano. " * 40
    path = tmp_path / "page.html"
    body = f'<div class="related-content"><h1>Raid in Kano</h1><p>{long}</p></div>'
    path.write_text(PAGE.format(head="", body=body))
    assert "three guards" in read(path).text


@pytest.mark.parametrize(
    "head",
    [
        "Flash Update No. 3 (as of 4 July 2019)",
        "(Kano, 4 July 2019) - Three guards were killed.",
    ],
)
def test_head_of_a_report_gives_its_day(tmp_path: Path, head: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"{head}\n\nGunmen killed three guards in Kano on 2 July.\n")
    assert read(path).published == DAY
