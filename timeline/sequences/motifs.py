"""Motifs: short subsequences of kinds that come up again, more often than in shuffled histories."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

import numpy as np

from timeline.errors import UsageError
from timeline.sequences.arrays import Floats, Ints, Rows, rows_by, strata
from timeline.sequences.history import History
from timeline.sequences.intervals import Following, following
from timeline.sequences.permutation import ALPHA, MANY, corrected, ends_95, shuffler
from timeline.sequences.results import joined_names, rank_by_chance, table_of
from timeline.sequences.table import Cell, Table

# Only the most common kinds are counted, so that what is counted does not depend on the order.
KINDS = 8
SHOWN = 5  # instances listed for each motif
LENGTHS = (2, 3)
# A motif that is seen once is none.
LEAST_SUPPORT = 2
# A motif: numbers of its kinds in order.
_Shape: TypeAlias = tuple[int, ...]
ARROW = " > "
COLUMNS = {
    "motif": "kinds in order, joined by '>'; other incidents may come between them",
    "length": "number of kinds",
    "support": "incidents of the first kind after which the others surely follow within the window",
    "n": "incidents of the first kind",
    "groups": "number of pairs (or actors, places) in which it occurs",
    "expected": "mean support over the shuffles",
    "expected_low": "2.5 % point of the shuffles",
    "expected_high": "97.5 % point of the shuffles",
    "ratio": "support by expected",
    "p": "chance of so great a difference somewhere in this table, by the shuffles; "
    "empty when too rare to be tested",
    "finding": f"p is at most {ALPHA}",
    "instances": f"ids of up to {SHOWN} instances, each joined by '>', instances by '; '",
}
NOTES = (
    "Order is not cause: a motif is only an order that recurs.",
    "Incidents of one day, or with overlapping dates, are never taken to be in order.",
    f"Only the {KINDS} most common kinds are looked at, and the whole motif must lie "
    f"within the window.",
    "Shuffles exchange kinds among the days of one group, one season and one precision of dates; p "
    "is corrected for all motifs of this table (Westfall-Young).",
)


def motifs(
    history: History,
    *,
    by: str = "pair",
    only: Sequence[str] = (),
    length: int = 3,
    window: int = 14,
    least: int = 5,
    draws: int | None = None,
    seed: int = 0,
) -> Table:
    """Count short subsequences of kinds, and the same in shuffled histories.

    Args:
        history: The history.
        by: "pair", "actor" or "place": within what a motif lies.
        only: Names of the one group that is asked for.
        length: 2, or 3 for motifs of two and of three kinds.
        window: Greatest number of days from the first day of its first incident to the last day of
            its last.
        least: Least expected support of a motif that is tested.
        draws: Number of shuffles; None for 199, or 39 in long histories.
        seed: Seed of the shuffles.

    Raises:
        UsageError: There is no such grouping or length.
        UnknownNameError: There is no such actor or place.
    """
    _check_length(length)
    rows = rows_by(history, by, only=only)
    search = _Search(following(rows, window), _common_kinds(rows), length)
    number = _number_of_shuffles(rows, draws, least)
    settings: dict[str, Cell] = {
        "by": by,
        "only": joined_names(only),
        "length": length,
        "window": window,
        "least": least,
        "shuffles": number,
        "seed": seed,
        "rate": ALPHA,
    }
    return table_of(
        history,
        rows,
        _rows_of_motifs(rows, search, number, least=least, seed=seed),
        name="motifs",
        columns=COLUMNS,
        notes=NOTES,
        settings=settings,
    )


def _check_length(length: int) -> None:
    if length not in LENGTHS:
        what = f"motifs of {length} kinds are not counted."
        raise UsageError("length", what, "Use 2 or 3.")


def _rank(row: tuple[Cell, ...]) -> tuple[bool, Cell, float, str]:
    cells = dict(zip(COLUMNS, row, strict=True))
    return rank_by_chance(cells["p"], cells["support"], cells["motif"])


def _shapes(kinds: int, length: int) -> Iterator[_Shape]:
    """Yield all motifs of two kinds and more, as numbers of the kinds."""
    for size in range(2, length + 1):
        yield from product(range(kinds), repeat=size)


def _common_kinds(rows: Rows) -> Ints:
    """Return the numbers of the most common kinds, in order."""
    counts = Counter(rows.kind.tolist())
    by_count = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return np.array(sorted(by_count[:KINDS]), dtype=np.int64)


def _number_of_shuffles(rows: Rows, draws: int | None, least: int) -> int:
    """Return the number of shuffles: none where no support can be great enough to be tested."""
    counts = Counter(rows.kind.tolist())
    if max(counts.values(), default=0) < least:
        return 0
    if draws is not None:
        return draws
    return 199 if len(rows) <= MANY else 39


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for motifs.

    Attributes:
        place: Where rows stand in time.
        kinds: Numbers of the kinds that motifs are made of.
        length: Greatest number of kinds in a motif.
    """

    place: Following
    kinds: Ints
    length: int

    def instances(self, kind: Ints) -> dict[_Shape, Ints]:
        """Return the instances of each motif: a row each, the numbers of its rows in order.

        Args:
            kind: Kind of each row.
        """
        next_rows = self._next_rows(kind)
        instances: dict[_Shape, Ints] = {}
        for number, first in enumerate(self.kinds):
            starts = np.flatnonzero(kind == first)
            longer = self._longer(next_rows, (number,), starts[:, None])
            instances.update(longer)
        return instances

    def _next_rows(self, kind: Ints) -> Ints:
        """Return, by kind and position, the row from there on that ends the soonest; -1 if none.

        There is one position more than there are rows: that after the last.
        """
        ranks = self._ranks(kind)
        from_the_end = np.minimum.accumulate(ranks[:, ::-1], axis=1)
        soonest = from_the_end[:, ::-1]
        by_rank = np.append(self.place.by_last, -1)
        return np.asarray(by_rank[soonest])

    def _ranks(self, kind: Ints) -> Ints:
        """Return, by kind and row, the rank of its end; the number of rows for other kinds."""
        rows = len(kind)
        rank = np.empty(rows, dtype=np.int64)
        rank[self.place.by_last] = np.arange(rows)
        ranks = np.full((len(self.kinds), rows + 1), rows, dtype=np.int64)
        for number, number_of_kind in enumerate(self.kinds):
            is_of_kind = kind == number_of_kind
            ranks[number, :rows] = np.where(is_of_kind, rank, rows)
        return ranks

    def _longer(
        self, next_rows: Ints, shape: _Shape, instances: Ints
    ) -> Iterator[tuple[_Shape, Ints]]:
        """Yield the motifs that continue a motif, with their instances."""
        for kind in range(len(next_rows)):
            longer_shape = (*shape, kind)
            longer = self._continued(next_rows[kind], instances)
            yield longer_shape, longer
            if len(longer_shape) < self.length:
                yield from self._longer(next_rows, longer_shape, longer)

    def _continued(self, next_rows: Ints, instances: Ints) -> Ints:
        """Return the instances that go on with one kind within the window, longer by a row.

        Args:
            next_rows: By position, the row of that kind that ends the soonest.
            instances: Numbers of the rows of each instance.
        """
        first_rows = instances[:, 0]
        last_rows = instances[:, -1]
        until = self.place.first[first_rows] + self.place.horizon
        row = next_rows[self.place.after[last_rows]]
        is_in_window = (row >= 0) & (self.place.last[row] <= until)
        return np.column_stack([instances[is_in_window], row[is_in_window]])


def _rows_of_motifs(
    rows: Rows, search: _Search, number: int, *, least: int, seed: int
) -> list[tuple[Cell, ...]]:
    """Return the rows of the table, the least likely by chance first.

    Args:
        rows: The incidents.
        search: What finds motifs.
        number: Number of shuffles.
        least: Least expected support of a motif that is tested.
        seed: Seed of the shuffles.
    """
    observed = search.instances(rows.kind)
    shapes = list(_shapes(len(search.kinds), search.length))
    drawn = np.zeros((number + 1, len(shapes)))
    drawn[0] = _support(observed, shapes)
    drawn[1:] = _support_in_shuffles(rows, search, shapes, number, seed)
    p_values = _p_values(drawn, least)
    table_rows = []
    for column in np.flatnonzero(drawn[0] >= LEAST_SUPPORT).tolist():
        shape = shapes[column]
        kinds = [rows.kinds[kind] for kind in search.kinds[list(shape)]]
        row = _row(rows, kinds, observed[shape], drawn[:, column], p_values[column])
        table_rows.append(row)
    table_rows.sort(key=_rank)
    return table_rows


def _support_in_shuffles(
    rows: Rows, search: _Search, shapes: Sequence[_Shape], number: int, seed: int
) -> Floats:
    """Return the support of motifs in shuffled histories: a row a shuffle, a column a motif."""
    draw = shuffler(strata(rows), np.random.default_rng(seed))
    drawn = np.zeros((number, len(shapes)))
    for shuffle in range(number):
        instances = search.instances(rows.kind[draw()])
        drawn[shuffle] = _support(instances, shapes)
    return drawn


def _p_values(drawn: Floats, least: int) -> list[float | None]:
    """Return p of each motif, corrected for all of them; None for those that are not tested.

    Args:
        drawn: Support, a column a motif; the first row is observed, the others are shuffled.
        least: Least expected support of a motif that is tested.
    """
    is_tested = drawn.mean(axis=0) >= least
    tested = np.flatnonzero(is_tested).tolist()
    p_of_tested = corrected(drawn[:, is_tested]).tolist()
    p_values: list[float | None] = [None] * drawn.shape[1]
    for column, p in zip(tested, p_of_tested, strict=True):
        p_values[column] = p
    return p_values


def _support(instances: Mapping[_Shape, Ints], shapes: Sequence[_Shape]) -> Floats:
    return np.array([len(instances[shape]) for shape in shapes], dtype=np.float64)


def _row(
    rows: Rows, kinds: list[str], instances: Ints, drawn: Floats, p: float | None
) -> tuple[Cell, ...]:
    first_kind = rows.kinds.index(kinds[0])
    is_first_kind = rows.kind == first_kind
    groups = np.unique(rows.group[instances[:, 0]])
    return (
        ARROW.join(kinds),
        len(kinds),
        int(drawn[0]),
        int(is_first_kind.sum()),
        len(groups),
        *_expected_cells(float(drawn[0]), drawn[1:]),
        p,
        p is not None and p <= ALPHA,
        _shown(rows, instances),
    )


def _expected_cells(support: float, shuffled: Floats) -> tuple[Cell, ...]:
    """Return the cells from "expected" to "ratio"; None without shuffles."""
    if not len(shuffled):
        return None, None, None, None
    expected = float(shuffled.mean())
    ratio = support / expected if expected else None
    return expected, *ends_95(shuffled), ratio


def _shown(rows: Rows, instances: Ints) -> str:
    """Return the ids of the incidents of the first instances."""
    shown = []
    for instance in instances[:SHOWN]:
        incidents = [rows.steps[step].incident for step in rows.step[instance].tolist()]
        shown.append(ARROW.join(incidents))
    return "; ".join(shown)
