"""How far coders of a project agree, as tables on the terminal."""

from pathlib import Path

from timeline.cli.inputs import today
from timeline.cli.output import print_lines, print_table
from timeline.cli.reviewing import prepared, project_named
from timeline.review.agreement import Agreement
from timeline.review.coders import (
    Difference,
    Judgements,
    agreements,
    coder_files,
    differences,
    read_judgements,
)

COLUMNS = ("field", "incidents", "agree", "alpha", "95 % interval")
DIFFERENCES = ("incident", "field", "values")
# Differences and confusions that are printed; the review page shows all of them.
SHOWN = 40


def print_agreement(folder: Path) -> None:
    """Print how far the coders of a project agree, and where they differ."""
    project = project_named(folder)
    files = coder_files(project.folder)
    judgements = read_judgements(prepared(project, today=today()), files)
    measured = agreements(judgements)
    print_lines([_heading(judgements)])
    print_table(COLUMNS, map(_row_of_field, measured))
    differing = differences(judgements)
    if differing:
        print_table(DIFFERENCES, map(_row_of_difference, differing[:SHOWN]))
        print_lines(["Settle them with `timeline review FOLDER --adjudicate`."])


def _heading(judgements: Judgements) -> str:
    coders = ", ".join(judgements.coders)
    return f"{coders}: {len(judgements.units):,} incidents judged by two or more"


def _row_of_field(field: Agreement) -> tuple[str, ...]:
    """Return how far coders agree in a field, as a row of the table."""
    interval = f"{_figure(field.low)} to {_figure(field.high)}"
    share = "" if field.percent is None else f"{field.percent:.0%}"
    return field.field, str(field.units), share, _figure(field.alpha), interval


def _row_of_difference(difference: Difference) -> tuple[str, str, str]:
    """Return what each coder gave, as a row of the table."""
    values = difference.values.items()
    listed = "; ".join(f"{coder}: {value}" for coder, value in values)
    return difference.incident, difference.field, listed


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
