"""Are the people and arms of a side, and those about whom a clause is, found as actors?"""

import pytest

from tests.mentions.factories import reports_as_built
from timeline.model.actors import Role

SIDES = (
    ("The army said its jets had bombed a camp near Gao.", Role.INITIATOR, "military"),
    (
        "The group said its men had overrun two checkpoints outside Mosul.",
        Role.INITIATOR,
        "group",
    ),
    (
        "The rebels said their forces had shelled the town of Gao.",
        Role.INITIATOR,
        "rebels",
    ),
    (
        "Hamas fired rockets after a strike killed one of its commanders in Rafah.",
        Role.TARGET,
        "Hamas",
    ),
    # whoever used a weapon did what it does
    (
        "A landmine planted by separatists blew up a minibus near Bamenda, killing nine.",
        Role.INITIATOR,
        "separatists",
    ),
    (
        "Mines laid by retreating fighters killed eleven residents in Raqqa.",
        Role.INITIATOR,
        "retreating fighters",
    ),
    # a clause about a noun, without a relative pronoun
    (
        "Militants beheaded five aid workers they had abducted in June.",
        Role.TARGET,
        "aid workers",
    ),
    (
        "Police arrested four men they accused of planning an attack in Mombasa.",
        Role.TARGET,
        "men",
    ),
)


@pytest.mark.parametrize(("text", "role", "name"), SIDES)
def test_actor_is_found(text: str, role: Role, name: str) -> None:
    reports = reports_as_built(text)
    assert reports
    names = [
        actor.name
        for report in reports
        for actor in report.actors
        if actor.role is role
    ]
    assert any(name in found for found in names), names


def test_clause_of_time_has_no_object() -> None:
    reports = reports_as_built("On the day rebels attacked, soldiers left Gao.")
    targets = [
        actor.name
        for report in reports
        for actor in report.actors
        if actor.role is Role.TARGET
    ]
    assert not any("day" in name for name in targets)


def test_clause_of_abduction_names_its_victims() -> None:
    text = "Militants beheaded five aid workers they had abducted in June."
    (abduction,) = [
        report for report in reports_as_built(text) if report.mode == "abduction"
    ]
    assert [actor.name for actor in abduction.actors if actor.role is Role.TARGET] == [
        "aid workers"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kidal, which rebels had held since May, fell to Malian soldiers on Tuesday.",
        "Kidal fell to rebels on Tuesday.",
    ],
)
def test_town_that_falls_is_a_place(text: str) -> None:
    (report,) = [one for one in reports_as_built(text) if one.mode == "capture"]
    assert [place.name for place in report.places] == ["Kidal"]
    assert all(actor.role is not Role.TARGET for actor in report.actors)
