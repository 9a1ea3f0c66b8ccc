"""`timeline agree`: measure how far coders of a project agree."""

from pathlib import Path

import click

from timeline.cli.parameters import PATH


@click.command()
@click.argument("folder", type=PATH)
def agree(folder: Path) -> None:
    r"""Measure how far coders agree, field by field, and list where they differ.

    Each coder works with `timeline review FOLDER --coder NAME --blind`. The command compares the
    incidents that two or more coders judged. Alpha is Krippendorff's: 1 means perfect agreement, 0
    means agreement by chance.

    \b
    Example:
      timeline agree war/
    """
    from timeline.cli.agreement_tables import print_agreement

    print_agreement(folder)
