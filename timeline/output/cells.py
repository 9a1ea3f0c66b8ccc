"""How does a value stand in the cell of a table that spreadsheets and statistics programs open?"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BREAKING = str.maketrans({"\t": " ", "\n": " ", "\r": " "})

Value = str | int | float | bool | None


def cell(value: Value) -> str:
    """Write a value: words that look like a formula get an apostrophe before them; numbers stay numbers.

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
    """Write a CSV with commas and lines ended by CR LF (RFC 4180); a column that a row lacks is empty."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(columns)
    table.writerows([cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def tsv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """Write a TSV without quotes: a tab or line end in a cell becomes a blank."""
    lines = ["\t".join(columns)]
    lines += [
        "\t".join(cell(row.get(column)).translate(_BREAKING) for column in columns) for row in rows
    ]
    return "\n".join(lines) + "\n"
