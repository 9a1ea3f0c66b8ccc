"""Time until the other side of one pair answers, day by day, with that of shuffled histories."""

from collections.abc import Sequence

import numpy as np

from timeline.sequences.answers import (
    Counts,
    Plan,
    interval,
    plan_of,
    shuffled_measures,
)
from timeline.sequences.arrays import Floats
from timeline.sequences.history import History, merged
from timeline.sequences.lags import COLUMNS as LAGS_COLUMNS
from timeline.sequences.lags import NOTES
from timeline.sequences.permutation import ends_95, shuffles
from timeline.sequences.table import Cell, Table

COLUMNS = {
    "day": "days since the act",
    "share_least": LAGS_COLUMNS["share_least"],
    "share_most": LAGS_COLUMNS["share_most"],
    "low": LAGS_COLUMNS["low"],
    "high": LAGS_COLUMNS["high"],
    "expected_most": "mean share in the shuffles, earliest order",
    "expected_least": "mean share in the shuffles, latest order",
    "expected_low": LAGS_COLUMNS["expected_low"],
    "expected_high": LAGS_COLUMNS["expected_high"],
}


def curves(
    history: History,
    actor: str,
    other: str,
    *,
    window: int = 14,
    relation: str = "reply",
    first: str | None = None,
    then: str | None = None,
    draws: int | None = None,
    seed: int = 0,
) -> Table:
    """Return the time to an answer of one directed pair, day by day, with that of the shuffles.

    The arguments are those of `lags`; `actor` acts first, on `other`.
    """
    plan = plan_of(
        history,
        (actor, other),
        first,
        then,
        relation=relation,
        typed=False,
        window=window,
    )
    number = shuffles(draws, len(plan.rows))
    cell = _cell_of(history, plan, actor)
    rows = _rows(plan, cell, draws=number, seed=seed)
    return Table(
        name="curves",
        columns=COLUMNS,
        rows=tuple(rows),
        counted=plan.rows.counted(),
        left_out=merged(history.left_out, plan.rows.left_out),
        notes=NOTES,
        settings={
            "actor": actor,
            "other": other,
            "window": window,
            "shuffles": number,
            "seed": seed,
        },
    )


def _cell_of(history: History, plan: Plan, actor: str) -> int | None:
    """Return the cell in which an actor acts on the other of the pair; None without rows."""
    if not plan.rows.keys:
        return None
    first_of_pair, _ = plan.rows.keys[0]
    return 0 if _has_name(history, first_of_pair, actor) else 1


def _has_name(history: History, actor: str, name: str) -> bool:
    """Return whether an actor has that id or name, whatever the case."""
    actor_name = history.names.get(actor, actor)
    return name.casefold() in (actor.casefold(), actor_name.casefold())


def _rows(
    plan: Plan, cell: int | None, *, draws: int, seed: int
) -> Sequence[tuple[Cell, ...]]:
    """Return a row for each day; none where nobody acts."""
    observed = plan.count(None)
    if cell is None or not observed.number(cell):
        return ()
    cells = np.array([cell])
    shares = shuffled_measures(plan, observed, cells, draws=draws, seed=seed)
    return _rows_by_day(shares[:, :, 0], observed, cell, plan.window)


def _rows_by_day(
    shares: Floats, observed: Counts, cell: int, window: int
) -> list[tuple[Cell, ...]]:
    """Return a row for each day from shares by order, draw (the observed one first) and day."""
    low, high = interval(observed, cell)
    rows: list[tuple[Cell, ...]] = []
    for day in range(window + 1):
        early, late = shares[:, :, day]
        row = (
            day,
            float(late[0]),
            float(early[0]),
            float(low[day]),
            float(high[day]),
            *_expected_cells(early[1:], late[1:]),
        )
        rows.append(row)
    return rows


def _expected_cells(early: Floats, late: Floats) -> tuple[float, ...]:
    """Return means and ends of the shuffled shares of one day, by order."""
    ends = ends_95(np.concatenate([early, late]))
    return float(early.mean()), float(late.mean()), *ends
