"""`timeline diff`: compare two timelines."""

from pathlib import Path

import click

from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines, print_table, print_text
from timeline.cli.parameters import PATH

COLUMNS = ("what", "id", "incident", "field", "old", "new")


@click.command()
@click.argument("old", type=PATH)
@click.argument("new", required=False, type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def diff(old: Path, new: Path | None, as_json: bool) -> None:
    r"""Show which incidents were added, removed or changed between two timelines.

    OLD and NEW are each a timeline.json, a project folder, or anything that build reads. A project
    alone is compared with what it was before the last build that changed it.

    \b
    Examples:
      timeline diff war-2023.timeline.json war/
      timeline diff war/
      timeline diff old.timeline.json new.timeline.json --json
    """
    from timeline.cli.project import before_last_build
    from timeline.project import diff as differences

    before = before_last_build(old) if new is None else old
    after = old if new is None else new
    difference = differences.difference(open_timeline(before), open_timeline(after))
    if as_json:
        print_text(differences.as_json(difference) + "\n")
    elif difference.is_empty:
        print_lines(["No incident was added, removed or changed."])
    else:
        print_table(COLUMNS, differences.rows(difference))
        print_lines([difference.in_short])
