"""Fit the judge of stories on all sources but one and measure it there, without an encoder.

usage: python -m tests.training.fit_stories STORIES.pickle EXPORTED [SOURCE]      (default: look)
"""

import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from tests.training import decide
from tests.training.export import Read
from tests.training.forms import parts_of
from tests.training.prepare import dense, exported
from tests.training.stories import Told, signs_in_use

Signs = Callable[[Told], Mapping[str, float]]
NEIGHBOURS = ("before", "after", "nearest", "kin", "alone")
LEAST = (0.25, 0.3, 0.35, 0.4, 0.45)


def own_signs(one: Told) -> Mapping[str, float]:
    """Return what a story says by itself."""
    return {
        name: value
        for name, value in all_signs(one).items()
        if not name.startswith(NEIGHBOURS)
    }


def all_signs(one: Told) -> Mapping[str, float]:
    """Return also what it has in common with the nearest other story; nothing fitted on the look set."""
    return {name: value for name, value in one.signs.items() if name != "rules"}


def models() -> dict[str, Any]:
    """Return the models that are compared."""
    trees = HistGradientBoostingClassifier(
        max_iter=200,
        learning_rate=0.05,
        max_leaf_nodes=12,
        min_samples_leaf=40,
        random_state=1,
    )
    return {"logistic": LogisticRegression(C=0.15, max_iter=500), "trees": trees}


def main() -> None:
    """Print the figures of each model and set of signs."""
    made = pickle.loads(Path(sys.argv[1]).read_bytes())
    left = sys.argv[3] if len(sys.argv) > 3 else "look"
    files = sorted(Path(sys.argv[2]).glob("*.pickle"))
    reads = [
        one
        for file in files
        if file.stem.split("-")[0] == left
        for one in exported(file)
    ]
    taught = [t for source, told in made.values() if source != left for t in told]
    taught = [one for one in taught if one.right is not None]
    test = [one for source, told in made.values() if source == left for one in told]
    right = np.array([one.right for one in taught], float)
    known = [number for number, one in enumerate(test) if one.right is not None]
    forms: dict[str, Signs] = {"own": own_signs, "own and near": all_signs}
    for form, take in forms.items():
        rows = [list(take(one).items()) for one in taught]
        names = signs_in_use(rows)
        left_rows = dense([list(take(one).items()) for one in test], names)
        for kind, model in models().items():
            model.fit(dense(rows, names), right)
            likely = model.predict_proba(left_rows)[:, 1]
            auc = roc_auc_score([test[number].right for number in known], likely[known])
            print(f"{form} {kind}: {len(names)} signs, AUC {auc:.3f}", flush=True)
            for least in LEAST:
                print(
                    f"   {least}  {scores(reads, left, test, likely, least)}",
                    flush=True,
                )


def scores(
    reads: Sequence[Read], left: str, test: Sequence[Told], likely: Any, least: float
) -> str:
    """Return the scores of each part when only what is likely enough is told."""
    rows = []
    for part, chosen in parts_of(reads, [left]).items():
        kept: dict[str, list[Any]] = {read.labels.gold.id: [] for read in chosen}
        for one, value in zip(test, likely, strict=True):
            if one.article in kept and value >= least:
                kept[one.article].append(one.incident)
        rows.append(f"{part} {decide.shown(decide.score(chosen, kept))}")
    return " | ".join(rows)


if __name__ == "__main__":
    main()
