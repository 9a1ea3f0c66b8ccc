"""Detection of a table's format by its columns, never by the name of its file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from timeline.datasets.formats import Format
from timeline.datasets.rows import column_key
from timeline.errors import InputError

# Share of a format's columns from which a table that lacks some is taken to be meant as that
# format.
MEANT = 0.6
# Columns shown in a message.
SHOWN = 8


def detect_headless(
    cells: Sequence[str], formats: Iterable[Format]
) -> tuple[Format, Sequence[str]] | None:
    """Return the format and layout of a table that begins with data; None when none fits.

    GDELT's files have no header: their first cell is a number, the second a day in eight digits.
    """
    if len(cells) < 2 or not cells[0].isdigit():
        return None
    if len(cells[1]) != 8 or not cells[1].isdigit():
        return None
    for format in formats:
        for layout in format.layouts:
            if len(layout) == len(cells):
                return format, layout
    return None


def detect_format(
    name: str, header: Sequence[str], formats: Sequence[Format]
) -> Format:
    """Return the format whose columns the header has; of several that fit, that which needs most.

    Raises:
        InputError: No format fits; the message says which is nearest and what it lacks.
    """
    fitting = [format for format in formats if format.can_read(header)]
    if fitting:
        return max(fitting, key=lambda format: len(format.needs))
    raise _unknown_format(name, header, formats)


def _unknown_format(
    name: str, header: Sequence[str], formats: Sequence[Format]
) -> InputError:
    cure = (
        "Correct the header, or say which column is what: "
        f"`timeline mapping {name}` prints a template."
    )
    nearest = max(formats, key=lambda format: _share_present(format, header))
    columns = nearest.keys_of(header)
    missing = sorted(nearest.needs - columns)
    if not missing:
        missing = [" or ".join(sorted(nearest.needs_one_of))]
    if len(missing) <= (1 - MEANT) * len(nearest.needs):
        what = f"this looks like {nearest.label}, but {_lacking(missing, columns)}."
        return InputError(name, what, cure)
    shown = ", ".join(cell[:30] or "(no name)" for cell in header[:SHOWN])
    if len(header) > SHOWN:
        shown += ", …"
    labels = ", ".join(format.label for format in formats)
    what = f"its columns ({shown}) are those of no collection we know ({labels})."
    return InputError(name, what, cure)


def _share_present(format: Format, header: Sequence[str]) -> float:
    return len(format.needs & format.keys_of(header)) / len(format.needs)


def _lacking(missing: Sequence[str], columns: set[str]) -> str:
    described = []
    for column in missing:
        close = get_close_matches(column, columns, n=1, cutoff=0.8)
        hint = f" (is it {close[0]!r}?)" if close else ""
        described.append(f"{column}{hint}")
    noun = "columns" if len(missing) > 1 else "column"
    return f"it lacks the {noun} {', '.join(described)}"


def doubled(header: Sequence[str]) -> list[str]:
    """Return the columns that a header names twice."""
    counts = Counter(column_key(cell) for cell in header)
    return sorted(key for key, count in counts.items() if key and count > 1)
