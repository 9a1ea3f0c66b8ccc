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
    ("In 2009 gunmen killed two guards.", ["2009"]),
    ("It was rebuilt. In 2009 attacks began again.", ["2009"]),
    ("Some 2009 soldiers were held there.", []),
    ("They trained in the spring and early summer of 2013.", ["2013-SP", "2013-SU"]),
    ("Sun, the newspaper, was closed.", []),
    ("The depot burned on Sun, 2 April.", ["2017-04-02"]),
    ("On Sunday houses burned. On the 9th two boys were abducted.", ["2017-05-14", "2017-05-09"]),
    ("They left on 3 April. On the 5th, the post fell.", ["2017-04-03", "2017-04-05"]),
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
]


@pytest.mark.parametrize(("text", "values"), VALUES)
def test_kinds_of_days_have_their_values(text: str, values: list[str]) -> None:
    starts = [value for e in tag(text, anchor=PUBLISHED) for value in (e.value or "").split("/")]
    assert starts == values


LISTS = [
    ("Jets bombed it on 2, 3 and 4 May.", "2017-05-02", "2017-05-04"),
    ("Jets bombed it on May 2, 3, 4 and 5, 2015.", "2015-05-02", "2015-05-05"),
    ("Jets bombed it on April 11 and 12.", "2017-04-11", "2017-04-12"),
    ("Observers stayed in December and January.", "2016-12-01", "2017-01-31"),
    ("Observers stayed in May and June 2015.", "2015-05-01", "2015-06-30"),
    ("Shelling went on in the night of 8 to 9 May 2017.", "2017-05-08", "2017-05-09"),
]


@pytest.mark.parametrize(("text", "start", "end"), LISTS)
def test_days_in_a_row_are_one_period(text: str, start: str, end: str) -> None:
    (expression,) = tag(text, anchor=PUBLISHED)
    assert expression.interval is not None
    assert (str(expression.interval.start), str(expression.interval.end)) == (start, end)


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
