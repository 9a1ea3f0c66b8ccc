"""Choose what most of several give."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)


def most_given(values: Iterable[Value | None]) -> Value | None:
    """Return the value that is given most often, of equal ones the first; None without any."""
    counts = Counter(value for value in values if value is not None)
    for value, _ in counts.most_common(1):
        return value
    return None


def most_counted(counts: Mapping[Value, int]) -> Value | None:
    """Return what is counted most, of equal ones the least; None without any."""
    return min(counts, key=lambda value: (-counts[value], value), default=None)
