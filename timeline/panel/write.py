"""Write a panel as CSV or Parquet, and its summary in words."""

import io
from collections.abc import Iterator
from pathlib import Path

from timeline.errors import UnknownNameError, UsageError
from timeline.output.atomic import write_atomically, write_pieces_atomically
from timeline.output.cells import csv_text
from timeline.panel.build import Panel
from timeline.panel.plan import SPLITS
from timeline.panel.tally import COUNTS

FORMATS = ("csv", "parquet")
WHOLE = ("gwno", "ccode", "gid", "year")


def format_of(path: Path) -> str:
    """Return the format that the extension of a file names.

    Raises:
        UnknownNameError: It is neither of `FORMATS`.
    """
    name = path.suffix.lower().removeprefix(".")
    if name in FORMATS:
        return name
    given = path.suffix or "a file without extension"
    what = f"a panel is not written as {given!r}."
    hint = "Give a name that ends in .csv or .parquet."
    raise UnknownNameError(str(path), what, hint)


def write(panel: Panel, path: Path) -> None:
    """Write a panel in the format that the extension names.

    Raises:
        UsageError: pyarrow is needed and not installed, or the file cannot be written.
    """
    if format_of(path) == "csv":
        write_atomically(path, csv_text(panel.columns, panel.rows))
    else:
        write_pieces_atomically(path, (_parquet(panel),))


def _parquet(panel: Panel) -> bytes:
    try:
        import pyarrow  # an extra: only Parquet files need it
        import pyarrow.parquet
    except ImportError:
        what = "writing Parquet needs the library pyarrow."
        hint = "Install it: pip install 'conflict-timeline[tables]', or write a .csv."
        raise UsageError("parquet", what, hint) from None
    columns = [(name, _type_of(name, panel)) for name in panel.columns]
    schema = pyarrow.schema(columns)
    table = pyarrow.Table.from_pylist(list(panel.rows), schema=schema)
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _type_of(column: str, panel: Panel) -> str:
    """Return Arrow's name for the type of a column."""
    if column in WHOLE:
        return "int32"
    if column not in (*COUNTS, "across"):
        return "string"
    has_shares = column == "across" or panel.split == "spread"
    return "float64" if has_shares else "int64"


def summary_lines(panel: Panel) -> Iterator[str]:
    """Yield what was counted, what was left out and why, and what was done with long dates."""
    yield f"rows       {len(panel.rows):,}"
    yield f"counted    {panel.counted:,} incidents"
    for reason, number in panel.left_out.items():
        yield f"left out   {number:,}: {reason}"
    yield from _split_lines(panel)
    if panel.has_several:
        yield "note       who takes part in two units counts in both: do not add units up"


def _split_lines(panel: Panel) -> Iterator[str]:
    if panel.split is None:
        return
    meaning = SPLITS[panel.split]
    yield f"across     {panel.across:,} incidents have days in two periods"
    yield f"split      {panel.split}: {meaning}"
