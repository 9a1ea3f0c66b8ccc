"""How much does an incident matter here, and how sure is it?"""

from math import log1p

from timeline.model.incidents import Incident
from timeline.model.types import HAPPENED, CasualtyKind
from timeline.model.when import Basis

# Kinds of incident that overviews show before others; force before words.
TYPE_WEIGHT = {"ASSAULT": 1.0, "DISPLACE": 0.8, "AGREE": 0.7, "RETREAT": 0.7, "COERCE": 0.6, "MOBILIZE": 0.6}
OTHER_TYPE = 0.4


def salience(incident: Incident) -> float:
    """Give how much an incident matters in overviews: type, documents, publishers and deaths, on a logarithmic scale.

    Four documents count about as much as ten deaths; one that did not happen counts half.
    """
    documents = len({passage.document for passage in incident.reports})
    dead = max((one.best or 0 for one in incident.casualties if one.kind is CasualtyKind.KILLED), default=0)
    weight = TYPE_WEIGHT.get(incident.type, OTHER_TYPE)
    total = weight * (1 + log1p(documents - 1) + 0.5 * log1p(len(incident.publishers)) + 0.6 * log1p(dead))
    return round(total if incident.status in HAPPENED else total / 2, 4)


def confidence(incident: Incident) -> float:
    """Give the share of incidents with the same signs that were right on the development articles.

    Signs: an actor is named, a date that is not assumed, a place, figures. Several documents were not measured and add
    nothing.
    """
    signs = 0
    signs += bool(incident.actors)
    signs += incident.date is not None and incident.date.basis is not Basis.ASSUMED
    signs += bool(incident.places)
    signs += bool(incident.casualties)
    return SHARE_RIGHT[signs]


# By number of signs: shares right among 129 incidents of eight annotated articles (one or two signs: 85 of 104, three
# or four: 24 of 25), drawn a little towards the middle because the numbers are small. None there had no sign; that is a guess.
# `python tests/benchmarks/incidents.py` prints the table.
SHARE_RIGHT = (0.6, 0.78, 0.78, 0.95, 0.95)
