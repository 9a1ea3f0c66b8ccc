"""`timeline show`: print a table of the incidents."""

from pathlib import Path

import click

from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines, print_rest, print_table
from timeline.cli.parameters import PATH
from timeline.cli.text import incident_row, leading

COLUMNS = ("when", "type", "status", "what", "documents", "id")


@click.command()
@click.argument("path", type=PATH)
@click.option("--limit", type=click.IntRange(1), help="Show only the first incidents.")
@click.option(
    "--all",
    "is_complete",
    is_flag=True,
    help="Show incidents with weaker evidence and general statements too.",
)
def show(path: Path, limit: int | None, is_complete: bool) -> None:
    r"""Print a table of the incidents that the page shows first.

    These occurred, are dated in the text, are specific, have good evidence and have a clause to
    quote.

    PATH is a timeline.json, a project folder, or anything that build reads.

    \b
    Examples:
      timeline show idlib.timeline.json
      timeline show article.txt --limit 20
      timeline show idlib.timeline.json --all
    """
    incidents = open_timeline(path).incidents
    leading_incidents = leading(incidents, is_complete=is_complete)
    shown = leading_incidents[:limit]
    print_table(COLUMNS, map(incident_row, shown))
    print_rest(len(leading_incidents) - len(shown))
    hidden = len(incidents) - len(leading_incidents)
    if hidden:
        print_lines(
            [
                f"{hidden:,} weaker readings or general statements are hidden; --all shows them."
            ]
        )
