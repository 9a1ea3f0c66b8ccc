"""What a panel counts by, and which incidents it counts."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from timeline.errors import UnknownNameError, UsageError
from timeline.model.incidents import Incident
from timeline.model.types import CUMULATIVE, HAPPENED, Genericity
from timeline.model.when import DateInterval
from timeline.panel.periods import GRAINS, Grain
from timeline.panel.units import ALIASES, KEYS, Key, Unit

SPLITS = {
    "first": "an incident counts in the period of its first possible day",
    "spread": "an incident counts in each period by the share of its days that lie there",
    "drop": "an incident whose days lie in two periods is left out",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a panel counts by.

    Attributes:
        keys: Units, in order.
        grain: Length of a period; None for a panel without time.
        split: What is done with dates that lie in two periods: a key of `SPLITS`.
        since: First day of the panel; None for the first of the incidents.
        until: Last day of the panel; None for the last of the incidents.
    """

    keys: tuple[Key, ...]
    grain: Grain | None
    split: str
    since: date | None = None
    until: date | None = None

    @property
    def has_days(self) -> bool:
        """Whether an incident needs a date to be counted."""
        bounds = (self.grain, self.since, self.until)
        return any(bound is not None for bound in bounds)


def plan_of(
    by: Sequence[str],
    *,
    split: str,
    since: date | None = None,
    until: date | None = None,
) -> Plan:
    """Return what is meant by some keys.

    Raises:
        UnknownNameError: There is no such key or way to split.
        UsageError: No key, a key twice, or two lengths of time.
    """
    names = [ALIASES.get(name, name) for name in by]
    _check_names(names)
    if split not in SPLITS:
        hint = f"Use {', '.join(SPLITS)}."
        raise UnknownNameError("--split", f"there is no {split!r}.", hint)
    grains = [GRAINS[name] for name in names if name in GRAINS]
    return Plan(
        keys=tuple(KEYS[name] for name in names if name in KEYS),
        grain=grains[0] if grains else None,
        split=split,
        since=since,
        until=until,
    )


def _check_names(names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in KEYS and name not in GRAINS]
    if unknown:
        hint = f"Use {', '.join([*KEYS, *GRAINS])}."
        raise UnknownNameError("--by", f"there is no key {unknown[0]!r}.", hint)
    lengths = sum(name in GRAINS for name in names)
    has_twice = len(set(names)) < len(names)
    if not names or has_twice or lengths > 1:
        problem = f"{','.join(names)!r} has no key, a key twice or two lengths of time."
        raise UsageError("--by", problem, "Write, for example, country,month.")


def reason_against(
    incident: Incident, plan: Plan, units: Sequence[Unit], rows: AbstractSet[str]
) -> str | None:
    """Return why an incident does not count in a panel; None if it does.

    Args:
        incident: The incident.
        plan: What is counted by.
        units: Its units.
        rows: Ids of the documents that are rows of coded data.
    """
    reason = _reason_against_kind(incident, rows)
    if reason is None and plan.has_days:
        reason = _reason_against_days(incident.date, plan)
    if reason is None and not units:
        reason = _missing(incident, plan)
    return reason


def _reason_against_kind(incident: Incident, rows: AbstractSet[str]) -> str | None:
    if incident.status not in HAPPENED:
        return f"did not happen or is not known to have ({incident.status.value})"
    # The rows of one table do not overlap; what an article sums up holds other incidents.
    if all(passage.document in rows for passage in incident.reports):
        return None
    if incident.mode == CUMULATIVE:
        return "total of a longer time, told by an article"
    if incident.genericity is Genericity.GENERIC:
        return "general, no single incident"
    return None


def _reason_against_days(when: DateInterval | None, plan: Plan) -> str | None:
    if when is None:
        return "no date"
    can_begin_earlier = plan.split == "spread" and plan.grain is not None
    last = when.end if can_begin_earlier else when.start
    if plan.since is not None and last < plan.since:
        return "before the panel begins"
    if plan.until is not None and when.start > plan.until:
        return "after the panel ends"
    return None


def _missing(incident: Incident, plan: Plan) -> str:
    """Return what an incident lacks for the first key that it has no unit of."""
    for key in plan.keys:
        if not list(key.units_of(incident)):
            return key.missing
    return "no unit"
