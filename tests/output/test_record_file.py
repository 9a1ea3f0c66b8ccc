"""Are records in a file what was written, and is damage named?"""

import pickle
from pathlib import Path

import pytest

from tests.incidents.factories import report
from timeline.errors import InputError
from timeline.model.incidents import Report
from timeline.output.record_file import OFFSETS, RecordFile, are_written, write_records

REPORTS = [report("a", start) for start in range(5)]


def written(folder: Path) -> RecordFile[Report]:
    path = folder / "reports"
    assert not are_written(path)
    assert write_records(path, iter(REPORTS)) == len(REPORTS)
    assert are_written(path)
    return RecordFile(path, Report)


def test_file_of_records_is_a_tuple(tmp_path: Path) -> None:
    records = written(tmp_path)
    assert list(records) == REPORTS
    assert records[-1] == REPORTS[-1]
    assert records[1:4:2] == tuple(REPORTS[1:4:2])
    assert list(reversed(records)) == REPORTS[::-1]
    assert REPORTS[2] in records
    with pytest.raises(IndexError):
        records[5]


def test_another_process_opens_the_same_file(tmp_path: Path) -> None:
    assert list(pickle.loads(pickle.dumps(written(tmp_path)))) == REPORTS


def test_a_file_may_be_empty(tmp_path: Path) -> None:
    write_records(tmp_path / "none", ())
    assert list(RecordFile(tmp_path / "none", Report)) == []


def test_damage_is_named(tmp_path: Path) -> None:
    written(tmp_path).close()
    path = tmp_path / "reports"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(InputError, match="is damaged"):
        RecordFile(path, Report)[-1]
    path.with_name(path.name + OFFSETS).unlink()
    with pytest.raises(InputError, match="cannot be opened"):
        RecordFile(path, Report)
