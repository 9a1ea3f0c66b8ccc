"""Which camp does an actor belong to?"""

import pytest

from timeline.assembly.sides import Camp, camp_of
from timeline.model.actors import Actor, ActorKind


@pytest.mark.parametrize(
    ("country", "home", "camp"),
    [("GBR", "FLK", Camp("GBR", True)), ("SYR", "SYR", None), (None, "FLK", None)],
)
def test_things_of_another_country_are_its_own(
    country: str | None, home: str, camp: Camp | None
) -> None:
    ships = Actor(id="ships", name="Ships", kind=ActorKind.FACILITY, country=country)
    assert camp_of(ships, home=home) == camp
