"""Bursts: when a pair, actor or place saw far more than its usual number of incidents."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

import numpy as np

from timeline.sequences.arrays import Ints, Rows, name_of, rows_by
from timeline.sequences.history import History, merged
from timeline.sequences.lags import observed_until
from timeline.sequences.permutation import ALPHA, log_tail
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
    table_rows.sort(key=lambda row: (row[9], row[1], row[0]))
    return Table(
        name="episodes",
        columns=COLUMNS,
        rows=tuple(table_rows),
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=NOTES,
        settings={
            "by": by,
            "only": " and ".join(only) or None,
            "faster": FASTER,
            "cost": COST,
            "rate": ALPHA,
            **history.choice.settings(),
        },
    )


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
    groups = len(rows.keys)
    bounds = np.searchsorted(rows.group, np.arange(groups + 1)).tolist()
    episodes = []
    tests = 0
    for group in range(groups):
        low, high = bounds[group], bounds[group + 1]
        if high - low < FEWEST:
            continue
        tests += 1
        until = max(end, int(rows.first[low:high].max()))
        episodes += _of_group(rows, group, (low, high), (start, until))
    days = end - start + 1
    return [_with_p(episode, tests, days) for episode in episodes]


def stretches(days: Sequence[int], *, start: int, end: int) -> list[tuple[int, int]]:
    """Return first and last day of each burst among days with incidents.

    An automaton with two states, the usual rate and `FASTER` times it, reads the days; entering a
    burst costs `COST` times the logarithm of the number of incidents, and the cheapest sequence of
    states is taken.

    >>> stretches([1, 100, 200, 201, 201, 202, 202, 203, 300, 400], start=1, end=400)
    [(200, 203)]
    """
    usual_rate = len(days) / (end - start + 1)
    price = COST * math.log(max(len(days), 2))
    # Of a burst against usual times: by incident, and by day.
    gain = math.log(FASTER)
    daily_cost = (FASTER - 1) * usual_rate
    calm = 0.0
    burst = price
    entered: list[bool] = []  # at each day: does the cheapest burst begin here?
    ended: list[bool] = []  # after each day: does the cheapest calm state end a burst?
    counts = [(day, len(list(same))) for day, same in groupby(days)]
    before = counts[0][0] - 1 if counts else start
    for day, count in counts:
        burst += (day - before - 1) * daily_cost
        entered.append(calm + price < burst)
        burst = min(burst, calm + price) + daily_cost - count * gain
        ended.append(burst < calm)
        calm = min(calm, burst)
        before = day
    return _cheapest_bursts([day for day, _ in counts], entered, ended)


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
    sums = np.concatenate(([0], np.cumsum(count)))
    # From each day (rows) to each day (columns).
    counts = sums[1:][None, :] - sums[:-1][:, None]
    inside = np.maximum(counts, 0).astype(np.float64)
    lengths = np.maximum(day[None, :] - day[:, None] + 1, 1)
    expected = usual_rate * lengths
    log_ratio = np.log(np.maximum(inside, 1) / expected)
    likelihood = inside * log_ratio - inside + expected
    gain = np.where(inside > expected, likelihood, 0.0)
    best = int(np.argmax(np.triu(gain)))
    first, last = divmod(best, len(day))
    return int(day[first]), int(day[last])


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
    rows: Rows, group: int, part: tuple[int, int], observed: tuple[int, int]
) -> list[Episode]:
    low, high = part
    start, end = observed
    first = rows.first[low:high]
    last = rows.last[low:high]
    usual_rate = (high - low) / (end - start + 1)
    episodes = []
    for stretch_begin, stretch_end in stretches(first.tolist(), start=start, end=end):
        in_stretch = (first >= stretch_begin) & (first <= stretch_end)
        burst_begin, burst_end = peak(first[in_stretch], usual_rate)
        is_sure = (first >= burst_begin) & (last <= burst_end)
        is_touching = (first <= burst_end) & (last >= burst_begin)
        sure = np.flatnonzero(is_sure) + low
        if len(sure) < FEWEST:
            continue
        episode = Episode(
            group=group,
            begin=burst_begin,
            end=burst_end,
            sure=tuple(sure.tolist()),
            perhaps=int(is_touching.sum()) - len(sure),
            all=high - low,
            expected=usual_rate * (burst_end - burst_begin + 1),
            p=1.0,
        )
        episodes.append(episode)
    return episodes


def _with_p(episode: Episode, groups: int, span: int) -> Episode:
    """Return an episode with the chance that somewhere such a stretch begins at an incident.

    A stretch of any length with so many more incidents counts. Each length has its share
    1/(d(d+1)) of the level, so that all lengths together have one whole.
    """
    days = episode.end - episode.begin + 1
    share = min(days / span, 1.0)
    chance = log_tail(len(episode.sure) - 1, episode.all - 1, share)
    tests = math.log(groups) + math.log(episode.all) + math.log(days * (days + 1))
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
