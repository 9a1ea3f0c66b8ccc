"""Check that exports say who has checked an incident, and when."""

import csv
import json
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.builders import incident, timeline_data
from timeline.exporters import csv as csv_table
from timeline.exporters import jsonl, parquet
from timeline.model.incidents import ACTOR_CHANGE, Correction, Incident


def change(author: str, day: int, field: str = "checked") -> Correction:
    return Correction(
        field=field,
        was=None,
        now=None,
        author=author,
        day=date(2021, 5, day),
        reason="read it",
    )


@pytest.fixture
def incidents() -> tuple[Incident, ...]:
    """Make one incident that two people judged, one that a renamed actor changed, one untouched."""
    judged = (change("ben", 4, "date"), change("anna", 2), change("ben", 3))
    renamed = (change("ben", 9, ACTOR_CHANGE),)
    return (
        incident(id="i-1", corrections=judged),
        incident(id="i-2", corrections=renamed),
        incident(id="i-3"),
    )


def test_jsonl_names_reviewers(incidents: tuple[Incident, ...], tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    jsonl.write(timeline_data(*incidents), path)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reviewed = [(row["reviewed_by"], row["reviewed_on"]) for row in rows]
    assert reviewed == [(["ben", "anna"], "2021-05-04"), ([], None), ([], None)]
    assert jsonl.read(path) == incidents


def test_csv_names_reviewers(incidents: tuple[Incident, ...], tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    csv_table.write(timeline_data(*incidents), path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    reviewed = [(row["reviewed_by"], row["reviewed_on"]) for row in rows]
    assert reviewed == [("ben; anna", "2021-05-04"), ("", ""), ("", "")]


def test_parquet_names_reviewers(
    incidents: tuple[Incident, ...], tmp_path: Path
) -> None:
    path = tmp_path / "x.parquet"
    parquet.write(timeline_data(*incidents), path)
    rows = pyarrow.parquet.read_table(path).to_pylist()
    reviewed = [(row["reviewed_by"], row["reviewed_on"]) for row in rows]
    assert reviewed == [(["ben", "anna"], date(2021, 5, 4)), ([], None), ([], None)]
