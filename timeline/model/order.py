"""Order incidents by time."""

from datetime import date

from timeline.model.incidents import Incident


def by_start(incident: Incident) -> tuple[bool, date, str]:
    """Return what incidents are sorted by: the start date, the undated last, then the id."""
    if incident.date is None:
        return True, date.max, incident.id
    return False, incident.date.start, incident.id
