"""How much speaks for two reports of different documents telling of one incident, and what forbids it?"""

from dataclasses import dataclass
from datetime import timedelta

from timeline.likeness import INITIATORS, TARGETS, in_role, same_date, same_figures, same_mode, same_places, same_side
from timeline.model.actors import ActorKind, ActorRole
from timeline.model.incidents import Report
from timeline.model.types import HAPPENED
from timeline.model.when import Basis, DateInterval

# What is needed to join two reports; see WEIGHTS. Set on our own examples: three features must agree, or two and a figure.
ENOUGH = 2.75
WEIGHTS = {"date": 1.0, "place": 1.5, "initiator": 1.0, "target": 1.0, "mode": 0.5, "figures": 1.0, "named": 0.75}
# Two dates assumed from publication days may lie this far apart and still be the same day's news.
SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Similarity:
    """Evidence by feature: 1 agrees, 0 unknown, -1 differs; `forbidden` names what excludes a merge."""

    features: dict[str, int]
    forbidden: str | None

    @property
    def score(self) -> float:
        """Weighted sum of the features."""
        return sum(WEIGHTS[name] * value for name, value in self.features.items())

    @property
    def joins(self) -> bool:
        """Whether the evidence is enough."""
        return self.forbidden is None and self.score >= ENOUGH


def compare(one: Report, other: Report) -> Similarity:
    """Compare two reports feature by feature."""
    features = {
        "date": same_date(one.date, other.date),
        "place": same_places(one.places, other.places),
        "initiator": same_side(in_role(one.actors, INITIATORS), in_role(other.actors, INITIATORS)),
        "target": same_side(in_role(one.actors, TARGETS), in_role(other.actors, TARGETS)),
        "mode": same_mode(one.mode, other.mode),
        "figures": same_figures(one.casualties, other.casualties),
        "named": same_name(one, other),
    }
    return Similarity(features, _forbidden(one, other, features))


def same_name(one: Report, other: Report) -> int:
    """Say 1 when both name one and the same ship, person, group or site, which tells more than a state or its army."""
    mine, theirs = ({actor.id for actor in report.actors if _is_special(actor)} for report in (one, other))
    return int(bool(mine & theirs))


def _is_special(actor: ActorRole) -> bool:
    common = actor.kind in {ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.CIVILIANS}
    return not common and actor.name[:1].isupper()


def _forbidden(one: Report, other: Report, features: dict[str, int]) -> str | None:
    """Name what excludes that two reports tell of one incident; None if nothing does."""
    sides = features["initiator"] + features["target"]
    planned = one.status not in HAPPENED and other.status not in HAPPENED
    reasons = {
        "type": one.type != other.type,
        "told apart in one document": one.document == other.document,
        "date": features["date"] < 0 or not dates_can_meet(one.date, other.date),
        "place": features["place"] < 0,
        "initiator": features["initiator"] < 0 and sides <= 0,
        "target": features["target"] < 0 and sides <= 0,
        "mode": features["mode"] < 0,
        "status": planned and one.status is not other.status,
    }
    return next((name for name, holds in reasons.items() if holds), None)


def dates_can_meet(one: DateInterval | None, other: DateInterval | None) -> bool:
    """Say whether two dates may mean the same day, allowing for those assumed from publication days."""
    if one is None or other is None:
        return one is None and other is None
    slack = SLACK if Basis.ASSUMED in {one.basis, other.basis} else timedelta(0)
    return one.start - slack <= other.end and other.start - slack <= one.end
