"""Add incidents up by unit and period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, product

from timeline.model.incidents import Incident, KilledRange
from timeline.panel.periods import Grain, numbers_of, shares_of
from timeline.panel.plan import Plan
from timeline.panel.units import Key, Unit

COUNTS = (
    "incidents",
    "killed_low",
    "killed_best",
    "killed_high",
    "no_figure",
    "open_high",
)
# Number of the only period in a panel without time.
ALWAYS = 0
Place = tuple[Unit, int]


@dataclass(slots=True)
class Cell:
    """What one unit adds up to in one period.

    Attributes:
        sums: By `COUNTS`.
        touching: Incidents that have a day in the period.
        across: Those of them that have days in two periods.
    """

    sums: list[float] = field(default_factory=lambda: [0.0] * len(COUNTS))
    touching: int = 0
    across: int = 0


Cells = dict[Place, Cell]


def units_of(incident: Incident, keys: Sequence[Key]) -> Iterator[Unit]:
    """Yield the units of an incident over all keys, the values of each in one tuple."""
    units = [key.units_of(incident) for key in keys]
    for combined in product(*units):
        yield tuple(chain.from_iterable(combined))


def is_across(incident: Incident, plan: Plan) -> bool:
    """Return whether an incident has days in two periods."""
    if plan.grain is None or incident.date is None:
        return False
    return len(numbers_of(incident.date, plan.grain)) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An incident that is counted, or many that are alike in all that is counted by.

    Attributes:
        incident: The incident, or one of those.
        count: How many they are.
        sums: What they add to each of `COUNTS`.
    """

    incident: Incident
    count: int
    sums: Sequence[int]


def entry_of(incident: Incident) -> Entry:
    """Return what one incident adds."""
    return Entry(incident=incident, count=1, sums=numbers_in(incident))


def add(cells: Cells, entry: Entry, units: Iterable[Unit], plan: Plan) -> None:
    """Add an entry to the cells that it counts in or touches."""
    weights = dict(_weights(entry.incident, plan))
    periods = _periods(entry.incident, plan)
    across = entry.count if is_across(entry.incident, plan) else 0
    for unit, period in product(units, periods):
        cell = cells.setdefault((unit, period), Cell())
        cell.touching += entry.count
        cell.across += across
        weight = weights.get(period, 0.0)
        _add_to(cell.sums, entry.sums, weight)


def _add_to(sums: list[float], numbers: Sequence[int], weight: float) -> None:
    for position, number in enumerate(numbers):
        sums[position] += weight * number


def _periods(incident: Incident, plan: Plan) -> Iterable[int]:
    """Return the numbers of the periods of the panel in which an incident has days."""
    if plan.grain is None or incident.date is None:
        return (ALWAYS,)
    numbers = numbers_of(incident.date, plan.grain)
    bounds = _bounds(plan, plan.grain)
    return range(max(numbers.start, bounds.start), min(numbers.stop, bounds.stop))


def _bounds(plan: Plan, grain: Grain) -> range:
    """Return the numbers of the periods that a panel may have."""
    first = plan.since or date.min
    last = plan.until or date.max
    return range(grain.number_of(first), grain.number_of(last) + 1)


def _weights(incident: Incident, plan: Plan) -> Iterable[tuple[int, float]]:
    """Return how much an incident counts in each period."""
    when = incident.date
    if plan.grain is None or when is None:
        return [(ALWAYS, 1.0)]
    if plan.split == "spread":
        return shares_of(when, plan.grain)
    if plan.split == "drop" and is_across(incident, plan):
        return []
    period = plan.grain.number_of(when.start)
    return [(period, 1.0)]


def numbers_in(incident: Incident) -> tuple[int, ...]:
    """Return what an incident adds to each of `COUNTS`.

    Where accounts tie, the least number stands for the best; a number with an open end ("at least
    12") adds what is sure to `killed_high` and is counted in `open_high`.
    """
    killed = incident.killed
    if killed is None:
        return 1, 0, 0, 0, 1, 0
    best = _best(killed)
    if killed.high is None:
        high = max(best, killed.low)
        return 1, killed.low, best, high, 0, 1
    return 1, killed.low, best, killed.high, 0, 0


def _best(killed: KilledRange) -> int:
    if killed.best is None:
        return killed.low
    return killed.best
