"""In which order do incidents stand in every file?"""

from datetime import date

from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData


def in_order(timeline: TimelineData) -> list[Incident]:
    """List the incidents by start date, the undated last, then by id."""
    return sorted(timeline.incidents, key=_key)


def _key(incident: Incident) -> tuple[date, bool, str]:
    start = incident.date.start if incident.date else date.max
    return start, incident.date is None, incident.id
