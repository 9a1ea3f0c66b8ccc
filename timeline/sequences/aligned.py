"""Incidents in the days around each incident of a kind or each burst, against shuffled ones."""

from collections.abc import Iterable, Sequence
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
from timeline.sequences.history import History, observed_until
from timeline.sequences.permutation import (
    ALPHA,
    central_95,
    corrected,
    resampled,
    shuffler,
    shuffles,
)
from timeline.sequences.results import joined_names, table_of
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
    window: int

    def counts(self, middle: Ints, counted: Bools) -> Floats:
        """Count what is counted on each day around each middle row, the row itself left out."""
        sums = np.concatenate(([0], np.cumsum(counted)))
        edges = sums[self.around[middle]]
        counts = np.diff(edges, axis=1).astype(np.float64)
        counts[:, self.window] -= counted[middle]
        return counts


@dataclass(frozen=True, slots=True)
class _Aim:
    """What is put in the middle and what is counted around it.

    Attributes:
        days: Where the rows stand.
        middle: Which kinds stand in the middle.
        counted: Which kinds are counted.
        every: See `aligned`.
    """

    days: _Days
    middle: Bools
    counted: Bools
    every: bool

    def middles(self, kind: Ints) -> Ints:
        """Return the rows in the middle: those with none of the kind in the window before them.

        Args:
            kind: Kind of each row.
        """
        rows = np.flatnonzero(self.middle[kind])
        if self.every or not len(rows):
            return rows
        first = self.days.first[rows]
        before_all = first[0] - self.days.window - 1
        gap = np.diff(first, prepend=before_all)
        return rows[gap > self.days.window]

    def mean(self, kind: Ints) -> Floats | None:
        """Return the mean count on each day around; None where no row is in the middle."""
        middle = self.middles(kind)
        if not len(middle):
            return None
        counts = self.days.counts(middle, self.counted[kind])
        return np.asarray(counts.mean(axis=0))


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
    number = shuffles(draws, len(rows))
    settings: dict[str, Cell] = {
        "around": around,
        "then": then,
        "by": by,
        "only": joined_names(only),
        "window": window,
        "every": every,
        "least": least,
        "shuffles": number,
        "seed": seed,
        "rate": ALPHA,
    }
    days = _days(rows, window)
    counted = matching(rows, then)
    rng = np.random.default_rng(seed)
    if around == EPISODES:
        middle = _begins(history, rows)
        baseline = _usual(history, rows, middle, counted[rows.kind], window)
    else:
        aim = _Aim(days, matching(rows, around), counted, every)
        middle = aim.middles(rows.kind)
        baseline = _shuffled(rows, aim, draws=number, rng=rng)
    counts = days.counts(middle, counted[rows.kind])
    watched = _watched(history, rows, middle, window)
    return table_of(
        history,
        rows,
        _rows(counts, baseline, watched, least=least, draws=number, rng=rng),
        name="aligned",
        columns=COLUMNS,
        notes=NOTES,
        settings=settings,
    )


def _days(rows: Rows, window: int) -> _Days:
    first, _ = shared_time(rows, 2 * window)
    offsets = np.arange(-window, window + 2)
    edges = first[:, None] + offsets[None, :]
    positions = np.searchsorted(first, edges.reshape(-1), side="left")
    return _Days(first, positions.reshape(edges.shape), window)


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
    days = 2 * window + 1
    if not len(middle):
        return np.full((1, days), 0.0)
    counts = np.bincount(rows.group[counted], minlength=len(rows.keys))
    span = observed_until(history) - history.start + 1
    rate = counts / max(span, 1)
    groups = rows.group[middle]
    return np.full((1, days), rate[groups].mean())


def _shuffled(rows: Rows, aim: _Aim, *, draws: int, rng: np.random.Generator) -> Floats:
    """Return the mean counts of each shuffle: one row each."""
    draw = shuffler(strata(rows), rng)
    means = np.zeros((draws, 2 * aim.days.window + 1))
    if not len(rows):
        return means
    for number in range(draws):
        mean = aim.mean(rows.kind[draw()])
        if mean is not None:
            means[number] = mean
    return means


def _watched(history: History, rows: Rows, middle: Ints, window: int) -> Ints:
    """Return for each day around how many middle ones have it within the history."""
    offsets = np.arange(-window, window + 1)
    day = rows.first[middle][:, None] + offsets[None, :]
    is_begun = day >= history.start
    is_watched = is_begun & (day <= observed_until(history))
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
    is_tested = len(counts) >= least
    p = _p_values(mean, baseline, is_tested=is_tested)
    columns: tuple[Iterable[Cell], ...] = (
        _days_around(len(mean)),
        watched.tolist(),
        mean.tolist(),
        low.tolist(),
        high.tolist(),
        expected.tolist(),
        *_expected_ends(baseline),
        (mean - expected).tolist(),
        p,
        [value is not None and value <= ALPHA for value in p],
    )
    return tuple(zip(*columns, strict=True))


def _days_around(days: int) -> range:
    """Return the days around the middle one, which is 0.

    >>> list(_days_around(3))
    [-1, 0, 1]
    """
    window = days // 2
    return range(-window, days - window)


def _expected_ends(
    baseline: Floats,
) -> tuple[Sequence[float | None], Sequence[float | None]]:
    """Return the 2.5 % and the 97.5 % point of the shuffles by day; None without shuffles."""
    if len(baseline) <= 1:
        nothing = [None] * baseline.shape[1]
        return nothing, nothing
    low, high = central_95(baseline)
    return low.tolist(), high.tolist()


def _p_values(
    mean: Floats, baseline: Floats, *, is_tested: bool
) -> Sequence[float | None]:
    """Return p by day, corrected for all days; None where nothing is tested."""
    if not is_tested or len(baseline) <= 1:
        return [None] * len(mean)
    drawn = np.concatenate([mean[None, :], baseline])
    p_values: list[float] = corrected(drawn).tolist()
    return p_values
