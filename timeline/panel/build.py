"""Count incidents and dead for each unit and period.

The way of counting is that of panels made from event data (UCDP's country-months, PRIO-GRID's
cell-years): one row for each unit and period, with zeros where nothing is known to have happened.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from timeline.model.timeline import TimelineData
from timeline.panel.plan import Plan, plan_of, reason_against
from timeline.panel.rows import Row, columns_of, rows_of
from timeline.panel.tally import Cells, Entry, add, entry_of, is_across, units_of

ACROSS = "days in two periods"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A table with one row for each unit and period.

    Attributes:
        columns: Names of the columns, in order.
        rows: Cells by column; by unit, then period.
        counted: Incidents that count.
        left_out: How many do not, by reason.
        across: Incidents that count, or would, and whose days lie in two periods.
        split: What was done with them: a key of `SPLITS`; None without periods.
        has_several: True when an incident may count in several units of one period.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    counted: int
    left_out: Mapping[str, int]
    across: int
    split: str | None
    has_several: bool


def build(
    timeline: TimelineData,
    *,
    by: Sequence[str],
    split: str = "first",
    zeros: bool = True,
    since: date | None = None,
    until: date | None = None,
) -> Panel:
    """Return the panel of a timeline.

    Counted are specific incidents that happened. Totals of a war that an article gives are left
    out, as they hold other incidents; rows of coded data over long times are not.

    Args:
        timeline: The timeline.
        by: Keys of `KEYS`, and at most one of "week", "month", "year".
        split: What to do with dates that lie in two periods: a key of `SPLITS`.
        zeros: True for rows also where nothing is known.
        since: First day of the panel; None for the first of the incidents.
        until: Last day of the panel; None for the last of the incidents.

    Raises:
        UnknownNameError: There is no such key or way to split.
        UsageError: Two lengths of time, a key twice, or too many rows.
    """
    plan = plan_of(by, split=split, since=since, until=until)
    rows = {document.id for document in timeline.documents if document.dataset}
    return panel_of(map(entry_of, timeline.incidents), plan, rows, zeros=zeros)


def panel_of(
    entries: Iterable[Entry], plan: Plan, rows: AbstractSet[str], *, zeros: bool = True
) -> Panel:
    """Return the panel of entries.

    Args:
        entries: What is counted.
        plan: What it is counted by.
        rows: Ids of the documents that are rows of coded data.
        zeros: True for rows also where nothing is known.

    Raises:
        UsageError: There would be too many rows.
    """
    count = _Count()
    for entry in entries:
        count.add(entry, plan, rows)
    if plan.split == "drop":
        count.drop_across()
    return Panel(
        columns=columns_of(plan),
        rows=tuple(rows_of(count.cells, plan, zeros=zeros)),
        counted=count.counted,
        left_out=dict(count.reasons.most_common()),
        across=count.across,
        split=plan.split if plan.grain else None,
        has_several=any(key.has_several for key in plan.keys),
    )


@dataclass(slots=True)
class _Count:
    """What was counted so far.

    Attributes:
        cells: Sums by unit and period.
        reasons: Incidents that do not count, by reason.
        counted: Incidents that count.
        across: Those of them with days in two periods.
    """

    cells: Cells = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    counted: int = 0
    across: int = 0

    def add(self, entry: Entry, plan: Plan, rows: AbstractSet[str]) -> None:
        """Count an entry, or the reason against it."""
        units = list(units_of(entry.incident, plan.keys))
        reason = reason_against(entry.incident, plan, units, rows)
        if reason is not None:
            self.reasons[reason] += entry.count
            return
        add(self.cells, entry, units, plan)
        self.counted += entry.count
        if is_across(entry.incident, plan):
            self.across += entry.count

    def drop_across(self) -> None:
        """Take those with days in two periods for left out."""
        if self.across:
            self.reasons[ACROSS] = self.across
            self.counted -= self.across
