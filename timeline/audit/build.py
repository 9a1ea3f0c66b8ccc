"""Compare two timelines of one conflict: one made from articles, say, and one from coded rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.audit.agree import FieldAgreement, agreement
from timeline.audit.estimate import Estimate, chapman
from timeline.audit.match import Pair, matched
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
    sizes = (
        len(pairs) + _count_inside(only_left, right_scope),
        len(pairs) + _count_inside(only_right, left_scope),
    )
    return Audit(
        pairs=tuple(pairs),
        ours=only_left,
        theirs=only_right,
        unfit_ours=unfit_left,
        unfit_theirs=unfit_right,
        groups={
            name: _groups(pairs, only_left, only_right, by)
            for name, by in NAMES.items()
        },
        fields=agreement(pairs),
        comparable=sizes,
        estimate=chapman(*sizes, len(pairs)),
    )


def _unmatched(
    incidents: Sequence[Incident], pairs: Sequence[Pair], explainer: Explainer
) -> tuple[Unmatched, ...]:
    used = _partners(pairs)
    lone = (incident for incident in incidents if id(incident) not in used)
    return tuple(explainer.explain(incident) for incident in lone)


def _partners(pairs: Iterable[Pair]) -> set[int]:
    """Return which records are in a pair; ids of two timelines may be the same."""
    return {id(incident) for pair in pairs for incident in (pair.ours, pair.theirs)}


def _count_inside(unmatched: Sequence[Unmatched], scope: Scope | None) -> int:
    return sum(outside(each.incident, scope) is None for each in unmatched)


def _type(incident: Incident) -> str:
    return incident.type


def _month(incident: Incident) -> str:
    return f"{incident.date.start:%Y-%m}" if incident.date else ""


def _province(incident: Incident) -> str:
    for place in incident.places:
        if place.admin1:
            return f"{place.country or '?'} {place.admin1}"
    countries = [place.country for place in incident.places if place.country]
    return f"{countries[0]} (no province)" if countries else "(no country)"


NAMES: Mapping[str, Name] = {"type": _type, "month": _month, "admin1": _province}


def _groups(
    pairs: Sequence[Pair],
    ours: Sequence[Unmatched],
    theirs: Sequence[Unmatched],
    by: Name,
) -> tuple[Group, ...]:
    """Return the groups by name; a pair is in the group of our incident."""
    both = Counter(by(pair.ours) for pair in pairs)
    left = Counter(by(each.incident) for each in ours)
    right = Counter(by(each.incident) for each in theirs)
    names = sorted({*both, *left, *right})
    return tuple(_group(name, both, left, right) for name in names)


def _group(name: str, both: Numbers, ours: Numbers, theirs: Numbers) -> Group:
    return Group(name=name, both=both[name], ours=ours[name], theirs=theirs[name])
