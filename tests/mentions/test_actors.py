"""Is a phrase that holds a country's name read as what its head noun is?"""

import pytest

from tests.mentions.factories import reports_in
from timeline.model.actors import ActorKind, ActorRole


def actors(text: str) -> list[ActorRole]:
    """Return all actors of a text."""
    return [actor for report in reports_in(text) for actor in report.actors]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two exiled Chadian opposition figures in Douala on Monday.",
        "Thousands of Chadians fled the fighting on Monday.",
        "Rebels shot dead a citizen of Chad on Monday.",
        "Police arrested a leading Chadian opposition figure on Monday.",
        "Police fired at the Chadian protests on Monday, killing three people.",
    ],
)
def test_people_of_a_country_are_not_its_state(text: str) -> None:
    assert not [actor for actor in actors(text) if actor.kind is ActorKind.STATE]


def test_weapons_of_a_country_stay_its_own() -> None:
    text = "Chadian missiles hit a camp of the rebels on Monday, killing three fighters."
    assert "TCD" in {actor.country for actor in actors(text)}


def test_people_counted_keep_their_country() -> None:
    (report,) = reports_in("Thousands of Chadians fled the fighting on Monday.")
    assert [(actor.kind, actor.country) for actor in report.actors] == [
        (ActorKind.CIVILIANS, "TCD")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The BBC's Ann Brook met rebels near Gao on Monday.",
        "Gunmen attacked a convoy near Gao on Monday, killing two guards, says the BBC's Ann Brook.",
    ],
)
def test_a_reporter_of_a_medium_is_no_actor(text: str) -> None:
    assert not [actor for actor in actors(text) if "Brook" in actor.name]
