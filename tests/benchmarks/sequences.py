"""Are planted sequences found, is nothing found where nothing is, and how fast? And what do UCDP's rows give?

usage: python tests/benchmarks/sequences.py [--sizes 100 1000 100000] [--seeds 200] [--large-seeds 2] [--ucdp FILE.csv]
       the default file is ../shared/data/samples/ucdp_ged/ged231_sample1000.csv, beside the checkout; without it that part is skipped
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from tests.sequences.factories import (
    MOTIF,
    answered,
    empty,
    even,
    vague,
    with_burst,
    with_motif,
)
from timeline.api import build
from timeline.sequences.aligned import aligned
from timeline.sequences.episodes import episodes
from timeline.sequences.history import Choice, History, history
from timeline.sequences.lags import lags
from timeline.sequences.motifs import motifs
from timeline.sequences.pairs import pairs
from timeline.sequences.permutation import wilson
from timeline.sequences.similar import similar
from timeline.sequences.table import Table, summary_lines
from timeline.sequences.transitions import transitions

UCDP = (
    Path(__file__).resolve().parents[3]
    / "shared"
    / "data"
    / "samples"
    / "ucdp_ged"
    / "ged231_sample1000.csv"
)
COARSE = Choice(coarse=True)
LARGE = 10_000  # incidents; beyond it fewer seeds are looked at

TESTED: dict[str, Callable[[History], Table]] = {
    "lags": lags,
    "transitions": transitions,
    "motifs": motifs,
    "aligned": lambda told: aligned(told, "THREATEN"),
    "episodes": episodes,
}
DRAWS = 99  # shuffles of an empty history: the rate holds for any number, and hundreds of histories are to be looked at
QUICK: dict[str, Callable[[History], Table]] = {
    "lags": lambda told: lags(told, draws=DRAWS),
    "transitions": lambda told: transitions(told, draws=DRAWS),
    "motifs": lambda told: motifs(told, draws=DRAWS),
    "aligned": lambda told: aligned(told, "THREATEN", draws=DRAWS),
    "episodes": episodes,
}


def found(table: Table, **wanted: object) -> bool:
    """Say whether a row with these cells is a finding."""
    rows = [row for row in table.records() if row["finding"]]
    return any(
        all(row[name] == value for name, value in wanted.items()) for row in rows
    )


def planted(number: int, seeds: int) -> list[str]:
    """Count how often what was planted is found at one size."""
    counts: Counter[str] = Counter()
    for seed in range(seeds):
        told_motif = history(with_motif(number, seed))
        bursts = [
            row
            for row in episodes(history(with_burst(number, seed))).records()
            if row["finding"]
        ]
        days = [str(row[name]) for row in bursts for name in ("begin", "end")]
        counts["answer after 3 days"] += found(
            lags(history(answered(number, seed))), actor="A000", other="B000", day=3
        )
        counts["burst of 30 in 6 days"] += bool(days) and all(
            "2012-02-03" <= day <= "2012-02-12" for day in days
        )
        counts["motif of three"] += found(motifs(told_motif), motif=" > ".join(MOTIF))
        counts["a step of it, in transitions"] += any(
            found(transitions(told_motif), first=one, then=other)
            for one, other in pairwise(MOTIF)
        )
        counts["its step 2 days on, aligned"] += found(
            aligned(told_motif, MOTIF[0], then=MOTIF[1], every=True), day=2
        )
    return [
        f"  {name:30} found in {counts[name]} of {seeds} histories" for name in counts
    ]


def rates(number: int, seeds: int) -> list[str]:
    """Count the empty histories in which a table has a finding, with days and with a third known to the month only."""
    false = {(name, dull): 0 for name in TESTED for dull in (False, True)}
    for seed in range(seeds):
        for make, names in ((even, {"episodes"}), (empty, set(TESTED) - {"episodes"})):
            whole = make(number, 1_000 + seed)
            for dull in (False, True):
                told_of = history(
                    vague(whole, share=0.33, seed=seed) if dull else whole,
                    choice=COARSE,
                )
                for name in sorted(names):
                    false[name, dull] += found(QUICK[name](told_of))
    return [
        f"  {name:12} {_rate(false[name, False], seeds):24} a third to the month: {_rate(false[name, True], seeds)}"
        for name in TESTED
    ]


def _rate(false: int, seeds: int) -> str:
    low, high = wilson(false, seeds)
    return f"{100 * false / seeds:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def speed(number: int) -> list[str]:
    """Time every question in CPU seconds of one core."""
    whole = answered(number, 1)
    start = time.process_time()
    told_of = history(whole)
    seconds = {"history": time.process_time() - start}
    asked: dict[str, Callable[[History], Table]] = {"pairs": pairs, **TESTED}
    for name, ask in asked.items():
        start = time.process_time()
        ask(told_of)
        seconds[name] = time.process_time() - start
    total = sum(seconds.values())
    start = time.process_time()
    similar(told_of, whole[7].id)
    alone = time.process_time() - start
    parts = ", ".join(f"{name} {one:.2f}" for name, one in seconds.items())
    return [
        f"  {total:.2f} CPU s for {len(whole):,} incidents ({parts}); similar {alone:.2f}"
    ]


def real(path: Path) -> list[str]:
    """Run UCDP's rows through every question."""
    whole = build(path).incidents
    lines = []
    for name, ask in {"pairs": pairs, **TESTED}.items():
        choice = Choice(mutual=True)
        asked = (
            aligned(history(whole, choice=choice), "ASSAULT")
            if name == "aligned"
            else ask(history(whole, choice=choice))
        )
        findings = sum(bool(row.get("finding")) for row in asked.records())
        left = "; ".join(
            line.removeprefix("left out   ")
            for line in summary_lines(asked)
            if line.startswith("left out")
        )
        lines.append(
            f"  {name:12} {len(asked.rows):4} rows, {findings} findings, {asked.counted} counted; {left}"
        )
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1_000, 100_000])
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--large-seeds", type=int, default=2)
    parser.add_argument("--ucdp", type=Path, default=UCDP)
    args = parser.parse_args(arguments)
    for number in args.sizes:
        say(
            f"{number:,} incidents",
            speed(number) + planted(number, 20 if number <= LARGE else 1),
        )
    for number in args.sizes:
        seeds = args.seeds if number <= LARGE else args.large_seeds
        if seeds:
            say(
                f"{number:,} incidents without structure: tables with a finding, of {seeds} seeds",
                rates(number, seeds),
            )
    say(
        "UCDP GED",
        real(args.ucdp)
        if args.ucdp.is_file()
        else [f"  skipped: there is no {args.ucdp.name}"],
    )


def say(head: str, lines: Sequence[str]) -> None:
    """Print a part as soon as it is known."""
    print("\n".join([head, *lines]), flush=True)  # noqa: T201 - a command


if __name__ == "__main__":
    main()
