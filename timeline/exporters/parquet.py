"""incidents.parquet: the flat table with types, for pandas, polars, DuckDB, Arrow and R."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from timeline.errors import UsageError
from timeline.exporters.csv import HEADER, row_of
from timeline.exporters.sorting import in_order
from timeline.model.actors import Role
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_pieces_atomically

# Names and types of columns: a pyarrow.Schema, which is known only where the library is installed.
Schema: TypeAlias = Any
COLUMNS = tuple(HEADER)
# Columns that are lists here, where the CSV joins them.
LISTS = (
    "initiators",
    "targets",
    "parties",
    "places",
    "attribution",
    "publishers",
    "documents",
    "reviewed_by",
)
DAYS = ("start", "end", "published", "reviewed_on")
FLOATS = ("lat", "lon", "salience", "confidence")
NUMBERS = (
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
)


# Rows that are held and compressed together; readers can take some groups and leave the others.
ROWS_IN_A_GROUP = 10_000


def write(timeline: TimelineData, path: Path) -> None:
    """Write one row an incident, in the columns of the CSV with types.

    Days are dates, figures are numbers, names are lists. Rows are written in groups, so that
    millions of them are never in memory.

    Raises:
        UsageError: The library pyarrow is not installed, or the file cannot be written.
    """
    schema = schema_of(COLUMNS)
    write_pieces_atomically(path, pieces(map(row, in_order(timeline)), schema))


def schema_of(columns: Sequence[str]) -> Schema:
    """Return the types of columns by their names; those of other names are text.

    Raises:
        UsageError: The library pyarrow is not installed.
    """
    pyarrow = _pyarrow()
    types = {
        **dict.fromkeys(LISTS, pyarrow.list_(pyarrow.string())),
        **dict.fromkeys(DAYS, pyarrow.date32()),
        **dict.fromkeys(FLOATS, pyarrow.float64()),
        **dict.fromkeys(NUMBERS, pyarrow.int64()),
        **dict.fromkeys(("disputed", "prominent"), pyarrow.bool_()),
    }
    return pyarrow.schema(
        [(name, types.get(name, pyarrow.string())) for name in columns]
    )


def _pyarrow() -> Any:  # noqa: ANN401 - a module
    try:
        import pyarrow  # an extra: only Parquet files need it
        import pyarrow.parquet
    except ImportError:
        cure = "Install it: pip install 'conflict-timeline[tables]'."
        raise UsageError(
            "parquet", "Parquet files need the library pyarrow.", cure
        ) from None
    return pyarrow


class _Pieces:
    """Takes what is written as a file does, to be handed on piece by piece."""

    closed = False

    def __init__(self) -> None:
        self._size = 0
        self._waiting: list[bytes] = []

    def flush(self) -> None:
        """Do nothing: it is handed on when it is asked for."""

    def close(self) -> None:
        """Do nothing: what waits is still handed on."""

    def tell(self) -> int:
        return self._size

    def write(self, data: Any) -> int:  # noqa: ANN401 - whatever holds bytes
        content = bytes(data)
        self._waiting.append(content)
        self._size += len(content)
        return len(content)

    def taken(self) -> list[bytes]:
        """Return what was written since it was last asked for."""
        waiting, self._waiting = self._waiting, []
        return waiting


def pieces(rows: Iterable[dict[str, Any]], schema: Schema) -> Iterator[bytes]:
    """Yield the bytes of a Parquet file, a group of rows after the other.

    Args:
        rows: The rows; only those of one group are held.
        schema: Names and types of their columns.
    """
    pyarrow = _pyarrow()
    out = _Pieces()
    remaining = iter(rows)
    with pyarrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(remaining, ROWS_IN_A_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            yield from out.taken()
    yield from out.taken()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows of a file that are read together.

    Attributes:
        number: Number of the group in its file.
        rows: How many rows it has.
        first: The earliest first day of a row; None where it is not known.
        last: The latest last day of a row; None where it is not known.
    """

    number: int
    rows: int
    first: date | None
    last: date | None

    def can_lie_between(self, since: date | None, until: date | None) -> bool:
        """Return whether a row may have a day between two; None for no bound."""
        if since is not None and self.last is not None and self.last < since:
            return False
        return until is None or self.first is None or self.first <= until


def groups(path: Path) -> list[Group]:
    """Return the groups of rows of a file.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is damaged.
        UsageError: The library pyarrow is not installed.
    """
    pyarrow = _pyarrow()
    with pyarrow.parquet.ParquetFile(path) as file:
        numbers = range(file.num_row_groups)
        return [_group(file.metadata.row_group(number), number) for number in numbers]


def _group(metadata: Any, number: int) -> Group:  # noqa: ANN401 - of an extra
    """Return a group of rows with the days that the file says it has."""
    statistics = dict(_statistics(metadata))
    start = statistics.get("start")
    end = statistics.get("end")
    return Group(
        number=number,
        rows=metadata.num_rows,
        first=start.min if start else None,
        last=end.max if end else None,
    )


def _statistics(metadata: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    """Yield the names of the columns of which a file says least and most, with both."""
    for number in range(metadata.num_columns):
        column = metadata.column(number)
        if column.statistics is None:
            continue
        if column.statistics.has_min_max:
            yield column.path_in_schema, column.statistics


def group_texts(path: Path, group: Group, column: str) -> list[str]:
    """Return the values of a column of text in a group of rows.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is damaged, or has no such column.
        UsageError: The library pyarrow is not installed.
    """
    pyarrow = _pyarrow()
    with pyarrow.parquet.ParquetFile(path) as file:
        if column not in file.schema_arrow.names:
            raise ValueError(f"there is no column {column!r}")
        table = file.read_row_group(group.number, columns=[column])
        values: list[str] = table[column].to_pylist()
        return values


def row(incident: Incident) -> dict[str, Any]:
    """Return the row of an incident, by the names of the columns."""
    documents = dict.fromkeys(passage.document for passage in incident.reports)
    when = incident.date
    return {
        **row_of(incident),
        "start": when.start if when else None,
        "end": when.end if when else None,
        "initiators": _names(incident, Role.INITIATOR),
        "targets": _names(incident, Role.TARGET),
        "parties": _names(incident, Role.PARTY),
        "places": [place.name for place in incident.places],
        "attribution": list(incident.attribution),
        "publishers": list(incident.publishers),
        "documents": list(documents),
        "reviewed_by": list(incident.reviewed_by),
        "reviewed_on": incident.reviewed_on,
    }


def _names(incident: Incident, role: Role) -> list[str]:
    return [actor.name for actor in incident.actors if actor.role is role]
