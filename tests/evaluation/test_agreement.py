"""Is agreement of two readings counted field by field, and are differences put up for review?"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.builders import actor_role, day, incident, passage, place, timeline_data
from timeline.cli import main
from timeline.evaluation.agreement import Agreement, agreement
from timeline.exporters.json import write
from timeline.model.actors import Role
from timeline.model.incidents import Incident
from timeline.model.types import Status
from timeline.review.readings import reading_differences

BASE = incident(
    actors=(actor_role("Rebels", Role.INITIATOR), actor_role("Army", Role.TARGET))
)


def field_of(result: Agreement, name: str) -> tuple[int, int]:
    [field] = [field for field in result.fields if field.field == name]
    return field.agree, field.compared


def compared(*changes: dict[str, object]) -> Agreement:
    others = [
        replace(BASE, id=f"o-{number}", **change)  # type: ignore[arg-type]
        for number, change in enumerate(changes)
    ]
    return agreement([BASE], others)


def test_equal_readings_agree_everywhere() -> None:
    result = compared({})
    assert all(field.agree == field.compared == 1 for field in result.fields)
    assert not result.differences and not result.left_only and not result.right_only


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "COERCE"}, "type"),
        ({"mode": "bombing"}, "mode"),
        ({"status": Status.PLANNED}, "status"),
        ({"date": day("2020-02-01")}, "date"),
        ({"actors": (actor_role("Police", Role.INITIATOR),)}, "initiator"),
        ({"places": (place("Oma", lat=1.0, lon=1.0),)}, "places"),
        ({"casualties": (replace(BASE.casualties[0], best=9),)}, "casualties"),
        ({"attribution": ("a medic",)}, "attribution"),
    ],
)
def test_one_difference_is_counted_in_its_field(
    change: dict[str, object], field: str
) -> None:
    result = compared(change)
    assert field_of(result, field) == (0, 1)
    [(first, second, names)] = result.differences
    assert (first.id, second.id) == ("i-1", "o-0") and field in names


def test_what_one_does_not_say_is_not_compared() -> None:
    result = compared({"date": None, "places": (), "casualties": (), "attribution": ()})
    for field in ("date", "places", "casualties", "attribution"):
        assert field_of(result, field) == (0, 0)
    assert not result.differences


def test_each_incident_has_one_partner() -> None:
    half = passage(end=40, text=BASE.reports[0].text[:40])
    result = compared({"reports": (half,)}, {})
    [(_, second)] = result.pairs
    assert second.id == "o-1"  # it shares more characters
    assert [one.id for one in result.right_only] == ["o-0"]


def elsewhere() -> Incident:
    return incident(id="i-9", reports=(passage(document="other", report="other#0"),))


def values_by_field(
    left: Sequence[Incident], right: Sequence[Incident]
) -> dict[str, list[str]]:
    differing = reading_differences(agreement(left, right))
    return {one.field: list(one.values.values()) for one in differing}


def test_differences_become_questions_for_review() -> None:
    other = replace(BASE, id="o-1", date=day("2020-02-01"), mode="bombing")
    assert values_by_field([BASE], [other]) == {
        "type": ["ASSAULT/shelling", "ASSAULT/bombing"],
        "date": ["2020-02-03", "2020-02-01"],
    }
    assert values_by_field([elsewhere()], [other]) == {"incident": ["yes", "no"]}


def test_the_command_prints_a_row_a_field(tmp_path: Path) -> None:
    left, right = tmp_path / "a.timeline.json", tmp_path / "b.timeline.json"
    write(timeline_data(BASE), left)
    write(timeline_data(replace(BASE, id="o-1", date=day("2020-02-01"))), right)
    result = CliRunner().invoke(main, ["compare", str(left), str(right)])
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.output.splitlines()]
    assert ["in", "both", "1", "incidents"] in lines
    assert ["date", "0", "1", "0"] in lines and ["type", "1", "1", "100"] in lines
    assert any(line[:3] == ["i-1", "o-1", "date"] for line in lines)


def test_a_reading_is_compared_with_a_file(tmp_path: Path) -> None:
    left = tmp_path / "a.timeline.json"
    write(timeline_data(BASE), left)
    result = CliRunner().invoke(
        main, ["compare", str(left), str(tmp_path / "no.timeline.json")]
    )
    assert result.exit_code == 1 and "cannot be read" in result.output
