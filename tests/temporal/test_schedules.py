"""Check that a weekday lies ahead where its clause tells of a schedule, and behind elsewhere."""

from datetime import date

import pytest

from timeline.temporal import tag

PUBLISHED = date(2024, 5, 8)  # a Wednesday

AHEAD = [
    "The mayor faces trial Friday over the killings.",
    "The ferry crew is due in court on Monday.",
    "The envoys will meet Thursday in Oslo.",
    "A vote set for Sunday has split the party.",
    "A vote on the truce is set for Sunday.",
    "Lawmakers vote Thursday on the bill.",
    "The council votes on Friday on the ceasefire.",
    "The ceasefire takes effect Saturday at dawn.",
    "The truce expires Monday.",
    "The truce was due to expire on Sunday.",
    "The summit begins Friday in Geneva.",
    "The two leaders meet Friday in Cairo.",
    "The trial opens on Monday before a military court.",
    "The president is to fly to Doha on Sunday.",
    "The president travels to Doha on Sunday.",
    "He is expected to appear in court Friday.",
    "The rebels have until Sunday to leave the valley.",
    "The army gave the rebels until Sunday to leave.",
    "Rebels must hand over the hostages by Saturday.",
    "The deadline for the withdrawal is Saturday.",
    "The militants threatened to kill the hostages on Friday.",
    "The union called a general strike for Monday.",
    "A funeral is planned for Saturday.",
    "A funeral is scheduled for Saturday in the stadium.",
    "The funeral will be held on Saturday.",
    "Funerals for the dead were scheduled for Saturday.",
    "Voters go to the polls Sunday.",
    "Voters choose a new president on Sunday.",
    "The new government takes office on Monday.",
    "The talks resume Monday.",
    "Talks are to resume Monday in Vienna.",
    "The ministers were to meet Friday.",
    "The court could rule as early as Friday.",
    "The court is likely to rule on Friday.",
    "A ruling is expected Friday.",
    "Ahead of Sunday's election, police searched the camp.",
    "The president said he would visit the town on Friday.",
    "The army plans to open the road on Saturday.",
    "Schools reopen Monday after the shelling.",
    "The curfew ends Thursday.",
    "He leaves for Cairo on Thursday.",
    "The strike, which starts on Monday, will close the port.",
    "The parliament meets on Thursday to debate the war.",
    "The suspects appear before a judge on Friday.",
    "The ceasefire is to take effect Saturday.",
    "Peace talks open Friday in Muscat.",
    "Voters elect a parliament on Sunday.",
    "The king visits the front on Friday.",
    "Parliament holds a vote on the truce on Friday.",
    "Students return to class on Monday.",
    "The envoy flies to Doha on Friday.",
    "The ultimatum ends Friday.",
    "The mandate of the mission expires on Friday.",
    "The hearing is Friday.",
    "The ministers of Chad and Mali meet in Doha on Friday.",
    "Opposition parties called for protests on Friday.",
    "The court may rule on Friday.",
    "The envoys might not meet on Friday.",
    "The rebels vowed to storm the port on Saturday.",
    "They signed a truce that takes effect on Friday.",
]
TWO_DAYS = "The two sides agreed on Monday to meet on Friday."


def test_promise_with_own_day_looks_ahead() -> None:
    monday, friday = tag(TWO_DAYS, anchor=PUBLISHED)
    assert (monday.value, friday.value) == ("2024-05-06", "2024-05-10")


BEHIND = [
    "The fighting raged until Saturday.",
    "Rebels shelled the port for two days until Saturday.",
    "The boat may have sunk on Friday.",
    "The rebels vowed Friday to storm the port.",
    "The two did not meet on Friday.",
    "Six died on the eve of Friday's vote.",
    "Gunmen killed six people Friday in the valley.",
    "Gunmen killed six people on Sunday.",
    "A bomb exploded on Monday near a school.",
    "The army says it killed nine rebels on Friday.",
    "Police say a bomb went off Sunday in the market.",
    "The truce had been due to expire on Friday, but held.",
    "The vote had been scheduled for Sunday but was put off.",
    "The group claimed the attack on Friday.",
    "The attack came hours after the truce expired on Sunday.",
    "The attack came as lawmakers met on Thursday.",
    "Since Friday, 40 people have died.",
    "The shelling that began Friday has killed 30.",
    "The offensive began on Saturday as planned.",
    "The offensive started as previously planned Saturday night.",
    "Residents say the soldiers came on Friday.",
    "He was shot dead on Sunday as he left the mosque.",
    "On Friday, rebels fired rockets at the town, which will be evacuated.",
    "The family will bury a boy who was shot on Friday.",
    "The minister will visit the village that was bombed on Sunday.",
    "The president will attend the funeral of the guards killed on Saturday.",
    "The army would not say who fired on Friday.",
    "The two sides traded fire on Friday and the army will answer, a general said.",
    "Friday's bombing will not stop the talks.",
    "Sunday's vote was marred by violence.",
    "After Sunday's election, troops fired on marchers.",
    "The election on Sunday was marred by violence.",
    "Thousands marched on Friday to demand his release.",
    "Protesters called off a march on Friday.",
    "Doctors said the hospital would run out of fuel after it was hit on Saturday.",
    "The army has until now denied firing on Friday.",
    "He should have left on Sunday, a friend said.",
    "The bus should have reached the town on Sunday.",
    "The convoy would have left on Friday.",
    "Two set on fire on Sunday died.",
    "The village set alight on Sunday was empty.",
    "He faces charges over the shooting on Friday.",
    "The man is accused of shooting two guards on Friday.",
    "The attack is the third since Sunday.",
    "It is the worst attack since Saturday.",
    "The blast on Friday is under investigation.",
    "The dead are from a raid on Saturday.",
    "The town is quiet after clashes on Saturday.",
    "The bodies are of men who left home Friday.",
    "The fighting follows a deadly raid on Sunday.",
    "The minister meets the families of those killed on Friday.",
    "Aid will reach the town after the deadly raid on Friday.",
    "The army will answer the attack on Friday, a general said.",
    "The court set bail on Friday for the two men.",
    "Rebels set a bus on fire Friday.",
    "The rebels set the depot ablaze on Sunday.",
    "Exit polls Sunday gave the party a lead.",
    "Official visits Friday were cancelled.",
    "He will never forget the blast on Friday.",
    "The report that the group holds ten people since Sunday is false.",
    "The group holds the town that it took on Friday.",
    "The attack leaves ten dead on Friday.",
    "The town takes stock after Sunday's raid.",
]


def days(text: str, published: date = PUBLISHED) -> list[date]:
    """Return the last days of the weekdays in a text."""
    expressions = tag(text, anchor=published)
    weekdays = [found for found in expressions if "day" in found.text]
    return [found.interval.end for found in weekdays if found.interval]


@pytest.mark.parametrize("text", AHEAD)
def test_weekday_of_schedule_lies_ahead(text: str) -> None:
    assert days(text)[0] > PUBLISHED


@pytest.mark.parametrize("text", BEHIND)
def test_weekday_of_deed_lies_behind(text: str) -> None:
    assert days(text)[0] < PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two men early Thursday.",
        "Shells fell on the camp before dawn Thursday.",
        "A guard was shot in the early hours of Thursday.",
        "Crews cleared the square Thursday morning.",
    ],
)
def test_morning_after_stamp_is_that_of_news(text: str) -> None:
    assert days(text) == [date(2024, 5, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two men late Thursday.",
        "A bomb killed two men early Friday.",
        "A bomb killed two men on Thursday.",
        "A bomb killed two men early last Thursday.",
    ],
)
def test_other_weekdays_after_stamp_lie_behind(text: str) -> None:
    assert days(text)[0] < PUBLISHED


def test_week_of_easter_ends_with_it() -> None:
    (found,) = tag("They prayed all through Holy Week.", anchor=PUBLISHED)
    assert found.value == "2024-W13"
    assert found.interval is not None
    assert (found.interval.start, found.interval.end) == (
        date(2024, 3, 24),
        date(2024, 3, 31),
    )


def test_election_day_is_american_only_among_americans() -> None:
    text = "Six were hurt in Tulsa on Election Day."
    assert tag(text, anchor=PUBLISHED) == ()
    (found,) = tag(f"{text} Republicans won.", anchor=date(2024, 11, 8))
    assert found.value == "2024-11-05"


COUNTED = [
    ("They shot him a day after Friday's raid.", "a day after", 4),
    ("He died two days after the vote on Friday.", "two days after", 5),
    ("He died 3 days after he was shot on Friday.", "3 days after", 6),
    ("Six died the day before Friday's truce.", "the day before", 2),
    ("Six died on the eve of the truce of 3 May.", "the eve of", 2),
]


@pytest.mark.parametrize(("text", "words", "day"), COUNTED)
def test_days_count_from_date_behind_them(text: str, words: str, day: int) -> None:
    first, second = tag(text, anchor=PUBLISHED)
    assert (first.text, first.value) == (words, f"2024-05-{day:02d}")
    assert second.value == "2024-05-03"


def test_weeks_count_from_date_behind_them() -> None:
    first, _ = tag("It fell two weeks after the 3 April truce.", anchor=PUBLISHED)
    assert (first.text, first.value) == ("two weeks after", "2024-W16")
    assert first.interval is not None
    assert first.interval.start == date(2024, 4, 15)


@pytest.mark.parametrize(
    "text",
    [
        "Six died two days after the raid, police said on Friday.",
        "He waited for two days and after the talks on Friday left.",
        "A day after the talks he left. On Friday he returned.",
    ],
)
def test_days_beside_date_count_from_nothing(text: str) -> None:
    length, friday = tag(text, anchor=PUBLISHED)
    assert (length.interval, friday.value) == (None, "2024-05-03")
