"""Which kind of incident follows which, more or less often than if kinds were shuffled?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import networkx
import numpy as np

from timeline.sequences.arrays import Bools, Floats, Ints, Rows, rows_by, strata
from timeline.sequences.history import History, merged
from timeline.sequences.permutation import ALPHA, corrected, shuffler, shuffles, wilson
from timeline.sequences.table import Cell, Table

COLUMNS = {
    "first": "kind of the one",
    "then": "kind of the next",
    "n": "number of times that anything followed the first kind within the window (the row's n)",
    "observed_least": "how often this kind followed it, in the order of dates that gives fewer",
    "observed_most": "in the order that gives more; both are shares of days where several happened on one day",
    "share": "observed (least) by n",
    "low": "lower end of Wilson's 95 % interval of that share, from the order with fewer",
    "high": "upper end, from the order with more",
    "expected": "mean over the shuffles",
    "expected_low": "2.5 % point of the shuffles",
    "expected_high": "97.5 % point of the shuffles",
    "ratio": "observed by expected, of the order nearer to the expected",
    "p": "chance of so great a difference somewhere in this table, by the shuffles; empty when n is too small",
    "finding": f"p is at most {ALPHA} in both orders",
}
NOTES = (
    "Order is not cause: what follows is only what came next in the same group.",
    "Incidents of one day are not ordered: each of them counts in part as the last of its day, and as the first.",
    "Shuffles exchange kinds among the days of one group, one season and one grain of dates; the days stay.",
    "p is corrected for all cells of this table (Westfall-Young), and holds in the earliest and in the latest order.",
)


@dataclass(frozen=True, slots=True)
class _Order:
    """Rows put on days: in the earliest or the latest order that their dates allow.

    Only rows are kept whose day has another within the window, before or after it: most of many groups have none.

    Attributes:
        rows: Numbers of the rows, by day.
        block: For each of them, the number of its day in its group; days in order.
        share: One by the number of rows of that day.
        linked: For each day but the last, whether the next one is in the same group and within the window.
        blocks: Number of days.
    """

    rows: Ints
    block: Ints
    share: Floats
    linked: Bools
    blocks: int

    def counter(self, kinds: int) -> Callable[[Ints], Floats]:
        """Make the function that counts what follows what, kinds by kinds, for any kinds of the rows."""
        sizes = np.bincount(self.block, minlength=self.blocks)
        before = np.flatnonzero(self.linked)
        pairs = sizes[before] * sizes[before + 1] if len(before) else np.zeros(0, dtype=np.int64)
        if pairs.sum() > self.blocks * kinds:
            return lambda kind: self._by_days(kind, kinds)
        # Few incidents a day: one by one. Products of matrices this small only wait for each other's threads.
        starts = np.concatenate(([0], np.cumsum(sizes)))
        day = np.repeat(before, pairs)
        place = np.arange(len(day)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
        after = sizes[day + 1]
        first, then = (
            self.rows[starts[day] + place // after],
            self.rows[starts[day + 1] + place % after],
        )
        weight = 1 / (sizes[day] * after)

        def count(kind: Ints) -> Floats:
            flat = np.bincount(kind[first] * kinds + kind[then], weight, kinds * kinds)
            return np.asarray(flat.reshape(kinds, kinds), dtype=np.float64)

        return count

    def _by_days(self, kind: Ints, kinds: int) -> Floats:
        size = self.blocks * kinds
        mixed = np.bincount(self.block * kinds + kind[self.rows], self.share, size).reshape(
            self.blocks, kinds
        )
        return np.asarray((mixed[:-1] * self.linked[:, None]).T @ mixed[1:])


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
    """Count which kind follows which within a pair, an actor or a place, beside shuffled histories.

    Args:
        history: The history.
        by: "pair", "actor" or "place": within what one incident follows another. All groups are added up.
        only: Names of the one group that is wanted.
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
    orders = [_order(rows, days, window) for days in (rows.first, rows.last)]
    drawn = np.zeros((2, number + 1, kinds, kinds))
    if len(rows):
        draw = shuffler(strata(rows), np.random.default_rng(seed))
        counts = [order.counter(kinds) for order in orders]
        for at in range(number + 1):
            kind = rows.kind if at == 0 else rows.kind[draw()]
            for order, count in enumerate(counts):
                drawn[order, at] = count(kind)
    p, tested = _both_orders(drawn, least)
    followed = [
        _row(rows, drawn, (one, other), float(p[one, other]), tested=bool(tested[one, other]))
        for one in range(kinds)
        for other in range(kinds)
        if drawn[:, :, one, other].any()
    ]
    followed.sort(
        key=lambda row: (row[12] is None, row[12] or 0.0, -float(row[3] or 0.0), str(row[:2]))
    )
    return Table(
        name="transitions",
        columns=COLUMNS,
        rows=tuple(followed),
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=NOTES,
        settings={
            **{"by": by, "only": " and ".join(only) or None, "window": window, "least": least},
            **{"shuffles": number, "seed": seed, "rate": ALPHA, **history.choice.told()},
        },
    )


def matrix(table: Table, value: str = "share") -> tuple[list[str], list[list[Cell]]]:
    """Give a table of transitions as a matrix: the kinds, and one row for each first kind."""
    kinds = sorted({str(one) for name in ("first", "then") for one in table.column(name)})
    cells = {(row["first"], row["then"]): row[value] for row in table.records()}
    return kinds, [[cells.get((one, other)) for other in kinds] for one in kinds]


def as_graph(table: Table) -> "networkx.DiGraph[str]":
    """Give a table of transitions as a graph: kinds as nodes, and every column on the edges."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for row in table.records():
        graph.add_edge(str(row.pop("first")), str(row.pop("then")), **row)
    return graph


def _order(rows: Rows, days: Ints, window: int) -> _Order:
    ranked = np.lexsort((days, rows.group))
    group, day = rows.group[ranked], days[ranked]
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (np.diff(group) != 0) | (np.diff(day) != 0)
    numbers = np.cumsum(new) - 1
    block = np.empty(len(rows), dtype=np.int64)
    block[ranked] = numbers
    blocks = int(new.sum())
    starts = np.flatnonzero(new)
    linked = (np.diff(group[starts]) == 0) & (np.diff(day[starts]) <= window)
    if not blocks:
        return _Order(block, block, np.zeros(0), linked, 0)
    near = np.append(linked, False) | np.insert(linked, 0, False)
    kept, number = ranked[near[block[ranked]]], np.cumsum(near) - 1
    mine = block[kept]
    share = 1 / np.bincount(block, minlength=blocks)[mine]
    return _Order(kept, number[mine], share, linked[np.flatnonzero(near)[:-1]], int(near.sum()))


def _both_orders(drawn: Floats, least: int) -> tuple[Floats, Floats]:
    """Give the worse p of both orders for each cell, and which cells were tested.

    Only cells are tested of which the shuffles expect at least one, or of which at least one is expected not to be.
    """
    kinds = drawn.shape[2]
    p, tested = np.ones((kinds, kinds)), np.ones((kinds, kinds), dtype=bool)
    for order in (0, 1):
        mean = drawn[order].mean(axis=0)
        tested &= (mean.sum(axis=1) >= least)[:, None] & (mean >= 1)
    for order in (0, 1):
        one = corrected(drawn[order][:, tested])
        p[tested] = np.maximum(np.where(order == 0, 0.0, p[tested]), one)
    off = drawn[:, 0] - drawn[:, 1:].mean(axis=1)
    return np.where(tested & (off[0] * off[1] > 0), p, 1.0), tested


def _row(
    rows: Rows, drawn: Floats, cell: tuple[int, int], p: float, *, tested: bool
) -> tuple[Cell, ...]:
    one, other = cell
    here, n = drawn[:, :, one, other], drawn[:, 0, one].sum(-1)
    # Equal counts may differ in the last digits by the order of their adding up: both orders count as one then.
    observed, means = np.round(here[:, 0], 9), here[:, 1:].mean(axis=1)
    nearer = int(np.argmin(np.abs(observed - means)))
    fewer, more = int(np.argmin(observed)), int(np.argmax(observed))
    return (
        rows.kinds[one],
        rows.kinds[other],
        round(float(n[fewer]), 4),
        round(float(observed[fewer]), 4),
        round(float(observed[more]), 4),
        float(observed[fewer] / n[fewer]) if n[fewer] > 0 else None,
        wilson(float(observed[fewer]), float(n[fewer]))[0],
        wilson(float(observed[more]), float(n[more]))[1],
        float(means[nearer]),
        *(float(end) for end in np.percentile(here[nearer, 1:], [2.5, 97.5])),
        float(observed[nearer] / means[nearer]) if means[nearer] > 0 else None,
        p if tested else None,
        tested and p <= ALPHA,
    )
