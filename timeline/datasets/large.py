"""Tables of more rows than fit into memory as records: DuckDB chooses those that become records.

Rows of the days asked for are kept. Of more than `MOST_RECORDS` of them, those with most killed
are; the others are counted by week, in the file, and never become records.
"""

import codecs
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from timeline.datasets.about import AboutRows
from timeline.datasets.formats import Format
from timeline.datasets.large_table import LargeTable
from timeline.datasets.resolve import Resolver
from timeline.datasets.tables import Table, text_layout
from timeline.errors import InputError
from timeline.model.datasets import RestOfRows
from timeline.model.incidents import Report
from timeline.model.text import Problem
from timeline.output.record_file import RecordFile, write_records
from timeline.safety.paths import name_of

LineAndCells = tuple[int, list[str]]
# Bytes of a table from which DuckDB reads it: about 300,000 rows of GED.
LARGE = 250_000_000
# Rows that become records at most: as many as a page shows in detail; more where days narrow them.
MOST_RECORDS, MOST_OF_DAYS = 50_000, 200_000
# Bytes that are decoded at a time.
PIECE = 1 << 20
TEXT = (".csv", ".tsv", ".tab", ".txt")
PACKED = (b"PK\x03\x04", b"\x1f\x8b")
# Days beyond the days asked for within which rows are kept: a month or week around a coded day.
SLACK = timedelta(days=31)
# Memory that DuckDB may take, beside that of the records.
MEMORY = "400MB"
# Days of an interval that is counted in a week, and how many the day 1970-01-01 (a Thursday) lies
# after its Monday.
WEEK, THURSDAY = 7, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Which rows are asked for.

    Attributes:
        since: First day; None for no such limit.
        until: Last day; None for no such limit.
        all_rows: True where every row of these days is needed, as words choose among them.
        words: Words, without capitals, that a row or what the lexicon adds to it must have.
        is_wanted: Returns whether the report of a row is wanted; the others are not kept. None to
            keep all.
    """

    since: date | None = None
    until: date | None = None
    all_rows: bool = False
    words: tuple[str, ...] = ()
    is_wanted: Callable[[Report], bool] | None = None

    @property
    def most(self) -> int | None:
        """Return how many rows become records at most; None for all."""
        if self.all_rows:
            return None
        has_days = self.since is not None or self.until is not None
        return MOST_OF_DAYS if has_days else MOST_RECORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The rows that become records, and what is said of the others.

    Attributes:
        rows: The line and cells of each, in a file.
        order: The numbers of the rows there, in the order of the table.
        rest: The rows of the days asked for that became no records, counted; None for none.
        problems: Lines that could not be separated.
    """

    rows: RecordFile[LineAndCells]
    order: Sequence[int]
    rest: RestOfRows | None
    problems: tuple[Problem, ...]

    def numbered(self) -> Iterator[LineAndCells]:
        """Yield the rows from the first one on."""
        for number in self.order:
            yield self.rows[number]


def is_large(path: Path) -> bool:
    """Return whether a file is a text table of so many bytes that DuckDB reads it.

    One that is packed, or not UTF-8, is read row by row.
    """
    if path.suffix.lower() not in TEXT or path.stat().st_size < LARGE:
        return False
    with path.open("rb") as stream:
        head = stream.read(4)
    is_plain = not head.startswith(PACKED) and b"\0" not in head
    return is_plain and _is_utf_8(path)


def _is_utf_8(path: Path) -> bool:
    """Return whether all of a file is UTF-8; DuckDB would leave out rows that are not, unevenly."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while piece := stream.read(PIECE):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def select(
    path: Path, table: Table, format: Format, bounds: Bounds, resolver: Resolver
) -> Selection | None:
    """Return the rows of a large text table that become records; None without DuckDB.

    Args:
        path: The table, UTF-8.
        table: The same, with its header.
        format: Its format, which says by which columns rows are chosen.
        bounds: Which rows are asked for.
        resolver: Where names are looked up.

    Raises:
        InputError: The table cannot be read.
    """
    with opened(path, table, format, _ChoosingTable) as large:
        return None if large is None else large.selection(bounds, resolver)


AnyTable = TypeVar("AnyTable", bound=LargeTable)


@contextmanager
def opened(
    path: Path, table: Table, format: Format, kind: type[AnyTable]
) -> Iterator[AnyTable | None]:
    """Open a large text table; None without DuckDB, or if its format does not say how.

    Args:
        path: The table, UTF-8.
        table: The same, with its header.
        format: Its format.
        kind: As what it is opened.

    Raises:
        InputError: The table cannot be read.
    """
    try:
        import duckdb  # an extra: only tables of hundreds of thousands of rows need it
    except ImportError:
        yield None
        return
    if format.bulk is None:
        yield None
        return
    with (
        tempfile.TemporaryDirectory(
            prefix="timeline-", ignore_cleanup_errors=True
        ) as folder,
        duckdb.connect(
            config={"memory_limit": MEMORY, "threads": 2, "temp_directory": folder}
        ) as database,
    ):
        layout = text_layout(name_of(path), lambda: path.open("rb"))
        try:
            yield kind(database, path, table, layout, format, Path(folder))
        except duckdb.Error as error:
            what = f"the table cannot be read ({str(error).splitlines()[0]})"
            raise InputError(
                name_of(path), f"{what}.", "Save it as CSV in UTF-8."
            ) from error


def _noted(rows: Iterable[LineAndCells], lines: "array[int]") -> Iterator[LineAndCells]:
    """Yield rows, and note their lines."""
    for row in rows:
        lines.append(row[0])
        yield row


class _ChoosingTable(LargeTable):
    """A large table of which some rows become records."""

    def selection(self, bounds: Bounds, resolver: Resolver) -> Selection:
        """Return the rows that become records, and what is said of the others."""
        joined = self._joined()
        condition, values = self._wanted(bounds)
        if bounds.words:
            choosing = AboutRows(self, resolver, bounds.words)
            numbers = list(choosing.numbers(joined, condition, values))
        else:
            numbers = self._numbers(joined, condition, values, bounds.most)
        problems = self.rejected()
        rest = None
        if len(numbers) == bounds.most:
            rest = self._rest(joined, condition, values, numbers)
        rows, order = self._stored(numbers)
        return Selection(rows=rows, order=order, rest=rest, problems=problems)

    def _stored(
        self, numbers: Sequence[int]
    ) -> tuple[RecordFile[LineAndCells], Sequence[int]]:
        """Write rows into a file, and return it with their order in the table.

        As lists they would take five times the memory of their text. The file can be read until
        it is closed, though its folder is deleted.
        """
        lines = array("q")
        path = self.folder / "rows.records"
        write_records(path, _noted(self.rows(numbers), lines))
        order = sorted(range(len(lines)), key=lines.__getitem__)
        return RecordFile(path, tuple[int, list[str]]), array("q", order)

    def _joined(self) -> str:
        """Return all rows with their days and kinds, as the format reads them."""
        bulk = self.bulk
        dated = self.occurring(bulk.days.keys)
        starts: list[date | None] = []
        ends: list[date | None] = []
        for cells in dated:
            start, end = self.meanings.days(bulk.days, cells) or (None, None)
            starts.append(start)
            ends.append(end)
        on_days = self.keep(
            "days",
            bulk.days.keys,
            dated,
            {"start": ("DATE", starts), "stop": ("DATE", ends)},
        )
        kinds = self.occurring(bulk.kinds.keys)
        are_incidents = [
            self.meanings.is_incident(bulk.kinds, cells) for cells in kinds
        ]
        on_kinds = self.keep(
            "kinds", bulk.kinds.keys, kinds, {"is_incident": ("BOOLEAN", are_incidents)}
        )
        return (
            f"{self.numbered} LEFT JOIN days ON {on_days} LEFT JOIN kinds ON {on_kinds}"
        )

    def _numbers(
        self, joined: str, condition: str, values: list[object], most: int | None
    ) -> list[int]:
        """Return the numbers of the rows that become records, incidents that weigh most first."""
        query = f"SELECT number FROM {joined} WHERE {condition}"
        if most is not None:
            query += f" ORDER BY is_incident DESC, {self._weight()} DESC, number LIMIT {most}"
        return [number for (number,) in self.fetched(query, values)]

    def _weight(self) -> str:
        """Return the number by which rows come first, the largest first."""
        if self.bulk.weight not in self.positions:
            return "0"
        number = f"coalesce(try_cast({self.cell(self.bulk.weight)} AS DOUBLE), 0)"
        return f"-{number}" if self.bulk.least_first else number

    def _wanted(self, bounds: Bounds) -> tuple[str, list[object]]:
        """Return the condition for rows of the days asked for; a day that is none is kept."""
        conditions = ["true"]
        values: list[object] = []
        if bounds.since is not None:
            conditions.append("coalesce(stop >= ?, true)")
            values.append(bounds.since - SLACK)
        if bounds.until is not None:
            conditions.append("coalesce(start <= ?, true)")
            values.append(bounds.until + SLACK)
        return " AND ".join(conditions), values

    def _rest(
        self, joined: str, condition: str, values: list[object], chosen: Sequence[int]
    ) -> RestOfRows:
        """Count the rows of the days asked for that are incidents and became no records."""
        days = "date_diff('day', start, stop)"
        middle = f"date_diff('day', DATE '1970-01-01', start) + {days} // 2"
        monday = f"({middle}) - (({middle}) + {THURSDAY}) % {WEEK}"
        week = f"CASE WHEN {days} < {WEEK} THEN {monday} END"
        query = (
            f"SELECT {week} AS week, count(*) FROM {joined} "
            f"WHERE {condition} AND is_incident "
            "AND number NOT IN (SELECT unnest(?::BIGINT[])) GROUP BY week ORDER BY week"
        )
        counts = self.fetched(query, [*values, chosen])
        weeks = []
        coarse = 0
        for monday, count in counts:
            if monday is None:
                coarse = count
            else:
                weeks.append((monday, count))
        in_weeks = sum(count for _, count in weeks)
        return RestOfRows(rows=coarse + in_weeks, weeks=tuple(weeks), coarse=coarse)
