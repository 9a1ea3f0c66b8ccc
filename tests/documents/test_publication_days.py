"""The day on which a page or report says it was published; none where it only seems to."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.benchmarks import publication_days
from timeline.documents import read
from timeline.documents.html_date import published_day
from timeline.documents.html_text import parsed

TEXT = "<p>Army gunners shelled the market of Subek on Monday, two witnesses told a reporter there.</p>"
DAY = date(2020, 2, 4)
LINK = '<ul class="related"><li><span class="date">1 May 2019</span> Another story</li></ul>'

PAGES = [
    (f'<article><h1>Subek</h1><span class="entry-date">4 February 2020</span>{TEXT}</article>', "2020-02-04"),
    (f'<article><h1>Subek</h1><div class="post-date">Posted on February 4, 2020 by Jane</div>{TEXT}</article>', "2020-02-04"),
    (f'<article><p class="date">04.02.2020 11:43</p>{TEXT}</article>', "2020-02-04"),
    (f'<article><span class="date">4 February 2020</span>{TEXT}</article>{LINK}', "2020-02-04"),
    (f'<article>{TEXT}<span class="date">4 Feb 2020</span><span class="date">9 Feb 2020</span></article>', None),
    (f'<article>{TEXT}</article><aside><span class="date">4 Feb 2020</span></aside>', None),
    (f'<article>{TEXT}<p class="update">It began again on 4 Feb 2020, and ended.</p></article>', None),
    (f'<article><p class="date">{TEXT} {"It went on. " * 20}4 Feb 2020</p></article>', None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), PAGES)
def test_elements_of_class_date_give_the_day(
    tmp_path: Path, body: str, expected: str | None
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    document = read([path]).documents[0]
    assert document.published == (date.fromisoformat(expected) if expected else None)


TITLES = [
    ("Humanitarian update (3–9 June 2024)", date(2024, 6, 9)),
    ("Weekly bulletin, May 28 - June 3, 2024", date(2024, 6, 3)),
    ("Weekly bulletin, June 3-9, 2024", date(2024, 6, 9)),
    ("The siege of Subek, 3–9 June 1944", None),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_reporting_periods_give_their_last_day(
    tmp_path: Path, title: str, expected: date | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        f"{title}\n\nGunmen killed two people in Kano this week.\n", encoding="utf-8"
    )
    document = read([path]).documents[0]
    assert document.published == expected
    assert document.published_from == ("reporting period" if expected else None)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("KHARTOUM, Wednesday - ", date(2017, 5, 17)),
        ("KHARTOUM, May 17 (AP) -- ", date(2017, 5, 17)),
        ("KHARTOUM, 17 May 2017 - ", date(2017, 5, 17)),
        ("KHARTOUM, May 16 (AP) -- ", date(2017, 5, 16)),
        ("KHARTOUM, Thursday - ", date(2017, 5, 16)),
        ("KHARTOUM (AP) - On Wednesday ", date(2017, 5, 16)),
        ("Wednesday, 17 May\n\n", date(2017, 5, 16)),
    ],
)
def test_dateline_a_day_after_stamp_wins(
    tmp_path: Path, head: str, expected: date
) -> None:
    path = tmp_path / "a-2017-05-16.txt"
    path.write_text(f"{head}Gunmen killed two people in Kano.\n", encoding="utf-8")
    assert read([path]).documents[0].published == expected


def linked(*records: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(record)}</script>'
        for record in records
    )


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="https://example.org{url}">'


ARTICLE = {"@type": "NewsArticle", "datePublished": "2020-02-04T10:00:00+01:00"}
SITE = {"@type": "WebSite", "datePublished": "2001-01-01"}
PAGE_RECORD = {"@type": "WebPage", "datePublished": "2015-01-01"}
TIME = '<time datetime="2020-02-04T10:00">4 Feb</time>'
LATER = '<time datetime="2020-02-06T10:00">6 Feb</time>'
COMMENT = (
    '<div class="comment"><time datetime="2020-02-09">9 Feb</time> Terrible.</div>'
)
# (what stands in the head, what stands above the text, the day)
STYLES = [
    ("", "<p>(Nairobi, 4 February 2020) – Gunners shelled Subek, witnesses told a reporter.</p>", DAY),
    ("", "<p>SUBEK, Feb. 4, 2020 (AP) — Gunners shelled Subek, witnesses told a reporter.</p>", DAY),
    ("", "<p>Situation as of 4 February 2020</p>", DAY),
    ("", '<abbr class="published" title="2020-02-04T09:30:00+03:00">Tuesday</abbr>', DAY),
    ("", '<abbr class="published updated" title="2020-02-04">Tuesday</abbr>', DAY),
    ("", '<span itemprop="datePublished" content="2020-02-04">Tuesday</span>', DAY),
    (canonical("/world/2020/02/04/subek"), "", DAY),
    (canonical("/world/2020/feb/04/subek"), "", DAY),
    (canonical("/2020/02/subek"), "", None),
    (linked([{"@type": "BreadcrumbList"}, ARTICLE]), "", DAY),
    (linked({"@graph": [SITE, ARTICLE]}), "", DAY),
    (linked({"@graph": [PAGE_RECORD, ARTICLE]}), "", DAY),
    (linked({**PAGE_RECORD, "mainEntity": ARTICLE}), "", DAY),
    (linked({"@type": "ItemList", "itemListElement": [PAGE_RECORD]}, ARTICLE), "", DAY),
    (linked({**ARTICLE, "@type": "LiveBlogPosting", "liveBlogUpdate": [PAGE_RECORD]}), "", DAY),
    (linked({**ARTICLE, "video": {"@type": "VideoObject", "datePublished": "2018-01-01"}}), "", DAY),
    (linked(ARTICLE).replace("}<", ",}<"), "", DAY),
    (linked({"@type": "NewsArticle", "dateModified": "2020-02-04"}), "", None),
    (linked({"@type": "Event", "startDate": "2020-02-04"}), "", None),
    ('<meta property="article:published_time" content="1580810400000">', "", DAY),
    ('<meta property="article:modified_time" content="2020-02-04">', "", None),
    ('<meta name="pubdate" content="Tue, 04 Feb 2020 10:00:00 GMT">', "", DAY),
    ('<meta name="date" content="13/02/2020">', "", date(2020, 2, 13)),
    ('<meta name="date" content="03/02/2020">', "", None),
    ("", f"<p>Published {TIME}, updated {LATER}</p>", DAY),
    ("", f"<p>{TIME}</p><p>Last modified on {LATER}</p>", DAY),
    ("", f"<dl><dt>Posted</dt><dd>{LATER}</dd><dt>Originally published</dt><dd>{TIME}</dd></dl>", DAY),
    ("", f"<p>{TIME} and {LATER}</p>", None),
    ("", "<time>February 4, 2020</time>", DAY),
    ("", '<time datetime="2020-02-04T23:30:00-05:00">Tuesday</time>', DAY),
    ("", f'<span class="post-date">4 February 2020</span>{COMMENT}', DAY),
    ("", f'<aside class="latest">{LATER}</aside><p class="byline">Jane Doe, 4 Feb 2020</p>', DAY),
    ("", f'<div class="has-comments right-sidebar"><p>{TIME}</p></div>', DAY),
    ("", '<div class="submitted">Submitted by jane on Tue, 02/04/2020 - 10:11</div>', DAY),
    ("", '<div class="submitted">Submitted by jane on 02/04/2020 - 10:11</div>', None),
    ("", '<div class="article__meta">By Jane Doe | 04 Feb 2020 | World</div>', DAY),
    ("", '<span class="timestamp" data-published="2020-02-04T10:00Z">2 hours ago</span>', DAY),
    ("", '<p class="date">Tuesday 4th of February 2020</p>', DAY),
    ("", '<p class="event-date">9 May 2021</p><p class="published-date">4 Feb 2020</p>', DAY),
    ("", "<p>On 4 February 2020 the bridge had fallen, and nobody told a reporter.</p>", None),
    # lines beside the headline, without a class that says what they are
    ("", "<p>04.02.2020, 21:10</p>", DAY),
    ("", "<ul><li>By Jane Doe</li><li>4 February 2020</li></ul>", DAY),
    ("", "<small>February 4, 2020 at 08:45 AM | Categories: War, Towns</small>", DAY),
    ("", "<div><span>2020-02-04 20:52:15</span> <span>Source: Courier</span></div>", DAY),
    ("", "<h3>The bridges of Subek on 4 February 2020</h3>", None),
    ("", "<p>Date of last revision: February 4, 2020</p>", None),
    ("", "<table class='infobox'><tr><td>Date</td><td>4 February 2020</td></tr></table>", None),
    ("", "<p>Updated 6 February 2020, first published 4 February 2020</p>", DAY),
    ("", "<p>Published 4 February 2020 | Last updated 6 February 2020</p>", DAY),
    # classes
    ("", '<span class="entry-date updated">February 4, 2020</span>', DAY),
    ("", '<p class="date-published">2020/02/04</p>', DAY),
    ("", f'<div class="news-list"><span class="date">1 May 2019</span></div>{TIME}', DAY),
    # days with slashes, whose order the page shows
    ("", '<p class="date">03/02/2020</p><p>© 28/02/2020</p>', date(2020, 2, 3)),
    # other metadata, titles, scripts, addresses
    ('<meta name="DC:date" content="2020-02-04">', "", DAY),
    ('<meta itemprop="dateCreated" content="2020-02-04T17:00:52+02:00">', "", DAY),
    ("<title>Subek burns | World | Courier | 04.02.2020</title>", "", DAY),
    ("<title>Remembering 4 February 2020 | Courier</title>", "", None),
    ('<script>var page = {"publishedAt": "2020-02-04T10:00"};</script>', "", DAY),
    ('<script>var a = [{"pubDate": "2020-02-04"}, {"pubDate": "2020-02-06"}];</script>', "", None),
    (canonical("/en/20200204-subek-burns"), "", DAY),
    (canonical("/news/202002040022"), "", DAY),
    (canonical("/web/20200204101112/subek"), "", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "above", "expected"), STYLES)
def test_day_of_a_page_in_its_style(
    tmp_path: Path, head: str, above: str, expected: date | None
) -> None:
    path = tmp_path / "a.html"
    page = f"<html><head>{head}</head><body><article><h1>Subek</h1>{above}{TEXT}</article></body></html>"
    path.write_text(page, encoding="utf-8")
    document = read([path]).documents[0]
    assert document.published == expected


def test_stamp_in_utc_yields_to_local_day(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    utc = '<meta property="article:published_time" content="2020-02-05T00:30:00Z">'
    path.write_text(
        f"<head>{utc}{canonical('/2020/02/04/a')}</head><body>{TEXT}</body>", "utf-8"
    )
    assert read([path]).documents[0].published == DAY


@pytest.mark.parametrize(
    "above",
    [
        "<figure><figcaption>Subek, 4 February 2020</figcaption></figure>",
        "<p>4 February 2020</p><p>9 February 2020</p>",
        '<span class="updated">February 4, 2020</span>',
    ],
)
def test_days_in_doubt_are_not_stated(above: str) -> None:
    page = f"<html><body><article><h1>Subek</h1>{above}{TEXT}</article></body></html>"
    assert published_day(parsed(page)) is None


def test_nearest_of_several_dates_counts(tmp_path: Path) -> None:
    other = '<div><h2>Talks in Kano</h2><span class="date">9 Feb 2020</span></div>'
    own = '<div><h1>Gunners shell Subek</h1><span class="date">4 Feb 2020</span></div>'
    path = tmp_path / "a.html"
    title = "<head><title>Gunners shell Subek</title></head>"
    path.write_text(f"{title}<body>{other}{own}{TEXT}{other}</body>", "utf-8")
    assert read([path]).documents[0].published == DAY


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2020-02-05T01:30:00Z", DAY),
        ("2020-02-05T16:30:00Z", date(2020, 2, 5)),
        ("2020-02-03T22:30:00Z", DAY),
        ("2020-02-03T02:30:00Z", date(2020, 2, 3)),
    ],
)
def test_only_possible_zones_move_a_day(
    tmp_path: Path, stamp: str, expected: date
) -> None:
    meta = f'<meta property="article:published_time" content="{stamp}">'
    line = '<span class="date">4 February 2020</span>'
    path = tmp_path / "a.html"
    path.write_text(
        f"<head>{meta}</head><body><h1>Subek</h1>{line}{TEXT}</body>", "utf-8"
    )
    assert read([path]).documents[0].published == expected


SAVED = [
    "<!-- saved from url=(0037)https://example.org/2020/02/04/subek -->",
    "<!--\n Page saved with SingleFile\n url: https://example.org/2020/02/04/subek\n-->",
]


@pytest.mark.parametrize("comment", SAVED)
def test_saved_pages_keep_their_address(tmp_path: Path, comment: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<!DOCTYPE html>\n{comment}<html><body>{TEXT}</body></html>", "utf-8"
    )
    document = read([path]).documents[0]
    assert document.published == DAY
    assert document.published_from == "address"
    assert document.url == "https://example.org/2020/02/04/subek"


def test_benchmark_counts_days_of_our_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {
        "right.html": '<p class="date">4 February 2020</p>',
        "none.html": "",
        "wrong.html": '<p class="date">5 February 2020</p>',
    }
    listed = {
        f"https://example.org/{name}": {"file": name, "date": "2020-02-04"}
        for name in pages
    }
    (tmp_path / "list.json").write_text(json.dumps(listed), encoding="utf-8")
    for name, above in pages.items():
        page = (
            f"<html><body><article><h1>Subek</h1>{above}{TEXT}</article></body></html>"
        )
        (tmp_path / name).write_text(page, encoding="utf-8")
    publication_days.main(tmp_path)
    *lines, counts = capsys.readouterr().out.splitlines()
    assert lines == ["none\tnone.html\t2020-02-04", "wrong\twrong.html\t2020-02-04"]
    assert counts == "{'right': 1, 'none': 1, 'wrong': 1}"
