"""Is a timeline in a folder of Parquet files read back as it was?"""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet
import pytest

import timeline
from tests.builders import incident, timeline_data
from timeline.errors import InputError, UsageError
from timeline.exporters import parquet, parts
from timeline.model.timeline import TimelineData


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


def test_a_timeline_without_incidents_is_read_back(data: TimelineData, tmp_path: Path) -> None:
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
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [2, 2, 1]
    assert file.read().column("id").to_pylist() == [one.id for one in data.incidents]
