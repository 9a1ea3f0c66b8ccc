"""`timeline read`: read articles in shards, for work on several machines or in several jobs."""

import math
import re
from datetime import date
from pathlib import Path

import click

from timeline.cli.inputs import chosen_settings
from timeline.cli.output import print_lines
from timeline.cli.parameters import DAY, PATH

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
            self.fail(
                f"{value!r} is not a part of all; write it like 17/400.", param, ctx
            )
        return int(match[1]), int(match[2])


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option(
    "--shards", "folder", type=PATH, required=True, help="Folder for the results."
)
@click.option(
    "--shard",
    "part",
    type=PartOfAll(),
    help="Read only every N-th shard, starting with the I-th.",
)
@click.option(
    "--size",
    type=click.FloatRange(min=0, min_open=True),
    help="Megabytes at which a shard is full [default: 0.3 to 20, by how much there is].",
)
@click.option(
    "--date", "published", type=DAY, help="Publication day of documents without one."
)
@click.option(
    "--settings",
    type=PATH,
    help="A timeline.toml with settings and your own actors and places.",
)
@click.option(
    "--model", help="An installed spaCy pipeline [default: the small English model]."
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, help="Number of processes."
)
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
    r"""Read articles in shards (parts); `timeline build FOLDER` then makes the timeline.

    A shard that has been read is never read again. If the command is interrupted, run it once
    more. With --shard, many commands share the work, on machines that see the same files.

    \b
    Examples:
      timeline read articles/ --shards reads/ --jobs 2
      timeline read articles/ --shards reads/ --shard 17/400
      timeline build reads/ -o war.html
    """
    from timeline.cli.reading_shards import read_part

    lines = read_part(
        paths,
        folder,
        part=part or (1, 1),
        size=None if size is None else math.ceil(size * BYTES_IN_A_MEGABYTE),
        settings=chosen_settings(settings, model=model),
        published=published,
        jobs=jobs,
    )
    print_lines(lines)
