"""Which days does a sentence imply that dates its happening by no expression of its own?"""

from datetime import date

import pytest

from tests.mentions.factories import reports_in
from timeline.model.when import Basis

PUBLISHED = date(2017, 5, 16)  # a Tuesday

# (text, type, start, end, basis)
IMPLIED = [
    # what the parser lost at the head of a sentence
    (
        "Monday Haddad pledged reforms.",
        "AGREE",
        "2017-05-15",
        "2017-05-15",
        Basis.RELATIVE,
    ),
    # what announces a deed of words
    (
        "On Saturday, the African Union announced it was suspending Chad's membership.",
        "SANCTION",
        "2017-05-13",
        "2017-05-13",
        Basis.RELATIVE,
    ),
    # the setting of a deed
    (
        "On May 1, police shot six men in Jos during a march against the tax.",
        "ASSAULT",
        "2017-05-01",
        "2017-05-01",
        Basis.RELATIVE,
    ),
    # so long before what came
    (
        "The talks in Juba on Sunday came three days after gunmen killed six men in Wau.",
        "ASSAULT",
        "2017-05-11",
        "2017-05-11",
        Basis.RELATIVE,
    ),
    # what has lasted
    (
        "Rebels have been battling soldiers in Jos for three weeks.",
        "ASSAULT",
        "2017-04-25",
        "2017-05-16",
        Basis.RELATIVE,
    ),
    (
        "Six men were killed by gunmen in Jos in recent days.",
        "ASSAULT",
        "2017-05-09",
        "2017-05-16",
        Basis.ASSUMED,
    ),
    (
        "Gunmen have bombed two churches in Jos since soldiers left the town on May 2.",
        "ASSAULT",
        "2017-05-02",
        "2017-05-16",
        Basis.RELATIVE,
    ),
    # the toll of one day
    (
        "Up to now 26 traders have been killed in Jos on Sunday.",
        "ASSAULT",
        "2017-05-14",
        "2017-05-14",
        Basis.RELATIVE,
    ),
    # what is remembered, and what came before, are of other days
    (
        "On the anniversary of the 2009 massacre, gunmen killed six men in Jos.",
        "ASSAULT",
        "2017-05-15",
        "2017-05-16",
        Basis.ASSUMED,
    ),
    # the day of the saying is not the day of the deed, which lies on it or before
    (
        "Officials said on Friday that gunmen had killed six men in Jos.",
        "ASSAULT",
        "2017-05-11",
        "2017-05-12",
        Basis.ASSUMED,
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "basis"), IMPLIED, ids=[row[0] for row in IMPLIED]
)
def test_days_follow_from_the_sentence(
    text: str, kind: str, start: str, end: str, basis: Basis
) -> None:
    dates = [
        report.date
        for report in reports_in(text, published=PUBLISHED)
        if report.type == kind
    ]
    assert len(dates) == 1
    when = dates[0]
    assert when is not None
    assert (str(when.start), str(when.end), when.basis) == (start, end, basis)


def test_deed_without_day_takes_the_sentence_before() -> None:
    text = (
        "Gunmen clashed with soldiers in Jos on 12 May. "
        "On Sunday, police arrested six men in Wau. Two women were killed."
    )
    days = [str(r.date.start) for r in reports_in(text, published=PUBLISHED) if r.date]
    assert days[-1] == "2017-05-14"


# Words that tell a time, though not which day.
VAGUE = [
    "Persian troops killed 300 men at Thermopylae in 480 BC.",
    "Weeks later, gunmen killed six men in Jos.",
    "For months, soldiers shelled Jos and killed six men.",
    "Gunmen killed six men in Jos, a spokesman said without saying when.",
]


@pytest.mark.parametrize("text", VAGUE)
def test_time_without_day_forbids_assumed_one(text: str) -> None:
    reports = [r for r in reports_in(text, published=PUBLISHED) if r.type == "ASSAULT"]
    assert [report.date for report in reports] == [None]


# Words beside which the day of publication may still be assumed.
STILL_NEWS = [
    "Gunmen killed six men in Jos, weeks after a truce was signed on 2 March.",
    "Hours later, gunmen killed six men in Jos.",
    "Gunmen fought soldiers in Jos for two hours and killed six men.",
]


@pytest.mark.parametrize("text", STILL_NEWS)
def test_hours_leave_news_on_its_day(text: str) -> None:
    reports = [r for r in reports_in(text, published=PUBLISHED) if r.type == "ASSAULT"]
    assert all(report.date is not None for report in reports)
    assert reports
