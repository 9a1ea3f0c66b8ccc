"""`timeline evaluate`: score a timeline against annotated articles."""

from pathlib import Path

import click

from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines
from timeline.cli.parameters import PATH


@click.command()
@click.argument("gold", type=PATH)
@click.argument("path", type=PATH)
def evaluate(gold: Path, path: Path) -> None:
    r"""Print precision, recall and F1 by stage against annotated articles.

    GOLD is a folder of annotations, PATH a timeline.json or anything that build reads.

    \b
    Example:
      timeline evaluate gold/ war.timeline.json
    """
    from timeline.evaluation.gold import read_gold
    from timeline.evaluation.incidents import evaluate as score
    from timeline.evaluation.table import table

    articles = read_gold(gold)
    data = open_timeline(path)
    texts = {document.id: document.text for document in data.documents}
    print_lines(table(score(articles, data.incidents, texts)))
