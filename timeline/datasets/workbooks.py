"""Rows of Excel workbooks: their sheets, and formulas that hold no value."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from timeline.datasets.messages import Notes
from timeline.datasets.typed_cells import in_text
from timeline.errors import InputError
from timeline.safety.limits import most

Opener = Callable[[], IO[bytes]]
NumberedRows = Iterator[tuple[int, list[str]]]
# What a damaged workbook raises.
_DAMAGED = (
    *(
        KeyError,
        ValueError,
        OSError,
        IndexError,
        SyntaxError,
        TypeError,
        AttributeError,
        EOFError,
    ),
    *(zipfile.BadZipFile, zlib.error, NotImplementedError),
)


def sheet_names(name: str, opened: Opener) -> list[str]:
    """Return the names of a workbook's sheets, in order; those of charts are none.

    Raises:
        InputError: It is damaged, or openpyxl is not installed.
    """
    try:
        book = _opened_book(name, opened, has_values=True)
        return [sheet.title for sheet in book.worksheets]
    except _DAMAGED as error:
        raise _damaged(name, error) from error


def sheet_rows(
    name: str, opened: Opener, notes: Notes, sheet: str | None
) -> NumberedRows:
    """Yield the rows of a sheet that are not empty; the first sheet if none is named.

    Raises:
        InputError: The workbook is damaged, or openpyxl is not installed.
    """
    try:
        book = _opened_book(name, opened, has_values=True)
        values = _sheet(book, sheet).iter_rows(values_only=True)
        if _has_formulas(opened):
            formulas = _opened_book(name, opened, has_values=False)
            lines = _sheet(formulas, sheet).iter_rows(values_only=True)
            values = _noted(values, lines, notes)
        yield from _filled_rows(values, notes)
    except _DAMAGED as error:
        raise _damaged(name, error) from error


def _opened_book(name: str, opened: Opener, *, has_values: bool) -> Any:  # noqa: ANN401
    try:
        import openpyxl  # an extra: only Excel files need it
    except ImportError:
        cure = "Install it (pip install 'conflict-timeline[tables]'), or save the sheet as CSV."
        raise InputError(
            name, "reading Excel needs the library openpyxl.", cure
        ) from None
    with opened() as stream:
        content = io.BytesIO(stream.read())
    return openpyxl.load_workbook(content, read_only=True, data_only=has_values)


def _sheet(book: Any, name: str | None) -> Any:  # noqa: ANN401 - openpyxl's
    sheet = book.worksheets[0] if name is None else book[name]
    # What a sheet says of its own size may be wrong, and is not needed.
    sheet.reset_dimensions()
    return sheet


def _damaged(name: str, error: Exception) -> InputError:
    what = f"this workbook is damaged ({error})."
    return InputError(name, what, "Save it again, or as CSV.")


def _has_formulas(opened: Opener) -> bool:
    """Return whether any sheet holds a formula; only then a workbook is opened twice."""
    with opened() as stream:
        content = io.BytesIO(stream.read())
    with zipfile.ZipFile(content) as archive:
        for name in archive.namelist():
            if "worksheets/" in name:
                data = archive.read(name)
                if b"<f>" in data or b"<f " in data:
                    return True
    return False


def _noted(
    values: Iterator[tuple[Any, ...]], formulas: Iterator[tuple[Any, ...]], notes: Notes
) -> Iterator[tuple[Any, ...]]:
    """Yield rows of values; formulas without one are noted by column."""
    for line, (row, lines) in enumerate(zip(values, formulas, strict=False), 1):
        for position, (value, formula) in enumerate(zip(row, lines, strict=False)):
            is_formula = isinstance(formula, str) and formula.startswith("=")
            if value is None and is_formula:
                what = f"column {column_letters(position)} holds a formula without a stored value."
                cure = "Open the workbook in Excel or LibreOffice, save it, and give it again."
                notes.add(line, what, cure, skipped=False)
        yield row


def column_letters(position: int) -> str:
    """Return the letters by which a spreadsheet calls a column; the first has position 0.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _filled_rows(sheet: Iterator[tuple[object, ...]], notes: Notes) -> NumberedRows:
    """Yield the rows of a sheet that are not empty, as wide as the first one at least."""
    most_empty = most("empty-rows")
    width = empty = 0
    for number, row in enumerate(sheet, 1):
        cells = (
            [in_text(cell) for cell in row]
            if any(cell is not None for cell in row)
            else []
        )
        empty = 0 if cells else empty + 1
        if empty > most_empty:
            what = f"after {most_empty:,} empty rows the sheet was not read on."
            notes.add(number, what, "Delete the empty rows.", skipped=False)
            return
        if cells:
            cells = _as_wide(cells, width)
            width = max(width, len(cells))
            yield number, cells


def _as_wide(cells: list[str], width: int) -> list[str]:
    """Return cells without empty ones at the end, as many as the rows before have at least.

    >>> _as_wide(["a", "", ""], 2), _as_wide(["a"], 2)
    (['a', ''], ['a', ''])
    """
    filled = len(cells)
    while filled > width and not cells[filled - 1]:
        filled -= 1
    return cells[:filled] + [""] * (width - filled)
