"""Does a build that is killed twenty times at random points end with the bytes of one that nobody disturbed?"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from timeline.project.folder import Project, init

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20
# The seed of the delays; another one kills at other points and must end the same way.
SEED = 20120305
TOWNS = ("Subek", "Dorn", "Tarn", "Orlo", "Velm", "Kassim", "Rasht", "Belen")


def article(number: int) -> str:
    """Write a short article of our own, each about other towns, figures and days."""
    here, there = TOWNS[number % len(TOWNS)], TOWNS[(3 * number + 1) % len(TOWNS)]
    return (
        f"Army gunners shelled the market of {here} on Monday, killing {number + 2} people, two witnesses said.\n\n"
        f"Rebels captured the town of {there} on Sunday, a police officer said. The army denied it.\n\n"
        f"Both sides agreed to a ceasefire in {here} last week, the foreign ministry said.\n"
    )


def project(folder: Path) -> Project:
    """Make a project of eight articles."""
    made = init(folder / "war")
    for number in range(8):
        path = made.articles / f"a{number}-2012-03-{number + 10:02}.txt"
        path.write_text(article(number), encoding="utf-8")
    return made


def start(made: Project, jobs: int) -> subprocess.Popen[str]:
    """Start a build, in a process group of its own."""
    command = [
        sys.executable,
        "-m",
        "timeline",
        "build",
        str(made.folder),
        "--jobs",
        str(jobs),
    ]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )


def said(build: subprocess.Popen[str]) -> tuple[str, str]:
    """Give what a build says until it ends; one that hangs is killed, so that the test fails and does not wait for ever."""
    try:
        return build.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        raise


def finish(made: Project, jobs: int) -> float:
    """Build to the end and give how long it took, in seconds."""
    begin = time.monotonic()
    with start(made, jobs) as build:
        out, err = said(build)
    assert (build.returncode, err) == (0, ""), out + err
    return time.monotonic() - begin


def outputs(made: Project) -> dict[str, bytes]:
    """Give all visible files, and hidden ones that are not the cache."""
    return {
        one.name: one.read_bytes() for one in made.folder.iterdir() if one.is_file()
    }


def kept(made: Project) -> int:
    """Count the articles whose reports are kept."""
    path = made.cache / "cache.sqlite"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
        except sqlite3.OperationalError:  # not made yet, or being made
            return 0


def alive(group: int) -> bool:
    """Say whether a process of a group still runs."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


@pytest.mark.skipif(os.name != "posix", reason="kills process groups as POSIX does")
def test_build_killed_twenty_times_gives_undisturbed_bytes(tmp_path: Path) -> None:
    whole = project(tmp_path / "whole")
    duration = finish(whole, 1)
    broken = project(tmp_path / "broken")
    delays = random.Random(SEED)
    killed = 0
    while killed < KILLS:
        build = start(broken, 1)
        with build:
            try:
                # Spread over the whole build: imports, reading, merging, writing.
                build.wait(timeout=delays.uniform(0.05, 0.7) * duration)
            except subprocess.TimeoutExpired:
                build.send_signal(signal.SIGKILL)
                killed += 1
        if (
            build.returncode == 0
        ):  # it had ended before: begin anew, and kill the next ones earlier
            shutil.rmtree(broken.cache)
            (broken.page if killed % 2 else broken.data).unlink()
            duration *= 0.9
    finish(broken, 1)
    assert outputs(broken) == outputs(whole)


@pytest.mark.skipif(
    os.name != "posix",
    reason="kills one process and looks for its children as POSIX does",
)
def test_processes_of_a_killed_build_end_with_it(tmp_path: Path) -> None:
    made = project(tmp_path)
    build = start(made, 2)
    deadline = time.monotonic() + 60
    while not kept(made) and time.monotonic() < deadline:
        time.sleep(0.01)
    with build:
        build.kill()
    read = kept(made)
    assert read > 0
    deadline = time.monotonic() + 120
    while alive(build.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = alive(build.pid)
    if left:
        os.killpg(build.pid, signal.SIGKILL)
    assert not left
    with start(made, 2) as build:
        out, _ = said(build)
    assert (
        f"read       {8 - read} of 8 documents; the others are unchanged\n" in out
        or read == 8
    )
    assert made.page.exists()


def children(build: subprocess.Popen[str]) -> list[int]:
    """List the reading processes of a build."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == build.pid and b"spawn_main" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
        except OSError:  # it has ended meanwhile
            continue
    return found


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(),
    reason="looks for a build's children as Linux shows them",
)
def test_killed_reading_process_is_reported_next_build_continues(
    tmp_path: Path,
) -> None:
    made = project(tmp_path)
    deadline = time.monotonic() + 60
    with start(made, 2) as build:
        while not children(build) and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(children(build)[0], signal.SIGKILL)
        out, err = said(build)
    assert (build.returncode, out) == (1, "")
    assert err.strip().splitlines()[-1] == (
        "timeline: reading: a process that read articles was ended from outside, perhaps for want of memory. "
        "Build again with --jobs 1."
    )
    finish(made, 1)
