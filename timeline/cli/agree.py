"""`timeline agree`: measure how far coders of a project agree."""

from pathlib import Path

import click

from timeline.cli.inputs import today
from timeline.cli.output import print_lines, print_table
from timeline.cli.parameters import PATH

COLUMNS = ("field", "incidents", "agree", "alpha", "95 % interval")
DIFFERENCES = ("incident", "field", "values")
# Differences and confusions that are printed; the review page shows all of them.
SHOWN = 40


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
    from timeline.cli.reviewing import prepared, project_named
    from timeline.review.coders import (
        agreements,
        coder_files,
        differences,
        read_judgements,
    )

    project = project_named(folder)
    files = coder_files(project.folder)
    judgements = read_judgements(prepared(project, today=today()), files)
    measured = agreements(judgements)
    rows = []
    for field in measured:
        interval = f"{_figure(field.low)} to {_figure(field.high)}"
        share = "" if field.percent is None else f"{field.percent:.0%}"
        rows.append(
            (field.field, str(field.units), share, _figure(field.alpha), interval)
        )
    coders = ", ".join(judgements.coders)
    print_lines(
        [f"{coders}: {len(judgements.units):,} incidents judged by two or more"]
    )
    print_table(COLUMNS, rows)
    differing = differences(judgements)
    if differing:
        listed = (
            "; ".join(f"{coder}: {value}" for coder, value in difference.values.items())
            for difference in differing[:SHOWN]
        )
        names = (
            (difference.incident, difference.field) for difference in differing[:SHOWN]
        )
        print_table(
            DIFFERENCES,
            [(*name, text) for name, text in zip(names, listed, strict=True)],
        )
        print_lines(["Settle them with `timeline review FOLDER --adjudicate`."])


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
