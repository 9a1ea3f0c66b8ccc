"""Order incidents for review: the most doubtful of those that matter most come first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from timeline.model.incidents import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """One incident in the queue.

    Attributes:
        id: Its id.
        headline: Its headline.
        is_quotation: True when the headline is an article's own words.
        start: First day (ISO); None when undated.
        end: Last day.
        type: Incident type, with its mode.
        priority: Doubt times salience; higher comes first.
        is_checked: True when a person has judged it.
    """

    id: str
    headline: str
    is_quotation: bool
    start: str | None
    end: str | None
    type: str
    priority: float
    is_checked: bool


def doubt(incident: Incident) -> float:
    """Return how doubtful an incident is, 0 to 1; a disputed one at least 0.5."""
    doubtful = 1.0 - incident.confidence
    return max(doubtful, 0.5) if incident.disputed else doubtful


def is_checked(incident: Incident) -> bool:
    """Return whether a person has judged an incident; a new name of its actor does not count."""
    return bool(incident.judgements)


def review_queue(
    incidents: Sequence[Incident], *, documents: Collection[str] | None = None
) -> list[QueueItem]:
    """Return all incidents, unchecked ones first, each group by doubt times salience, then by id.

    Args:
        incidents: The incidents as corrected so far.
        documents: Ids of the documents under review; None for all.
    """
    items = [
        item_of(incident)
        for incident in incidents
        if documents is None
        or any(passage.document in documents for passage in incident.reports)
    ]
    return sorted(items, key=lambda item: (item.is_checked, -item.priority, item.id))


def item_of(incident: Incident) -> QueueItem:
    """Return an incident as an item of the queue."""
    when = incident.date
    return QueueItem(
        id=incident.id,
        headline=incident.headline,
        is_quotation=incident.headline_span is not None,
        start=when.start.isoformat() if when else None,
        end=when.end.isoformat() if when else None,
        type=f"{incident.type}/{incident.mode}" if incident.mode else incident.type,
        priority=round(doubt(incident) * incident.salience, 6),
        is_checked=is_checked(incident),
    )
