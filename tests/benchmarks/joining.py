"""How well are the passages of one article joined, on labelled articles, and what weights do the labels give?

usage: python tests/benchmarks/joining.py [--fit]

Prints pairs of passages (precision, recall, F) and B3 of each source for the weights in use. With --fit: the same with weights
that the other sources gave (one source left out), at thresholds around the one in use; then the weights that all sources give.
Sources: the annotated look set and the silver labels of Syria, Egypt, VOA, WikiEvents and RAMS; never the check set.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

import numpy as np

from tests.benchmarks.silver import Labelled, resolved, sources
from timeline.evaluation.gold import GoldArticle, evidence_spans
from timeline.model.text import TextSpan
from timeline.reports import cluster
from timeline.reports.conflicts import are_kindred
from timeline.reports.resolve import ResolvedMention
from timeline.reports.weights import THRESHOLD

# Keeps weights of rare signs small; between 1 and 10 it changes little.
RIDGE = 4.0
STEPS = (-0.1, -0.05, 0.0, 0.05, 0.1)
MOST_BACK = 60
"""Passages before one with which it is compared; more only cost time."""

Example = tuple[Mapping[str, float], bool, float]
"""Signs of a pair of passages, whether they tell of one incident, and how much the pair counts."""


@dataclass
class Annotated:
    """One labelled article: its passages, and of which labelled incident each tells."""

    source: str
    drafts: Sequence[ResolvedMention]
    truth: list[str | None]
    signs: list[Example] = field(default_factory=list)


def main() -> None:
    """Print how well passages are joined, source by source."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    articles = [read(source, labels) for source, labels in sources()]
    by_source = {
        source: [one for one in articles if one.source == source]
        for source in sorted({one.source for one in articles})
    }
    for source, chosen in by_source.items():
        show(f"{source}, weights in use", chosen, cluster.join)
    if args.fit:
        for one in articles:
            one.signs = list(examples(one))
        for source, chosen in by_source.items():
            show_left_out(
                source, chosen, [one for one in articles if one.source != source]
            )
        weights = fitted(articles)
        print("\n".join(f'    "{name}": {weights[name]:.2f},' for name in weights))  # noqa: T201 - a command


def show_left_out(
    source: str, chosen: Sequence[Annotated], others: Sequence[Annotated]
) -> None:
    """Print how well a source is joined with the weights that the others give."""
    weights = fitted(others)
    for step in STEPS:
        threshold = THRESHOLD + step
        show(
            f"{source}, left out, {threshold:.2f}",
            chosen,
            with_weights(weights, threshold),
        )


def read(source: str, labels: Labelled) -> Annotated:
    """Read an article up to its passages, before they are joined."""
    _, passages = resolved(labels)
    spans = evidence_spans(labels.gold, labels.text)
    truth = [incident_of(passage, labels.gold, spans) for passage in passages]
    return Annotated(source, passages, truth)


def incident_of(
    one: ResolvedMention, gold: GoldArticle, spans: Mapping[str, Sequence[TextSpan]]
) -> str | None:
    """Give the labelled incident of which a passage tells: of its type, the evidence nearest to its trigger."""
    found = [
        (*_distance(one, span), incident.optional, incident.id)
        for incident in gold.incidents
        if one.mention.type in {incident.type, *incident.type_alt}
        for span in spans[incident.id]
        if one.mention.start < span.end and span.start < one.mention.end
    ]
    return min(found)[-1] if found else None


def _distance(one: ResolvedMention, span: TextSpan) -> tuple[bool, int]:
    """Return whether a trigger stands outside evidence, and how far from it in characters."""
    trigger = one.mention.trigger
    if trigger.start < span.end and span.start < trigger.end:
        return False, 0
    return True, min(abs(trigger.start - span.start), abs(trigger.start - span.end))


def examples(one: Annotated) -> Iterable[Example]:
    """Yield the signs of every pair of passages of known incidents, whether they are one, and how much the pair counts."""
    article = cluster.Article(one.drafts)
    known = [
        (draft, truth)
        for draft, truth in zip(one.drafts, one.truth, strict=True)
        if truth is not None
    ]
    for at, (later, incident) in enumerate(known):
        near = known[max(0, at - MOST_BACK) : at]
        before = [(draft, truth) for draft, truth in near if are_kindred(later, draft)]
        for draft, truth in before:
            yield (
                article.signs(later, draft),
                truth == incident,
                1 / np.sqrt(len(before)),
            )


def fitted(articles: Sequence[Annotated]) -> dict[str, float]:
    """Fit a logistic regression by Newton's method; weights by sign, in order of their names."""
    rows = [row for one in articles for row in one.signs]
    names = sorted({name for signs, _, _ in rows for name in signs})
    signs = np.array([[row[0].get(name, 0.0) for name in names] for row in rows])
    same, counts = (
        np.array([float(row[1]) for row in rows]),
        np.array([row[2] for row in rows]),
    )
    weights = np.zeros(len(names))
    for _ in range(20):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (counts * (same - chance)) - RIDGE * weights
        bend = (
            signs * (counts * chance * (1 - chance))[:, None]
        ).T @ signs + RIDGE * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return dict(zip(names, weights.tolist(), strict=True))


Joiner = Callable[[Sequence[ResolvedMention]], list[list[ResolvedMention]]]


def with_weights(weights: Mapping[str, float], threshold: float) -> Joiner:
    """Give a joiner that uses other weights."""
    return partial(cluster.join, weights=weights, threshold=threshold)


def show(name: str, articles: Sequence[Annotated], joiner: Joiner) -> None:
    """Print pairs and B3 of articles."""
    right = joined = real = 0
    precision = recall = known = 0.0
    for one in articles:
        groups = joiner(one.drafts)
        at = {
            id(draft): number for number, group in enumerate(groups) for draft in group
        }
        told = [
            (at.get(id(draft), -1 - number), truth)
            for number, (draft, truth) in enumerate(
                zip(one.drafts, one.truth, strict=True)
            )
            if truth is not None
        ]
        for (group, truth), (other, true) in combinations(told, 2):
            right += group == other and truth == true
            joined += group == other
            real += truth == true
        both, groups_, truths = (
            Counter(told),
            Counter(g for g, _ in told),
            Counter(t for _, t in told),
        )
        precision += sum(both[pair] / groups_[pair[0]] for pair in told)
        recall += sum(both[pair] / truths[pair[1]] for pair in told)
        known += len(told)
    p, r = right / max(1, joined), right / max(1, real)
    b = (precision / known, recall / known)
    print(  # noqa: T201 - a command
        f"{name:28} pairs P {p:.2f} R {r:.2f} F {2 * p * r / max(1e-9, p + r):.2f}   B3 {2 * b[0] * b[1] / sum(b):.3f}"
    )


if __name__ == "__main__":
    main()
