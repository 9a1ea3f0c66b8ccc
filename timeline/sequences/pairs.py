"""What came next after each act of one side on another, from any side."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    "state": "answered: surely within the window; perhaps: only if days that overlap are so "
    "ordered; none: not within the window; open: not by the end of the history, which comes before "
    "the window ends",
    "next": "id of the next one in the earliest order that the dates allow",
    "next_kind": "its kind",
    "next_mode": "how",
    "next_start": "its first possible day",
    "lag_least": "days between the two, at least",
    "next_sure": "id of the next one in the latest order: the first that surely comes after",
    "lag_most": "days to it, at most",
    "said": "a report says that the second answers the first",
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
    target: str


class _Line:
    """Moves in order of their first day, to be searched by it."""

    def __init__(self, moves: Sequence[_Move]) -> None:
        self.moves = moves
        self.first = [move.step.first for move in moves]
        self.longest = max(
            (move.step.last - move.step.first for move in moves), default=0
        )

    def earliest(
        self, step: Step, window: int, is_fit: Callable[[_Move], bool]
    ) -> _Move | None:
        """Find what may come next, at the least lag: it does not end before the step begins."""
        begin = bisect_left(self.first, step.first - self.longest)
        end = bisect_right(self.first, step.last + window)
        best: _Move | None = None
        best_lag = window + 1
        for move in self.moves[begin:end]:
            candidate = move.step
            is_over = candidate.last < step.first
            if is_over or candidate.incident == step.incident or not is_fit(move):
                continue
            lag = max(0, candidate.first - step.last)
            if lag < best_lag:
                best = move
                best_lag = lag
            if candidate.first > step.last:
                break
        return best

    def surely(
        self, step: Step, window: int, is_fit: Callable[[_Move], bool]
    ) -> _Move | None:
        """Find what surely comes after, at the least of the greatest lags."""
        best: _Move | None = None
        latest = step.first + window
        for position in range(bisect_right(self.first, step.last), len(self.moves)):
            move = self.moves[position]
            if move.step.first > latest:
                break
            if best is not None and move.step.first > best.step.last:
                break
            is_sooner = best is None or move.step.last < best.step.last
            if is_sooner and move.step.last <= latest and is_fit(move):
                best = move
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
    """List each act with what came next after it.

    Args:
        history: The history.
        pair: Two actors, to look at nobody else.
        first: Kind of the acts; None for all that happened.
        then: Kind of what comes next; None for all that happened.
        relation: One of `RELATIONS`, or "all".
        window: Days after the act in which the next one counts.

    Raises:
        UsageError: There is no such relation.
        UnknownNameError: There is no such actor or kind.
    """
    relations = _relations(relation)
    kinds = {step.kind: step.happened for step in history.steps}
    acts = kinds_meant(kinds, first)
    answers = kinds_meant(kinds, then)
    moves = _all_moves(history)
    lines = _Lines([move for move in moves if move.step.kind in answers])
    until = observed_until(history)
    moves_of_pair = _between(moves, {id_of(history.names, name) for name in pair})
    rows = []
    for move in moves_of_pair:
        if move.step.kind in acts:
            for name in relations:
                row = _row(history, move, name, lines, window=window, until=until)
                rows.append(row)
    asked_for = acts | answers
    counted = {move.step.incident for move in moves if move.step.kind in asked_for}
    lost = Counter(
        _reason(step) for step in history.steps if step.incident not in counted
    )
    return Table(
        name="pairs",
        columns=COLUMNS,
        rows=tuple(rows),
        counted=len(counted),
        left_out=merged(history.left_out, left_out(lost)),
        notes=NOTES,
        settings={
            "window": window,
            "relation": relation,
            "first": first,
            "then": then,
            **history.choice.settings(),
        },
    )


def _all_moves(history: History) -> list[_Move]:
    mutual = history.choice.mutual
    return [move for step in history.steps for move in _moves(step, mutual=mutual)]


def _between(moves: Sequence[_Move], actors: set[str]) -> Sequence[_Move]:
    """Return the acts of these actors on each other; all acts if there are none to look at."""
    if not actors:
        return moves
    return [move for move in moves if {move.actor, move.target} == actors]


def _relations(relation: str) -> list[str]:
    """Return the relations that a name means.

    Raises:
        UsageError: There is no such relation.
    """
    if relation == "all":
        return list(RELATIONS)
    if relation in RELATIONS:
        return [relation]
    cure = f"Use one of: {', '.join(RELATIONS)}, all."
    raise UsageError("relation", f"there is no {relation!r}.", cure)


class _Lines:
    """The moves of each directed pair, by each actor, and on each actor."""

    def __init__(self, moves: Sequence[_Move]) -> None:
        by_pair: dict[tuple[str, str], list[_Move]] = defaultdict(list)
        by_actor: dict[str, list[_Move]] = defaultdict(list)
        on_actor: dict[str, list[_Move]] = defaultdict(list)
        for move in moves:
            by_pair[move.actor, move.target].append(move)
            by_actor[move.actor].append(move)
            on_actor[move.target].append(move)
        self.by_pair = _searchable(by_pair)
        self.by_actor = _searchable(by_actor)
        self.on_actor = _searchable(on_actor)

    def of(self, relation: str, move: _Move) -> tuple[_Line, Callable[[_Move], bool]]:
        """Return where to look for what comes next, and a function that says what fits."""
        if relation == "reply":
            return self.by_pair.get((move.target, move.actor), _NOTHING), _is_anything
        if relation == "again":
            return self.by_pair.get((move.actor, move.target), _NOTHING), _is_anything
        if relation == "elsewhere":
            line = self.by_actor.get(move.target, _NOTHING)
            return line, lambda candidate: candidate.target != move.actor
        line = self.on_actor.get(move.actor, _NOTHING)
        return line, lambda candidate: candidate.actor != move.target


def _is_anything(move: _Move) -> bool:
    return True


def _searchable(moves: Mapping[Key, list[_Move]]) -> dict[Key, _Line]:
    return {key: _Line(of_key) for key, of_key in moves.items()}


def _moves(step: Step, *, mutual: bool) -> Iterator[_Move]:
    """Yield the acts of one actor on another; symmetric ones only if `mutual`."""
    directed = _distinct(product(step.initiators, step.targets))
    if mutual:
        directed |= _distinct(product(step.parties, step.parties))
    else:
        directed = {pair for pair in directed if pair[::-1] not in directed}
    for actor, target in sorted(directed):
        yield _Move(step, actor, target)


def _distinct(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of two different actors."""
    return {(actor, target) for actor, target in pairs if actor != target}


def _reason(step: Step) -> str:
    """Return why a step is no act of one on another that was asked for."""
    if next(_moves(step, mutual=False), None):
        return "other" if step.happened else "plans"
    return "mutual" if next(_moves(step, mutual=True), None) else "sides"


def _row(
    history: History,
    move: _Move,
    relation: str,
    lines: _Lines,
    *,
    window: int,
    until: int,
) -> tuple[Cell, ...]:
    step = move.step
    line, is_fit = lines.of(relation, move)
    early = line.earliest(step, window, is_fit)
    sure = line.surely(step, window, is_fit)
    is_stated = any(
        answer is not None and step.incident in answer.step.answers
        for answer in (early, sure)
    )
    return (
        relation,
        history.names.get(move.actor, move.actor),
        history.names.get(move.target, move.target),
        step.incident,
        step.kind,
        step.mode,
        _day(step.first),
        _day(step.last),
        _state(early, sure, is_open=until < step.first + window),
        *_next_cells(early.step if early else None),
        max(0, early.step.first - step.last) if early else None,
        sure.step.incident if sure else None,
        sure.step.last - step.first if sure else None,
        is_stated,
    )


def _state(early: _Move | None, sure: _Move | None, *, is_open: bool) -> str:
    if sure:
        return "answered"
    if early:
        return "perhaps"
    return "open" if is_open else "none"


def _next_cells(step: Step | None) -> tuple[Cell, Cell, Cell, Cell]:
    if step is None:
        return None, None, None, None
    return step.incident, step.kind, step.mode, _day(step.first)


@lru_cache(maxsize=100_000)  # days of some centuries
def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
