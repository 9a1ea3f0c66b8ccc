"""Header and rows of text read from the bytes of a table: CSV, TSV, Excel, Parquet, JSON."""

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import IO, Any, Literal

from timeline.datasets.delimiters import Layout, layout_of
from timeline.datasets.headers import (
    LOOKED_AT,
    Header,
    TopRow,
    candidates,
    likely_header,
)
from timeline.datasets.messages import Notes
from timeline.datasets.typed_cells import in_text
from timeline.datasets.workbooks import sheet_names, sheet_rows
from timeline.errors import InputError
from timeline.safety.boundary import boundary
from timeline.safety.limits import ROW, allowed_bytes, most, passed, too_large
from timeline.safety.packages import ZIP, check_zip

Opener = Callable[[], IO[bytes]]
# Bytes that are unpacked at a time.
_PIECE = 1 << 20
# Byte order marks of encodings with more than one byte a character.
_WIDE = (
    *((mark, "utf-32") for mark in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),
    *((mark, "utf-16") for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)

# UTF-16 without a mark: a header begins with letters, of which every second byte is zero.
_UNMARKED: Mapping[tuple[bool, ...], str] = {
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
EXCEL = ".xlsx"

Cells = list[str]
NumberedRows = Iterator[tuple[int, Cells]]
ReadRows = Callable[[], NumberedRows]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its file has it.

    Attributes:
        name: Name for messages.
        header: Names of the columns; of a table without a header (GDELT) the cells of the first
            row, which come in `headless` too.
        header_line: Line of the header's last row.
        rows: (line number, cells) of the rows after the header.
        headless: Rows from the first one on, for formats without a header.
        notes: Where problems of rows are noted.
        top: The first rows, among which another header may stand.
    """

    name: str
    header: Cells
    header_line: int
    rows: ReadRows
    headless: ReadRows
    notes: Notes
    top: Sequence[TopRow]

    def headers(self) -> Iterator["Table"]:
        """Yield the table with each header that it may have, the likely one first."""
        yield self
        for header in candidates(self.top):
            yield self._with(header)

    def _with(self, header: Header) -> "Table":
        return replace(
            self,
            header=header.cells,
            header_line=header.line,
            rows=partial(_after, header.count, self.headless),
        )


def read_table(
    name: str, suffix: str, opened: Opener, sheet: str | None = None
) -> Table:
    """Read the header of a table and prepare the reading of its rows.

    Args:
        name: Name for messages.
        suffix: What its file's extension says it is.
        opened: Opens its bytes.
        sheet: Name of the sheet of a workbook; None for the first.

    Raises:
        InputError: It is empty, or not what its extension says.
    """
    notes = Notes(name)
    with boundary(name):
        read_all = within_limits(name, suffix, opened, notes, sheet)
        with notes.muted():
            top = list(islice(read_all(), LOOKED_AT))
    if not top:
        raise _empty(name)
    header = likely_header(top)
    rows = partial(_after, header.count, read_all)
    return Table(name, header.cells, header.line, rows, read_all, notes, top)


def _after(count: int, read_all: ReadRows) -> NumberedRows:
    """Return the rows after so many."""
    return islice(read_all(), count, None)


def within_limits(
    name: str, suffix: str, opened: Opener, notes: Notes, sheet: str | None = None
) -> ReadRows:
    """Return the rows of a table within the limits and the boundary, whatever reads them.

    Raises:
        InputError: It is too large, or not what its extension says; also while rows are read.
    """
    if suffix not in (EXCEL, *_READERS):
        # Every character of a text takes a byte of its file.
        rows = _delimited(name, opened, notes)
        return partial(_limited_rows, name, rows, most("unpacked-bytes"))
    size = _size(opened)
    checked = checked_opener(name, opened, size)
    reader = _READERS.get(suffix, partial(_excel, sheet))
    rows = reader(name, checked, notes)
    return partial(_limited_rows, name, rows, allowed_bytes(size))


def _excel(sheet: str | None, name: str, opened: Opener, notes: Notes) -> ReadRows:
    return partial(sheet_rows, name, opened, notes, sheet)


def sheets_of(name: str, suffix: str, opened: Opener) -> list[str]:
    """Return the names of a workbook's sheets; [] of any other table.

    Raises:
        InputError: The workbook is damaged.
    """
    if suffix != EXCEL:
        return []
    with boundary(name):
        return sheet_names(name, checked_opener(name, opened, _size(opened)))


def _size(opened: Opener) -> int:
    """Return the bytes of a file; what is packed is unpacked for it, piece by piece."""
    with opened() as stream:
        if stream.seekable():
            return stream.seek(0, io.SEEK_END)
        return sum(len(piece) for piece in iter(partial(stream.read, _PIECE), b""))


def checked_opener(name: str, opened: Opener, size: int) -> Opener:
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
            characters -= sum(map(len, cells)) + ROW
            if characters < 0:
                raise too_large(name)
            yield number, cells


def _empty(name: str) -> InputError:
    return InputError(
        name, "the table is empty.", "Give a table with a header and rows."
    )


def text_layout(name: str, opened: Opener) -> Layout:
    """Return how a text table is separated, which its first lines show.

    Raises:
        InputError: It is empty, or nothing separates columns.
    """
    with opened() as stream:
        head = _head_text(stream.read(65536))
    if not head.strip():
        raise _empty(name)
    layout = layout_of(head)
    if layout is None:
        what = "its first line has no tab, comma, semicolon or bar that would part columns."
        raise InputError(name, what, "Save it as CSV or TSV with a header.")
    return layout


def _delimited(name: str, opened: Opener, notes: Notes) -> ReadRows:
    layout = text_layout(name, opened)
    return partial(_separated_rows, name, opened, notes, layout)


def _separated_rows(
    name: str, opened: Opener, notes: Notes, layout: Layout
) -> NumberedRows:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if layout.has_quotes else csv.QUOTE_NONE
    csv.field_size_limit(most("cell-characters"))
    with opened() as stream:
        lines = _LastLine(_lines(stream, name, notes))
        if layout.has_separator_line:
            next(lines)
        reader = csv.reader(lines, delimiter=layout.delimiter, quoting=quoting)
        first = 2 if layout.has_separator_line else 1
        yield from _rows_of(reader, lines, name, notes, first)


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
    first: int,
) -> NumberedRows:
    """Yield the rows; a line that cannot be separated is noted, and the next one read.

    Raises:
        InputError: A quote is opened and not closed.
    """
    line = first
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
        line = reader.line_num + first


def _note_return(line: int, notes: Notes) -> None:
    notes.add(
        line,
        "a cell without quotes holds a carriage return (CR).",
        "Write the cell in quotes, or the file with other line ends.",
        skipped=True,
    )


def _unclosed_quote(name: str, line: int, error: csv.Error) -> InputError:
    what = (
        f"the rows from line {line} on cannot be separated ({error}): "
        "a quote is opened and not closed."
    )
    return InputError(f"{name}, line {line}", what, "Correct or take out that line.")


def _head_text(head: bytes) -> str:
    encoding = _wide_encoding(head)
    if encoding:
        whole = head[: len(head) // 4 * 4]
        text = whole.decode(encoding, errors="replace")
    else:
        text = head.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    return text.lstrip("\r\n")


def _wide_encoding(head: bytes) -> str | None:
    """Return the encoding that a byte order mark shows, or every second byte being zero."""
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return encoding
    zeros = [byte == 0 for byte in head[:4]]
    return _UNMARKED.get(tuple(zeros))


def _lines(stream: IO[bytes], name: str, notes: Notes) -> Iterator[str]:
    """Yield the lines, decoded: UTF-8, or Windows-1252 for lines that are not, which is noted."""
    head = stream.read(4)
    encoding = _wide_encoding(head)
    if encoding:
        whole = io.BytesIO(head + stream.read())
        yield from io.TextIOWrapper(
            whole, encoding=encoding, errors="replace", newline=""
        )
        return
    without_mark = head.removeprefix(codecs.BOM_UTF8)
    for number, line in enumerate(
        _with_head(without_mark, _raw_lines(stream, name)), 1
    ):
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


# Rows of Parquet that are unpacked at a time, and of those turned into text.
_BATCH, _AT_ONCE = 1_000, 50


def _is_words(field: Any) -> bool:  # noqa: ANN401 - pyarrow is an extra
    return str(field.type) in ("string", "binary")


def _cells_of(column: Any) -> Iterator[Any]:  # noqa: ANN401 - pyarrow is an extra
    """Yield the cells of a column; a word that is repeated stands in memory once."""
    if hasattr(column, "dictionary"):
        words = column.dictionary.to_pylist()
        for index in column.indices.to_pylist():
            yield None if index is None else words[index]
        return
    for start in range(0, len(column), _AT_ONCE):
        yield from column.slice(start, _AT_ONCE).to_pylist()


def _parquet(name: str, opened: Opener, notes: Notes) -> ReadRows:
    try:
        import pyarrow  # an extra: only Parquet files need it
        import pyarrow.parquet
    except ImportError:
        cure = "Install it (pip install 'conflict-timeline[tables]'), or save the table as CSV."
        raise InputError(
            name, "reading Parquet needs the library pyarrow.", cure
        ) from None

    def rows() -> NumberedRows:
        try:
            with opened() as stream:
                fields = list(pyarrow.parquet.ParquetFile(stream).schema_arrow)
                words = [field.name for field in fields if _is_words(field)]
                # A word that is repeated stands in memory once.
                table = pyarrow.parquet.ParquetFile(stream, read_dictionary=words)
                yield 1, [field.name for field in fields]
                number = 1
                for batch in table.iter_batches(batch_size=_BATCH):
                    for row in zip(*map(_cells_of, batch.columns), strict=True):
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
            what = f"this is not JSON, or it is cut off ({error})."
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
    ".parquet": _parquet,
    ".json": _json,
}
