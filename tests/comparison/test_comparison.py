"""Are two tellings as alike as their actors, places, dates, modes and figures say?"""

import pytest

from tests.builders import actor_role, day, month, place
from timeline.comparison import (
    NEAR_KM,
    distance,
    has_inside,
    most_specific,
    same_actor,
    same_date,
    same_figures,
    same_mode,
    same_place,
    same_places,
    same_side,
)
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CasualtyKind
from timeline.model.when import Basis, DateInterval


def actor(
    name: str, country: str | None = None, kind: ActorKind = ActorKind.ARMED_GROUP
) -> ActorRole:
    return actor_role(name, Role.INITIATOR, country=country, kind=kind)


STATE, FORCES = ActorKind.STATE, ActorKind.SECURITY_FORCES
ACTORS = [
    (actor("Taliban"), actor("Taliban"), 1),
    (actor("Taliban fighters"), actor("Taliban"), 1),
    (actor("Turkey", "TUR", STATE), actor("Turkish military", "TUR", FORCES), 1),
    (actor("Turkey", "TUR", STATE), actor("Syria", "SYR", STATE), -1),
    (actor("Turkish military", "TUR", FORCES), actor("rebels"), 0),
    (actor("gunmen"), actor("rebels"), 0),
    (actor("the army"), actor("government forces"), 0),
    (actor("Syrian rebels", "SYR"), actor("Syrian military", "SYR", FORCES), 0),
    (actor("Hamas", "PSE"), actor("Hezbollah", "LBN"), -1),
]


@pytest.mark.parametrize(("one", "other", "wanted"), ACTORS)
def test_actors_are_compared_both_ways(
    one: ActorRole, other: ActorRole, wanted: int
) -> None:
    assert same_actor(one, other) == wanted
    assert same_actor(other, one) == wanted


def test_any_pair_makes_sides_agree_or_differ() -> None:
    syria, turkey, gunmen = (
        actor("Syria", "SYR", STATE),
        actor("Turkey", "TUR", STATE),
        actor("gunmen"),
    )
    assert same_side([syria, turkey], [turkey]) == 1
    assert same_side([syria], [turkey, gunmen]) == -1
    assert same_side([gunmen], [turkey]) == 0
    assert same_side([], [turkey]) == 0


def where(name: str, lat: float | None, lon: float | None, **changes: object) -> Place:
    return place(name, lat=lat, lon=lon, country="SYR", **changes)


IDLIB = where("Idlib", 35.93, 36.63)
SARAQEB = where("Saraqeb", 35.86, 36.81)
BINNISH = where("Binnish", 35.96, 36.71)
ALEPPO = where("Aleppo", 36.20, 37.16, admin1="Aleppo")
PROVINCE = where("Aleppo Governorate", None, None, precision=PlacePrecision.PROVINCE)
SYRIA = where("Syria", None, None, precision=PlacePrecision.COUNTRY)
TURKEY = place(
    "Turkey", lat=None, lon=None, country="TUR", precision=PlacePrecision.COUNTRY
)
NOWHERE = where("Qwertabad", None, None)

PLACES = [
    (IDLIB, IDLIB, 1),
    (IDLIB, BINNISH, 1),
    (IDLIB, ALEPPO, -1),
    (IDLIB, SARAQEB, -1),
    (ALEPPO, PROVINCE, 0),
    (ALEPPO, SYRIA, 0),
    (ALEPPO, TURKEY, -1),
    (SYRIA, TURKEY, -1),
    (ALEPPO, NOWHERE, -1),
]


@pytest.mark.parametrize(("one", "other", "wanted"), PLACES)
def test_places_are_compared_both_ways(one: Place, other: Place, wanted: int) -> None:
    assert same_place(one, other) == wanted
    assert same_place(other, one) == wanted


def test_places_agree_if_one_is_shared_else_differ() -> None:
    assert same_places([IDLIB, ALEPPO], [ALEPPO]) == 1
    assert same_places([IDLIB], [ALEPPO]) == -1
    assert same_places([], [ALEPPO]) == 0


def test_distance_is_in_kilometres_along_the_great_circle() -> None:
    km = distance(
        place("London", lat=51.5074, lon=-0.1278),
        place("Paris", lat=48.8566, lon=2.3522),
    )
    assert km == pytest.approx(343.6, abs=1.5)
    assert distance(IDLIB, NOWHERE) is None
    near = distance(IDLIB, BINNISH)
    assert near is not None and near < NEAR_KM


def test_country_holds_its_towns_and_town_holds_nothing() -> None:
    assert has_inside(SYRIA, ALEPPO)
    assert has_inside(PROVINCE, ALEPPO)
    assert not has_inside(ALEPPO, SYRIA)
    assert not has_inside(TURKEY, ALEPPO)


DATES = [
    (day("2020-02-03"), day("2020-02-03"), 1),
    (day("2020-02-03"), day("2020-02-04"), -1),
    (day("2020-02-03"), month("2020-02"), 0),
    (day("2020-02-03"), month("2020-01"), -1),
    (month("2020-01"), month("2020-01"), 1),
    (day("2020-02-03", basis=Basis.ASSUMED), day("2020-02-04"), 0),
    (None, day("2020-02-03"), 0),
    (None, None, 0),
]


@pytest.mark.parametrize(("one", "other", "wanted"), DATES)
def test_dates_are_compared_both_ways(
    one: DateInterval | None, other: DateInterval | None, wanted: int
) -> None:
    assert same_date(one, other) == wanted
    assert same_date(other, one) == wanted


MODES = [
    ("aerial", "aerial", 1),
    ("aerial", "drone", 0),
    ("aerial", None, 0),
    (None, None, 0),
    ("clash", "shelling", 0),
    ("aerial", "abduction", -1),
    ("arrest", "siege", -1),
    ("talks", "visit", 0),
]


@pytest.mark.parametrize(("one", "other", "wanted"), MODES)
def test_modes_are_compared_both_ways(
    one: str | None, other: str | None, wanted: int
) -> None:
    assert same_mode(one, other) == wanted
    assert same_mode(other, one) == wanted


def dead(best: int | None, kind: CasualtyKind = CasualtyKind.KILLED) -> Casualty:
    return Casualty(kind=kind, low=best, best=best, high=best)


def test_shared_figure_agrees_and_different_one_excludes_nothing() -> None:
    assert same_figures([dead(12)], [dead(12), dead(30)]) == 1
    assert same_figures([dead(12)], [dead(15)]) == 0
    assert same_figures([dead(12)], [dead(12, CasualtyKind.INJURED)]) == 0


def test_one_dead_or_unstated_number_is_not_shared() -> None:
    assert same_figures([dead(1)], [dead(1)]) == 0
    assert same_figures([dead(None)], [dead(None)]) == 0


def test_state_gives_way_to_forces_in_role() -> None:
    state = actor_role("Turkey", Role.INITIATOR, id="TUR", kind=STATE, country="TUR")
    forces = actor_role(
        "Turkish military",
        Role.INITIATOR,
        id="TUR-military",
        kind=FORCES,
        country="TUR",
    )
    struck = actor_role("Turkey", Role.TARGET, id="TUR", kind=STATE, country="TUR")
    assert most_specific([state, forces, struck]) == (forces, struck)
    assert most_specific([state]) == (state,)


def test_building_gives_way_to_people_that_are_described() -> None:
    market = actor_role("market", Role.TARGET, kind=ActorKind.FACILITY)
    people = actor_role("people", Role.TARGET, kind=ActorKind.CIVILIANS)
    traders = actor_role("traders", Role.TARGET, kind=ActorKind.CIVILIANS)
    assert most_specific([market, people]) == (market, people)
    assert most_specific([market, traders]) == (traders,)
    assert most_specific([market]) == (market,)
