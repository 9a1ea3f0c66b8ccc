"""Kill builds at every step of their writing, and let the disk be full: what lies there is whole, and nothing is lost.

On demand: python tests/fuzz/kills.py --kills 1000.
"""

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.project.factories import Reader, article, project, put
from tests.project.test_incremental import files
from timeline.errors import TimelineError
from timeline.exporters.json import to_text
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.project.folder import Project
from timeline.project.incremental import incremental_build

ONE = article("one", "Subek", "Dorn")
STATES = (
    (ONE, article("two", "Subek", "Tarn", published="2020-02-05", killed=6)),
    (
        ONE,
        article("two", "Velm", "Tarn", published="2020-02-05", killed=9),
        article("three", "Dorn", "Subek"),
    ),
)
# Steps of a build that change something on the disk, as Python announces them.
STEPS = frozenset(
    {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "sqlite3.connect", "os.truncate"}
)
FULL, REFUSED = 0, 3  # exit codes of a build


def _write_page(data: TimelineData, path: Path) -> int:
    """Write in place of the page what is quick to make, as the page is written."""
    write_atomically(path, to_text(data))
    return 1


def build(made: Project) -> None:
    """Build a project without a parser."""
    incremental_build(
        made,
        version="1",
        today=date(2021, 1, 1),
        reader=Reader(),
        page=made.page,
        write_page=_write_page,
    )


class Killer:
    """Builds one project over and over, each time disturbed in another way."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make the project, and what an undisturbed build gives for each state of it."""
        self.draw = random.Random(seed)
        self.made = project(folder, *STATES[0])
        self.whole = []
        begin = time.monotonic()
        for number in (0, 1, 0, 1):
            self.put(number)
            build(self.made)
            self.whole.append(files(self.made))
        self.seconds = (time.monotonic() - begin) / 4
        assert self.whole[0] == self.whole[2]
        assert self.whole[1] == self.whole[3]
        self.now = 1
        self.counts: Counter[str] = Counter()

    def put(self, number: int) -> None:
        """Put the articles of a state into the project."""
        shutil.rmtree(self.made.articles)
        self.made.articles.mkdir()
        for document in STATES[number]:
            put(self.made, document)

    def disturb(self) -> None:
        """Disturb one build, check what lies there, and build to the end."""
        before, self.now = self.now, 1 - self.now
        self.put(self.now)
        way = self.draw.choice((self.at_step, self.at_step, self.at_time, self.on_full_disk))
        way()
        self.check_whole(before)
        build(self.made)
        assert files(self.made) == self.whole[self.now], "the next build ends with other bytes"

    def at_step(self) -> None:
        """Kill a build at a step that changes the disk."""
        step = self.draw.randrange(1, 30)
        child = os.fork()
        if child == 0:
            seen = 0

            def count(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal seen
                writes = event != "open" or (len(arguments) > 1 and str(arguments[1])[:1] in "xwa")
                if event in STEPS and writes:
                    seen += 1
                    if seen == step:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)
            _build_and_end(self.made)
        self.note(child, "killed at a step")

    def at_time(self) -> None:
        """Kill a build at any moment."""
        child = os.fork()
        if child == 0:
            _build_and_end(self.made)
        time.sleep(self.draw.uniform(0, 1.2 * self.seconds))
        os.kill(child, signal.SIGKILL)
        self.note(child, "killed at a moment")

    def on_full_disk(self) -> None:
        """Let no file grow beyond a size."""
        most = self.draw.choice((0, 100, 4_096, 20_000, 60_000, self.draw.randrange(100_000)))
        child = os.fork()
        if child == 0:
            resource.setrlimit(
                resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
            )
            _build_and_end(self.made)
        status = self.note(child, "full disk")
        assert status in (FULL, REFUSED), f"a full disk ends a build with {status}"

    def note(self, child: int, kind: str) -> int:
        """Wait for a build, and count what became of it."""
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code != 1, "a build ended with an error that is none of ours"
        self.counts[kind if code != 0 else f"{kind}, after the end"] += 1
        return code

    def check_whole(self, before: int) -> None:
        """Check that each file is that of the build before or of this one."""
        there = files(self.made)
        for name in set(self.whole[0]) | set(there):
            if name.startswith(".timeline-"):
                continue  # a draft, which the next build deletes
            content = there.get(name)
            allowed = (self.whole[before].get(name), self.whole[self.now].get(name))
            assert content in allowed, f"{name} is neither as before nor as new"


def _build_and_end(made: Project) -> None:
    """Build in a child process and end it: 0 done, 3 refused by an error of ours, 1 any other error."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        build(made)
    except TimelineError:
        os._exit(REFUSED)
    except BaseException:  # noqa: BLE001 - that is what is looked for
        os._exit(1)
    os._exit(0)


def main() -> int:
    """Disturb builds and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killer = Killer(Path(folder), options.seed)
        while sum(n for kind, n in killer.counts.items() if "after" not in kind) < options.kills:
            killer.disturb()
    for kind, count in sorted(killer.counts.items()):
        print(f"{kind:32} {count:6,}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
