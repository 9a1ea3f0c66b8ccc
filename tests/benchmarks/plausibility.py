"""How well do we tell incidents from what only sounds like one, and what weights do the labels give?

usage: python tests/benchmarks/plausibility.py [--fit]

Without --fit: detection and overall of each source, everything told and with the weights in use. With --fit: the same with
weights that the other sources gave (one source left out), at thresholds around the one in use; then the weights that all
sources give are written to timeline/lexicon/data/fitted/incidents.tsv. Sources: the annotated look set and the silver labels
of Syria, Egypt, VOA, WikiEvents and RAMS; never the check set.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks.logistic import fitted
from tests.benchmarks.silver import Labelled, resolved, sources
from timeline.assembly import merged
from timeline.evaluation.incidents import evaluate, outcomes, paired
from timeline.lexicon.fitted import Signs, chance, fitted_weights
from timeline.model.incidents import Incident, Report
from timeline.reports.build import stories
from timeline.reports.plausibility import LEAST_LIKELY, signs
from timeline.settings import Settings

WEIGHTS = (
    Path(__file__).resolve().parents[2] / "timeline/lexicon/data/fitted/incidents.tsv"
)
STEPS = (-0.25, -0.1, -0.05, 0.0, 0.05, 0.1)


@dataclass(frozen=True, slots=True)
class Story:
    """One incident that a build would show: its signs, and whether it is right; None where it is not judged."""

    incident: Incident
    signs: Signs
    right: bool | None


@dataclass(frozen=True, slots=True)
class Article:
    """One labelled article with everything that it is read to tell."""

    source: str
    labels: Labelled
    stories: Sequence[Story]


def main() -> None:
    """Print how well incidents are told from what is none; write the weights with --fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    articles = list(read())
    for source in sorted({article.source for article in articles}):
        others = [article for article in articles if article.source != source]
        chosen = [article for article in articles if article.source == source]
        table = weights_of(others) if args.fit else fitted_weights("incidents")
        steps = STEPS if args.fit else (-LEAST_LIKELY, 0.0)
        for step in steps:
            print(row(source, chosen, table, LEAST_LIKELY + step))  # noqa: T201 - a command
    if args.fit:
        write(weights_of(articles))


def read() -> Iterator[Article]:
    """Yield all labelled articles with what a build tells of them."""
    for source, labels in sources():
        yield Article(source, labels, list(told(labels)))


def told(labels: Labelled) -> Iterator[Story]:
    """Yield every story of an article, judged by the labels; generic ones and what only touches them are not judged."""
    document, passages = resolved(labels)
    found = list(stories(document, passages))
    by_start = {
        start_of(one.report): signs(one.group, document.published) for one in found
    }
    incidents = merged([one.report for one in found], [document], settings=Settings())
    core = {one.id for one in labels.gold.incidents if not one.optional}
    partners = paired(labels.gold, labels.text, incidents)
    unjudged = {id(incident) for name, incident in partners.items() if name not in core}
    judged = outcomes([labels.gold], incidents, {labels.gold.id: labels.text})
    right = {
        id(incident): good for incident, good in judged if id(incident) not in unjudged
    }
    for incident in incidents:
        start = min(passage.trigger.start for passage in incident.reports)
        yield Story(incident, by_start[start], right.get(id(incident)))


def start_of(report: Report) -> int:
    """Return where the first trigger of a report stands."""
    return min(passage.trigger.start for passage in report.passages)


def weights_of(articles: Sequence[Article]) -> Signs:
    """Fit the weights to everything that is judged in these articles."""
    return fitted(
        [
            (story.signs, story.right, article.labels.gold.id)
            for article in articles
            for story in article.stories
            if story.right is not None
        ]
    )


def row(
    source: str, articles: Sequence[Article], weights: Signs, threshold: float
) -> str:
    """Return the scores of a source when only what is likely enough is told."""
    kept = [
        story.incident
        for article in articles
        for story in article.stories
        if chance(story.signs, weights) >= threshold
    ]
    texts = {article.labels.gold.id: article.labels.text for article in articles}
    total = evaluate([article.labels.gold for article in articles], kept, texts).total
    found = total.detection
    figures = (found.precision, found.recall, found.f1, total.overall.f1)
    shown = " ".join(f"{100 * figure:5.1f}" for figure in figures)
    return f"{source:12} from {threshold:.2f}   P, R, F1, overall {shown}"


def write(weights: Signs) -> None:
    """Write the weights as the product reads them."""
    head = "# Weight of each sign for a story being one specific incident. Fitted, never set by hand:"
    lines = [
        f"{head} tests/benchmarks/plausibility.py --fit, {date.today()}",
        *(f"{name}\t{weight:.3f}" for name, weight in weights.items()),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
