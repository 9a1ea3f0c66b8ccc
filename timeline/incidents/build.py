"""What do the reports of all documents together support?"""

from collections.abc import Mapping, Sequence
from datetime import date

from timeline.incidents.merge import Group, clusters
from timeline.incidents.phrasing import words_of
from timeline.incidents.reconcile import incident_of
from timeline.incidents.relations import related
from timeline.incidents.weight import weighed
from timeline.model.incidents import Incident, Report
from timeline.model.types import IncidentType


def incidents_of(
    reports: Sequence[Report],
    *,
    types: Mapping[str, IncidentType],
    published: Mapping[str, date | None],
    texts: Mapping[str, str] | None = None,
    voices: Mapping[str, str] | None = None,
    separate: bool = False,
) -> list[Incident]:
    """Make incidents of reports, by start date (undated last) and then id.

    Args:
        reports: Reports of all documents, in any order.
        types: Incident types, for the words of headlines.
        published: Day of publication by document id.
        texts: Text by document id; leave out to compare without what the documents are about.
        voices: For documents that carry the text of another, the id of that one: together they are one voice.
        separate: True to merge nothing across documents.
    """
    groups = (
        [Group([report]) for report in reports]
        if separate
        else clusters(reports, published, words=words_of(texts or {}))
    )
    found = weighed([incident_of(group.reports, types, group.joined) for group in groups], published, voices or {})
    return sorted(related(found), key=lambda one: (one.date is None, one.date.start if one.date else date.max, one.id))
