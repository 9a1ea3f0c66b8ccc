"""Panels agree with a count made day by day, and with the sums of UCDP GED's own rows."""

import csv
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.builders import actor_role, day, incident, place, timeline_data
from tests.cli.factories import run
from tests.panel import reference
from timeline.errors import UnknownNameError, UsageError
from timeline.exporters.json import write
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Incident, KilledRange
from timeline.model.places import PlacePrecision
from timeline.model.types import CasualtyKind, Genericity, Status
from timeline.model.when import Basis, DateInterval, Precision
from timeline.panel.build import build
from timeline.panel.plan import SPLITS
from timeline.panel.write import summary_lines

GED = (
    Path(__file__).resolve().parents[3]
    / "shared/data/samples/ucdp_ged/ged231_sample1000.csv"
)
SEEDS = range(12)


def days(start: str, end: str) -> DateInterval:
    """Return the interval between two ISO days."""
    return DateInterval(
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        precision=Precision.WEEK,
        basis=Basis.STATED,
    )


def random_incidents(seed: int, size: int = 60) -> list[Incident]:
    """Return incidents of random lengths, places and numbers of dead."""
    rng = random.Random(seed)
    incidents = []
    for number in range(size):
        start = date(2019, 11, 1) + timedelta(days=rng.randrange(500))
        length = rng.choice([0, 0, 0, 1, 6, 30, 200])
        best = rng.randrange(50)
        incidents.append(
            incident(
                id=f"i-{number}",
                date=days(
                    start.isoformat(), (start + timedelta(days=length)).isoformat()
                ),
                places=(place(country=rng.choice(["SDN", "TCD", "SYR"])),),
                killed=KilledRange(low=best, best=best, high=best + rng.randrange(9)),
            )
        )
    return incidents


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("grain", ["week", "month", "year"])
def test_agrees_with_count_day_by_day(seed: int, split: str, grain: str) -> None:
    incidents = random_incidents(seed)
    panel = build(timeline_data(*incidents), by=["country", grain], split=split)
    number, killed = reference.count(incidents, grain, split)
    across = reference.shares_across(incidents, grain)
    seen = set()
    for row in panel.rows:
        key = (str(row["iso3"]), str(row[grain]))
        seen.add(key)
        assert row["incidents"] == pytest.approx(float(number.get(key, 0)), abs=1e-5)
        assert row["killed_best"] == pytest.approx(float(killed.get(key, 0)), abs=1e-4)
        assert row["across"] == pytest.approx(float(across.get(key, 0)), abs=1e-5)
    assert number.keys() | across.keys() <= seen
    assert panel.counted + panel.left_out.get("days in two periods", 0) == len(
        incidents
    )


def test_rows_are_every_unit_in_every_period() -> None:
    incidents = random_incidents(1)
    panel = build(timeline_data(*incidents), by=["country", "month"])
    months = {row["month"] for row in panel.rows}
    assert len(panel.rows) == 3 * len(months)
    first = min(when.date.start for when in incidents if when.date)
    last = max(when.date.end for when in incidents if when.date)
    assert len(months) == (last.year - first.year) * 12 + last.month - first.month + 1
    sparse = build(timeline_data(*incidents), by=["country", "month"], zeros=False)
    assert [row for row in panel.rows if row["incidents"]] == [
        row for row in sparse.rows if row["incidents"]
    ]


def test_panel_spans_the_days_asked_for() -> None:
    panel = build(
        timeline_data(),
        by=["country", "month"],
        since=date(2020, 1, 1),
        until=date(2020, 4, 30),
    )
    assert [row["month"] for row in panel.rows] == [
        "2020-01",
        "2020-02",
        "2020-03",
        "2020-04",
    ]
    assert [row["killed_best"] for row in panel.rows] == [0, 4, 0, 0]


def test_spread_counts_only_days_of_panel() -> None:
    long = incident(date=days("2020-01-30", "2020-02-02"))
    panel = build(
        timeline_data(long),
        by=["country", "month"],
        split="spread",
        since=date(2020, 2, 1),
    )
    assert [(row["month"], row["incidents"]) for row in panel.rows] == [
        ("2020-02", 0.5)
    ]


def test_codes_are_those_of_the_year() -> None:
    german = place("Bonn", country="DEU", lat=50.7, lon=7.1)
    incidents = [
        incident(id=f"i-{year}", date=day(f"{year}-06-01"), places=(german,))
        for year in (1985, 1995)
    ]
    panel = build(timeline_data(*incidents), by=["country", "year"], zeros=False)
    codes = [(row["gwno"], row["ccode"]) for row in panel.rows]
    assert codes == [(260, 260), (260, 255)]


def test_dyads_pair_each_side_with_each() -> None:
    sides = [
        actor_role("Beta", Role.INITIATOR),
        actor_role("Alpha", Role.TARGET),
        actor_role("Gamma", Role.TARGET),
    ]
    panel = build(timeline_data(incident(actors=tuple(sides))), by=["dyad", "year"])
    assert [(row["side_a"], row["side_b"]) for row in panel.rows] == [
        ("Alpha", "Beta"),
        ("Beta", "Gamma"),
    ]
    assert any("do not add units up" in line for line in summary_lines(panel))


def test_parties_are_one_dyad_whatever_their_order() -> None:
    left = (actor_role("Alpha", Role.PARTY), actor_role("Beta", Role.PARTY))
    incidents = [incident(id="i-1", actors=left), incident(id="i-2", actors=left[::-1])]
    panel = build(timeline_data(*incidents), by=["dyad"])
    assert [row["incidents"] for row in panel.rows] == [2]


def test_types_are_filled_for_each_place() -> None:
    incidents = [
        incident(id="i-1", type="ASSAULT", places=(place(country="SDN"),)),
        incident(id="i-2", type="PROTEST", mode=None, places=(place(country="TCD"),)),
    ]
    panel = build(timeline_data(*incidents), by=["type", "country"])
    cells = {(row["iso3"], row["type"]): row["incidents"] for row in panel.rows}
    assert cells == {
        ("SDN", "ASSAULT"): 1,
        ("SDN", "PROTEST"): 0,
        ("TCD", "ASSAULT"): 0,
        ("TCD", "PROTEST"): 1,
    }


def test_province_lies_in_its_own_country_only() -> None:
    incidents = [
        incident(id="i-1", places=(place(country="SDN", admin1="Red Sea"),)),
        incident(id="i-2", places=(place(country="TCD", admin1="Borkou"),)),
    ]
    panel = build(timeline_data(*incidents), by=["country", "admin1"])
    assert [(row["iso3"], row["admin1"]) for row in panel.rows] == [
        ("SDN", "Red Sea"),
        ("TCD", "Borkou"),
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"status": Status.PLANNED},
            "did not happen or is not known to have (planned)",
        ),
        ({"status": Status.DENIED}, "did not happen or is not known to have (denied)"),
        ({"genericity": Genericity.GENERIC}, "general, no single incident"),
        ({"mode": "cumulative"}, "total of a longer time, told by an article"),
        ({"date": None}, "no date"),
        ({"places": ()}, "no country"),
    ],
)
def test_says_what_is_left_out(changes: dict[str, Any], reason: str) -> None:
    panel = build(timeline_data(incident(**changes)), by=["country", "month"])
    assert panel.left_out == {reason: 1}
    assert panel.rows == ()


def test_undated_incident_counts_without_periods() -> None:
    panel = build(timeline_data(incident(date=None)), by=["country"])
    assert [row["incidents"] for row in panel.rows] == [1]


def test_middle_of_province_is_no_cell() -> None:
    wide = place("Idlib", precision=PlacePrecision.PROVINCE)
    panel = build(timeline_data(incident(places=(wide,))), by=["prio-grid"])
    assert list(panel.left_out.values()) == [1]
    exact = build(timeline_data(incident()), by=["prio-grid"])
    assert [row["gid"] for row in exact.rows] == [205 * 720 + 421]


def test_open_and_tied_numbers_are_said() -> None:
    at_least = Casualty(kind=CasualtyKind.KILLED, low=12, best=12)
    incidents = [
        incident(
            id="i-1",
            casualties=(at_least,),
            killed=KilledRange(low=12, best=12, high=None),
        ),
        incident(id="i-2", killed=KilledRange(low=3, best=None, high=7)),
        incident(id="i-3", casualties=(), killed=None),
    ]
    (row,) = build(timeline_data(*incidents), by=["country"]).rows
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (15, 15, 19)
    assert (row["no_figure"], row["open_high"]) == (1, 1)


@pytest.mark.parametrize(
    "by", [["month"], ["country", "month", "year"], ["actor", "actor"], []]
)
def test_refuses_keys_without_sense(by: list[str]) -> None:
    if by == ["month"]:
        assert len(build(timeline_data(), by=by).rows) == 1
        return
    with pytest.raises(UsageError):
        build(timeline_data(), by=by)


def test_names_the_keys_there_are() -> None:
    with pytest.raises(UnknownNameError, match="country, admin1, gid"):
        build(timeline_data(), by=["county"])
    with pytest.raises(UnknownNameError, match="first, spread, drop"):
        build(timeline_data(), by=["month"], split="half")


def test_refuses_panel_of_more_rows_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.panel.rows.MOST_ROWS", 50)
    with pytest.raises(UsageError, match="--no-zeros"):
        build(timeline_data(*random_incidents(3)), by=["country", "week"])


@pytest.mark.parametrize("name", ["panel.csv", "panel.parquet"])
def test_writes_what_others_read(name: str, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    file = tmp_path / "war.timeline.json"
    write(timeline_data(*random_incidents(5)), file)
    done = run("panel", file, "--by", "country,month", "-o", tmp_path / name)
    assert done.code == 0, done.err
    reader = pandas.read_csv if name.endswith(".csv") else pandas.read_parquet
    frame = reader(tmp_path / name)
    assert frame["incidents"].sum() == 60
    assert set(frame["gwno"]) == {625, 483, 652}


def test_refuses_other_extensions_before_the_work(tmp_path: Path) -> None:
    done = run("panel", tmp_path / "none.json", "-o", tmp_path / "panel.xlsx")
    assert done.code == 2
    assert ".csv or .parquet" in done.err


@pytest.fixture(scope="module")
def ged() -> tuple[list[dict[str, str]], Any]:
    """Return GED's sample: its rows, and the timeline that we make of them."""
    if not GED.exists():
        pytest.skip("the sample of UCDP GED is beside the checkout only")
    import timeline

    with GED.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return rows, timeline.build(GED).data


@pytest.mark.slow
def test_country_years_are_the_sums_of_ged(
    ged: tuple[list[dict[str, str]], Any],
) -> None:
    rows, data = ged
    expected: dict[str, Counter[tuple[str, str]]] = {}
    for row in rows:
        key = (row["country_id"], row["date_start"][:4])
        for name in ("best", "low", "high"):
            expected.setdefault(name, Counter())[key] += int(row[name])
    panel = build(data, by=["country", "year"])
    for name, sums in expected.items():
        ours: Counter[tuple[str, str]] = Counter()
        for cell in panel.rows:
            ours[str(cell["gwno"]), str(cell["year"])] += int(
                cell[f"killed_{name}"] or 0
            )
        assert +ours == +sums


@pytest.mark.slow
def test_cells_are_those_of_ged(ged: tuple[list[dict[str, str]], Any]) -> None:
    rows, data = ged
    near = [row for row in rows if row["where_prec"] in {"1", "2", "3"}]
    expected = Counter(int(row["priogrid_gid"]) for row in near)
    panel = build(data, by=["gid"])
    assert {row["gid"]: row["incidents"] for row in panel.rows} == dict(expected)
