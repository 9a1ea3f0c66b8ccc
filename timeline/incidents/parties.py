"""Name those who fought each other as parties, whichever report has whom begin it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from timeline.comparison import are_opposed, is_of_state, merged_actors
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Report
from timeline.model.types import IncidentType

# Initiators that are compared: more are of several sides whatever they are.
MOST_COMPARED = 6


def with_parties(
    reports: Sequence[Report], type: IncidentType, mode: str | None
) -> Sequence[Report]:
    """Return reports of a clash or a meeting with one role for each side; others as they are.

    "Clashes between guards and rebels", "rebels clashed with guards" and "guards attacked rebels"
    give the same sides three sets of roles. Where any report names parties, or reports have both
    sides begin it, those who began it are parties, and so are their targets if they acted anywhere.
    """
    if not (type.symmetric or mode in type.symmetric_modes):
        return reports
    actors = [actor for report in reports for actor in report.actors]
    if not _is_mutual(actors):
        return reports
    ids = _ids_of_acting(actors)
    return [_with_parties(report, ids) for report in reports]


def _ids_of_acting(actors: Sequence[ActorRole]) -> set[str]:
    """Return the ids of those who acted in any report, whatever their role in others."""
    acting = merged_actors(_acting(actors))
    return {actor.id for actor in actors if _is_among(actor, acting)}


def _acting(actors: Iterable[ActorRole]) -> Iterator[ActorRole]:
    for actor in actors:
        if actor.role is not Role.TARGET:
            yield actor


def _with_parties(report: Report, ids: set[str]) -> Report:
    """Return a report in which the actors with these ids are parties."""
    actors = (_as_party(actor, ids) for actor in report.actors)
    return replace(report, actors=merged_actors(actors))


def _is_mutual(actors: Sequence[ActorRole]) -> bool:
    if any(actor.role is Role.PARTY for actor in actors):
        return True
    initiators = merged_actors(
        actor for actor in actors if actor.role is Role.INITIATOR
    )
    return has_opposed(initiators)


def has_opposed(actors: Sequence[ActorRole]) -> bool:
    """Return whether actors are of different sides, such as an army and rebels."""
    pairs = combinations(actors[:MOST_COMPARED], 2)
    return any(are_opposed(left.kind, right.kind) for left, right in pairs)


def _is_among(actor: ActorRole, acting: Sequence[ActorRole]) -> bool:
    """Return whether an actor acted: in its own name, or as the state whose forces did."""
    name = actor.name.lower()
    if any(party.name.lower() == name for party in acting):
        return True
    return any(is_of_state(party, actor.id) for party in acting)


def _as_party(actor: ActorRole, ids: set[str]) -> ActorRole:
    if actor.id in ids:
        return replace(actor, role=Role.PARTY)
    return actor
