"""What may be damaged is made anew, once, and this is said: cache, lock, place index, data beside a page."""

import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.factories import GOOD, run
from tests.project.factories import project
from tests.project.test_incremental import ONE, TWO, again, build, files
from timeline.errors import ProjectError
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.gazetteer_index import index_path
from timeline.project.folder import Project, init
from timeline.project.lock import locked
from timeline.project.store import SEAL_LENGTH, _seal
from timeline.safety.private import is_own, private_folder

SEEDS = 60


def built(folder: Path) -> tuple[Project, dict[str, bytes]]:
    """Build a project, and close its cache so that all lies in one file."""
    made = project(folder, ONE, TWO)
    build(made)
    with closing(sqlite3.connect(made.cache / "cache.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return made, files(made)


def damaged(data: bytes, draw: random.Random) -> bytes:
    """Cut a file off, or change some of its bytes."""
    if draw.random() < 0.25:
        return data[: draw.randrange(len(data))]
    changed = bytearray(data)
    for _ in range(draw.choice((1, 8, 64, 500))):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def test_damaged_cache_costs_one_reading(tmp_path: Path) -> None:
    made, before = built(tmp_path)
    cache = made.cache / "cache.sqlite"
    whole = cache.read_bytes()
    draw = random.Random(17)
    for _ in range(SEEDS):
        cache.write_bytes(damaged(whole, draw))
        made.page.unlink()
        build(made)
        assert files(made) == before
        assert again(made) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reports SET body = 'null'",
        "UPDATE reports SET body = '[]'",
        "UPDATE reports SET body = 7",
        "UPDATE reports SET body = x'ff'",
        "UPDATE ledger SET incident = 'i9'",
        "DELETE FROM state",
        "DROP TABLE ledger",
        "ALTER TABLE reports RENAME COLUMN body TO other",
        "PRAGMA user_version = 99",
    ],
)
def test_changed_cache_is_not_believed(change: str, tmp_path: Path) -> None:
    made, before = built(tmp_path)
    with (
        closing(sqlite3.connect(made.cache / "cache.sqlite")) as connection,
        connection,
    ):
        connection.execute(change)
    made.page.unlink()
    build(made)
    assert files(made) == before
    assert again(made) == []


@pytest.mark.parametrize(
    ("words", "others"),
    [(b"shelled", b"renamed"), (b'"document":"one"', b'"document":"two"')],
)
def test_record_not_quoting_its_text_is_read_again(
    words: bytes, others: bytes, tmp_path: Path
) -> None:
    made, before = built(tmp_path)
    with (
        closing(sqlite3.connect(made.cache / "cache.sqlite")) as connection,
        connection,
    ):
        for key, sealed in connection.execute(
            "SELECT key, body FROM reports"
        ).fetchall():
            body = sealed[SEAL_LENGTH:].replace(words, others)
            values = (_seal(key, body) + body, key)
            connection.execute("UPDATE reports SET body = ? WHERE key = ?", values)
    made.page.unlink()
    build(made)
    assert files(made) == before


@pytest.mark.parametrize(
    "content", [b"x\n", b"\0" * 5_000, b"SQLite format 3\0" + b"x" * 5_000]
)
def test_lock_that_is_no_database_is_made_anew(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "lock").write_bytes(content)
    second = locked(tmp_path, name="war")
    with (
        locked(tmp_path, name="war"),
        pytest.raises(ProjectError, match="another build"),
        second,
    ):
        pass
    assert (
        "the project's lock (.timeline/lock) was damaged; it is made anew"
        in caplog.text
    )


@pytest.mark.parametrize(
    "content", [b"", b"x", b"[" * 5_000, b'{"schema":' + b"[" * 5_000]
)
def test_damaged_data_beside_a_page_stops_no_build(
    content: bytes, tmp_path: Path
) -> None:
    made, before = built(tmp_path)
    made.data.write_bytes(content)
    build(made)
    assert files(made) == before


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index_path(tmp_path_factory.mktemp("index"))


def lat_of(file: Path) -> float | None:
    places = Gazetteer(file)
    found = places.find("Saraqib")
    places.close()
    return found.lat if found else None


def counted_builds(whole: bytes, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Have an index built by copying a whole one; return the list that will hold those built."""
    made: list[Path] = []

    def make(file: Path) -> None:
        made.append(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(whole)
        file.chmod(0o600)

    monkeypatch.setattr("timeline.lexicon.gazetteer_index._build", make)
    return made


def test_damaged_place_index_is_made_anew(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = index.read_bytes()
    made = counted_builds(whole, monkeypatch)
    file = tmp_path / index.name
    for content in (
        b"",
        b"x" * 9_000,
        whole[:100],
        whole[: len(whole) // 2],
        whole[:-1],
    ):
        file.write_bytes(content)
        assert lat_of(index_path(tmp_path)) == pytest.approx(35.86, abs=0.1)
    assert len(made) == 5
    # Damage that shows only when a row is looked up.
    page = whole[:100] + bytes(len(whole) - 100)
    file.write_bytes(page)
    assert lat_of(file) == pytest.approx(35.86, abs=0.1)
    assert len(made) == 6


def test_place_index_writable_by_others_is_not_used(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = index.read_bytes()
    made = counted_builds(whole, monkeypatch)
    file = tmp_path / index.name
    file.write_bytes(whole)
    file.chmod(0o666)
    assert not is_own(file)
    assert index_path(tmp_path) == file
    assert made == [file]


def test_cache_folder_that_cannot_be_made_is_replaced(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "timeline.lexicon.gazetteer_index.cache_folder", lambda: Path("/proc/x")
    )
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    counted_builds(index.read_bytes(), monkeypatch)
    path = index_path(None)
    assert path.parent == private_folder()
    assert path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="owners and modes as POSIX has them")
def test_temporary_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    usual = tmp_path / f"conflict-timeline-{os.getuid()}"
    usual.mkdir()
    usual.chmod(0o777)
    assert private_folder() != usual
    usual.rmdir()
    usual.symlink_to(tmp_path)
    assert private_folder() != usual
    usual.unlink()
    assert private_folder() == usual


def test_unopenable_project_shows_its_last_data(tmp_path: Path) -> None:
    made = init(tmp_path / "war")
    (made.articles / "a-2012-03-05.txt").write_text(GOOD)
    assert run("build", made.folder).code == 0
    with locked(made.cache, name="war"):
        shown = run("show", made.folder)
    assert shown.code == 0
    assert "Subek" in shown.out
    assert "another build of this project is running" in shown.err
    assert "shown as built on " in shown.err
