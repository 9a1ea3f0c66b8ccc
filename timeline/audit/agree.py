"""How far the two accounts of matched incidents agree on date, place and deaths."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from timeline.audit.match import Pair, gap
from timeline.audit.reasons import kilometres_between
from timeline.comparison import NEAR_KM
from timeline.model.incidents import Incident, KilledRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing on which pairs agree or not.

    Attributes:
        name: What.
        agree: Pairs that agree.
        compared: Pairs in which both give a value.
    """

    name: str
    agree: int
    compared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """How far pairs agree.

    Attributes:
        measures: Field by field.
        kilometres: Median distance of the places; None if none can be measured.
        killed_ours: Sum of our best numbers of killed, over pairs in which both give one.
        killed_theirs: Sum of theirs.
    """

    measures: tuple[Measure, ...]
    kilometres: float | None
    killed_ours: int
    killed_theirs: int


def agreement(pairs: Sequence[Pair]) -> FieldAgreement:
    """Return how far the accounts of these pairs agree."""
    kilometres = _kilometres(pairs)
    killed = _killed(pairs)
    return FieldAgreement(
        measures=(
            _measure("same days", map(_is_same_days, pairs)),
            _measure("days that meet", map(_has_shared_day, pairs)),
            _measure(f"places within {NEAR_KM:.0f} km", map(_is_near, kilometres)),
            _measure("same province", map(_is_same_province, pairs)),
            _measure("same number killed", map(_is_same_number, killed)),
            _measure("ranges of killed that meet", map(_has_shared_range, pairs)),
        ),
        kilometres=median(kilometres) if kilometres else None,
        killed_ours=sum(ours for ours, _ in killed),
        killed_theirs=sum(theirs for _, theirs in killed),
    )


def _kilometres(pairs: Sequence[Pair]) -> list[float]:
    """Return the distances of the pairs that have one."""
    kilometres = []
    for pair in pairs:
        distance = kilometres_between(pair.ours, pair.theirs)
        if distance is not None:
            kilometres.append(distance)
    return kilometres


def _is_near(kilometres: float) -> bool:
    return kilometres <= NEAR_KM


def _measure(name: str, answers: Iterable[bool | None]) -> Measure:
    counts = Counter(answers)
    agree = counts[True]
    return Measure(name=name, agree=agree, compared=agree + counts[False])


def _is_same_days(pair: Pair) -> bool:
    return _days(pair.ours) == _days(pair.theirs)


def _days(incident: Incident) -> tuple[date, date] | None:
    when = incident.date
    if when is None:
        return None
    return when.start, when.end


def _has_shared_day(pair: Pair) -> bool:
    if pair.ours.date is None or pair.theirs.date is None:
        return False
    return gap(pair.ours.date, pair.theirs.date) == 0


def _is_same_province(pair: Pair) -> bool | None:
    ours = _provinces(pair.ours)
    theirs = _provinces(pair.theirs)
    if not ours or not theirs:
        return None
    return not ours.isdisjoint(theirs)


def _provinces(incident: Incident) -> set[str]:
    return {place.admin1.casefold() for place in incident.places if place.admin1}


def _killed(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Return our and their best number of killed, of the pairs in which both give one."""
    numbers = []
    for pair in pairs:
        ours = _best(pair.ours.killed)
        theirs = _best(pair.theirs.killed)
        if ours is not None and theirs is not None:
            numbers.append((ours, theirs))
    return numbers


def _is_same_number(killed: tuple[int, int]) -> bool:
    ours, theirs = killed
    return ours == theirs


def _best(killed: KilledRange | None) -> int | None:
    if killed is None:
        return None
    return killed.best


def _has_shared_range(pair: Pair) -> bool | None:
    ours = pair.ours.killed
    theirs = pair.theirs.killed
    if ours is None or theirs is None:
        return None
    if ours.low > _ceiling(theirs):
        return False
    return theirs.low <= _ceiling(ours)


def _ceiling(killed: KilledRange) -> float:
    if killed.high is None:
        return float("inf")
    return killed.high
