"""Judge the corrections that a reader sent, print them, and add those that are accepted."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from timeline.cli.inputs import today
from timeline.cli.output import print_lines, print_table
from timeline.cli.reviewing import prepared, project_named
from timeline.errors import InputError, UsageError
from timeline.project.corrections import RowError
from timeline.project.prepare import Prepared
from timeline.review.suggestions import Suggestion, accept, suggestions
from timeline.safety.paths import real_path

COLUMNS = ("line", "by", "incident", "would change", "note")
_LINES = re.compile(r"(?P<first>[0-9]{1,7})(?:-(?P<last>[0-9]{1,7}))?")
CLEAR = "clear"
CONFLICT = "in conflict"
THERE = "there already"
UNUSABLE = "cannot be used"
GIVE = "Give the file that a reader sent."
STANDINGS = (CLEAR, CONFLICT, THERE, UNUSABLE)


def take_in(folder: Path, file: Path, accepted: str | None) -> None:
    """Print what each row of a file would change, and add those that are accepted.

    Args:
        folder: The project.
        file: The file that a reader sent.
        accepted: "clear", or lines as "2,5-7"; None adds nothing.

    Raises:
        UsageError: The folder is no project, or a line cannot be accepted.
        InputError: A file is no table of corrections, or rows exclude each other.
    """
    project = project_named(folder)
    _check_file(file, project.corrections)
    ready = prepared(project, today=today())
    judged = suggestions(ready, project.corrections, file)
    chosen = _chosen(judged, accepted)
    print_table(COLUMNS, map(_table_row, judged))
    print_lines(_summary(judged))
    if accepted is None:
        print_lines(
            ["Nothing is written. Add rows with --accept clear, or --accept LINES."]
        )
        return
    _add(ready, project.corrections, file, chosen)


def _check_file(file: Path, own: Path) -> None:
    """Refuse a file that is not there, or is the project's own.

    Raises:
        InputError: It is not there; UsageError: it is the project's own.
    """
    if not file.is_file():
        raise InputError(str(file), "there is no such file.", GIVE)
    if _is_same_file(file, own):
        raise UsageError(str(file), "this is the project's own file.", GIVE)


def _is_same_file(left: Path, right: Path) -> bool:
    return real_path(left) == real_path(right)


def _add(ready: Prepared, own: Path, file: Path, chosen: Sequence[Suggestion]) -> None:
    rows = [suggestion.row for suggestion in chosen if suggestion.row is not None]
    if rows:
        try:
            accept(ready, own, rows)
        except RowError as error:
            problem, fix = error.args
            raise InputError(str(file), f"{problem} Nothing was added.", fix) from None
    print_lines([f"{len(rows):,} rows added to {own}."])


def _chosen(judged: Sequence[Suggestion], accepted: str | None) -> list[Suggestion]:
    """Return the rows to be added.

    Raises:
        UsageError: A line is not in the file, or its row cannot be used.
    """
    if accepted is None:
        return []
    if accepted.strip().lower() == CLEAR:
        return [suggestion for suggestion in judged if suggestion.is_clear]
    by_line = {suggestion.line: suggestion for suggestion in judged}
    chosen = [by_line[line] for line in _lines(accepted, by_line)]
    for suggestion in chosen:
        _check_usable(suggestion)
    return [suggestion for suggestion in chosen if suggestion.is_usable]


def _check_usable(suggestion: Suggestion) -> None:
    if suggestion.problem:
        where = f"line {suggestion.line} cannot be used: {suggestion.problem}"
        raise UsageError("--accept", where, suggestion.fix)


def _lines(accepted: str, by_line: Mapping[int, Suggestion]) -> list[int]:
    """Read "2,5-7" as lines of the file; a range may hold lines without a row."""
    lines: set[int] = set()
    for part in accepted.split(","):
        first, last = _ends(part.strip())
        inside = [line for line in by_line if first <= line <= last]
        if not inside:
            raise _no_row(part.strip(), by_line)
        lines.update(inside)
    return sorted(lines)


def _ends(part: str) -> tuple[int, int]:
    """Read "5-7", or "5" for a line alone."""
    match = _LINES.fullmatch(part)
    if match is None:
        raise _no_line(part)
    first = int(match["first"])
    return first, int(match["last"] or first)


def _no_line(part: str) -> UsageError:
    return UsageError(
        "--accept", f"{part!r} is not a line number.", "Write clear, or lines as 2,5-7."
    )


def _no_row(part: str, lines: Iterable[int]) -> UsageError:
    listed = ", ".join(map(str, lines)) or "none"
    return UsageError(
        "--accept", f"there is no row on line {part}.", f"There are rows on: {listed}."
    )


def _cells_of(suggestion: Suggestion) -> Mapping[str, str]:
    return suggestion.row.cells if suggestion.row else {}


def _table_row(suggestion: Suggestion) -> tuple[str, ...]:
    cells = _cells_of(suggestion)
    return (
        str(suggestion.line),
        cells.get("author", ""),
        suggestion.headline or cells.get("id", ""),
        _joined(suggestion.changes),
        _note(suggestion),
    )


def _note(suggestion: Suggestion) -> str:
    if suggestion.is_known:
        return THERE
    if suggestion.problem:
        return f"{UNUSABLE}: {suggestion.problem} {suggestion.fix}"
    if suggestion.conflicts:
        return f"conflict: {_joined(suggestion.conflicts)}"
    return ""


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)


def _summary(judged: Sequence[Suggestion]) -> list[str]:
    counts = Counter(map(_standing, judged))
    listed = ", ".join(f"{counts[name]:,} {name}" for name in STANDINGS)
    return [f"{len(judged):,} rows: {listed}"]


def _standing(suggestion: Suggestion) -> str:
    if suggestion.is_known:
        return THERE
    if suggestion.problem:
        return UNUSABLE
    return CONFLICT if suggestion.conflicts else CLEAR
