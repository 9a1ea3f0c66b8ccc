"""Compare two timelines of one conflict: one made from articles, say, and one from coded rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.audit.agree import FieldAgreement, agreement
from timeline.audit.estimate import Estimate, chapman
from timeline.audit.match import Pair, ids_in, matched
from timeline.audit.reasons import Explainer, Unmatched
from timeline.audit.scope import Scope, outside, parted, scope_of
from timeline.model.incidents import Incident

Name = Callable[[Incident], str]
Numbers = Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Incidents of one type, month or province.

    Attributes:
        name: Which.
        both: Pairs.
        ours: Incidents that only the first timeline has.
        theirs: Incidents that only the second has.
    """

    name: str
    both: int
    ours: int
    theirs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What two timelines share and what only one has.

    Attributes:
        pairs: The incidents that both have, best matches first.
        ours: Those that only the first has, with the reason.
        theirs: Those that only the second has.
        unfit_ours: Incidents of the first that cannot be compared, by reason.
        unfit_theirs: Those of the second.
        groups: By "type", "month" and "admin1".
        fields: How far the pairs agree.
        comparable: Incidents of each that the other could have, as far as its scope shows.
        estimate: How many there may be; None with too few matches.
    """

    pairs: tuple[Pair, ...]
    ours: tuple[Unmatched, ...]
    theirs: tuple[Unmatched, ...]
    unfit_ours: Mapping[str, int]
    unfit_theirs: Mapping[str, int]
    groups: Mapping[str, tuple[Group, ...]]
    fields: FieldAgreement
    comparable: tuple[int, int]
    estimate: Estimate | None


def audit(
    ours: Iterable[Incident], theirs: Iterable[Incident], *, days: int = 1
) -> Audit:
    """Return how two timelines compare.

    Args:
        ours: Incidents of the first.
        theirs: Incidents of the second.
        days: Days by which the dates of a pair may lie apart.
    """
    left, unfit_left = parted(ours)
    right, unfit_right = parted(theirs)
    pairs = matched(left, right, days=days)
    left_scope = scope_of(left)
    right_scope = scope_of(right)
    only_left = _unmatched(left, pairs, Explainer(right, right_scope, pairs, days=days))
    only_right = _unmatched(right, pairs, Explainer(left, left_scope, pairs, days=days))
    left_size = len(pairs) + _count_inside(only_left, right_scope)
    right_size = len(pairs) + _count_inside(only_right, left_scope)
    return Audit(
        pairs=tuple(pairs),
        ours=only_left,
        theirs=only_right,
        unfit_ours=unfit_left,
        unfit_theirs=unfit_right,
        groups=_all_groups(pairs, only_left, only_right),
        fields=agreement(pairs),
        comparable=(left_size, right_size),
        estimate=chapman(left_size, right_size, len(pairs)),
    )


def _unmatched(
    incidents: Sequence[Incident], pairs: Sequence[Pair], explainer: Explainer
) -> tuple[Unmatched, ...]:
    used = ids_in(pairs)
    lone = (incident for incident in incidents if id(incident) not in used)
    return tuple(explainer.explain(incident) for incident in lone)


def _count_inside(unmatched: Sequence[Unmatched], scope: Scope | None) -> int:
    return sum(outside(each.incident, scope) is None for each in unmatched)


def _type(incident: Incident) -> str:
    return incident.type


def _month(incident: Incident) -> str:
    return f"{incident.date.start:%Y-%m}" if incident.date else ""


def _province(incident: Incident) -> str:
    for place in incident.places:
        if place.admin1:
            country = place.country or "?"
            return f"{country} {place.admin1}"
    for place in incident.places:
        if place.country:
            return f"{place.country} (no province)"
    return "(no country)"


NAMES: Mapping[str, Name] = {"type": _type, "month": _month, "admin1": _province}


def _all_groups(
    pairs: Sequence[Pair], ours: Sequence[Unmatched], theirs: Sequence[Unmatched]
) -> dict[str, tuple[Group, ...]]:
    """Return the groups by each name of `NAMES`; a pair is in the group of our incident."""
    both_incidents = [pair.ours for pair in pairs]
    our_incidents = [each.incident for each in ours]
    their_incidents = [each.incident for each in theirs]
    groups = {}
    for name, by in NAMES.items():
        both = Counter(map(by, both_incidents))
        left = Counter(map(by, our_incidents))
        right = Counter(map(by, their_incidents))
        groups[name] = _groups(both, left, right)
    return groups


def _groups(both: Numbers, ours: Numbers, theirs: Numbers) -> tuple[Group, ...]:
    names = sorted({*both, *ours, *theirs})
    return tuple(_group(name, both, ours, theirs) for name in names)


def _group(name: str, both: Numbers, ours: Numbers, theirs: Numbers) -> Group:
    return Group(name=name, both=both[name], ours=ours[name], theirs=theirs[name])
