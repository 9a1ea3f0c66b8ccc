"""Order of incidents in every file."""

from datetime import date

from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData


def in_order(timeline: TimelineData) -> list[Incident]:
    """Return the incidents by start date, the undated last, then by id."""
    return sorted(timeline.incidents, key=_key)


def _key(incident: Incident) -> tuple[date, bool, str]:
    when = incident.date
    if when is None:
        return date.max, True, incident.id
    return when.start, False, incident.id
