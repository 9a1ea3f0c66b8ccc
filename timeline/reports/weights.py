"""How much does each sign count for two passages telling of one happening? Fitted, never set by hand.

Made by tests/benchmarks/joining.py from the annotated articles; it prints this table and what each threshold around the one
used gives on articles that were left out of the fitting.
"""

from collections.abc import Mapping

WEIGHTS: Mapping[str, float] = {
    "a clash": -0.56,
    "a verb": 0.29,
    "always": -0.60,
    "conflict": -0.67,
    "distance": -0.50,
    "earlier points back": 0.52,
    "evidence": 0.53,
    "moreover": -0.77,
    "names who acts": -0.71,
    "of the lead": 0.85,
    "others between": -0.51,
    "perfect after past": -0.57,
    "points back in general": 0.50,
    "same figure": 0.79,
    "same mode": 0.70,
    "same sentence": 1.33,
    "same target word": 0.36,
    "tells by itself": -1.32,
    "the dead": 1.03,
    "who acts is known": -0.32,
}
# From here on a passage is put to a story.
THRESHOLD = 0.35
