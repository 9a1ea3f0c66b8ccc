"""The same judge and joiner without an encoder: boosted trees and logistic regression over the rules' signs.

usage: python -m tests.training.baseline PREPARED OUT.pickle --without look
"""

import argparse
import pickle
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from tests.training.prepare import Article, Vocabulary, dense
from tests.training.train import articles_of


def main() -> None:
    """Fit on all sources but some, and print how well it tells these."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without", default="look")
    args = parser.parse_args()
    everything = articles_of(args.prepared)
    taught = [a for a in everything if a.source != args.without]
    left = [a for a in everything if a.source == args.without]
    vocabulary = Vocabulary(taught)
    x, y, w = mentions(taught, vocabulary)
    tx, ty, tw = mentions(left, vocabulary)
    judges = {
        "logistic": LogisticRegression(C=0.1, max_iter=300),
        "trees": HistGradientBoostingClassifier(
            max_iter=150,
            learning_rate=0.06,
            max_leaf_nodes=15,
            min_samples_leaf=40,
            random_state=1,
        ),
    }
    pairs = {
        "logistic": LogisticRegression(C=0.5, max_iter=300),
        "trees": HistGradientBoostingClassifier(
            max_iter=120,
            learning_rate=0.06,
            max_leaf_nodes=12,
            min_samples_leaf=60,
            random_state=1,
        ),
    }
    for name, model in judges.items():
        model.fit(x, y, sample_weight=w)
        show(f"judge {name}", model.predict_proba(tx)[:, 1], ty, tw)
    px, py, pw = (
        np.concatenate([getattr(a, n) for a in taught])
        for n in ("pair_signs", "pair_same", "pair_weight")
    )
    qx, qy, qw = (
        np.concatenate([getattr(a, n) for a in left])
        for n in ("pair_signs", "pair_same", "pair_weight")
    )
    show("pairs rules", qx[:, 21], qy, qw)
    for name, model in pairs.items():
        model.fit(px, py, sample_weight=pw)
        show(f"pairs {name}", model.predict_proba(qx)[:, 1], qy, qw)
    args.out.write_bytes(pickle.dumps((vocabulary, judges, pairs)))


def mentions(
    articles: list[Article], vocabulary: Vocabulary
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = [row for a in articles for row in a.mention_names]
    return (
        dense(rows, vocabulary.mention),
        np.concatenate([a.mention_right for a in articles]),
        np.concatenate([a.mention_weight for a in articles]),
    )


def show(name: str, likely: np.ndarray, right: np.ndarray, weight: np.ndarray) -> None:
    likely = np.clip(likely, 1e-4, 1 - 1e-4)
    print(
        f"{name:16} log loss {log_loss(right, likely, sample_weight=weight):.3f} AUC {roc_auc_score(right, likely, sample_weight=weight):.3f} of {len(right)}, right {np.average(right, weights=weight):.2f}",
        flush=True,
    )


if __name__ == "__main__":
    from tests.training import baseline

    baseline.main()
