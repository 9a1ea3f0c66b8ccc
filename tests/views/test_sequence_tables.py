"""Does the page get the numbers of `timeline sequences`?"""

import json
from dataclasses import replace

import pytest

from tests.builders import timeline_data
from tests.sequences.factories import answered, with_burst
from timeline.sequences.query import query
from timeline.views.sequence_tables import (
    AROUND,
    CURVES,
    ROWS,
    SHIPPED,
    sequence_tables,
    sequences_row,
)

TOLD = tuple(sorted(answered(100, 1), key=lambda one: one.id, reverse=True))


@pytest.mark.parametrize("question", list(SHIPPED))
def test_the_page_gets_the_numbers_of_the_command(question: str) -> None:
    shipped = sequence_tables(timeline_data(*TOLD), options={question: {}})[question]
    table = query(TOLD, question)
    assert shipped["tested"] == len(
        [row for row in table.records() if row["p"] is not None]
    )
    assert shipped["findings"] == len(
        [row for row in table.records() if row["finding"]]
    )
    # Names stand in the list of actors.
    assert shipped["columns"] == [
        name for name in table.columns if name not in {"actor", "other"}
    ]
    assert (shipped["counted"], shipped["more"]) == (
        table.counted,
        max(len(table.rows) - ROWS, 0),
    )
    for mine, row in zip(shipped["rows"], table.records()[:ROWS], strict=True):
        for cell, whole in zip(
            mine, (row[name] for name in shipped["columns"]), strict=True
        ):
            if isinstance(whole, float):
                assert cell == pytest.approx(whole, rel=1e-3)
            elif not isinstance(cell, list):
                assert cell == whole
    assert json.loads(json.dumps(shipped, allow_nan=False)) == shipped


def test_burst_and_motif_incidents_are_page_numbers() -> None:
    told = tuple(with_burst(100, 1))
    table = sequence_tables(
        timeline_data(*told), options={"episodes": {}, "motifs": {"length": 2}}
    )
    [burst] = [
        row
        for row in table["episodes"]["rows"]
        if row[table["episodes"]["columns"].index("finding")]
    ]
    numbers = burst[table["episodes"]["columns"].index("incidents")]
    assert len([one for one in numbers if told[one].id.startswith("b")]) == 30
    motif = table["motifs"]["rows"][0]
    for chain in motif[table["motifs"]["columns"].index("instances")]:
        kinds = [told[one].type for one in chain]
        assert " > ".join(kinds) == motif[0]


def test_long_tables_are_cut_and_say_so() -> None:
    shipped = sequence_tables(
        timeline_data(*TOLD), options={"pairs": {"relation": "all"}}
    )["pairs"]
    assert (len(shipped["rows"]), shipped["more"]) == (ROWS, 4 * len(TOLD) - ROWS)


def test_curves_and_aligned_days_equal_the_command() -> None:
    shipped = sequence_tables(timeline_data(*TOLD))
    lags = query(TOLD, "lags").records()
    curves = [name for name in shipped if name.startswith("curves ")]
    assert curves == [
        f"curves {row['actor_id']} {row['other_id']}"
        for row in lags[:CURVES]
        if row["p"] is not None
    ]
    table = query(
        TOLD, "curves", actor=str(lags[0]["actor_id"]), other=str(lags[0]["other_id"])
    )
    assert [row[1] for row in shipped[curves[0]]["rows"]] == pytest.approx(
        table.column("share_least"), rel=1e-3
    )
    around = [
        name.removeprefix("aligned ") for name in shipped if name.startswith("aligned ")
    ]
    assert (around[0], around[-1], len(around)) == ("ASSAULT", "episodes", AROUND + 1)
    days = query(TOLD, "aligned", around="ASSAULT")
    assert [row[2] for row in shipped["aligned ASSAULT"]["rows"]] == pytest.approx(
        days.column("mean"), rel=1e-3
    )


def test_large_or_partial_timeline_has_no_tables() -> None:
    told = timeline_data(*TOLD)
    assert sequences_row(told)["tables"] == sequence_tables(told)
    for row in (
        sequences_row(told, most=len(TOLD) - 1),
        sequences_row(told, part=True),
    ):
        assert row["tables"] is None
        assert set(row["notes"]) == set(row["columns"]) > {"pairs", "similar"}


def test_the_tables_are_the_same_each_time() -> None:
    assert sequence_tables(timeline_data(*TOLD)) == sequence_tables(
        timeline_data(*TOLD)
    )


def test_id_with_space_is_not_listed() -> None:
    told = [replace(one, id=f"{one.id} again") for one in with_burst(100, 1)]
    table = sequence_tables(timeline_data(*told))["episodes"]
    assert [] in [row[table["columns"].index("incidents")] for row in table["rows"]]
