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
    _make_folder(output)
    for article in articles:
        text = json.dumps(article, ensure_ascii=False, indent=1) + "\n"
        write_atomically(output / _file_name(article["id"]), text)
    incidents = sum(len(article["incidents"]) for article in articles)
    print_lines([f"{len(articles):,} articles with {incidents:,} incidents: {output}"])
    print_engine(session, output, {article["id"] for article in articles})


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"cannot be made ({reason_of(error)})."
        raise UsageError(str(folder), what, "Give another folder.") from None


def _file_name(article: str) -> str:
    """Return the name of an article's file: its id without signs that a system may refuse."""
    safe = [char if char.isalnum() or char in "-_." else "-" for char in article]
    return f"{''.join(safe)}.json"
