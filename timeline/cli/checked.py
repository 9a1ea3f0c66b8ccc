"""Print how well the engine reads the articles that people have checked."""

from collections.abc import Collection
from pathlib import Path

from timeline.cli.output import print_lines, print_table
from timeline.evaluation.gold import read_gold
from timeline.evaluation.incidents import evaluate
from timeline.evaluation.table import table
from timeline.review.calibration import Bin, calibration
from timeline.review.session import ReviewSession

COLUMNS = ("confidence", "incidents", "right", "% right", "% stated")


def print_engine(session: ReviewSession, gold: Path, names: Collection[str]) -> None:
    """Print the scores of the engine, without corrections, and how true its confidence is.

    Args:
        session: The project.
        gold: Folder of the checked articles.
        names: Ids of those that count.
    """
    articles = [article for article in read_gold(gold) if article.id in names]
    documents = [session.documents[name] for name in sorted(names)]
    texts = {document.id: document.text for document in documents}
    engine = session.prepared.incidents
    print_lines(
        [
            f"On your {len(articles):,} checked articles, without corrections, the program has:"
        ]
    )
    print_lines(table(evaluate(articles, engine, texts)))
    bins = calibration(articles, engine, documents)
    print_table(COLUMNS, map(_bin_row, bins))


def _bin_row(part: Bin) -> tuple[str, ...]:
    share = f"{100 * part.right / part.incidents:.0f}" if part.incidents else "-"
    stated = "-" if part.stated is None else f"{100 * part.stated:.0f}"
    name = f"{part.low:.1f} to {part.high:.1f}"
    return name, f"{part.incidents:,}", f"{part.right:,}", share, stated
