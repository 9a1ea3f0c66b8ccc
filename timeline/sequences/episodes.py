"""Bursts: when a pair, actor or place saw far more than its usual number of incidents."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

import numpy as np

from timeline.sequences.arrays import Floats, Ints, Rows, name_of, rows_by
from timeline.sequences.history import History, observed_until
from timeline.sequences.permutation import ALPHA, log_tail
from timeline.sequences.results import joined_names, table_of
from timeline.sequences.table import Cell, Table

FASTER = 3.0  # times the usual rate: what a burst is, before it is tested
# Price of entering a burst, in logarithms of the number of incidents (Kleinberg's gamma).
COST = 1.0
FEWEST = 3  # incidents; fewer are no burst however near to each other
LONGEST = 1_500  # days with incidents; within longer bursts no part is looked for
COLUMNS = {
    "group": "the pair, actor or place",
    "begin": "day of its first incident",
    "end": "day of its last incident",
    "days": "number of days, both included",
    "n": "incidents surely within it",
    "perhaps": "further ones whose dates allow it",
    "all": "incidents of the group in the whole history",
    "expected": "incidents in so many days at the group's usual rate",
    "ratio": "n by expected",
    "p": "chance of such a burst anywhere in this table if each group had a constant rate",
    "finding": f"p is at most {ALPHA}",
    "incidents": "ids of those surely within it, in order of first day, joined by spaces",
}
NOTES = (
    "A burst is a stretch with a higher rate than the group's own average over the whole "
    "history: many wars have some.",
    "Found by a two-state automaton (after Kleinberg), cut to the part that stands out most, and "
    "tested against an even rate; p is corrected for every "
    "place where such a stretch could begin, its length, and all groups (Bonferroni).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A burst of one group.

    Attributes:
        group: Number of the group.
        begin: First day, as an ordinal.
        end: Last day.
        sure: Numbers of the rows that surely lie in it.
        perhaps: Number of rows that may lie in it.
        all: Number of rows of the group.
        expected: Rows in so many days at the group's usual rate.
        p: Chance of such a burst anywhere, at an even rate.
    """

    group: int
    begin: int
    end: int
    sure: tuple[int, ...]
    perhaps: int
    all: int
    expected: float
    p: float


def episodes(history: History, *, by: str = "pair", only: Sequence[str] = ()) -> Table:
    """List the bursts of pairs, actors or places, with their incidents.

    Only what happened is counted. An incident whose days do not all lie within a burst does not
    count for it.

    Args:
        history: The history.
        by: "pair", "actor" or "place".
        only: Names of the one group that is asked for.

    Raises:
        UsageError: There is no such grouping.
        UnknownNameError: There is no such actor or place.
    """
    rows = rows_by(history, by, only=only)
    rows = rows.only(rows.happened, "plans")
    table_rows = [_row(history, rows, burst, by) for burst in bursts_of(history, rows)]
    table_rows.sort(key=_rank)
    settings: dict[str, Cell] = {
        "by": by,
        "only": joined_names(only),
        "faster": FASTER,
        "cost": COST,
        "rate": ALPHA,
    }
    return table_of(
        history,
        rows,
        table_rows,
        name="episodes",
        columns=COLUMNS,
        notes=NOTES,
        settings=settings,
    )


def _rank(row: tuple[Cell, ...]) -> tuple[float, str, str]:
    """Return what rows are sorted by: p, then begin, then group."""
    cells = dict(zip(COLUMNS, row, strict=True))
    return float(cells["p"] or 0.0), str(cells["begin"]), str(cells["group"])


def bursts_of(history: History, rows: Rows) -> list[Episode]:
    """Return the bursts of rows of what happened, over the whole history."""
    end = max(observed_until(history), history.start)
    return bursts(rows, start=history.start, end=end)


def bursts(rows: Rows, *, start: int, end: int) -> list[Episode]:
    """Return the bursts of each group, by group and begin.

    Args:
        rows: What happened, by group.
        start: First day of the history.
        end: Last day that was observed.
    """
    episodes: list[Episode] = []
    tests = 0
    for group, part in enumerate(_parts(rows)):
        if len(part) >= FEWEST:
            tests += 1
            last_first = int(rows.first[part.start : part.stop].max())
            until = max(end, last_first)
            episodes += _of_group(rows, group, part, (start, until))
    days = end - start + 1
    return [_with_p(episode, tests, days) for episode in episodes]


def _parts(rows: Rows) -> list[range]:
    """Return the numbers of the rows of each group."""
    groups = np.arange(len(rows.keys) + 1)
    bounds = np.searchsorted(rows.group, groups).tolist()
    return [range(low, high) for low, high in pairwise(bounds)]


def stretches(days: Sequence[int], *, start: int, end: int) -> list[tuple[int, int]]:
    """Return first and last day of each burst among days with incidents.

    An automaton with two states, the usual rate and `FASTER` times it, reads the days; entering a
    burst costs `COST` times the logarithm of the number of incidents, and the cheapest sequence of
    states is taken.

    >>> stretches([1, 100, 200, 201, 201, 202, 202, 203, 300, 400], start=1, end=400)
    [(200, 203)]
    """
    counts = [(day, len(list(same))) for day, same in groupby(days)]
    before = counts[0][0] - 1 if counts else start
    automaton = _Automaton(len(days), end - start + 1)
    for day, count in counts:
        automaton.read(day - before, count)
        before = day
    burst_days = [day for day, _ in counts]
    return _cheapest_bursts(burst_days, automaton.entered, automaton.ended)


class _Automaton:
    """Two states, calm and burst, with the cost of the cheapest way into each so far.

    Attributes:
        entered: At each day that was read, whether the cheapest burst begins here.
        ended: After each day, whether the cheapest calm state ends a burst.
    """

    def __init__(self, incidents: int, span: int) -> None:
        self.entered: list[bool] = []
        self.ended: list[bool] = []
        usual_rate = incidents / span
        self._price = COST * math.log(max(incidents, 2))
        # Of a burst against usual times: by incident, and by day.
        self._gain = math.log(FASTER)
        self._daily_cost = (FASTER - 1) * usual_rate
        self._calm = 0.0
        self._burst = self._price

    def read(self, days: int, count: int) -> None:
        """Read a day with so many incidents, so many days after the one before."""
        self._burst += (days - 1) * self._daily_cost
        entering = self._calm + self._price
        self.entered.append(entering < self._burst)
        cheapest = min(self._burst, entering)
        self._burst = cheapest + self._daily_cost - count * self._gain
        self.ended.append(self._burst < self._calm)
        self._calm = min(self._calm, self._burst)


def peak(days: Ints, usual_rate: float) -> tuple[int, int]:
    """Return first and last day of the part of a burst that stands out most from the usual rate.

    By the likelihood of a Poisson process. An automaton lets a burst continue to incidents that
    only happen to be near it; this takes them off again.

    >>> peak(np.array([10, 20, 20, 20, 21, 21, 31]), 0.05)
    (20, 21)
    """
    day, count = np.unique(days, return_counts=True)
    if len(day) > LONGEST:
        return int(day[0]), int(day[-1])
    lengths = day[None, :] - day[:, None] + 1
    expected = usual_rate * np.maximum(lengths, 1)
    gain = _gain(_counts_between(count), expected)
    best = int(np.argmax(np.triu(gain)))
    first, last = divmod(best, len(day))
    return int(day[first]), int(day[last])


def _counts_between(count: Ints) -> Floats:
    """Return the number of incidents from each day (rows) to each day (columns)."""
    sums = np.concatenate(([0], np.cumsum(count)))
    before = sums[:-1]
    through = sums[1:]
    counts = through[None, :] - before[:, None]
    inside: Floats = np.maximum(counts, 0).astype(np.float64)
    return inside


def _gain(inside: Floats, expected: Floats) -> Floats:
    """Return the gain in likelihood of an own rate; 0 where no more than expected happened."""
    log_ratio = np.log(np.maximum(inside, 1) / expected)
    likelihood = inside * log_ratio - inside + expected
    return np.asarray(np.where(inside > expected, likelihood, 0.0))


def _cheapest_bursts(
    days: list[int], entered: list[bool], ended: list[bool]
) -> list[tuple[int, int]]:
    """Return the bursts on the cheapest sequence of states, followed from its end."""
    bursts: list[tuple[int, int]] = []
    last: int | None = None
    for position in range(len(days) - 1, -1, -1):
        day = days[position]
        if last is None and ended[position]:
            last = day
        if last is not None and entered[position]:
            bursts.append((day, last))
            last = None
    return bursts[::-1]


def _of_group(
    rows: Rows, group: int, part: range, observed: tuple[int, int]
) -> Iterator[Episode]:
    """Yield the bursts of one group, with a p of 1.

    Args:
        rows: All rows.
        group: Number of the group.
        part: Numbers of its rows.
        observed: First and last day that were observed.
    """
    start, end = observed
    first = rows.first[part.start : part.stop]
    last = rows.last[part.start : part.stop]
    usual_rate = len(part) / (end - start + 1)
    for stretch_begin, stretch_end in stretches(first.tolist(), start=start, end=end):
        in_stretch = (first >= stretch_begin) & (first <= stretch_end)
        begin, until = peak(first[in_stretch], usual_rate)
        is_sure = (first >= begin) & (last <= until)
        is_touching = (first <= until) & (last >= begin)
        sure = np.flatnonzero(is_sure) + part.start
        if len(sure) >= FEWEST:
            yield Episode(
                group=group,
                begin=begin,
                end=until,
                sure=tuple(sure.tolist()),
                perhaps=int(is_touching.sum()) - len(sure),
                all=len(part),
                expected=usual_rate * (until - begin + 1),
                p=1.0,
            )


def _with_p(episode: Episode, groups: int, span: int) -> Episode:
    """Return an episode with the chance that somewhere such a stretch begins at an incident.

    A stretch of any length with so many more incidents counts. Each length has its share
    1/(d(d+1)) of the level, so that all lengths together have one whole.
    """
    days = episode.end - episode.begin + 1
    share = min(days / span, 1.0)
    chance = log_tail(len(episode.sure) - 1, episode.all - 1, share)
    lengths = math.log(days * (days + 1))
    tests = math.log(groups) + math.log(episode.all) + lengths
    return replace(episode, p=math.exp(min(chance + tests, 0.0)))


def _row(history: History, rows: Rows, episode: Episode, by: str) -> tuple[Cell, ...]:
    steps = [int(rows.step[row]) for row in episode.sure]
    incidents = [rows.steps[step].incident for step in steps]
    count = len(episode.sure)
    return (
        name_of(history, rows.keys[episode.group], by),
        date.fromordinal(episode.begin).isoformat(),
        date.fromordinal(episode.end).isoformat(),
        episode.end - episode.begin + 1,
        count,
        episode.perhaps,
        episode.all,
        episode.expected,
        count / episode.expected,
        episode.p,
        episode.p <= ALPHA,
        " ".join(incidents),
    )
