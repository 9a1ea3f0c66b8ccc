"""Incidents in the days around each incident of a kind or each burst, against shuffled ones."""

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
from timeline.sequences.episodes import bursts_of
from timeline.sequences.history import History, merged
from timeline.sequences.lags import observed_until
from timeline.sequences.permutation import (
    ALPHA,
    corrected,
    resampled,
    shuffler,
    shuffles,
)
from timeline.sequences.table import Cell, Table

EPISODES = "episodes"
COLUMNS = {
    "day": "days after the middle one; before it where negative",
    "n": "number of aligned incidents (or bursts) whose group was observed on that day",
    "mean": "mean number of incidents on that day in the same group, the middle one not counted",
    "low": "lower end of a 95 % bootstrap interval of that mean",
    "high": "upper end",
    "expected": "mean over the shuffles; for bursts the group's usual rate",
    "expected_low": "2.5 % point of the shuffles",
    "expected_high": "97.5 % point of the shuffles",
    "difference": "mean less expected",
    "p": "chance of so great a difference on some day of this table, by the shuffles; "
    "empty for bursts and small n",
    "finding": f"p is at most {ALPHA}",
}
NOTES = (
    "Order is not cause: what comes before or after is only near in time.",
    "One run is one row: an incident of the kind within the window of another before it in the "
    "same group is not put in the middle again, unless every one is asked for.",
    "Only incidents dated to one day can be put on days.",
    "Shuffles exchange kinds among the days of one group and season; p is corrected for "
    "all days (Westfall-Young).",
)


@dataclass(frozen=True, slots=True)
class _Days:
    """Where rows stand, and for each row and day around it the first row from that day on."""

    first: Ints
    around: Ints

    def counts(self, middle: Ints, counted: Bools, window: int) -> Floats:
        """Count what is counted on each day around each middle row, the row itself left out."""
        sums = np.concatenate(([0], np.cumsum(counted)))
        edges = sums[self.around[middle]]
        counts = np.diff(edges, axis=1).astype(np.float64)
        counts[:, window] -= counted[middle]
        return counts


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
    """Align the days around each incident of a kind, and count.

    Args:
        history: The history.
        around: Kind of the incident in the middle; "episodes" for the first day of each burst that
            is a finding.
        by: "pair", "actor" or "place": only incidents of the same group are counted.
        only: Names of the one group that is asked for.
        then: Kind of what is counted; None for all that happened.
        window: Days before and after.
        every: True to put every incident of the kind in the middle, also those within the window of
            another.
        least: Number of middle ones below which nothing is tested.
        draws: Number of shuffles and of bootstrap draws; None for as many as suit the size.
        seed: Seed of both.

    Raises:
        UsageError: There is no such grouping.
        UnknownNameError: There is no such actor, place or kind.
    """
    all_rows = rows_by(history, by, only=only)
    rows = all_rows.only(all_rows.first == all_rows.last, "days")
    days = _days(rows, window)
    counted_kinds = matching(rows, then)
    counted = counted_kinds[rows.kind]
    rng = np.random.default_rng(seed)
    number = shuffles(draws, len(rows))
    if around == EPISODES:
        middle = _begins(history, rows)
        baseline = _usual(history, rows, middle, counted, window)
    else:
        middle_kinds = matching(rows, around)
        middle = _middles(days, middle_kinds[rows.kind], window, every=every)
        baseline = _shuffled(
            rows,
            days,
            (middle_kinds, counted_kinds),
            window=window,
            every=every,
            draws=number,
            rng=rng,
        )
    counts = days.counts(middle, counted, window)
    watched = _watched(history, rows, middle, window)
    return Table(
        name="aligned",
        columns=COLUMNS,
        rows=_rows(counts, baseline, watched, least=least, draws=number, rng=rng),
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=NOTES,
        settings={
            "around": around,
            "then": then,
            "by": by,
            "only": " and ".join(only) or None,
            "window": window,
            "every": every,
            "least": least,
            "shuffles": number,
            "seed": seed,
            "rate": ALPHA,
            **history.choice.settings(),
        },
    )


def _days(rows: Rows, window: int) -> _Days:
    first, _ = shared_time(rows, 2 * window)
    offsets = np.arange(-window, window + 2)
    edges = first[:, None] + offsets[None, :]
    positions = np.searchsorted(first, edges.reshape(-1), side="left")
    return _Days(first, positions.reshape(edges.shape))


def _middles(days: _Days, of_kind: Bools, window: int, *, every: bool) -> Ints:
    """Return the rows in the middle: those with none of the kind in the window before them."""
    rows = np.flatnonzero(of_kind)
    if every or not len(rows):
        return rows
    first = days.first[rows]
    before_all = first[0] - window - 1
    gap = np.diff(first, prepend=before_all)
    return rows[gap > window]


def _begins(history: History, rows: Rows) -> Ints:
    """Return the first row of each burst that is a finding."""
    happened = np.flatnonzero(rows.happened)
    bursts = bursts_of(history, rows.only(rows.happened, "other"))
    begins = [burst.sure[0] for burst in bursts if burst.p <= ALPHA]
    return happened[np.array(begins, dtype=np.int64)]


def _usual(
    history: History, rows: Rows, middle: Ints, counted: Bools, window: int
) -> Floats:
    """Return the usual rate of the groups of the bursts, the same for each day.

    A burst has no shuffled baseline.
    """
    span = max(observed_until(history) - history.start + 1, 1)
    days = 2 * window + 1
    if not len(middle):
        return np.full((1, days), 0.0)
    counts = np.bincount(rows.group[counted], minlength=len(rows.keys))
    rate = counts / span
    return np.full((1, days), rate[rows.group[middle]].mean())


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
    """Return the mean counts of each shuffle: one row each.

    Args:
        rows: The rows.
        days: Where they stand.
        kinds: Which kinds stand in the middle, and which are counted.
        window: Days before and after.
        every: See `aligned`.
        draws: Number of shuffles.
        rng: Source of the shuffles.
    """
    middle_kinds, counted_kinds = kinds
    draw = shuffler(strata(rows), rng)
    means = np.zeros((draws, 2 * window + 1))
    if not len(rows):
        return means
    for number in range(draws):
        kind = rows.kind[draw()]
        middle = _middles(days, middle_kinds[kind], window, every=every)
        if len(middle):
            counts = days.counts(middle, counted_kinds[kind], window)
            means[number] = counts.mean(axis=0)
    return means


def _watched(history: History, rows: Rows, middle: Ints, window: int) -> Ints:
    """Return for each day around how many middle ones have it within the history."""
    offsets = np.arange(-window, window + 1)
    day = rows.first[middle][:, None] + offsets[None, :]
    is_watched = (day >= history.start) & (day <= observed_until(history))
    return np.asarray(is_watched.sum(axis=0))


def _rows(
    counts: Floats,
    baseline: Floats,
    watched: Ints,
    *,
    least: int,
    draws: int,
    rng: np.random.Generator,
) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each day.

    Args:
        counts: By middle row and day.
        baseline: By shuffle and day; one row without shuffles.
        watched: By day.
        least: Number of middle rows below which nothing is tested.
        draws: Number of bootstrap draws.
        rng: Source of the draws.
    """
    if not len(counts):
        return ()
    mean = counts.mean(axis=0)
    low, high = resampled(counts, draws=draws, rng=rng)
    expected = baseline.mean(axis=0)
    has_shuffles = len(baseline) > 1
    is_tested = has_shuffles and len(counts) >= least
    if is_tested:
        p = corrected(np.concatenate([mean[None, :], baseline]))
    if has_shuffles:
        expected_low, expected_high = np.percentile(baseline, [2.5, 97.5], axis=0)
    rows = []
    for position, day in enumerate(
        range(-(len(mean) // 2), len(mean) - len(mean) // 2)
    ):
        p_value = float(p[position]) if is_tested else None
        row = (
            day,
            int(watched[position]),
            float(mean[position]),
            float(low[position]),
            float(high[position]),
            float(expected[position]),
            float(expected_low[position]) if has_shuffles else None,
            float(expected_high[position]) if has_shuffles else None,
            float(mean[position] - expected[position]),
            p_value,
            p_value is not None and p_value <= ALPHA,
        )
        rows.append(row)
    return tuple(rows)
