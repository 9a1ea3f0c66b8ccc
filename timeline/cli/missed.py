"""`timeline missed`: sentences with words of violence that gave no incident."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from timeline.cli.inputs import chosen_settings, open_timeline
from timeline.cli.output import print_lines, print_rest, print_table
from timeline.cli.parameters import PATH


@click.command()
@click.argument("path", type=PATH)
@click.option(
    "--settings", type=PATH, help="The timeline.toml that the timeline was built with."
)
@click.option(
    "--limit", type=click.IntRange(0), default=50, help="Number of sentences to show."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
def missed(path: Path, settings: Path | None, limit: int, as_json: bool) -> None:
    r"""Show the sentences with words of violence that gave no incident, and why.

    PATH is a timeline.json, a project folder, or anything that build reads. Its articles are read
    again; rows of tables are left out. Most of these sentences report no incident. Look
    through them for those that do.

    \b
    Examples:
      timeline missed idlib.timeline.json
      timeline missed articles/ --json > missed.jsonl
    """
    from timeline.missed.find import missed as find

    chosen = chosen_settings(settings)
    data = open_timeline(path)
    articles = [document for document in data.documents if document.dataset is None]
    sentences = [
        sentence
        for document in articles
        for sentence in find(document, data.incidents, settings=chosen)
    ]
    if as_json:
        print_lines(
            json.dumps(asdict(sentence), ensure_ascii=False) for sentence in sentences
        )
        return
    rows = [
        (each.document, each.text, each.word, each.reason) for each in sentences[:limit]
    ]
    print_table(("document", "sentence", "word", "reason"), rows)
    print_rest(len(sentences) - limit)
    reasons = Counter(each.reason for each in sentences)
    print_lines([f"{len(sentences):,} sentences in {len(articles):,} articles"])
    print_lines(f"{number:>6,}  {reason}" for reason, number in reasons.most_common(10))
