"""Weights of signs, fitted on annotated articles (data/fitted), and what they say together."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import exp, log

Signs = Mapping[str, float]
"""How strongly each sign is there, by its name; a sign that is not named is not there."""
LEAST_SOUND = 0.45
"""From this soundness on a report is sound: a first view shows it, and doubtful passages are left
out for it. tests/benchmarks/soundness.py prints what is right above it on sources left out.
"""


@cache
def fitted_weights(name: str) -> Signs:
    """Return the weight of each sign from one file of fitted weights, read once.

    The first lines of a file, behind "#", say how its weights were found.

    Args:
        name: File name without its ending: "incidents" or "scenes".
    """
    folder = resources.files("timeline.lexicon") / "data" / "fitted"
    file = folder / f"{name}.tsv"
    weights = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        sign, weight = line.split("\t")
        weights[sign] = float(weight)
    return weights


def chance(signs: Signs, weights: Signs) -> float:
    """Return how likely something is that has these signs, from 0 to 1.

    >>> chance({"always": 1.0}, {"always": 0.0})
    0.5
    """
    score = 0.0
    for sign, value in signs.items():
        weight = weights.get(sign, 0.0)
        score += weight * value
    return 1 / (1 + exp(-score))


def log_odds(likely: float, least: float = 1e-9) -> float:
    """Return the logarithm of the odds of a chance, which is kept so far from none and from all.

    >>> log_odds(0.5)
    0.0
    """
    bounded = min(max(likely, least), 1 - least)
    return log(bounded / (1 - bounded))
