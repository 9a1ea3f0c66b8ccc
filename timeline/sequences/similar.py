"""Stretches elsewhere that are most like that around an incident, or like its burst."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from timeline.errors import UnknownNameError, UsageError
from timeline.sequences.arrays import BOTH, Ints, Rows, name_of, rows_by, shared_time
from timeline.sequences.episodes import bursts_of
from timeline.sequences.history import History, Step
from timeline.sequences.results import table_of
from timeline.sequences.table import Cell, Table

# Weights of what two aligned incidents have in common; they add up to 1. Incidents of two kinds are
# never aligned.
KIND = 0.5
SIDE = 0.2
ACTORS = 0.15
LAG = 0.15
# Stretches aligned before it is checked whether any of the rest can still be among the best.
TOGETHER = 256
GAP = -1  # stands for the position where nothing is aligned
LONGEST = 40  # incidents of a stretch that are compared, the nearest to its middle
COLUMNS = {
    "rank": "1 for the most similar",
    "score": "similarity from 0 to 1: twice what the aligned incidents share, by the "
    "length of both stretches",
    "as_good": "share of all stretches compared that are at least as similar",
    "group": "where the other stretch is",
    "day": "days from the middle of the stretch asked for; empty where only the other "
    "has an incident",
    "kind": "kind of the incident there",
    "incident": "its id",
    "other_day": "days from the middle of the other stretch",
    "other_kind": "kind of the incident aligned with it; empty for a gap",
    "other_incident": "its id",
    "shared": "what the two have in common, from 0 to 1",
}
NOTES = (
    "Similar in kinds, in who acts, in kinds of actors and in lags; nothing else of the "
    "two stretches was compared.",
    "There are no shuffles here: among many stretches some are similar by chance; "
    "`as_good` says how many.",
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


@dataclass(frozen=True, slots=True)
class _Match:
    """A stretch, its similarity, and the share of all that are at least as similar."""

    stretch: _Stretch
    score: float
    as_good: float


# A stretch after how similar it is, or can be.
_Scored: TypeAlias = tuple[float, _Stretch]


def similar(
    history: History,
    incident: str,
    *,
    by: str = "pair",
    episode: bool = False,
    window: int = 14,
    top: int = 5,
) -> Table:
    """Find the stretches most like that around an incident, and show the alignment.

    Args:
        history: The history.
        incident: Id of the incident, or its beginning.
        by: "pair", "actor" or "place": within what a stretch lies.
        episode: True for the burst that the incident is in, to be compared with the other bursts.
        window: Days before and after the incident.
        top: Number of stretches shown; of those that overlap only the most similar.

    Raises:
        UnknownNameError: No incident that counts here has this id.
        UsageError: There is no such grouping, or the incident is in no burst.
    """
    rows = rows_by(history, by)
    row = _row_of(rows, incident)
    if episode:
        asked, candidates = _episodes(history, rows, row)
        scale = max(window, 1, *(item.day for item in asked.items))
    else:
        asked, candidates = _windows(rows, row, window)
        scale = window
    matches = _best(asked, candidates, top=top, scale=scale)
    names = [name_of(history, rows.keys[match.stretch.group], by) for match in matches]
    settings: dict[str, Cell] = {
        "incident": rows.steps[int(rows.step[row])].incident,
        "by": by,
        "episode": episode,
        "window": window,
        "compared": len(candidates),
    }
    return table_of(
        history,
        rows,
        _rows(asked, matches, names, scale),
        name="similar",
        columns=COLUMNS,
        notes=NOTES,
        settings=settings,
    )


def _rows(
    asked: _Stretch, matches: Sequence[_Match], names: Sequence[str], scale: int
) -> list[tuple[Cell, ...]]:
    """Return a row for each pair of aligned incidents, and for each gap.

    Args:
        asked: The stretch that the others are compared with.
        matches: The others, most similar first.
        names: Name of the group of each of them.
        scale: Days after which a difference of days counts in full.
    """
    rows: list[tuple[Cell, ...]] = []
    for rank, match in enumerate(matches, start=1):
        group = names[rank - 1]
        for cells in _aligned_cells(asked, match.stretch, scale):
            rows.append((rank, match.score, match.as_good, group, *cells))
    return rows


def align(
    left: Sequence[_Item], right: Sequence[_Item], *, scale: int
) -> tuple[float, list[tuple[int, int]]]:
    """Align two stretches in order so that they share the most.

    By Needleman and Wunsch's dynamic programme, with free gaps.

    Returns:
        What the aligned incidents share in all, and the pairs of positions; -1 stands for a gap.
    """
    best = _best_sums(left, right, scale)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        shared = _shared(left[i], right[j], scale)
        if shared and best[i][j] == shared + best[i + 1][j + 1]:
            pairs.append((i, j))
            i += 1
            j += 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, GAP))
            i += 1
        else:
            pairs.append((GAP, j))
            j += 1
    pairs += [(position, GAP) for position in range(i, len(left))]
    pairs += [(GAP, position) for position in range(j, len(right))]
    return best[0][0], pairs


def _best_sums(
    left: Sequence[_Item], right: Sequence[_Item], scale: int
) -> list[list[float]]:
    """Return the most that two stretches can share from each pair of positions on."""
    below = [0.0] * (len(right) + 1)
    sums = [below]
    for item in reversed(left):
        below = _row_of_sums(item, right, below, scale)
        sums.append(below)
    return sums[::-1]


def _row_of_sums(
    item: _Item, right: Sequence[_Item], below: list[float], scale: int
) -> list[float]:
    """Return the most that can be shared from one incident and each position on.

    Args:
        item: The incident.
        right: The incidents of the stretch that it is aligned with.
        below: The most that can be shared from the next incident and each position on.
        scale: Days after which a difference of days counts in full.
    """
    sums = [0.0] * (len(right) + 1)
    for j in range(len(right) - 1, -1, -1):
        most = max(below[j], sums[j + 1])
        shared = _shared(item, right[j], scale)
        if shared:
            most = max(most, shared + below[j + 1])
        sums[j] = most
    return sums


def _shared(left: _Item, right: _Item, scale: int) -> float:
    """Return what two incidents share; 0 for two kinds."""
    if left.step.kind != right.step.kind:
        return 0.0
    days = abs(left.day - right.day)
    lag = 1 - min(1.0, days / scale)
    is_same_side = left.side == right.side
    are_same_actors = left.step.kinds_of_actors == right.step.kinds_of_actors
    return KIND + SIDE * is_same_side + ACTORS * are_same_actors + LAG * lag


def _best(
    asked: _Stretch, candidates: Sequence[_Stretch], *, top: int, scale: int
) -> list[_Match]:
    """Return the most similar stretches, none overlapping a more similar one."""
    scored = _scored(asked, candidates, top=top, scale=scale)
    matches = []
    for score, stretch in _without_overlaps(scored, top):
        as_good = sum(1 for scored_as, _ in scored if scored_as >= score)
        matches.append(_Match(stretch, score, as_good / len(candidates)))
    return matches


def _scored(
    asked: _Stretch, candidates: Sequence[_Stretch], *, top: int, scale: int
) -> list[_Scored]:
    """Return the stretches that may be among the best, most similar first.

    Kinds alone bound the similarity from above, so that no others need to be aligned.
    """
    bounds = _bounds(asked, candidates)
    scored: list[_Scored] = []
    for begin in range(0, len(bounds), TOGETHER):
        part = bounds[begin : begin + TOGETHER]
        best = _without_overlaps(scored, top)
        greatest_bound, _ = part[0]
        if len(best) == top and greatest_bound < best[-1][0]:
            break
        scored += [(_score(asked, stretch, scale), stretch) for _, stretch in part]
        scored.sort(key=lambda pair: (-pair[0], pair[1].start, pair[1].group))
    return scored


def _bounds(asked: _Stretch, candidates: Sequence[_Stretch]) -> list[_Scored]:
    """Return the stretches that can be similar at all, with the most that kinds allow."""
    bounds = []
    for stretch in candidates:
        bound = _bound(asked, stretch)
        if bound > 0:
            bounds.append((bound, stretch))
    bounds.sort(key=lambda pair: -pair[0])
    return bounds


def _without_overlaps(scored: Sequence[_Scored], top: int) -> list[_Scored]:
    """Return the first stretches that overlap none before them."""
    best: list[_Scored] = []
    for score, stretch in scored:
        if len(best) == top:
            break
        if not any(_are_overlapping(stretch, earlier) for _, earlier in best):
            best.append((score, stretch))
    return best


def _are_overlapping(left: _Stretch, right: _Stretch) -> bool:
    if left.group != right.group:
        return False
    return left.start <= right.end and right.start <= left.end


def _bound(left: _Stretch, right: _Stretch) -> float:
    """Return the greatest similarity that the kinds of two stretches allow."""
    common = left.kinds & right.kinds
    return 2 * common.total() / (len(left.items) + len(right.items))


def _score(left: _Stretch, right: _Stretch, scale: int) -> float:
    shared, _ = align(left.items, right.items, scale=scale)
    return 2 * shared / (len(left.items) + len(right.items))


def _row_of(rows: Rows, incident: str) -> int:
    """Return the first row of an incident by its id, or by the beginning of its id.

    Raises:
        UnknownNameError: There is none, or several begin so.
    """
    steps = _steps_named(rows, incident)
    if len(steps) > 1:
        raise _no_incident(incident, "several incidents begin with this.")
    of_incident = np.flatnonzero(np.isin(rows.step, steps))
    if not len(of_incident):
        raise _no_incident(incident, "no incident that counts here has this id.")
    return int(of_incident[0])


def _steps_named(rows: Rows, incident: str) -> list[int]:
    """Return the numbers of the steps with that id; if there is none, of those that begin so."""
    exact = []
    beginning = []
    for number, step in enumerate(rows.steps):
        if step.incident == incident:
            exact.append(number)
        if step.incident.startswith(incident):
            beginning.append(number)
    return exact or beginning


def _no_incident(incident: str, what: str) -> UnknownNameError:
    hint = "`timeline show --all` lists the ids."
    return UnknownNameError(f"incident {incident!r}", what, hint)


def _windows(rows: Rows, row: int, window: int) -> tuple[_Stretch, list[_Stretch]]:
    """Return the stretch around a row, and those around other rows of its kind.

    None of the others overlaps it.
    """
    first, _ = shared_time(rows, 2 * window)
    is_of_kind = rows.kind == rows.kind[row]
    is_far = np.abs(first - first[row]) > 2 * window
    middles = np.flatnonzero(is_of_kind & is_far)
    [asked] = _stretches(rows, first, np.array([row]), window)
    return asked, _stretches(rows, first, middles, window)


def _stretches(rows: Rows, first: Ints, middles: Ints, window: int) -> list[_Stretch]:
    """Return the stretches around some rows, by the first days on the axis that groups share."""
    days = first[middles]
    low = np.searchsorted(first, days - window, side="left")
    high = np.searchsorted(first, days + window, side="right")
    bounds = zip(low.tolist(), high.tolist(), middles.tolist(), strict=True)
    return [_stretch(rows, range(begin, end), middle) for begin, end, middle in bounds]


def _episodes(
    history: History, rows: Rows, row: int
) -> tuple[_Stretch, list[_Stretch]]:
    """Return the burst that a row is in, and all other bursts.

    Raises:
        UsageError: It is in no burst.
    """
    asked = None
    others = []
    for members in _bursts(history, rows):
        stretch = _stretch(rows, members, members[0])
        if asked is None and row in members:
            asked = stretch
        else:
            others.append(stretch)
    if asked is None:
        where = f"incident {rows.steps[int(rows.step[row])].incident!r}"
        hint = "Ask for the days around it: leave --episode out."
        raise UsageError(where, "it is in no burst.", hint)
    return asked, others


def _bursts(history: History, rows: Rows) -> Iterator[list[int]]:
    """Yield the numbers of the rows of each burst."""
    happened = np.flatnonzero(rows.happened).tolist()
    for burst in bursts_of(history, rows.only(rows.happened, "other")):
        yield [happened[number] for number in burst.sure]


def _stretch(rows: Rows, numbers: Sequence[int], middle: int) -> _Stretch:
    """Return a stretch of the rows nearest to the middle one."""
    middle_day = int(rows.first[middle])
    nearest = _nearest(rows, numbers, middle_day)
    items = [_item(rows, row, middle) for row in nearest]
    items.sort(
        key=lambda item: (item.day, item.step.kind, item.side, item.step.incident)
    )
    return _Stretch(
        group=int(rows.group[middle]),
        start=middle_day + items[0].day,
        end=middle_day + items[-1].day,
        items=tuple(items),
        kinds=Counter(item.step.kind for item in items),
    )


def _nearest(rows: Rows, numbers: Sequence[int], day: int) -> list[int]:
    """Return the rows that are compared: those nearest to a day."""

    def distance(row: int) -> tuple[int, int]:
        return abs(int(rows.first[row]) - day), row

    return sorted(numbers, key=distance)[:LONGEST]


def _item(rows: Rows, row: int, middle: int) -> _Item:
    """Return a row as part of the stretch around the middle one, whose side counts as the first."""
    step = rows.steps[int(rows.step[row])]
    middle_side = int(rows.side[middle])
    side = int(rows.side[row])
    turned = BOTH if BOTH in (middle_side, side) else int(side != middle_side)
    return _Item(step.first - int(rows.first[middle]), turned, step)


def _aligned_cells(
    asked: _Stretch, match: _Stretch, scale: int
) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells from "day" to "shared" of each pair of aligned incidents, gaps included."""
    _, pairs = align(asked.items, match.items, scale=scale)
    for left_position, right_position in pairs:
        left = _item_at(asked, left_position)
        right = _item_at(match, right_position)
        shared = _shared(left, right, scale) if left and right else None
        yield (*_item_cells(left), *_item_cells(right), shared)


def _item_at(stretch: _Stretch, position: int) -> _Item | None:
    return None if position == GAP else stretch.items[position]


def _item_cells(item: _Item | None) -> tuple[Cell, Cell, Cell]:
    if item is None:
        return None, None, None
    return item.day, item.step.kind, item.step.incident
