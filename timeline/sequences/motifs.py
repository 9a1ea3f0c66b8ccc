"""Which short subsequences of kinds come up again and again in pairs, and more often than in shuffled histories?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from timeline.errors import UsageError
from timeline.sequences.arrays import Floats, Ints, Rows, rows_by, strata
from timeline.sequences.history import History, merged
from timeline.sequences.intervals import Following, following
from timeline.sequences.permutation import ALPHA, MANY, corrected, shuffler
from timeline.sequences.table import Cell, Table

KINDS = 8  # of kinds only the most common are looked at: what is looked at must not depend on the order found
SHOWN = 5  # instances listed for each motif
LENGTHS = (2, 3)
ARROW = " > "
COLUMNS = {
    "motif": "kinds in order, joined by '>'; other incidents may stand between them",
    "length": "number of kinds",
    "support": "incidents of the first kind after which the others surely follow within the window",
    "n": "incidents of the first kind",
    "groups": "number of pairs (or actors, places) in which it occurs",
    "expected": "mean support over the shuffles",
    "expected_low": "2.5 % point of the shuffles",
    "expected_high": "97.5 % point of the shuffles",
    "ratio": "support by expected",
    "p": "chance of so great a difference somewhere in this table, by the shuffles; empty when too rare to be tested",
    "finding": f"p is at most {ALPHA}",
    "instances": f"ids of up to {SHOWN} instances, each joined by '>', instances by '; '",
}
NOTES = (
    "Order is not cause: a motif is only an order that comes up again.",
    "Incidents of one day, or with overlapping dates, are never taken to be in order.",
    f"Only the {KINDS} most common kinds are looked at, and the whole motif must lie within the window.",
    "Shuffles exchange kinds among the days of one group, one season and one grain of dates; p is corrected for all "
    "motifs of this table (Westfall-Young).",
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
    """Count short subsequences of kinds, beside shuffled histories.

    Args:
        history: The history.
        by: "pair", "actor" or "place": within what a motif lies.
        only: Names of the one group that is wanted.
        length: 2, or 3 for motifs of two and of three kinds.
        window: Greatest number of days from the first day of its first incident to the last day of its last.
        least: Least expected support of a motif that is tested.
        draws: Number of shuffles; None for 199, or 39 in long histories.
        seed: Seed of the shuffles.

    Raises:
        UsageError: There is no such grouping or length.
        UnknownNameError: There is no such actor or place.
    """
    if length not in LENGTHS:
        raise UsageError("length", f"motifs of {length} kinds are not counted.", "Use 2 or 3.")
    rows = rows_by(history, by, only=only)
    wanted, number = _looked_at(rows, draws, least)
    place = following(rows, window)
    shapes = [
        shape for n in range(2, length + 1) for shape in product(range(len(wanted)), repeat=n)
    ]
    drawn = np.zeros((number + 1, len(shapes)))
    found = _found(place, rows.kind, wanted, length)
    drawn[0] = _support(found, shapes)
    draw = shuffler(strata(rows), np.random.default_rng(seed))
    for at in range(number):
        drawn[at + 1] = _support(_found(place, rows.kind[draw()], wanted, length), shapes)
    tested = drawn.mean(axis=0) >= least
    p = np.ones(len(shapes))
    p[tested] = corrected(drawn[:, tested])
    told = [
        _row(
            rows,
            [rows.kinds[int(wanted[one])] for one in shape],
            found[shape],
            drawn[:, at],
            p[at],
            tested[at],
        )
        for at, shape in enumerate(shapes)
        if drawn[0, at] >= 2
    ]
    told.sort(key=lambda row: (row[9] is None, row[9] or 0.0, -int(row[2] or 0), str(row[0])))
    return Table(
        name="motifs",
        columns=COLUMNS,
        rows=tuple(told),
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=NOTES,
        settings={
            **{
                "by": by,
                "only": " and ".join(only) or None,
                "length": length,
                "window": window,
                "least": least,
            },
            **{"shuffles": number, "seed": seed, "rate": ALPHA, **history.choice.told()},
        },
    )


def _looked_at(rows: Rows, draws: int | None, least: int) -> tuple[Ints, int]:
    """Give the kinds that are looked at, and the number of shuffles: none where no support can be great enough."""
    counts = Counter(rows.kind.tolist())
    common = [kind for kind, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    number = draws if draws is not None else (199 if len(rows) <= MANY else 39)
    return np.array(sorted(common[:KINDS]), dtype=np.int64), number if max(
        counts.values(), default=0
    ) >= least else 0


def _next_of(place: Following, kind: Ints, wanted: Ints) -> Ints:
    """Give, for each kind wanted and each position, the row from there on that is over the soonest; -1 if none.

    One column more than there are rows: the position after the last.
    """
    rows = len(kind)
    ranked = np.empty(rows, dtype=np.int64)
    ranked[place.by_last] = np.arange(rows)
    found = np.full((len(wanted), rows + 1), rows, dtype=np.int64)
    for number, one in enumerate(wanted):
        found[number, :rows] = np.where(kind == one, ranked, rows)
    best = np.minimum.accumulate(found[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(np.append(place.by_last, -1)[best])


def _found(place: Following, kind: Ints, wanted: Ints, length: int) -> dict[tuple[int, ...], Ints]:
    """Give the instances of each motif: one row each, the numbers of its rows in order."""
    nexts = _next_of(place, kind, wanted)
    found: dict[tuple[int, ...], Ints] = {}
    for one, first in enumerate(wanted):
        starts = np.flatnonzero(kind == first)
        for shape, instances in _longer(place, nexts, (one,), starts[:, None], length):
            found[shape] = instances
    return found


def _longer(
    place: Following, nexts: Ints, shape: tuple[int, ...], instances: Ints, length: int
) -> Iterator[tuple[tuple[int, ...], Ints]]:
    """Go on from instances of a motif to those of each motif that has one kind more."""
    positions = place.after[instances[:, -1]]
    until = place.first[instances[:, 0]] + place.horizon
    for kind in range(len(nexts)):
        following_row = nexts[kind, positions]
        fits = (following_row >= 0) & (place.last[following_row] <= until)
        more = np.column_stack([instances[fits], following_row[fits]])
        yield (*shape, kind), more
        if len(shape) + 1 < length:
            yield from _longer(place, nexts, (*shape, kind), more, length)


def _support(found: dict[tuple[int, ...], Ints], shapes: Sequence[tuple[int, ...]]) -> Floats:
    return np.array([len(found[shape]) for shape in shapes], dtype=np.float64)


def _row(
    rows: Rows, kinds: list[str], instances: Ints, drawn: Floats, p: float, tested: bool
) -> tuple[Cell, ...]:
    means = float(drawn[1:].mean()) if len(drawn) > 1 else None
    ends = (
        [float(one) for one in np.percentile(drawn[1:], [2.5, 97.5])]
        if len(drawn) > 1
        else [None, None]
    )
    ids = [
        ARROW.join(rows.steps[int(step)].incident for step in rows.step[one])
        for one in instances[:SHOWN]
    ]
    return (
        ARROW.join(kinds),
        len(kinds),
        int(drawn[0]),
        int((rows.kind == rows.kinds.index(kinds[0])).sum()),
        len(np.unique(rows.group[instances[:, 0]])),
        means,
        *ends,
        float(drawn[0]) / means if means else None,
        float(p) if tested else None,
        bool(tested and p <= ALPHA),
        "; ".join(ids),
    )
