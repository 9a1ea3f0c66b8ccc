"""Suggest incidents that may be the same as one under review, with the points for and against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.comparison import same_date, same_figures, same_places, same_side
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Incident
from timeline.project.values import date_words

# Incidents whose days lie further apart are not suggested.
NEAR_DAYS = timedelta(days=3)
MOST_TWINS = 5
NO_DATE = "no date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """An incident that may be the same.

    Attributes:
        id: Its id.
        headline: Its headline.
        days: Its day or days, in words; "no date" for none.
        points_for: What speaks for one incident, in words.
        points_against: What speaks against it.
    """

    id: str
    headline: str
    days: str
    points_for: tuple[str, ...]
    points_against: tuple[str, ...]


def twins(incident: Incident, incidents: Iterable[Incident]) -> list[Twin]:
    """Return the likeliest twins of an incident, those with most points first.

    At most `MOST_TWINS`, of the same type, not far in time, with two points in common and more for
    one incident than against it; those that a person has split from it are none.
    """
    likely = []
    for candidate in incidents:
        if candidate.id == incident.id or not _is_comparable(incident, candidate):
            continue
        if not _splits(incident).isdisjoint(_splits(candidate)):
            continue
        twin = _compared(incident, candidate)
        if len(twin.points_for) > max(1, len(twin.points_against)):
            likely.append(twin)
    likely.sort(key=_rank)
    return likely[:MOST_TWINS]


def _splits(incident: Incident) -> set[tuple[str | None, str, date]]:
    """Return what tells a split: what was split, by whom, and when."""
    notes = [note for note in incident.corrections if note.field == "split"]
    return {(note.was, note.author, note.day) for note in notes}


def _rank(twin: Twin) -> tuple[int, str]:
    """Return what orders twins: the surplus of points for one incident, then the id."""
    return len(twin.points_against) - len(twin.points_for), twin.id


def _is_comparable(left: Incident, right: Incident) -> bool:
    if left.type != right.type:
        return False
    if left.date is None or right.date is None:
        return True
    gap_before = left.date.start - right.date.end
    gap_after = right.date.start - left.date.end
    return max(gap_before, gap_after) <= NEAR_DAYS


def _compared(incident: Incident, candidate: Incident) -> Twin:
    acting = same_side(_acting(incident), _acting(candidate))
    targets = same_side(_targets(incident), _targets(candidate))
    comparisons = {
        "day": same_date(incident.date, candidate.date),
        "place": same_places(incident.places, candidate.places),
        "initiator": acting,
        "target": targets,
        "number killed or hurt": same_figures(
            incident.casualties, candidate.casualties
        ),
    }
    points_for = [f"same {name}" for name, value in comparisons.items() if value > 0]
    points_against = [
        f"other {name}" for name, value in comparisons.items() if value < 0
    ]
    if incident.date is None or candidate.date is None:
        points_against.append("day unknown")
    if incident.mode is not None and incident.mode == candidate.mode:
        points_for.append("same mode")
    return Twin(
        id=candidate.id,
        headline=candidate.headline,
        days=date_words(candidate.date) or NO_DATE,
        points_for=tuple(points_for),
        points_against=tuple(points_against),
    )


def _acting(incident: Incident) -> Sequence[ActorRole]:
    return [actor for actor in incident.actors if actor.role is not Role.TARGET]


def _targets(incident: Incident) -> Sequence[ActorRole]:
    return [actor for actor in incident.actors if actor.role is Role.TARGET]
