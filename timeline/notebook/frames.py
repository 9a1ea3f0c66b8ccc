"""Tables for pandas: incidents, reports and casualty figures, with types that sort and group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.errors import UnknownNameError
from timeline.model.incidents import Casualty, Incident, Passage
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.model.types import CasualtyKind
from timeline.model.when import DateInterval

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
    for incident in timeline.incidents:
        killed = incident.killed
        yield {
            "id": incident.id,
            "headline": incident.headline,
            "type": incident.type,
            "mode": incident.mode,
            "status": incident.status.value,
            "disputed": incident.disputed,
            **_when(incident.date),
            "initiators": _actors(incident, "initiator"),
            "targets": _actors(incident, "target"),
            "parties": _actors(incident, "party"),
            **_where(incident.places),
            "killed_low": killed.low if killed else None,
            "killed_best": killed.best if killed else None,
            "killed_high": killed.high if killed else None,
            **_injured(incident),
            "attribution": _list(incident.attribution),
            "publishers": _list(incident.publishers),
            "documents": len({passage.document for passage in incident.reports}),
            "salience": incident.salience,
            "confidence": incident.confidence,
            "genericity": incident.genericity.value,
            "prominent": incident.prominent,
            "text": incident.reports[0].text if incident.reports else None,
        }


def _when(date: DateInterval | None) -> Cells:
    if date is None:
        return {}
    return {
        "start": date.start.isoformat(),
        "end": date.end.isoformat(),
        "precision": date.precision.value,
        "basis": date.basis.value,
    }


def _where(places: Sequence[Place]) -> Cells:
    """Return the names of the places, with coordinates and country of the first that has them."""
    cells: Cells = {"places": _list([place.name for place in places])}
    for place in reversed(places):
        if place.country is not None:
            cells["country"] = place.country
            cells["admin1"] = place.admin1
        if place.lat is not None:
            cells["lat"] = place.lat
            cells["lon"] = place.lon
            cells["place_precision"] = place.precision.value
    return cells


def _injured(incident: Incident) -> Cells:
    """Return the figure of injured; nothing where the reports give several or none."""
    totals = [
        figure
        for figure in incident.casualties
        if figure.kind is CasualtyKind.INJURED and not figure.part_of_total
    ]
    if len(totals) != 1:
        return {}
    (figure,) = totals
    return {
        "injured_low": figure.low,
        "injured_best": figure.best,
        "injured_high": figure.high,
    }


def _actors(incident: Incident, role: str) -> str:
    return _list([actor.name for actor in incident.actors if actor.role.value == role])


def _list(names: Sequence[str]) -> str:
    return "; ".join(names)


def _report_rows(timeline: TimelineData) -> Iterator[Cells]:
    documents = {document.id: document for document in timeline.documents}
    for incident in timeline.incidents:
        for passage in incident.reports:
            yield {
                **_passage(incident, passage),
                **_document(documents.get(passage.document)),
                "type": incident.type,
                "mode": incident.mode,
                "status": passage.status.value,
                **_when(passage.date),
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


def _document(document: Document | None) -> Cells:
    if document is None:
        return {}
    published = document.published
    return {
        "publisher": document.publisher,
        "published": published.isoformat() if published else None,
        "dataset": document.dataset,
    }


def _casualty_rows(timeline: TimelineData) -> Iterator[Cells]:
    for incident in timeline.incidents:
        for passage in incident.reports:
            when = _when(passage.date or incident.date)
            for figure in passage.casualties:
                yield {
                    **_passage(incident, passage),
                    "start": when.get("start"),
                    **_figure(figure),
                }


def _figure(figure: Casualty) -> Cells:
    return {
        "kind": figure.kind.value,
        "group": figure.group,
        "actor": figure.actor,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "part_of_total": figure.part_of_total,
        "attribution": _list(figure.attribution),
    }


LEVELS: Mapping[str, Level] = {
    "incidents": Level(columns=INCIDENTS, rows_of=_incident_rows),
    "reports": Level(columns=REPORTS, rows_of=_report_rows),
    "casualties": Level(columns=CASUALTIES, rows_of=_casualty_rows),
}
