"""Measure how far coders agree: Krippendorff's alpha, percent agreement, bootstrap intervals.

Source: K. Krippendorff, Content Analysis (4th ed., 2018), chapter 12. The worked examples of his
"Computing Krippendorff's Alpha-Reliability" (2011) are tests of this module.
"""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Value = Hashable
# One unit: the value that each coder gave it; coders who gave none are left out.
Unit = Mapping[str, Value]
Distance = Callable[[Value, Value], float]

RESAMPLES = 1_000
INTERVAL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on one field.

    Attributes:
        field: Name of the field.
        units: Number of units that two or more coders judged.
        percent: Share of pairs of judgements that are equal, 0 to 1; None without pairs.
        alpha: Krippendorff's alpha: 1 is perfect, 0 is chance; None where no value varies.
        low: Lower end of the 95 % bootstrap interval of alpha; None where alpha is None.
        high: Upper end.
        confusions: Pairs of different values and their number, the most frequent first.
    """

    field: str
    units: int
    percent: float | None
    alpha: float | None
    low: float | None
    high: float | None
    confusions: tuple[tuple[Value, Value, int], ...]


def nominal(left: Value, right: Value) -> float:
    """Return the distance of two categories: 0 for the same, 1 for different ones."""
    return 0.0 if left == right else 1.0


def interval(left: Value, right: Value) -> float:
    """Return the squared difference of two numbers."""
    return (_number(left) - _number(right)) ** 2


def ratio(left: Value, right: Value) -> float:
    """Return the squared difference of two numbers, relative to their sum; 0 when both are 0."""
    total = _number(left) + _number(right)
    return ((_number(left) - _number(right)) / total) ** 2 if total else 0.0


def _number(value: Value) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    return float(value)


def krippendorff_alpha(
    units: Sequence[Unit], distance: Distance = nominal
) -> float | None:
    """Return Krippendorff's alpha of units that coders judged; None where it is not defined.

    Units that fewer than two coders judged are left out. It is not defined where no two values are
    pairable or all values are the same.

    >>> krippendorff_alpha([{"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 1, "b": 1}])
    1.0
    """
    totals: Counter[Value] = Counter()
    observed = 0.0
    for unit in units:
        values = list(unit.values())
        if len(values) < 2:
            continue
        totals.update(values)
        observed += _unit_disagreement(values, distance)
    expected = _expected_disagreement(totals, distance)
    if expected == 0:
        return None
    return 1 - (totals.total() - 1) * observed / expected


def _unit_disagreement(values: Sequence[Value], distance: Distance) -> float:
    pairs = sum(distance(left, right) for left, right in combinations(values, 2))
    return 2 * pairs / (len(values) - 1)


def _expected_disagreement(totals: Counter[Value], distance: Distance) -> float:
    expected = 0.0
    for left, right in combinations(totals, 2):
        weight = totals[left] * totals[right]
        expected += 2 * weight * distance(left, right)
    return expected


def percent_agreement(units: Sequence[Unit]) -> float | None:
    """Return the share of pairs of judgements of one unit that are equal; None without pairs."""
    equal = 0
    pairs = 0
    for unit in units:
        for left, right in combinations(unit.values(), 2):
            pairs += 1
            equal += left == right
    return equal / pairs if pairs else None


def bootstrap_interval(
    units: Sequence[Unit],
    distance: Distance,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> tuple[float | None, float | None]:
    """Return the ends of the 95 % percentile interval of alpha over units drawn with replacement.

    The same units and seed give the same interval. (None, None) where alpha is not defined.
    """
    alphas = sorted(_resampled(units, distance, resamples, seed))
    if not alphas:
        return None, None
    tail = (1 - INTERVAL) / 2
    last = len(alphas) - 1
    low = round(tail * last)
    high = round((1 - tail) * last)
    return alphas[low], alphas[high]


def _resampled(
    units: Sequence[Unit], distance: Distance, resamples: int, seed: int
) -> Iterator[float]:
    """Yield alpha of samples of the units, where it is defined."""
    generator = random.Random(seed)
    for _ in range(resamples if units else 0):
        sample = generator.choices(units, k=len(units))
        alpha = krippendorff_alpha(sample, distance)
        if alpha is not None:
            yield alpha


def confusions(units: Sequence[Unit]) -> tuple[tuple[Value, Value, int], ...]:
    """Return pairs of different values of one unit with their number, most frequent first."""
    counts: Counter[tuple[Value, Value]] = Counter()
    for unit in units:
        for left, right in combinations(unit.values(), 2):
            if left != right:
                first, second = sorted((left, right), key=str)
                counts[first, second] += 1

    def rank(pair: tuple[Value, Value]) -> tuple[int, str]:
        return -counts[pair], str(pair)

    ordered = sorted(counts, key=rank)
    return tuple((first, second, counts[first, second]) for first, second in ordered)


def agreement(
    field: str, units: Sequence[Unit], distance: Distance = nominal, *, seed: int = 0
) -> Agreement:
    """Measure the agreement of coders on one field.

    Args:
        field: Name of the field.
        units: The value that each coder gave each unit.
        distance: How far two values lie apart, `nominal`, `interval` or `ratio`.
        seed: Seed of the bootstrap.
    """
    judged = [unit for unit in units if len(unit) > 1]
    low, high = bootstrap_interval(judged, distance, seed=seed)
    return Agreement(
        field=field,
        units=len(judged),
        percent=percent_agreement(judged),
        alpha=krippendorff_alpha(judged, distance),
        low=low,
        high=high,
        confusions=confusions(judged),
    )
