"""Run damaged files through the readers in processes of their own, so that one that hangs or fills the memory is found."""

import mmap
import os
import random
import resource
import struct
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.mutate import mutated
from tests.fuzz.targets import Target, allowed
from timeline.errors import TimelineError
from timeline.safety.boundary import UNFORESEEN

# What one file below a megabyte may cost.
CPU_SECONDS = 10
MEMORY = 1_000_000_000
LARGE = 1_000_000
_STATE = struct.Struct(
    "QdQ"
)  # files done, CPU seconds of the slowest, bytes of memory in all


@dataclass
class Outcome:
    """What came of one target.

    Attributes:
        done: Files read.
        seconds: CPU seconds of all.
        slowest: CPU seconds of the slowest file.
        memory: Most bytes that a process held.
        faults: What must not be, each with the number of its file.
        unforeseen: Errors that only the boundary knows, by kind.
    """

    done: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    memory: int = 0
    faults: list[str] = field(default_factory=list)
    unforeseen: Counter[str] = field(default_factory=Counter)


def file_of(target: Target, seed: int, number: int) -> bytes:
    """Return the damaged file of a number: the same each time."""
    draw = random.Random(f"{seed} {target.name} {number}")
    return mutated(draw.choice(target.seeds()), draw)


def run(
    target: Target,
    *,
    files: int,
    seconds: float,
    seed: int,
    first: int = 0,
    kept: Path | None = None,
) -> Outcome:
    """Read damaged files of one target.

    Args:
        target: The reader.
        files: How many.
        seconds: CPU seconds after which no new batch is begun.
        seed: Seed of the damage.
        first: Number of the first file.
        kept: Folder for the files that broke something.
    """
    outcome = Outcome()
    _warm_up(target)
    number = first
    while number < first + files and outcome.seconds < seconds:
        count = min(200, first + files - number)
        number += _batch(
            target, seed, number, count, seconds - outcome.seconds, outcome, kept
        )
    return outcome


def _warm_up(target: Target) -> None:
    """Read the whole files once, so that each process finds libraries and indexes loaded."""
    with tempfile.TemporaryDirectory() as folder, suppress(TimelineError):
        for data in target.seeds():
            target.run(data, Path(folder))


def _batch(
    target: Target,
    seed: int,
    first: int,
    count: int,
    seconds: float,
    outcome: Outcome,
    kept: Path | None,
) -> int:
    """Read some files in a process of its own and return how many."""
    shared = mmap.mmap(-1, _STATE.size)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _in_child(target, seed, first, count, seconds, shared, writing)
    os.close(writing)
    with os.fdopen(reading, "r", encoding="utf-8", errors="replace") as pipe:
        lines = pipe.read().splitlines()
    _, status, usage = os.wait4(child, 0)
    done, slowest, _ = _STATE.unpack(shared[:])
    outcome.seconds += usage.ru_utime + usage.ru_stime
    outcome.memory = max(outcome.memory, usage.ru_maxrss * 1024)
    outcome.slowest = max(outcome.slowest, slowest)
    if status != 0:
        lines.append(
            f"FAULT {first + done} the process ended with status {status} (CPU or memory)"
        )
        done += 1
    outcome.done += done
    for line in lines:
        kind, _, words = line.partition(" ")
        if kind == "UNFORESEEN":
            outcome.unforeseen[words] += 1
            continue
        outcome.faults.append(f"{target.name}, file {words}")
        if kept is not None:
            number = int(words.split()[0])
            name = f"{target.name.replace(' ', '')}-{seed}-{number}"
            (kept / name).write_bytes(file_of(target, seed, number))
    return max(1, int(done))


def _in_child(
    target: Target,
    seed: int,
    first: int,
    count: int,
    seconds: float,
    shared: mmap.mmap,
    writing: int,
) -> None:
    """Read files until all are read, and end the process."""
    begin = time.process_time()
    # What the process that was copied holds is not the readers': other tests have run in it.
    held = _most_memory()
    slowest = 0.0
    with (
        tempfile.TemporaryDirectory(dir=_memory_folder()) as folder,
        os.fdopen(writing, "w") as pipe,
    ):
        for done in range(count):
            number = first + done
            data = file_of(target, seed, number)
            start = time.process_time()
            # A file that takes longer has the system end the process; this one notes its number.
            limit = int(start + 3 * CPU_SECONDS) + 1
            resource.setrlimit(
                resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1])
            )
            for line in _read(target, data, Path(folder)):
                pipe.write(f"{line.format(number=number)}\n")
            taken = time.process_time() - start
            slowest = max(slowest, taken)
            if taken > CPU_SECONDS and len(data) < LARGE:
                pipe.write(f"FAULT {number} took {taken:.0f} CPU seconds\n")
            if _most_memory() - held > MEMORY:
                pipe.write(
                    f"FAULT {number} or one before it took more than a gigabyte\n"
                )
                count = done
            shared[:] = _STATE.pack(done + 1, slowest, 0)
            pipe.flush()
            if count == done or time.process_time() - begin > seconds:
                break
    os._exit(0)


def _most_memory() -> int:
    """Return the most bytes of memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _memory_folder() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _read(target: Target, data: bytes, folder: Path) -> list[str]:
    """Read one file and return lines on what must not be, and on errors that only the boundary knows."""
    try:
        problems = target.run(data, folder)
    except BaseException as error:  # noqa: BLE001 - that is what is looked for
        if allowed(error):
            return [f"UNFORESEEN {error}"[:200]] if UNFORESEEN in str(error) else []
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.filename.rpartition('timeline/')[2]}:{last.lineno}"
        return [
            "FAULT {number} " + f"{type(error).__name__} in {where}".replace("{", "(")
        ]
    kinds = {problem.what for problem in problems if UNFORESEEN in problem.what}
    unclear = [p for p in problems if not (p.where and p.what and p.cure)]
    lines = [f"UNFORESEEN {what}" for what in kinds]
    return lines + (["FAULT {number} a problem without words"] if unclear else [])
