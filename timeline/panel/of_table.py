"""The panel of a table that is too large to be read as records: a database adds its rows up."""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from timeline import datasets
from timeline.incidents.single_row import Singles
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.gazetteer import gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.model.datasets import Dataset
from timeline.model.incidents import Incident, Report
from timeline.model.text import Problem
from timeline.panel.build import Panel, panel_of
from timeline.panel.plan import Plan, plan_of
from timeline.panel.tally import COUNTS, Entry, numbers_in

# The columns of a panel that ask for places, beside their country, or for who takes part.
PLACES = frozenset({"admin1", "gid"})
SIDES = frozenset({"actor_id", "side_a_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePanel:
    """A panel with the table that it counts.

    Attributes:
        panel: The panel.
        dataset: The table.
        problems: Lines that could not be read.
    """

    panel: Panel
    dataset: Dataset
    problems: tuple[Problem, ...]


def panel_of_table(
    path: Path,
    *,
    by: Sequence[str],
    split: str = "first",
    zeros: bool = True,
    since: date | None = None,
    until: date | None = None,
) -> TablePanel | None:
    """Return the panel of a large table, as `timeline.panel.build` makes it of all its rows.

    None for any other file, and without DuckDB. The arguments are those of `build`.

    Raises:
        UnknownNameError: There is no such key or way to split.
        UsageError: Two lengths of time, a key twice, or too many rows.
        InputError: The table cannot be read.
    """
    plan = plan_of(by, split=split, since=since, until=until)
    singles = Singles(incident_types(), {})
    counted = datasets.count(
        path, _question(plan, singles), actors=actor_lexicon(), gazetteer=gazetteer()
    )
    if counted is None:
        return None
    rows = {count.report.document for count in counted.counts}
    panel = panel_of(_entries(counted, singles), plan, rows, zeros=zeros)
    return TablePanel(panel=panel, dataset=counted.dataset, problems=counted.problems)


def _question(plan: Plan, singles: Singles) -> datasets.Question:
    """Return what the database adds up, and by what."""

    def class_of(first: date, last: date) -> Hashable:
        return _class_of(first, last, plan)

    def numbers_of(report: Report) -> tuple[int, ...]:
        return numbers_in(singles.incident(report))

    return datasets.Question(
        parts=_parts(plan), class_of=class_of, numbers_of=numbers_of, width=len(COUNTS)
    )


def _parts(plan: Plan) -> tuple[str, ...]:
    columns: set[str] = set()
    for key in plan.keys:
        columns.update(key.columns)
    return (*_place_parts(columns), *_side_parts(columns))


def _place_parts(columns: Collection[str]) -> tuple[str, ...]:
    if not PLACES.isdisjoint(columns):
        return ("place",)
    if "iso3" in columns:
        return ("country",)
    return ()


def _side_parts(columns: Collection[str]) -> tuple[str, ...]:
    if SIDES.isdisjoint(columns):
        return ()
    return ("sides",)


def _class_of(first: date, last: date, plan: Plan) -> Hashable:
    """Return what the panel tells apart of days: their periods, and what leaves them out."""
    if plan.split == "spread" and plan.grain is not None:
        return first, last
    return (
        _periods_of(first, last, plan),
        _is_before(first, plan),
        _is_after(first, plan),
    )


def _periods_of(first: date, last: date, plan: Plan) -> tuple[int, ...]:
    if plan.grain is None:
        return ()
    return plan.grain.number_of(first), plan.grain.number_of(last)


def _is_before(first: date, plan: Plan) -> bool:
    if plan.since is None:
        return False
    return first < plan.since


def _is_after(first: date, plan: Plan) -> bool:
    if plan.until is None:
        return False
    return first > plan.until


def _entries(counted: datasets.Counted, singles: Singles) -> Iterator[Entry]:
    reports: dict[str, Report] = {}
    for count in counted.counts:
        report = reports.setdefault(count.report.id, count.report)
        incident = singles.incident(report)
        yield Entry(
            incident=_on_days(incident, count.days), count=count.rows, sums=count.sums
        )


def _on_days(incident: Incident, days: tuple[date, date]) -> Incident:
    """Return a dated incident on other days."""
    assert incident.date is not None
    first, last = days
    when = replace(incident.date, start=first, end=last)
    return replace(incident, date=when)
