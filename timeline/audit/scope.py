"""Which incidents of two timelines can be compared at all."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.audit.match import LONGEST, countries_of
from timeline.model.incidents import Incident
from timeline.model.types import CUMULATIVE, HAPPENED, Genericity


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one timeline covers, as far as its own incidents show.

    Attributes:
        types: Types of its incidents.
        countries: Countries of their places.
        first: First day.
        last: Last day.
        is_deadly: True when each of its incidents has, or can have, killed.
    """

    types: frozenset[str]
    countries: frozenset[str]
    first: date
    last: date
    is_deadly: bool


def unfit(incident: Incident) -> str | None:
    """Return why an incident cannot be compared with any other; None if it can."""
    if incident.status not in HAPPENED:
        return "did not happen, or is not known to have"
    if is_general(incident):
        return "general, or a total of a longer time"
    if incident.date is None:
        return "no date"
    if incident.date.days > LONGEST:
        return f"a date of more than {LONGEST} days"
    if not incident.places:
        return "no place"
    return None


def is_general(incident: Incident) -> bool:
    """Return whether an incident is no single one."""
    return incident.genericity is Genericity.GENERIC or incident.mode == CUMULATIVE


def scope_of(incidents: Sequence[Incident]) -> Scope | None:
    """Return what comparable incidents cover; None without any."""
    dates = [incident.date for incident in incidents if incident.date is not None]
    if not dates:
        return None
    types = {incident.type for incident in incidents}
    countries = map(countries_of, incidents)
    return Scope(
        types=frozenset(types),
        countries=frozenset().union(*countries),
        first=min(when.start for when in dates),
        last=max(when.end for when in dates),
        is_deadly=all(map(can_have_killed, incidents)),
    )


def can_have_killed(incident: Incident) -> bool:
    """Return whether an account gives or allows for somebody killed."""
    killed = incident.killed
    if killed is None:
        return False
    if killed.high is None:
        return True
    return killed.high > 0


def outside(incident: Incident, scope: Scope | None) -> str | None:
    """Return why a timeline of this scope does not have an incident; None if it could."""
    if scope is None:
        return "the other one has nothing to compare"
    if incident.type not in scope.types:
        return f"the other one has no {incident.type}"
    countries = countries_of(incident)
    if countries and countries.isdisjoint(scope.countries):
        return "the other one has nothing in this country"
    if _is_outside_time(incident, scope):
        return "the other one has nothing in this time"
    if scope.is_deadly and not can_have_killed(incident):
        return "nobody is reported killed, and all of the other one can have killed"
    return None


def _is_outside_time(incident: Incident, scope: Scope) -> bool:
    when = incident.date
    if when is None:
        return False
    if when.end < scope.first:
        return True
    return when.start > scope.last


def parted(incidents: Iterable[Incident]) -> tuple[list[Incident], Mapping[str, int]]:
    """Return the incidents that can be compared, and how many cannot, by reason."""
    fit = []
    reasons: Counter[str] = Counter()
    for incident in incidents:
        reason = unfit(incident)
        if reason is None:
            fit.append(incident)
        else:
            reasons[reason] += 1
    return fit, dict(reasons.most_common())
