"""war.traminer, war.traminer-sts: sequences of incidents by pair, for the R package TraMineR (SPELL and STS).

In R, the first as spells of one day, the second as states of days, weeks or months:

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
from datetime import date, timedelta
from pathlib import Path

from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.sequences.arrays import BOTH, FIRST, Rows, name_of, rows_by
from timeline.sequences.history import history

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
"""State of a day, week or month for which nothing is told: that nothing happened is not known."""

# Units of the states, by the greatest number of days in the file: a few hundred columns at most.
DAYS, WEEKS = 120, 1_500


def write(timeline: TimelineData, path: Path) -> None:
    """Write one line for each incident that happened or was threatened, planned or demanded, in each of its pairs.

    Only incidents dated to one day and with two sides are in it; `timeline sequences` says how many are not. Several
    incidents of a pair on one day are several lines with the same day, which TraMineR lets overwrite each other.

    Raises:
        UsageError: The file cannot be written.
    """
    told, rows, names = _by_pair(timeline)
    first = min(rows.first.tolist(), default=0)
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(list(SPELLS))
    for name, at in told:
        step, side = rows.steps[int(rows.step[at])], int(rows.side[at])
        number = step.first - first + 1
        key = rows.keys[int(rows.group[at])]
        who = "" if side == BOTH else names[key[0 if side == FIRST else 1]]
        table.writerow(
            [
                _cell(name),
                number,
                number,
                step.kind,
                date.fromordinal(step.first),
                step.incident,
                _cell(who),
            ]
        )
    write_atomically(path, out.getvalue())


def write_states(timeline: TimelineData, path: Path) -> None:
    """Write one line for each pair and one column for each day, week or month, named by its first day.

    A state is the kinds told for that time in alphabetical order, joined by '+', or `NOTHING`. Only incidents dated to
    one day and with two sides are in it.

    Raises:
        UsageError: The file cannot be written.
    """
    told, rows, _ = _by_pair(timeline)
    kinds: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    days = [date.fromordinal(one) for one in rows.first.tolist()]
    begin_of = _unit(days)
    for name, at in told:
        kinds[name][begin_of(days[at])].add(rows.kinds[int(rows.kind[at])])
    units = _all(days, begin_of)
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["id", *units])
    for name, states in kinds.items():
        table.writerow(
            [_cell(name), *("+".join(sorted(states.get(unit, ()))) or NOTHING for unit in units)]
        )
    write_atomically(path, out.getvalue())


def _by_pair(timeline: TimelineData) -> tuple[list[tuple[str, int]], Rows, Mapping[str, str]]:
    whole = history(timeline.incidents)
    rows = rows_by(whole, "pair")
    rows = rows.only(rows.first == rows.last, "days")
    names = [name_of(whole, key) for key in rows.keys]
    twice = {name for name, number in Counter(names).items() if number > 1}
    shown = [
        f"{name} ({', '.join(key)})" if name in twice else name
        for name, key in zip(names, rows.keys, strict=True)
    ]
    return [(shown[group], at) for at, group in enumerate(rows.group.tolist())], rows, whole.names


def _unit(days: list[date]) -> Callable[[date], date]:
    """Give the function that leads a day to the first day of its unit."""
    span = (max(days) - min(days)).days + 1 if days else 0
    if span <= DAYS:
        return lambda day: day
    if span <= WEEKS:
        return lambda day: day - timedelta(days=day.weekday())
    return lambda day: day.replace(day=1)


def _all(days: Iterable[date], begin_of: Callable[[date], date]) -> list[date]:
    known = [begin_of(day) for day in days]
    if not known:
        return []
    step, last = min(known), max(known)
    units = []
    while step <= last:
        units.append(step)
        step = next(
            day
            for day in (begin_of(step + timedelta(days=ahead)) for ahead in (1, 7, 31))
            if day > step
        )
    return units


def _cell(words: str) -> str:
    """Put an apostrophe before words that a spreadsheet would take for a formula."""
    return "'" + words if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
