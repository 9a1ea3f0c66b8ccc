"""Is what was planted found, is nothing found where nothing is, and do vague dates widen the answer without fooling it?

Thirty histories here, with few shuffles, to be quick; `tests/benchmarks/sequences.py` looks at 200 of each size.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.sequences.factories import (
    MOTIF,
    act,
    answered,
    empty,
    even,
    vague,
    with_burst,
    with_motif,
)
from timeline.model.actors import Role
from timeline.model.incidents import Incident
from timeline.model.types import Status
from timeline.sequences.aligned import aligned
from timeline.sequences.episodes import episodes, stretches
from timeline.sequences.history import Choice, History, history
from timeline.sequences.lags import lags
from timeline.sequences.motifs import motifs
from timeline.sequences.table import Table
from timeline.sequences.transitions import transitions

SIZES = pytest.mark.parametrize("number", [100, 1_000])
COARSE = Choice(coarse=True)


def findings(table: Table) -> list[dict[str, object]]:
    return [dict(row) for row in table.records() if row["finding"]]


@SIZES
def test_answer_after_three_days_is_found(number: int) -> None:
    [found] = [
        row
        for row in findings(lags(history(answered(number, 1))))
        if row["actor"] == "A000"
    ]
    assert (found["other"], found["day"]) == ("B000", 3)
    difference = found["difference"]
    assert isinstance(difference, float)
    assert difference > 0.15


@SIZES
def test_burst_is_found_only_where_planted(number: int) -> None:
    [found] = findings(episodes(history(with_burst(number, 1))))
    assert found["group"] == "A000 and B000"
    assert "2012-02-03" <= str(found["begin"]) <= "2012-02-05"
    assert "2012-02-10" <= str(found["end"]) <= "2012-02-12"
    assert str(found["incidents"]).count("b0") == 30
    assert (
        _number(found["n"]) <= 33
    )  # an incident of usual times may lie within two days of it


def test_motif_is_found_with_its_planted_instances() -> None:
    table = motifs(history(with_motif(1_000, 2)))
    [found] = [row for row in findings(table) if row["motif"] == " > ".join(MOTIF)]
    ratio = found["ratio"]
    assert isinstance(ratio, float)
    assert ratio > 1.5
    assert "m0" in str(found["instances"])


def test_in_short_history_part_of_motif_is_found() -> None:
    parts = {" > ".join(part) for part in (MOTIF, MOTIF[:2], MOTIF[1:], MOTIF[::2])}
    assert parts & {
        str(row["motif"]) for row in findings(motifs(history(with_motif(100, 2))))
    }


def test_transition_is_found_there_and_in_aligned_view() -> None:
    told = history(with_motif(1_000, 1))
    assert ("THREATEN", "MOBILIZE") in [
        (row["first"], row["then"]) for row in findings(transitions(told))
    ]
    days = [
        _number(row["day"])
        for row in findings(aligned(told, "THREATEN", then="MOBILIZE", every=True))
    ]
    assert 2 in days
    assert min(days) >= 0


QUESTIONS: dict[str, Callable[[History], Table]] = {
    "lags": lambda told: lags(told, draws=39),
    "transitions": lambda told: transitions(told, draws=39),
    "motifs": lambda told: motifs(told, draws=39, length=2),
    "aligned": lambda told: aligned(told, "THREATEN", draws=39),
    "episodes": episodes,
}


@pytest.mark.parametrize("question", list(QUESTIONS))
def test_empty_history_yields_findings_at_the_error_rate(question: str) -> None:
    make = even if question == "episodes" else empty
    false = sum(
        bool(findings(QUESTIONS[question](history(make(400, seed)))))
        for seed in range(30)
    )
    assert false <= 5  # at a rate of 5 % more than 5 of 30 come once in 300 times


@pytest.mark.parametrize("question", list(QUESTIONS))
def test_vague_dates_do_not_make_findings(question: str) -> None:
    make = even if question == "episodes" else empty
    told = (vague(make(400, seed), share=0.5, seed=seed) for seed in range(20))
    false = sum(
        bool(findings(QUESTIONS[question](history(one, choice=COARSE)))) for one in told
    )
    assert false <= 4


def test_vague_dates_are_left_out_or_widen_answer() -> None:
    sharp = answered(300, 1)
    dull = vague(sharp, share=0.3, seed=1)
    months = sum(1 for one in dull if one.date is not None and one.date.days > 7)
    out, both = lags(history(dull)), lags(history(dull, choice=COARSE))
    assert {
        one.reason: one.incidents for one in out.left_out if one.reason != "double"
    } == {"coarse": months}
    assert "coarse" not in {one.reason for one in both.left_out}
    narrow, wide = (_width(lags(history(sharp))), _width(both))
    assert wide > narrow + 0.1
    [found] = [row for row in both.records() if row["actor"] == "A000"]
    [true] = [row for row in lags(history(sharp)).records() if row["actor"] == "A000"]
    assert _number(found["answered_least"]) <= _number(true["answered_least"])
    assert _number(true["answered_most"]) <= _number(found["answered_most"])


def _width(table: Table) -> float:
    [row] = [row for row in table.records() if row["actor"] == "A000"]
    return (_number(row["answered_most"]) - _number(row["answered_least"])) / _number(
        row["n"]
    )


def _number(cell: object) -> float:
    assert isinstance(cell, int | float)
    return cell


def test_same_day_answers_are_no_latest_order_finding() -> None:
    told = [one for day in range(0, 300, 10) for one in same_day(day)]
    [row, _] = lags(history(told), window=3).records()
    assert (row["answered_most"], row["answered_least"], row["finding"]) == (
        30,
        0,
        False,
    )


def same_day(day: int) -> list[Incident]:
    return [
        act(f"a{day}", "Army", "Rebels", day),
        act(f"b{day}", "Rebels", "Army", day),
    ]


def test_threat_then_deed_counts_only_what_happened() -> None:
    threats = [
        act(f"t{day}", "Army", "Rebels", day, "THREATEN", status=Status.THREATENED)
        for day in range(0, 300, 20)
    ]
    deeds = [act(f"d{day}", "Army", "Rebels", day + 2) for day in range(0, 300, 20)]
    plans = [
        act(f"p{day}", "Army", "Rebels", day + 1, status=Status.PLANNED)
        for day in range(0, 300, 20)
    ]
    table = lags(
        history(threats + deeds + plans),
        relation="again",
        first="THREATEN",
        then="ASSAULT",
    )
    [row] = table.records()
    assert (row["n"], row["median_least"], row["median_most"]) == (15, 2, 2)
    assert {one.reason: one.incidents for one in table.left_out} == {"plans": 15}


def test_clashes_count_for_both_only_when_chosen() -> None:
    told = answered(100, 1)
    each, both = Choice(doubles=True), Choice(doubles=True, mutual=True)
    from_one = lags(history(told, choice=each)).counted
    sides = [one for one in told if one.id.startswith("n00000")]
    parties = [_as_parties(one) for one in sides]
    rest = [one for one in told if one not in sides]
    without = lags(history(rest + parties, choice=each))
    assert {one.reason: one.incidents for one in without.left_out} == {
        "mutual": len(parties)
    }
    assert without.counted == from_one - len(parties)
    assert lags(history(rest + parties, choice=both)).counted == from_one


def _as_parties(incident: Incident) -> Incident:
    return replace(
        incident, actors=tuple(replace(one, role=Role.PARTY) for one in incident.actors)
    )


def test_open_ends_are_censored_and_said() -> None:
    told = [act(f"a{day}", "Army", "Rebels", day) for day in (0, 50, 95)] + [
        act("b", "Rebels", "Army", 100)
    ]
    rows = {row["actor"]: row for row in lags(history(told), window=14).records()}
    assert (
        rows["Army"]["n"],
        rows["Army"]["answered_most"],
        rows["Rebels"]["open"],
    ) == (3, 1, 1)


@pytest.mark.parametrize(
    ("days", "bursts"),
    [
        ([], []),
        ([5], []),
        (list(range(1, 401, 10)), []),
        ([*range(1, 401, 20), *[211] * 10], [(211, 211)]),
        ([*range(1, 401, 20), *[111] * 10, *[311] * 10], [(111, 111), (311, 311)]),
    ],
)
def test_stretches_of_the_automaton(
    days: list[int], bursts: list[tuple[int, int]]
) -> None:
    assert stretches(sorted(days), start=1, end=400) == bursts


def test_incident_perhaps_outside_burst_does_not_count() -> None:
    told = with_burst(1_000, 1)
    month = vague([act("v", "A000", "B000", 403)], share=1.0, seed=0)
    [without] = findings(episodes(history(told)))
    [found] = findings(episodes(history(told + month, choice=COARSE)))
    assert (without["perhaps"], found["n"], found["perhaps"]) == (0, without["n"], 1)


def test_same_seed_gives_same_table_and_is_stated() -> None:
    told = history(answered(100, 1))
    assert lags(told, seed=3) == lags(told, seed=3)
    assert (lags(told, seed=3).settings["seed"], lags(told).settings["shuffles"]) == (
        3,
        999,
    )
    assert lags(told, seed=3).rows != lags(told, seed=4).rows
