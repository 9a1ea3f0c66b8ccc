"""Why an incident of one timeline has no partner in the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from timeline.audit.match import DayIndex, Pair, faults, gap, ids_in
from timeline.audit.scope import Scope, outside
from timeline.comparison import distance
from timeline.model.incidents import Incident

# Days within which the nearest incident of the other timeline is looked for.
WINDOW = 7
# Incidents that are looked at for the nearest one.
MOST_NEAR = 200
WORDS = {
    "date": "{days} days apart",
    "kind": "of another kind ({kind})",
    "place": "at another place{kilometres}",
    "sides": "of other sides",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """An incident without a partner.

    Attributes:
        incident: The incident.
        reason: Why, in a few words that many share.
        nearest: The incident of the other timeline that comes nearest; None if none is near.
        detail: How the nearest one differs; "" without one.
    """

    incident: Incident
    reason: str
    nearest: Incident | None = None
    detail: str = ""


class Explainer:
    """Says why incidents of one timeline have no partner in the other."""

    def __init__(
        self,
        others: Sequence[Incident],
        scope: Scope | None,
        pairs: Sequence[Pair],
        *,
        days: int,
    ) -> None:
        """Index the other timeline.

        Args:
            others: Its incidents that can be compared.
            scope: What it covers.
            pairs: The pairs that were found.
            days: Days by which the dates of a pair may lie apart.
        """
        self._index = DayIndex(others)
        self._scope = scope
        self._days = days
        self._used = ids_in(pairs)

    def explain(self, incident: Incident) -> Unmatched:
        """Return the reason for one incident."""
        reason = outside(incident, self._scope)
        if reason is not None:
            return Unmatched(incident=incident, reason=reason)
        nearest = self._nearest(incident)
        if nearest is None:
            reason = f"nothing of the country or place within {WINDOW} days"
            return Unmatched(incident=incident, reason=reason)
        names = faults(incident, nearest, days=self._days)
        return Unmatched(
            incident=incident,
            reason=self._reason(names, nearest),
            nearest=nearest,
            detail=_detail(names, incident, nearest),
        )

    def _nearest(self, incident: Incident) -> Incident | None:
        """Return the incident of the other timeline that differs least; None if none is near."""
        near = self._index.near(incident, days=WINDOW)[:MOST_NEAR]

        def difference(candidate: Incident) -> tuple[int, int, str]:
            names = faults(incident, candidate, days=self._days)
            return len(names), _gap(incident, candidate), candidate.id

        return min(near, key=difference, default=None)

    def _reason(self, names: Sequence[str], nearest: Incident) -> str:
        if names:
            return _difference(names)
        if id(nearest) in self._used:
            return "the nearest one has another partner"
        return "too little agrees with the nearest one"


def _difference(names: Sequence[str]) -> str:
    listed = ", ".join(names)
    if len(names) == 1:
        return f"the nearest one differs only in {listed}"
    return f"the nearest one differs in {listed}"


def _gap(left: Incident, right: Incident) -> int:
    if left.date is None or right.date is None:
        return WINDOW
    return gap(left.date, right.date)


def _detail(names: Sequence[str], incident: Incident, nearest: Incident) -> str:
    """Return how two incidents differ, in words."""
    facts = {
        "days": _gap(incident, nearest),
        "kind": "/".join(filter(None, (nearest.type, nearest.mode))),
        "kilometres": _distance_text(incident, nearest),
    }
    differences = [WORDS[name].format(**facts) for name in names]
    return ", ".join(differences)


def _distance_text(incident: Incident, nearest: Incident) -> str:
    kilometres = kilometres_between(incident, nearest)
    if kilometres is None:
        return ""
    return f" ({kilometres:,.0f} km away)"


def kilometres_between(left: Incident, right: Incident) -> float | None:
    """Return the shortest distance of their places; None if none of one is on the map."""
    distances = []
    for left_place, right_place in product(left.places, right.places):
        kilometres = distance(left_place, right_place)
        if kilometres is not None:
            distances.append(kilometres)
    return min(distances, default=None)
