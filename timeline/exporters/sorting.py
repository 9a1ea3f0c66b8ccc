"""Order of incidents in every file."""

from collections.abc import Sequence

from timeline.model.incidents import Incident
from timeline.model.order import by_start
from timeline.model.timeline import TimelineData


def in_order(timeline: TimelineData) -> Sequence[Incident]:
    """Return the incidents by start date, the undated last, then by id.

    Those in a file are so already; they are too many to be sorted in memory.
    """
    if not isinstance(timeline.incidents, tuple):
        return timeline.incidents
    return sorted(timeline.incidents, key=by_start)
