"""war.traminer and war.traminer-sts: sequences of incidents by pair, for the R package TraMineR.

The formats are SPELL and STS. In R, the first as spells of one day, the second as states of days,
weeks or months:

    library(TraMineR)
    spells <- read.csv("war.traminer")
    days   <- seqformat(spells, from = "SPELL", to = "STS", id = "id", begin = "begin", end = "end",
                        status = "status", process = FALSE, limit = max(spells$end))
    states <- read.csv("war.traminer-sts", row.names = "id", check.names = FALSE)
    seqdplot(seqdef(states))
"""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.output.cells import without_formulas
from timeline.sequences.arrays import BOTH, FIRST, Rows, name_of, rows_by
from timeline.sequences.history import Step, history

SPELLS = {
    "id": "the pair, 'A and B'",
    "begin": "number of the day, 1 for the first day in the file",
    "end": "the same day",
    "status": "kind of incident",
    "day": "the day, ISO",
    "incident": "id of the incident",
    "actor": "who acts; empty when both are parties",
}
"""Columns of the spells, with what each holds."""

NOTHING = "none"
"""State of a day, week or month without reports; whether nothing happened is not known."""

# Units of the states, by the greatest number of days in the file: a few hundred columns at most.
DAYS = 120
WEEKS = 1_500


def write(timeline: TimelineData, path: Path) -> None:
    """Write one line for each incident in each of its pairs.

    In it is what happened or was threatened, planned or demanded, dated to one day and with two
    sides; `timeline sequences` says how many incidents are not. Several incidents of a pair on one
    day are several lines with the same day, which TraMineR lets overwrite each other.

    Raises:
        UsageError: The file cannot be written.
    """
    pairs = _by_pair(timeline)
    first_day = min(pairs.rows.first.tolist(), default=0)
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(list(SPELLS))
    for row, pair in enumerate(pairs.names):
        step = pairs.step(row)
        day_number = step.first - first_day + 1
        table.writerow(
            [
                _cell(pair),
                day_number,
                day_number,
                step.kind,
                date.fromordinal(step.first),
                step.incident,
                _cell(pairs.actor(row)),
            ]
        )
    write_atomically(path, out.getvalue())


def write_states(timeline: TimelineData, path: Path) -> None:
    """Write one line for each pair and one column for each day, week or month.

    A column is named by its first day. A state is the kinds reported for that time in alphabetical
    order, joined by '+', or `NOTHING`. Only incidents dated to one day and with two sides are in
    it.

    Raises:
        UsageError: The file cannot be written.
    """
    pairs = _by_pair(timeline)
    days = [date.fromordinal(day) for day in pairs.rows.first.tolist()]
    unit_of = _unit(days)
    kinds: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row, pair in enumerate(pairs.names):
        unit = unit_of(days[row])
        kinds[pair][unit].add(pairs.kind(row))
    units = _units(days, unit_of)
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["id", *units])
    for pair, by_unit in kinds.items():
        states = [_state(by_unit.get(unit)) for unit in units]
        table.writerow([_cell(pair), *states])
    write_atomically(path, out.getvalue())


def _state(kinds: set[str] | None) -> str:
    return "+".join(sorted(kinds)) if kinds else NOTHING


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Incidents of one day, a row for each in each of its pairs.

    Attributes:
        rows: The rows.
        names: Name of the pair of each row, no two pairs of one name.
        actors: Names of actors by id.
    """

    rows: Rows
    names: list[str]
    actors: Mapping[str, str]

    def step(self, row: int) -> Step:
        return self.rows.steps[int(self.rows.step[row])]

    def kind(self, row: int) -> str:
        return self.rows.kinds[int(self.rows.kind[row])]

    def actor(self, row: int) -> str:
        """Return who acts, "" where both are parties."""
        side = int(self.rows.side[row])
        if side == BOTH:
            return ""
        first, second = self.rows.keys[int(self.rows.group[row])]
        return self.actors[first if side == FIRST else second]


def _by_pair(timeline: TimelineData) -> _Pairs:
    whole = history(timeline.incidents)
    rows = rows_by(whole, "pair")
    rows = rows.only(rows.first == rows.last, "days")
    names = [name_of(whole, key) for key in rows.keys]
    counts = Counter(names)
    for group, key in enumerate(rows.keys):
        if counts[names[group]] > 1:
            names[group] += f" ({', '.join(key)})"
    row_names = [names[group] for group in rows.group.tolist()]
    return _Pairs(rows=rows, names=row_names, actors=whole.names)


def _unit(days: list[date]) -> Callable[[date], date]:
    """Return the function that gives the first day of the unit of a day."""
    span = 0
    if days:
        span = (max(days) - min(days)).days + 1
    if span <= DAYS:
        return lambda day: day
    if span <= WEEKS:
        return lambda day: day - timedelta(days=day.weekday())
    return lambda day: day.replace(day=1)


def _units(days: Iterable[date], unit_of: Callable[[date], date]) -> list[date]:
    """Return the first days of all units from the first to the last."""
    reported = [unit_of(day) for day in days]
    if not reported:
        return []
    unit = min(reported)
    last = max(reported)
    units = []
    while unit <= last:
        units.append(unit)
        unit = _unit_after(unit, unit_of)
    return units


def _unit_after(unit: date, unit_of: Callable[[date], date]) -> date:
    for days_ahead in (1, 7, 31):
        later = unit_of(unit + timedelta(days=days_ahead))
        if later > unit:
            return later
    raise AssertionError("no unit is longer than a month")


def _cell(words: str) -> str:
    """Return words with an apostrophe before what a spreadsheet would take for a formula."""
    return without_formulas(words)
