"""How do the bytes of a table become a header and rows of text, whatever wrote them?"""

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from timeline.datasets.messages import Notes
from timeline.errors import InputError

# Characters of one cell. GED's longest list of articles has 32,000; beyond this a quote was opened and never closed.
LONGEST_CELL = 1_000_000
DELIMITERS = ("\t", ",", ";", "|")
_WIDE = (
    *((mark, "utf-32") for mark in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),
    *((mark, "utf-16") for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands.

    Attributes:
        name: Name for messages.
        header: Cells of the first row; of a table without a header (GDELT) those are data, and come in `rows` too.
        rows: (line number, cells) of the rows behind the header.
        headless: Rows from the first one on, for formats without a header.
        notes: Where troubles of rows are noted.
    """

    name: str
    header: Cells
    rows: Callable[[], Iterator[tuple[int, Cells]]]
    headless: Callable[[], Iterator[tuple[int, Cells]]]
    notes: Notes


def read_table(name: str, suffix: str, opened: Callable[[], IO[bytes]]) -> Table:
    """Read the header of a table and make ready to go through its rows.

    Raises:
        InputError: It is empty, or not what its extension says.
    """
    notes = Notes(name)
    made = _MAKERS.get(suffix, _delimited)
    start = made(name, opened, notes)
    try:
        _, header = next(start())
    except StopIteration:
        raise InputError(
            name, "the table is empty.", "Give a table with a header and rows."
        ) from None

    def rows() -> Iterator[tuple[int, Cells]]:
        going = start()
        next(going)
        return going

    return Table(name, [cell.strip() for cell in header], rows, start, notes)


Start = Callable[[], Iterator[tuple[int, Cells]]]


def _delimited(name: str, opened: Callable[[], IO[bytes]], notes: Notes) -> Start:
    with opened() as stream:
        head = stream.read(65536)
    first = _first_line(head)
    if not first.strip():
        raise InputError(name, "the table is empty.", "Give a table with a header and rows.")
    delimiter = max(DELIMITERS, key=first.count)
    if delimiter not in first:
        what = "its first line has no tab, comma, semicolon or bar that would part columns."
        raise InputError(name, what, "Save it as CSV or TSV with a header.")
    # tab-separated event data (ICEWS, GDELT) is written without quotes, and words in it may begin with one
    plain = delimiter == "\t" and '"' not in first

    def start() -> Iterator[tuple[int, Cells]]:
        csv.field_size_limit(LONGEST_CELL)
        with opened() as stream:
            reader = csv.reader(
                _lines(stream, notes),
                delimiter=delimiter,
                quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL,
            )
            line = 1
            try:
                for cells in reader:
                    if cells:
                        yield line, cells
                    line = reader.line_num + 1
            except csv.Error as error:
                what = f"the rows from line {line} on cannot be told apart ({error}): a quote is opened and not closed."
                raise InputError(
                    f"{name}, line {line}", what, "Mend or take out that line."
                ) from error

    return start


def _first_line(head: bytes) -> str:
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            head = head[: len(head) // 4 * 4].decode(encoding, errors="replace").encode("utf-8")
    text = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    return text.lstrip("\r\n").partition("\n")[0].rstrip("\r")


def _lines(stream: IO[bytes], notes: Notes) -> Iterator[str]:
    """Decode line by line: UTF-8, or Windows-1252 for the lines that are not, which is noted."""
    head = stream.read(4)
    wide = next((encoding for mark, encoding in _WIDE if head.startswith(mark)), None)
    rest = _with_head(head.removeprefix(codecs.BOM_UTF8), stream)
    if wide:
        yield from io.TextIOWrapper(
            io.BytesIO(head + b"".join(stream)), encoding=wide, errors="replace", newline=""
        )
        return
    for number, line in enumerate(rest, 1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            what = "the line is not valid UTF-8 and was read as Windows-1252; some letters may be wrong."
            notes.add(number, what, "Save the file as UTF-8.", skipped=False)
            yield line.decode("cp1252", errors="replace")


def _with_head(head: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    """Go through the lines of a stream whose first bytes were taken off already."""
    *whole, begun = head.split(b"\n")
    yield from (line + b"\n" for line in whole)
    first = True
    for line in stream:
        yield begun + line if first else line
        first = False
    if first and begun:
        yield begun


def _excel(name: str, opened: Callable[[], IO[bytes]], notes: Notes) -> Start:
    try:
        import openpyxl  # an extra: only Excel files need it
    except ImportError:
        cure = "Install it (pip install 'conflict-timeline[tables]'), or save the sheet as CSV."
        raise InputError(name, "reading Excel needs the library openpyxl.", cure) from None

    def start() -> Iterator[tuple[int, Cells]]:
        try:
            with opened() as stream:
                book = openpyxl.load_workbook(
                    io.BytesIO(stream.read()), read_only=True, data_only=True
                )
                for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
                    if any(cell is not None for cell in row):
                        yield number, [in_text(cell) for cell in row]
        except (
            KeyError,
            ValueError,
            OSError,
            IndexError,
            SyntaxError,
        ) as error:  # what a damaged workbook raises
            raise InputError(
                name, f"this workbook is damaged ({error}).", "Save it again, or as CSV."
            ) from error

    return start


def _parquet(name: str, opened: Callable[[], IO[bytes]], notes: Notes) -> Start:
    try:
        import pyarrow  # an extra: only Parquet files need it
        import pyarrow.parquet
    except ImportError:
        cure = "Install it (pip install 'conflict-timeline[tables]'), or save the table as CSV."
        raise InputError(name, "reading Parquet needs the library pyarrow.", cure) from None

    def start() -> Iterator[tuple[int, Cells]]:
        try:
            with opened() as stream:
                table = pyarrow.parquet.ParquetFile(io.BytesIO(stream.read()))
                yield 1, list(table.schema_arrow.names)
                number = 1
                for batch in table.iter_batches(batch_size=10_000):
                    columns = [column.to_pylist() for column in batch.columns]
                    for row in zip(*columns, strict=True):
                        number += 1
                        yield number, [in_text(cell) for cell in row]
        except (pyarrow.ArrowException, OSError) as error:
            raise InputError(
                name, f"this Parquet file is damaged ({error}).", "Write it again, or as CSV."
            ) from error

    return start


def _json(name: str, opened: Callable[[], IO[bytes]], notes: Notes) -> Start:
    """Read the answer of an API: a list of objects, or {"data": [objects]} as ACLED's."""

    def start() -> Iterator[tuple[int, Cells]]:
        with opened() as stream:
            try:
                found = json.loads(stream.read().decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                raise InputError(
                    name, f"this is no JSON, or it is cut off ({error}).", "Fetch it again."
                ) from error
        rows = rows_of(found)
        if not rows:
            raise InputError(
                name,
                "there is no list of rows in this JSON.",
                'It should be [{...}] or {"data": [{...}]}.',
            )
        columns = list(dict.fromkeys(column for row in rows for column in row))
        yield 1, columns
        for number, row in enumerate(rows, 1):
            yield number, [in_text(row.get(column)) for column in columns]

    return start


def rows_of(found: object) -> list[dict[str, Any]]:
    """Give the rows of a JSON value: objects in a list, or in the list called "data" or "results"."""
    if isinstance(found, dict):
        found = found.get("data", found.get("results"))
    return (
        found
        if isinstance(found, list) and found and all(isinstance(row, dict) for row in found)
        else []
    )


_MAKERS: dict[str, Callable[[str, Callable[[], IO[bytes]], Notes], Start]] = {
    ".xlsx": _excel,
    ".parquet": _parquet,
    ".json": _json,
}


def in_text(cell: object) -> str:
    """Write the value of a typed cell as a CSV would have it.

    >>> in_text(3.0), in_text(None), in_text(datetime(2013, 1, 3)), in_text(["a", "b"])
    ('3', '', '2013-01-03', 'a; b')
    """
    if cell is None or cell != cell:  # what is not equal to itself is a float that is no number
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return (
            cell.date().isoformat() if cell.time() == cell.time().min else cell.isoformat(sep=" ")
        )
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Sequence) and not isinstance(cell, str):
        return _joined(cell)
    return str(cell)


def _joined(cells: Iterable[object]) -> str:
    return "; ".join(in_text(one) for one in cells)
