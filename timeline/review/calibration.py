"""Measure the engine on articles that people have checked, and how true its confidence is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.evaluation.gold import GoldArticle
from timeline.evaluation.incidents import outcomes
from timeline.model.incidents import Incident
from timeline.model.text import Document

# Borders of the bins of confidence.
BORDERS = (0.0, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Incidents of about the same confidence.

    Attributes:
        low: Least confidence of the bin.
        high: Greatest, which only the last bin includes.
        incidents: How many incidents the engine read with such confidence.
        right: How many of them people found right.
        stated: Mean of their confidence; None without incidents.
    """

    low: float
    high: float
    incidents: int
    right: int
    stated: float | None


def calibration(
    gold: Sequence[GoldArticle],
    incidents: Sequence[Incident],
    documents: Iterable[Document],
) -> list[Bin]:
    """Return how many incidents of each confidence are right.

    Args:
        gold: Articles that people have checked.
        incidents: Incidents as the engine read them, without corrections.
        documents: The articles.
    """
    texts = {document.id: document.text for document in documents}
    judged = [
        (incident.confidence, is_right)
        for incident, is_right in outcomes(gold, incidents, texts)
    ]
    pairs = pairwise(BORDERS)
    return [_bin(judged, low, high) for low, high in pairs]


def _bin(judged: Sequence[tuple[float, bool]], low: float, high: float) -> Bin:
    inside = [pair for pair in judged if _is_inside(pair[0], low, high)]
    stated = [confidence for confidence, _ in inside]
    return Bin(
        low=low,
        high=high,
        incidents=len(inside),
        right=sum(is_right for _, is_right in inside),
        stated=_mean(stated),
    )


def _is_inside(confidence: float, low: float, high: float) -> bool:
    if high == BORDERS[-1]:
        return low <= confidence
    return low <= confidence < high


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
