"""Tables for pandas: incidents, reports and casualty figures, with types that sort and group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.errors import UnknownNameError
from timeline.exporters.csv import row_of
from timeline.exporters.tables import date_cells, document_cells, figure_cells
from timeline.model.incidents import Incident, Passage
from timeline.model.places import Place
from timeline.model.timeline import TimelineData

Cells = dict[str, Any]
DAYS = "datetime64[s]"  # holds the years 1 to 9999
CATEGORY = "category"
WHOLE = "Int64"  # whole numbers, also beside missing ones

# Columns of each table, in order, with the type that pandas gives them; None for words.
INCIDENTS: Mapping[str, str | None] = {
    "id": None,
    "headline": None,
    "type": CATEGORY,
    "mode": CATEGORY,
    "status": CATEGORY,
    "disputed": "bool",
    "start": DAYS,
    "end": DAYS,
    "precision": CATEGORY,
    "basis": CATEGORY,
    "initiators": None,
    "targets": None,
    "parties": None,
    "places": None,
    "killed_low": WHOLE,
    "killed_best": WHOLE,
    "killed_high": WHOLE,
    "publishers": None,
    "documents": "int64",
    "salience": "float64",
    "confidence": "float64",
    "genericity": CATEGORY,
    "prominent": "bool",
    "lat": "float64",
    "lon": "float64",
    "place_precision": CATEGORY,
    "country": CATEGORY,
    "admin1": None,
    "injured_low": WHOLE,
    "injured_best": WHOLE,
    "injured_high": WHOLE,
    "attribution": None,
    "text": None,
}
REPORTS: Mapping[str, str | None] = {
    "incident": None,
    "report": None,
    "document": None,
    "publisher": CATEGORY,
    "published": DAYS,
    "dataset": CATEGORY,
    "type": CATEGORY,
    "mode": CATEGORY,
    "status": CATEGORY,
    "start": DAYS,
    "end": DAYS,
    "precision": CATEGORY,
    "basis": CATEGORY,
    "attribution": None,
    "text": None,
    "offset": "int64",
}
CASUALTIES: Mapping[str, str | None] = {
    "incident": None,
    "report": None,
    "document": None,
    "start": DAYS,
    "kind": CATEGORY,
    "group": None,
    "actor": None,
    "low": WHOLE,
    "best": WHOLE,
    "high": WHOLE,
    "part_of_total": "bool",
    "attribution": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A table that can be made of a timeline.

    Attributes:
        columns: Its columns with their types.
        rows_of: Yields its rows.
    """

    columns: Mapping[str, str | None]
    rows_of: Callable[[TimelineData], Iterator[Cells]]


def frame(timeline: TimelineData, level: str) -> Any:  # noqa: ANN401 - a DataFrame
    """Return a table of pandas.

    Args:
        timeline: The timeline.
        level: "incidents", "reports" (one row a passage) or "casualties" (one row a figure of a
            passage).

    Raises:
        UnknownNameError: There is no such table.
    """
    if level not in LEVELS:
        problem = "there is no such table."
        raise UnknownNameError(f"level {level!r}", problem, f"Use {', '.join(LEVELS)}.")
    from pandas import DataFrame, Series  # a second to import; only this needs it

    chosen = LEVELS[level]
    rows = list(chosen.rows_of(timeline))
    columns = {}
    for name, kind in chosen.columns.items():
        values = [row.get(name) for row in rows]
        columns[name] = Series(values, dtype=kind or "object")
    return DataFrame(columns)


def _incident_rows(timeline: TimelineData) -> Iterator[Cells]:
    """Yield the cells of the CSV; documents are counted here, and the province is added."""
    for incident in timeline.incidents:
        yield {
            **row_of(incident),
            "admin1": _province(incident.places),
            "documents": len({passage.document for passage in incident.reports}),
        }


def _province(places: Sequence[Place]) -> str | None:
    """Return the province of the first place that has a country."""
    for place in places:
        if place.country is not None:
            return place.admin1
    return None


def _list(names: Sequence[str]) -> str:
    return "; ".join(names)


def _report_rows(timeline: TimelineData) -> Iterator[Cells]:
    documents = {document.id: document for document in timeline.documents}
    for incident in timeline.incidents:
        for passage in incident.reports:
            yield {
                **_passage(incident, passage),
                **document_cells(documents.get(passage.document)),
                "type": incident.type,
                "mode": incident.mode,
                "status": passage.status.value,
                **date_cells(passage.date),
                "attribution": _list(passage.attribution),
                "text": passage.text,
                "offset": passage.start,
            }


def _passage(incident: Incident, passage: Passage) -> Cells:
    return {
        "incident": incident.id,
        "report": passage.report,
        "document": passage.document,
    }


def _casualty_rows(timeline: TimelineData) -> Iterator[Cells]:
    for incident in timeline.incidents:
        for passage in incident.reports:
            when = date_cells(passage.date or incident.date)
            for figure in passage.casualties:
                yield {
                    **_passage(incident, passage),
                    "start": when.get("start"),
                    **figure_cells(figure),
                }


LEVELS: Mapping[str, Level] = {
    "incidents": Level(columns=INCIDENTS, rows_of=_incident_rows),
    "reports": Level(columns=REPORTS, rows_of=_report_rows),
    "casualties": Level(columns=CASUALTIES, rows_of=_casualty_rows),
}
