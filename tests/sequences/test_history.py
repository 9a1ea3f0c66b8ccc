"""Does a history hold what happened, once each, and count what it leaves out?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders import passage
from tests.sequences.factories import act, actor, at_place, between, clash, on
from timeline.errors import UnknownNameError, UsageError
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Incident
from timeline.model.places import PlacePrecision
from timeline.model.types import Status
from timeline.model.when import Basis, Precision
from timeline.sequences.arrays import (
    BOTH,
    FIRST,
    SECOND,
    id_of,
    matching,
    rows_by,
    strata,
)
from timeline.sequences.history import WHY, Choice, history

MONTH = between(date(2011, 2, 1), date(2011, 2, 28), precision=Precision.MONTH)
WEEK = between(date(2011, 2, 1), date(2011, 2, 7), precision=Precision.WEEK)
GUESS = replace(on(3), basis=Basis.ASSUMED)
TOWN = (at_place("Subek"),)


@pytest.mark.parametrize(
    ("changes", "reason", "switch"),
    [
        ({"date": None}, "undated", {}),
        ({"date": GUESS}, "guessed", {"assumed": True}),
        ({"date": MONTH}, "coarse", {"coarse": True}),
        ({"status": Status.DENIED}, "denied", {"denied": True}),
        ({"status": Status.POSSIBLE}, "possible", {}),
        ({"status": Status.FAILED}, "failed", {}),
        ({"mode": "cumulative"}, "cumulative", {}),
    ],
)
def test_left_out_has_reasons_and_some_can_count(
    changes: dict[str, Any], reason: str, switch: dict[str, Any]
) -> None:
    incidents = [
        act("a", "Army", "Rebels", 1),
        act("b", "Army", "Rebels", 2, **changes),
    ]
    found = history(incidents)
    assert [step.incident for step in found.steps] == ["a"]
    assert [(one.reason, one.why, one.incidents) for one in found.left_out] == [
        (reason, WHY[reason], 1)
    ]
    let_in = history(incidents, choice=Choice(**switch))
    assert len(let_in.steps) == (2 if switch else 1)
    assert sum(one.incidents for one in let_in.left_out) == (0 if switch else 1)


def test_disputed_incidents_count_unless_they_are_not_wanted() -> None:
    incidents = [
        act("a", "Army", "Rebels", 1, disputed=True),
        act("b", "Army", "Rebels", 2),
    ]
    assert len(history(incidents).steps) == 2
    found = history(incidents, choice=Choice(disputed=False))
    assert [one.reason for one in found.left_out] == ["disputed"]


def test_a_week_counts_and_keeps_both_its_ends() -> None:
    [step] = history([act("a", "Army", "Rebels", WEEK)]).steps
    assert step.last - step.first == 6


def test_incident_counts_once_however_often_it_is_given() -> None:
    assert len(history([act("a", "Army", "Rebels", 1)] * 3).steps) == 1


@pytest.mark.parametrize(
    ("changes", "double"),
    [
        ({}, True),
        ({"type": "AID"}, False),
        ({"mode": "shelling"}, False),
        ({"places": (at_place("Orlo"),)}, False),
        ({"places": ()}, False),
        ({"reports": ()}, False),
        ({"reports": (passage(document="one"),)}, False),
        ({"publishers": ("Courier",)}, False),
        ({"publishers": ("Post",)}, True),
        ({"date": on(2)}, False),
        (
            {"actors": (actor("Rebels", Role.INITIATOR), actor("Army", Role.TARGET))},
            False,
        ),
    ],
)
def test_duplicates_without_a_distinguishing_document_count_once(
    changes: dict[str, Any], double: bool
) -> None:
    first = act(
        "a",
        "Army",
        "Rebels",
        1,
        places=TOWN,
        reports=(passage(document="one"),),
        publishers=("Courier",),
    )
    second = replace(
        first,
        **(
            {"id": "b", "reports": (passage(document="two"),), "publishers": ()}
            | changes
        ),
    )
    found = history([first, second])
    assert [one.reason for one in found.left_out] == (["double"] if double else [])
    assert len(history([first, second], choice=Choice(doubles=True)).steps) == 2
    assert found.steps == history([second, first]).steps


def test_two_distinct_ones_stay_two_beside_a_third() -> None:
    told = [
        act(name, "Army", "Rebels", 1, reports=(passage(document=name[0]),))
        for name in ("x1", "x2", "y1")
    ]
    assert [step.incident for step in history(told).steps] == ["x1", "x2"]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.THREATENED, Status.DEMANDED])
def test_planned_threatened_or_demanded_is_its_own_kind(status: Status) -> None:
    [step] = history([act("a", "Army", "Rebels", 1, status=status)]).steps
    assert (step.kind, step.happened) == (f"ASSAULT ({status.value})", False)


@pytest.mark.parametrize(
    ("level", "kind"),
    [("type", "ASSAULT"), ("mode", "ASSAULT/shelling"), ("family", "Armed force")],
)
def test_kind_is_type_mode_or_family(level: str, kind: str) -> None:
    choice = Choice(level=level, families={"ASSAULT": "Armed force"})
    [step] = history(
        [act("a", "Army", "Rebels", 1, mode="shelling")], choice=choice
    ).steps
    assert step.kind == kind


@pytest.mark.parametrize("option", ["level", "sides"])
def test_wrong_name_is_answered_with_right_ones(option: str) -> None:
    with pytest.raises(UsageError, match=f"^{option}: there is no 'x'\\. Use one of: "):
        replace(Choice(), **{option: "x"})  # type: ignore[arg-type]


def test_state_and_forces_are_one_side_when_chosen() -> None:
    army = actor("Syrian military", Role.INITIATOR, ActorKind.SECURITY_FORCES, "SYR")
    group = actor("Front", Role.TARGET, ActorKind.ARMED_GROUP, "SYR")
    found = history(
        [act("a", "x", "y", 1, actors=(army, group))], choice=Choice(sides="country")
    )
    assert (found.steps[0].initiators, found.steps[0].targets) == (("SYR",), ("front",))
    assert found.names == {"SYR": "Syria", "front": "Front"}


def grouped(
    incidents: list[Incident], by: str
) -> list[tuple[tuple[str, ...], str, int]]:
    rows = rows_by(history(incidents), by)
    return [
        (rows.keys[group], rows.steps[step].incident, side)
        for group, step, side in zip(rows.group, rows.step, rows.side, strict=True)
    ]


def test_incidents_are_grouped_by_pair_actor_and_place() -> None:
    places = (at_place("Subek"), at_place("North", PlacePrecision.PROVINCE))
    incidents = [
        act("a", "Army", "Rebels", 5, places=places),
        act("b", "Rebels", "Army", 1),
        clash("c", "Army", "Rebels", 3),
        act("d", "Army", "Army", 4),
    ]
    pair = ("army", "rebels")
    assert grouped(incidents, "pair") == [
        (pair, "b", SECOND),
        (pair, "c", BOTH),
        (pair, "a", FIRST),
    ]
    assert [one for one in grouped(incidents, "actor") if one[0] == ("rebels",)] == [
        (("rebels",), "b", FIRST),
        (("rebels",), "c", BOTH),
        (("rebels",), "a", SECOND),
    ]
    assert grouped(incidents, "place") == [(("subek",), "a", BOTH)]
    assert [
        (one.reason, one.incidents)
        for one in rows_by(history(incidents), "pair").left_out
    ] == [("sides", 1)]
    assert [
        (one.reason, one.incidents)
        for one in rows_by(history(incidents), "place").left_out
    ] == [("places", 3)]


def test_group_is_found_by_names_or_ids() -> None:
    found = history([act("a", "Army", "Rebels", 1), act("b", "Army", "Police", 2)])
    for names in (("REBELS", "army"), ("Army", "Rebels")):
        rows = rows_by(found, "pair", only=names)
        assert (rows.keys, [one.reason for one in rows.left_out]) == (
            (("army", "rebels"),),
            ["other"],
        )


@pytest.mark.parametrize(
    ("by", "only", "words"),
    [
        ("pair", ("Army",), "pair: 1 names were given, and 2 are needed"),
        ("actor", ("Army", "Rebels"), "actor: 2 names were given, and 1 is needed"),
        ("pear", (), "by: there is no 'pear'. Use one of: pair, actor, place."),
        (
            "actor",
            ("Rebel army",),
            "'Rebel army': no incident that counts here names it. Near it are: Army.",
        ),
    ],
)
def test_wrong_groups_are_told(by: str, only: tuple[str, ...], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        rows_by(history([act("a", "Army", "Rebels", 1)]), by, only=only)
    assert words in str(caught.value)


def test_name_that_two_actors_share_asks_for_id() -> None:
    twice = (
        actor("Army", Role.INITIATOR),
        replace(actor("Army", Role.TARGET), id="army-2"),
    )
    found = history(
        [act("a", "x", "y", 1, actors=(replace(twice[0], id="army-1"), twice[1]))]
    )
    with pytest.raises(
        UnknownNameError,
        match=r"several have this name. Give one of the ids army-1, army-2",
    ):
        id_of(found.names, "army")
    assert (
        id_of({"SYR-army": "Syrian army", "syr-army": "Army"}, "SYR-army") == "SYR-army"
    )


def test_strata_keep_pairs_seasons_and_grains_apart() -> None:
    days = [on(40), on(58), on(59), between(date(2011, 2, 1), date(2011, 2, 3)), on(40)]
    incidents = [act(f"i{at}", "Army", "Rebels", day) for at, day in enumerate(days)]
    incidents += [
        act("x", "Army", "Police", 40),
        act("y", "Army", "Rebels", 334),
        act("z", "Army", "Rebels", 334 + 31),
    ]
    rows = rows_by(history(incidents), "pair")
    number = {
        rows.steps[step].incident: stratum
        for step, stratum in zip(rows.step, strata(rows), strict=True)
    }
    assert number["i0"] == number["i1"] == number["i4"]  # 10 and 28 February
    assert number["y"] == number["z"]  # 1 December and 1 January of one winter
    assert len({number[one] for one in ("i0", "i2", "i3", "x", "y")}) == 5


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (None, {"ASSAULT", "THREATEN"}),
        ("assault", {"ASSAULT"}),
        ("THREATEN", {"THREATEN"}),
        ("MOBILIZE", {"MOBILIZE (planned)"}),
        ("THREATEN (threatened)", {"THREATEN (threatened)"}),
    ],
)
def test_kind_is_named_with_or_without_its_status(
    wanted: str | None, kinds: set[str]
) -> None:
    incidents = [
        act("a", "Army", "Rebels", 1),
        act("b", "Army", "Rebels", 1, "THREATEN"),
        act("c", "Army", "Rebels", 1, "THREATEN", status=Status.THREATENED),
        act("d", "Army", "Rebels", 1, "MOBILIZE", status=Status.PLANNED),
    ]
    rows = rows_by(history(incidents), "pair")
    assert {
        name
        for name, chosen in zip(rows.kinds, matching(rows, wanted), strict=True)
        if chosen
    } == kinds
    with pytest.raises(
        UnknownNameError,
        match=r"kind 'AID': no incident that counts here is of this kind.",
    ):
        matching(rows, "AID")
