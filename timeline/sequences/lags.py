"""Time until the other side answers, against histories in which who acted when is shuffled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from timeline.sequences.history import History, merged
from timeline.sequences.intervals import Following, following
from timeline.sequences.permutation import (
    ALPHA,
    corrected,
    curve,
    curve_interval,
    hazard,
    shuffler,
    shuffles,
    still_watched,
    wilson_intervals,
)
from timeline.sequences.table import Cell, Table

RELATIONS = ("reply", "again")
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


@dataclass(frozen=True, slots=True)
class _Counts:
    """Answers and open ends by order (earliest, latest), cell and day: axes 0, 1 and 2."""

    answered: Floats
    censored: Floats

    def acts(self) -> Ints:
        """Return the number of acts of each cell."""
        return np.asarray(self.answered[0].sum(-1) + self.censored[0].sum(-1))

    def number(self, cell: int) -> int:
        """Return the number of acts of one cell."""
        return int(self.answered[0, cell].sum() + self.censored[0, cell].sum())


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is counted: the rows, which kinds are acts and answers, and how acts fall into cells."""

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
        return len(self.rows.kinds) if self.typed else 1

    @property
    def cells(self) -> int:
        return len(self.rows.keys) * 2 * self.kinds

    def count(self, drawn: Ints | None) -> _Counts:
        """Count with the labels where they are, or as drawn."""
        side = self.rows.side
        kind = self.rows.kind
        if drawn is not None:
            side = side[drawn]
            kind = kind[drawn]
        shape = (2, len(self.answers), self.cells, self.window + 1)
        answered = np.zeros(shape)
        censored = np.zeros(shape)
        for direction in (0, 1):
            is_actor = (side == direction) | (side == BOTH)
            acts = np.flatnonzero(self.acts[kind] & is_actor)
            replier = 1 - direction if self.relation == "reply" else direction
            may_answer = (side == replier) | (side == BOTH)
            cell = self._cells_of(acts, direction, kind)
            for number, answers in enumerate(self.answers):
                lags = self.search.lags(acts, answers[kind] & may_answer)
                for order, lag in enumerate(lags):
                    until = np.minimum(self.watched[order, acts], self.window)
                    is_answered = lag <= self.window
                    _tally(answered[order, number], cell, lag, is_answered)
                    _tally(censored[order, number], cell, until, ~is_answered)
        # The cells of all kinds of answer stand in one row.
        days = self.window + 1
        return _Counts(answered.reshape(2, -1, days), censored.reshape(2, -1, days))

    def _cells_of(self, acts: Ints, direction: int, kind: Ints) -> Ints:
        """Return the cell of each act: by pair, direction and, in typed tables, kind."""
        directed_pair = self.rows.group[acts] * 2 + direction
        if not self.typed:
            return directed_pair
        return directed_pair * self.kinds + kind[acts]

    def place(self, cell: int) -> tuple[int, int, int, int]:
        """Return the kind of answer, pair, direction and kind of act of a cell."""
        answer, in_answer = divmod(cell, self.cells)
        directed_pair, kind = divmod(in_answer, self.kinds)
        group, direction = divmod(directed_pair, 2)
        return answer, group, direction, kind


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
    plan = _plan(
        history, pair, first, then, relation=relation, typed=typed, window=window
    )
    observed = plan.count(None)
    number = shuffles(draws, len(plan.rows))
    tested = np.flatnonzero(observed.acts() >= max(least, 1))
    shares = _shuffled(plan, observed, tested, draws=number, seed=seed)
    p = _both_orders(shares)
    tests = {
        int(cell): _Test(shares[:, :, position], p[position])
        for position, cell in enumerate(tested)
    }
    rows = []
    for cell in np.flatnonzero(observed.acts()).tolist():
        rows.append(_row(history, plan, observed, cell, tests.get(cell)))
    rows.sort(key=_order_of_rows)
    return Table(
        name="lags",
        columns=COLUMNS,
        rows=tuple(rows),
        counted=plan.rows.counted(),
        left_out=merged(history.left_out, plan.rows.left_out),
        notes=NOTES,
        settings={
            "window": window,
            "relation": relation,
            "first": first,
            "then": then,
            "least": least,
            "shuffles": number,
            "seed": seed,
            "rate": ALPHA,
            **history.choice.settings(),
        },
    )


def _order_of_rows(row: tuple[Cell, ...]) -> tuple[bool, Cell, int, str]:
    """Return what rows are sorted by: p, the untested last, then the number of acts."""
    p = row[20]
    acts = int(row[4] or 0)
    return p is None, p or 0.0, -acts, str(row[:4])


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
    plan = _plan(
        history,
        (actor, other),
        first,
        then,
        relation=relation,
        typed=False,
        window=window,
    )
    observed = plan.count(None)
    number = shuffles(draws, len(plan.rows))
    rows: list[tuple[Cell, ...]] = []
    if plan.rows.keys:
        is_first = _has_name(history, plan.rows.keys[0][0], actor)
        cell = 0 if is_first else 1
        if observed.number(cell):
            shares = _shuffled(
                plan, observed, np.array([cell]), draws=number, seed=seed
            )
            rows = _curve_rows(shares[:, :, 0], _interval(observed, cell), window)
    columns = {
        "day": "days since the act",
        "share_least": COLUMNS["share_least"],
        "share_most": COLUMNS["share_most"],
        "low": COLUMNS["low"],
        "high": COLUMNS["high"],
        "expected_most": "mean share in the shuffles, earliest order",
        "expected_least": "mean share in the shuffles, latest order",
        "expected_low": COLUMNS["expected_low"],
        "expected_high": COLUMNS["expected_high"],
    }
    return Table(
        name="curves",
        columns=columns,
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


def _curve_rows(
    shares: Floats, interval: tuple[Floats, Floats], window: int
) -> list[tuple[Cell, ...]]:
    """Return a row for each day from shares by order, draw (the observed one first) and day."""
    low, high = interval
    early = shares[0, 1:]
    late = shares[1, 1:]
    rows: list[tuple[Cell, ...]] = []
    for day in range(window + 1):
        drawn = np.concatenate([early[:, day], late[:, day]])
        expected_low, expected_high = np.percentile(drawn, [2.5, 97.5])
        numbers = (
            shares[1, 0, day],
            shares[0, 0, day],
            low[day],
            high[day],
            early[:, day].mean(),
            late[:, day].mean(),
            expected_low,
            expected_high,
        )
        rows.append((day, *(float(number) for number in numbers)))
    return rows


def _has_name(history: History, actor: str, name: str) -> bool:
    """Return whether an actor has that id or name, whatever the case."""
    actor_name = history.names.get(actor, actor)
    return name.casefold() in (actor.casefold(), actor_name.casefold())


def directed(rows: Rows, mutual: bool) -> Rows:
    """Return the rows in which one side acts on the other, and if `mutual` the symmetric ones."""
    if mutual:
        return rows
    return rows.only(rows.side != BOTH, "mutual")


def observed_until(history: History) -> int:
    """Return the last day that was surely observed: the latest first day of what happened."""
    return max((step.first for step in history.steps if step.happened), default=0)


def _plan(
    history: History,
    pair: Sequence[str],
    first: str | None,
    then: str | None,
    *,
    relation: str,
    typed: bool,
    window: int,
) -> _Plan:
    if relation not in RELATIONS:
        cure = f"Use one of: {', '.join(RELATIONS)}."
        raise UsageError("relation", f"there is no {relation!r}.", cure)
    rows = directed(rows_by(history, "pair", only=pair), history.choice.mutual)
    acts = matching(rows, first)
    answers = matching(rows, then)
    is_asked_for = (acts | answers)[rows.kind]
    rows = rows.only(rows.happened | is_asked_for, "plans")
    masks = [answers]
    if typed:
        kinds = np.arange(len(rows.kinds))
        masks = [kinds == kind for kind in np.flatnonzero(answers)]
    until = observed_until(history)
    days_watched = np.stack([until - rows.last, until - rows.first])
    return _Plan(
        rows=rows,
        search=following(rows, window),
        watched=np.maximum(days_watched, 0),
        acts=acts,
        answers=tuple(masks),
        relation=relation,
        typed=typed,
        window=window,
        named=(first, then),
    )


def _tally(into: Floats, cell: Ints, day: Ints, chosen: Bools) -> None:
    """Add one at the cell and day of each act that is chosen."""
    flat = cell[chosen] * into.shape[1] + day[chosen]
    counts = np.bincount(flat, minlength=into.size)
    into += counts.reshape(into.shape)


def _shuffled(
    plan: _Plan, observed: _Counts, cells: Ints, *, draws: int, seed: int
) -> Floats:
    """Return measures of some cells by order, draw (the observed one first), cell, and day."""
    shares = np.zeros((2, draws + 1, len(cells), 2 * (plan.window + 1)))
    if len(cells):
        shares[:, 0] = _measures(observed, cells)
        for number, drawn in enumerate(_draws(plan, draws, seed), start=1):
            shares[:, number] = _measures(plan.count(drawn), cells)
    return shares


def _measures(counts: _Counts, cells: Ints) -> Floats:
    """Return, by order and cell, the share answered by each day, then that answered on each day."""
    answered = counts.answered[:, cells]
    censored = counts.censored[:, cells]
    by_day = curve(answered, censored)
    on_day = hazard(answered, censored)
    return np.concatenate([by_day, on_day], axis=-1)


def _draws(plan: _Plan, draws: int, seed: int) -> Iterator[Ints]:
    draw = shuffler(strata(plan.rows), np.random.default_rng(seed))
    for _ in range(draws):
        yield draw()


def _both_orders(shares: Floats) -> Floats:
    """Return for each cell and day the worse of the p-values of both orders.

    Each order is corrected for all cells and days; orders that disagree on the direction give 1.
    """
    p = []
    deviations = []
    for in_order in shares:
        flat = in_order.reshape(len(in_order), -1)
        p.append(corrected(flat).reshape(in_order.shape[1:]))
        deviations.append(in_order[0] - in_order[1:].mean(axis=0))
    agree = deviations[0] * deviations[1] > 0
    return np.where(agree, np.maximum(p[0], p[1]), 1.0)


def _interval(observed: _Counts, cell: int) -> tuple[Floats, Floats]:
    """Return 95 % intervals of all measures, around both orders."""
    lower = []
    upper = []
    for order in (0, 1):
        answered = observed.answered[order, cell]
        censored = observed.censored[order, cell]
        by_low, by_high = curve_interval(answered, censored)
        on_low, on_high = wilson_intervals(answered, still_watched(answered, censored))
        lower.append(np.concatenate([by_low, on_low]))
        upper.append(np.concatenate([by_high, on_high]))
    return np.minimum(*lower), np.maximum(*upper)


@dataclass(frozen=True, slots=True)
class _Test:
    """The shuffles of one cell.

    Attributes:
        shares: Measures by order, draw (the observed one first) and day.
        p: By day.
    """

    shares: Floats
    p: Floats


def _row(
    history: History, plan: _Plan, observed: _Counts, cell: int, test: _Test | None
) -> tuple[Cell, ...]:
    answer, group, direction, kind = plan.place(cell)
    key = plan.rows.keys[group]
    ids = key if direction == 0 else key[::-1]
    names = [history.names.get(actor, actor) for actor in ids]
    first, then = plan.named
    if plan.typed:
        [answer_kind] = np.flatnonzero(plan.answers[answer]).tolist()
        first = plan.rows.kinds[kind]
        then = plan.rows.kinds[answer_kind]
    share = curve(observed.answered[:, cell], observed.censored[:, cell])
    open_ends = np.round(observed.censored[1, cell, : plan.window].sum())
    return (
        *names,
        first,
        then,
        observed.number(cell),
        int(observed.answered[1, cell].sum()),
        int(observed.answered[0, cell].sum()),
        int(open_ends),
        _median(share[0]),
        _median(share[1]),
        *_test_cells(observed, cell, plan.window, test),
        *ids,
    )


def _test_cells(
    observed: _Counts, cell: int, window: int, test: _Test | None
) -> tuple[Cell, ...]:
    """Return the cells from "measure" to "finding"."""
    share = _measures(observed, np.array([cell]))[:, 0]
    low, high = _interval(observed, cell)
    if test is None:
        return (
            "by",
            window,
            float(share[1, window]),
            float(share[0, window]),
            float(low[window]),
            float(high[window]),
            *[None] * 5,
            False,
        )
    means = test.shares[:, 1:].mean(axis=1)
    deviation = np.abs(share - means)
    # The day of the least p, and of several that on which the nearer order deviates most.
    day = int(np.lexsort((-deviation.min(axis=0), test.p))[0])
    nearer = int(np.argmin(deviation[:, day]))
    expected = means[nearer, day]
    expected_low, expected_high = np.percentile(
        test.shares[nearer, 1:, day], [2.5, 97.5]
    )
    return (
        "by" if day <= window else "on",
        day % (window + 1),
        float(share[:, day].min()),
        float(share[:, day].max()),
        float(low[day]),
        float(high[day]),
        float(expected),
        float(expected_low),
        float(expected_high),
        float(share[nearer, day] - expected),
        float(test.p[day]),
        bool(test.p[day] <= ALPHA),
    )


def _median(share: Floats) -> int | None:
    """Return the first day by which half were answered; None if there is none."""
    days = np.flatnonzero(share >= 0.5)
    return int(days[0]) if len(days) else None
