"""Work on many things at once of which one may break it: the one is found, and the rest is done."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from timeline.errors import TimelineError

Item = TypeVar("Item")
Result = TypeVar("Result")

# So many may break the work; beyond that it is the program that is broken.
MOST_CULPRITS = 20


def without_culprits(
    items: Sequence[Item], work: Callable[[Sequence[Item]], Result]
) -> tuple[Result, list[tuple[Item, Exception]]]:
    """Do work on all items; leave out those that break it.

    Nothing is done twice unless something breaks; then the work is done once more for every
    halving of the items.

    Args:
        items: What is worked on.
        work: The work. It may be done again with fewer items, in the same order.

    Returns:
        What the work gives for the items that do not break it, and the others with their errors.

    Raises:
        TimelineError: As the work raised it.
        Exception: Whatever the work raises without any item, or with more than 20 left out.
    """
    left = list(items)
    culprits: list[tuple[Item, Exception]] = []
    while True:
        error = _failure(left, work)
        if not isinstance(error, Exception):
            return error[0], culprits
        is_hopeless = not left or len(culprits) == MOST_CULPRITS
        if is_hopeless or isinstance(_failure([], work), Exception):
            raise error
        culprits.append((left.pop(_first_culprit(left, work)), error))


def _first_culprit(
    items: Sequence[Item], work: Callable[[Sequence[Item]], object]
) -> int:
    """Return the number of an item with which the work breaks, and without which it does not."""
    whole, broken = 0, len(items)
    while broken - whole > 1:
        middle = (whole + broken) // 2
        if isinstance(_failure(items[:middle], work), Exception):
            broken = middle
        else:
            whole = middle
    return whole


def _failure(
    items: Sequence[Item], work: Callable[[Sequence[Item]], Result]
) -> tuple[Result] | Exception:
    """Return what the work gives, in a tuple, or the error that it raises."""
    try:
        return (work(items),)
    except TimelineError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest is done
        return error
