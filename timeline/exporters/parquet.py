"""incidents.parquet: the flat table with types, for pandas, polars, DuckDB, Arrow and R."""

import io
from pathlib import Path
from typing import Any

from timeline.errors import UsageError
from timeline.exporters.csv import HEADER, row_of
from timeline.exporters.sorting import in_order
from timeline.model.actors import Role
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_pieces_atomically

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
DAYS = ("start", "end", "reviewed_on")
FLOATS = ("lat", "lon", "salience", "confidence")
NUMBERS = (
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
)


def write(timeline: TimelineData, path: Path) -> None:
    """Write one row an incident, in the columns of the CSV with types.

    Days are dates, figures are numbers, names are lists.

    Raises:
        UsageError: The library pyarrow is not installed, or the file cannot be written.
    """
    try:
        import pyarrow  # an extra: only Parquet files need it
        import pyarrow.parquet
    except ImportError:
        cure = "Install it: pip install 'conflict-timeline[tables]'."
        raise UsageError("parquet", "writing Parquet needs the library pyarrow.", cure) from None
    types = {
        **dict.fromkeys(LISTS, pyarrow.list_(pyarrow.string())),
        **dict.fromkeys(DAYS, pyarrow.date32()),
        **dict.fromkeys(FLOATS, pyarrow.float64()),
        **dict.fromkeys(NUMBERS, pyarrow.int64()),
        **dict.fromkeys(("disputed", "prominent"), pyarrow.bool_()),
    }
    schema = pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in COLUMNS])
    rows = [_row(incident) for incident in in_order(timeline)]
    table = pyarrow.Table.from_pylist(rows, schema=schema)
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out, compression="zstd")
    write_pieces_atomically(path, (out.getvalue(),))


def _row(incident: Incident) -> dict[str, Any]:
    documents = dict.fromkeys(passage.document for passage in incident.reports)
    date = incident.date
    return {
        **row_of(incident),
        "start": date.start if date else None,
        "end": date.end if date else None,
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
