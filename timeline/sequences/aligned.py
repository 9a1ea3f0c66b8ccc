"""What happens in the days around each incident of a kind, or around each burst, beside shuffled histories?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from timeline.sequences.arrays import (
    Bools,
    Floats,
    Ints,
    Rows,
    matching,
    rows_by,
    shared_time,
    strata,
)
from timeline.sequences.episodes import bursts
from timeline.sequences.history import History, merged
from timeline.sequences.lags import observed_until
from timeline.sequences.permutation import ALPHA, corrected, resampled, shuffler, shuffles
from timeline.sequences.table import Cell, Table

EPISODES = "episodes"
COLUMNS = {
    "day": "days after the middle one; before it where negative",
    "n": "number of incidents (or bursts) put upon each other, whose group was watched on that day",
    "mean": "mean number of incidents on that day in the same group, the middle one not counted",
    "low": "lower end of a 95 % bootstrap interval of that mean",
    "high": "upper end",
    "expected": "mean over the shuffles; for bursts the group's usual rate",
    "expected_low": "2.5 % point of the shuffles",
    "expected_high": "97.5 % point of the shuffles",
    "difference": "mean less expected",
    "p": "chance of so great a difference on some day of this table, by the shuffles; empty for bursts and small n",
    "finding": f"p is at most {ALPHA}",
}
NOTES = (
    "Order is not cause: what stands before or after is only near in time.",
    "One run is one row: an incident of the kind within the window of another before it in the same group is not "
    "put in the middle again, unless every one is asked for.",
    "Only incidents dated to one day can be put on days.",
    "Shuffles exchange kinds among the days of one group and season; p is corrected for all days (Westfall-Young).",
)


@dataclass(frozen=True, slots=True)
class _Days:
    """Where rows stand, and for each row and day around it the first row from that day on."""

    first: Ints
    around: Ints

    def counts(self, middle: Ints, counted: Bools, window: int) -> Floats:
        """Count what is counted on each day around each of the middle rows, these themselves left out."""
        sums = np.concatenate(([0], np.cumsum(counted)))
        at = sums[self.around[middle]]
        found = np.diff(at, axis=1).astype(np.float64)
        found[:, window] -= counted[middle]
        return found


def aligned(
    history: History,
    around: str,
    *,
    by: str = "pair",
    only: Sequence[str] = (),
    then: str | None = None,
    window: int = 14,
    every: bool = False,
    least: int = 10,
    draws: int | None = None,
    seed: int = 0,
) -> Table:
    """Lay the days around each incident of a kind upon each other, and count.

    Args:
        history: The history.
        around: Kind of the incident in the middle; "episodes" for the first day of each burst that is a finding.
        by: "pair", "actor" or "place": only incidents of the same group are counted.
        only: Names of the one group that is wanted.
        then: Kind of what is counted; None for all that happened.
        window: Days before and after.
        every: True to put every incident of the kind in the middle, also those within the window of another.
        least: Number of middle ones below which nothing is tested.
        draws: Number of shuffles and of bootstrap draws; None for as many as suit the size.
        seed: Seed of both.

    Raises:
        UsageError: There is no such grouping.
        UnknownNameError: There is no such actor, place or kind.
    """
    whole = rows_by(history, by, only=only)
    rows = whole.only(whole.first == whole.last, "days")
    days = _days(rows, window)
    counted = matching(rows, then)
    rng = np.random.default_rng(seed)
    number = shuffles(draws, len(rows))
    if around == EPISODES:
        middle = _begins(history, rows)
        test = _usual(history, rows, middle, counted[rows.kind], window)
    else:
        wanted = matching(rows, around)
        middle = _middles(days, wanted[rows.kind], window, every=every)
        test = _shuffled(
            rows, days, (wanted, counted), window=window, every=every, draws=number, rng=rng
        )
    own = days.counts(middle, counted[rows.kind], window)
    told = _told(
        own, test, _watched(history, rows, middle, window), least=least, draws=number, rng=rng
    )
    return Table(
        name="aligned",
        columns=COLUMNS,
        rows=told,
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=NOTES,
        settings={
            **{
                "around": around,
                "then": then,
                "by": by,
                "only": " and ".join(only) or None,
                "window": window,
            },
            **{"every": every, "least": least, "shuffles": number, "seed": seed, "rate": ALPHA},
            **history.choice.told(),
        },
    )


def _days(rows: Rows, window: int) -> _Days:
    first, _ = shared_time(rows, 2 * window)
    edges = first[:, None] + np.arange(-window, window + 2)[None, :]
    return _Days(first, np.searchsorted(first, edges.reshape(-1), side="left").reshape(edges.shape))


def _middles(days: _Days, wanted: Bools, window: int, *, every: bool) -> Ints:
    """Give the rows that stand in the middle: those with none of the kind in the window before them."""
    at = np.flatnonzero(wanted)
    if every or not len(at):
        return at
    gap = np.diff(days.first[at], prepend=days.first[at[0]] - window - 1)
    return at[gap > window]


def _begins(history: History, rows: Rows) -> Ints:
    happened = np.flatnonzero(rows.happened)
    part = rows.only(rows.happened, "other")
    found = bursts(part, start=history.start, end=max(observed_until(history), history.start))
    return happened[np.array([one.sure[0] for one in found if one.p <= ALPHA], dtype=np.int64)]


def _usual(history: History, rows: Rows, middle: Ints, counted: Bools, window: int) -> Floats:
    """Give the usual rate of the groups of the bursts, the same for each day: a burst has no shuffled baseline."""
    span = max(observed_until(history) - history.start + 1, 1)
    rate = np.bincount(rows.group[counted], minlength=len(rows.keys)) / span
    return np.full((1, 2 * window + 1), rate[rows.group[middle]].mean() if len(middle) else 0.0)


def _shuffled(
    rows: Rows,
    days: _Days,
    kinds: tuple[Bools, Bools],
    *,
    window: int,
    every: bool,
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    """Give the mean counts of each shuffle: one row each."""
    draw = shuffler(strata(rows), rng)
    found = np.zeros((draws, 2 * window + 1))
    for number in range(draws if len(rows) else 0):
        kind = rows.kind[draw()]
        middle = _middles(days, kinds[0][kind], window, every=every)
        if len(middle):
            found[number] = days.counts(middle, kinds[1][kind], window).mean(axis=0)
    return found


def _watched(history: History, rows: Rows, middle: Ints, window: int) -> Ints:
    """Count for each day around how many middle ones have it within the history."""
    day = rows.first[middle][:, None] + np.arange(-window, window + 1)[None, :]
    return np.asarray(((day >= history.start) & (day <= observed_until(history))).sum(axis=0))


def _told(
    own: Floats, test: Floats, watched: Ints, *, least: int, draws: int, rng: np.random.Generator
) -> tuple[tuple[Cell, ...], ...]:
    n = len(own)
    if n == 0:
        return ()
    mean = own.mean(axis=0)
    low, high = resampled(own, draws=draws, rng=rng)
    tested = len(test) > 1 and n >= least
    p = corrected(np.concatenate([mean[None, :], test])) if tested else np.ones(len(mean))
    ends = np.percentile(test, [2.5, 97.5], axis=0) if len(test) > 1 else None
    expected = test.mean(axis=0)
    return tuple(
        (
            at - len(mean) // 2,
            int(watched[at]),
            *(float(one) for one in (mean[at], low[at], high[at], expected[at])),
            *((float(ends[0][at]), float(ends[1][at])) if ends is not None else (None, None)),
            float(mean[at] - expected[at]),
            float(p[at]) if tested else None,
            bool(tested and p[at] <= ALPHA),
        )
        for at in range(len(mean))
    )
