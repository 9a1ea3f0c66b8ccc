"""Figures of several places in one sentence: one incident for each place."""

import pytest

from tests.mentions.factories import reports_as_built

LOCAL = [
    (
        "Three people died in Gao and four in Kidal, officials said.",
        {("Gao", 3), ("Kidal", 4)},
    ),
    (
        "Shelling killed nine in Bria, five in Bambari and two in Bangui.",
        {("Bria", 9), ("Bambari", 5), ("Bangui", 2)},
    ),
    (
        "Troops shot dead ten people in Gao and another three in Mopti.",
        {("Gao", 10), ("Mopti", 3)},
    ),
    (
        "Two soldiers were killed in Gao on Monday and five policemen in Mopti on Tuesday.",
        {("Gao", 2), ("Mopti", 5)},
    ),
]
ONE_PLACE = [
    "Rebels killed five soldiers and three policemen in Kidal.",
    "In Mali, rebels killed five soldiers and three policemen in Kidal.",
    "Rebels killed 11 people in Gao in May 2012.",
]


def tolls(text: str) -> set[tuple[str, int | None]]:
    """Return the places of incidents that count dead, each with its first figure."""
    reports = reports_as_built(f"Gunmen raided a school in Toro. {text}")
    return {
        (report.places[0].name, report.casualties[0].best)
        for report in reports
        if report.casualties
    }


@pytest.mark.parametrize(("text", "expected"), LOCAL)
def test_each_place_keeps_its_figure(text: str, expected: set[tuple[str, int]]) -> None:
    assert tolls(text) == expected


@pytest.mark.parametrize("text", ONE_PLACE)
def test_one_place_stays_one_incident(text: str) -> None:
    assert len(tolls(text)) == 1


def test_same_hands_act_in_every_place() -> None:
    text = "Rebels killed ten people in Gao and another three in Mopti."
    reports = reports_as_built(text)
    initiators = [
        actor.name
        for report in reports
        for actor in report.actors
        if actor.role.value == "initiator"
    ]
    assert len(reports) == len(initiators) == 2
