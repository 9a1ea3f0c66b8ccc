"""incidents.geojson: the incidents on a map (RFC 7946), for QGIS, geopandas, Leaflet."""

from pathlib import Path
from typing import Any

import msgspec

from timeline.exporters.sorting import in_order
from timeline.model.incidents import Incident
from timeline.model.places import Place
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically


def write(timeline: TimelineData, path: Path) -> None:
    """Write one feature an incident: a point, several points, or null without a resolved place.

    Null is legal. `place_precision` holds the grain of each point in order: that of a province or
    country is the centre of an area, not where it happened.

    Raises:
        UsageError: The file cannot be written.
    """
    features = [_feature(incident) for incident in in_order(timeline)]
    collection = {"type": "FeatureCollection", "features": features}
    content = msgspec.json.encode(collection)
    write_atomically(path, content.decode("utf-8") + "\n")


def _feature(incident: Incident) -> dict[str, Any]:
    located = [
        place
        for place in incident.places
        if place.lat is not None and place.lon is not None
    ]
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _geometry(located),
        "properties": {
            "headline": incident.headline,
            "type": incident.type,
            "mode": incident.mode,
            "status": incident.status,
            "disputed": incident.disputed,
            "start": incident.date.start if incident.date else None,
            "end": incident.date.end if incident.date else None,
            "precision": incident.date.precision if incident.date else None,
            "actors": [
                {"id": actor.id, "name": actor.name, "role": actor.role}
                for actor in incident.actors
            ],
            "places": [place.name for place in incident.places],
            "place_precision": [place.precision for place in located],
            "casualties": incident.casualties,
            "publishers": incident.publishers,
            "salience": incident.salience,
            "confidence": incident.confidence,
        },
    }


def _geometry(places: list[Place]) -> dict[str, Any] | None:
    points = [(place.lon, place.lat) for place in places]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}
