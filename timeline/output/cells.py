"""Cells of tables that spreadsheets and statistics programs open."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

# A spreadsheet takes a cell that begins with one of these for a formula, and runs it; some take
# the full-width signs too.
SIGNS = "=+\\-@＝＋－＠"
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
# Where a cell begins in a program that separates columns otherwise: most of Europe by ";". After a
# comma only "=" counts: coordinates stand there.
_INNER = re.compile(rf"([;\t\r\n][\s\u200b\ufeff]*)(?=[{SIGNS}])|(,\s*)(?=[=＝])")
_OUTER = re.compile(rf"[\s\u200b\ufeff]*[{SIGNS}]")
_BREAKING = str.maketrans({"\t": " ", "\n": " ", "\r": " "})

Value = str | int | float | bool | None


def is_formula(words: str) -> bool:
    """Return whether a spreadsheet would run a cell of these words.

    >>> is_formula(" =1+1"), is_formula("a = b")
    (True, False)
    """
    return words.startswith(FORMULA) or _OUTER.match(words) is not None


def without_formulas(words: str) -> str:
    """Return words with an apostrophe before whatever a spreadsheet would run as a formula.

    >>> without_formulas("=1+1"), without_formulas("a;=1"), without_formulas("a = b; c - d")
    ("'=1+1", "a;'=1", 'a = b; c - d')
    """
    inner = _INNER.sub(r"\1\2'", words)
    return f"'{inner}" if is_formula(words) else inner


def cell(value: Value) -> str:
    """Return a value as text; words that look like a formula get an apostrophe before them.

    >>> cell("=1+1"), cell(-1.5), cell(True), cell(None)
    ("'=1+1", '-1.5', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return without_formulas(value)
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
