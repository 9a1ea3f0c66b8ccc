"""Does the page's script count as Python does? Both count the same random histories."""

import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.builders import passage
from tests.sequences.factories import KINDS, START, act, at_place, between, clash
from timeline.errors import UnknownNameError
from timeline.model.incidents import Incident, Relation, RelationKind
from timeline.model.types import HAPPENED, Status
from timeline.model.when import Basis, DateInterval
from timeline.sequences.aligned import aligned
from timeline.sequences.curves import curves
from timeline.sequences.history import Choice, History, history
from timeline.sequences.lags import lags
from timeline.sequences.pairs import pairs
from timeline.sequences.similar import similar
from timeline.sequences.table import Table
from timeline.sequences.transitions import transitions

SCRIPTS = Path(__file__).resolve().parents[2] / "timeline" / "views" / "assets"
COUNTING = Path(__file__).with_name("counting.mjs")
CHOICES: tuple[dict[str, Any], ...] = (
    {},
    {"coarse": True},
    {"assumed": True, "mutual": True},
    {"denied": True, "disputed": False},
    {"doubles": True},
)


def drawn(seed: int) -> list[Incident]:
    """Make a history in which everything comes up that is left out or counted in part."""
    rng = np.random.default_rng(seed)
    told: list[Incident] = []
    for at in range(40):
        first = START + timedelta(days=int(rng.integers(30)))
        last = first + timedelta(days=int(rng.choice([0, 0, 0, 0, 2, 9])))
        basis = Basis.ASSUMED if rng.random() < 0.2 else Basis.STATED
        when = between(first, last)
        date = DateInterval(
            start=when.start, end=when.end, precision=when.precision, basis=basis
        )
        who, whom = rng.permutation(["Army", "Rebels", "Police"])[:2].tolist()
        make = clash if rng.random() < 0.2 else act
        told.append(
            make(
                f"i{at:02}",
                who,
                whom,
                None if rng.random() < 0.05 else date,
                type=str(rng.choice(KINDS[:2])),
                mode="cumulative" if rng.random() < 0.05 else None,
                status=Status(
                    str(
                        rng.choice(
                            [one.value for one in Status],
                            p=[0.6, 0.05, *[0.35 / 6] * 6],
                        )
                    )
                ),
                disputed=bool(rng.random() < 0.2),
                reports=(passage(document=f"d{rng.integers(4)}"),),
                publishers=("Daily Courier",) if rng.random() < 0.5 else (),
                places=(at_place(str(rng.choice(["Ford", "Hill"]))),)
                if rng.random() < 0.7
                else (),
                relations=tuple(
                    Relation(kind=RelationKind.RESPONSE_TO, incident=f"i{one:02}")
                    for one in range(at)
                ),
            )
        )
    again = (
        (passage(document="d9"),)
        if seed % 2
        else (passage(document="d9"), passage(document="d0"))
    )
    return told + [replace(one, id=f"z{one.id}", reports=again) for one in told[::4]]


def facts(incident: Incident) -> dict[str, Any]:
    """Give what the script is told of an incident."""
    date = incident.date
    return {
        "id": incident.id,
        "kind": incident.type,
        "type": incident.type,
        "mode": incident.mode,
        "status": incident.status.value,
        "happened": incident.status in HAPPENED,
        "disputed": incident.disputed,
        "when": date
        and {
            "start": date.start.toordinal(),
            "end": date.end.toordinal(),
            "basis": date.basis.value,
        },
        "actors": [
            {"id": one.id, "role": one.role.value, "kind": one.kind.value}
            for one in incident.actors
        ],
        "places": [place.id for place in incident.places],
        "answers": [one.incident for one in incident.relations],
        "documents": sorted({one.document for one in incident.reports}),
        "publishers": list(incident.publishers),
    }


def size(table: Table) -> list[Any]:
    """Give what a table counts, and what it leaves out by reason."""
    return [table.counted, {one.reason: one.incidents for one in table.left_out}]


@pytest.fixture(scope="module")
def cases() -> list[tuple[History, int, dict[str, Any]]]:
    """Count random histories by the script: each history, its window, and the counts."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node found, which runs the page's script")
    made = [
        (drawn(seed), CHOICES[seed % len(CHOICES)], 3 + seed % 12) for seed in range(40)
    ]
    asked = [
        {
            "incidents": [facts(one) for one in told],
            "choice": choice,
            "window": window,
            "middle": "i07",
            "around": KINDS[0],
        }
        for told, choice, window in made
    ]
    command = [node, str(COUNTING), str(SCRIPTS)]
    done = subprocess.run(
        command,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return [
        (history(told, choice=Choice(**choice)), window, counted)
        for (told, choice, window), counted in zip(
            made, json.loads(done.stdout), strict=True
        )
    ]


def test_the_script_leaves_out_what_python_does(
    cases: list[tuple[History, int, dict[str, Any]]],
) -> None:
    seen: Counter[str] = Counter()
    for whole, window, counted in cases:
        assert {one.reason: one.incidents for one in whole.left_out} == counted["left"]
        seen.update(counted["left"])
        assert counted["sizes"]["lags"] == size(lags(whole, window=window, draws=1))
        assert counted["sizes"]["pairs"] == size(pairs(whole, window=window))
        assert counted["sizes"]["transitions"] == size(
            transitions(whole, window=window, draws=1)
        )
    assert {
        "cumulative",
        "denied",
        "possible",
        "failed",
        "disputed",
        "undated",
        "guessed",
        "coarse",
        "double",
    } == set(seen)


def test_the_script_counts_lags_as_python_does(
    cases: list[tuple[History, int, dict[str, Any]]],
) -> None:
    names = (
        "n",
        "answered_least",
        "answered_most",
        "open",
        "median_least",
        "median_most",
    )
    for whole, window, counted in cases:
        table = {
            (row["actor_id"], row["other_id"]): row
            for row in lags(whole, window=window, draws=1).records()
        }
        assert {tuple(row["pair"]) for row in counted["lags"]} == set(table)
        for row in counted["lags"]:
            mine = table[tuple(row["pair"])]
            assert row["counts"] == [mine[name] for name in names]
            drawn_curve = curves(whole, *row["pair"], window=window, draws=1)
            assert row["shares"][0] == pytest.approx(drawn_curve.column("share_least"))
            assert row["shares"][1] == pytest.approx(drawn_curve.column("share_most"))


def test_script_finds_next_ones_that_python_finds(
    cases: list[tuple[History, int, dict[str, Any]]],
) -> None:
    names = ("incident", "state", "next", "lag_least", "next_sure", "lag_most", "said")
    states: Counter[str] = Counter()
    for whole, window, counted in cases:
        rows = [
            [row[name] for name in names]
            for row in pairs(whole, window=window).records()
        ]
        assert counted["pairs"] == rows
        states.update(row[1] for row in counted["pairs"])
    assert set(states) == {"answered", "perhaps", "none", "open"}
    assert any(row[-1] for _, _, counted in cases for row in counted["pairs"])


def test_the_script_counts_transitions_as_python_does(
    cases: list[tuple[History, int, dict[str, Any]]],
) -> None:
    names = {
        "n": "n",
        "least": "observed_least",
        "most": "observed_most",
        "share": "share",
        "low": "low",
        "high": "high",
    }
    for whole, window, counted in cases:
        for by, rows in zip(
            ("pair", "actor", "place"), counted["transitions"], strict=True
        ):
            table = transitions(whole, by=by, window=window, draws=1).records()
            cells = {
                (row["first"], row["then"]): row
                for row in table
                if row["observed_most"]
            }
            assert {(row["first"], row["then"]) for row in rows} == set(cells)
            for row in rows:
                mine = cells[row["first"], row["then"]]
                assert [row[one] for one in names] == pytest.approx(
                    [mine[one] for one in names.values()], abs=1e-9
                )


def test_the_script_aligns_stretches_as_python_does(
    cases: list[tuple[History, int, dict[str, Any]]],
) -> None:
    told = 0
    for whole, window, counted in cases:
        if counted["similar"] is None:
            with pytest.raises(UnknownNameError):
                similar(whole, "i07", window=window)
            continue
        table = similar(whole, "i07", window=window)
        rows = [[*row[:3], *row[4:]] for row in table.rows]
        assert (
            counted["similar"] == rows
        )  # to the last digit: the same sums in the same order
        assert counted["sizes"]["similar"] == [*size(table), table.settings["compared"]]
        told += len(rows)
    assert told > 400


def test_script_aligns_days_as_python_does(
    cases: list[tuple[History, int, dict[str, Any]]],
) -> None:
    for whole, window, counted in cases:
        table = aligned(whole, KINDS[0], window=window, draws=1)
        middles, days = counted["aligned"]
        assert [count / middles for count in days] == pytest.approx(
            table.column("mean")
        )
