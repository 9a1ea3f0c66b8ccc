"""The day on which a page or report says it was published; none where it only seems to."""

from datetime import date
from pathlib import Path

import pytest

from timeline.documents import read

TEXT = "<p>Army gunners shelled the market of Subek on Monday, two witnesses told a reporter there.</p>"
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
    path.write_text(f"{title}\n\nGunmen killed two people in Kano this week.\n", encoding="utf-8")
    document = read([path]).documents[0]
    assert document.published == expected
    assert document.published_from == ("reporting period" if expected else None)
