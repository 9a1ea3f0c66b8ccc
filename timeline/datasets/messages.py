"""What is to be said about the rows of a table, each kind of trouble once?"""

from dataclasses import dataclass, field

from timeline.model.text import Problem

# Lines named in one message; the rest are counted.
NAMED = 5


@dataclass(slots=True)
class _Kind:
    lines: list[int] = field(default_factory=list)
    count: int = 0


class Notes:
    """Collects troubles by kind, so that ten thousand bad rows make one message that names the first of them."""

    def __init__(self, where: str) -> None:
        """Start for one table; `where` is its name for messages."""
        self.where = where
        self._kinds: dict[tuple[bool, str, str], _Kind] = {}

    def add(self, line: int, what: str, cure: str, *, skipped: bool) -> None:
        """Note a trouble of one line; `skipped` says that the row was left out."""
        kind = self._kinds.setdefault((skipped, what, cure), _Kind())
        kind.count += 1
        if len(kind.lines) < NAMED:
            kind.lines.append(line)

    def problems(self) -> list[Problem]:
        """Give one problem for each kind, in the order in which they were first met."""
        return [
            Problem(where=f"{self.where}, {_lines(kind)}", what=what, cure=cure, skipped=skipped)
            for (skipped, what, cure), kind in self._kinds.items()
        ]


def _lines(kind: _Kind) -> str:
    named = ", ".join(str(line) for line in kind.lines)
    if kind.count > len(kind.lines):
        return f"lines {named} and {kind.count - len(kind.lines):,} more"
    return f"line{'s' if kind.count > 1 else ''} {named}"
