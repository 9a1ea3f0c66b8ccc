"""Count the steps of a computation, so that a test of its growth depends on no clock."""

import gc
import sys
from collections.abc import Callable
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """Return how many calls, of Python functions and of C functions, a computation makes.

    The number is the same on every machine. It does not see the time spent within one call of C code, as within a
    regular expression; `tests/benchmarks/growth.py` measures that.
    """
    count = 0

    def on_event(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        if event in {"call", "c_call"}:
            count += 1

    before = sys.getprofile()
    # Other packages may be called whenever garbage is collected.
    was_collecting = gc.isenabled()
    gc.disable()
    sys.setprofile(on_event)
    try:
        work()
    finally:
        sys.setprofile(before)
        if was_collecting:
            gc.enable()
    return count
