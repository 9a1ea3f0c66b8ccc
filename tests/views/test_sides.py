"""Which two sides have a colour, and which colour has an incident?"""

from dataclasses import replace

import pytest

from tests.builders import actor_role, incident, timeline_data
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.views.sides import colour_of, colours_by_actor, side_rows


def sided(sides: dict[str, str], *incidents: Incident) -> TimelineData:
    timeline = timeline_data(*incidents)
    actors = tuple(
        replace(actor, side=sides.get(actor.name)) for actor in timeline.actors
    )
    return replace(timeline, actors=actors)


def acts(name: str, role: Role = Role.INITIATOR) -> ActorRole:
    return actor_role(name, role)


def test_two_most_active_sides_are_coloured_rest_grey() -> None:
    names = ["South", "South", "North", "North", "North", "West"]
    told = [incident(id=f"i{n}", actors=(acts(name),)) for n, name in enumerate(names)]
    rows = side_rows(sided({"North": "north", "South": "south", "West": "west"}, *told))
    assert [(row["name"], row["colour"], row["acts"]) for row in rows] == [
        ("north", "A", 3),
        ("south", "B", 2),
        ("west", "C", 1),
    ]


def test_equally_active_sides_are_by_name_inactive_last() -> None:
    told = (
        incident(id="i1", actors=(acts("South"), acts("East", Role.TARGET))),
        incident(id="i2", actors=(acts("North"),)),
    )
    rows = side_rows(sided({"North": "north", "South": "south", "East": "east"}, *told))
    assert [row["name"] for row in rows] == ["north", "south", "east"]


def test_parties_act_where_nobody_began() -> None:
    both = (acts("North", Role.PARTY), acts("South", Role.PARTY))
    rows = side_rows(sided({"North": "north", "South": "south"}, incident(actors=both)))
    assert {row["name"]: row["acts"] for row in rows} == {"north": 1, "south": 1}


def test_without_sides_there_are_none() -> None:
    assert side_rows(sided({}, incident(actors=(acts("North"),)))) == []


@pytest.mark.parametrize(
    ("actors", "colour"),
    [
        ((acts("North"), acts("South", Role.TARGET)), "A"),
        ((acts("South"),), "B"),
        ((acts("North"), acts("South")), "C"),
        ((acts("North"), acts("Observers")), "A"),
        ((acts("Observers"),), "C"),
        ((acts("North", Role.TARGET),), "N"),
        ((acts("North", Role.PARTY), acts("South", Role.PARTY)), "C"),
        ((), "N"),
    ],
)
def test_colour_says_who_acted(actors: tuple[ActorRole, ...], colour: str) -> None:
    first = incident(id="i0", actors=(acts("North"),))
    again = incident(id="i1", actors=(acts("North"), acts("South", Role.TARGET)))
    shown = incident(id="i2", actors=actors)
    timeline = sided({"North": "north", "South": "south"}, first, again, shown)
    assert colour_of(shown, colours_by_actor(timeline)) == colour
