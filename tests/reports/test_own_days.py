"""Check that an incident gets its own day where a sentence gives several."""

from datetime import date

import pytest

from tests.mentions.factories import reports_as_built
from timeline.model.when import DateInterval

PUBLISHED = date(2017, 5, 16)  # a Tuesday

# (text, first day, last day) of the only assault.
OWN_DAYS = [
    ("The militia took credit on Sunday for Friday's bombing of a bank in Jos.", 12, 12),
    ("The militia claimed responsibility on Sunday for Friday's bombing of a bank.", 12, 12),
    ("Families on Monday buried six men killed in an ambush on Saturday.", 13, 13),
    ("The mission said Monday six men had been killed in Jos since May 3.", 3, 16),
    ("The ministry announced on 9 May it killed six rebels the week before.", 1, 7),
    ("Officials said on Thursday that six men were killed in an ambush on Tuesday.", 9, 9),
    ("The raid, the first since March, killed six men on Sunday.", 14, 14),
    ("Shells hit the camp on 3, 5 and 9 May.", 3, 9),
    ("Gunmen killed six men in Jos on Friday a week ago.", 5, 5),
    ("On 12 May, at about 4 a.m., troops entered Jos and shot dead six men.", 12, 12),
    ("Rebels shelled the port for two days until Sunday.", 14, 14),
]  # fmt: skip


def day_of_assault(text: str) -> DateInterval | None:
    reports = reports_as_built(text, published=PUBLISHED)
    (assault,) = [report for report in reports if report.type == "ASSAULT"]
    return assault.date


@pytest.mark.parametrize(("text", "first", "last"), OWN_DAYS)
def test_deed_has_its_own_day(text: str, first: int, last: int) -> None:
    when = day_of_assault(text)
    assert when is not None
    assert when.start == date(2017, 5, first)
    assert when.end == date(2017, 5, last)


# (text, first day, last day) of longer times.
LONGER = [
    ("Rebels have killed 300 people so far this year in Borno.", date(2017, 1, 1), PUBLISHED),
    ("Some 300 people were killed in Jos in the first two months of 2016.", date(2016, 1, 1), date(2016, 2, 29)),
    ("Some 300 people were killed in Jos in the last six months of 2016.", date(2016, 7, 1), date(2016, 12, 31)),
    ("Throughout the 1980s troops tortured prisoners in the fort.", date(1980, 1, 1), date(1989, 12, 31)),
    ("From 1992 until 1995 troops besieged the fort.", date(1992, 1, 1), date(1995, 12, 31)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last"), LONGER)
def test_toll_has_the_time_it_counts(text: str, first: date, last: date) -> None:
    (report,) = reports_as_built(text, published=PUBLISHED)
    assert report.date is not None
    assert (report.date.start, report.date.end) == (first, last)


def test_day_of_statement_dates_no_deed() -> None:
    text = "In a video released on Sunday the militia claimed the bombing of a bank."
    assert day_of_assault(text) is None


def test_saying_before_possessive_dates_the_deed() -> None:
    text = "Nobody has claimed Monday's raid, which killed six."
    when = day_of_assault(text)
    assert when is not None
    assert when.start == date(2017, 5, 15)
