"""`timeline sequences`: ask what follows what."""

from pathlib import Path
from typing import Any

import click

from timeline.cli.checks import check_outputs
from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines, print_rest, print_table
from timeline.cli.parameters import PATH
from timeline.cli.sequence_options import sequence_options


@click.command()
@click.argument("path", type=PATH)
@sequence_options
def sequences(
    path: Path,
    question: str,
    name: str,
    limit: int,
    output: Path | None,
    **options: Any,  # noqa: ANN401 - those of the question
) -> None:
    r"""Ask what follows what, and whether it is more than chance. Order is never called cause.

    PATH is a timeline.json, or anything that build reads. Every answer says how many incidents it
    counts, how many it leaves out, and why. With csv this goes to stderr.

    \b
    Examples:
      timeline sequences idlib.timeline.json --pair TUR SYR --sides country
      timeline sequences war.timeline.json --as lags --window 7d
      timeline sequences war.timeline.json --as transitions --by place --format csv -o steps.csv
      timeline sequences war.timeline.json --as similar --incident i3f2a901c44
    """
    from timeline.output.atomic import write_atomically
    from timeline.sequences import query, table
    from timeline.views.labels import family_labels

    if output is not None:
        check_outputs([output], inputs=[path])
    query.QUESTIONS.get(
        question
    )  # raises if there is no such question, before the work
    columns = query.SHORT[question]
    chosen = query.options_of(question, options)
    incidents = open_timeline(path).incidents
    answer = query.query(incidents, question, families=family_labels(), **chosen)
    formatters = {"csv": table.to_csv, "json": table.to_json}
    if output is not None:
        text = (
            formatters[name](answer)
            if name in formatters
            else table.to_text(answer, columns)
        )
        write_atomically(output, text)
    elif name in formatters:
        _print_whole(formatters[name](answer))
    else:
        cells = [
            [table.in_short(record[column]) for column in columns]
            for record in answer.records()[:limit]
        ]
        print_table(columns, cells)
        print_rest(len(answer.rows) - limit)
    print_lines(table.summary_lines(answer), err=name in formatters)


def _print_whole(text: str) -> None:
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    print_lines(lines)
