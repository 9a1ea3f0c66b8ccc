"""What came next after each act of one side on another, from any side."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TypeVar

from timeline.errors import UsageError
from timeline.sequences.arrays import id_of, kinds_meant
from timeline.sequences.history import History, Step, left_out, merged, observed_until
from timeline.sequences.table import Cell, LeftOut, Table

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
        lengths = [move.step.last - move.step.first for move in moves]
        self.longest = max(lengths, default=0)

    def earliest(
        self, step: Step, window: int, is_fit: Callable[[_Move], bool]
    ) -> _Move | None:
        """Find what may come next, at the least lag: it does not end before the step begins."""
        best: _Move | None = None
        best_lag = window + 1
        for move in self._near(step, window):
            if _can_follow(move.step, step) and is_fit(move):
                lag = max(0, move.step.first - step.last)
                if lag < best_lag:
                    best = move
                    best_lag = lag
                if move.step.first > step.last:
                    break
        return best

    def _near(self, step: Step, window: int) -> Sequence[_Move]:
        """Return the moves that may lie from the step on and within the window after it."""
        begin = bisect_left(self.first, step.first - self.longest)
        end = bisect_right(self.first, step.last + window)
        return self.moves[begin:end]

    def surely(
        self, step: Step, window: int, is_fit: Callable[[_Move], bool]
    ) -> _Move | None:
        """Find what surely comes after, at the least of the greatest lags."""
        best: _Move | None = None
        latest = step.first + window
        for move in self._after(step):
            if move.step.first > latest:
                break
            if move.step.last <= latest and is_fit(move):
                best = move
                # Only what ends sooner is better from now on.
                latest = move.step.last - 1
        return best

    def _after(self, step: Step) -> Iterator[_Move]:
        """Yield the moves that begin after a step has ended."""
        begin = bisect_right(self.first, step.last)
        for position in range(begin, len(self.moves)):
            yield self.moves[position]


def _can_follow(candidate: Step, step: Step) -> bool:
    """Return whether another step does not end before a step begins."""
    is_over = candidate.last < step.first
    return not is_over and candidate.incident != step.incident


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
    moves_of_pair = _between(moves, {id_of(history.names, name) for name in pair})
    search = _Search(history, _of_kinds(moves, answers), window)
    counted = {move.step.incident for move in _of_kinds(moves, acts | answers)}
    return Table(
        name="pairs",
        columns=COLUMNS,
        rows=tuple(search.rows(_of_kinds(moves_of_pair, acts), relations)),
        counted=len(counted),
        left_out=merged(history.left_out, _not_counted(history, counted)),
        notes=NOTES,
        settings={
            "window": window,
            "relation": relation,
            "first": first,
            "then": then,
            **history.choice.settings(),
        },
    )


def _of_kinds(moves: Sequence[_Move], kinds: set[str]) -> list[_Move]:
    return [move for move in moves if move.step.kind in kinds]


def _not_counted(history: History, counted: set[str]) -> tuple[LeftOut, ...]:
    """Return by reason how many incidents are no acts that were asked for."""
    reasons: Counter[str] = Counter()
    for step in history.steps:
        if step.incident not in counted:
            reasons[_reason(step)] += 1
    return left_out(reasons)


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
        self.by_pair = _searchable(moves, lambda move: (move.actor, move.target))
        self.by_actor = _searchable(moves, lambda move: move.actor)
        self.on_actor = _searchable(moves, lambda move: move.target)

    def of(self, relation: str, move: _Move) -> tuple[_Line, Callable[[_Move], bool]]:
        """Return where to look for what comes next, and a function that says what fits."""
        actor = move.actor
        target = move.target
        if relation == "reply":
            return self.by_pair.get((target, actor), _NOTHING), _is_anything
        if relation == "again":
            return self.by_pair.get((actor, target), _NOTHING), _is_anything
        if relation == "elsewhere":
            line = self.by_actor.get(target, _NOTHING)
            return line, lambda candidate: candidate.target != actor
        line = self.on_actor.get(actor, _NOTHING)
        return line, lambda candidate: candidate.actor != target


def _is_anything(move: _Move) -> bool:
    return True


def _searchable(
    moves: Sequence[_Move], key_of: Callable[[_Move], Key]
) -> dict[Key, _Line]:
    """Return the moves by key, each key's to be searched by day."""
    by_key: dict[Key, list[_Move]] = defaultdict(list)
    for move in moves:
        by_key[key_of(move)].append(move)
    return {key: _Line(of_key) for key, of_key in by_key.items()}


def _moves(step: Step, *, mutual: bool) -> Iterator[_Move]:
    """Yield the acts of one actor on another; symmetric ones only if `mutual`."""
    directed = _distinct(product(step.initiators, step.targets))
    if mutual:
        directed |= _distinct(product(step.parties, step.parties))
    else:
        directed = _of_one_direction(directed)
    for actor, target in sorted(directed):
        yield _Move(step, actor, target)


def _of_one_direction(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs that are not there the other way round too."""
    return {pair for pair in pairs if pair[::-1] not in pairs}


def _distinct(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of two different actors."""
    return {(actor, target) for actor, target in pairs if actor != target}


def _reason(step: Step) -> str:
    """Return why a step is no act of one on another that was asked for."""
    if next(_moves(step, mutual=False), None):
        return "other" if step.happened else "plans"
    return "mutual" if next(_moves(step, mutual=True), None) else "sides"


class _Search:
    """Finds what came next after each act."""

    def __init__(self, history: History, answers: Sequence[_Move], window: int) -> None:
        self._names = history.names
        self._until = observed_until(history)
        self._lines = _Lines(answers)
        self._window = window

    def rows(
        self, acts: Sequence[_Move], relations: Sequence[str]
    ) -> Iterator[tuple[Cell, ...]]:
        """Yield a row for each act and relation."""
        for act in acts:
            for relation in relations:
                yield self._row(act, relation)

    def _row(self, act: _Move, relation: str) -> tuple[Cell, ...]:
        step = act.step
        line, is_fit = self._lines.of(relation, act)
        early = line.earliest(step, self._window, is_fit)
        sure = line.surely(step, self._window, is_fit)
        is_open = self._until < step.first + self._window
        return (
            relation,
            self._names.get(act.actor, act.actor),
            self._names.get(act.target, act.target),
            step.incident,
            step.kind,
            step.mode,
            _day(step.first),
            _day(step.last),
            _state(early, sure, is_open=is_open),
            *_early_cells(step, early),
            *_sure_cells(step, sure),
            _is_said_to_answer(early, step) or _is_said_to_answer(sure, step),
        )


def _is_said_to_answer(answer: _Move | None, step: Step) -> bool:
    """Return whether a report says that something answers a step."""
    return answer is not None and step.incident in answer.step.answers


def _state(early: _Move | None, sure: _Move | None, *, is_open: bool) -> str:
    if sure:
        return "answered"
    if early:
        return "perhaps"
    return "open" if is_open else "none"


def _early_cells(step: Step, early: _Move | None) -> tuple[Cell, ...]:
    """Return the cells from "next" to "lag_least"."""
    if early is None:
        return None, None, None, None, None
    answer = early.step
    return (
        answer.incident,
        answer.kind,
        answer.mode,
        _day(answer.first),
        max(0, answer.first - step.last),
    )


def _sure_cells(step: Step, sure: _Move | None) -> tuple[Cell, Cell]:
    """Return the cells "next_sure" and "lag_most"."""
    if sure is None:
        return None, None
    return sure.step.incident, sure.step.last - step.first


@lru_cache(maxsize=100_000)  # days of some centuries
def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
