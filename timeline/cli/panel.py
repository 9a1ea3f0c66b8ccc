"""`timeline panel`: counts by unit and period."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from timeline.cli.checks import check_outputs
from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines, print_rest, print_table
from timeline.cli.parameters import DAY, PATH
from timeline.cli.text import problem_lines
from timeline.model.datasets import Dataset
from timeline.output.cells import cell
from timeline.panel.build import Panel, build


@click.command()
@click.argument("path", type=PATH)
@click.option(
    "--by",
    default="country,month",
    show_default=True,
    help="Keys of a row: country, admin1, gid (PRIO-GRID), actor, dyad, type; week, month, year.",
)
@click.option(
    "--split",
    default="first",
    show_default=True,
    help="What to do with dates in two periods: first, spread, drop.",
)
@click.option("--from", "since", type=DAY, help="First day of the panel.")
@click.option("--to", "until", type=DAY, help="Last day of the panel.")
@click.option(
    "--zeros/--no-zeros",
    default=True,
    help="Write rows also where nothing is known [default: yes].",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=20,
    help="Number of rows shown as a table.",
)
@click.option("-o", "--output", type=PATH, help="Write to a file: .csv or .parquet.")
def panel(
    path: Path,
    by: str,
    split: str,
    since: date | None,
    until: date | None,
    zeros: bool,
    limit: int,
    output: Path | None,
) -> None:
    r"""Count incidents and people killed for each unit and period, zeros included.

    PATH is a timeline.json, a project folder, or anything that build reads. Only single
    incidents that happened are counted. The summary says how many are left out and why.

    \b
    Examples:
      timeline panel war.timeline.json --by country,month -o panel.csv
      timeline panel war.timeline.json --by gid,year --from 2010-01-01 -o cells.parquet
      timeline panel war.timeline.json --by dyad,year --split spread
    """
    from timeline.exporters.terms import write_terms
    from timeline.panel.write import format_of, summary_lines, write

    if output is not None:
        format_of(output)  # raises if there is no such format, before the work
        check_outputs([output], inputs=[path])
    keys = [name.strip().lower() for name in by.split(",") if name.strip()]
    options = {
        "by": keys,
        "split": split,
        "zeros": zeros,
        "since": since,
        "until": until,
    }
    result, sources = _panel(path, options)
    if output is not None:
        write(result, output)
        write_terms(sources, output.with_name(f"{output.name}.terms.txt"))
    else:
        shown = [
            [cell(row.get(name)) for name in result.columns]
            for row in result.rows[:limit]
        ]
        print_table(result.columns, shown)
        print_rest(len(result.rows) - limit)
    print_lines(summary_lines(result))


def _panel(path: Path, options: dict[str, Any]) -> tuple[Panel, Sequence[Dataset]]:
    """Return the panel of a path, and the tables in it; of a large table no records are made."""
    from timeline.panel.of_table import panel_of_table

    counted = panel_of_table(path, **options)
    if counted is None:
        return _panel_of_records(path, options)
    print_lines(problem_lines(counted.problems), err=True)
    return counted.panel, (counted.dataset,)


def _panel_of_records(
    path: Path, options: dict[str, Any]
) -> tuple[Panel, Sequence[Dataset]]:
    timeline = open_timeline(path)
    return build(timeline, **options), timeline.datasets
