"""Suggest incidents that may be the same as one under review, with the points for and against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from timeline.comparison import same_date, same_figures, same_places, same_side
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Incident

# Incidents whose days lie further apart are not suggested.
NEAR_DAYS = timedelta(days=3)
MOST_TWINS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """An incident that may be the same.

    Attributes:
        id: Its id.
        headline: Its headline.
        points_for: What speaks for one incident, in words.
        points_against: What speaks against it.
    """

    id: str
    headline: str
    points_for: tuple[str, ...]
    points_against: tuple[str, ...]


def twins(incident: Incident, incidents: Iterable[Incident]) -> list[Twin]:
    """Return the likeliest twins of an incident, those with most points first; see `MOST_TWINS`.

    Only incidents of the same type, not far in time, that share a place, actor or figure are suggested.
    """
    candidates = [
        _compared(incident, candidate)
        for candidate in incidents
        if candidate.id != incident.id and _is_comparable(incident, candidate)
    ]
    likely = [twin for twin in candidates if len(twin.points_for) > 1]
    likely.sort(key=lambda twin: (len(twin.points_against) - len(twin.points_for), twin.id))
    return likely[:MOST_TWINS]


def _is_comparable(left: Incident, right: Incident) -> bool:
    if left.type != right.type:
        return False
    if left.date is None or right.date is None:
        return True
    gap_before = left.date.start - right.date.end
    gap_after = right.date.start - left.date.end
    return max(gap_before, gap_after) <= NEAR_DAYS


def _compared(incident: Incident, candidate: Incident) -> Twin:
    comparisons = {
        "day": same_date(incident.date, candidate.date),
        "place": same_places(incident.places, candidate.places),
        "initiator": same_side(_acting(incident), _acting(candidate)),
        "target": same_side(_targets(incident), _targets(candidate)),
        "number killed or hurt": same_figures(incident.casualties, candidate.casualties),
    }
    agreeing = [name for name, value in comparisons.items() if value > 0]
    differing = [name for name, value in comparisons.items() if value < 0]
    if incident.mode is not None and incident.mode == candidate.mode:
        agreeing.append("mode")
    return Twin(
        id=candidate.id,
        headline=candidate.headline,
        points_for=tuple(f"same {name}" for name in agreeing),
        points_against=tuple(f"other {name}" for name in differing),
    )


def _acting(incident: Incident) -> Sequence[ActorRole]:
    return [actor for actor in incident.actors if actor.role is not Role.TARGET]


def _targets(incident: Incident) -> Sequence[ActorRole]:
    return [actor for actor in incident.actors if actor.role is Role.TARGET]
