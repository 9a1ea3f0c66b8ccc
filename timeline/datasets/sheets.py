"""The sheet of a workbook that holds the rows: as asked for, or the one whose columns are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from timeline.datasets.archives import Opener
from timeline.datasets.formats import Format
from timeline.datasets.tables import Table, read_table, sheets_of
from timeline.errors import InputError
from timeline.model.text import Problem

Recognise: TypeAlias = Callable[[Table], tuple[Table, Format]]
CHOOSE = "Choose another one with --sheet NAME, or sheet = NAME in timeline.toml."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A table with its format, and what is to be said of the choice."""

    table: Table
    format: Format
    problems: tuple[Problem, ...] = ()


def choose(
    name: str, suffix: str, opened: Opener, *, sheet: str | None, recognise: Recognise
) -> Chosen:
    """Return the table of a file; of a workbook the sheet asked for, or one that is recognised.

    Of several sheets that are recognised the one with most rows is taken, which is said.

    Raises:
        InputError: There is no such sheet, or no table is recognised.
    """
    sheets = sheets_of(name, suffix, opened)
    title = checked_sheet(name, sheets, sheet)
    if title is not None or len(sheets) < 2:
        return Chosen(*recognise(read_table(name, suffix, opened, title)))
    recognised: list[tuple[str, Table, Format]] = []
    errors: list[InputError] = []
    for candidate in sheets:
        try:
            table = read_table(name, suffix, opened, candidate)
            recognised.append((candidate, *recognise(table)))
        except InputError as error:
            errors.append(error)
    if not recognised:
        raise _none_recognised(name, sheets, errors)
    title, table, format = max(
        recognised, key=lambda item: (len(recognised) > 1) and _rows(item[1])
    )
    return Chosen(table, format, (_said(name, title, sheets),))


def _rows(table: Table) -> int:
    with table.notes.muted():
        return sum(any(cells) for _, cells in table.rows())


def _said(name: str, title: str, sheets: Sequence[str]) -> Problem:
    return Problem(
        where=name,
        what=f"of its {len(sheets)} sheets ({_listed(sheets)}) {title!r} was read.",
        cure=CHOOSE,
        skipped=False,
    )


def _none_recognised(
    name: str, sheets: Sequence[str], errors: Sequence[InputError]
) -> InputError:
    """Return the error of the last sheet that is no empty one, with the names of all."""
    said = [error for error in errors if "is empty" not in error.what] or errors
    what = (
        f"none of its sheets ({_listed(sheets)}) has columns we know; "
        f"of the last: {said[-1].what}"
    )
    return InputError(name, what, f"{said[-1].hint} {CHOOSE}")


def checked_sheet(name: str, sheets: Sequence[str], sheet: str | None) -> str | None:
    """Return the name of the sheet asked for, as the workbook writes it; None where none is.

    Raises:
        InputError: The workbook has no such sheet.
    """
    if sheet is None or not sheets:
        return None
    by_key = {title.strip().casefold(): title for title in sheets}
    title = by_key.get(sheet.strip().casefold())
    if title is not None:
        return title
    close = get_close_matches(sheet, sheets, n=1)
    hint = f"Is it {close[0]!r}? " if close else ""
    what = f"the workbook has no sheet {sheet!r}."
    raise InputError(name, what, f"{hint}It has: {_listed(sheets)}.")


def _listed(sheets: Sequence[str]) -> str:
    shown = ", ".join(sheets[:12])
    return f"{shown}, …" if len(sheets) > 12 else shown
