"""Kinds of days that people write: nth weekdays, lists, other calendars, years left out."""

from datetime import date

import pytest

from timeline.temporal import tag

PUBLISHED = date(2017, 5, 16)  # a Tuesday

VALUES = [
    ("Mortars hit the port on the second Tuesday of April.", ["2017-04-11"]),
    ("It closed on the last day of March 2016.", ["2016-03-31"]),
    ("Two died on the last Saturday in April.", ["2017-04-29"]),
    ("They met on the first Monday of last month.", ["2017-04-03"]),
    ("Talks resume on the first day of next month.", ["2017-06-01"]),
    ("Shells fell in the first week of April.", ["2017-04"]),
    ("Mines went off on the 4th of this month.", ["2017-05-04"]),
    ("It was hit on 9-Mar-14 and on 21-NOV-2013.", ["2014-03-09", "2013-11-21"]),
    ("It burned on Sunday evening, 2 April 2017.", ["2017-04-02TEV"]),
    ("It burned on Sunday night, April 2.", ["2017-04-02TNI"]),
    ("The bridge fell in 216 BC.", ["BC0216"]),
    ("The bridge fell in 31 B.C. and again in 1187 CE.", ["BC0031", "1187"]),
    ("The legion was lost in AD 43.", ["0043"]),
    ("The siege of 264-241 BC.", ["BC0264", "BC0241"]),
    ("The truce ended yesterday week.", ["2017-05-08"]),
    ("The court sits on Thursday week.", ["2017-05-25"]),
    ("Crowds filled the square on 17 Shahrivar 1357.", ["1978-09-08"]),
    ("The shrine was hit on 10 Muharram 1425.", ["2004-03-02"]),
    ("It was quiet in Ramadan 1437.", ["2016-06"]),
    ("It was quiet in Ramadan 2016.", ["2016-06"]),
    ("He was shot last Oct. 23 at home.", ["2016-10-23"]),
    ("He was last seen April 3, the day before the raid.", ["2017-04-03"]),
    ("They were planning to march on Thursday.", ["2017-05-18"]),
    ("They did not plan to leave the camp on Sunday.", ["2017-05-21"]),
    ("The army vowed it would answer Thursday's attack.", ["2017-05-11"]),
    ("A panel will look into Friday's deadly mortar strike.", ["2017-05-12"]),
    ("Envoys will attend Thursday's talks.", ["2017-05-18"]),
    ("A rally planned for Monday was cancelled.", ["2017-05-15"]),
    ("A rally planned for Friday was cancelled.", ["2017-05-19"]),
    ("In 2009 gunmen killed two guards.", ["2009"]),
    ("It was rebuilt. In 2009 attacks began again.", ["2009"]),
    ("Some 2009 soldiers were held there.", []),
    ("They trained in the spring and early summer of 2013.", ["2013-SP", "2013-SU"]),
    ("Sun, the newspaper, was closed.", []),
    ("The depot burned on Sun, 2 April.", ["2017-04-02"]),
    (
        "On Sunday houses burned. On the 9th two boys were abducted.",
        ["2017-05-14", "2017-05-09"],
    ),
    ("They left on 3 April. On the 5th, the post fell.", ["2017-04-03", "2017-04-05"]),
    ("A bomb was hidden in a 2009 Nissan near the gate.", []),
    ("A bomb was hidden in a 2009 white Toyota pickup.", []),
    ("In 2009 Toyota closed the plant.", ["2009"]),
    ("Today is the fifth day of the blockade.", ["2017-05-16", "2017-05-16"]),
    ("It's the third day of the blockade.", ["2017-05-16"]),
    ("It was lost on the third day of the blockade.", []),
    ("Today's world has no room for such camps.", []),
    ("Today's World Cup match was called off.", ["2017-05-16"]),
    ("Today's raid hit a camp.", ["2017-05-16"]),
    ("The port will buy back captured boats on 30 May.", ["2017-05-30"]),
    ("The port bought the captured boats on 30 May.", ["2016-05-30"]),
    ("The toll stood near its high set on 6 August.", ["2016-08-06"]),
    ("In July, envoys brought a new plan.", ["2016-07"]),
    ("In July, rebels fled from the valley.", ["2016-07"]),
    ("They came on the 25th.", ["2017-04-25"]),
    ("The vote will be held on the 23rd.", ["2017-05-23"]),
    ("It burned on the 14th floor, and on the 38th parallel.", []),
    ("On 13/05, a mine hit a truck.", ["2017-05-13"]),
    ("Since 05/13 it has been quiet.", ["2017-05-13"]),
    ("On 03/05 it was quiet.", ["XXXX-XX-XX"]),
    ("They hold 3/4 of it on the left bank.", []),
    ("The talks would still be held on June 3 and 4.", ["2017-06-03", "2017-06-04"]),
    ("In July, after the ruling in Doe vs. Ray, gunmen killed a guard.", ["2016-07"]),
    ("Until Monday, they had not named him.", ["2017-05-15"]),
    ("The truce holds until Monday.", ["2017-05-22"]),
    ("Shells fell in the small hours of Monday.", ["2017-05-15TMO"]),
    ("Shells fell in the early hours of Monday morning.", ["2017-05-15TMO"]),
    ("Shots rang out before dawn Monday.", ["2017-05-15TMO"]),
    ("Shots rang out in the Salam quarter, residents said.", []),
    ("Guards stand there 24 hours a day.", []),
    ("A week-long siege was lifted.", ["P1W"]),
    ("The party daily Granma printed it.", []),
    ("CBS's 60 Minutes showed it.", []),
    ("He met Jan Kowalski and Jan Novak.", []),
    ("Two died on the final day of March 2016.", ["2016-03-31"]),
    ("Two died on the opening day of April.", ["2017-04-01"]),
    ("Shells fell on the last Friday of Ramadan 2016.", ["2016-07-01"]),
    ("Shells fell on the first day of Eid al-Adha.", ["2016-09-13"]),
    ("Two died at Eid.", ["2016-09-13"]),
    ("Eid, a baker, and Haytham Eid were shot.", []),
    ("Mines went off on the 20th of the previous month.", ["2017-04-20"]),
    ("It was hit on 9/Mar/2014, on 9.Mar.14 and on Mar-9-2014.", ["2014-03-09"] * 3),
    ("It was hit on 9 Mar 14.", ["2014-03-09"]),
    ("On 9 March 14 people died.", ["2017-03-09"]),
    ("It burned in the small hours of Monday, 3 April.", ["2017-04-03TMO"]),
    ("It burned in the late hours of Sunday.", ["2017-05-14TNI"]),
    ("It burned overnight on 2-3 April.", ["2017-04-02TNI", "2017-04-03TNI"]),
    ("It burned overnight into Monday.", ["2017-05-14TNI"]),
    ("The court sits a week on Thursday.", ["2017-05-25"]),
    ("The court sits a week from tomorrow.", ["2017-05-24"]),
    ("The court sits Monday next.", ["2017-05-22"]),
    ("He was shot a week ago on Sunday.", ["2017-05-07"]),
    ("He was shot last Friday week.", ["2017-05-05"]),
    ("He was shot two Fridays ago.", ["2017-05-05"]),
    ("He was shot the Friday before last.", ["2017-05-05"]),
    ("He was shot the week before last.", ["2017-W18"]),
    ("He was shot the month before last.", ["2017-03"]),
    ("The vote is held the year after next.", ["2019"]),
    ("The shrine was hit on 17 Ramadan.", ["2016-06-23"]),
    ("The shrine was hit on the 3rd of Khordad.", ["2016-05-23"]),
    ("The shrine was hit on Khordad 3, 1361.", ["1982-05-24"]),
    ("It was quiet in the last days of April.", ["2017-04"]),
    (
        "It was quiet in late-April and, in late March Homs saw none.",
        ["2017-04", "2017-03"],
    ),
    ("They came in June 2014. They left that November.", ["2014-06", "2014-11"]),
    ("They came in June 2014. They left the following spring.", ["2014-06", "2015-SP"]),
    ("They came on 5 December 2014. In January they left.", ["2014-12-05", "2015-01"]),
    ("They left in the week of 3 May.", ["2017-05-01", "2017-05-07"]),
    ("They left in the week to 3 May.", ["2017-04-27", "2017-05-03"]),
    ("Week beginning Monday, 1 May: a depot burned.", ["2017-05-01", "2017-05-07"]),
    ("He slept a week of late. On 3 May he left.", ["P1W", "2017-05-03"]),
]


@pytest.mark.parametrize(("text", "values"), VALUES)
def test_kinds_of_days_have_their_values(text: str, values: list[str]) -> None:
    starts = [
        value
        for e in tag(text, anchor=PUBLISHED)
        for value in (e.value or "").split("/")
    ]
    assert starts == values


LISTS = [
    ("Jets bombed it on 2, 3 and 4 May.", "2017-05-02", "2017-05-04"),
    ("Jets bombed it on May 2, 3, 4 and 5, 2015.", "2015-05-02", "2015-05-05"),
    ("Jets bombed it on April 11 and 12.", "2017-04-11", "2017-04-12"),
    ("Observers stayed in December and January.", "2016-12-01", "2017-01-31"),
    ("Observers stayed in May and June 2015.", "2015-05-01", "2015-06-30"),
    ("Jets bombed it on 2 & 3 May.", "2017-05-02", "2017-05-03"),
    ("Jets bombed it on April 29, 30 and May 1.", "2017-04-29", "2017-05-01"),
    ("Jets bombed it on 29 and 30 April and 1 May.", "2017-04-29", "2017-05-01"),
    ("Jets bombed it on Sunday and Monday.", "2017-05-14", "2017-05-15"),
    ("Jets bombed it on Sunday night and into Monday.", "2017-05-14", "2017-05-15"),
    ("Jets bombed it in June, July and August 2015.", "2015-06-01", "2015-08-31"),
    ("It was hit on the first weekend of April.", "2017-04-01", "2017-04-02"),
    ("Shelling went on in the night of 8 to 9 May 2017.", "2017-05-08", "2017-05-09"),
]


@pytest.mark.parametrize(("text", "start", "end"), LISTS)
def test_days_in_a_row_are_one_period(text: str, start: str, end: str) -> None:
    (expression,) = tag(text, anchor=PUBLISHED)
    assert expression.interval is not None
    assert (str(expression.interval.start), str(expression.interval.end)) == (
        start,
        end,
    )


def test_days_apart_stay_apart() -> None:
    days = [e.value for e in tag("It was hit on 2, 6 and 9 May.", anchor=PUBLISHED)]
    assert days == ["2017-05-02", "2017-05-06", "2017-05-09"]


YEARS = [
    ("Two guards were killed on 9 January.", date(2015, 12, 28), "2015-01-09"),
    ("They will meet on 9 December.", date(2017, 5, 16), "2017-12-09"),
    ("Two guards were killed on 28 December.", date(2016, 1, 4), "2015-12-28"),
    ("The court will sit on 9 January.", date(2015, 12, 28), "2016-01-09"),
    ("Talks are scheduled for 9 January.", date(2015, 12, 28), "2016-01-09"),
    ("The offer was extended to 9 January.", date(2015, 12, 28), "2016-01-09"),
    ("In March, nine villagers were killed in a raid.", date(2016, 1, 4), "2015-03"),
    ("In March, the court will sit again.", date(2016, 1, 4), "2016-03"),
    ("Rebels attacked the town on Good Friday.", date(2016, 1, 4), "2015-04-03"),
    ("Pilgrims will come on Good Friday.", date(2016, 1, 4), "2016-03-25"),
    ("Troops could leave as early as Friday.", date(2016, 1, 4), "2016-01-08"),
]


@pytest.mark.parametrize(("text", "published", "value"), YEARS)
def test_verb_decides_the_year(text: str, published: date, value: str) -> None:
    (expression,) = tag(text, anchor=published)
    assert expression.value == value
