"""Cells of tables that spreadsheets and statistics programs open."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BREAKING = str.maketrans({"\t": " ", "\n": " ", "\r": " "})

Value = str | int | float | bool | None


def cell(value: Value) -> str:
    """Return a value as text; words that look like a formula get an apostrophe before them.

    >>> cell("=1+1"), cell(-1.5), cell(True), cell(None)
    ("'=1+1", '-1.5', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return str(value)


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """Return a CSV with commas and lines ended by CR LF (RFC 4180); missing columns are empty."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(columns)
    for row in rows:
        table.writerow([cell(row.get(column)) for column in columns])
    return out.getvalue()


def tsv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """Return a TSV without quotes: a tab or line end in a cell becomes a blank."""
    lines = ["\t".join(columns)]
    for row in rows:
        cells = [cell(row.get(column)).translate(_BREAKING) for column in columns]
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"
