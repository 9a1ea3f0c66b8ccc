"""Is what happened at the time told, and not only the act that it is named with?"""

import pytest

from tests.mentions.factories import reports_in

# (text, type of the act, type of what happened at the time, its status)
BOTH = [
    (
        "The governor called for calm after clashes between police and students in Kano on Friday.",
        "REQUEST",
        "ASSAULT",
        "occurred",
    ),
    (
        "The foreign ministry demanded an apology following an air strike on its consulate in Goma.",
        "REQUEST",
        "ASSAULT",
        "occurred",
    ),
    (
        "The prime minister vowed revenge following an attack on a market in Beni on Saturday.",
        "THREATEN",
        "ASSAULT",
        "occurred",
    ),
    (
        "Villagers accused the army of burning huts during clashes in Pibor on Monday.",
        "ACCUSE",
        "ASSAULT",
        "occurred",
    ),
    (
        "Two men were arrested during protests against the decree in Sfax on Wednesday.",
        "COERCE",
        "PROTEST",
        "occurred",
    ),
    (
        "The emir offered support for Jordan at a meeting in Riyadh.",
        "SUPPORT",
        "CONSULT",
        "occurred",
    ),
    (
        "The envoy asked the rebels, during a meeting in Doha this week, to free the hostages.",
        "REQUEST",
        "CONSULT",
        "occurred",
    ),
    (
        "The rebels denied any role in the bombing, accusing the army of planting the device.",
        "REJECT",
        "ACCUSE",
        "occurred",
    ),
    (
        "The ministry denied the claims, calling on the rebels to lay down their arms.",
        "REJECT",
        "REQUEST",
        "demanded",
    ),
]


@pytest.mark.parametrize(("text", "act", "beside", "status"), BOTH)
def test_circumstance_of_an_act_is_told(
    text: str, act: str, beside: str, status: str
) -> None:
    told = {report.type: report.status.value for report in reports_in(text)}
    assert act in told
    assert told.get(beside) == status


# (text, the only type that is told)
ONE = [
    ("The rebels promised to withdraw after a ceasefire.", "AGREE"),
    ("The envoy urged the rebels to free the hostages after talks in Doha.", "REQUEST"),
    ("The army threatened to strike during talks in Geneva.", "THREATEN"),
]


@pytest.mark.parametrize(("text", "act"), ONE)
def test_time_of_what_is_promised_is_none(text: str, act: str) -> None:
    assert [report.type for report in reports_in(text)] == [act]


# (text, who meets)
MEETINGS = [
    ("The emir offered support for Jordan at a meeting in Riyadh.", "emir"),
    ("The prime minister is due to hold talks in Ankara on Thursday.", "minister"),
    (
        "During a visit to Juba this week, the U.N. aid chief called the shortages dire.",
        "chief",
    ),
    ("Talks are underway with Iraqi officials on the border posts.", "Iraq"),
]


@pytest.mark.parametrize(("text", "name"), MEETINGS)
def test_who_speaks_at_meeting_takes_part(text: str, name: str) -> None:
    meeting = next(report for report in reports_in(text) if report.type == "CONSULT")
    assert any(name in actor.name for actor in meeting.actors)


def test_talks_between_others_have_no_further_party() -> None:
    text = "The minister praised the mediators during talks between Chad and Niger in Accra."
    meeting = next(report for report in reports_in(text) if report.type == "CONSULT")
    assert {actor.name for actor in meeting.actors} == {"Chad", "Niger"}
