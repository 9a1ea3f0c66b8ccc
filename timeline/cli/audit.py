"""`timeline audit`: one timeline against another, or against coded rows."""

import json
from dataclasses import replace
from pathlib import Path

import click

from timeline.cli.checks import check_outputs
from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines, print_text
from timeline.cli.parameters import PATH


@click.command()
@click.argument("ours", type=PATH)
@click.argument("theirs", type=PATH)
@click.option(
    "--days",
    type=click.IntRange(0, 7),
    default=1,
    show_default=True,
    help="Most days between the dates of two accounts of one incident.",
)
@click.option(
    "--sheet", type=PATH, help="Write a sample of pairs as CSV, to be checked by hand."
)
@click.option(
    "--sample",
    type=click.IntRange(1),
    default=25,
    show_default=True,
    help="Rows of each list in the sheet.",
)
@click.option("--seed", default=0, show_default=True, help="Seed of the sample.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
def audit(
    ours: Path,
    theirs: Path,
    days: int,
    sheet: Path | None,
    sample: int,
    seed: int,
    as_json: bool,
) -> None:
    r"""Show which incidents two timelines share, which only one has, and why.

    OURS and THEIRS are each a timeline.json, a project folder, or anything that build reads: for
    example a timeline made from articles, and a table of UCDP GED.

    \b
    Examples:
      timeline audit war.timeline.json ged231.csv
      timeline audit war.timeline.json ged231.csv --sheet pairs.csv --sample 50
    """
    from timeline.audit import sheet as sheets
    from timeline.audit.build import audit as compare
    from timeline.audit.text import as_dict, lines
    from timeline.exporters.terms import write_terms
    from timeline.output.atomic import write_atomically
    from timeline.output.cells import csv_text

    if sheet is not None:
        check_outputs([sheet], inputs=[ours, theirs])
    left = open_timeline(ours)
    right = open_timeline(theirs)
    result = compare(left.incidents, right.incidents, days=days)
    if sheet is not None:
        rows = sheets.rows(result, size=sample, seed=seed)
        write_atomically(sheet, csv_text(sheets.COLUMNS, rows))
        both = replace(left, datasets=(*left.datasets, *right.datasets))
        write_terms(both.datasets, sheet.with_name(f"{sheet.name}.terms.txt"))
    if as_json:
        print_text(json.dumps(as_dict(result), ensure_ascii=False, indent=1) + "\n")
    else:
        print_lines(lines(result))
