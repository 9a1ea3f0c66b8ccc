"""`timeline read`: read articles in shards, for work on several machines or in several jobs."""

import math
import re
from datetime import date
from pathlib import Path

import click

from timeline.cli.inputs import chosen_settings
from timeline.cli.output import print_lines
from timeline.cli.parameters import DAY, PATH
from timeline.cli.text import labelled, problem_lines
from timeline.cluster.shards import Plan, Shard

PART = re.compile(r"(\d{1,6})/(\d{1,6})")
BYTES_IN_A_MEGABYTE = 1_000_000


class PartOfAll(click.ParamType[tuple[int, int]]):
    """One of several parts: 17/400."""

    name = "I/N"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return the number of the part, from 1, and how many parts there are."""
        if isinstance(value, tuple):
            return value
        match = PART.fullmatch(str(value))
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            self.fail(f"{value!r} is no part of all; write it like 17/400.", param, ctx)
        return int(match[1]), int(match[2])


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--shards", "folder", type=PATH, required=True, help="Folder for what was read.")
@click.option(
    "--shard", "part", type=PartOfAll(), help="Read only every N-th shard, from the I-th."
)
@click.option(
    "--size",
    type=click.FloatRange(min=0, min_open=True),
    help="Megabytes from which on a shard is full [default: 0.3 to 20, by how much there is].",
)
@click.option("--date", "published", type=DAY, help="Publication day of documents without one.")
@click.option("--settings", type=PATH, help="A timeline.toml: settings, own actors and places.")
@click.option("--model", help="An installed spaCy pipeline [default: the small English model].")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Number of processes.")
def read(
    paths: tuple[Path, ...],
    folder: Path,
    part: tuple[int, int] | None,
    size: float | None,
    published: date | None,
    settings: Path | None,
    model: str | None,
    jobs: int,
) -> None:
    r"""Read articles in shards; `timeline build FOLDER` makes the timeline of them.

    A shard that has been read is never read again, so that a command which was interrupted is
    simply given once more. With --shard many commands share the work, on machines that see the
    same files.

    \b
    Examples:
      timeline read articles/ --shards reads/ --jobs 2
      timeline read articles/ --shards reads/ --shard 17/400
      timeline build reads/ -o war.html
    """
    from timeline import datasets
    from timeline.cluster import shards

    plan = shards.plan(
        paths,
        settings=chosen_settings(settings, model=model),
        published=published,
        claims=datasets.is_table_file,
        size=None if size is None else math.ceil(size * BYTES_IN_A_MEGABYTE),
    )
    shards.write_plan(plan, folder)
    number, parts = part or (1, 1)
    chosen = shards.part_of(plan.shards, number, parts)
    missing = shards.unread(chosen, folder)
    _read(plan, missing, folder, jobs)
    print_lines(problem_lines(plan.problems), err=True)
    print_lines(labelled(_summary(plan, chosen, missing, folder)))


def _read(plan: Plan, missing: list[Shard], folder: Path, jobs: int) -> None:
    from timeline.cluster import shards
    from timeline.output.progress import progress_bar

    with progress_bar(is_shown=True) as draw:
        shards.read_in_processes(plan, missing, folder, jobs=jobs, progress=draw)


def _summary(
    plan: Plan, chosen: list[Shard], missing: list[Shard], folder: Path
) -> dict[str, object]:
    """Return what was done, by labels."""
    from timeline.cluster import shards

    still_unread = len(shards.unread(plan.shards, folder))
    next_step = f"`timeline build {folder}`"
    if still_unread:
        next_step = f"{still_unread:,} of {len(plan.shards):,} shards are not read yet"
    return {
        "files": f"{plan.file_count:,} in {len(plan.shards):,} shards",
        "read": f"{len(missing):,} shards; {len(chosen) - len(missing):,} were read before",
        "next": next_step,
    }
