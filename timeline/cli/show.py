"""`timeline show`: print a table of the incidents."""

from pathlib import Path

import click

from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_rest, print_table
from timeline.cli.parameters import PATH
from timeline.cli.text import incident_row

COLUMNS = ("when", "type", "status", "what", "documents", "id")


@click.command()
@click.argument("path", type=PATH)
@click.option("--limit", type=click.IntRange(1), help="Show only the first incidents.")
def show(path: Path, limit: int | None) -> None:
    r"""Print a table of the incidents.

    PATH is a timeline.json, a project folder, or anything that build reads.

    \b
    Examples:
      timeline show idlib.timeline.json
      timeline show article.txt --limit 20
    """
    timeline = open_timeline(path)
    shown = timeline.incidents[:limit]
    print_table(COLUMNS, map(incident_row, shown))
    print_rest(len(timeline.incidents) - len(shown))
