"""Are rival versions of who did it told from a list of those who did it together?"""

from dataclasses import replace

import pytest

from tests.incidents.factories import by, on, report
from timeline.incidents.reconcile import incident_of
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import ActorKind, ActorRole
from timeline.model.incidents import Incident, Mark, Report
from timeline.model.mentions import Slot

ARMY = by("Subek Army", kind=ActorKind.SECURITY_FORCES, country="SDN")
REBELS = by("Northern Front")
VILLAGERS = on("villagers", kind=ActorKind.CIVILIANS)


def told_by(
    document: str, initiator: ActorRole, *voices: str, mode: str = "massacre"
) -> Report:
    """Make the report of an article in which voices say who did it; its own words without any."""
    plain = report(document)
    mark = Mark(slot=Slot.INITIATOR, start=0, end=4, ref=initiator.id, rule="test")
    (passage,) = plain.passages
    passage = replace(passage, attribution=voices, marks=(mark,))
    return report(
        document,
        mode=mode,
        actors=(initiator, VILLAGERS),
        attribution=voices,
        passages=(passage,),
    )


def incident(*reports: Report) -> Incident:
    """Make the incident of reports that were joined."""
    return incident_of(reports, incident_types())


def test_each_side_accused_by_the_other_is_disputed() -> None:
    made = incident(
        told_by("a", ARMY, "activists"), told_by("b", REBELS, "state television")
    )
    assert made.disputed_about == ("initiator",)
    assert "by Subek Army or Northern Front" in made.summary


def test_accused_side_disputes_what_articles_say_themselves() -> None:
    made = incident(told_by("a", ARMY), told_by("b", REBELS, "state television"))
    assert "initiator" in made.disputed_about


UNDISPUTED = [
    (told_by("a", ARMY), told_by("b", REBELS)),
    (told_by("a", ARMY, "activists"), told_by("b", REBELS, "activists")),
    (told_by("a", ARMY, "activists"), told_by("b", ARMY, "the army")),
    (
        told_by("a", ARMY, "activists", mode="capture"),
        told_by("b", REBELS, "the army", mode="capture"),
    ),
]


@pytest.mark.parametrize("reports", UNDISPUTED)
def test_other_authors_are_not_disputed(reports: tuple[Report, ...]) -> None:
    assert "initiator" not in incident(*reports).disputed_about


def test_allies_are_not_rivals() -> None:
    guards = by("Oma Guards", kind=ActorKind.SECURITY_FORCES, country="SDN")
    made = incident(
        told_by("a", ARMY, "activists"), told_by("b", guards, "state television")
    )
    assert not made.disputed
