"""A folder of linked CSV tables: incidents, reports, actors, places, casualties, and who and where in each incident."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.errors import UsageError
from timeline.exporters.csv import HEADER, row_of
from timeline.exporters.sorting import in_order
from timeline.model.incidents import Casualty
from timeline.model.timeline import TimelineData
from timeline.model.when import DateInterval
from timeline.output.atomic import write_atomically
from timeline.output.cells import Value, csv_text

Row = dict[str, Value]
COLUMNS: dict[str, tuple[str, ...]] = {
    "incidents": tuple(HEADER),
    "reports": (
        *(
            "report",
            "incident",
            "document",
            "publisher",
            "published",
            "status",
            "start",
            "end",
            "precision",
            "basis",
        ),
        *("attribution", "dataset", "line", "text"),
    ),
    "actors": ("id", "name", "kind", "country", "aliases"),
    "places": ("id", "name", "precision", "lat", "lon", "country", "admin1", "aliases"),
    "casualties": (
        *(
            "incident",
            "report",
            "document",
            "kind",
            "group",
            "actor",
            "low",
            "best",
            "high",
            "part_of_total",
        ),
        "attribution",
    ),
    "incident_actors": ("incident", "actor", "role"),
    "incident_places": ("incident", "place"),
}
"""Columns of each table. `incident`, `report`, `actor`, `place` and `document` are the ids that link them; a row of
`casualties` with a `report` is what that report says, one without is a figure of the incident."""


def write(timeline: TimelineData, folder: Path) -> None:
    """Write the tables into a folder, which is made if it is not there; cells are safe from formulas, as in csv.

    Raises:
        UsageError: The folder cannot be made, or a file not be written.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        what = (
            "there is a file of that name"
            if folder.exists()
            else (error.strerror or "the system refuses it").lower()
        )
        raise UsageError(
            str(folder), f"cannot be made a folder ({what}).", "Give the name of a folder."
        ) from error
    for name, rows in tables(timeline).items():
        write_atomically(folder / f"{name}.csv", csv_text(COLUMNS[name], rows))


def tables(timeline: TimelineData) -> dict[str, Iterable[Row]]:
    """Give the rows of each table by its name."""
    incidents = in_order(timeline)
    return {
        "incidents": (row_of(incident) for incident in incidents),
        "reports": _reports(timeline),
        "actors": (
            {"id": one.id, "name": one.name, "kind": one.kind.value, "country": one.country, "aliases": _list(one.aliases)}
            for one in timeline.actors
        ),
        "places": (
            {
                "id": one.id, "name": one.name, "precision": one.precision.value, "lat": one.lat, "lon": one.lon,
                "country": one.country, "admin1": one.admin1, "aliases": _list(one.aliases),
            }
            for one in timeline.places
        ),
        "casualties": _casualties(timeline),
        "incident_actors": (
            {"incident": incident.id, "actor": one.id, "role": one.role.value} for incident in incidents for one in incident.actors
        ),
        "incident_places": (
            {"incident": incident.id, "place": one.id} for incident in incidents for one in incident.places
        ),
    }  # fmt: skip


def _reports(timeline: TimelineData) -> Iterator[Row]:
    documents = {one.id: one for one in timeline.documents}
    for incident in in_order(timeline):
        for passage in incident.reports:
            document = documents.get(passage.document)
            yield {
                "report": passage.report,
                "incident": incident.id,
                "document": passage.document,
                "publisher": document.publisher if document else None,
                "published": document.published.isoformat()
                if document and document.published
                else None,
                "status": passage.status.value,
                **_when(passage.date),
                "attribution": _list(passage.attribution),
                "dataset": document.dataset if document else None,
                "line": document.line if document else None,
                "text": passage.text,
            }


def _casualties(timeline: TimelineData) -> Iterator[Row]:
    for incident in in_order(timeline):
        for one in incident.casualties:
            yield {"incident": incident.id, **_figure(one)}
        for passage in incident.reports:
            for one in passage.casualties:
                ids = {
                    "incident": incident.id,
                    "report": passage.report,
                    "document": passage.document,
                }
                yield {**ids, **_figure(one)}


def _figure(one: Casualty) -> Row:
    return {
        "kind": one.kind.value, "group": one.group, "actor": one.actor, "low": one.low, "best": one.best, "high": one.high,
        "part_of_total": one.part_of_total, "attribution": _list(one.attribution),
    }  # fmt: skip


def _when(date: DateInterval | None) -> Row:
    if date is None:
        return {}
    grain = {"precision": date.precision.value, "basis": date.basis.value}
    return {"start": date.start.isoformat(), "end": date.end.isoformat(), **grain}


def _list(names: Iterable[str]) -> str:
    return "; ".join(names)
