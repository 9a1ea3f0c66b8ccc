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
from tests.sequences.making import KINDS, START, act, between, clash
from timeline.model.incidents import Incident
from timeline.model.types import HAPPENED, Status
from timeline.model.when import Basis, DateInterval
from timeline.sequences.history import Choice, history
from timeline.sequences.lags import curves, lags
from timeline.sequences.transitions import transitions

SCRIPT = Path(__file__).resolve().parents[2] / "timeline" / "views" / "assets" / "sequence-counts.js"
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
        date = DateInterval(start=when.start, end=when.end, precision=when.precision, basis=basis)
        who, whom = rng.permutation(["Army", "Rebels", "Police"])[:2].tolist()
        make = clash if rng.random() < 0.2 else act
        told.append(
            make(
                f"i{at:02}",
                who,
                whom,
                None if rng.random() < 0.05 else date,
                type=str(rng.choice(KINDS[:2])),
                mode="toll" if rng.random() < 0.05 else None,
                status=Status(str(rng.choice([one.value for one in Status], p=[0.6, 0.05, *[0.35 / 6] * 6]))),
                disputed=bool(rng.random() < 0.2),
                reports=(passage(document=f"d{rng.integers(4)}"),),
                publishers=("Daily Courier",) if rng.random() < 0.5 else (),
            )
        )
    again = (passage(document="d9"),) if seed % 2 else (passage(document="d9"), passage(document="d0"))
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
        "when": date and {"start": date.start.toordinal(), "end": date.end.toordinal(), "basis": date.basis.value},
        "actors": [{"id": one.id, "role": one.role.value} for one in incident.actors],
        "places": [place.id for place in incident.places],
        "documents": sorted({one.document for one in incident.reports}),
        "publishers": list(incident.publishers),
    }


def test_the_script_counts_as_python_does() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node found, which runs the page's script")
    cases = [(drawn(seed), CHOICES[seed % len(CHOICES)], 3 + seed % 12) for seed in range(40)]
    asked = [
        {"incidents": [facts(one) for one in told], "choice": choice, "window": window}
        for told, choice, window in cases
    ]
    command = [node, str(COUNTING), str(SCRIPT)]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, timeout=60, check=True)
    seen: Counter[str] = Counter()
    for (told, chosen, window), counted in zip(cases, json.loads(done.stdout), strict=True):
        choice = Choice(**chosen)
        whole = history(told, choice=choice)
        assert {one.reason: one.incidents for one in whole.left_out} == counted["left"]
        seen.update(counted["left"])
        table = {(row["actor_id"], row["other_id"]): row for row in lags(whole, window=window, draws=1).records()}
        assert {tuple(row["pair"]) for row in counted["lags"]} == set(table)
        for row in counted["lags"]:
            mine = table[tuple(row["pair"])]
            assert row["counts"] == [mine[name] for name in ("n", "answered_least", "answered_most", "open")]
            drawn_curve = curves(whole, *row["pair"], window=window, draws=1)
            assert row["shares"][0] == pytest.approx(drawn_curve.column("share_least"))
            assert row["shares"][1] == pytest.approx(drawn_curve.column("share_most"))
        cells = {(row["first"], row["then"]): row for row in transitions(whole, window=window, draws=1).records()}
        for cell in counted["transitions"]:
            mine = cells[tuple(cell["kinds"])]
            assert [cell["least"], cell["most"]] == pytest.approx(
                [mine["observed_least"], mine["observed_most"]], abs=1e-3
            )
    assert {"toll", "denied", "possible", "failed", "disputed", "undated", "guessed", "coarse", "double"} == set(seen)
