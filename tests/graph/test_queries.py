"""Do the questions to the graph get the right answers?"""

from datetime import date

import pytest

from tests.builders import actor_role, day, incident, month, timeline_data
from timeline.errors import UnknownNameError
from timeline.graph.build import Graph, build
from timeline.graph.queries import incidents_between, incidents_in, incidents_of
from timeline.model.actors import Role

A, B, C = "actor:a", "actor:b", "actor:c"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(
        timeline_data(
            incident(
                id="late",
                date=day("2020-03-01"),
                actors=(actor_role("A", Role.INITIATOR), actor_role("B", Role.TARGET)),
                attribution=("C",),
            ),
            incident(
                id="early",
                date=day("2020-01-01"),
                actors=(actor_role("B", Role.INITIATOR), actor_role("A", Role.TARGET)),
            ),
            incident(
                id="talks",
                date=month("2020-02"),
                actors=(actor_role("A", Role.PARTY), actor_role("C", Role.PARTY)),
            ),
            incident(
                id="undated", date=None, actors=(actor_role("A", Role.INITIATOR),)
            ),
        )
    )


def test_incidents_of_actor_are_by_date_undated_last(graph: Graph) -> None:
    assert incidents_of(graph, A) == [
        "incident:early",
        "incident:talks",
        "incident:late",
        "incident:undated",
    ]


@pytest.mark.parametrize(
    ("actor", "roles", "expected"),
    [
        (A, {"initiated"}, ["incident:late", "incident:undated"]),
        (A, {"targeted"}, ["incident:early"]),
        (C, {"party_to"}, ["incident:talks"]),
        (C, {"attributed_to"}, ["incident:late"]),
        (B, {"party_to"}, []),
    ],
)
def test_roles_choose_among_the_incidents_of_an_actor(
    graph: Graph, actor: str, roles: set[str], expected: list[str]
) -> None:
    assert incidents_of(graph, actor, roles=roles) == expected


def test_being_cited_is_not_taking_part(graph: Graph) -> None:
    assert incidents_of(graph, C) == ["incident:talks"]


@pytest.mark.parametrize(
    ("first", "second", "directed", "expected"),
    [
        (A, B, False, ["incident:early", "incident:late"]),
        (B, A, False, ["incident:early", "incident:late"]),
        (A, B, True, ["incident:late"]),
        (B, A, True, ["incident:early"]),
        (A, C, False, ["incident:talks"]),
        (A, C, True, []),
        (B, C, False, []),
    ],
)
def test_incidents_between_a_pair(
    graph: Graph, first: str, second: str, directed: bool, expected: list[str]
) -> None:
    assert incidents_between(graph, first, second, directed=directed) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020-01-01", "2020-01-01", ["incident:early"]),
        ("2020-02-29", "2020-02-29", ["incident:talks"]),
        ("2020-02-10", "2020-03-01", ["incident:talks", "incident:late"]),
        ("2019-01-01", "2019-12-31", []),
        (
            "2019-01-01",
            "2021-12-31",
            ["incident:early", "incident:talks", "incident:late"],
        ),
    ],
)
def test_range_holds_what_overlaps_it_and_never_undated(
    graph: Graph, start: str, end: str, expected: list[str]
) -> None:
    assert (
        incidents_in(graph, date.fromisoformat(start), date.fromisoformat(end))
        == expected
    )


@pytest.mark.parametrize("name", ["a", "actor:nobody", "incident:late"])
def test_missing_actor_is_an_error_that_shows_form(graph: Graph, name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        incidents_of(graph, name)
    assert str(caught.value) == (
        f"actor {name!r}: the graph has no such actor. Node ids of actors look like 'actor:<id of the actor>'."
    )
