"""Read a part of all shards, for `timeline read`; loads the parser."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from timeline import datasets
from timeline.cli.output import print_lines
from timeline.cli.text import labelled, problem_lines
from timeline.cluster import shards
from timeline.output.progress import progress_bar
from timeline.settings import Settings


def read_part(
    paths: Sequence[Path],
    folder: Path,
    *,
    part: tuple[int, int],
    size: int | None,
    settings: Settings,
    published: date | None,
    jobs: int,
) -> list[str]:
    """Read the shards of one part that have no result yet, and return lines on what was done.

    Args:
        paths: Files and folders.
        folder: Where results go.
        part: Which part, from 1, and of how many.
        size: Bytes from which on a shard is full; None to choose by how much there is to read.
        settings: What shapes the reading.
        published: Publication day of documents that state none; None for none.
        jobs: Number of processes.
    """
    plan = shards.plan(
        paths,
        settings=settings,
        published=published,
        claims=datasets.is_table_file,
        size=size,
    )
    shards.write_plan(plan, folder)
    chosen = shards.part_of(plan.shards, *part)
    damaged = shards.discard_damaged(chosen, folder)
    missing = shards.unread(chosen, folder)
    with progress_bar(is_shown=True) as draw:
        shards.read_in_processes(plan, missing, folder, jobs=jobs, progress=draw)
    print_lines(problem_lines(plan.problems), err=True)
    done = {
        "files": _extent(plan),
        "read": _counts(len(missing), len(chosen)),
        "damaged": f"{damaged:,} results, which were read anew" if damaged else None,
        "next": _next_step(plan, folder),
    }
    return labelled(done)


def _extent(plan: shards.Plan) -> str:
    return f"{plan.file_count:,} in {len(plan.shards):,} shards"


def _counts(read: int, chosen: int) -> str:
    """Return how many shards were read now, and how many before."""
    return f"{read:,} shards; {chosen - read:,} were read before"


def _next_step(plan: shards.Plan, folder: Path) -> str:
    unread = shards.unread(plan.shards, folder)
    if unread:
        return f"{len(unread):,} of {len(plan.shards):,} shards are not read yet"
    return f"`timeline build {folder}`"
