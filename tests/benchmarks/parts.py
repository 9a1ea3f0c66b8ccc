"""How many pairs of reports are put together in another way when articles are merged in parts, and not as a whole?

    timeline read syria.jsonl egypt.jsonl --shards reads/
    python tests/benchmarks/parts.py reads/

Takes the reports that shards have, merges them whole and in parts of one war each (`--most`: reports of a war up to which
several countries are one part), and prints the pairs of reports that only one of both puts to one incident.
"""

import argparse
import time
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from timeline.cluster.collect import Collected, collect
from timeline.cluster.shards import read_plan
from timeline.incidents.cluster_reports import clusters
from timeline.incidents.parts import Merging, parts_of
from timeline.incidents.tfidf import Wording, words_of

Pair = tuple[str, str]


def main() -> None:
    """Print reports, parts, incidents, pairs that differ and CPU seconds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shards", type=Path)
    parser.add_argument("--most", type=int, nargs="+", default=[1_000_000, 1])
    args = parser.parse_args()
    collected = collect(args.shards, read_plan(args.shards), today=None, lost={})
    start = time.process_time()
    whole = whole_groups(collected)
    spent = time.process_time() - start
    print(f"whole: {len(whole):,} incidents, {spent:.1f} CPU s")  # noqa: T201 - a command
    for most in args.most:
        start = time.process_time()
        parts, groups = groups_in_parts(collected, most)
        spent = time.process_time() - start
        joined, apart = pairs(whole), pairs(groups)
        differing = len(joined ^ apart)
        share = 100 * differing / len(joined)
        print(  # noqa: T201 - a command
            f"parts of at most {most:,} reports: {len(collected.reports):,} reports in {parts} parts, "
            f"{len(groups):,} incidents, {differing:,} of {len(joined):,} pairs differ ({share:.3f} %), "
            f"{spent:.1f} CPU s"
        )


def whole_groups(collected: Collected) -> list[list[str]]:
    """Return the reports of each incident, merged as a whole."""
    published = {document.id: document.published for document in collected.documents}
    groups = clusters(collected.reports, published, words=words(collected))
    return [[report.id for report in group.reports] for group in groups]


def groups_in_parts(collected: Collected, most: int) -> tuple[int, list[list[str]]]:
    """Return how many parts there are, and the reports of each incident that they make."""
    published = {document.id: document.published for document in collected.documents}
    merging = Merging(collected.reports, published, words(collected))
    parts = parts_of(collected.reports, most=most)
    by_part = {name: list(merging.part(numbers)) for name, numbers in parts.items()}
    groups = merging.across(by_part)
    return len(parts), [
        [collected.reports[number].id for number in group.numbers] for group in groups
    ]


def words(collected: Collected) -> dict[str, Wording]:
    """Return what the documents are about."""
    return words_of({document.id: document.text for document in collected.documents})


def pairs(groups: Iterable[Sequence[str]]) -> set[Pair]:
    """Return all pairs of reports of one incident."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


if __name__ == "__main__":
    main()
