"""Is a process that ends too early named, whenever it ends?"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, wait
from typing import Any

import pytest

from timeline.cluster import processes
from timeline.errors import InputError


class BreaksWhileStarting(ProcessPoolExecutor):
    """A pool of which one process dies while the next is being started."""

    def map(self, *given: Any, **more: Any) -> Iterator[Any]:
        wait([self.submit(os._exit, 1)])
        raise OSError("handle is closed")


class CannotStart(ProcessPoolExecutor):
    """A pool that can start no process."""

    def map(self, *given: Any, **more: Any) -> Iterator[Any]:
        raise OSError("Resource temporarily unavailable")


def test_end_while_another_starts_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "ProcessPoolExecutor", BreaksWhileStarting)
    with pytest.raises(InputError, match="ended from outside"):
        list(processes.map_in_processes(abs, [-1, -2], processes=2, stage="reading"))


def test_process_that_cannot_start_is_another_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "ProcessPoolExecutor", CannotStart)
    with pytest.raises(OSError, match="Resource temporarily unavailable"):
        list(processes.map_in_processes(abs, [-1, -2], processes=2, stage="reading"))
