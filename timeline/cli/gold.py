"""`timeline gold`: write checked articles as gold data."""

import json
from pathlib import Path

import click

from timeline.cli.inputs import today
from timeline.cli.output import print_lines
from timeline.cli.parameters import PATH
from timeline.errors import InputError, UsageError, reason_of


@click.command()
@click.argument("folder", type=PATH)
@click.option(
    "-o", "--output", type=PATH, required=True, help="Folder for the gold articles."
)
def gold(folder: Path, output: Path) -> None:
    r"""Write the articles whose incidents people have checked, for `timeline evaluate`.

    An article counts when every incident in it was judged in `timeline review`. The command also
    prints how well the program reads these articles without corrections, and how often its
    confidence was right.

    \b
    Example:
      timeline gold war/ -o gold/ && timeline evaluate gold/ war/articles
    """
    from timeline.cli.checked import print_engine
    from timeline.cli.reviewing import open_session
    from timeline.output.atomic import write_atomically
    from timeline.review.gold import checked_articles

    session = open_session(folder, coder=None, is_blind=False, today=today())
    articles = checked_articles(list(session.incidents.values()), session.documents)
    if not articles:
        fix = f"Check all incidents of an article with `timeline review {folder}`."
        raise InputError(str(folder), "no article has all its incidents checked.", fix)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(
            str(output), f"cannot be made ({reason}).", "Give another folder."
        ) from None
    for article in articles:
        name = "".join(
            char if char.isalnum() or char in "-_." else "-" for char in article["id"]
        )
        text = json.dumps(article, ensure_ascii=False, indent=1) + "\n"
        write_atomically(output / f"{name}.json", text)
    incidents = sum(len(article["incidents"]) for article in articles)
    print_lines([f"{len(articles):,} articles with {incidents:,} incidents: {output}"])
    print_engine(session, output, {article["id"] for article in articles})
