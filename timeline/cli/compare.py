"""`timeline compare`: how far two readings of the same articles agree."""

from pathlib import Path

import click

from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines, print_table
from timeline.cli.parameters import PATH
from timeline.evaluation.agreement import Difference, FieldAgreement, agreement


@click.command()
@click.argument("left", metavar="A", type=PATH)
@click.argument("right", metavar="B", type=PATH)
@click.option(
    "--limit", type=click.IntRange(0), default=20, help="Number of differences to list."
)
def compare(left: Path, right: Path, limit: int) -> None:
    r"""Show how far two timelines of the same articles agree, field by field.

    A and B are timeline.json files, project folders, or anything that `build` reads. One may be
    made by the rules and one by a language model, or each by another model.

    \b
    Examples:
      timeline compare rules.timeline.json model.timeline.json
      timeline compare rules.timeline.json model.timeline.json --limit 100
    """
    result = agreement(open_timeline(left).incidents, open_timeline(right).incidents)
    print_lines(
        [
            f"in both    {len(result.pairs):,} incidents",
            f"only in A  {len(result.left_only):,}",
            f"only in B  {len(result.right_only):,}",
        ]
    )
    print_table(("field", "agree", "compared", "%"), map(_field_row, result.fields))
    rows = map(_difference_row, result.differences[:limit])
    if result.differences and limit:
        print_table(("in A", "in B", "differs in", "headline in A"), rows)


def _field_row(field: FieldAgreement) -> tuple[str, ...]:
    share = "-"
    if field.compared:
        share = f"{100 * field.agree / field.compared:.0f}"
    return field.field, f"{field.agree:,}", f"{field.compared:,}", share


def _difference_row(difference: Difference) -> tuple[str, ...]:
    first, second, names = difference
    return first.id, second.id, ", ".join(names), first.headline
