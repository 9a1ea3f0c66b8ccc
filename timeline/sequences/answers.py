"""Count acts and their answers by day, with who acted when as it was and as shuffled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from timeline.errors import UsageError
from timeline.sequences.arrays import (
    BOTH,
    Bools,
    Floats,
    Ints,
    Rows,
    matching,
    rows_by,
    strata,
)
from timeline.sequences.history import History, observed_until
from timeline.sequences.intervals import Following, following
from timeline.sequences.permutation import (
    corrected,
    curve,
    curve_interval,
    hazard,
    shuffler,
    still_watched,
    wilson_intervals,
)

RELATIONS = ("reply", "again")
DIRECTIONS = (0, 1)


class Place(NamedTuple):
    """What a cell counts: numbers of the answers, the pair, its direction, and the kind of act."""

    answer: int
    group: int
    direction: int
    kind: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers and open ends by order (earliest, latest), cell and day: axes 0, 1 and 2."""

    answered: Floats
    censored: Floats

    def acts(self) -> Ints:
        """Return the number of acts of each cell."""
        answered = self.answered[0].sum(-1)
        censored = self.censored[0].sum(-1)
        return np.asarray(answered + censored)

    def number(self, cell: int) -> int:
        """Return the number of acts of one cell."""
        answered = self.answered[0, cell].sum()
        censored = self.censored[0, cell].sum()
        return int(answered + censored)


@dataclass(frozen=True, slots=True)
class _Labels:
    """Who acts in each row and the kind of what is done: as observed, or shuffled."""

    side: Ints
    kind: Ints

    def acting(self, side: int) -> Bools:
        """Return the rows in which a side acts, alone or with the other."""
        return np.asarray((self.side == side) | (self.side == BOTH))


@dataclass(frozen=True, slots=True)
class _Acts:
    """Numbers of the rows that are acts, and the cell of each."""

    rows: Ints
    cells: Ints


@dataclass(frozen=True, slots=True)
class Plan:
    """What is counted: the rows, which kinds are acts and answers, and how acts fall into cells.

    Attributes:
        rows: Rows by pair.
        search: Finds the answers.
        watched: Days that were observed after each row, by order (earliest, latest).
        acts: Which kinds are acts.
        answers: Which kinds are answers; several such sets in a typed table.
        relation: One of `RELATIONS`.
        typed: True for a cell for each kind of act.
        window: Days after an act in which an answer counts.
        named: Names of the kinds that were asked for, of acts and of answers.
    """

    rows: Rows
    search: Following
    watched: Ints
    acts: Bools
    answers: tuple[Bools, ...]
    relation: str
    typed: bool
    window: int
    named: tuple[str | None, str | None]

    @property
    def kinds(self) -> int:
        """Number of kinds of acts that have cells of their own."""
        return len(self.rows.kinds) if self.typed else 1

    @property
    def cells(self) -> int:
        """Number of cells for each kind of answer."""
        return len(self.rows.keys) * len(DIRECTIONS) * self.kinds

    def count(self, drawn: Ints | None) -> Counts:
        """Count with the labels where they are, or as drawn."""
        labels = self._labels(drawn)
        days = self.window + 1
        shape = (2, len(self.answers), self.cells, days)
        counts = Counts(np.zeros(shape), np.zeros(shape))
        for direction in DIRECTIONS:
            self._count_direction(counts, labels, direction)
        # The cells of all kinds of answer stand in one row.
        return Counts(
            counts.answered.reshape(2, -1, days), counts.censored.reshape(2, -1, days)
        )

    def _labels(self, drawn: Ints | None) -> _Labels:
        labels = _Labels(self.rows.side, self.rows.kind)
        if drawn is None:
            return labels
        return _Labels(labels.side[drawn], labels.kind[drawn])

    def _count_direction(self, counts: Counts, labels: _Labels, direction: int) -> None:
        """Count the acts of one side of each pair, in place."""
        is_act = self.acts[labels.kind] & labels.acting(direction)
        rows = np.flatnonzero(is_act)
        acts = _Acts(rows, self._cells_of(rows, direction, labels.kind))
        replier = 1 - direction if self.relation == "reply" else direction
        can_answer = labels.acting(replier)
        for number, answers in enumerate(self.answers):
            is_answer = answers[labels.kind] & can_answer
            self._count_answers(counts, number, acts, is_answer)

    def _count_answers(
        self, counts: Counts, number: int, acts: _Acts, is_answer: Bools
    ) -> None:
        """Count when acts are answered by one kind of answer, in place."""
        lags = self.search.lags(acts.rows, is_answer)
        for order, lag in enumerate(lags):
            watched = self.watched[order, acts.rows]
            until = np.minimum(watched, self.window)
            is_answered = lag <= self.window
            answered = counts.answered[order, number]
            censored = counts.censored[order, number]
            _tally(answered, acts.cells, lag, is_answered)
            _tally(censored, acts.cells, until, ~is_answered)

    def _cells_of(self, acts: Ints, direction: int, kind: Ints) -> Ints:
        """Return the cell of each act: by pair, direction and, in typed tables, kind."""
        directed_pair = self.rows.group[acts] * 2 + direction
        if not self.typed:
            return directed_pair
        return directed_pair * self.kinds + kind[acts]

    def place(self, cell: int) -> Place:
        """Return what a cell counts."""
        answer, in_answer = divmod(cell, self.cells)
        directed_pair, kind = divmod(in_answer, self.kinds)
        group, direction = divmod(directed_pair, 2)
        return Place(answer, group, direction, kind)


def plan_of(
    history: History,
    pair: Sequence[str],
    first: str | None,
    then: str | None,
    *,
    relation: str,
    typed: bool,
    window: int,
) -> Plan:
    """Return what is counted.

    The arguments are those of `timeline.sequences.lags.lags`.

    Raises:
        UsageError: There is no such relation.
        UnknownNameError: There is no such actor or kind.
    """
    _check_relation(relation)
    rows = _directed(rows_by(history, "pair", only=pair), history.choice.mutual)
    acts = matching(rows, first)
    answers = matching(rows, then)
    is_asked_for = (acts | answers)[rows.kind]
    rows = rows.only(rows.happened | is_asked_for, "plans")
    return Plan(
        rows=rows,
        search=following(rows, window),
        watched=_watched(rows, observed_until(history)),
        acts=acts,
        answers=_one_by_one(answers) if typed else (answers,),
        relation=relation,
        typed=typed,
        window=window,
        named=(first, then),
    )


def _check_relation(relation: str) -> None:
    if relation not in RELATIONS:
        hint = f"Use one of: {', '.join(RELATIONS)}."
        raise UsageError("relation", f"there is no {relation!r}.", hint)


def _directed(rows: Rows, mutual: bool) -> Rows:
    """Return the rows in which one side acts on the other, and if `mutual` the symmetric ones."""
    if mutual:
        return rows
    return rows.only(rows.side != BOTH, "mutual")


def _watched(rows: Rows, until: int) -> Ints:
    """Return the days observed after each row, by order (earliest, latest)."""
    after_last = until - rows.last
    after_first = until - rows.first
    return np.maximum(np.stack([after_last, after_first]), 0)


def _one_by_one(kinds: Bools) -> tuple[Bools, ...]:
    """Return a set of one for each kind that is in the set."""
    numbers = np.arange(len(kinds))
    return tuple(numbers == kind for kind in np.flatnonzero(kinds))


def _tally(into: Floats, cell: Ints, day: Ints, chosen: Bools) -> None:
    """Add one at the cell and day of each act that is chosen."""
    flat = cell[chosen] * into.shape[1] + day[chosen]
    counts = np.bincount(flat, minlength=into.size)
    into += counts.reshape(into.shape)


def shuffled_measures(
    plan: Plan, observed: Counts, cells: Ints, *, draws: int, seed: int
) -> Floats:
    """Return measures of some cells by order, draw (the observed one first), cell, and day."""
    shares = np.zeros((2, draws + 1, len(cells), 2 * (plan.window + 1)))
    if not len(cells):
        return shares
    shares[:, 0] = measures(observed, cells)
    for number, drawn in enumerate(_draws(plan, draws, seed), start=1):
        counts = plan.count(drawn)
        shares[:, number] = measures(counts, cells)
    return shares


def _draws(plan: Plan, draws: int, seed: int) -> Iterator[Ints]:
    draw = shuffler(strata(plan.rows), np.random.default_rng(seed))
    for _ in range(draws):
        yield draw()


def measures(counts: Counts, cells: Ints) -> Floats:
    """Return, by order and cell, the share answered by each day, then that answered on each day."""
    answered = counts.answered[:, cells]
    censored = counts.censored[:, cells]
    by_day = curve(answered, censored)
    on_day = hazard(answered, censored)
    return np.concatenate([by_day, on_day], axis=-1)


def interval(counts: Counts, cell: int) -> tuple[Floats, Floats]:
    """Return 95 % intervals of all measures of a cell, around both orders."""
    early_low, early_high = _interval_in_order(counts, cell, 0)
    late_low, late_high = _interval_in_order(counts, cell, 1)
    low = np.minimum(early_low, late_low)
    high = np.maximum(early_high, late_high)
    return low, high


def _interval_in_order(counts: Counts, cell: int, order: int) -> tuple[Floats, Floats]:
    answered = counts.answered[order, cell]
    censored = counts.censored[order, cell]
    watched = still_watched(answered, censored)
    by_low, by_high = curve_interval(answered, censored)
    on_low, on_high = wilson_intervals(answered, watched)
    low = np.concatenate([by_low, on_low])
    high = np.concatenate([by_high, on_high])
    return low, high


def worse_p(shares: Floats) -> Floats:
    """Return for each cell and day the worse of the p-values of both orders.

    Each order is corrected for all cells and days; orders that disagree on the direction give 1.
    """
    early, late = (_corrected_together(in_order) for in_order in shares)
    early_deviation, late_deviation = (_deviation(in_order) for in_order in shares)
    is_one_direction = early_deviation * late_deviation > 0
    return np.where(is_one_direction, np.maximum(early, late), 1.0)


def _corrected_together(in_order: Floats) -> Floats:
    """Return p by cell and day, corrected for all of them."""
    flat = in_order.reshape(len(in_order), -1)
    return corrected(flat).reshape(in_order.shape[1:])


def _deviation(in_order: Floats) -> Floats:
    """Return the observed measures less the means of the shuffles."""
    observed = in_order[0]
    expected = in_order[1:].mean(axis=0)
    return np.asarray(observed - expected)
