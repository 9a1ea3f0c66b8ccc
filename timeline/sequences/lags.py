"""How long until the other side answers, and is it sooner than if who acted when were shuffled?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from timeline.errors import UsageError
from timeline.sequences.arrays import BOTH, Bools, Floats, Ints, Rows, matching, rows_by, strata
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
    wilson,
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
    "answered_most": "acts perhaps answered within it: same-day and overlapping dates taken for answers",
    "open": "acts so late that the history ends before their window does; they count until then",
    "median_least": "median days to an answer in the earliest order the dates allow; empty when half were not answered",
    "median_most": "the same in the latest order",
    "measure": "by: share answered by the day (Kaplan-Meier); on: share answered on the day, of those not answered before",
    "day": "day on which the one or the other stands out most from the shuffles",
    "share_least": "that share in the latest order",
    "share_most": "the same in the earliest order",
    "low": "lower end of a 95 % interval around both shares",
    "high": "upper end of it",
    "expected": "mean of that share in the shuffles",
    "expected_low": "2.5 % point of the shuffles",
    "expected_high": "97.5 % point of the shuffles",
    "difference": "the share nearer to the expected one, less the expected one",
    "p": "chance of so great a difference somewhere in this table, by the shuffles; empty when there were too few acts",
    "finding": f"p is at most {ALPHA} in both orders",
    "actor_id": "id of who acts first",
    "other_id": "id of the other",
}
NOTES = (
    "Order is not cause: an answer here is only what came next.",
    "An act on the same day as its answer counts as answered at once in the earliest order, and not in the latest.",
    "Shuffles exchange who did what among the days of one pair, one season and one grain of dates; the days stay.",
    "p is corrected for all pairs and days of this table (Westfall-Young), and holds in both orders.",
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Answers and open ends by cell and day; axis 0 is the order (earliest, latest), axis 1 the cell, axis 2 the day."""

    answered: Floats
    censored: Floats


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

    def count(self, at: Ints | None) -> _Counts:
        """Count with the labels where they are, or as drawn."""
        side = self.rows.side if at is None else self.rows.side[at]
        kind = self.rows.kind if at is None else self.rows.kind[at]
        shape = (2, len(self.answers), self.cells, self.window + 1)
        answered, censored = np.zeros(shape), np.zeros(shape)
        for direction in (0, 1):
            acts = np.flatnonzero(self.acts[kind] & ((side == direction) | (side == BOTH)))
            replier = 1 - direction if self.relation == "reply" else direction
            may_answer = (side == replier) | (side == BOTH)
            cell = (self.rows.group[acts] * 2 + direction) * self.kinds + (
                kind[acts] if self.typed else 0
            )
            for number, wanted in enumerate(self.answers):
                lags = self.search.lags(acts, wanted[kind] & may_answer)
                for order, lag in enumerate(lags):
                    _tally(answered[order, number], cell, lag, lag <= self.window)
                    until = np.minimum(self.watched[order, acts], self.window)
                    _tally(censored[order, number], cell, until, lag > self.window)
        return _Counts(_joined(answered), _joined(censored))


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
        relation: "reply" (the other side acts next on the first) or "again" (the first acts again on the other, as
            when a threat is followed by the deed).
        typed: One row for each kind of act and kind of answer.
        window: Days after an act in which an answer counts.
        least: Number of acts below which a pair is not tested.
        draws: Number of shuffles; None for as many as suit the size.
        seed: Seed of the shuffles.

    Raises:
        UsageError: There is no such relation.
        UnknownNameError: There is no such actor or kind.
    """
    plan = _plan(history, pair, first, then, relation=relation, typed=typed, window=window)
    observed = plan.count(None)
    number = shuffles(draws, len(plan.rows))
    tested, shares = _shuffled(plan, observed, least=least, draws=number, seed=seed)
    p = _both_orders(shares)
    rows = []
    for cell in np.flatnonzero(observed.answered[0].sum(-1) + observed.censored[0].sum(-1)):
        chosen = np.flatnonzero(tested == cell)
        test = (shares[:, :, chosen[0]], p[chosen[0]]) if len(chosen) else None
        rows.append(_row(history, plan, observed, int(cell), test))
    rows.sort(key=lambda row: (row[20] is None, row[20] or 0.0, -int(row[4] or 0), str(row[:4])))
    return Table(
        name="lags",
        columns=COLUMNS,
        rows=tuple(rows),
        counted=plan.rows.counted(),
        left_out=merged(history.left_out, plan.rows.left_out),
        notes=NOTES,
        settings={
            **{
                "window": window,
                "relation": relation,
                "first": first,
                "then": then,
                "least": least,
            },
            **{"shuffles": number, "seed": seed, "rate": ALPHA, **history.choice.told()},
        },
    )


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
    """Give the curve of time to an answer of one directed pair, day by day, beside that of the shuffles.

    The arguments are those of `lags`; `actor` acts first, on `other`.
    """
    plan = _plan(
        history, (actor, other), first, then, relation=relation, typed=False, window=window
    )
    observed = plan.count(None)
    number = shuffles(draws, len(plan.rows))
    key = plan.rows.keys[0] if plan.rows.keys else ("", "")
    cell = 0 if _is(history, key[0], actor) else 1
    rows = []
    if plan.rows.keys and _n(observed, cell):
        _, shares = _shuffled(
            plan, observed, least=0, draws=number, seed=seed, cells=np.array([cell])
        )
        early, late = shares[0][1:, 0], shares[1][1:, 0]
        low, high = _interval(observed, cell)
        for day in range(window + 1):
            both = np.concatenate([early[:, day], late[:, day]])
            cells = (
                shares[1][0, 0, day],
                shares[0][0, 0, day],
                low[day],
                high[day],
                early[:, day].mean(),
            )
            rows.append(
                (
                    day,
                    *(float(one) for one in cells),
                    float(late[:, day].mean()),
                    *np.percentile(both, [2.5, 97.5]),
                )
            )
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
        rows=tuple(
            tuple(float(one) if isinstance(one, float) else one for one in row) for row in rows
        ),
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


def _is(history: History, key: str, wanted: str) -> bool:
    return wanted.casefold() in (key.casefold(), history.names.get(key, key).casefold())


def directed(rows: Rows, mutual: bool) -> Rows:
    """Keep the incidents in which one side acts on the other, and symmetric ones only when they are wanted."""
    return rows if mutual else rows.only(rows.side != BOTH, "mutual")


def observed_until(history: History) -> int:
    """Give the last day that was surely observed: the latest first day of anything that happened."""
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
        raise UsageError(
            "relation", f"there is no {relation!r}.", f"Use one of: {', '.join(RELATIONS)}."
        )
    rows = directed(rows_by(history, "pair", only=pair), history.choice.mutual)
    acts, answers = matching(rows, first), matching(rows, then)
    rows = rows.only(rows.happened | (acts | answers)[rows.kind], "plans")
    masks = [answers]
    if typed:
        masks = [np.arange(len(rows.kinds)) == kind for kind in np.flatnonzero(answers)]
    until = observed_until(history)
    return _Plan(
        rows=rows,
        search=following(rows, window),
        watched=np.maximum(np.stack([until - rows.last, until - rows.first]), 0),
        acts=acts,
        answers=tuple(masks),
        relation=relation,
        typed=typed,
        window=window,
        named=(first, then),
    )


def _tally(into: Floats, cell: Ints, day: Ints, chosen: Bools) -> None:
    flat = cell[chosen] * into.shape[1] + day[chosen]
    into += np.bincount(flat, minlength=into.size).reshape(into.shape)


def _joined(counts: Floats) -> Floats:
    """Put the cells of all kinds of answer in one row."""
    return counts.reshape(2, -1, counts.shape[-1])


def _n(counts: _Counts, cell: int) -> int:
    return int(counts.answered[0, cell].sum() + counts.censored[0, cell].sum())


def _shuffled(
    plan: _Plan, observed: _Counts, *, least: int, draws: int, seed: int, cells: Ints | None = None
) -> tuple[Ints, Floats]:
    """Give the cells that are tested and their measures: by order, draw (the observed one first), cell, and day."""
    acts = observed.answered[0].sum(-1) + observed.censored[0].sum(-1)
    tested = np.flatnonzero(acts >= max(least, 1)) if cells is None else cells
    shares = np.zeros((2, draws + 1, len(tested), 2 * (plan.window + 1)))
    if len(tested):
        shares[:, 0] = _measures(observed, tested)
        for number, at in enumerate(_draws(plan, draws, seed)):
            shares[:, number + 1] = _measures(plan.count(at), tested)
    return tested, shares


def _measures(counts: _Counts, cells: Ints) -> Floats:
    """Give, by order and cell, the share answered by each day, then that answered on each day."""
    answered, censored = counts.answered[:, cells], counts.censored[:, cells]
    return np.concatenate([curve(answered, censored), hazard(answered, censored)], axis=-1)


def _draws(plan: _Plan, draws: int, seed: int) -> Iterator[Ints]:
    draw = shuffler(strata(plan.rows), np.random.default_rng(seed))
    for _ in range(draws):
        yield draw()


def _both_orders(shares: Floats) -> Floats:
    """Correct each order for all cells and days, and take for each the worse of the two p-values."""
    draws = shares.shape[1]
    p = [corrected(shares[order].reshape(draws, -1)).reshape(shares.shape[2:]) for order in (0, 1)]
    early, late = (shares[order][0] - shares[order][1:].mean(axis=0) for order in (0, 1))
    return np.where(early * late > 0, np.maximum(*p), 1.0)


def _interval(observed: _Counts, cell: int) -> tuple[Floats, Floats]:
    """Give 95 % intervals of all measures, around both orders."""
    ends = []
    for order in (0, 1):
        answered, censored = observed.answered[order, cell], observed.censored[order, cell]
        watched = np.flip(np.cumsum(np.flip(answered + censored)))
        on = [wilson(float(hits), float(of)) for hits, of in zip(answered, watched, strict=True)]
        by = curve_interval(answered, censored)
        ends.append([np.concatenate([by[end], [one[end] for one in on]]) for end in (0, 1)])
    return np.minimum(ends[0][0], ends[1][0]), np.maximum(ends[0][1], ends[1][1])


def _row(
    history: History, plan: _Plan, observed: _Counts, cell: int, test: tuple[Floats, Floats] | None
) -> tuple[Cell, ...]:
    number, place = divmod(cell, plan.cells)
    rest, kind = divmod(place, plan.kinds)
    group, direction = divmod(rest, 2)
    key = plan.rows.keys[group]
    ids = key if direction == 0 else key[::-1]
    names = [history.names.get(one, one) for one in ids]
    first, then = plan.named
    if plan.typed:
        first, then = (
            plan.rows.kinds[kind],
            plan.rows.kinds[int(np.flatnonzero(plan.answers[number])[0])],
        )
    n = _n(observed, cell)
    share = curve(observed.answered[:, cell], observed.censored[:, cell])
    late = np.round(observed.censored[1, cell, : plan.window].sum())
    return (
        *names,
        first,
        then,
        n,
        int(observed.answered[1, cell].sum()),
        int(observed.answered[0, cell].sum()),
        int(late),
        _median(share[0]),
        _median(share[1]),
        *_tested(observed, cell, plan.window, test),
        *ids,
    )


def _tested(
    observed: _Counts, cell: int, window: int, test: tuple[Floats, Floats] | None
) -> tuple[Cell, ...]:
    share = _measures(observed, np.array([cell]))[:, 0]
    low, high = _interval(observed, cell)
    if test is None:
        ends = (share[1, window], share[0, window], low[window], high[window])
        return ("by", window, *(float(one) for one in ends), *[None] * 5, False)
    shares, p = test
    means = shares[:, 1:].mean(axis=1)
    off = np.abs(share - means).min(axis=0)
    at = int(np.lexsort((-off, p))[0])
    nearer = int(np.argmin(np.abs(share[:, at] - means[:, at])))
    expected = (means[nearer, at], *np.percentile(shares[nearer, 1:, at], [2.5, 97.5]))
    return (
        "by" if at <= window else "on",
        at % (window + 1),
        *(
            float(one)
            for one in (share[:, at].min(), share[:, at].max(), low[at], high[at], *expected)
        ),
        float(share[nearer, at] - means[nearer, at]),
        float(p[at]),
        bool(p[at] <= ALPHA),
    )


def _median(share: Floats) -> int | None:
    over = np.flatnonzero(share >= 0.5)
    return int(over[0]) if len(over) else None
