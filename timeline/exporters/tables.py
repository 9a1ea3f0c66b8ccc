"""A folder of linked CSV tables: incidents, reports, actors, places, casualties and their links."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.errors import UsageError, reason_of
from timeline.exporters.csv import HEADER, row_of
from timeline.exporters.sorting import in_order
from timeline.lexicon.wikidata import wikidata_id
from timeline.model.actors import Actor
from timeline.model.incidents import Casualty, Incident
from timeline.model.places import Place
from timeline.model.text import Document
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
    "actors": ("id", "name", "kind", "country", "aliases", "wikidata"),
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
"""Columns of each table.

`incident`, `report`, `actor`, `place` and `document` are the ids that link them; a row of
`casualties` with a `report` is what that report says, a row without is a figure of the incident.
"""


def write(timeline: TimelineData, folder: Path) -> None:
    """Write the tables into a folder, which is made if it is not there.

    Cells are safe from formulas, as in csv.

    Raises:
        UsageError: The folder cannot be made, or a file not be written.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        if folder.exists():
            reason = "there is a file of that name"
        what = f"cannot be made a folder ({reason})."
        raise UsageError(str(folder), what, "Give the name of a folder.") from error
    for name, rows in tables(timeline).items():
        write_atomically(folder / f"{name}.csv", csv_text(COLUMNS[name], rows))


def tables(timeline: TimelineData) -> dict[str, Iterable[Row]]:
    """Return the rows of each table by its name."""
    incidents = in_order(timeline)
    return {
        "incidents": (row_of(incident) for incident in incidents),
        "reports": _reports(timeline),
        "actors": (_actor(actor) for actor in timeline.actors),
        "places": (_place(place) for place in timeline.places),
        "casualties": _casualties(incidents),
        "incident_actors": _actor_links(incidents),
        "incident_places": _place_links(incidents),
    }


def _actor(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "aliases": _list(actor.aliases),
        "wikidata": wikidata_id(actor.id),
    }


def _place(place: Place) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "precision": place.precision.value,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "aliases": _list(place.aliases),
    }


def _actor_links(incidents: Iterable[Incident]) -> Iterator[Row]:
    for incident in incidents:
        for actor in incident.actors:
            yield {"incident": incident.id, "actor": actor.id, "role": actor.role.value}


def _place_links(incidents: Iterable[Incident]) -> Iterator[Row]:
    for incident in incidents:
        for place in incident.places:
            yield {"incident": incident.id, "place": place.id}


def _reports(timeline: TimelineData) -> Iterator[Row]:
    documents = {document.id: document for document in timeline.documents}
    for incident in in_order(timeline):
        for passage in incident.reports:
            yield {
                "incident": incident.id,
                "report": passage.report,
                "document": passage.document,
                **document_cells(documents.get(passage.document)),
                "status": passage.status.value,
                **date_cells(passage.date),
                "attribution": _list(passage.attribution),
                "text": passage.text,
            }


def document_cells(document: Document | None) -> Row:
    """Return publisher, day of publication, dataset and line of a document; nothing for None."""
    if document is None:
        return {}
    published = document.published
    return {
        "publisher": document.publisher,
        "published": published.isoformat() if published else None,
        "dataset": document.dataset,
        "line": document.line,
    }


def _casualties(incidents: Iterable[Incident]) -> Iterator[Row]:
    for incident in incidents:
        for figure in incident.casualties:
            yield {"incident": incident.id, **figure_cells(figure)}
        for passage in incident.reports:
            for figure in passage.casualties:
                yield {
                    "incident": incident.id,
                    "report": passage.report,
                    "document": passage.document,
                    **figure_cells(figure),
                }


def figure_cells(figure: Casualty) -> Row:
    """Return kind, group, actor, numbers and attribution of a figure."""
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


def date_cells(date: DateInterval | None) -> Row:
    """Return first and last day (ISO), precision and basis of a date; nothing for None."""
    if date is None:
        return {}
    return {
        "start": date.start.isoformat(),
        "end": date.end.isoformat(),
        "precision": date.precision.value,
        "basis": date.basis.value,
    }


def _list(names: Iterable[str]) -> str:
    return "; ".join(names)
