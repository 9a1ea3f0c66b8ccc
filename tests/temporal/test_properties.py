"""What holds for every text and every anchor?"""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.steps import steps
from timeline.temporal import tag, timexes
from timeline.temporal.values import days_of, value_of

ANCHORS = st.dates(min_value=date(1950, 1, 1), max_value=date(2060, 12, 31))
WORDS = st.sampled_from(
    re.split(
        " ",
        "Ramadan the a last next this that past two 12 31 1998 2,000 0300 May March June Sept. Monday weekend day week "
        "months ago later early mid late end of in on to and from between - , . ( ) ' % $ GMT p.m. BC Easter noon year "
        "quarter third second decade 1980s 19th century summer fall now recently every each half several hundred few a "
        "since until will was said 12:30 2020-02-30 31/12/2019 day-long war \n\n nineteen ninety-six night",
    )
)
SENTENCES = st.lists(WORDS, max_size=40).map(" ".join)

# Words whose days move with the anchor day by day; months and years do not.
RELATIVE = [
    "yesterday", "today", "tomorrow", "tonight", "last night", "this morning", "yesterday evening", "late yesterday",
    "on Monday", "on Sunday night", "early on Friday", "last Thursday", "next Tuesday", "this coming Saturday",
    "last week", "this week", "next week", "last weekend", "two days ago", "ten days ago", "three weeks ago",
    "overnight", "48 hours ago", "the past two weeks", "the last ten days", "the next five days", "at 3 p.m. on Monday",
    "at noon yesterday", "in the pre-dawn hours of Tuesday", "from Monday to Wednesday", "a fortnight ago",
    "on Tuesday last week", "at 0300 GMT on Sunday", "overnight Monday", "early this week",
]  # fmt: skip


@given(text=SENTENCES, anchor=st.none() | ANCHORS)
@settings(max_examples=300, deadline=None)
def test_expressions_are_ordered_disjoint_and_quote_the_text(
    text: str, anchor: date | None
) -> None:
    end = 0
    for found in tag(text, anchor=anchor):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end
        if found.interval:
            assert found.interval.start <= found.interval.end
            assert found.rule


@given(text=st.text(max_size=300), anchor=st.none() | st.dates())
@settings(max_examples=200, deadline=None)
def test_no_text_and_no_anchor_raises(text: str, anchor: date | None) -> None:
    tag(text, anchor=anchor)
    timexes(text, dct=anchor)


@given(
    text=SENTENCES,
    anchor=st.sampled_from([date.min, date(1, 2, 28), date(9999, 1, 1), date.max]),
)
@settings(max_examples=200, deadline=None)
def test_anchors_at_ends_of_calendar_do_not_raise(text: str, anchor: date) -> None:
    tag(text, anchor=anchor)


@given(words=st.sampled_from(RELATIVE), anchor=ANCHORS)
@settings(max_examples=200, deadline=None)
def test_anchor_week_later_moves_days_by_week(words: str, anchor: date) -> None:
    week = timedelta(7)
    (first,) = tag(f"It burned {words}.", anchor=anchor)
    (second,) = tag(f"It burned {words}.", anchor=anchor + week)
    assert first.interval is not None
    assert second.interval is not None
    assert second.interval.start - first.interval.start == week
    assert second.interval.end - first.interval.end == week


@given(day=st.dates(min_value=date(1700, 1, 1), max_value=date(2199, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_a_day_written_out_is_read_back(day: date) -> None:
    for words in (
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        day.isoformat(),
    ):
        (found,) = tag(f"It burned on {words}.", anchor=None)
        assert found.interval is not None
        assert (found.interval.start, found.interval.end) == (day, day)


@given(day=ANCHORS)
def test_days_of_value_contain_its_day(day: date) -> None:
    for value in (
        value_of(day.year),
        value_of(day.year, day.month),
        value_of(day.year, day.month, day.day),
    ):
        span = days_of(value)
        assert span is not None
        assert span[0] <= day <= span[1]


@given(
    text=st.lists(
        st.sampled_from(
            ["water", "tank", "Kharkiv", "spoke", "to", "the", "of", "7.62", "mm"]
        )
    ).map(" ".join)
)
def test_text_without_dates_gives_nothing(text: str) -> None:
    assert tag(text, anchor=date(2024, 5, 8)) == ()


DATED = "On 3 May 2019 and last Monday, from 2 to 5 June, shells fell since Oct. 7 and two days later. "
# Texts that trip a tagger up, each as a part to be repeated.
PARTS = {
    "last": "last " * 5_000,
    "digits": "1" * 25_000,
    "numbers": "12 " * 8_000,
    "spaces": "\n " * 12_000,
    "articles": "the end of " * 2_000,
    "hyphens": "nineteen-" * 2_500,
    "word": "a" * 25_000,
    "dates": DATED * 50,
}


@pytest.mark.parametrize("part", PARTS.values(), ids=list(PARTS))
def test_steps_grow_with_length_only(part: str) -> None:
    tag(DATED, anchor=None)  # loads what the tagger needs
    short = steps(lambda: tag(part, anchor=date(2024, 5, 8)))
    long = steps(lambda: tag(part * 4, anchor=date(2024, 5, 8)))
    assert long <= 4 * short + 100


@pytest.mark.parametrize(
    "part", [part for name, part in PARTS.items() if name != "dates"]
)
def test_megabyte_without_dates_gives_nothing(part: str) -> None:
    assert tag(part * 40, anchor=date(2024, 5, 8)) == ()
