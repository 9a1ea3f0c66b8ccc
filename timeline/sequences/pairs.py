"""What came next after each act of one side on another: from the other side, from the same side, from and to third ones?"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TypeVar

from timeline.errors import UsageError
from timeline.sequences.arrays import id_of, kinds_meant
from timeline.sequences.history import History, Step, left_out, merged
from timeline.sequences.lags import observed_until
from timeline.sequences.table import Cell, Table

RELATIONS = {
    "reply": "the other side acts on the first",
    "again": "the first side acts on the other again",
    "elsewhere": "the other side acts on somebody else",
    "third": "somebody else acts on the first side",
}
COLUMNS = {
    "relation": "; ".join(f"{name}: {words}" for name, words in RELATIONS.items()),
    "actor": "who acts",
    "other": "on whom",
    "incident": "id of the act",
    "kind": "its kind",
    "mode": "how",
    "start": "its first possible day",
    "end": "its last possible day",
    "state": "answered: surely within the window; perhaps: only if days that overlap are so ordered; none: not within "
    "the window; open: not by the end of the history, which comes before the window ends",
    "next": "id of the next one in the earliest order that the dates allow",
    "next_kind": "its kind",
    "next_mode": "how",
    "next_start": "its first possible day",
    "lag_least": "days between the two, at least",
    "next_sure": "id of the next one in the latest order: the first that surely comes after",
    "lag_most": "days to it, at most",
    "said": "a report says that the one answers the other",
}
NOTES = (
    "Order is not cause: the next one is only what came next.",
    "What was planned, threatened or demanded is listed when its kind is asked for by name.",
)


Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class _Move:
    """One act of one actor on another."""

    step: Step
    actor: str
    other: str


class _Line:
    """Moves in order of their first day, to be searched by it."""

    def __init__(self, moves: Sequence[_Move]) -> None:
        self.moves = moves
        self.first = [move.step.first for move in moves]
        self.longest = max((move.step.last - move.step.first for move in moves), default=0)

    def earliest(self, step: Step, window: int, fits: Callable[[_Move], bool]) -> _Move | None:
        """Find what may come next, at the least lag: it does not end before the step begins."""
        at = bisect_left(self.first, step.first - self.longest)
        best: tuple[int, _Move] | None = None
        for move in self.moves[at : bisect_right(self.first, step.last + window)]:
            if move.step.last < step.first or move.step.incident == step.incident or not fits(move):
                continue
            lag = max(0, move.step.first - step.last)
            if best is None or lag < best[0]:
                best = (lag, move)
            if move.step.first > step.last:
                break
        return best[1] if best else None

    def surely(self, step: Step, window: int, fits: Callable[[_Move], bool]) -> _Move | None:
        """Find what surely comes after, at the least of the greatest lags."""
        best: _Move | None = None
        for at in range(bisect_right(self.first, step.last), len(self.moves)):
            move = self.moves[at]
            if move.step.first - step.first > window or (
                best is not None and move.step.first > best.step.last
            ):
                break
            if move.step.last - step.first <= window and (
                best is None or move.step.last < best.step.last
            ):
                best = move if fits(move) else best
        return best


_NOTHING = _Line(())


def pairs(
    history: History,
    *,
    pair: Sequence[str] = (),
    first: str | None = None,
    then: str | None = None,
    relation: str = "reply",
    window: int = 14,
) -> Table:
    """List, for each act of one actor on another, what came next.

    Args:
        history: The history.
        pair: Two actors whose acts on each other alone are wanted; third ones may still come next.
        first: Kind of the act; None for all that happened.
        then: Kind of the next one; None for all that happened.
        relation: One of `RELATIONS`, or "all".
        window: Days after the act in which the next one counts.

    Raises:
        UsageError: There is no such relation.
        UnknownNameError: There is no such actor or kind.
    """
    if relation not in (*RELATIONS, "all"):
        raise UsageError(
            "relation", f"there is no {relation!r}.", f"Use one of: {', '.join(RELATIONS)}, all."
        )
    kinds = {step.kind: step.happened for step in history.steps}
    acts, answers = kinds_meant(kinds, first), kinds_meant(kinds, then)
    only = {id_of(history.names, one) for one in pair}
    moves = [move for step in history.steps for move in _moves(step, mutual=history.choice.mutual)]
    lines = _Lines([move for move in moves if move.step.kind in answers])
    asked = [name for name in RELATIONS if relation in (name, "all")]
    told = []
    until = observed_until(history)
    for move in moves:
        if move.step.kind in acts and (not only or {move.actor, move.other} == only):
            told += [
                _row(history, move, name, lines.of(name, move), window=window, until=until)
                for name in asked
            ]
    counted = {move.step.incident for move in moves if move.step.kind in acts | answers}
    lost = Counter(_reason(step) for step in history.steps if step.incident not in counted)
    return Table(
        name="pairs",
        columns=COLUMNS,
        rows=tuple(told),
        counted=len(counted),
        left_out=merged(history.left_out, left_out(lost)),
        notes=NOTES,
        settings={
            "window": window,
            "relation": relation,
            "first": first,
            "then": then,
            **history.choice.told(),
        },
    )


class _Lines:
    """The moves of each directed pair, by each actor, and on each actor."""

    def __init__(self, moves: Sequence[_Move]) -> None:
        both: dict[tuple[str, str], list[_Move]] = defaultdict(list)
        by: dict[str, list[_Move]] = defaultdict(list)
        on: dict[str, list[_Move]] = defaultdict(list)
        for move in moves:
            both[move.actor, move.other].append(move)
            by[move.actor].append(move)
            on[move.other].append(move)
        self.both, self.by, self.on = _searchable(both), _searchable(by), _searchable(on)

    def of(self, relation: str, move: _Move) -> tuple[_Line, Callable[[_Move], bool]]:
        """Give where to look for what comes next, and what fits."""
        if relation == "reply":
            return self.both.get((move.other, move.actor), _NOTHING), _any
        if relation == "again":
            return self.both.get((move.actor, move.other), _NOTHING), _any
        if relation == "elsewhere":
            return self.by.get(move.other, _NOTHING), lambda other: other.other != move.actor
        return self.on.get(move.actor, _NOTHING), lambda other: other.actor != move.other


def _any(move: _Move) -> bool:
    return True


def _searchable(found: Mapping[Key, list[_Move]]) -> dict[Key, _Line]:
    return {key: _Line(moves) for key, moves in found.items()}


def _moves(step: Step, *, mutual: bool) -> Iterator[_Move]:
    seen = {(one, other) for one, other in product(step.initiators, step.targets) if one != other}
    if mutual:
        seen |= {(one, other) for one, other in product(step.parties, step.parties) if one != other}
    else:
        seen = {(one, other) for one, other in seen if (other, one) not in seen}
    for one, other in sorted(seen):
        yield _Move(step, one, other)


def _reason(step: Step) -> str:
    """Say why a step is no act of one on another that was asked for."""
    if any(True for _ in _moves(step, mutual=False)):
        return "other" if step.happened else "plans"
    return "mutual" if any(True for _ in _moves(step, mutual=True)) else "sides"


def _row(
    history: History,
    move: _Move,
    relation: str,
    look: tuple[_Line, Callable[[_Move], bool]],
    *,
    window: int,
    until: int,
) -> tuple[Cell, ...]:
    line, fits = look
    step = move.step
    early, sure = line.earliest(step, window, fits), line.surely(step, window, fits)
    found = early.step if early else None
    least = max(0, found.first - step.last) if found else None
    most = sure.step.last - step.first if sure else None
    said = any(other is not None and step.incident in other.step.answers for other in (early, sure))
    return (
        relation,
        history.names.get(move.actor, move.actor),
        history.names.get(move.other, move.other),
        step.incident,
        step.kind,
        step.mode,
        _day(step.first),
        _day(step.last),
        "answered"
        if sure
        else "perhaps"
        if early
        else "open"
        if until < step.first + window
        else "none",
        *((found.incident, found.kind, found.mode, _day(found.first)) if found else (None,) * 4),
        least,
        sure.step.incident if sure else None,
        most,
        said,
    )


@lru_cache(maxsize=100_000)  # days of some centuries
def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
