"""Permutation tests within strata, corrected p-values, Kaplan-Meier curves and bootstraps."""

import math
from collections.abc import Callable

import numpy as np

from timeline.sequences.arrays import Floats, Ints

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
    varying = drawn[:, varies]
    deviation = np.abs(varying - varying.mean(axis=0))
    z = np.zeros_like(drawn)
    z[:, varies] = deviation / spread[varies]
    order = np.argsort(-z[0], kind="stable")
    # The greatest of each column and all that the observed draw ranks lower.
    lowest_first = z[:, order[::-1]]
    greatest = np.maximum.accumulate(lowest_first, axis=1)[:, ::-1]
    is_as_great = greatest >= greatest[0] - 1e-9
    stepwise = is_as_great.mean(axis=0)
    p = np.empty(len(order))
    p[order] = np.maximum.accumulate(stepwise)
    p[~varies] = 1.0
    return p


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
    censored_before = np.concatenate(([0.0], np.cumsum(censored)[:-1]))
    return wilson_intervals(share * (total - censored_before), total - censored_before)


def wilson_intervals(hits: Floats, totals: Floats) -> tuple[Floats, Floats]:
    """Return the lower and the upper ends of Wilson's intervals of several shares."""
    pairs = zip(hits.tolist(), totals.tolist(), strict=True)
    ends = [wilson(hit, total) for hit, total in pairs]
    lower = np.array([low for low, _ in ends])
    upper = np.array([high for _, high in ends])
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
    variance = share * (1 - share) / total + square / (4 * total * total)
    half = Z95 * math.sqrt(variance) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def log_tail(hits: int, draws: int, share: float) -> float:
    """Return the logarithm of the chance of at least so many hits in so many draws (binomial).

    >>> round(math.exp(log_tail(2, 2, 0.5)), 6), log_tail(0, 5, 0.1)
    (0.25, 0.0)
    """
    if hits <= 0 or share >= 1:
        return 0.0
    if hits > draws or share <= 0:
        return -math.inf
    log_share = math.log(share)
    log_rest = math.log1p(-share)
    odds = log_share - log_rest
    term = (
        math.lgamma(draws + 1) - math.lgamma(hits + 1) - math.lgamma(draws - hits + 1)
    )
    term += hits * log_share + (draws - hits) * log_rest
    terms = [term]
    for count in range(hits, draws):
        term += math.log(draws - count) - math.log(count + 1) + odds
        terms.append(term)
        is_negligible = term < terms[0] - 60
        if is_negligible and term < terms[-2]:
            break
    most = max(terms)
    total = sum(math.exp(term - most) for term in terms)
    return min(0.0, most + math.log(total))


def resampled(
    values: Floats, *, draws: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return a 95 % bootstrap interval of the mean of each column; rows are drawn."""
    count = len(values)
    means = []
    for _ in range(draws):
        rows = rng.integers(0, count, count)
        means.append(values[rows].mean(axis=0))
    low, high = np.percentile(np.stack(means), [2.5, 97.5], axis=0)
    return np.asarray(low), np.asarray(high)
