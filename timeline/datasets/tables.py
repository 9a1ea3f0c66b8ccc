"""Header and rows of text read from the bytes of a table: CSV, TSV, Excel, Parquet, JSON."""

import codecs
import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import IO, Any, Literal

from timeline.datasets.messages import Notes
from timeline.errors import InputError
from timeline.safety.boundary import boundary
from timeline.safety.limits import allowed_bytes, most, passed, too_large
from timeline.safety.packages import ZIP, check_zip

# What a damaged workbook raises.
_DAMAGED_WORKBOOK = (
    *(KeyError, ValueError, OSError, IndexError, SyntaxError, TypeError, AttributeError, EOFError),
    *(zipfile.BadZipFile, zlib.error, NotImplementedError),
)
DELIMITERS = ("\t", ",", ";", "|")
Opener = Callable[[], IO[bytes]]
# Bytes that are unpacked at a time.
_PIECE = 1 << 20
# Half of a surrogate pair, which JSON can hold and no file of text can.
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Byte order marks of encodings with more than one byte a character.
_WIDE = (
    *((mark, "utf-32") for mark in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),
    *((mark, "utf-16") for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)

Cells = list[str]
NumberedRows = Iterator[tuple[int, Cells]]
ReadRows = Callable[[], NumberedRows]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its file has it.

    Attributes:
        name: Name for messages.
        header: Cells of the first row; of a table without a header (GDELT) those are data, and come
            in `rows` too.
        rows: (line number, cells) of the rows after the header.
        headless: Rows from the first one on, for formats without a header.
        notes: Where problems of rows are noted.
    """

    name: str
    header: Cells
    rows: ReadRows
    headless: ReadRows
    notes: Notes


def read_table(name: str, suffix: str, opened: Opener) -> Table:
    """Read the header of a table and prepare the reading of its rows.

    Raises:
        InputError: It is empty, or not what its extension says.
    """
    notes = Notes(name)
    with boundary(name):
        read_all = within_limits(name, suffix, opened, notes)
        first_row = next(read_all(), None)
    if first_row is None:
        raise _empty(name)

    def rows() -> NumberedRows:
        numbered = read_all()
        next(numbered)
        return numbered

    header = [cell.strip() for cell in first_row[1]]
    return Table(name, header, rows, read_all, notes)


def within_limits(name: str, suffix: str, opened: Opener, notes: Notes) -> ReadRows:
    """Return the rows of a table within the limits and the boundary, whatever reads them.

    Raises:
        InputError: It is too large, or not what its extension says; also while rows are read.
    """
    reader = _READERS.get(suffix)
    if reader is None:
        # Every character of a text takes a byte of its file.
        rows = _delimited(name, opened, notes)
        return partial(_limited_rows, name, rows, most("unpacked-bytes"))
    size = _size(opened)
    rows = reader(name, _checked(name, opened, size), notes)
    return partial(_limited_rows, name, rows, allowed_bytes(size))


def _size(opened: Opener) -> int:
    """Return the bytes of a file; what is packed is unpacked for it, piece by piece."""
    with opened() as stream:
        if stream.seekable():
            return stream.seek(0, io.SEEK_END)
        return sum(len(piece) for piece in iter(partial(stream.read, _PIECE), b""))


def _checked(name: str, opened: Opener, size: int) -> Opener:
    """Return a function that opens a file; one that is a zip (.xlsx) has its members checked."""

    def checked() -> IO[bytes]:
        stream = opened()
        head = stream.read(len(ZIP))
        content = io.BytesIO(head + stream.read())
        stream.close()
        if head == ZIP:
            check_zip(content, size, name)
            content.seek(0)
        return content

    return checked


def _limited_rows(name: str, read_rows: ReadRows, characters: int) -> NumberedRows:
    """Yield the rows of a table as far as the limits go.

    Args:
        name: The table, for messages.
        read_rows: Its rows, from any reader.
        characters: Those that all cells may have.
    """
    most_cells, most_rows = most("columns"), most("rows")
    with boundary(name):
        for count, (number, cells) in enumerate(read_rows()):
            if count > most_rows:
                raise passed("rows", name)
            if len(cells) > most_cells:
                raise passed("columns", f"{name}, line {number}", amount=len(cells))
            characters -= sum(map(len, cells))
            if characters < 0:
                raise too_large(name)
            yield number, cells


def _empty(name: str) -> InputError:
    return InputError(name, "the table is empty.", "Give a table with a header and rows.")


def _delimited(name: str, opened: Opener, notes: Notes) -> ReadRows:
    """Read a text table; its first line tells what separates columns."""
    with opened() as stream:
        head = stream.read(65536)
    first_line = _first_line(head)
    if not first_line.strip():
        raise _empty(name)
    delimiter = max(DELIMITERS, key=first_line.count)
    if delimiter not in first_line:
        what = "its first line has no tab, comma, semicolon or bar that would part columns."
        raise InputError(name, what, "Save it as CSV or TSV with a header.")
    # Tab-separated event data (ICEWS, GDELT) have no quotes, and words may begin with one.
    has_no_quotes = delimiter == "\t" and '"' not in first_line
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    if has_no_quotes:
        quoting = csv.QUOTE_NONE

    def rows() -> NumberedRows:
        csv.field_size_limit(most("cell-characters"))
        with opened() as stream:
            lines = _LastLine(_lines(stream, name, notes))
            reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)
            yield from _rows_of(reader, lines, name, notes)

    return rows


class _LastLine:
    """Lines of a table, of which the last is remembered."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.last = next(self._lines)
        return self.last

    @property
    def has_inner_return(self) -> bool:
        """Whether a carriage return stands within the last line."""
        return "\r" in self.last.rstrip("\r\n")


def _rows_of(
    reader: Any,  # noqa: ANN401 - csv has no type for it
    lines: _LastLine,
    name: str,
    notes: Notes,
) -> NumberedRows:
    """Yield the rows; a line that cannot be separated is noted, and the next one read.

    Raises:
        InputError: A quote is opened and not closed.
    """
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if not lines.has_inner_return:
                raise _unclosed_quote(name, line, error) from error
            _note_return(line, notes)
            cells = []
        if cells:
            yield line, cells
        line = reader.line_num + 1


def _note_return(line: int, notes: Notes) -> None:
    notes.add(
        line,
        "a carriage return (CR) stands in a cell without quotes.",
        "Write the cell in quotes, or the file with other line ends.",
        skipped=True,
    )


def _unclosed_quote(name: str, line: int, error: csv.Error) -> InputError:
    what = (
        f"the rows from line {line} on cannot be separated ({error}): "
        "a quote is opened and not closed."
    )
    return InputError(
        f"{name}, line {line}",
        what,
        "Correct or take out that line.",
    )


def _first_line(head: bytes) -> str:
    encoding = _wide_encoding(head)
    if encoding:
        whole = head[: len(head) // 4 * 4]
        text = whole.decode(encoding, errors="replace")
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    first_line, _, _ = text.lstrip("\r\n").partition("\n")
    return first_line.rstrip("\r")


def _wide_encoding(head: bytes) -> str | None:
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return encoding
    return None


def _lines(stream: IO[bytes], name: str, notes: Notes) -> Iterator[str]:
    """Yield the lines, decoded: UTF-8, or Windows-1252 for lines that are not, which is noted."""
    head = stream.read(4)
    encoding = _wide_encoding(head)
    if encoding:
        whole = io.BytesIO(head + stream.read())
        yield from io.TextIOWrapper(
            whole,
            encoding=encoding,
            errors="replace",
            newline="",
        )
        return
    without_mark = head.removeprefix(codecs.BOM_UTF8)
    for number, line in enumerate(_with_head(without_mark, _raw_lines(stream, name)), 1):
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError:
            what = (
                "the line is not valid UTF-8 and was read as Windows-1252; "
                "some letters may be wrong."
            )
            notes.add(number, what, "Save the file as UTF-8.", skipped=False)
            yield line.decode("cp1252", errors="replace")


def _raw_lines(stream: IO[bytes], name: str) -> Iterator[bytes]:
    """Yield the lines of a stream.

    Raises:
        InputError: One is too long to be held.
    """
    longest = most("line-bytes")
    while line := stream.readline(longest + 1):
        if len(line) > longest:
            raise passed("line-bytes", name)
        yield line


def _with_head(head: bytes, stream: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream whose first bytes were read already."""
    *whole_lines, begun = head.split(b"\n")
    for line in whole_lines:
        yield line + b"\n"
    rest = begun + next(stream, b"")
    if rest:
        yield rest
    yield from stream


def _excel(name: str, opened: Opener, notes: Notes) -> ReadRows:
    try:
        import openpyxl  # an extra: only Excel files need it
    except ImportError:
        cure = "Install it (pip install 'conflict-timeline[tables]'), or save the sheet as CSV."
        raise InputError(name, "reading Excel needs the library openpyxl.", cure) from None

    def rows() -> NumberedRows:
        try:
            with opened() as stream:
                book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
                sheet = book.worksheets[0]
                # What a sheet says of its own size may be wrong, and is not needed.
                sheet.reset_dimensions()
                yield from _filled_rows(sheet.iter_rows(values_only=True), notes)
        except _DAMAGED_WORKBOOK as error:
            what = f"this workbook is damaged ({error})."
            raise InputError(name, what, "Save it again, or as CSV.") from error

    return rows


def _filled_rows(sheet: Iterator[tuple[object, ...]], notes: Notes) -> NumberedRows:
    """Yield the rows of a sheet that are not empty, as wide as the first one at least."""
    most_empty = most("empty-rows")
    width = 0
    last = 0
    for number, row in enumerate(sheet, 1):
        if number - last > most_empty:
            what = f"after {most_empty:,} empty rows the sheet was not read on."
            notes.add(number, what, "Delete the empty rows.", skipped=False)
            return
        if _is_filled(row):
            last = number
            cells = [in_text(cell) for cell in row]
            cells = _as_wide(cells, width)
            width = width or len(cells)
            yield number, cells


def _is_filled(row: tuple[object, ...]) -> bool:
    return any(cell is not None for cell in row)


def _as_wide(cells: Cells, width: int) -> Cells:
    """Return cells without empty ones at the end, as many as the header has at least.

    >>> _as_wide(["a", "", ""], 2), _as_wide(["a"], 2)
    (['a', ''], ['a', ''])
    """
    filled = len(cells)
    while filled > width and not cells[filled - 1]:
        filled -= 1
    return cells[:filled] + [""] * (width - filled)


def _parquet(name: str, opened: Opener, notes: Notes) -> ReadRows:
    try:
        import pyarrow  # an extra: only Parquet files need it
        import pyarrow.parquet
    except ImportError:
        cure = "Install it (pip install 'conflict-timeline[tables]'), or save the table as CSV."
        raise InputError(name, "reading Parquet needs the library pyarrow.", cure) from None

    def rows() -> NumberedRows:
        try:
            with opened() as stream:
                table = pyarrow.parquet.ParquetFile(stream)
                yield 1, list(table.schema_arrow.names)
                number = 1
                for batch in table.iter_batches(batch_size=10_000):
                    columns = [column.to_pylist() for column in batch.columns]
                    for row in zip(*columns, strict=True):
                        number += 1
                        yield number, [in_text(cell) for cell in row]
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            what = f"this Parquet file is damaged ({error})."
            raise InputError(name, what, "Write it again, or as CSV.") from error

    return rows


def _json(name: str, opened: Opener, notes: Notes) -> ReadRows:
    """Read the answer of an API: a list of objects, or {"data": [objects]} as ACLED's."""

    def rows() -> NumberedRows:
        with opened() as stream:
            content = stream.read()
        try:
            value = json.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            what = f"this is no JSON, or it is cut off ({error})."
            raise InputError(name, what, "Fetch it again.") from error
        objects = rows_of(value)
        if not objects:
            what = "there is no list of rows in this JSON."
            raise InputError(name, what, 'It should be [{...}] or {"data": [{...}]}.')
        columns = list(dict.fromkeys(column for row in objects for column in row))
        yield 1, columns
        for number, row in enumerate(objects, 1):
            yield number, [in_text(row.get(column)) for column in columns]

    return rows


def rows_of(value: object) -> list[dict[str, Any]]:
    """Return the rows of a JSON value: objects in a list, or in its "data" or "results"."""
    if isinstance(value, dict):
        value = value.get("data", value.get("results"))
    if not isinstance(value, list):
        return []
    are_objects = all(isinstance(row, dict) for row in value)
    return value if are_objects else []


_READERS: dict[str, Callable[[str, Opener, Notes], ReadRows]] = {
    ".xlsx": _excel,
    ".parquet": _parquet,
    ".json": _json,
}


def in_text(cell: object) -> str:
    """Return the value of a typed cell as a CSV would have it.

    >>> in_text(3.0), in_text(None), in_text(datetime(2013, 1, 3)), in_text(["a", "b"])
    ('3', '', '2013-01-03', 'a; b')
    """
    is_nan = cell != cell
    if cell is None or is_nan:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return _day_in_text(cell)
    if isinstance(cell, list | tuple):
        return "; ".join(in_text(item) for item in cell)
    text = str(cell)
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _day_in_text(day: date) -> str:
    """Return a day, with its time where that is not midnight."""
    if not isinstance(day, datetime):
        return day.isoformat()
    if day.time() == time.min:
        return day.date().isoformat()
    return day.isoformat(sep=" ")
