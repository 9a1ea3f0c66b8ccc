"""Is no act lost when the program is killed or the disk is full, and do files of coders merge?"""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.review.factories import TODAY, prepared_again, prepared_project, session_of
from timeline.errors import TimelineError
from timeline.project.corrections import read_corrections
from timeline.review.session import ReviewSession, corrections_file

ROOT = Path(__file__).resolve().parents[2]
# One process that acts on a project and is killed at once, with nothing closed or flushed.
ACT = """
import os, signal, sys
from pathlib import Path
from tests.review.factories import prepared_again, session_of
folder, action, cells = Path(sys.argv[1]), sys.argv[2], dict(zip(sys.argv[3::2], sys.argv[4::2]))
session = session_of(folder, prepared=prepared_again(folder))
session.undo() if action == "undo" else session.act({"action": action, **cells})
os.kill(os.getpid(), signal.SIGKILL)
"""


def act_and_die(folder: Path, action: str, **cells: str) -> None:
    arguments = [part for pair in cells.items() for part in pair]
    command = [sys.executable, "-c", ACT, str(folder), action, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


def test_every_act_outlives_a_kill(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    first, second = session.incidents
    document = next(iter(session.documents))
    quote = session.documents[document].text.split(",")[0].strip()
    [reports] = {
        len(one.reports) for one in session.incidents.values() if len(one.reports) > 1
    }
    assert reports == 2
    double = next(
        name for name, one in session.incidents.items() if len(one.reports) == 2
    )
    report = session.incidents[double].reports[1].report
    acts = [
        ("check", {"id": first}),
        ("fix", {"id": first, "date": "2020-01-30"}),
        ("split", {"id": double, "value": report}),
        ("add", {"type": "AID", "document": document, "quote": quote}),
        ("delete", {"id": second}),
    ]
    for number, (action, cells) in enumerate(acts, 1):
        act_and_die(tmp_path, action, **cells)
        rows, problems = read_corrections(tmp_path / "corrections.csv")
        assert not problems
        assert [row.action for row in rows] == [name for name, _ in acts[:number]]
    again = session_of(tmp_path, prepared=prepared_again(tmp_path))
    assert second not in again.incidents
    assert not [path.name for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_a_merge_outlives_a_kill(tmp_path: Path) -> None:
    first, second = session_of(tmp_path).incidents
    act_and_die(tmp_path, "merge", id=first, value=second)
    again = session_of(tmp_path, prepared=prepared_again(tmp_path))
    assert list(again.incidents) == [first]


def test_a_full_disk_loses_no_earlier_row(tmp_path: Path) -> None:
    session = session_of(tmp_path)
    first, second = session.incidents
    session.act({"action": "check", "id": first})
    path = tmp_path / "corrections.csv"
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, limits[1]))
    try:
        with pytest.raises(TimelineError, match="cannot be written"):
            session.act({"action": "fix", "id": second, "headline": "long words " * 20})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == before
    session.act({"action": "check", "id": second})
    rows, problems = read_corrections(path)
    assert not problems and [row["id"] for row in rows] == [first, second]
    leftovers = [
        path.name for path in tmp_path.iterdir() if path.name.startswith(".timeline-")
    ]
    assert not leftovers


# A process that checks one incident many times, beside another that does the same.
CHECK_OFTEN = """
import sys
from pathlib import Path
from tests.review.factories import prepared_again, session_of
folder, name = Path(sys.argv[1]), sys.argv[2]
session = session_of(folder, prepared=prepared_again(folder))
print("ready", flush=True)
sys.stdin.readline()
for number in range(8):
    session.act({"action": "check", "id": name, "reason": f"{name} {number}"})
"""


def test_two_programs_lose_no_row_of_each_other(tmp_path: Path) -> None:
    names = list(session_of(tmp_path).incidents)
    writers = []
    for name in names:
        command = [sys.executable, "-c", CHECK_OFTEN, str(tmp_path), name]
        pipe = subprocess.PIPE
        writer = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
        writers.append(writer)
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=300)
    assert [writer.returncode for writer in writers] == [0, 0]
    rows, problems = read_corrections(tmp_path / "corrections.csv")
    assert not problems
    assert {row["reason"] for row in rows} == {
        f"{name} {n}" for name in names for n in range(8)
    }


def test_files_of_two_coders_make_one(tmp_path: Path) -> None:
    prepared = prepared_project(tmp_path)
    first, second = session_of(tmp_path, prepared=prepared).incidents
    for name, incident in (("anna", first), ("ben", second)):
        path = corrections_file(tmp_path, name)
        coder = ReviewSession(prepared, path, author=name, today=TODAY)
        coder.act({"action": "fix", "id": incident, "date": "2020-01-30"})
    texts = [
        corrections_file(tmp_path, name).read_text(encoding="utf-8")
        for name in ("anna", "ben")
    ]
    whole = tmp_path / "corrections.csv"
    _, _, rows_of_ben = texts[1].partition("\n")
    whole.write_text(texts[0] + rows_of_ben, encoding="utf-8")
    merged = session_of(tmp_path, prepared=prepared)
    notes = [note for one in merged.incidents.values() for note in one.corrections]
    assert sorted(note.author for note in notes) == ["anna", "ben"]


@pytest.mark.skipif(
    os.name != "posix", reason="git's union merge is tried where git is"
)
def test_git_merges_rows_of_two_people(tmp_path: Path) -> None:
    folder = tmp_path / "war"
    prepared = prepared_project(folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "project")
    first, second = session_of(folder, prepared=prepared).incidents
    for name, incident in (("anna", first), ("ben", second)):
        git(folder, "checkout", "-q", "-b", name, "main")
        session_of(folder, prepared=prepared).act({"action": "check", "id": incident})
        git(folder, "commit", "-qam", name)
    git(folder, "merge", "-q", "anna", "-m", "both")
    rows, problems = read_corrections(folder / "corrections.csv")
    assert not problems and {row["id"] for row in rows} == {first, second}


def git(folder: Path, *arguments: str) -> None:
    person = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    command = ["git", *person, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
