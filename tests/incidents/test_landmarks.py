"""Is a massacre that articles tell at length, in several reports each, one incident?"""

import pytest

from tests.builders import day, month, place
from tests.incidents.factories import by, dead, documents_of, incidents, on, report
from timeline.model.incidents import Incident, Report

ARMY, REBELS = by("Subek Army"), by("Northern Front")


def twice(**second: object) -> tuple[Report, ...]:
    """Make two articles that each tell of one massacre in two reports, in other words."""
    changes = {"casualties": (dead(57),), "mode": "massacre"}
    return (
        report("a", 0, **changes, actors=(ARMY,)),
        report("a", 90, **changes, actors=(REBELS,)),
        report("b", 0, **changes, actors=(ARMY,)),
        report("b", 90, **(changes | {"actors": (REBELS,)} | second)),
    )


def test_same_town_day_and_toll_is_one() -> None:
    (incident,) = incidents(*twice())
    assert documents_of(incident) == ["a", "b"]


def test_reason_names_place_toll_and_day() -> None:
    (incident,) = incidents(*twice())
    points = {name for joined in incident.joined for name, _ in joined.points}
    assert {"place", "figures", "date"} <= points


def of_both(**second: object) -> list[Incident]:
    """Give the incidents of two articles that each tell of one in the same words but for changes."""
    first = {
        "casualties": (dead(57),),
        "mode": "massacre",
        "actors": (ARMY, on("villagers")),
    }
    later = first | {"actors": (REBELS, on("farmers"))} | second
    return incidents(
        report("a", 0, **first), report("a", 90, **later), report("b", 0, **later)
    )


ONE: list[dict[str, object]] = [{}, {"date": day("2020-02-04")}, {"mode": "shelling"}]
APART: list[dict[str, object]] = [
    {"date": day("2020-02-06")},
    {"places": (place("Oma", lat=15.0),)},
    {"mode": "cumulative"},
    {"type": "PROTEST", "mode": "demonstration"},
]


@pytest.mark.parametrize("second", ONE)
def test_one_landmark_makes_one_incident(second: dict[str, object]) -> None:
    assert len(of_both(**second)) == 1


@pytest.mark.parametrize("second", APART)
def test_other_day_town_toll_or_kind_is_another(second: dict[str, object]) -> None:
    assert len(of_both(**second)) == 2


def test_day_told_with_the_toll_is_its_day() -> None:
    (incident,) = incidents(
        report("a", casualties=(dead(57),), date=month("2020-02")),
        report("b", casualties=(dead(57),), date=day("2020-02-03")),
        report("c", casualties=(dead(57),), date=month("2020-02")),
    )
    assert incident.date is not None
    assert incident.date.start.day == 3
