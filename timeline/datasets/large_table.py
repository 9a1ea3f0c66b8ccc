"""A large text table as DuckDB reads it, and what its cells mean as its format says."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from timeline.datasets.column_forms import ColumnForms
from timeline.datasets.delimiters import Layout
from timeline.datasets.formats import Bulk, DayColumns, Format, KindColumns
from timeline.datasets.messages import Notes
from timeline.datasets.rows import Row, RowError
from timeline.datasets.tables import Table
from timeline.model.text import Problem
from timeline.safety.paths import name_of

# Rows that are fetched at a time.
FETCHED = 2_000
# Stands for a key; see `LargeTable.cell`.
WHERE_UNNAMED = "where unnamed"
# Five letters are surely a name; the words that programs write for an empty cell are shorter.
NAME = "[A-Za-z]{5}"
Cells = tuple[str, ...]
Days = tuple[date, date]


class Meanings:
    """Asks the reader of a format what single cells mean."""

    def __init__(self, table: Table, positions: Mapping[str, int]) -> None:
        """Take a table and the positions of its columns by their keys."""
        self._notes = Notes("")
        self._forms = ColumnForms(table.rows, positions, self._notes)

    def days(self, columns: DayColumns, cells: Cells) -> Days | None:
        """Return the first and last day that cells tell; None if they tell none."""
        try:
            first, last = columns.days(self._row(columns.keys, cells))
        except RowError:
            return None
        return (first, last) if first <= last else None

    def is_incident(self, columns: KindColumns, cells: Cells) -> bool:
        """Return whether cells tell of an incident of ours."""
        try:
            return columns.is_incident(self._row(columns.keys, cells))
        except RowError:
            return False

    def _row(self, keys: Sequence[str], cells: Cells) -> Row:
        positions = {key: number for number, key in enumerate(keys)}
        return Row(list(cells), positions, 0, self._notes, self._forms)


class LargeTable:
    """One text table, as DuckDB reads it: every cell a text, rows numbered in order."""

    def __init__(
        self,
        database: Any,  # noqa: ANN401 - DuckDB is an extra
        path: Path,
        table: Table,
        layout: Layout,
        format: Format,
        folder: Path,
    ) -> None:
        """Open a table.

        Args:
            database: A connection of DuckDB.
            path: The table, UTF-8.
            table: The same, with its header.
            layout: How it is separated.
            format: Its format, which must say by which columns a database chooses.
            folder: A folder for files, which is deleted when the table is closed.
        """
        assert format.bulk is not None
        self.bulk: Bulk = format.bulk
        self.format = format
        self.path = path
        self.folder = folder
        self.table = table
        self.positions = format.positions(table.header)
        self.meanings = Meanings(table, self.positions)
        self.numbered = _numbered(table, layout)
        self._database = database

    def fetched(
        self, query: str, values: Sequence[object] = ()
    ) -> list[tuple[Any, ...]]:
        """Return the rows of a query over `numbered`."""
        result = self._database.execute(query, [str(self.path), *values])
        rows: list[tuple[Any, ...]] = result.fetchall()
        return rows

    def streamed(
        self, query: str, values: Sequence[object], *, before: Sequence[object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query over `numbered`.

        Args:
            query: The query.
            values: Its parameters after the path of the table.
            before: Its parameters before that.
        """
        result = self._database.execute(query, [*before, str(self.path), *values])
        while batch := result.fetchmany(FETCHED):
            yield from batch

    def row_text(self) -> str:
        """Return the text of all cells of a row."""
        cells = (f"c{number}" for number in range(len(self.table.header)))
        return f"concat_ws(chr(9), {', '.join(cells)})"

    def year_of(self, cells: Cells) -> int | None:
        """Return the year by which the actors of a row are known; None for no day."""
        days = self.meanings.days(self.bulk.days, cells)
        return None if days is None else self.year_in(days)

    def year_in(self, days: Days) -> int:
        """Return the year by which actors of these days are known."""
        first, last = days
        if not self.bulk.days.is_around:
            return first.year
        middle = first + (last - first) // 2
        return middle.year

    def cell(self, key: str) -> str:
        """Return the cell of a column, "" where it is empty or there is no such column.

        `WHERE_UNNAMED` is what tells places of one country apart that may be none: nothing where a
        place has a name, else its coordinates.
        """
        if key == WHERE_UNNAMED:
            return self._where_unnamed()
        position = self.positions.get(key)
        return "''" if position is None else f"coalesce(c{position}, '')"

    def _where_unnamed(self) -> str:
        name = self.cell(self.bulk.place_name)
        lat = self.cell("latitude")
        lon = self.cell("longitude")
        is_named = f"regexp_matches({name}, '{NAME}')"
        where = f"concat_ws('|', {lat}, {lon})"
        return f"CASE WHEN {is_named} THEN '' ELSE {where} END"

    def occurring(self, keys: Sequence[str]) -> list[Cells]:
        """Return what stands together in some columns, each once."""
        cells = ", ".join(self.cell(key) for key in keys)
        return self.fetched(f"SELECT DISTINCT {cells} FROM {self.numbered}")

    def keep(
        self,
        name: str,
        keys: Sequence[str],
        cells: Sequence[Cells],
        meanings: Mapping[str, tuple[str, Sequence[object]]],
    ) -> str:
        """Keep what cells mean as a table, and return the condition by which rows join it.

        Args:
            name: Name of the table.
            keys: Keys of the columns.
            cells: What stands in them.
            meanings: Type of DuckDB and values, by the name of the column in the new table.
        """
        columns = [f"unnest(?::VARCHAR[]) AS k{number}" for number in range(len(keys))]
        lists: list[Sequence[object]] = [
            [row[number] for row in cells] for number in range(len(keys))
        ]
        for meaning, (kind, values) in meanings.items():
            columns.append(f"unnest(?::{kind}[]) AS {meaning}")
            lists.append(values)
        query = f"CREATE TEMP TABLE {name} AS SELECT {', '.join(columns)}"
        self._database.execute(query, lists)
        joins = (
            f"{self.cell(key)} = {name}.k{number}" for number, key in enumerate(keys)
        )
        return " AND ".join(joins)

    def rows(self, numbers: Sequence[int] | None) -> Iterator[tuple[int, list[str]]]:
        """Yield the lines and cells of these rows, in any order; None for all rows.

        Only now whole rows are asked for: sorting them would take memory for all.
        """
        cells = ", ".join(
            f"coalesce(c{number}, '')" for number in range(len(self.table.header))
        )
        query = f"SELECT number, {cells} FROM {self.numbered}"
        values: list[object] = []
        if numbers is not None:
            query += " WHERE number IN (SELECT unnest(?::BIGINT[]))"
            values.append(list(numbers))
        for number, *row_cells in self.streamed(query, values):
            yield number + self.table.header_line, row_cells

    def rejected(self) -> tuple[Problem, ...]:
        """Return a problem for the lines that could not be separated, if any."""
        query = "SELECT count(DISTINCT line), min(line) FROM reject_errors"
        count, first = self._database.execute(query).fetchone()
        if not count:
            return ()
        problem = Problem(
            where=f"{name_of(self.path)}, line {first} and {count - 1:,} more",
            what="the lines have more or fewer cells than the header, or are not UTF-8.",
            cure="Correct them: a delimiter or a quote is too many or missing.",
        )
        return (problem,)


def _numbered(table: Table, layout: Layout) -> str:
    """Return the query of all rows with their numbers; its parameter is the path."""
    columns = ", ".join(
        f"'c{number}': 'VARCHAR'" for number in range(len(table.header))
    )
    quote = '"' if layout.has_quotes else ""
    read = (
        f"read_csv(?, header=false, skip={table.header_line}, auto_detect=false, "
        f"delim='{layout.delimiter}', quote='{quote}', escape='{quote}', "
        f"columns={{{columns}}}, store_rejects=true, strict_mode=true)"
    )
    return f"(SELECT row_number() OVER () AS number, * FROM {read})"
