"""Time until the other side answers, against histories in which who acted when is shuffled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from timeline.sequences.answers import (
    Counts,
    Place,
    Plan,
    interval,
    measures,
    plan_of,
    shuffled_measures,
    worse_p,
)
from timeline.sequences.arrays import Floats
from timeline.sequences.history import History
from timeline.sequences.permutation import ALPHA, curve, ends_95, shuffles
from timeline.sequences.results import rank_by_chance, table_of
from timeline.sequences.table import Cell, Table

COLUMNS = {
    "actor": "who acts first",
    "other": "on whom",
    "first": "kind of the act; empty for all that happened",
    "then": "kind of the answer; empty for all that happened",
    "n": "number of acts",
    "answered_least": "acts surely answered within the window",
    "answered_most": "acts perhaps answered within it: same-day and overlapping dates "
    "taken for answers",
    "open": "acts so late that the history ends before their window does; they count until then",
    "median_least": "median days to an answer in the earliest order the dates allow; "
    "empty when half were not answered",
    "median_most": "the same in the latest order",
    "measure": "by: share answered by the day (Kaplan-Meier); on: share answered on the "
    "day, of those not answered before",
    "day": "day on which the one or the other stands out most from the shuffles",
    "share_least": "that share in the latest order",
    "share_most": "the same in the earliest order",
    "low": "lower end of a 95 % interval around both shares",
    "high": "upper end of it",
    "expected": "mean of that share in the shuffles",
    "expected_low": "2.5 % point of the shuffles",
    "expected_high": "97.5 % point of the shuffles",
    "difference": "the share nearer to the expected one, less the expected one",
    "p": "chance of so great a difference somewhere in this table, by the shuffles; "
    "empty when there were too few acts",
    "finding": f"p is at most {ALPHA} in both orders",
    "actor_id": "id of who acts first",
    "other_id": "id of the other",
}
NOTES = (
    "Order is not cause: an answer here is only what came next.",
    "An act on the same day as its answer counts as answered at once in the earliest "
    "order, and not in the latest.",
    "Shuffles exchange who did what among the days of one pair, one season and one grain "
    "of dates; the days stay.",
    "p is corrected for all pairs and days of this table (Westfall-Young), and holds in "
    "both orders.",
)


def lags(
    history: History,
    *,
    pair: Sequence[str] = (),
    first: str | None = None,
    then: str | None = None,
    relation: str = "reply",
    typed: bool = False,
    window: int = 14,
    least: int = 10,
    draws: int | None = None,
    seed: int = 0,
) -> Table:
    """Compare the time to an answer with that in shuffled histories, for each pair and direction.

    Args:
        history: The history.
        pair: Two actors, to look at nobody else.
        first: Kind of the acts; None for all that happened.
        then: Kind of the answers; None for all that happened.
        relation: "reply" (the other side acts next on the first) or "again" (the first acts again
            on the other, as when a threat is followed by the deed).
        typed: One row for each kind of act and kind of answer.
        window: Days after an act in which an answer counts.
        least: Number of acts below which a pair is not tested.
        draws: Number of shuffles; None for as many as suit the size.
        seed: Seed of the shuffles.

    Raises:
        UsageError: There is no such relation.
        UnknownNameError: There is no such actor or kind.
    """
    plan = plan_of(
        history, pair, first, then, relation=relation, typed=typed, window=window
    )
    number = shuffles(draws, len(plan.rows))
    settings: dict[str, Cell] = {
        "window": window,
        "relation": relation,
        "first": first,
        "then": then,
        "least": least,
        "shuffles": number,
        "seed": seed,
        "rate": ALPHA,
    }
    return table_of(
        history,
        plan.rows,
        _rows(history, plan, least=least, draws=number, seed=seed),
        name="lags",
        columns=COLUMNS,
        notes=NOTES,
        settings=settings,
    )


@dataclass(frozen=True, slots=True)
class _Test:
    """The shuffles of one cell.

    Attributes:
        shares: Measures by order, draw (the observed one first) and day.
        p: By day.
    """

    shares: Floats
    p: Floats

    def expected(self) -> Floats:
        """Return the means of the shuffles, by order and day."""
        return np.asarray(self.shares[:, 1:].mean(axis=1))


def _rows(
    history: History, plan: Plan, *, least: int, draws: int, seed: int
) -> list[tuple[Cell, ...]]:
    """Return a row for each pair and direction with acts, the least likely by chance first."""
    observed = plan.count(None)
    tests = _tests(plan, observed, least=least, draws=draws, seed=seed)
    rows = []
    for cell in np.flatnonzero(observed.acts()).tolist():
        row = _row(history, plan, observed, cell, tests.get(cell))
        rows.append(row)
    rows.sort(key=_rank)
    return rows


def _tests(
    plan: Plan, observed: Counts, *, least: int, draws: int, seed: int
) -> dict[int, _Test]:
    """Return the shuffles of each cell that has enough acts."""
    is_tested = observed.acts() >= max(least, 1)
    cells = np.flatnonzero(is_tested)
    shares = shuffled_measures(plan, observed, cells, draws=draws, seed=seed)
    p = worse_p(shares)
    return {
        cell: _Test(shares[:, :, position], p[position])
        for position, cell in enumerate(cells.tolist())
    }


def _rank(row: tuple[Cell, ...]) -> tuple[bool, Cell, float, str]:
    cells = dict(zip(COLUMNS, row, strict=True))
    return rank_by_chance(cells["p"], cells["n"], row[:4])


def _row(
    history: History, plan: Plan, observed: Counts, cell: int, test: _Test | None
) -> tuple[Cell, ...]:
    place = plan.place(cell)
    key = plan.rows.keys[place.group]
    ids = key if place.direction == 0 else key[::-1]
    names = [history.names.get(actor, actor) for actor in ids]
    return (
        *names,
        *_kinds(plan, place),
        *_count_cells(observed, cell, plan.window),
        *_median_cells(observed, cell),
        *_test_cells(observed, cell, plan.window, test),
        *ids,
    )


def _kinds(plan: Plan, place: Place) -> tuple[str | None, str | None]:
    """Return the kinds of the acts and of the answers; None for all that happened."""
    if not plan.typed:
        return plan.named
    kinds = plan.rows.kinds
    [answer] = np.flatnonzero(plan.answers[place.answer]).tolist()
    return kinds[place.kind], kinds[answer]


def _count_cells(observed: Counts, cell: int, window: int) -> tuple[int, ...]:
    """Return the cells from "n" to "open"."""
    early, late = observed.answered[:, cell]
    open_ends = observed.censored[1, cell, :window].sum()
    return (
        observed.number(cell),
        int(late.sum()),
        int(early.sum()),
        int(np.round(open_ends)),
    )


def _median_cells(observed: Counts, cell: int) -> tuple[int | None, int | None]:
    early, late = curve(observed.answered[:, cell], observed.censored[:, cell])
    return _median(early), _median(late)


def _median(share: Floats) -> int | None:
    """Return the first day by which half were answered; None if there is none."""
    days = np.flatnonzero(share >= 0.5)
    return int(days[0]) if len(days) else None


# What stands from "expected" to "finding" where nothing was tested.
_UNTESTED: tuple[Cell, ...] = (None, None, None, None, None, False)
_Interval: TypeAlias = tuple[Floats, Floats]


def _test_cells(
    observed: Counts, cell: int, window: int, test: _Test | None
) -> tuple[Cell, ...]:
    """Return the cells from "measure" to "finding"."""
    shares = measures(observed, np.array([cell]))[:, 0]
    ends = interval(observed, cell)
    if test is None:
        early, late = shares[:, window].tolist()
        return ("by", window, late, early, *_ends_on(ends, window), *_UNTESTED)
    day = _most_unlikely_day(shares, test)
    on_day = shares[:, day]
    return (
        "by" if day <= window else "on",
        day % (window + 1),
        float(on_day.min()),
        float(on_day.max()),
        *_ends_on(ends, day),
        *_expected_cells(on_day, test, day),
    )


def _ends_on(ends: _Interval, day: int) -> tuple[float, float]:
    low, high = ends
    return float(low[day]), float(high[day])


def _most_unlikely_day(shares: Floats, test: _Test) -> int:
    """Return the day of the least p; of several, that on which the nearer order deviates most."""
    deviation = np.abs(shares - test.expected())
    nearer = deviation.min(axis=0)
    days = np.lexsort((-nearer, test.p))
    return int(days[0])


def _expected_cells(shares: Floats, test: _Test, day: int) -> tuple[Cell, ...]:
    """Return the cells from "expected" to "finding", of the order nearer to the expected."""
    expected = test.expected()[:, day]
    nearer = int(np.argmin(np.abs(shares - expected)))
    p = float(test.p[day])
    return (
        float(expected[nearer]),
        *ends_95(test.shares[nearer, 1:, day]),
        float(shares[nearer] - expected[nearer]),
        p,
        p <= ALPHA,
    )
