"""Do the clock times of a live blog give its entries their day, and are they no words of the news?"""

from datetime import date

import pytest

from timeline.documents.live_blog import with_entries
from timeline.model.text import Section, SectionKind

PUBLISHED = date(2020, 2, 7)  # a Friday


def sections_of(text: str) -> list[Section]:
    """Make a section of each line."""
    sections, start = [], 0
    for line in text.splitlines():
        sections.append(
            Section(kind=SectionKind.BODY, start=start, end=start + len(line))
        )
        start += len(line) + 1
    return sections


def days_of(text: str, published: date | None = PUBLISHED) -> list[int | None]:
    """Give the day of the month of each line, None where its context gives none."""
    return [
        section.context.date.start.day
        if section.context and section.context.date
        else None
        for section in with_entries(text, sections_of(text), published)
        if section.kind is SectionKind.BODY
    ]


NEWEST_FIRST = """Live: Unrest in Subek
(Update 1:20 a.m. in Subek, 6:20 p.m. ET) Shots were heard near the mill early Saturday.
(Update 12:40 a.m. in Subek, 5:40 p.m. ET) Crowds left the market.
(Update 11:15 p.m. in Subek, 4:15 p.m. ET) The governor spoke on Friday night.
He asked for calm.
(Update 9:05 p.m. in Subek, 2:05 p.m. ET) Guards closed the bridge.
(Update 8 in all) Nobody was hurt.
All rights reserved."""


def test_entries_newest_first_pass_midnight() -> None:
    assert days_of(NEWEST_FIRST) == [None, 8, 8, 7, 7, 7, 7, None]


def test_entries_oldest_first_pass_midnight() -> None:
    text = """[22:10 GMT] Crowds gathered on Thursday evening.
[23:30 GMT] Guards came.
[00:20 GMT] A shop burned.
[06:00 GMT] The square was empty on Friday morning."""
    assert days_of(text) == [6, 6, 7, 7]


def test_blog_opened_late_tells_of_next_day() -> None:
    text = """(Update 1:10 a.m. Sunday in Subek) The square is empty.
(Update 10:15 p.m.) Guards fired at a crowd on Saturday.
(Update 4:05 p.m.) Two people were killed Saturday.
(Update 9:30 a.m.) Crowds gathered early Saturday."""
    assert days_of(text) == [9, 8, 8, 8]


@pytest.mark.parametrize(
    "stamp", ["10:{}5 am:", "10.{}5 a.m. -", "10{}5 GMT:", "(Updated 10:{}5)"]
)
def test_times_are_no_part_of_what_is_read(stamp: str) -> None:
    stamp = stamp if stamp[-1] in ":)" else f"({stamp[:-2]})"
    text = "\n".join(
        f"{stamp.format(number)} Guards closed the bridge." for number in range(5)
    )
    told = with_entries(text, sections_of(text), PUBLISHED)
    read = [text[s.start : s.end] for s in told if s.kind is SectionKind.BODY]
    assert read == ["Guards closed the bridge."] * 5


PLAIN = [
    "(Update 1:20 a.m.) Shots were heard.\nThe mayor spoke.",
    "12:30 men came.\n9:10 is the score.\n4:00 left.\n11:40 again.",
    "(127) One.\n(128) Two.\n(129) Three.\n(130) Four.\n(131) Five.",
    "(Update 1:20 a.m.) a\n(Update 9:20 a.m.) b\n(Update 1:20 a.m.) c\n(Update 9:20 a.m.) d"
    "\n(Update 1:20 a.m.) e",
]


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert with_entries(text, sections_of(text), PUBLISHED) == tuple(sections_of(text))


def test_without_publication_nothing_is_dated() -> None:
    assert set(days_of(NEWEST_FIRST, None)) == {None}
