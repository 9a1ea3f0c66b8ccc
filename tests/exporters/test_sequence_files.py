"""Do TraMineR's and the process miners' files hold the sequences as their readers expect them?"""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.builders import timeline_data
from tests.sequences.factories import START, act, answered, between, clash
from timeline.exporters import traminer, xes
from timeline.model.incidents import Incident
from timeline.sequences.arrays import rows_by
from timeline.sequences.history import history

NAMESPACE = "{http://www.xes-standard.org/}"
WEEK = between(START, START + timedelta(days=6))
TOLD = (
    act("b", "Rebels", "Army", 4, "CONSULT"),
    act("a", "Army", "Rebels", 2),
    clash("c", "Army", "Rebels", 4),
    act("d", "Police", "Rebels", 2),
    act("w", "Army", "Rebels", WEEK),
    act("u", "Army", "Rebels", None),
    replace(act("s", "Army", "Rebels", 3), actors=()),
)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_spells_have_a_line_for_each_dated_incident(tmp_path: Path) -> None:
    traminer.write(timeline_data(*TOLD), tmp_path / "x")
    rows = read(tmp_path / "x")
    assert list(rows[0]) == list(traminer.SPELLS)
    assert [tuple(row.values()) for row in rows] == [
        ("Army and Rebels", "1", "1", "ASSAULT", "2011-01-03", "a", "Army"),
        ("Army and Rebels", "3", "3", "CONSULT", "2011-01-05", "b", "Rebels"),
        ("Army and Rebels", "3", "3", "ASSAULT", "2011-01-05", "c", ""),
        ("Police and Rebels", "1", "1", "ASSAULT", "2011-01-03", "d", "Police"),
    ]


def test_states_have_line_per_pair_column_per_day(tmp_path: Path) -> None:
    traminer.write_states(timeline_data(*TOLD), tmp_path / "x")
    assert read(tmp_path / "x") == [
        {
            "id": "Army and Rebels",
            "2011-01-03": "ASSAULT",
            "2011-01-04": "none",
            "2011-01-05": "ASSAULT+CONSULT",
        },
        {
            "id": "Police and Rebels",
            "2011-01-03": "ASSAULT",
            "2011-01-04": "none",
            "2011-01-05": "none",
        },
    ]


@pytest.mark.parametrize(
    ("span", "columns", "first", "last"),
    [
        (119, 120, "2011-01-01", "2011-04-30"),
        (120, 18, "2010-12-27", "2011-04-25"),
        (1_499, 215, "2010-12-27", "2015-02-02"),
        (1_500, 50, "2011-01-01", "2015-02-01"),
    ],
)
def test_long_histories_have_weeks_or_months_for_columns(
    span: int, columns: int, first: str, last: str, tmp_path: Path
) -> None:
    told = (act("a", "Army", "Rebels", 0), act("b", "Army", "Rebels", span))
    traminer.write_states(timeline_data(*told), tmp_path / "x")
    [row] = read(tmp_path / "x")
    days = list(row)[1:]
    assert (len(days), days[0], days[-1]) == (columns, first, last)
    assert days == sorted(set(days))
    assert [state for state in row.values() if state == "ASSAULT"] == ["ASSAULT"] * 2


def test_the_states_are_those_that_the_spells_make(tmp_path: Path) -> None:
    told = [
        one
        for one in answered(100, 1)
        if one.date is not None and (one.date.start - START).days < 100
    ]
    traminer.write(timeline_data(*told), tmp_path / "spells")
    traminer.write_states(timeline_data(*told), tmp_path / "states")
    made: dict[tuple[str, str], set[str]] = {}
    for row in read(tmp_path / "spells"):
        made.setdefault((row["id"], row["day"]), set()).add(row["status"])
    seen = {
        (row["id"], day): set(state.split("+"))
        for row in read(tmp_path / "states")
        for day, state in row.items()
        if day != "id" and state != traminer.NOTHING
    }
    assert seen == made


def test_pairs_of_the_same_names_stay_apart(tmp_path: Path) -> None:
    first = act("a", "Army", "Rebels", 1)
    other = replace(
        first,
        id="b",
        actors=tuple(replace(one, id=f"{one.id}-2") for one in first.actors),
    )
    traminer.write(timeline_data(first, other), tmp_path / "x")
    assert [row["id"] for row in read(tmp_path / "x")] == [
        "Army and Rebels (army, rebels)",
        "Army and Rebels (army-2, rebels-2)",
    ]


def log(folder: Path, *told: Incident) -> ET.Element:
    xes.write(timeline_data(*told), folder / "x.xes")
    return ET.parse(folder / "x.xes").getroot()


def values(element: ET.Element) -> dict[str, str]:
    return {
        one.attrib["key"]: one.attrib["value"] for one in element if "key" in one.attrib
    }


def test_log_has_trace_per_pair_in_day_order(tmp_path: Path) -> None:
    root = log(tmp_path, *TOLD)
    assert (root.tag, root.attrib["xes.version"]) == (f"{NAMESPACE}log", "1849-2016")
    traces = root.findall(f"{NAMESPACE}trace")
    assert [values(trace)["concept:name"] for trace in traces] == [
        "Army and Rebels",
        "Police and Rebels",
    ]
    incidents = [values(one) for one in traces[0].findall(f"{NAMESPACE}event")]
    assert [
        (one["concept:instance"], one["concept:name"], one.get("org:resource"))
        for one in incidents
    ] == [("a", "ASSAULT", "Army"), ("b", "CONSULT", "Rebels"), ("c", "ASSAULT", None)]
    assert incidents[0]["time:timestamp"] == "2011-01-03T00:00:00.000+00:00"
    counts = next(one for one in root if one.get("key") == "left_out")
    assert (counts.attrib["value"], values(counts)) == (
        "3",
        {"undated": "1", "sides": "1", "days": "1"},
    )


def test_log_declares_its_extensions_as_standard_requires(tmp_path: Path) -> None:
    root = log(tmp_path, *answered(100, 1))
    order = [one.tag.removeprefix(NAMESPACE) for one in root]
    wanted = ["extension", "global", "classifier", "string", "int", "trace"]
    assert [
        one for at, one in enumerate(order) if at == 0 or order[at - 1] != one
    ] == wanted
    prefixes = {one.attrib["prefix"] for one in root.findall(f"{NAMESPACE}extension")}
    used = {
        one.attrib["key"].split(":")[0]
        for one in root.iter()
        if ":" in one.attrib.get("key", "")
    }
    assert used - prefixes == {"actor", "incident"}
    everywhere = {one.attrib["key"] for one in root.findall(f"{NAMESPACE}global")[1]}
    for one in root.iter(f"{NAMESPACE}event"):
        assert everywhere <= set(values(one))


def test_every_file_holds_each_incident_per_pair_once(tmp_path: Path) -> None:
    told = answered(100, 2)
    rows = rows_by(history(told), "pair")
    wanted = sorted(rows.steps[step].incident for step in rows.step)
    traminer.write(timeline_data(*told), tmp_path / "spells")
    assert sorted(row["incident"] for row in read(tmp_path / "spells")) == wanted
    logged = [
        values(one)["concept:instance"]
        for one in log(tmp_path, *told).iter(f"{NAMESPACE}event")
    ]
    assert sorted(logged) == wanted


def test_days_in_files_are_those_of_the_incidents(tmp_path: Path) -> None:
    told = answered(100, 3)
    days = {one.id: one.date.start for one in told if one.date is not None}
    traminer.write(timeline_data(*told), tmp_path / "spells")
    rows = read(tmp_path / "spells")
    first = min(days.values())
    for row in rows:
        assert date.fromisoformat(row["day"]) == days[row["incident"]]
        assert (
            int(row["begin"])
            == int(row["end"])
            == (days[row["incident"]] - first).days + 1
        )
