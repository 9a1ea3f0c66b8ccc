"""Which format has a table with this header? Told by its columns, never by the name of its file."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from timeline.datasets.formats import Format
from timeline.datasets.rows import column_key
from timeline.errors import InputError

# Share of a format's columns from which a table that lacks some is taken to be meant as that format.
MEANT = 0.6
# Columns shown in a message.
SHOWN = 8


def headless(
    cells: Sequence[str], formats: Iterable[Format]
) -> tuple[Format, Sequence[str]] | None:
    """Tell the format and layout of a table that begins with data; None when none fits.

    GDELT's files have no header: their first cell is a number, the second a day in eight digits.
    """
    if len(cells) < 2 or not cells[0].isdigit() or not (cells[1].isdigit() and len(cells[1]) == 8):
        return None
    for one in formats:
        for layout in one.layouts:
            if len(layout) == len(cells):
                return one, layout
    return None


def recognise(name: str, header: Sequence[str], formats: Sequence[Format]) -> Format:
    """Tell the format whose columns the header has; of several that fit the one that needs most.

    Raises:
        InputError: No format fits; the message says which one is near and what it lacks.
    """
    columns = {column_key(cell) for cell in header}
    fitting = [one for one in formats if one.needs <= columns]
    if fitting:
        return max(fitting, key=lambda one: len(one.needs))
    near = max(formats, key=lambda one: len(one.needs & columns) / len(one.needs))
    missing = sorted(near.needs - columns)
    if len(missing) <= (1 - MEANT) * len(near.needs):
        raise InputError(
            name, f"this looks like {near.label}, but {_lacking(missing, columns)}.", _cure(name)
        )
    shown = ", ".join(cell[:30] or "(no name)" for cell in header[:SHOWN]) + (
        ", …" if len(header) > SHOWN else ""
    )
    known = ", ".join(one.label for one in formats)
    what = f"its columns ({shown}) are those of no collection we know ({known})."
    raise InputError(name, what, _cure(name))


def _lacking(missing: Sequence[str], columns: set[str]) -> str:
    told = []
    for column in missing:
        close = get_close_matches(column, columns, n=1, cutoff=0.8)
        told.append(f"{column} (is it {close[0]!r}?)" if close else column)
    return f"it lacks the column{'s' if len(missing) > 1 else ''} {', '.join(told)}"


def _cure(name: str) -> str:
    return f"Mend the header, or say which column is what: `timeline mapping {name}` prints a template."


def doubled(header: Sequence[str]) -> list[str]:
    """List the columns that a header names twice."""
    keys = [column_key(cell) for cell in header]
    return sorted({key for key in keys if key and keys.count(key) > 1})
