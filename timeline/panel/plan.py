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
        if self.grain is not None:
            return True
        return self.since is not None or self.until is not None

    @property
    def is_spread(self) -> bool:
        """Whether an incident counts in each of its periods, in parts."""
        return self.split == "spread" and self.grain is not None


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
    _check_split(split)
    keys = [KEYS[name] for name in names if name in KEYS]
    return Plan(
        keys=tuple(keys), grain=_grain(names), split=split, since=since, until=until
    )


def _grain(names: Sequence[str]) -> Grain | None:
    for name in names:
        if name in GRAINS:
            return GRAINS[name]
    return None


def _check_split(split: str) -> None:
    if split not in SPLITS:
        hint = f"Use {', '.join(SPLITS)}."
        raise UnknownNameError("--split", f"there is no {split!r}.", hint)


def _check_names(names: Sequence[str]) -> None:
    _check_known(names)
    if not _is_one_of_each(names):
        given = ",".join(names)
        what = f"{given!r} has no key, a key twice or two lengths of time."
        raise UsageError("--by", what, "Write, for example, country,month.")


def _is_one_of_each(names: Sequence[str]) -> bool:
    """Return whether there is a key, none twice, and one length of time at most."""
    lengths = [name for name in names if name in GRAINS]
    if not names or len(lengths) > 1:
        return False
    return len(set(names)) == len(names)


def _check_known(names: Sequence[str]) -> None:
    keys = [*KEYS, *GRAINS]
    for name in names:
        if name not in keys:
            hint = f"Use {', '.join(keys)}."
            raise UnknownNameError("--by", f"there is no key {name!r}.", hint)


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
    last = when.end if plan.is_spread else when.start
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
