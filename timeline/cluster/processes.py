"""Apply a function to many items in several processes."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from os import _exit
from threading import Thread
from typing import TypeVar

from timeline.errors import InputError

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items that a process takes at once; many at once leave a process idle at the end.
MOST_IN_A_CHUNK = 4


def map_in_processes(
    work: Callable[[Item], Result], items: Sequence[Item], *, processes: int, stage: str
) -> Iterator[Result]:
    """Yield the result of each item, in order.

    Args:
        work: A function that can be pickled.
        items: What it is applied to, one by one.
        processes: How many processes share the work, two or more.
        stage: What the work is called in an error.

    Raises:
        InputError: A process was ended from outside.
    """
    chunk = max(1, min(MOST_IN_A_CHUNK, len(items) // (MOST_IN_A_CHUNK * processes)))
    context = get_context("spawn")
    others = set(active_children())
    workers = min(processes, len(items))
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=end_with_parent
    ) as pool:
        try:
            yield from _results(pool, work, items, chunk)
        except BrokenProcessPool:
            for process in set(active_children()) - others:
                # One that is just being started is else waited for without end (CPython 3.11).
                process.kill()
            problem = (
                "a process that read articles was ended from outside, "
                "perhaps for want of memory."
            )
            raise InputError(stage, problem, "Build again with --jobs 1.") from None


def _results(
    pool: ProcessPoolExecutor,
    work: Callable[[Item], Result],
    items: Sequence[Item],
    chunk: int,
) -> Iterator[Result]:
    """Return the results to come.

    Raises:
        BrokenProcessPool: A process was ended, also while another one was being started.
        OSError: No process could be started.
    """
    try:
        return pool.map(work, items, chunksize=chunk)
    except OSError:
        # A process that is being started when another one ends finds the pipe of the pool closed
        # (CPython 3.11); a pool that is broken says so when it is given more.
        pool.submit(int)
        raise


def end_with_parent() -> None:
    """End this process when its parent is killed, rather than wait for work without end."""
    parent = parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        _exit(1)

    Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
