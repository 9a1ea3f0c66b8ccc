"""How well does each head tell right from wrong on articles that it was not taught?

usage: python -m tests.training.quality PREPARED SAID.pickle FILE [FILE ...]
"""

import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score

from tests.training.forms import sigmoid
from tests.training.infer import PairHead, Said
from tests.training.prepare import IGNORED, ROLES, Article

GIVEN = 10  # column of `role_numbers` from which on the rules' roles stand
RULES = 21  # column of `pair_signs` with the rules' own chance
FEWEST = 20  # labels of a role under which it is not judged
BINS = 5


def main() -> None:
    """Print the figures of every head."""
    prepared, said_file, *names = sys.argv[1:]
    articles: list[Article] = []
    for name in names:
        articles += pickle.loads((Path(prepared) / f"{name}.pickle").read_bytes())
    said, head = pickle.loads(Path(said_file).read_bytes())
    show_judge(articles, said)
    show_pairs(articles, said, head)
    show_roles(articles, said)
    show_triggers(articles, said)


def show_judge(articles: Sequence[Article], said: dict[str, Said]) -> None:
    """Print how well right mentions are told from wrong ones, and whether the probabilities hold."""
    right = np.concatenate([one.mention_right for one in articles])
    weight = np.concatenate([one.mention_weight for one in articles])
    likely = clipped(sigmoid(np.concatenate([said[one.id].judge for one in articles])))
    told = np.array([not member.reason for one in articles for member in one.pool])
    for name, part in (("all", told | True), ("told", told), ("refused", ~told)):
        print(f"judge {name:8} {fit(right[part], likely[part], weight[part])}")
    for low in np.arange(BINS) / BINS:
        part = (likely >= low) & (likely < low + 1 / BINS)
        if part.any():
            print(
                f"  from {low:.1f}: {part.sum():4}, right {100 * right[part].mean():.0f} %"
            )


def show_pairs(
    articles: Sequence[Article], said: dict[str, Said], head: PairHead
) -> None:
    """Print how well two mentions of one incident are told from those of two."""
    logits, rules, same, weight = [], [], [], []
    for one in articles:
        states = said[one.id].pair
        for (later, earlier), signs in zip(one.pair_of, one.pair_signs, strict=True):
            logits.append(head.logit(states[later], states[earlier], signs))
            rules.append(signs[RULES])
        same += one.pair_same.tolist()
        weight += one.pair_weight.tolist()
    print(f"pairs          {fit(same, clipped(sigmoid(np.array(logits))), weight)}")
    print(f"pairs, rules   {fit(same, clipped(np.array(rules)), weight)}")


def show_roles(articles: Sequence[Article], said: dict[str, Said]) -> None:
    """Print for each role how well its candidates are ranked, beside the rules."""
    truth = np.concatenate([one.role_right for one in articles])
    logits = np.concatenate([said[one.id].roles for one in articles])
    given = np.concatenate([one.role_numbers for one in articles])[:, GIVEN:]
    known = truth[:, 0] >= 0
    for number, role in enumerate(ROLES):
        right, likely = truth[known, number], logits[known, number]
        rules = given[known, number] > 0
        if right.sum() < FEWEST:
            continue
        hits = (right * rules).sum()
        f = 2 * hits / (rules.sum() + right.sum())
        ranked = average_precision_score(right, likely)
        print(f"role {role:10} {right.sum():5.0f} average precision {ranked:.3f}, best F {best_f(right, likely):.3f}; rules F {f:.3f}")  # fmt: skip


def show_triggers(articles: Sequence[Article], said: dict[str, Said]) -> None:
    """Print how well words that name an incident are found, with their type."""
    words = np.exp(np.concatenate([said[one.id].words for one in articles]))
    kinds = np.concatenate([one.word_types for one in articles])
    known = kinds != IGNORED
    words, kinds = words[known], kinds[known]
    guess = words[:, 1:].argmax(1) + 1
    for least in (0.3, 0.4, 0.5, 0.7):
        fires = 1 - words[:, 0] >= least
        hits = (fires & (guess == kinds)).sum()
        p, r = hits / fires.sum(), hits / (kinds > 0).sum()
        print(f"triggers from {least}: P {p:.3f} R {r:.3f} F {2 * p * r / (p + r):.3f}")


def clipped(likely: Any) -> Any:
    """Return probabilities kept from 0 and 1."""
    return np.clip(likely, 1e-4, 1 - 1e-4)


def fit(right: Any, likely: Any, weight: Any) -> str:
    """Return log loss and AUC in words."""
    loss = log_loss(right, likely, sample_weight=weight)
    return f"log loss {loss:.3f} AUC {roc_auc_score(right, likely, sample_weight=weight):.3f}"


def best_f(right: Any, score: Any) -> float:
    """Return the best F that any threshold gives."""
    hits = np.cumsum(right[np.argsort(-score)])
    given = np.arange(1, len(right) + 1)
    return float((2 * hits / (given + right.sum())).max())


if __name__ == "__main__":
    main()
