"""Which kind of incident follows which, more or less often than if kinds were shuffled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import networkx
import numpy as np

from timeline.sequences.arrays import Bools, Floats, Ints, Rows, rows_by, strata
from timeline.sequences.history import History
from timeline.sequences.permutation import (
    ALPHA,
    corrected,
    ends_95,
    shuffler,
    shuffles,
    wilson,
)
from timeline.sequences.results import joined_names, rank_by_chance, table_of
from timeline.sequences.table import Cell, Table

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
        days = np.flatnonzero(self.linked)
        products = np.zeros(0, dtype=np.int64)
        if len(days):
            products = sizes[days] * sizes[days + 1]
        if products.sum() > self.blocks * kinds:
            return lambda kind: self._by_days(kind, kinds)
        # Few incidents a day: pair by pair. Products of small matrices only wait for threads.
        pairs = self._pairs(sizes, days, products)
        return lambda kind: pairs.counted(kind, kinds)

    def _pairs(self, sizes: Ints, days: Ints, products: Ints) -> "_Pairs":
        """Return each row of a day with each row of the next day.

        Args:
            sizes: Number of rows by day.
            days: Days with a next one.
            products: Number of pairs of each of these days.
        """
        starts = np.concatenate(([0], np.cumsum(sizes)))
        day = np.repeat(days, products)
        first_of_day = np.repeat(np.cumsum(products) - products, products)
        in_day = np.arange(len(day)) - first_of_day
        next_size = sizes[day + 1]
        first = starts[day] + in_day // next_size
        then = starts[day + 1] + in_day % next_size
        return _Pairs(
            first=self.rows[first],
            then=self.rows[then],
            weight=1 / (sizes[day] * next_size),
        )

    def _by_days(self, kind: Ints, kinds: int) -> Floats:
        cells = self.block * kinds + kind[self.rows]
        flat = np.bincount(cells, self.share, self.blocks * kinds)
        by_day = flat.reshape(self.blocks, kinds)
        followed = by_day[:-1] * self.linked[:, None]
        return np.asarray(followed.T @ by_day[1:])


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Rows that follow each other: numbers of the first and the next ones, and their weights."""

    first: Ints
    then: Ints
    weight: Floats

    def counted(self, kind: Ints, kinds: int) -> Floats:
        """Count which kind follows which."""
        cells = kind[self.first] * kinds + kind[self.then]
        flat = np.bincount(cells, self.weight, kinds * kinds)
        return np.asarray(flat.reshape(kinds, kinds), dtype=np.float64)


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
    number = shuffles(draws, len(rows))
    drawn = _drawn(rows, number, window, seed)
    settings: dict[str, Cell] = {
        "by": by,
        "only": joined_names(only),
        "window": window,
        "least": least,
        "shuffles": number,
        "seed": seed,
        "rate": ALPHA,
    }
    return table_of(
        history,
        rows,
        _rows(rows.kinds, drawn, least),
        name="transitions",
        columns=COLUMNS,
        notes=NOTES,
        settings=settings,
    )


def _drawn(rows: Rows, number: int, window: int, seed: int) -> Floats:
    """Return counts by order (earliest, latest), draw (the observed one first), and both kinds."""
    kinds = len(rows.kinds)
    drawn = np.zeros((2, number + 1, kinds, kinds))
    if len(rows):
        _count_draws(rows, drawn, window, seed)
    return drawn


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


def _rows(kinds: Sequence[str], drawn: Floats, least: int) -> list[tuple[Cell, ...]]:
    """Return a row for each two kinds that follow each other, the least likely by chance first."""
    p_values, tested = _worse_p(drawn, least)
    has_count = drawn.any(axis=(0, 1))
    rows = []
    for first, then in np.argwhere(has_count).tolist():
        p = float(p_values[first, then]) if tested[first, then] else None
        total = drawn[:, 0, first].sum(-1)
        row = _row((kinds[first], kinds[then]), total, drawn[:, :, first, then], p)
        rows.append(row)
    rows.sort(key=_rank)
    return rows


def _rank(row: tuple[Cell, ...]) -> tuple[bool, Cell, float, str]:
    cells = dict(zip(COLUMNS, row, strict=True))
    return rank_by_chance(cells["p"], cells["observed_least"], row[:2])


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
    is_new = _is_new_day(group, day)
    block = np.empty(len(rows), dtype=np.int64)
    block[ranked] = np.cumsum(is_new) - 1
    starts = np.flatnonzero(is_new)
    is_same_group = np.diff(group[starts]) == 0
    is_near = np.diff(day[starts]) <= window
    linked = is_same_group & is_near
    if not len(starts):
        return _Order(block, block, np.zeros(0), linked, 0)
    return _near_ones(ranked, block, linked)


def _is_new_day(group: Ints, day: Ints) -> Bools:
    """Return which rows begin another day or group than the row before them."""
    is_new = np.ones(len(group), dtype=bool)
    is_other_group = np.diff(group) != 0
    is_other_day = np.diff(day) != 0
    is_new[1:] = is_other_group | is_other_day
    return is_new


def _near_ones(ranked: Ints, block: Ints, linked: Bools) -> _Order:
    """Return the order of the days with another within the window, before or after.

    Args:
        ranked: Numbers of all rows, by day.
        block: Number of the day of each row.
        linked: For each day but the last, whether the next one is near.
    """
    has_near = np.append(linked, False) | np.insert(linked, 0, False)
    numbers = np.cumsum(has_near) - 1
    is_near_row = has_near[block[ranked]]
    rows = ranked[is_near_row]
    blocks = block[rows]
    sizes = np.bincount(block, minlength=len(has_near))
    days = np.flatnonzero(has_near)
    return _Order(
        rows=rows,
        block=numbers[blocks],
        share=1 / sizes[blocks],
        linked=linked[days[:-1]],
        blocks=len(days),
    )


def _worse_p(drawn: Floats, least: int) -> tuple[Floats, Bools]:
    """Return the worse p of both orders for each cell, and which cells were tested.

    Orders that disagree on the direction give 1.
    """
    tested = _tested(drawn, least)
    p = np.ones(tested.shape)
    early, late = (corrected(in_order[:, tested]) for in_order in drawn)
    p[tested] = np.maximum(early, late)
    expected = drawn[:, 1:].mean(axis=1)
    early_deviation, late_deviation = drawn[:, 0] - expected
    is_one_direction = early_deviation * late_deviation > 0
    return np.where(tested & is_one_direction, p, 1.0), tested


def _tested(drawn: Floats, least: int) -> Bools:
    """Return the cells of which the shuffles expect at least one, in rows of at least so many."""
    kinds = drawn.shape[2]
    tested = np.ones((kinds, kinds), dtype=bool)
    for in_order in drawn:
        mean = in_order.mean(axis=0)
        is_row_tested = mean.sum(axis=1) >= least
        tested &= is_row_tested[:, None] & (mean >= 1)
    return tested


def _row(
    kinds: tuple[str, str], total: Floats, counts: Floats, p: float | None
) -> tuple[Cell, ...]:
    """Return the row of two kinds.

    Args:
        kinds: The first and the next.
        total: By order, how often anything followed the first.
        counts: By order and draw (the observed one first), how often the next kind followed.
        p: Chance of it; None where it is not tested.
    """
    # Equal counts may differ in the last digits by the order of their adding up: both orders count
    # as one then.
    observed = np.round(counts[:, 0], 9)
    return (
        *kinds,
        *_observed_cells(observed, total),
        *_expected_cells(observed, counts[:, 1:]),
        p,
        p is not None and p <= ALPHA,
    )


def _observed_cells(observed: Floats, total: Floats) -> tuple[Cell, ...]:
    """Return the cells from "n" to "high"."""
    fewer = int(np.argmin(observed))
    more = int(np.argmax(observed))
    least = float(observed[fewer])
    most = float(observed[more])
    least_of = float(total[fewer])
    low, _ = wilson(least, least_of)
    _, high = wilson(most, float(total[more]))
    return (
        round(least_of, 4),
        round(least, 4),
        round(most, 4),
        least / least_of if least_of > 0 else None,
        low,
        high,
    )


def _expected_cells(observed: Floats, shuffled: Floats) -> tuple[Cell, ...]:
    """Return the cells from "expected" to "ratio", of the order nearer to the expected."""
    means = shuffled.mean(axis=1)
    nearer = int(np.argmin(np.abs(observed - means)))
    expected = float(means[nearer])
    ratio = float(observed[nearer]) / expected if expected > 0 else None
    return expected, *ends_95(shuffled[nearer]), ratio
