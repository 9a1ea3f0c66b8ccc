"""What do the fast counts have to equal? The same questions answered by going through everything, slowly and plainly."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, product

from timeline.sequences.history import Step


def sides_of(step: Step) -> set[tuple[str, str]]:
    """Give who acts on whom; parties act on each other."""
    return {(a, b) for a, b in product(step.initiators, step.targets) if a != b} | {
        (a, b) for a, b in product(step.parties, step.parties) if a != b
    }


def bounds(act: Step, answers: Iterable[Step]) -> tuple[int | None, int | None]:
    """Give the least and greatest lag to the next answer over all days that the dates allow."""
    others = [one for one in answers if one.incident != act.incident]
    least = [max(0, one.first - act.last) for one in others if one.last >= act.first]
    most = [one.last - act.first for one in others if one.first > act.last]
    return min(least, default=None), min(most, default=None)


def product_limit(
    lags: Sequence[int | None], watched: Sequence[int], window: int
) -> list[float]:
    """Give the Kaplan-Meier share answered by each day, act by act."""
    share, kept = [], 1.0
    ends = [
        (lag, True)
        if lag is not None and lag <= window
        else (min(until, window), False)
        for lag, until in zip(lags, watched, strict=True)
    ]
    for day in range(window + 1):
        at_risk = sum(1 for end, _ in ends if end >= day)
        now = sum(1 for end, answered in ends if end == day and answered)
        kept *= 1 - now / at_risk if at_risk else 1.0
        share.append(1 - kept)
    return share


def followed(
    groups: dict[str, list[Step]], window: int, *, latest: bool
) -> dict[tuple[str, str], float]:
    """Count what follows what: each incident of a day counts in part as its last, and as the first of the next day."""
    counts: dict[tuple[str, str], float] = defaultdict(float)
    for steps in groups.values():
        days: dict[int, list[Step]] = defaultdict(list)
        for step in steps:
            days[step.last if latest else step.first].append(step)
        order = sorted(days)
        for one, other in pairwise(order):
            if other - one <= window:
                for a, b in product(days[one], days[other]):
                    counts[a.kind, b.kind] += 1 / (len(days[one]) * len(days[other]))
    return counts


def supported(steps: Sequence[Step], kinds: Sequence[str], window: int) -> int:
    """Count the incidents after which the other kinds surely follow within the window."""

    def goes_on(chain: list[Step], rest: Sequence[str]) -> bool:
        if not rest:
            return chain[-1].last - chain[0].first <= window
        return any(
            goes_on([*chain, step], rest[1:])
            for step in steps
            if step.kind == rest[0] and step.first > chain[-1].last
        )

    return sum(
        1 for step in steps if step.kind == kinds[0] and goes_on([step], kinds[1:])
    )


def best_alignment(shared: Sequence[Sequence[float]]) -> float:
    """Give the most that two short sequences can share in order, over all ways to pair them up."""
    rows, columns = len(shared), len(shared[0]) if shared else 0
    best = 0.0
    for size in range(1, min(rows, columns) + 1):
        for left in combinations(range(rows), size):
            for right in combinations(range(columns), size):
                pairs = [shared[a][b] for a, b in zip(left, right, strict=True)]
                if all(pairs):
                    best = max(best, sum(pairs))
    return best


def step_down(z: Sequence[Sequence[float]]) -> list[float]:
    """Give Westfall and Young's step-down p-values of the first row among all rows, from absolute values."""
    order = sorted(range(len(z[0])), key=lambda column: -z[0][column])
    p, worst = [0.0] * len(order), 0.0
    for rank, column in enumerate(order):
        rest = order[rank:]
        share = sum(
            max(row[one] for one in rest) >= z[0][column] - 1e-9 for row in z
        ) / len(z)
        worst = max(worst, share)
        p[column] = worst
    return p
