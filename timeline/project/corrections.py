"""Corrections that a person asks for: one row each of corrections.csv, read and checked."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from timeline.errors import InputError, TimelineError, reason_of
from timeline.model.correction_fields import COLUMNS, FIELDS
from timeline.model.text import Problem
from timeline.safety.boundary import REPORT, reason
from timeline.safety.content import text_of

SIGNED = ("author", "day", "reason")
CLEARED = "-"
"""What empties a field that the reports fill."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a kind of correction needs.

    Attributes:
        needs: Columns that must be filled.
        takes: Columns that may be filled; of these one at least where `needs` names none but the
            id.
    """

    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()


ACTIONS = {
    "rename actor": Action(("id", "value")),
    "merge actors": Action(("id", "value")),
    "fix": Action(("id",), FIELDS),
    "merge": Action(("id", "value")),
    "split": Action(("id", "value")),
    "check": Action(("id",)),
    "delete": Action(("id",)),
    "add": Action(("type", "document", "quote"), FIELDS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """One correction, as it was written.

    Attributes:
        line: Line of the file on which the row ends.
        action: One of `ACTIONS`.
        cells: The filled columns.
        day: The day of the correction.
    """

    line: int
    action: str
    cells: Mapping[str, str]
    day: date

    def __getitem__(self, column: str) -> str:
        """Return a column's words, "" if it is empty."""
        return self.cells.get(column, "")

    def several(self, column: str) -> list[str]:
        """Return the parts of a column that are joined by ';'."""
        return [part.strip() for part in self[column].split(";") if part.strip()]

    @property
    def fields(self) -> list[str]:
        """The filled columns that are fields of an incident."""
        return [name for name in FIELDS if name in self.cells]


class RowError(ValueError):
    """A row that cannot be read or applied; its arguments are what is wrong and how to fix it."""

    def problem(self, file: str, line: int) -> Problem:
        """Return it as a problem of a line."""
        what, cure = self.args
        return Problem(where=f"{file}, line {line}", what=what, cure=cure)


@contextmanager
def row_boundary() -> Iterator[None]:
    """Make a RowError of whatever a row raises, so that it costs no other row.

    Raises:
        RowError: The row cannot be read or applied.
    """
    try:
        yield
    except (RowError, TimelineError):
        raise
    except Exception as error:
        raise RowError(f"{reason(error)}.", REPORT) from error


def read_corrections(path: Path) -> tuple[list[CorrectionRow], list[Problem]]:
    """Read a table of corrections; no file is an empty one.

    Returns:
        The rows in order of the file, and what is wrong with the others, which are left out.

    Raises:
        InputError: The file cannot be read, is no table, or its columns are not those of `COLUMNS`.
            Nothing is built then, as a timeline without its corrections would pass for one with
            them.
    """
    text = _text(path)
    if not text.strip():
        return [], []
    rows: list[CorrectionRow] = []
    problems: list[Problem] = []
    columns: list[str] | None = None
    for line, cells in _lines(text, path):
        if columns is None:
            columns = _columns(cells, path)
            continue
        try:
            with row_boundary():
                rows.append(_row(line, cells, columns))
        except RowError as wrong:
            problems.append(wrong.problem(path.name, line))
    return rows, problems


def _text(path: Path) -> str:
    try:
        return text_of(path, "settings-bytes", path.name)
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        cure = "Save it as CSV in UTF-8."
        raise InputError(path.name, "this is not valid UTF-8.", cure) from None
    except OSError as error:
        reason = reason_of(error)
        what = f"cannot be read ({reason})."
        raise InputError(path.name, what, "Check its permissions.") from None


def _lines(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, with the number of the line on which each ends."""
    head, _, _ = text.partition("\n")
    has_semicolons = head.count(";") > head.count(",")
    delimiter = ";" if has_semicolons else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        where = f"{path.name}, line {reader.line_num}"
        what = f"this is not CSV from here on ({error})."
        raise InputError(where, what, 'Check the quotes: "" within "…".') from None


def _columns(cells: Sequence[str], path: Path) -> list[str]:
    """Read the header.

    Raises:
        InputError: A column is unknown, is there twice, or is missing.
    """
    names = [cell.strip().lower() for cell in cells]
    for name in names:
        if name not in COLUMNS:
            what = f"there is no column {name!r}."
            raise InputError(
                path.name, what, f"{_hint(name)}Columns are: {', '.join(COLUMNS)}."
            )
    for name in names:
        if names.count(name) > 1:
            what = f"the column {name!r} is there twice."
            raise InputError(path.name, what, "Keep one of the two.")
    for name in ("action", *SIGNED):
        if name not in names:
            what = f"the column {name!r} is missing."
            raise InputError(
                path.name, what, f"Begin the file with: {','.join(COLUMNS)}"
            )
    return names


def _hint(name: str) -> str:
    near = get_close_matches(name, COLUMNS, n=1)
    return f"Did you mean {near[0]!r}? " if near else ""


def _row(line: int, cells: Sequence[str], columns: Sequence[str]) -> CorrectionRow:
    if len(cells) > len(columns):
        what = f"{len(cells)} cells are under {len(columns)} columns."
        raise RowError(what, 'Put cells that hold a comma between quotes: "…".')
    filled: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        words = _single_spaced(cell)
        if words:
            filled[name] = words
    action = filled.pop("action", "").lower()
    action = _single_spaced(action.replace("-", " ").replace("_", " "))
    if action not in ACTIONS:
        what = f"there is no action {action!r}." if action else "the action is missing."
        raise RowError(what, f"Actions are: {', '.join(ACTIONS)}.")
    _check_cells(action, filled)
    try:
        day = date.fromisoformat(filled["day"])
    except ValueError:
        what = f"the day {filled['day']!r} is not a day."
        raise RowError(what, "Write it like 2024-05-17.") from None
    return CorrectionRow(line=line, action=action, cells=filled, day=day)


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


_WITH_ARTICLE = {"id": "an id", "author": "an author"}


def _check_cells(action: str, filled: Mapping[str, str]) -> None:
    """Check that all columns are filled that an action needs, and no others than it takes.

    Raises:
        RowError: It is not so.
    """
    kind = ACTIONS[action]
    for name in (*kind.needs, *SIGNED):
        if name not in filled:
            needed = _WITH_ARTICLE.get(name, f"a {name}")
            raise RowError(f"{action!r} needs {needed}.", f"Fill the column {name!r}.")
    own_columns = dict.fromkeys((*kind.needs, *kind.takes))
    for name in filled:
        if name not in own_columns and name not in SIGNED:
            what = f"{name!r} means nothing for {action!r}."
            listed = ", ".join(own_columns)
            raise RowError(what, f"Leave it empty; {action!r} takes: {listed}.")
    if action == "fix" and not any(name in filled for name in kind.takes):
        raise RowError("'fix' fixes nothing.", f"Fill one of: {', '.join(kind.takes)}.")
