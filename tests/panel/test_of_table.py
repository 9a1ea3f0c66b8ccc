"""Does a database add up a large table as `panel` adds up the records of all its rows?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import timeline
from tests.cli.factories import run
from tests.datasets.tables import Cells, text_of
from tests.datasets.test_large import OTHERS
from tests.datasets.test_large import rows as ged_rows
from timeline.datasets import large
from timeline.model.timeline import TimelineData
from timeline.panel.build import build
from timeline.panel.of_table import panel_of_table


def varied() -> list[Cells]:
    """Rows of GED over borders of months and years, of several countries and sides, some twice, some wrong."""
    made: list[Cells] = []
    for number, row in enumerate(ged_rows()):
        country = ("Syria", "Iraq", "Nowhere", "")[number % 4]
        made.append(
            {**row, "country": country, "type_of_violence": 1 + number % 4, "side_b": ("IS", "Civilians", "FSA, IS")[number % 3],
             "where_prec": 1 + number % 7, "adm_1": ("Homs governorate", "")[number % 2], "low": number, "best": number,
             "high": ("", number + 5, "many", number)[number % 4], "deaths_a": number, "deaths_b": 0, "deaths_civilians": 0}
        )  # fmt: skip
    made += [{**made[3], "best": 800}, {**made[4], "id": ""}, {**made[5], "id": ""}]
    made.append(
        {
            **made[6],
            "id": 5,
            "date_start": "2016-12-30",
            "date_end": "2017-01-02",
            "date_prec": 2,
        }
    )
    made.append(
        {**made[6], "id": 6, "date_start": "2016-12-30", "date_end": "2016-12-01"}
    )
    made.append({**made[6], "id": 7, "date_start": "soon"})
    return made


TABLES = {"ged": varied, **OTHERS}
KEYS = (
    "country,month",
    "admin1,year",
    "gid,week",
    "actor",
    "dyad,year",
    "type,month",
    "country",
)


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[Path, TimelineData]]:
    """Write each table, and build the records of all its rows."""
    folder = tmp_path_factory.mktemp("tables")
    made = {}
    for name, make in TABLES.items():
        path = folder / f"{name}.csv"
        path.write_text(text_of(*make()))
        made[name] = (path, timeline.build(path).data)
    return made


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("split", ["first", "spread", "drop"])
def test_counts_are_those_of_all_rows(
    built: dict[str, tuple[Path, TimelineData]],
    name: str,
    split: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, whole = built[name]
    monkeypatch.setattr(large, "LARGE", 0)
    year: dict[str, Any] = {"since": date(2016, 1, 1), "until": date(2016, 12, 15)}
    counted = 0
    for by in KEYS:
        for bounds in ({}, year) if split != "drop" else ({},):
            by_row = build(whole, by=by.split(","), split=split, **bounds)
            by_database = panel_of_table(path, by=by.split(","), split=split, **bounds)
            assert by_database is not None
            assert by_database.panel == by_row, (by, bounds)
            counted += by_row.counted
    assert counted > 300


def test_panel_of_a_large_table_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ged.csv"
    path.write_text(text_of(*ged_rows()))
    small = run("panel", path, "--by", "country,year", "-o", tmp_path / "small.csv")
    monkeypatch.setattr(large, "LARGE", 0)
    monkeypatch.setattr(large, "MOST_RECORDS", 20)
    whole = run("panel", path, "--by", "country,year", "-o", tmp_path / "whole.csv")
    assert (small.code, whole.code) == (0, 0)
    assert "counted    90 incidents" in whole.out
    assert (tmp_path / "small.csv").read_bytes() == (
        tmp_path / "whole.csv"
    ).read_bytes()
    assert "Sundberg" in (tmp_path / "whole.csv.terms.txt").read_text()
