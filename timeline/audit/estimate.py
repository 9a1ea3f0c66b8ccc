"""Estimate how many incidents two lists miss together, from what both have (capture-recapture).

Chapman (1951), "Some properties of the hypergeometric distribution with applications to zoological
sample censuses"; variance by Seber (1970). Used on records of killings, for example, by Ball et al.
"""

from dataclasses import dataclass
from math import sqrt

# Below so many matches the estimate is biased (Robson and Regier 1964).
LEAST_MATCHES = 7
NORMAL = 1.96  # quantile of a 95 % interval
ASSUMPTIONS = (
    "both lists are about the same set of incidents: only types, countries and days of both count",
    "each incident is as likely as any other to be in a list; deadly and urban ones are likelier",
    "being in one list says nothing of being in the other; lists from the same news share their "
    "gaps, so that the estimate is too low",
    "every match is right and none is missing; missing matches make it too high",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How many incidents there may be.

    Attributes:
        total: In either list or in none.
        low: Lower end of the 95 % interval, never less than what is known.
        high: Upper end.
        missed: Those in none: `total` less what is known.
    """

    total: float
    low: float
    high: float
    missed: float


def chapman(ours: int, theirs: int, both: int) -> Estimate | None:
    """Return Chapman's estimate; None with fewer than `LEAST_MATCHES` matches.

    Args:
        ours: Size of one list.
        theirs: Size of the other.
        both: Incidents in both.

    >>> estimate = chapman(200, 150, 50)
    >>> round(estimate.total), round(estimate.missed)
    (594, 294)
    """
    if both < LEAST_MATCHES:
        return None
    total = (ours + 1) * (theirs + 1) / (both + 1) - 1
    named = float(ours + theirs - both)
    spread = NORMAL * sqrt(_variance(ours, theirs, both))
    return Estimate(
        total=total,
        low=max(named, total - spread),
        high=total + spread,
        missed=total - named,
    )


def _variance(ours: int, theirs: int, both: int) -> float:
    """Return Seber's variance of Chapman's estimate."""
    only_ours = ours - both
    only_theirs = theirs - both
    numerator = (ours + 1) * (theirs + 1) * only_ours * only_theirs
    denominator = (both + 1) ** 2 * (both + 2)
    return numerator / denominator
