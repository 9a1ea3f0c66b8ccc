"""`timeline mapping`: guess what the columns of a table mean."""

from pathlib import Path

import click

from timeline.cli.output import print_text
from timeline.cli.parameters import PATH
from timeline.errors import InputError


@click.command()
@click.argument("file", type=PATH)
@click.option(
    "--sheet",
    help="The sheet of an Excel workbook [default: the one whose columns are understood best].",
)
def mapping(file: Path, sheet: str | None) -> None:
    r"""Print a [mapping] for timeline.toml, guessed from the header of a table of your own.

    Put it into a timeline.toml, correct it, and build with --settings (or keep it in a project
    folder).

    \b
    Examples:
      timeline mapping incidents.csv > timeline.toml
      timeline build incidents.csv --settings timeline.toml -o mine.html
    """
    from timeline.datasets import template_for

    if not file.is_file():
        raise InputError(str(file), "there is no such file.", "Check the path.")
    print_text(template_for(file, sheet))
