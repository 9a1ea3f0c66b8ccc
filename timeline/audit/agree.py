"""How far the two accounts of matched incidents agree on date, place and deaths."""

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
    distances = [kilometres_between(pair.ours, pair.theirs) for pair in pairs]
    measured = [distance for distance in distances if distance is not None]
    killed = [_killed(pair) for pair in pairs]
    both = [numbers for numbers in killed if numbers is not None]
    return FieldAgreement(
        measures=(
            _measure("same days", map(_is_same_days, pairs)),
            _measure("days that meet", map(_has_shared_day, pairs)),
            _measure(
                f"places within {NEAR_KM:.0f} km", (km <= NEAR_KM for km in measured)
            ),
            _measure("same province", map(_is_same_province, pairs)),
            _measure("same number killed", (ours == theirs for ours, theirs in both)),
            _measure("ranges of killed that meet", map(_has_shared_range, pairs)),
        ),
        kilometres=median(measured) if measured else None,
        killed_ours=sum(ours for ours, _ in both),
        killed_theirs=sum(theirs for _, theirs in both),
    )


def _measure(name: str, answers: Iterable[bool | None]) -> Measure:
    given = [answer for answer in answers if answer is not None]
    return Measure(name=name, agree=sum(given), compared=len(given))


def _is_same_days(pair: Pair) -> bool:
    return _days(pair.ours) == _days(pair.theirs)


def _days(incident: Incident) -> tuple[date, date] | None:
    when = incident.date
    return (when.start, when.end) if when else None


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


def _killed(pair: Pair) -> tuple[int, int] | None:
    ours = _best(pair.ours.killed)
    theirs = _best(pair.theirs.killed)
    if ours is None or theirs is None:
        return None
    return ours, theirs


def _best(killed: KilledRange | None) -> int | None:
    return None if killed is None else killed.best


def _has_shared_range(pair: Pair) -> bool | None:
    ours = pair.ours.killed
    theirs = pair.theirs.killed
    if ours is None or theirs is None:
        return None
    return ours.low <= _ceiling(theirs) and theirs.low <= _ceiling(ours)


def _ceiling(killed: KilledRange) -> float:
    return float("inf") if killed.high is None else killed.high
