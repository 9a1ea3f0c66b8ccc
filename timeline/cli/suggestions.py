"""`timeline suggestions`: take in the corrections that readers of a page, or coders, send."""

from pathlib import Path

import click

from timeline.cli.parameters import PATH


@click.command()
@click.argument("folder", type=PATH)
@click.argument("file", type=PATH)
@click.option(
    "--accept", metavar="clear|LINES", help="Add rows: clear, or lines of the file as 2,5-7."
)
def suggestions(folder: Path, file: Path, accept: str | None) -> None:
    r"""Take in the corrections.csv that a reader of the page, or a coder, sends.

    Each row is checked against the project: what it would change, whether rows that are there say
    otherwise, why it cannot be used. Nothing is written without --accept. `--accept clear` adds
    the rows that can be used and that no other row contradicts; lines add just those, contradicted
    or not. Rows that are there already are not added twice.

    \b
    Examples:
      timeline suggestions war/ from-a-reader.csv
      timeline suggestions war/ from-a-reader.csv --accept clear
      timeline suggestions war/ from-a-reader.csv --accept 2,5-7
    """
    from timeline.cli.suggested import take_in

    take_in(folder, file, accept)
