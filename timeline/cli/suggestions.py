"""`timeline suggestions`: take in the corrections that readers of a page send."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli.inputs import today
from timeline.cli.output import print_lines, print_table
from timeline.cli.parameters import PATH
from timeline.errors import InputError, UsageError

if TYPE_CHECKING:
    from timeline.project.prepare import Prepared
    from timeline.review.suggestions import Suggestion

COLUMNS = ("line", "by", "incident", "would change", "note")
_LINES = re.compile(r"(?P<first>[0-9]{1,7})(?:-(?P<last>[0-9]{1,7}))?")
CLEAR = "clear"


@click.command()
@click.argument("folder", type=PATH)
@click.argument("file", type=PATH)
@click.option(
    "--accept", metavar="clear|LINES", help="Add rows: clear, or lines of the file as 2,5-7."
)
def suggestions(folder: Path, file: Path, accept: str | None) -> None:
    r"""Take in the corrections.csv that a reader of the page sends.

    Each row is checked against the project: what it would change, whether rows that are there say
    otherwise, why it cannot be used. Nothing is written without --accept. `--accept clear` adds
    the rows that can be used and that no other row contradicts; lines add just those, contradicted
    or not. Rows that are there already are not added twice.

    \b
    Examples:
      timeline suggestions war/ from-a-reader.csv
      timeline suggestions war/ from-a-reader.csv --accept clear
      timeline suggestions war/ from-a-reader.csv --accept 2,5-7
    """
    from timeline.cli.reviewing import prepared, project_named
    from timeline.review.suggestions import suggestions as judge

    project = project_named(folder)
    _check_file(file, project.corrections)
    ready = prepared(project, today=today())
    judged = judge(ready, project.corrections, file)
    chosen = _chosen(judged, accept)
    print_table(COLUMNS, map(_table_row, judged))
    print_lines(_summary(judged))
    if accept is None:
        print_lines(["Nothing is written. Add rows with --accept clear, or --accept LINES."])
        return
    _add(ready, project.corrections, file, chosen)


def _check_file(file: Path, own: Path) -> None:
    """Refuse a file that is not there, or is the project's own.

    Raises:
        InputError: It is not there; UsageError: it is the project's own.
    """
    if not file.is_file():
        raise InputError(str(file), "there is no such file.", "Give the file that a reader sent.")
    if file.resolve() == own.resolve():
        problem = "this is the project's own file."
        raise UsageError(str(file), problem, "Give the file that a reader sent.")


def _add(ready: "Prepared", own: Path, file: Path, chosen: Sequence["Suggestion"]) -> None:
    from timeline.project.corrections import RowError
    from timeline.review.suggestions import accept

    rows = [suggestion.row for suggestion in chosen if suggestion.row is not None]
    if rows:
        try:
            accept(ready, own, rows)
        except RowError as error:
            problem, fix = error.args
            raise InputError(str(file), f"{problem} Nothing was added.", fix) from None
    print_lines([f"{len(rows):,} rows added to {own}."])


def _chosen(judged: Sequence["Suggestion"], accept: str | None) -> list["Suggestion"]:
    """Return the rows to be added.

    Raises:
        UsageError: A line is not in the file, or its row cannot be used.
    """
    if accept is None:
        return []
    if accept.strip().lower() == CLEAR:
        return [suggestion for suggestion in judged if suggestion.is_clear]
    by_line = {suggestion.line: suggestion for suggestion in judged}
    chosen = [by_line[line] for line in _lines(accept, by_line)]
    for suggestion in chosen:
        if suggestion.problem:
            where = f"line {suggestion.line} cannot be used: {suggestion.problem}"
            raise UsageError("--accept", where, suggestion.fix)
    return [suggestion for suggestion in chosen if suggestion.is_usable]


def _lines(accept: str, by_line: Mapping[int, "Suggestion"]) -> list[int]:
    """Read "2,5-7" as lines of the file; a range may hold lines without a row."""
    lines: dict[int, None] = {}
    for part in accept.split(","):
        match = _LINES.fullmatch(part.strip())
        if match is None:
            problem = f"{part.strip()!r} is no line."
            raise UsageError("--accept", problem, "Write clear, or lines as 2,5-7.")
        first = int(match["first"])
        last = int(match["last"] or first)
        inside = [line for line in by_line if first <= line <= last]
        if not inside:
            listed = ", ".join(map(str, by_line)) or "none"
            problem = f"no row stands on line {part.strip()}."
            raise UsageError("--accept", problem, f"Rows stand on: {listed}.")
        lines.update(dict.fromkeys(inside))
    return sorted(lines)


def _table_row(suggestion: "Suggestion") -> tuple[str, ...]:
    row = suggestion.row
    author = row["author"] if row else ""
    what = suggestion.headline or (row["id"] if row else "")
    return (
        str(suggestion.line),
        author,
        what,
        "; ".join(suggestion.changes),
        _note(suggestion),
    )


def _note(suggestion: "Suggestion") -> str:
    if suggestion.is_known:
        return "there already"
    if suggestion.problem:
        return f"cannot be used: {suggestion.problem} {suggestion.fix}"
    if suggestion.conflicts:
        return f"conflict: {'; '.join(suggestion.conflicts)}"
    return ""


def _summary(judged: Sequence["Suggestion"]) -> list[str]:
    clear = sum(suggestion.is_clear for suggestion in judged)
    conflicting = sum(bool(suggestion.conflicts) for suggestion in judged)
    there = sum(suggestion.is_known for suggestion in judged)
    unusable = sum(bool(suggestion.problem) and not suggestion.is_known for suggestion in judged)
    counts = (
        f"{clear:,} clear, {conflicting:,} in conflict, {there:,} there already, "
        f"{unusable:,} cannot be used"
    )
    return [f"{len(judged):,} rows: {counts}"]
