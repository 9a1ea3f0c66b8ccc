"""Tables of more rows than fit into memory as records: DuckDB chooses those that become records.

Rows of the days asked for are kept. Of more than `MOST_RECORDS` of them, those with most killed
are; the others are counted by week, in the file, and never become records.
"""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

from timeline.datasets.delimiters import Layout
from timeline.datasets.formats import Bulk
from timeline.datasets.tables import Table, text_layout
from timeline.errors import InputError
from timeline.model.datasets import RestOfRows
from timeline.model.text import Problem

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
    """

    since: date | None = None
    until: date | None = None
    all_rows: bool = False

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
        rows: (line, cells) of each, in the order of the file.
        rest: The rows of the days asked for that became no records, counted; None for none.
        problems: Lines that could not be separated.
    """

    rows: list[tuple[int, list[str]]]
    rest: RestOfRows | None
    problems: tuple[Problem, ...]

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """Return the rows from the first one on."""
        return iter(self.rows)


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


def select(path: Path, table: Table, bulk: Bulk, bounds: Bounds) -> Selection | None:
    """Return the rows of a large text table that become records; None without DuckDB.

    Args:
        path: The table, UTF-8.
        table: The same, with its header.
        bulk: Which columns hold days, kind and killed.
        bounds: Which rows are asked for.

    Raises:
        InputError: The table cannot be read.
    """
    try:
        import duckdb  # an extra: only tables of hundreds of thousands of rows need it
    except ImportError:
        return None
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 2}) as database:
        layout = text_layout(path.name, lambda: path.open("rb"))
        large = _LargeTable(database, path, table, layout, bulk)
        try:
            return large.selection(bounds)
        except duckdb.Error as error:
            what = f"the table cannot be read ({str(error).splitlines()[0]})"
            raise InputError(path.name, f"{what}.", "Save it as CSV in UTF-8.") from error


class _LargeTable:
    """One text table, as DuckDB reads it: every cell a text, rows numbered in order."""

    def __init__(
        self,
        database: Any,  # noqa: ANN401 - DuckDB is an extra
        path: Path,
        table: Table,
        layout: Layout,
        bulk: Bulk,
    ) -> None:
        self._database = database
        self._path = path
        self._line = table.header_line
        keys = bulk.positions(table.header)
        self._columns = [f"c{number}" for number in range(len(table.header))]
        self._start = _day(f"c{keys.start}")
        self._end = _day(f"c{keys.end}")
        self._killed = f"coalesce(try_cast(c{keys.killed} AS DOUBLE), 0)"
        self._is_incident = _one_of(f"c{keys.kind}", bulk.kinds)
        self._open(layout)

    def _open(self, layout: Layout) -> None:
        columns = ", ".join(f"'{column}': 'VARCHAR'" for column in self._columns)
        quote = '"' if layout.has_quotes else ""
        read = (
            f"read_csv(?, header=false, skip={self._line}, auto_detect=false, "
            f"delim='{layout.delimiter}', quote='{quote}', escape='{quote}', "
            f"columns={{{columns}}}, store_rejects=true, strict_mode=true)"
        )
        self._numbered = f"(SELECT row_number() OVER () AS number, * FROM {read})"

    def selection(self, bounds: Bounds) -> Selection:
        condition, values = self._wanted(bounds)
        numbers = self._numbers(condition, values, bounds.most)
        problems = self._rejected()
        rows = self._rows(numbers)
        rest = None
        if len(numbers) == bounds.most:
            rest = self._rest(condition, values, numbers)
        return Selection(
            rows=rows,
            rest=rest,
            problems=problems,
        )

    def _numbers(self, condition: str, values: list[object], most: int | None) -> list[int]:
        """Return the numbers of the rows that become records, incidents with most killed first."""
        query = f"SELECT number FROM {self._numbered} WHERE {condition}"
        if most is not None:
            order = f"({self._is_incident}) DESC, {self._killed} DESC, number"
            query += f" ORDER BY {order} LIMIT {most}"
        result = self._database.execute(query, values)
        return [number for (number,) in result.fetchall()]

    def _wanted(self, bounds: Bounds) -> tuple[str, list[object]]:
        """Return the condition for rows of the days asked for; a day that is none is kept."""
        conditions = ["true"]
        values: list[object] = [str(self._path)]
        if bounds.since is not None:
            conditions.append(f"coalesce({self._end} >= ?, true)")
            values.append(bounds.since - SLACK)
        if bounds.until is not None:
            conditions.append(f"coalesce({self._start} <= ?, true)")
            values.append(bounds.until + SLACK)
        return " AND ".join(conditions), values

    def _rows(self, numbers: Sequence[int]) -> list[tuple[int, list[str]]]:
        """Return the cells of these rows, with their lines, in the order of the file.

        Only now whole rows are asked for: sorting them would take memory for all.
        """
        cells = ", ".join(f"coalesce({column}, '')" for column in self._columns)
        query = (
            f"SELECT number, {cells} FROM {self._numbered} "
            "WHERE number IN (SELECT unnest(?::BIGINT[]))"
        )
        result = self._database.execute(query, [str(self._path), numbers])
        rows: list[tuple[int, list[str]]] = []
        while batch := result.fetchmany(2_000):
            for number, *row_cells in batch:
                line = number + self._line
                rows.append((line, row_cells))
        rows.sort(key=itemgetter(0))
        return rows

    def _rejected(self) -> tuple[Problem, ...]:
        """Return a problem for the lines that could not be separated, if any."""
        query = "SELECT count(DISTINCT line), min(line) FROM reject_errors"
        count, first = self._database.execute(query).fetchone()
        if not count:
            return ()
        problem = Problem(
            where=f"{self._path.name}, line {first} and {count - 1:,} more",
            what="the lines have more or fewer cells than the header, or are no UTF-8.",
            cure="Correct them: a delimiter or a quote is too many or missing.",
        )
        return (problem,)

    def _rest(self, condition: str, values: list[object], chosen: Sequence[int]) -> RestOfRows:
        """Count the rows of the days asked for that are incidents and became no records."""
        days = f"date_diff('day', {self._start}, {self._end})"
        middle = f"date_diff('day', DATE '1970-01-01', {self._start}) + {days} // 2"
        monday = f"({middle}) - (({middle}) + {THURSDAY}) % {WEEK}"
        week = f"CASE WHEN {days} < {WEEK} THEN {monday} END"
        query = (
            f"SELECT {week} AS week, count(*) FROM {self._numbered} "
            f"WHERE {condition} AND {self._is_incident} "
            "AND number NOT IN (SELECT unnest(?::BIGINT[])) GROUP BY week ORDER BY week"
        )
        counts = self._database.execute(query, [*values, chosen]).fetchall()
        weeks = []
        coarse = 0
        for monday, count in counts:
            if monday is None:
                coarse = count
            else:
                weeks.append((monday, count))
        in_weeks = sum(count for _, count in weeks)
        return RestOfRows(
            rows=coarse + in_weeks,
            weeks=tuple(weeks),
            coarse=coarse,
        )


def _day(column: str) -> str:
    return f"try_cast(left({column}, 10) AS DATE)"


def _one_of(column: str, codes: Sequence[str]) -> str:
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"coalesce(trim({column}) IN ({listed}), false)"
