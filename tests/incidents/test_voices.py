"""Does an incident say when only a party to it speaks for it?"""

import pytest

from tests.builders import actor_role
from tests.incidents.factories import by, on, report
from timeline.incidents.reconcile import incident_of
from timeline.incidents.voices import attribution_side
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import ActorKind, ActorRole, Role

MALI = actor_role(
    "Malian military",
    Role.INITIATOR,
    id="MLI-military",
    kind=ActorKind.SECURITY_FORCES,
    country="MLI",
)
VILLAGERS = on("villagers", kind=ActorKind.CIVILIANS, country="MLI")


@pytest.mark.parametrize(
    ("voices", "side"),
    [
        (("Malian Defence Ministry",), "Mali"),
        (("Malian military", "Malian government"), "Mali"),
        (("the army",), "Mali"),
        (("army", "United Nations"), None),
        (("residents",), None),
        (("Malian activists",), None),
        (("Norwegian government",), None),
        ((), None),
    ],
)
def test_only_voices_of_one_party_make_a_side(
    voices: tuple[str, ...], side: str | None
) -> None:
    assert attribution_side("ASSAULT", (MALI, VILLAGERS), voices) == side


def test_an_armed_group_speaks_for_itself() -> None:
    group = by("Hezbollah", id="hezbollah")
    assert attribution_side("ASSAULT", (group,), ("Hezbollah",)) in {"Hezbollah", None}
    assert attribution_side("ASSAULT", (group,), ("Hezbollah", "residents")) is None


def test_a_bare_army_between_two_states_is_open() -> None:
    niger: ActorRole = on("Niger", id="NER", kind=ActorKind.STATE, country="NER")
    assert attribution_side("ASSAULT", (MALI, niger), ("army",)) is None
    assert (
        attribution_side("ASSAULT", (MALI, niger), ("Nigerien government",)) == "Niger"
    )


def test_a_speech_act_has_no_side() -> None:
    assert attribution_side("REQUEST", (MALI,), ("Malian government",)) is None


def test_the_side_stands_in_the_incident() -> None:
    told = report(actors=(MALI, VILLAGERS), attribution=("Malian Defence Ministry",))
    assert incident_of([told], incident_types()).attribution_side == "Mali"
