"""Limits: one table, raised by the user alone, named in the message that refuses a file."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from timeline import documents
from timeline.docs import page
from timeline.errors import InputError, UsageError
from timeline.safety.limits import (
    LIMITS,
    VARIABLE,
    allowed_bytes,
    check,
    in_force,
    most,
)


def test_manual_lists_every_limit_as_it_is() -> None:
    rows = {
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in page("limits").splitlines()
        if line.startswith("| `")
    }
    expected = {
        (f"`{limit.name}`", f"{limit.most:,}", limit.unit, limit.reason)
        for limit in LIMITS.values()
    }
    assert rows == expected


def test_passed_limit_says_how_to_raise_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError) as refused:
        check("rows", 3_000_001, "war.csv")
    assert str(refused.value) == (
        "war.csv: it has 3,000,001 rows of one table; 3,000,000 are read at most. "
        "Give less at a time, or raise the limit: TIMELINE_LIMITS=rows=3000001."
    )
    monkeypatch.setenv(
        VARIABLE, refused.value.hint.rstrip(".").partition(f"{VARIABLE}=")[2]
    )
    check("rows", 3_000_001, "war.csv")


def test_several_limits_are_raised_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    before = in_force()
    monkeypatch.setenv(VARIABLE, "pages=7 expansion=1000")
    assert (most("pages"), most("rows")) == (7, LIMITS["rows"].most)
    assert allowed_bytes(1_000_000) == 1_000_000_000
    assert in_force() != before


@pytest.mark.parametrize(
    "text", ["row=5", "rows", "rows=many", "rows=-1", "rows=" + "9" * 30]
)
def test_wrong_limit_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(UsageError, match=VARIABLE):
        most("rows")


def test_file_above_a_limit_is_not_opened(tmp_path: Path) -> None:
    film = tmp_path / "film.txt"
    with film.open("wb") as stream:
        stream.truncate(3_000_000_000)
    [problem] = documents.read([film]).problems
    assert "3,000,000,000 bytes of a file of articles" in problem.what


@pytest.mark.parametrize("extension", documents.readers.names())
def test_packed_document_made_to_fill_memory_is_refused(
    extension: str, tmp_path: Path
) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 100_000_000)
    bomb = tmp_path / f"bomb{extension}"
    bomb.write_bytes(packed.getvalue())
    [problem] = documents.read([bomb]).problems
    assert problem.what == "unpacked it is larger than a file of this size should be."
