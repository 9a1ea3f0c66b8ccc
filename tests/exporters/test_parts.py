"""Is a timeline in a folder of Parquet files read back as it was?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest

import timeline
from tests.builders import incident, timeline_data
from timeline.errors import InputError, UnknownNameError, UsageError
from timeline.exporters import parquet, parts
from timeline.model.timeline import TimelineData
from timeline.model.when import Basis, DateInterval, Precision
from timeline.notebook.timeline import Timeline


@pytest.fixture
def data() -> TimelineData:
    """A timeline of five incidents."""
    return timeline_data(*(incident(id=f"i{number}") for number in range(5)))


def test_a_folder_is_read_back_as_it_was(data: TimelineData, tmp_path: Path) -> None:
    folder = tmp_path / "war"
    parts.write(data, folder, size=2)
    assert len(list(folder.glob("incidents-*.parquet"))) == 3
    assert parts.read(folder) == data
    assert timeline.load(folder).data == data


def test_writing_again_replaces_all_files(data: TimelineData, tmp_path: Path) -> None:
    folder = tmp_path / "war"
    parts.write(data, folder, size=1)
    parts.write(data, folder, size=5)
    assert len(list(folder.glob("incidents-*.parquet"))) == 1
    assert parts.read(folder) == data
    assert [path.name for path in tmp_path.iterdir()] == ["war"]


def test_a_timeline_without_incidents_is_read_back(
    data: TimelineData, tmp_path: Path
) -> None:
    empty = replace(data, incidents=())
    parts.write(empty, tmp_path / "war")
    assert parts.read(tmp_path / "war") == empty


def test_other_folders_are_not_replaced(data: TimelineData, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="no timeline in parts"):
        parts.write(data, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_missing_or_damaged_part_is_named(data: TimelineData, tmp_path: Path) -> None:
    folder = tmp_path / "war"
    parts.write(data, folder, size=2)
    last = folder / "incidents-00003.parquet"
    content = last.read_bytes()
    last.write_bytes(content[:-20])
    with pytest.raises(InputError, match="is damaged"):
        parts.read(folder)
    pyarrow.parquet.write_table(pyarrow.table({"id": ["i4"], "record": ["{"]}), last)
    with pytest.raises(InputError, match="is damaged"):
        list(parts.read(folder).incidents)
    last.unlink()
    with pytest.raises(InputError, match="has 4 of 5 incidents"):
        parts.read(folder)


def test_rows_are_written_in_groups(
    data: TimelineData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROWS_IN_A_GROUP", 2)
    path = tmp_path / "war.parquet"
    parquet.write(data, path)
    file = pyarrow.parquet.ParquetFile(path)
    assert [
        file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)
    ] == [2, 2, 1]
    assert file.read().column("id").to_pylist() == [one.id for one in data.incidents]


def days_of(month: int) -> DateInterval:
    day = date(2020, month, 3)
    return DateInterval(start=day, end=day, precision=Precision.DAY, basis=Basis.STATED)


@pytest.fixture
def by_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an incident a month, two in a group of rows, and one without a date."""
    monkeypatch.setattr(parquet, "ROWS_IN_A_GROUP", 2)
    incidents = [
        incident(id=f"i{month:02}", date=days_of(month)) for month in range(1, 12)
    ]
    folder = tmp_path / "war"
    parts.write(
        timeline_data(*incidents, incident(id="i99", date=None)), folder, size=4
    )
    return folder


def test_records_are_read_when_asked_for(by_month: Path) -> None:
    records = parts.read(by_month).incidents
    whole = list(records)
    assert [one.id for one in whole][-2:] == ["i11", "i99"]
    assert records[-1] == whole[-1]
    assert records[2:5] == tuple(whole[2:5])
    assert whole[3] in records
    with pytest.raises(IndexError):
        records[12]


def test_filter_reads_only_groups_of_its_days(
    by_month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = timeline.load(by_month)
    in_memory = Timeline(replace(whole.data, incidents=tuple(whole.incidents)))
    read: list[tuple[str, str]] = []
    group_texts = parquet.group_texts

    def counted(path: Path, group: parquet.Group, column: str) -> list[str]:
        read.append((path.name, column))
        return group_texts(path, group, column)

    monkeypatch.setattr(parquet, "group_texts", counted)
    narrowed = timeline.load(by_month).filter(since="2020-03-01", until="2020-04-30")
    assert [one.id for one in narrowed] == ["i03", "i04"]
    assert read.count(("incidents-00001.parquet", "record")) == 1
    assert not [name for name, _ in read if name in NAMES_AFTER_THE_FIRST]
    expected = in_memory.filter(since="2020-03-01", until="2020-04-30")
    assert narrowed.data == expected.data


NAMES_AFTER_THE_FIRST = ("incidents-00002.parquet", "incidents-00003.parquet")


def test_incident_is_looked_up_by_its_id(by_month: Path) -> None:
    loaded = timeline.load(by_month)
    assert loaded["i99"].date is None
    assert loaded["i07"].id == "i07"
    with pytest.raises(UnknownNameError, match="9 incidents begin"):
        loaded["i0"]
