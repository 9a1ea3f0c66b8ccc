"""Permutation tests within strata, corrected p-values, Kaplan-Meier curves and bootstraps."""

import math
from collections.abc import Callable

import numpy as np

from timeline.sequences.arrays import Bools, Floats, Ints

# Rate of tables with a false finding, among tables of histories in which nothing follows anything.
ALPHA = 0.05
# Rows; a longer history is shuffled fewer times, as its averages are steadier.
FEW = 2_000
MANY = 20_000
Z95 = 1.959964  # two-sided 95 % point of the normal distribution


def shuffles(number: int | None, rows: int) -> int:
    """Return the number of shuffles: as asked, else 999, or fewer for more rows.

    It is 199 for more than 2,000 rows and 39 for more than 20,000. The least p is then 0.001, 0.005
    and 0.025.
    """
    if number is not None:
        return max(number, 1)
    if rows <= FEW:
        return 999
    return 199 if rows <= MANY else 39


def shuffler(strata: Ints, rng: np.random.Generator) -> Callable[[], Ints]:
    """Return a function that draws, for each row, the row whose label it gets.

    Any order within a stratum is as likely. What is shuffled is who did what; the days on which
    something happened in the stratum stay as they are.
    """
    rows = np.argsort(strata, kind="stable")
    base = strata[rows].astype(np.float64)
    drawn = np.empty(len(rows), dtype=np.int64)

    def draw() -> Ints:
        keys = base + rng.random(len(rows))
        drawn[rows] = rows[np.argsort(keys)]
        return drawn

    return draw


def corrected(drawn: Floats) -> Floats:
    """Return p-values corrected for all columns together, two-sided.

    By the step-down max-T of Westfall and Young: the rate at which at least one column of a table
    is called a finding though nothing is there stays below the level chosen, however the columns
    are related.

    Args:
        drawn: One row for each draw, the observed one first, then the shuffled; one column for each
            number tested.

    Returns:
        One p-value for each column; 1.0 where no draw differs from another.
    """
    if drawn.shape[1] == 0:
        return np.ones(0)
    spread = drawn.std(axis=0)
    varies = spread > 1e-12
    z = _standardized(drawn, spread, varies)
    order = np.argsort(-z[0], kind="stable")
    p = np.empty(len(order))
    p[order] = _step_down(z[:, order])
    p[~varies] = 1.0
    return p


def _standardized(drawn: Floats, spread: Floats, varies: Bools) -> Floats:
    """Return how far each draw lies from the mean of its column, in standard deviations."""
    varying = drawn[:, varies]
    mean = varying.mean(axis=0)
    deviation = np.abs(varying - mean)
    z = np.zeros_like(drawn)
    z[:, varies] = deviation / spread[varies]
    return z


def _step_down(z: Floats) -> Floats:
    """Return p-values of columns that come in order of the observed draw, greatest first."""
    lowest_first = z[:, ::-1]
    # The greatest of each column and all that the observed draw ranks lower.
    greatest = np.maximum.accumulate(lowest_first, axis=1)[:, ::-1]
    is_as_great = greatest >= greatest[0] - 1e-9
    stepwise = is_as_great.mean(axis=0)
    return np.maximum.accumulate(stepwise)


def curve(answered: Floats, censored: Floats) -> Floats:
    """Return the share answered by each day, by Kaplan and Meier's product limit.

    Args:
        answered: Number of answers on day 0, 1, … along the last axis.
        censored: Number of acts watched through that day and no longer.

    Returns:
        1 - S(t), of the same shape; a day at which nobody is watched any more has the share of the
        day before.

    >>> curve(np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0])).tolist()
    [0.0, 0.5, 0.5]
    """
    watched = still_watched(answered, censored)
    unanswered = 1 - answered / np.maximum(watched, 1)
    survival = np.where(watched > 0, unanswered, 1.0)
    return np.asarray(1 - np.cumprod(survival, axis=-1))


def still_watched(answered: Floats, censored: Floats) -> Floats:
    """Return the number of acts that are not answered before each day and are still watched."""
    leaving = answered + censored
    from_the_end = np.flip(leaving, -1)
    sums = np.cumsum(from_the_end, -1)
    return np.flip(sums, -1)


def hazard(answered: Floats, censored: Floats) -> Floats:
    """Return the share answered on each day, of the acts not answered before and still watched.

    >>> hazard(np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0])).tolist()
    [0.0, 0.5, 0.0]
    """
    watched = still_watched(answered, censored)
    return np.asarray(answered / np.maximum(watched, 1))


def curve_interval(answered: Floats, censored: Floats) -> tuple[Floats, Floats]:
    """Return a 95 % interval of one curve: Wilson's, of acts answered or watched by that day.

    It takes the acts for independent of each other, which two acts with the same answer are not.
    """
    share = curve(answered, censored)
    total = (answered + censored).sum()
    censored_by_day = np.cumsum(censored)
    censored_before = np.concatenate(([0.0], censored_by_day[:-1]))
    watched = total - censored_before
    return wilson_intervals(share * watched, watched)


def wilson_intervals(hits: Floats, totals: Floats) -> tuple[Floats, Floats]:
    """Return the lower and the upper ends of Wilson's intervals of several shares."""
    lower = np.zeros(len(hits))
    upper = np.zeros(len(hits))
    pairs = zip(hits.tolist(), totals.tolist(), strict=True)
    for position, (hit, total) in enumerate(pairs):
        lower[position], upper[position] = wilson(hit, total)
    return lower, upper


def wilson(hits: float, total: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share.

    >>> [round(end, 3) for end in wilson(5, 10)]
    [0.237, 0.763]
    """
    if total <= 0:
        return 0.0, 1.0
    share = hits / total
    square = Z95 * Z95
    scale = 1 + square / total
    middle = (share + square / (2 * total)) / scale
    half = Z95 * _wilson_deviation(share, total, square) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def _wilson_deviation(share: float, total: float, square: float) -> float:
    """Return the standard deviation in Wilson's interval, with the square of the normal's point."""
    binomial = share * (1 - share) / total
    correction = square / (4 * total * total)
    return math.sqrt(binomial + correction)


def log_tail(hits: int, draws: int, share: float) -> float:
    """Return the logarithm of the chance of at least so many hits in so many draws (binomial).

    >>> round(math.exp(log_tail(2, 2, 0.5)), 6), log_tail(0, 5, 0.1)
    (0.25, 0.0)
    """
    if hits <= 0 or share >= 1:
        return 0.0
    if hits > draws or share <= 0:
        return -math.inf
    terms = _log_terms(hits, draws, share)
    most = max(terms)
    total = sum(math.exp(term - most) for term in terms)
    return min(0.0, most + math.log(total))


def _log_terms(hits: int, draws: int, share: float) -> list[float]:
    """Return the logarithms of the chances of so many hits, of one more, and so on.

    Terms that are too small to matter are left out.
    """
    term = _log_chance(hits, draws, share)
    odds = math.log(share) - math.log1p(-share)
    terms = [term]
    for count in range(hits, draws):
        term += math.log(draws - count) - math.log(count + 1) + odds
        terms.append(term)
        is_negligible = term < terms[0] - 60
        if is_negligible and term < terms[-2]:
            break
    return terms


def _log_chance(hits: int, draws: int, share: float) -> float:
    """Return the logarithm of the chance of exactly so many hits."""
    misses = draws - hits
    ways = math.lgamma(draws + 1) - math.lgamma(hits + 1) - math.lgamma(misses + 1)
    return ways + (hits * math.log(share) + misses * math.log1p(-share))


def resampled(
    values: Floats, *, draws: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return a 95 % bootstrap interval of the mean of each column; rows are drawn."""
    count = len(values)
    means = []
    for _ in range(draws):
        rows = rng.integers(0, count, count)
        drawn = values[rows]
        means.append(drawn.mean(axis=0))
    return central_95(np.stack(means))


def central_95(drawn: Floats) -> tuple[Floats, Floats]:
    """Return the 2.5 % and the 97.5 % point of each column."""
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return np.asarray(low), np.asarray(high)


def ends_95(drawn: Floats) -> tuple[float, float]:
    """Return the 2.5 % and the 97.5 % point of some numbers."""
    low, high = np.percentile(drawn, [2.5, 97.5]).tolist()
    return low, high
