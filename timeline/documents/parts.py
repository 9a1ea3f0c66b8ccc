"""Files of many parts (lines, messages, chapters): one that cannot be read costs no other."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from timeline.errors import InputError
from timeline.model.text import Problem
from timeline.safety.boundary import boundary

Part = TypeVar("Part")
Result = TypeVar("Result")


def read_parts(
    parts: Iterable[tuple[str, Part]],
    read: Callable[[Part, str], Result],
    problems: list[Problem],
) -> Iterator[Result]:
    """Yield what is read of each part.

    Args:
        parts: The parts, each after its name for messages.
        read: Reads a part of that name.
        problems: Where the parts are named that cannot be read.
    """
    for where, part in parts:
        try:
            with boundary(where):
                result = read(part, where)
        except InputError as error:
            problems.append(
                Problem(where=error.where, what=error.what, cure=error.hint)
            )
        else:
            yield result
