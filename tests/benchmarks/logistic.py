"""Fits the weights of named signs by logistic regression, for the benchmarks that write weights."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from timeline.lexicon.fitted import Signs

# Keeps weights of rare signs small; between 1 and 12 it changes little on articles left out.
RIDGE = 4.0
# A sign counts when it stands in so many rows of so many articles.
LEAST_ROWS, LEAST_ARTICLES = 8, 5
# Newton's method settles to the third decimal within these.
ROUNDS = 12

Row = tuple[Signs, bool, str]
"""Signs, whether the row is right, and the article it is from."""


def fitted(rows: Sequence[Row]) -> Signs:
    """Return the weights that tell right rows from wrong ones, by Newton's method with a ridge."""
    names = frequent(rows)
    matrix = np.array(
        [[signs.get(name, 0.0) for name in names] for signs, _, _ in rows]
    )
    right = np.array([float(good) for _, good, _ in rows])
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (right - likely) - RIDGE * weights
        spread = (likely * (1 - likely))[:, None]
        bend = (matrix * spread).T @ matrix + RIDGE * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def frequent(rows: Sequence[Row]) -> list[str]:
    """Return the signs that stand in enough rows of enough articles, sorted."""
    count: Counter[str] = Counter()
    articles: dict[str, set[str]] = {}
    for signs, _, article in rows:
        for name in (name for name, value in signs.items() if value):
            count[name] += 1
            articles.setdefault(name, set()).add(article)
    return sorted(
        name
        for name, number in count.items()
        if number >= LEAST_ROWS and len(articles[name]) >= LEAST_ARTICLES
    )
