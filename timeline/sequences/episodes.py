"""When did a pair or a place see far more than its usual number of incidents?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np

from timeline.sequences.arrays import Ints, Rows, name_of, rows_by
from timeline.sequences.history import History, merged
from timeline.sequences.lags import observed_until
from timeline.sequences.permutation import ALPHA, log_tail
from timeline.sequences.table import Cell, Table

FASTER = 3.0  # times the usual rate: what a burst is, before it is tested
COST = 1.0  # price of entering a burst, in units of the logarithm of the number of incidents (Kleinberg's gamma)
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
    "p": "chance of such a burst anywhere in this table if each group went on at an even rate",
    "finding": f"p is at most {ALPHA}",
    "incidents": "ids of those surely within it, in order of first day, joined by spaces",
}
NOTES = (
    "A burst is a stretch with a higher rate than the group's own average over the whole history: many a war has some.",
    "Found by a two-state automaton (after Kleinberg), cut to the part that stands out most, and tested against an "
    "even rate; p is corrected for every "
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

    Only what happened is counted. An incident whose days do not all lie within a burst does not count for it.

    Args:
        history: The history.
        by: "pair", "actor" or "place".
        only: Names of the one group that is wanted.

    Raises:
        UsageError: There is no such grouping.
        UnknownNameError: There is no such actor or place.
    """
    rows = _happened(rows_by(history, by, only=only))
    found = bursts(rows, start=history.start, end=max(observed_until(history), history.start))
    told = [_row(history, rows, one, by) for one in found]
    told.sort(key=lambda row: (row[9], row[1], row[0]))
    return Table(
        name="episodes",
        columns=COLUMNS,
        rows=tuple(told),
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=NOTES,
        settings={
            **{
                "by": by,
                "only": " and ".join(only) or None,
                "faster": FASTER,
                "cost": COST,
                "rate": ALPHA,
            },
            **history.choice.told(),
        },
    )


def bursts(rows: Rows, *, start: int, end: int) -> list[Episode]:
    """Find the bursts of each group, by group and begin.

    Args:
        rows: What happened, by group.
        start: First day of the history.
        end: Last day that was observed.
    """
    bounds = np.searchsorted(rows.group, np.arange(len(rows.keys) + 1))
    found = []
    for group in range(len(rows.keys)):
        low, high = int(bounds[group]), int(bounds[group + 1])
        if high - low >= FEWEST:
            found += _of_group(
                rows, group, (low, high), (start, max(end, int(rows.first[low:high].max())))
            )
    tests = max(
        sum(1 for group in range(len(rows.keys)) if bounds[group + 1] - bounds[group] >= FEWEST), 1
    )
    return [_with_p(one, tests, end - start + 1) for one in found]


def stretches(days: Sequence[int], *, start: int, end: int) -> list[tuple[int, int]]:
    """Split days with incidents into usual times and bursts, and give first and last day of each burst.

    An automaton with two states, the usual rate and `FASTER` times it, goes through the days; entering a burst costs
    `COST` times the logarithm of the number of incidents, and the cheapest way through is taken.

    >>> stretches([1, 100, 200, 201, 201, 202, 202, 203, 300, 400], start=1, end=400)
    [(200, 203)]
    """
    usual = len(days) / (end - start + 1)
    price = COST * math.log(max(len(days), 2))
    gain, daily = (
        math.log(FASTER),
        (FASTER - 1) * usual,
    )  # of a burst against usual times: by incident, and by day
    calm, burst = 0.0, price
    entered: list[bool] = []  # at each day: is the cheapest burst one that begins here?
    ended: list[bool] = []  # after each day: is the cheapest calm one that ends a burst?
    whole = [(day, len(list(same))) for day, same in groupby(days)]
    before = whole[0][0] - 1 if whole else start
    for day, count in whole:
        burst += (day - before - 1) * daily
        entered.append(calm + price < burst)
        burst = min(burst, calm + price) + daily - count * gain
        ended.append(burst < calm)
        calm = min(calm, burst)
        before = day
    return _traced([day for day, _ in whole], entered, ended)


def peak(days: Ints, usual: float) -> tuple[int, int]:
    """Give the first and last day of the part of a burst that stands out most from the usual rate (Poisson likelihood).

    An automaton lets a burst go on to incidents that only happen to be near it; this takes them off again.

    >>> peak(np.array([10, 20, 20, 20, 21, 21, 31]), 0.05)
    (20, 21)
    """
    day, count = np.unique(days, return_counts=True)
    if len(day) > LONGEST:
        return int(day[0]), int(day[-1])
    sums = np.concatenate(([0], np.cumsum(count)))
    inside = np.maximum(sums[1:][None, :] - sums[:-1][:, None], 0).astype(np.float64)
    expected = usual * np.maximum(day[None, :] - day[:, None] + 1, 1)
    gain = np.where(
        inside > expected,
        inside * np.log(np.maximum(inside, 1) / expected) - inside + expected,
        0.0,
    )
    first, last = divmod(int(np.argmax(np.triu(gain))), len(day))
    return int(day[first]), int(day[last])


def _traced(days: list[int], entered: list[bool], ended: list[bool]) -> list[tuple[int, int]]:
    """Walk back along the cheapest way and give the bursts on it."""
    found: list[tuple[int, int]] = []
    last: int | None = None
    for at in range(len(days) - 1, -1, -1):
        if last is None and ended[at]:
            last = days[at]
        if last is not None and entered[at]:
            found.append((days[at], last))
            last = None
    return found[::-1]


def _happened(rows: Rows) -> Rows:
    return rows.only(rows.happened, "plans")


def _of_group(
    rows: Rows, group: int, part: tuple[int, int], observed: tuple[int, int]
) -> list[Episode]:
    low, high = part
    first, last = rows.first[low:high], rows.last[low:high]
    found = []
    usual = (high - low) / (observed[1] - observed[0] + 1)
    for stretch in stretches(first.tolist(), start=observed[0], end=observed[1]):
        begin, end = peak(first[(first >= stretch[0]) & (first <= stretch[1])], usual)
        sure = (first >= begin) & (last <= end)
        touching = (first <= end) & (last >= begin)
        if sure.sum() >= FEWEST:
            found.append(
                Episode(
                    group=group,
                    begin=begin,
                    end=end,
                    sure=tuple((np.flatnonzero(sure) + low).tolist()),
                    perhaps=int(touching.sum() - sure.sum()),
                    all=high - low,
                    expected=usual * (end - begin + 1),
                    p=1.0,
                )
            )
    return found


def _with_p(one: Episode, groups: int, span: int) -> Episode:
    """Give the chance that somewhere a stretch begins at an incident and holds so many more, whatever its length.

    Each length has its share 1/(d(d+1)) of the level, so that all lengths together have one whole.
    """
    days = one.end - one.begin + 1
    chance = log_tail(len(one.sure) - 1, one.all - 1, min(days / span, 1.0))
    looks = math.log(groups) + math.log(one.all) + math.log(days * (days + 1))
    p = math.exp(min(chance + looks, 0.0))
    return Episode(**{name: getattr(one, name) for name in Episode.__slots__ if name != "p"}, p=p)


def _row(history: History, rows: Rows, one: Episode, by: str) -> tuple[Cell, ...]:
    ids = [rows.steps[step].incident for step in _steps(rows, one)]
    return (
        name_of(history, rows.keys[one.group], by),
        date.fromordinal(one.begin).isoformat(),
        date.fromordinal(one.end).isoformat(),
        one.end - one.begin + 1,
        len(one.sure),
        one.perhaps,
        one.all,
        one.expected,
        len(one.sure) / one.expected,
        one.p,
        one.p <= ALPHA,
        " ".join(ids),
    )


def _steps(rows: Rows, one: Episode) -> Ints:
    return rows.step[np.array(one.sure, dtype=np.int64)]
