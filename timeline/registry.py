"""A registry of interchangeable parts of one kind: readers, exporters, extractors."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Generic, TypeVar

from timeline.errors import UnknownNameError

Part = TypeVar("Part")


class Registry(Generic[Part]):
    """Parts of one kind by name; the error for a wrong name lists the right ones.

    >>> exporters: Registry[str] = Registry("format")
    >>> exporters.add("csv", "writes csv")
    >>> exporters.get("csv")
    'writes csv'
    >>> exporters.get("cvs")
    Traceback (most recent call last):
    ...
    timeline.errors.UnknownNameError: format 'cvs': there is none of that name. Did you mean ...
    """

    def __init__(self, kind: str) -> None:
        """Make an empty registry of parts of this kind (a noun for messages)."""
        self.kind = kind
        self._parts: dict[str, Part] = {}

    def add(self, name: str, part: Part) -> None:
        """Add a part under a name not taken yet; raise ValueError if it is."""
        if name in self._parts:
            raise ValueError(f"{self.kind} {name!r} is registered twice")
        self._parts[name] = part

    def get(self, name: str) -> Part:
        """Return the part of that name, or raise UnknownNameError, which lists all names."""
        if name in self._parts:
            return self._parts[name]
        near = get_close_matches(name, self._parts, n=1)
        guess = f"Did you mean {near[0]!r}? " if near else ""
        hint = f"{guess}There are: {', '.join(self.names())}."
        raise UnknownNameError(
            f"{self.kind} {name!r}", "there is none of that name.", hint
        )

    def names(self) -> list[str]:
        """Return the names, sorted."""
        return sorted(self._parts)

    def __iter__(self) -> Iterator[tuple[str, Part]]:
        """Yield (name, part), sorted by name."""
        return iter(sorted(self._parts.items(), key=lambda pair: pair[0]))
