"""Is it more than chance? Shuffles within strata, p-values corrected for looking at much, Kaplan-Meier curves, bootstraps."""

import math
from collections.abc import Callable

import numpy as np

from timeline.sequences.arrays import Floats, Ints

ALPHA = 0.05  # rate of tables with a false finding, among tables of histories in which nothing follows from anything
FEW, MANY = (
    2_000,
    20_000,
)  # rows; a longer history is shuffled fewer times, as its averages are steadier
Z95 = 1.959964  # two-sided 95 % point of the normal distribution


def shuffles(number: int | None, rows: int) -> int:
    """Give the number of shuffles: as asked, else 999, 199 for more than 2,000 rows, 39 for more than 20,000.

    The least p is then 0.001, 0.005 and 0.025.
    """
    if number is not None:
        return max(number, 1)
    return 999 if rows <= FEW else 199 if rows <= MANY else 39


def shuffler(strata: Ints, rng: np.random.Generator) -> Callable[[], Ints]:
    """Make a function that gives, for each row, the row whose label it gets: any order within a stratum is as likely.

    What is shuffled is who did what; the days on which something happened in the stratum stay as they are.
    """
    rows = np.argsort(strata, kind="stable")
    base = strata[rows].astype(np.float64)
    at = np.empty(len(rows), dtype=np.int64)

    def draw() -> Ints:
        at[rows] = rows[np.argsort(base + rng.random(len(rows)))]
        return at

    return draw


def corrected(drawn: Floats) -> Floats:
    """Give p-values corrected for all columns together (step-down max-T of Westfall and Young, two-sided).

    The rate at which at least one column of a table is called a finding though nothing is there stays below the level
    chosen, whatever the columns have to do with each other.

    Args:
        drawn: One row for each draw, the observed one first, then the shuffled; one column for each number looked at.

    Returns:
        One p-value for each column; 1.0 where no draw differs from another.
    """
    if drawn.shape[1] == 0:
        return np.ones(0)
    spread = drawn.std(axis=0)
    varies = spread > 1e-12
    z = np.zeros_like(drawn)
    z[:, varies] = np.abs(drawn[:, varies] - drawn[:, varies].mean(axis=0)) / spread[varies]
    order = np.argsort(-z[0], kind="stable")
    # the greatest of this column and all that the observed draw ranks lower
    most = np.maximum.accumulate(z[:, order[::-1]], axis=1)[:, ::-1]
    stepwise = (most >= most[0] - 1e-9).mean(axis=0)
    p = np.empty(len(order))
    p[order] = np.maximum.accumulate(stepwise)
    p[~varies] = 1.0
    return p


def curve(answered: Floats, censored: Floats) -> Floats:
    """Give the share answered by each day, by Kaplan and Meier's product limit.

    Args:
        answered: Number of answers on day 0, 1, … along the last axis.
        censored: Number of acts watched through that day and no longer.

    Returns:
        1 - S(t), of the same shape; a day at which nobody is watched any more keeps the share of the day before.

    >>> curve(np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0])).tolist()
    [0.0, 0.5, 0.5]
    """
    leaving = answered + censored
    watched = np.flip(np.cumsum(np.flip(leaving, -1), -1), -1)
    kept = np.where(watched > 0, 1 - answered / np.maximum(watched, 1), 1.0)
    return np.asarray(1 - np.cumprod(kept, axis=-1))


def hazard(answered: Floats, censored: Floats) -> Floats:
    """Give the share answered on each day among the acts that were not answered before it and are still watched.

    >>> hazard(np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0])).tolist()
    [0.0, 0.5, 0.0]
    """
    leaving = answered + censored
    watched = np.flip(np.cumsum(np.flip(leaving, -1), -1), -1)
    return np.asarray(answered / np.maximum(watched, 1))


def curve_interval(answered: Floats, censored: Floats) -> tuple[Floats, Floats]:
    """Give a 95 % interval of one curve: Wilson's, with the acts answered or still watched by that day as n.

    It takes the acts for independent of each other, which two acts with the same answer are not.
    """
    share = curve(answered, censored)
    known = (answered + censored).sum() - np.concatenate(([0.0], np.cumsum(censored)[:-1]))
    ends = [wilson(float(one) * float(of), float(of)) for one, of in zip(share, known, strict=True)]
    return np.array([low for low, _ in ends]), np.array([high for _, high in ends])


def wilson(hits: float, of: float) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share.

    >>> [round(one, 3) for one in wilson(5, 10)]
    [0.237, 0.763]
    """
    if of <= 0:
        return 0.0, 1.0
    share, square = hits / of, Z95 * Z95
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z95 * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def log_tail(hits: int, draws: int, share: float) -> float:
    """Give the logarithm of the chance of at least so many hits in so many draws (binomial).

    >>> round(math.exp(log_tail(2, 2, 0.5)), 6), log_tail(0, 5, 0.1)
    (0.25, 0.0)
    """
    if hits <= 0 or share >= 1:
        return 0.0
    if hits > draws or share <= 0:
        return -math.inf
    odds = math.log(share) - math.log1p(-share)
    term = math.lgamma(draws + 1) - math.lgamma(hits + 1) - math.lgamma(draws - hits + 1)
    term += hits * math.log(share) + (draws - hits) * math.log1p(-share)
    terms = [term]
    for count in range(hits, draws):
        term += math.log(draws - count) - math.log(count + 1) + odds
        terms.append(term)
        if term < terms[0] - 60 and term < terms[-2]:
            break
    most = max(terms)
    return min(0.0, most + math.log(sum(math.exp(one - most) for one in terms)))


def resampled(values: Floats, *, draws: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Give a 95 % bootstrap interval of the mean of each column, drawing rows with replacement."""
    n = len(values)
    means = np.stack([values[rng.integers(0, n, n)].mean(axis=0) for _ in range(draws)])
    return np.asarray(np.percentile(means, 2.5, axis=0)), np.asarray(
        np.percentile(means, 97.5, axis=0)
    )
