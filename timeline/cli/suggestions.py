"""`timeline suggestions`: take in the corrections that readers of a page, or coders, send."""

from pathlib import Path

import click

from timeline.cli.parameters import PATH


@click.command()
@click.argument("folder", type=PATH)
@click.argument("file", type=PATH)
@click.option(
    "--accept",
    metavar="clear|LINES",
    help="Add rows: clear, or lines of the file as 2,5-7.",
)
def suggestions(folder: Path, file: Path, accept: str | None) -> None:
    r"""Check the corrections.csv that a reader or a coder sent you, and add its rows.

    Each row is checked against the project: what it would change, whether other rows contradict it,
    and why it cannot be used. Nothing is written without --accept. `--accept clear` adds
    the rows that can be used and that no other row contradicts; lines add just those,
    contradicted or not. Rows that are already there are not added again.

    \b
    Examples:
      timeline suggestions war/ from-a-reader.csv
      timeline suggestions war/ from-a-reader.csv --accept clear
      timeline suggestions war/ from-a-reader.csv --accept 2,5-7
    """
    from timeline.cli.suggested import take_in

    take_in(folder, file, accept)
