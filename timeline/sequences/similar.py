"""Where have we seen this before: which stretches elsewhere are most like that around an incident, or like its burst?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from timeline.errors import UnknownNameError, UsageError
from timeline.sequences.arrays import BOTH, Rows, name_of, rows_by, shared_time
from timeline.sequences.episodes import bursts
from timeline.sequences.history import History, Step, merged
from timeline.sequences.lags import observed_until
from timeline.sequences.table import Cell, Table

# Weights of what two aligned incidents have in common; they add up to 1. Incidents of two kinds are never aligned.
KIND, SIDE, ACTORS, LAG = 0.5, 0.2, 0.15, 0.15
TOGETHER = 256  # stretches that are aligned before it is asked whether any of the rest can still be among the best
LONGEST = 40  # incidents of a stretch that are compared, the nearest to its middle
COLUMNS = {
    "rank": "1 for the most alike",
    "score": "likeness from 0 to 1: twice what the aligned incidents share, by the length of both stretches",
    "as_good": "share of all stretches compared that are at least as much alike",
    "group": "where the other stretch is",
    "day": "days from the middle of the stretch asked for; empty where only the other has an incident",
    "kind": "kind of the incident there",
    "incident": "its id",
    "other_day": "days from the middle of the other stretch",
    "other_kind": "kind of the incident aligned with it; empty for a gap",
    "other_incident": "its id",
    "shared": "what the two have in common, from 0 to 1",
}
NOTES = (
    "Alike in kinds, in who acts, in kinds of actors and in lags; nothing else of the two stretches was compared.",
    "There are no shuffles here: among many stretches some are alike by chance; `as_good` says how many.",
    "Incidents of one day are put in the order of their kinds, as their own is not known.",
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One incident of a stretch: the day from its middle, what is compared, and its step."""

    day: int
    side: int
    step: Step


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Incidents of one group around a middle one, in order."""

    group: int
    start: int
    end: int
    items: tuple[_Item, ...]
    kinds: "Counter[str]"


def similar(
    history: History,
    incident: str,
    *,
    by: str = "pair",
    episode: bool = False,
    window: int = 14,
    top: int = 5,
) -> Table:
    """Find the stretches most alike to that around an incident, and show the alignment.

    Args:
        history: The history.
        incident: Id of the incident, or its beginning.
        by: "pair", "actor" or "place": within what a stretch lies.
        episode: True for the burst that the incident is in, to be compared with the other bursts.
        window: Days before and after the incident.
        top: Number of stretches shown; of those that overlap only the most alike.

    Raises:
        UnknownNameError: No incident that counts here has this id.
        UsageError: There is no such grouping, or the incident is in no burst.
    """
    rows = rows_by(history, by)
    at = _row_of(rows, incident)
    mine, others = _episodes(history, rows, at) if episode else _windows(rows, at, window)
    scale = max(window, *(item.day for item in mine.items), 1) if episode else window
    ranked, as_good = _ranked(mine, others, top=top, scale=scale)
    told = [
        row
        for rank, (score, other) in enumerate(ranked, start=1)
        for row in _rows(history, rows, (rank, score, as_good[rank - 1]), mine, other, (by, scale))
    ]
    return Table(
        name="similar",
        columns=COLUMNS,
        rows=tuple(told),
        counted=rows.counted(),
        left_out=merged(history.left_out, rows.left_out),
        notes=NOTES,
        settings={
            **{
                "incident": rows.steps[int(rows.step[at])].incident,
                "by": by,
                "episode": episode,
                "window": window,
            },
            **{"compared": len(others), **history.choice.told()},
        },
    )


def align(
    one: Sequence[_Item], other: Sequence[_Item], *, scale: int
) -> tuple[float, list[tuple[int, int]]]:
    """Align two stretches in order so that they share the most (Needleman and Wunsch's dynamic programme, free gaps).

    Returns:
        What the aligned incidents share in all, and the pairs of positions; -1 stands for a gap.
    """
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            both = _shared(one[i], other[j], scale)
            best[i][j] = max(
                best[i + 1][j], best[i][j + 1], both + best[i + 1][j + 1] if both else 0.0
            )
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        both = _shared(one[i], other[j], scale)
        if both and best[i][j] == both + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, -1))
            i += 1
        else:
            pairs.append((-1, j))
            j += 1
    pairs += [(at, -1) for at in range(i, len(one))] + [(-1, at) for at in range(j, len(other))]
    return best[0][0], pairs


def _shared(one: _Item, other: _Item, scale: int) -> float:
    """Give what two incidents share; 0 for two kinds."""
    if one.step.kind != other.step.kind:
        return 0.0
    lag = 1 - min(1.0, abs(one.day - other.day) / scale)
    same_side = one.side == other.side
    same_actors = one.step.kinds_of_actors == other.step.kinds_of_actors
    return KIND + SIDE * same_side + ACTORS * same_actors + LAG * lag


def _ranked(
    mine: _Stretch, others: Sequence[_Stretch], *, top: int, scale: int
) -> tuple[list[tuple[float, _Stretch]], list[float]]:
    """Give the most alike, none overlapping a better one, and for each the share of stretches at least as good.

    Kinds alone bound the likeness from above, so that only stretches that may be among the best are aligned.
    """
    bounds = sorted(
        ((_bound(mine, one), at) for at, one in enumerate(others)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    scored: list[tuple[float, _Stretch]] = []
    for begin in range(0, len(bounds), TOGETHER):
        chosen = _apart(scored, top)
        part = [(bound, at) for bound, at in bounds[begin : begin + TOGETHER] if bound > 0]
        if not part or (len(chosen) == top and part[0][0] < chosen[-1][0]):
            break
        scored += [(_score(mine, others[at], scale), others[at]) for _, at in part]
        scored.sort(key=lambda pair: (-pair[0], pair[1].start, pair[1].group))
    best = _apart(scored, top)
    every = [score for score, _ in scored]
    return best, [
        sum(1 for one in every if one >= score) / max(len(others), 1) for score, _ in best
    ]


def _apart(scored: Sequence[tuple[float, _Stretch]], top: int) -> list[tuple[float, _Stretch]]:
    best: list[tuple[float, _Stretch]] = []
    for score, one in scored:
        if len(best) == top:
            break
        if not any(
            one.group == kept.group and one.start <= kept.end and kept.start <= one.end
            for _, kept in best
        ):
            best.append((score, one))
    return best


def _bound(mine: _Stretch, other: _Stretch) -> float:
    common = sum((mine.kinds & other.kinds).values())
    return 2 * common / (len(mine.items) + len(other.items))


def _score(mine: _Stretch, other: _Stretch, scale: int) -> float:
    shared, _ = align(mine.items, other.items, scale=scale)
    return 2 * shared / (len(mine.items) + len(other.items))


def _row_of(rows: Rows, incident: str) -> int:
    found = [number for number, step in enumerate(rows.steps) if step.incident == incident]
    found = found or [
        number for number, step in enumerate(rows.steps) if step.incident.startswith(incident)
    ]
    at = np.flatnonzero(np.isin(rows.step, found))
    if not len(at) or len(found) > 1:
        what = (
            "no incident that counts here has this id."
            if len(found) < 2
            else "several incidents begin with this."
        )
        raise UnknownNameError(f"incident {incident!r}", what, "`timeline show` lists the ids.")
    return int(at[0])


def _windows(rows: Rows, at: int, window: int) -> tuple[_Stretch, list[_Stretch]]:
    """Give the stretch around a row, and those around all other rows of its kind that do not overlap it."""
    first, _ = shared_time(rows, 2 * window)
    middles = np.flatnonzero(rows.kind == rows.kind[at])
    middles = middles[np.abs(first[middles] - first[at]) > 2 * window]
    low = np.searchsorted(first, first[middles] - window, side="left")
    high = np.searchsorted(first, first[middles] + window, side="right")
    own = np.searchsorted(first, [first[at] - window, first[at] + window + 1], side="left")
    mine = _stretch(rows, range(int(own[0]), int(own[1])), at)
    others = zip(low.tolist(), high.tolist(), middles.tolist(), strict=True)
    return mine, [_stretch(rows, range(begin, end), middle) for begin, end, middle in others]


def _episodes(history: History, rows: Rows, at: int) -> tuple[_Stretch, list[_Stretch]]:
    happened = np.flatnonzero(rows.happened)
    found = bursts(
        rows.only(rows.happened, "other"),
        start=history.start,
        end=max(observed_until(history), history.start),
    )
    whole = [[int(happened[one]) for one in burst.sure] for burst in found]
    mine = next((burst for burst in whole if at in burst), None)
    if mine is None:
        where = f"incident {rows.steps[int(rows.step[at])].incident!r}"
        raise UsageError(
            where, "it is in no burst.", "Ask for the days around it: leave --episode out."
        )
    return _stretch(rows, mine, mine[0]), [
        _stretch(rows, one, one[0]) for one in whole if one is not mine
    ]


def _stretch(rows: Rows, numbers: Sequence[int], middle: int) -> _Stretch:
    day, side = int(rows.first[middle]), int(rows.side[middle])
    near = sorted(numbers, key=lambda one: (abs(int(rows.first[one]) - day), one))[:LONGEST]
    items = []
    for one in near:
        step = rows.steps[int(rows.step[one])]
        turned = BOTH if BOTH in (side, int(rows.side[one])) else int(rows.side[one] != side)
        items.append(_Item(step.first - day, turned, step))
    items.sort(key=lambda item: (item.day, item.step.kind, item.side, item.step.incident))
    days = [item.day + day for item in items]
    return _Stretch(
        int(rows.group[middle]),
        min(days),
        max(days),
        tuple(items),
        Counter(item.step.kind for item in items),
    )


def _rows(
    history: History,
    rows: Rows,
    told: tuple[int, float, float],
    mine: _Stretch,
    other: _Stretch,
    how: tuple[str, int],
) -> list[tuple[Cell, ...]]:
    by, scale = how
    group = name_of(history, rows.keys[other.group], by)
    cells: list[tuple[Cell, ...]] = []
    for one, two in align(mine.items, other.items, scale=scale)[1]:
        left, right = (
            (mine.items[one] if one >= 0 else None),
            (other.items[two] if two >= 0 else None),
        )
        shared = _shared(left, right, scale) if left and right else None
        cells.append((*told, group, *_cells(left), *_cells(right), shared))
    return cells


def _cells(item: _Item | None) -> tuple[Cell, Cell, Cell]:
    return (item.day, item.step.kind, item.step.incident) if item else (None, None, None)
