"""Notes on the rows of a table, each kind of problem once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from timeline.model.text import Problem

# Lines named in one message; the rest are counted.
NAMED = 5


@dataclass(slots=True)
class _Kind:
    lines: list[int] = field(default_factory=list)
    count: int = 0


_Key = tuple[bool, str, str]


class Notes:
    """Collects problems by kind, so that ten thousand bad rows make one message."""

    def __init__(self, where: str) -> None:
        """Start for one table; `where` is its name for messages."""
        self.where = where
        self._kinds: dict[_Key, _Kind] = {}
        self._is_muted = False

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Note nothing for a while: rows that are looked at beforehand are read again."""
        self._is_muted = True
        try:
            yield
        finally:
            self._is_muted = False

    def add(self, line: int, what: str, cure: str, *, skipped: bool) -> None:
        """Note a problem of one line; `skipped` says that the row was left out."""
        if self._is_muted:
            return
        key = (skipped, what, cure)
        kind = self._kinds.get(key)
        if kind is None:
            kind = _Kind()
            self._kinds[key] = kind
        kind.count += 1
        if len(kind.lines) < NAMED:
            kind.lines.append(line)

    def problems(self) -> list[Problem]:
        """Return one problem for each kind, in the order in which they were first met."""
        problems = []
        for (skipped, what, cure), kind in self._kinds.items():
            where = f"{self.where}, {_lines(kind)}"
            problem = Problem(where=where, what=what, cure=cure, skipped=skipped)
            problems.append(problem)
        return problems


def _lines(kind: _Kind) -> str:
    named = ", ".join(str(line) for line in kind.lines)
    more = kind.count - len(kind.lines)
    if more:
        return f"lines {named} and {more:,} more"
    noun = "lines" if kind.count > 1 else "line"
    return f"{noun} {named}"
