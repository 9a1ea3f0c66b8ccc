"""Kill what writes at every step of its writing, and let the disk be full: all is whole, and nothing is lost.

On demand: python tests/fuzz/kills.py --kills 1000.
"""

import argparse
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz.scenes import SCENES, Scene
from timeline.errors import TimelineError

# Steps that change something on the disk, as Python announces them.
STEPS = frozenset(
    {
        "open",
        "os.rename",
        "os.remove",
        "os.mkdir",
        "os.chmod",
        "sqlite3.connect",
        "os.truncate",
    }
)
MOST_STEPS = 30
FULL, REFUSED = 0, 3  # exit codes of what was disturbed


class Killer:
    """Does one kind of work over and over, each time disturbed in another way."""

    def __init__(self, scene: Scene, seed: int) -> None:
        """Keep the scene."""
        self.scene = scene
        self.draw = random.Random(seed)
        self.counts: Counter[str] = Counter()

    @property
    def kills(self) -> int:
        """How often the work was ended, or refused by the disk, before it was done."""
        return sum(count for kind, count in self.counts.items() if "after" not in kind)

    def disturb(self) -> None:
        """Disturb the work once, check what lies there, and do it to the end."""
        self.scene.put()
        way = self.draw.choice(
            (self.at_step, self.at_step, self.at_time, self.on_full_disk)
        )
        way()
        self.scene.check()
        self.scene.end()

    def at_step(self) -> None:
        """Kill the work at a step that changes the disk."""
        step = self.draw.randrange(1, MOST_STEPS)
        child = os.fork()
        if child == 0:
            seen = 0

            def count(event: str, arguments: tuple[object, ...]) -> None:
                nonlocal seen
                writes = event != "open" or (
                    len(arguments) > 1 and str(arguments[1])[:1] in "xwa"
                )
                if event in STEPS and writes:
                    seen += 1
                    if seen == step:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(count)
            _work_and_end(self.scene)
        self.note(child, "killed at a step")

    def at_time(self) -> None:
        """Kill the work at any moment."""
        child = os.fork()
        if child == 0:
            _work_and_end(self.scene)
        time.sleep(self.draw.uniform(0, 1.2 * self.scene.seconds))
        os.kill(child, signal.SIGKILL)
        self.note(child, "killed at a moment")

    def on_full_disk(self) -> None:
        """Let no file grow beyond a size."""
        most = self.draw.choice(
            (0, 100, 4_096, 20_000, 60_000, self.draw.randrange(100_000))
        )
        child = os.fork()
        if child == 0:
            resource.setrlimit(
                resource.RLIMIT_FSIZE,
                (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]),
            )
            _work_and_end(self.scene)
        status = self.note(child, "full disk")
        assert status in (FULL, REFUSED), f"a full disk ends the work with {status}"

    def note(self, child: int, kind: str) -> int:
        """Wait for the work, and count what became of it."""
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code != 1, "the work ended with an error that is none of ours"
        self.counts[kind if code != 0 else f"{kind}, after the end"] += 1
        return code


def _work_and_end(scene: Scene) -> None:
    """Work in a child process and end it: 0 done, 3 refused by an error of ours, 1 any other error."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        scene.work()
    except TimelineError:
        os._exit(REFUSED)
    except BaseException:  # noqa: BLE001 - that is what is looked for
        os._exit(1)
    os._exit(0)


def main() -> int:
    """Disturb every kind of work and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000, help="kills in all [1000]")
    parser.add_argument("--seed", type=int, default=1, help="seed of the kills")
    parser.add_argument(
        "--only", default="", help="kinds of work whose names hold these words"
    )
    options = parser.parse_args()
    chosen = {name: scene for name, scene in SCENES.items() if options.only in name}
    each = -(-options.kills // len(chosen))
    for name, scene in chosen.items():
        with tempfile.TemporaryDirectory() as folder:
            killer = Killer(scene(Path(folder)), options.seed)
            while killer.kills < each:
                killer.disturb()
        for kind, count in sorted(killer.counts.items()):
            print(f"{name:14} {kind:32} {count:6,}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
