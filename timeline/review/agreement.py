"""Measure how far coders agree: Krippendorff's alpha and percent agreement, with bootstrap intervals.

Source: K. Krippendorff, Content Analysis (4th ed., 2018), chapter 12; the worked examples of his "Computing
Krippendorff's Alpha-Reliability" (2011) are tests of this module.
"""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
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
        alpha: Krippendorff's alpha: 1 is perfect, 0 is what chance gives; None where no value varies.
        low: Lower end of the 95 % bootstrap interval of alpha; None where alpha is None.
        high: Upper end.
        confusions: Pairs of different values and how often they stood against each other, most frequent first.
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
        raise TypeError(f"{value!r} is no number")
    return float(value)


def krippendorff_alpha(units: Sequence[Unit], distance: Distance = nominal) -> float | None:
    """Return Krippendorff's alpha of units that coders judged; None where it is not defined.

    Units that fewer than two coders judged are left out. It is not defined where no two values are pairable or all
    values are the same.

    >>> krippendorff_alpha([{"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 1, "b": 1}])
    1.0
    """
    pairable = [list(unit.values()) for unit in units if len(unit) > 1]
    totals = Counter(value for values in pairable for value in values)
    number = sum(totals.values())
    expected = _expected_disagreement(totals, distance)
    if number < 2 or expected == 0:
        return None
    observed = sum(_unit_disagreement(values, distance) for values in pairable)
    return 1 - (number - 1) * observed / expected


def _unit_disagreement(values: Sequence[Value], distance: Distance) -> float:
    pairs = sum(distance(left, right) for left, right in combinations(values, 2))
    return 2 * pairs / (len(values) - 1)


def _expected_disagreement(totals: Counter[Value], distance: Distance) -> float:
    pairs = combinations(totals.items(), 2)
    return 2 * sum(
        first_count * second_count * distance(first, second)
        for (first, first_count), (second, second_count) in pairs
    )


def percent_agreement(units: Sequence[Unit]) -> float | None:
    """Return the share of pairs of judgements of one unit that are equal; None without pairs."""
    pairs = [pair for unit in units for pair in combinations(unit.values(), 2)]
    if not pairs:
        return None
    return sum(left == right for left, right in pairs) / len(pairs)


def bootstrap_interval(
    units: Sequence[Unit], distance: Distance, *, resamples: int = RESAMPLES, seed: int = 0
) -> tuple[float | None, float | None]:
    """Return the ends of the 95 % percentile interval of alpha over units drawn with replacement.

    The same units and seed give the same interval. (None, None) where alpha is not defined.
    """
    drawn_alphas = []
    generator = random.Random(seed)
    for _ in range(resamples):
        sample = generator.choices(units, k=len(units)) if units else []
        alpha = krippendorff_alpha(sample, distance)
        if alpha is not None:
            drawn_alphas.append(alpha)
    if not drawn_alphas:
        return None, None
    drawn_alphas.sort()
    tail = (1 - INTERVAL) / 2
    last = len(drawn_alphas) - 1
    return drawn_alphas[round(tail * last)], drawn_alphas[round((1 - tail) * last)]


def confusions(units: Sequence[Unit]) -> tuple[tuple[Value, Value, int], ...]:
    """Return pairs of different values given to one unit with their number, the most frequent first."""
    counted: Counter[tuple[Value, Value]] = Counter()
    for unit in units:
        for left, right in combinations(unit.values(), 2):
            if left != right:
                first, second = sorted((left, right), key=str)
                counted[first, second] += 1
    ordered = sorted(counted.items(), key=lambda item: (-item[1], str(item[0])))
    return tuple((first, second, count) for (first, second), count in ordered)


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
    alpha = krippendorff_alpha(judged, distance)
    low, high = (None, None) if alpha is None else bootstrap_interval(judged, distance, seed=seed)
    return Agreement(
        field=field,
        units=len(judged),
        percent=percent_agreement(judged),
        alpha=alpha,
        low=low,
        high=high,
        confusions=confusions(judged),
    )
