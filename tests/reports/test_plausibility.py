"""Is what only sounds like an incident left out, and what happened told?"""

import pytest

from tests.mentions.factories import reports_as_built
from tests.reports.factories import summary

# Each pair: a sentence that tells of one incident, and one with the same word that tells of none.
PAIRS = [
    (
        "Gunmen killed nine traders at a market in Kano on Friday, police said.",
        "They say it is a system that has always killed those who would dare to speak.",
        "ASSAULT",
    ),
    (
        "Thousands of students protested in Lusaka on Monday, demanding new elections.",
        "If there were protests, would anybody in the capital even notice them?",
        "PROTEST",
    ),
    (
        "Rebels attacked an army post near Gao on Tuesday, wounding six soldiers.",
        "We would need more money if we were to survive the attacks of our critics.",
        "ASSAULT",
    ),
]


@pytest.mark.parametrize(("incident", "none", "kind"), PAIRS)
def test_incidents_pass_and_figures_of_speech_do_not(
    incident: str, none: str, kind: str
) -> None:
    assert kind in {report.type for report in reports_as_built(incident)}
    reports = reports_as_built(none)
    assert kind not in {report.type for report in reports}, [
        summary(one) for one in reports
    ]


# Each: sentences that state an aim, and by whom (lower case), or nobody.
AIMS = [
    ("Their aim is to capture Gao and to encircle the garrison.", None),
    ("The rebels' aim is to capture Gao and to encircle the garrison.", "rebels"),
    ("The goal of the rebels is to capture Gao and encircle the garrison.", "rebels"),
    (
        "Boko Haram fighters shelled the airport on Monday. Their aim is to capture Gao "
        "and to encircle the garrison.",
        "boko haram",
    ),
    ("Chadian objective: capture Gao and encircle the garrison.", "chad"),
]


@pytest.mark.parametrize(("text", "who"), AIMS)
def test_stated_aim_is_told_as_planned(text: str, who: str | None) -> None:
    reports = reports_as_built(text)
    aims = {report.mode: report for report in reports if report.status == "planned"}
    assert set(aims) == {"capture", "siege"}
    for report in aims.values():
        assert [
            actor.name.lower() for actor in report.actors if actor.role == "initiator"
        ] == ([who] if who else [])


def test_aim_without_place_or_sides_is_none() -> None:
    assert reports_as_built("He said that their aim was to attack.") == []
