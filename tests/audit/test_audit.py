"""Audits find the pairs that were planted, and say why others have no partner."""

import csv
import json
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.builders import actor_role, day, incident, month, place, timeline_data
from tests.cli.factories import run
from timeline.audit.build import audit
from timeline.audit.estimate import chapman
from timeline.audit.sheet import COLUMNS, rows
from timeline.audit.text import as_dict, lines
from timeline.exporters.json import write
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Casualty, Incident, KilledRange
from timeline.model.types import CasualtyKind, Genericity, Status

ROOT = Path(__file__).resolve().parents[2]
ROWS = ROOT / "examples" / "idlib-2020-rows.csv"


def shelling(**changes: Any) -> Incident:
    """Return the shelling of Subek with a target."""
    fields: dict[str, Any] = {
        "id": "i-ours",
        "actors": (
            actor_role("Northern Front", Role.INITIATOR),
            actor_role(
                "Chad", Role.TARGET, id="TCD", country="TCD", kind=ActorKind.STATE
            ),
        ),
    }
    return incident(**(fields | changes))


def killed(number: int) -> dict[str, Any]:
    """Return the fields of a number of dead."""
    figure = Casualty(kind=CasualtyKind.KILLED, low=number, best=number, high=number)
    return {
        "casualties": (figure,),
        "killed": KilledRange(low=number, best=number, high=number),
    }


def planted(seed: int) -> tuple[list[Incident], list[Incident], set[tuple[str, str]]]:
    """Return two lists drawn from 400 incidents, and the pairs that are one incident.

    The second list moves a third of the days by one, changes a third of the numbers of dead, and
    names sides as parties.
    """
    rng = random.Random(seed)
    ours, theirs = [], []
    pairs = set()
    for number in range(400):
        when = date(2019, 1, 1) + timedelta(days=rng.randrange(700))
        spot = place(
            f"Town {rng.randrange(80)}", lat=rng.uniform(8, 20), lon=rng.uniform(20, 34)
        )
        first = shelling(
            id=f"a{number}",
            date=day(when.isoformat()),
            places=(spot,),
            **killed(rng.randrange(1, 60)),
        )
        moved = when + timedelta(days=rng.choice([0, 0, 1]))
        second = replace(
            first,
            id=f"b{number}",
            mode="clash",
            date=day(moved.isoformat()),
            actors=tuple(replace(actor, role=Role.PARTY) for actor in first.actors),
        )
        if rng.random() < 1 / 3:
            second = replace(second, **killed(rng.randrange(1, 60)))
        in_ours = rng.random() < 0.6
        in_theirs = rng.random() < 0.5
        ours += [first] if in_ours else []
        theirs += [second] if in_theirs else []
        if in_ours and in_theirs:
            pairs.add((first.id, second.id))
    return ours, theirs, pairs


@pytest.mark.parametrize("seed", range(5))
def test_finds_the_planted_pairs_and_their_number(seed: int) -> None:
    ours, theirs, pairs = planted(seed)
    result = audit(ours, theirs)
    found = {(pair.ours.id, pair.theirs.id) for pair in result.pairs}
    assert len(found & pairs) >= 0.95 * len(pairs)
    assert len(found & pairs) >= 0.95 * len(found)
    assert len(result.pairs) + len(result.ours) == len(ours)
    assert len(result.pairs) + len(result.theirs) == len(theirs)
    assert result.estimate is not None
    assert result.estimate.low <= 400 <= result.estimate.high


def test_each_incident_has_one_partner_at_most() -> None:
    theirs = [shelling(id=f"i-{number}") for number in range(3)]
    result = audit([shelling()], theirs)
    assert len(result.pairs) == 1
    reasons = {each.reason for each in result.theirs}
    assert reasons == {"the nearest one has another partner"}


def test_fitting_figure_decides_between_two() -> None:
    theirs = [shelling(id="i-a", **killed(20)), shelling(id="i-b", **killed(4))]
    (pair,) = audit([shelling(**killed(4))], theirs).pairs
    assert pair.theirs.id == "i-b"


@pytest.mark.parametrize(
    ("changes", "reason", "detail"),
    [
        (
            {"date": day("2020-02-06")},
            "the nearest one differs only in date",
            "3 days apart",
        ),
        (
            {"places": (place("Orlo", lat=13.5, lon=30.25),)},
            "the nearest one differs only in place",
            "at another place (111 km away)",
        ),
        (
            {"mode": "chemical"},
            "the nearest one differs only in kind",
            "of another kind (ASSAULT/chemical)",
        ),
        (
            {"date": day("2020-02-20")},
            "nothing of the country or place within 7 days",
            "",
        ),
        (
            {"mode": "chemical", "date": day("2020-02-06")},
            "the nearest one differs in date, kind",
            "3 days apart, of another kind (ASSAULT/chemical)",
        ),
    ],
)
def test_says_why_there_is_no_partner(
    changes: dict[str, Any], reason: str, detail: str
) -> None:
    # a second one, long before and after, so that both lists cover the same time
    frame = [
        shelling(id="i-early", date=day("2019-01-01")),
        shelling(id="i-late", date=day("2021-01-01")),
    ]
    theirs = shelling(id="i-theirs", **changes)
    result = audit([shelling(), *frame], [theirs, *frame])
    (unmatched,) = result.ours
    assert (unmatched.reason, unmatched.detail) == (reason, detail)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": "CONSULT", "mode": "talks"}, "the other one has no CONSULT"),
        (
            {"places": (place("Aleppo", country="SYR", lat=36.2, lon=37.2),)},
            "the other one has nothing in this country",
        ),
        ({"date": day("2011-01-01")}, "the other one has nothing in this time"),
        (
            {"casualties": (), "killed": None, "mode": "chemical"},
            "nobody is reported killed, and all of the other one can have killed",
        ),
    ],
)
def test_says_what_the_other_list_does_not_cover(
    changes: dict[str, Any], reason: str
) -> None:
    result = audit([shelling(**changes)], [shelling(id="i-theirs")])
    assert [each.reason for each in result.ours] == [reason]
    assert result.comparable[0] == 0


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": Status.PLANNED}, "did not happen, or is not known to have"),
        ({"genericity": Genericity.GENERIC}, "general, or a total of a longer time"),
        ({"date": None}, "no date"),
        ({"places": ()}, "no place"),
        ({"mode": "cumulative"}, "general, or a total of a longer time"),
    ],
)
def test_says_what_cannot_be_compared(changes: dict[str, Any], reason: str) -> None:
    result = audit([shelling(**changes)], [shelling(id="i-theirs")])
    assert result.unfit_ours == {reason: 1}
    assert result.ours == ()


def test_place_without_country_is_found_by_its_name() -> None:
    unknown = place("Taftan air base", country=None, lat=None, lon=None)
    named = place("Taftan", country="SYR", lat=36.0, lon=36.8)
    result = audit([shelling(places=(unknown,))], [shelling(id="i-t", places=(named,))])
    assert len(result.pairs) == 1


def test_month_is_matched_with_day_in_it() -> None:
    result = audit([shelling(date=month("2020-02"))], [shelling(id="i-t")])
    assert len(result.pairs) == 1
    shares = {measure.name: measure.agree for measure in result.fields.measures}
    assert (shares["same days"], shares["days that meet"]) == (0, 1)


def test_fields_of_pairs_are_compared() -> None:
    theirs = shelling(id="i-t", places=(place(lat=12.6),), **killed(9))
    result = audit([shelling(**killed(4))], [theirs])
    shares = {
        measure.name: (measure.agree, measure.compared)
        for measure in result.fields.measures
    }
    assert shares["places within 15 km"] == (1, 1)
    assert shares["same number killed"] == (0, 1)
    assert shares["ranges of killed that meet"] == (0, 1)
    assert (result.fields.killed_ours, result.fields.killed_theirs) == (4, 9)
    assert result.fields.kilometres == pytest.approx(11.1, abs=0.1)


def test_groups_add_up() -> None:
    ours, theirs, _ = planted(7)
    result = audit(ours, theirs)
    for groups in result.groups.values():
        assert sum(group.both for group in groups) == len(result.pairs)
        assert sum(group.ours for group in groups) == len(result.ours)
        assert sum(group.theirs for group in groups) == len(result.theirs)


def test_estimate_is_that_of_chapman() -> None:
    # 200 marked, 150 caught, 50 of them marked: 201 * 151 / 51 - 1
    estimate = chapman(200, 150, 50)
    assert estimate is not None
    assert estimate.total == pytest.approx(594.12, abs=0.01)
    assert (estimate.low, estimate.high) == pytest.approx((480.4, 707.8), abs=0.5)
    everything = chapman(20, 20, 20)
    assert everything is not None
    assert (everything.total, everything.missed) == (20, 0)
    assert chapman(200, 150, 6) is None


def test_text_gives_assumptions_or_why_no_estimate() -> None:
    ours, theirs, _ = planted(2)
    text = "\n".join(lines(audit(ours, theirs)))
    assert "share their gaps" in text
    assert "95 % interval" in text
    few = "\n".join(lines(audit([shelling()], [shelling(id="i-t")])))
    assert "no estimate of what both miss: fewer than 7" in few


def test_sheet_is_a_sample_to_fill_in() -> None:
    ours, theirs, _ = planted(3)
    result = audit(ours, theirs)
    sample = list(rows(result, size=4, seed=1))
    assert [row["list"] for row in sample] == ["both"] * 4 + ["only ours"] * 4 + [
        "only theirs"
    ] * 4
    assert sample == list(rows(result, size=4, seed=1))
    assert sample != list(rows(result, size=4, seed=2))
    assert set().union(*sample) <= set(COLUMNS)
    assert all("right" not in row and row["why"] for row in sample)


def test_command_writes_sheet_and_json(tmp_path: Path) -> None:
    ours, theirs, _ = planted(4)
    for name, incidents in (("a", ours), ("b", theirs)):
        write(timeline_data(*incidents), tmp_path / f"{name}.timeline.json")
    paths = [tmp_path / "a.timeline.json", tmp_path / "b.timeline.json"]
    sheet = tmp_path / "pairs.csv"
    done = run("audit", *paths, "--sheet", sheet, "--sample", "5")
    assert done.code == 0, done.err
    assert done.out.startswith("both ")
    with sheet.open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 15
    answer = json.loads(run("audit", *paths, "--json").out)
    assert answer == json.loads(json.dumps(as_dict(audit(ours, theirs))))
    overwriting = run("audit", *paths, "--sheet", paths[0])
    assert overwriting.code == 2


@pytest.mark.slow
def test_example_shares_four_incidents_with_its_rows() -> None:
    ours = timeline.build(ROOT / "examples" / "idlib-2020", jobs=1)
    theirs = timeline.build(ROWS)
    result = audit(ours.incidents, theirs.incidents)
    names = {
        place.name.split()[0] for pair in result.pairs for place in pair.theirs.places
    }
    assert names >= {"Saraqib", "Damascus", "Taftanaz", "Nayrab"}
    assert [each.reason for each in result.theirs] == [
        "the other one has nothing in this time"
    ]
