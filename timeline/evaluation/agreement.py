"""Measure how far two timelines of the same documents agree, field by field."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.comparison import in_role, same_places, same_side
from timeline.model.actors import Role
from timeline.model.incidents import Incident, Passage

# Two incidents and the names of the fields in which they differ.
Difference = tuple[Incident, Incident, tuple[str, ...]]
Fields = Callable[[Incident, Incident], bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """How often two readings of an incident agree in one field.

    Attributes:
        field: Name of the field.
        agree: Pairs of incidents in which they agree.
        compared: Pairs in which both give a value.
    """

    field: str
    agree: int
    compared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two timelines agree.

    Attributes:
        pairs: Incidents of both that share a passage and can be one.
        left_only: Incidents of the first without such a partner.
        right_only: Incidents of the second without one.
        fields: Agreement by field over the pairs.
        differences: For each pair that differs, both incidents and the names of the fields.
    """

    pairs: tuple[tuple[Incident, Incident], ...]
    left_only: tuple[Incident, ...]
    right_only: tuple[Incident, ...]
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]


def agreement(left: Sequence[Incident], right: Sequence[Incident]) -> Agreement:
    """Return how two timelines agree.

    Each incident is paired with at most one of the other timeline: of the same type before others,
    and with the most characters of passages in common first.
    """
    pairs = tuple(_pairs(left, right))
    paired = {id(incident) for pair in pairs for incident in pair}
    return Agreement(
        pairs=pairs,
        left_only=tuple(incident for incident in left if id(incident) not in paired),
        right_only=tuple(incident for incident in right if id(incident) not in paired),
        fields=tuple(
            _by_field(name, compare, pairs) for name, compare in COMPARED.items()
        ),
        differences=tuple(_differences(pairs)),
    )


def _pairs(
    left: Sequence[Incident], right: Sequence[Incident]
) -> Iterator[tuple[Incident, Incident]]:
    """Yield pairs of incidents that share passages, the best pair first."""
    ranked = sorted(_candidates(left, right), key=_rank)
    used: set[int] = set()
    for _, first, second in ranked:
        if not used & {id(first), id(second)}:
            used |= {id(first), id(second)}
            yield first, second


Candidate = tuple[int, Incident, Incident]


def _candidates(
    left: Sequence[Incident], right: Sequence[Incident]
) -> Iterator[Candidate]:
    """Yield incidents of both timelines whose passages overlap, with what they share."""
    by_document = _by_document(right)
    for first in left:
        others: dict[int, Incident] = {}
        for document in _documents(first):
            for second in by_document.get(document, ()):
                others[id(second)] = second
        for second in others.values():
            size = _shared(first, second)
            if size:
                yield size, first, second


def _by_document(incidents: Sequence[Incident]) -> dict[str, list[Incident]]:
    by_document: dict[str, list[Incident]] = {}
    for incident in incidents:
        for document in _documents(incident):
            by_document.setdefault(document, []).append(incident)
    return by_document


def _documents(incident: Incident) -> list[str]:
    return sorted({passage.document for passage in incident.reports})


def _rank(candidate: Candidate) -> tuple[bool, int, str, str]:
    size, first, second = candidate
    return first.type != second.type, -size, first.id, second.id


def _shared(first: Incident, second: Incident) -> int:
    """Count the characters of passages that two incidents share."""
    size = 0
    for left in first.reports:
        for right in second.reports:
            if left.document == right.document:
                size += _overlap(left, right)
    return size


def _overlap(left: Passage, right: Passage) -> int:
    start = max(left.start, right.start)
    end = min(left.end, right.end)
    return max(0, end - start)


def _same_side(role: Role) -> Fields:
    def compare(first: Incident, second: Incident) -> bool | None:
        left = in_role(first.actors, {role, Role.PARTY})
        right = in_role(second.actors, {role, Role.PARTY})
        return same_side(left, right) > 0 if left and right else None

    return compare


def _is_same_date(first: Incident, second: Incident) -> bool | None:
    if first.date is None or second.date is None:
        return None
    if first.date.start != second.date.start:
        return False
    return first.date.end == second.date.end


def _is_same_place(first: Incident, second: Incident) -> bool | None:
    if not first.places or not second.places:
        return None
    return same_places(first.places, second.places) > 0


def _is_same_figure(first: Incident, second: Incident) -> bool | None:
    if not first.casualties or not second.casualties:
        return None
    return not _figures(first).isdisjoint(_figures(second))


def _figures(incident: Incident) -> set[tuple[str, int | None]]:
    return {(figure.kind.value, figure.best) for figure in incident.casualties}


def _is_same_attribution(first: Incident, second: Incident) -> bool | None:
    if not first.attribution or not second.attribution:
        return None
    return not set(first.attribution).isdisjoint(second.attribution)


def _is_same_mode(first: Incident, second: Incident) -> bool | None:
    if first.mode is None or second.mode is None:
        return None
    return first.mode == second.mode


# What is compared of a pair: True when both agree, None when one of them gives no value.
COMPARED: Mapping[str, Fields] = {
    "type": lambda first, second: first.type == second.type,
    "mode": _is_same_mode,
    "status": lambda first, second: first.status is second.status,
    "date": _is_same_date,
    "initiator": _same_side(Role.INITIATOR),
    "target": _same_side(Role.TARGET),
    "places": _is_same_place,
    "casualties": _is_same_figure,
    "attribution": _is_same_attribution,
}


def _by_field(
    name: str, compare: Fields, pairs: Sequence[tuple[Incident, Incident]]
) -> FieldAgreement:
    results = [compare(first, second) for first, second in pairs]
    compared = [result for result in results if result is not None]
    return FieldAgreement(field=name, agree=sum(compared), compared=len(compared))


def _differences(pairs: Sequence[tuple[Incident, Incident]]) -> Iterator[Difference]:
    """Yield the pairs that differ in a field, with the names of the fields."""
    for first, second in pairs:
        names = [
            name
            for name, compare in COMPARED.items()
            if compare(first, second) is False
        ]
        if names:
            yield first, second, tuple(names)
