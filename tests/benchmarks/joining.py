"""How well are the passages of one article joined, on annotated articles, and what weights do these articles give?

usage: python tests/benchmarks/joining.py [GOLD TEXTS] [--fit]

Prints pairs of passages (precision, recall, F) and B3 for the weights in use. With --fit: the weights that all articles give,
and the same figures for every article with weights that the other articles give, at thresholds around the one in use.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from timeline import datasets, documents, pipeline
from timeline.mentions.knowledge import knowledge
from timeline.reports import cluster
from timeline.reports.build import resolved_mentions
from timeline.reports.conflicts import kindred
from timeline.reports.resolve import ResolvedMention
from timeline.reports.weights import THRESHOLD
from timeline.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
# Keeps weights of rare signs small; between 1 and 10 it changes little.
RIDGE = 3.0


@dataclass
class Annotated:
    """One annotated article: its passages, and of which gold incident each tells."""

    id: str
    drafts: list[ResolvedMention]
    truth: list[str | None]
    signs: list[tuple[Mapping[str, float], bool, float]] = field(default_factory=list)


def main() -> None:
    """Print how well passages are joined."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=SHARED / "incidents")
    parser.add_argument("texts", nargs="?", type=Path, default=SHARED / "texts")
    parser.add_argument("--fit", action="store_true")
    args = parser.parse_args()
    if not args.gold.is_dir():
        raise SystemExit(
            f"{args.gold}: there is no such folder. Give the folders of the annotations and of the texts."
        )
    articles = [read(path, args.texts) for path in sorted(args.gold.glob("*.json"))]
    show("weights in use", articles, lambda _: cluster.join)
    if args.fit:
        for one in articles:
            one.signs = list(examples(one))
        names = sorted({name for one in articles for signs, _, _ in one.signs for name in signs})
        left_out = {
            one.id: fitted([other for other in articles if other is not one], names)
            for one in articles
        }
        for step in (-0.1, -0.05, 0.0, 0.05, 0.1):
            threshold = THRESHOLD + step
            joiners = {one.id: with_weights(left_out[one.id], threshold) for one in articles}
            show(f"left out, from {threshold:.2f}", articles, partial(_joiner_of, joiners))
        weights = fitted(articles, names)
        print("\n".join(f'    "{name}": {weights[name]:.2f},' for name in names))  # noqa: T201 - a command


def read(path: Path, texts: Path) -> Annotated:
    """Read an article up to its passages, before they are joined."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    published = date.fromisoformat(gold["published"][:10])
    found = documents.read(
        [texts / f"{gold['id']}.txt"],
        published=published,
        today=None,
        claims=datasets.is_table_file,
    )
    (document,) = found.documents
    mentions, countries = pipeline.mentions_of(document, settings=Settings())
    lexicon = knowledge()
    resolved = resolved_mentions(
        document,
        mentions,
        actors=lexicon.actors,
        gazetteer=lexicon.gazetteer,
        countries=countries,
    )
    truth = [incident_of(mention, gold, document.text) for mention in resolved]
    return Annotated(id=gold["id"], drafts=resolved, truth=truth)


def incident_of(one: ResolvedMention, gold: Mapping[str, Any], text: str) -> str | None:
    """Give the gold incident of which a passage tells: of its type, its evidence in the sentence, the nearest to the trigger."""
    mention, best = one.mention, None
    plain = text.replace("\xa0", " ")
    for incident in gold["incidents"]:
        if mention.type not in {incident["type"], *incident.get("type_alt", [])}:
            continue
        for quote in incident["evidence"]:
            start = plain.find(quote.replace("\xa0", " "))
            end = start + len(quote)
            if mention.start < end and start < mention.end:
                inside = mention.trigger.start < end and start < mention.trigger.end
                far = (
                    0
                    if inside
                    else min(abs(mention.trigger.start - start), abs(mention.trigger.start - end))
                )
                key = (not inside, far, bool(incident.get("optional")), incident["id"])
                best = min(best, key) if best is not None else key
    return best[-1] if best is not None else None


def examples(one: Annotated) -> list[tuple[Mapping[str, float], bool, float]]:
    """Give the signs of every pair of passages of known incidents, whether they are one, and how much the pair counts."""
    article = cluster.Article(one.drafts)
    known = [
        (draft, truth)
        for draft, truth in zip(one.drafts, one.truth, strict=True)
        if truth is not None
    ]
    found = []
    for at, (later, incident) in enumerate(known):
        before = [(draft, truth) for draft, truth in known[:at] if kindred(later, draft)]
        found += [
            (article.signs(later, draft), truth == incident, 1 / np.sqrt(len(before)))
            for draft, truth in before
        ]
    return found


def fitted(articles: Sequence[Annotated], names: Sequence[str]) -> dict[str, float]:
    """Fit a logistic regression by Newton's method."""
    rows = [row for one in articles for row in one.signs]
    signs = np.array([[row[0].get(name, 0.0) for name in names] for row in rows])
    same, counts = np.array([float(row[1]) for row in rows]), np.array([row[2] for row in rows])
    weights = np.zeros(len(names))
    for _ in range(25):
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (counts * (same - chance)) - RIDGE * weights
        bend = (signs * (counts * chance * (1 - chance))[:, None]).T @ signs + RIDGE * np.eye(
            len(names)
        )
        weights += np.linalg.solve(bend, slope)
    return dict(zip(names, weights.tolist(), strict=True))


Joiner = Callable[[Sequence[ResolvedMention]], list[list[ResolvedMention]]]


def with_weights(weights: Mapping[str, float], threshold: float) -> Joiner:
    """Give a joiner that uses other weights."""
    return partial(cluster.join, weights=weights, threshold=threshold)


def _joiner_of(joiners: Mapping[str, Joiner], article: Annotated) -> Joiner:
    return joiners[article.id]


def show(
    name: str,
    articles: Sequence[Annotated],
    joiner: Callable[[Annotated], Joiner],
) -> None:
    """Print pairs and B3 of all articles."""
    right = joined = real = 0
    precision = recall = known = 0.0
    for one in articles:
        groups = joiner(one)(one.drafts)
        at = {id(draft): number for number, group in enumerate(groups) for draft in group}
        told = [
            (at.get(id(draft), -1 - number), truth)
            for number, (draft, truth) in enumerate(zip(one.drafts, one.truth, strict=True))
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
        f"{name:22} pairs P {p:.2f} R {r:.2f} F {2 * p * r / max(1e-9, p + r):.2f}   B3 {2 * b[0] * b[1] / sum(b):.3f}"
    )


if __name__ == "__main__":
    main()
