"""Which kind of incident follows which, more or less often than if kinds were shuffled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import networkx
import numpy as np

from timeline.sequences.arrays import Bools, Floats, Ints, Rows, rows_by, strata
from timeline.sequences.history import History, merged
from timeline.sequences.permutation import ALPHA, corrected, shuffler, shuffles, wilson
from timeline.sequences.table import Cell, Table


def _count_draws(rows: Rows, drawn: Floats, window: int, seed: int) -> None:
    """Count in both orders, in place: the observed kinds first, then those of each shuffle."""
    kinds = drawn.shape[2]
    draw = shuffler(strata(rows), np.random.default_rng(seed))
    orders = [_order(rows, days, window) for days in (rows.first, rows.last)]
    counters = [order.counter(kinds) for order in orders]
    kind = rows.kind
    for number in range(drawn.shape[1]):
        if number:
            kind = rows.kind[draw()]
        for order, count in enumerate(counters):
            drawn[order, number] = count(kind)


def _order_of_rows(row: tuple[Cell, ...]) -> tuple[bool, Cell, float, str]:
    """Return what rows are sorted by: p, the untested last, then how often it was observed."""
    p = row[12]
    observed = float(row[3] or 0.0)
    return p is None, p or 0.0, -observed, str(row[:2])


COLUMNS = {
    "first": "kind of the one",
    "then": "kind of the next",
    "n": "number of times that anything followed the first kind within the window (the row's n)",
    "observed_least": "how often this kind followed it, in the order of dates that gives fewer",
    "observed_most": "in the order that gives more; both are shares of days where "
    "several happened on one day",
    "share": "observed (least) by n",
    "low": "lower end of Wilson's 95 % interval of that share, from the order with fewer",
    "high": "upper end, from the order with more",
    "expected": "mean over the shuffles",
    "expected_low": "2.5 % point of the shuffles",
    "expected_high": "97.5 % point of the shuffles",
    "ratio": "observed by expected, of the order nearer to the expected",
    "p": "chance of so great a difference somewhere in this table, by the shuffles; "
    "empty when n is too small",
    "finding": f"p is at most {ALPHA} in both orders",
}
NOTES = (
    "Order is not cause: what follows is only what came next in the same group.",
    "Incidents of one day are not ordered: each of them counts in part as the last of "
    "its day, and as the first.",
    "Shuffles exchange kinds among the days of one group, one season and one grain of "
    "dates; the days stay.",
    "p is corrected for all cells of this table (Westfall-Young), and holds in the "
    "earliest and in the latest order.",
)


@dataclass(frozen=True, slots=True)
class _Order:
    """Rows put on days: in the earliest or the latest order that their dates allow.

    Only rows are kept whose day has another within the window, before or after it: most of many
    groups have none.

    Attributes:
        rows: Numbers of the rows, by day.
        block: For each of them, the number of its day in its group; days in order.
        share: One by the number of rows of that day.
        linked: For each day but the last, whether the next one is in the same group and within the
            window.
        blocks: Number of days.
    """

    rows: Ints
    block: Ints
    share: Floats
    linked: Bools
    blocks: int

    def counter(self, kinds: int) -> Callable[[Ints], Floats]:
        """Return a function that counts which kind follows which, for any kinds of the rows."""
        sizes = np.bincount(self.block, minlength=self.blocks)
        before = np.flatnonzero(self.linked)
        pairs = np.zeros(0, dtype=np.int64)
        if len(before):
            pairs = sizes[before] * sizes[before + 1]
        if pairs.sum() > self.blocks * kinds:
            return lambda kind: self._by_days(kind, kinds)
        # Few incidents a day: pair by pair. Products of small matrices only wait for threads.
        starts = np.concatenate(([0], np.cumsum(sizes)))
        day = np.repeat(before, pairs)
        first_of_day = np.repeat(np.cumsum(pairs) - pairs, pairs)
        in_day = np.arange(len(day)) - first_of_day
        next_size = sizes[day + 1]
        first = self.rows[starts[day] + in_day // next_size]
        then = self.rows[starts[day + 1] + in_day % next_size]
        weight = 1 / (sizes[day] * next_size)

        def count(kind: Ints) -> Floats:
            cells = kind[first] * kinds + kind[then]
            flat = np.bincount(cells, weight, kinds * kinds)
            return np.asarray(flat.reshape(kinds, kinds), dtype=np.float64)

        return count

    def _by_days(self, kind: Ints, kinds: int) -> Floats:
        cells = self.block * kinds + kind[self.rows]
        flat = np.bincount(cells, self.share, self.blocks * kinds)
        by_day = flat.reshape(self.blocks, kinds)
        followed = by_day[:-1] * self.linked[:, None]
        return np.asarray(followed.T @ by_day[1:])


def transitions(
    history: History,
    *,
    by: str = "pair",
    only: Sequence[str] = (),
    window: int = 14,
    least: int = 10,
    draws: int | None = None,
    seed: int = 0,
) -> Table:
    """Count which kind follows which within a pair, an actor or a place, and in shuffled histories.

    Args:
        history: The history.
        by: "pair", "actor" or "place": within what one incident follows another. All groups are
            added up.
        only: Names of the one group that is asked for.
        window: Greatest number of days between two incidents that follow each other.
        least: Least n of a row that is tested.
        draws: Number of shuffles; None for as many as suit the size.
        seed: Seed of the shuffles.

    Raises:
        UsageError: There is no such grouping.
        UnknownNameError: There is no such actor or place.
    """
    rows = rows_by(history, by, only=only)
    kinds = len(rows.kinds)
    number = shuffles(draws, len(rows))
    drawn = np.zeros((2, number + 1, kinds, kinds))
    if len(rows):
        _count_draws(rows, drawn, window, seed)
    p, tested = _both_orders(drawn, least)
    followed = []
    for first, then in np.argwhere(drawn.any(axis=(0, 1))).tolist():
        is_tested = bool(tested[first, then])
        row = _row(rows, drawn, (first, then), float(p[first, then]), tested=is_tested)
        followed.append(row)
    followed.sort(key=_order_of_rows)
    return Table(
        name="transitions",
        columns=COLUMNS,
        rows=tuple(followed),
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=NOTES,
        settings={
            "by": by,
            "only": " and ".join(only) or None,
            "window": window,
            "least": least,
            "shuffles": number,
            "seed": seed,
            "rate": ALPHA,
            **history.choice.settings(),
        },
    )


def matrix(table: Table, value: str = "share") -> tuple[list[str], list[list[Cell]]]:
    """Return a table of transitions as a matrix: the kinds, and one row for each first kind."""
    names = {str(kind) for kind in (*table.column("first"), *table.column("then"))}
    kinds = sorted(names)
    cells = {(row["first"], row["then"]): row[value] for row in table.records()}
    rows = [[cells.get((first, then)) for then in kinds] for first in kinds]
    return kinds, rows


def as_graph(table: Table) -> "networkx.DiGraph[str]":
    """Return a table of transitions as a graph: kinds as nodes, and every column on the edges."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for row in table.records():
        first = str(row.pop("first"))
        then = str(row.pop("then"))
        graph.add_edge(first, then, **row)
    return graph


def _order(rows: Rows, days: Ints, window: int) -> _Order:
    """Return the rows that have others within the window, by the days given."""
    ranked = np.lexsort((days, rows.group))
    group = rows.group[ranked]
    day = days[ranked]
    is_new = np.ones(len(rows), dtype=bool)
    is_new[1:] = (np.diff(group) != 0) | (np.diff(day) != 0)
    block = np.empty(len(rows), dtype=np.int64)
    block[ranked] = np.cumsum(is_new) - 1
    starts = np.flatnonzero(is_new)
    is_same_group = np.diff(group[starts]) == 0
    is_near = np.diff(day[starts]) <= window
    linked = is_same_group & is_near
    if not len(starts):
        return _Order(block, block, np.zeros(0), linked, 0)
    # Days with another within the window, before or after.
    has_near = np.append(linked, False) | np.insert(linked, 0, False)
    numbers = np.cumsum(has_near) - 1
    near_rows = ranked[has_near[block[ranked]]]
    blocks = block[near_rows]
    sizes = np.bincount(block, minlength=len(starts))
    return _Order(
        rows=near_rows,
        block=numbers[blocks],
        share=1 / sizes[blocks],
        linked=linked[np.flatnonzero(has_near)[:-1]],
        blocks=int(has_near.sum()),
    )


def _both_orders(drawn: Floats, least: int) -> tuple[Floats, Floats]:
    """Return the worse p of both orders for each cell, and which cells were tested.

    Only cells are tested of which the shuffles expect at least one, in rows of at least so many.
    Orders that disagree on the direction give 1.
    """
    observed = drawn[:, 0]
    kinds = drawn.shape[2]
    tested = np.ones((kinds, kinds), dtype=bool)
    for in_order in drawn:
        mean = in_order.mean(axis=0)
        is_row_tested = mean.sum(axis=1) >= least
        tested &= is_row_tested[:, None] & (mean >= 1)
    p = np.ones((kinds, kinds))
    early, late = (corrected(in_order[:, tested]) for in_order in drawn)
    p[tested] = np.maximum(early, late)
    deviation = observed - drawn[:, 1:].mean(axis=1)
    agree = deviation[0] * deviation[1] > 0
    return np.where(tested & agree, p, 1.0), tested


def _row(
    rows: Rows, drawn: Floats, cell: tuple[int, int], p: float, *, tested: bool
) -> tuple[Cell, ...]:
    first, then = cell
    counts = drawn[:, :, first, then]
    total = drawn[:, 0, first].sum(-1)
    # Equal counts may differ in the last digits by the order of their adding up: both orders count
    # as one then.
    observed = np.round(counts[:, 0], 9)
    means = counts[:, 1:].mean(axis=1)
    nearer = int(np.argmin(np.abs(observed - means)))
    expected = float(means[nearer])
    expected_low, expected_high = np.percentile(counts[nearer, 1:], [2.5, 97.5])
    fewer = int(np.argmin(observed))
    more = int(np.argmax(observed))
    low, _ = wilson(float(observed[fewer]), float(total[fewer]))
    _, high = wilson(float(observed[more]), float(total[more]))
    return (
        rows.kinds[first],
        rows.kinds[then],
        round(float(total[fewer]), 4),
        round(float(observed[fewer]), 4),
        round(float(observed[more]), 4),
        float(observed[fewer] / total[fewer]) if total[fewer] > 0 else None,
        low,
        high,
        expected,
        float(expected_low),
        float(expected_high),
        float(observed[nearer] / expected) if expected > 0 else None,
        p if tested else None,
        tested and p <= ALPHA,
    )
