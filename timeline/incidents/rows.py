"""Join coded rows to incidents of articles and of other datasets.

Rows of one dataset are never merged with each other: who coded them told them apart. Only where a
program coded them do rows of one day, kind, place and the same actors count as one happening told
several times, as is usual with such data.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from timeline.comparison import (
    INITIATORS,
    TARGETS,
    in_role,
    same_date,
    same_figures,
    same_mode,
    same_places,
    same_side,
)
from timeline.incidents.cluster_reports import Group
from timeline.model.actors import ActorKind, ActorRole
from timeline.model.datasets import Dataset
from timeline.model.incidents import Joined, Report
from timeline.model.places import Place
from timeline.model.types import CUMULATIVE, HAPPENED
from timeline.model.when import Basis

# What is needed to join a row to an incident, and what each agreement gives: day, place and a side,
# or as much.
ENOUGH = 2.75
DATE, PLACE, SIDE, MODE, FIGURES, NAMED = 1.0, 1.5, 1.0, 0.5, 1.0, 0.75
# Days beyond which an interval is an aggregate, which is no one incident of an article.
LONGEST = 9
# Cells of a degree in which rows of two datasets look for each other: a quarter, 28 km at the
# equator.
CELLS = 4
# Reports of one day, kind and country that a row is compared with.
MOST = 400

Points = Mapping[str, float]
Key = tuple[str, int, str | tuple[int, int]]


def with_rows(
    groups: Sequence[Group], rows: Sequence[Report], datasets: Sequence[Dataset]
) -> Iterator[Group]:
    """Put each row to the incident that it tells of, or let it stand by itself.

    An incident takes at most one row of each dataset, the one that agrees best.

    Args:
        groups: The reports of articles, those of one incident together.
        rows: The rows of all datasets, those of one after those of another.
        datasets: What is known of the datasets.

    Yields:
        The groups in their order with the rows behind the reports, then the rows by themselves in
        theirs.
    """
    by_machine = {
        dataset_given.id for dataset_given in datasets if dataset_given.by_machine
    }
    groups_of_reports = [*groups]
    articles = _Index()
    articles.add_all(groups_of_reports, by_country=True)
    others = _Index()
    for dataset, rows_of_dataset in _by_dataset(rows):
        several = len(datasets) > 1
        alone: list[Group] = []
        for row, claim in _assigned(
            _told_once(rows_of_dataset) if dataset in by_machine else rows_of_dataset,
            groups_of_reports,
            articles,
            others,
        ):
            if claim is None:
                alone.append(Group([row]))
            else:
                groups_of_reports[claim.incident] = _with(
                    groups_of_reports[claim.incident], row, claim.points
                )
        if not several:
            yield from groups_of_reports
            yield from alone
            return
        first = len(groups_of_reports)
        groups_of_reports += alone
        others.add_all(groups_of_reports, by_country=False, first=first)
    yield from groups_of_reports


def _with(group: Group, row: Report, points: Points) -> Group:
    reports = tuple(
        sorted(
            ((name, value) for name, value in points.items() if value),
            key=lambda pair: (-pair[1], pair[0]),
        )
    )
    why = Joined(report=row.id, score=sum(points.values()), points=reports)
    return Group([*group.reports, row], (*group.joined, why))


def _by_dataset(rows: Sequence[Report]) -> list[tuple[str | None, list[Report]]]:
    by_dataset: dict[str | None, list[Report]] = defaultdict(list)
    for row in rows:
        by_dataset[row.dataset].append(row)
    return list(by_dataset.items())


def _told_once(rows: Sequence[Report]) -> list[Report]:
    """Make one report of the rows of a machine that say the same.

    Day, kind, place and actors, whoever comes first.
    """
    by_content: dict[object, list[Report]] = defaultdict(list)
    for row in rows:
        sides = frozenset((actor.id, actor.role) for actor in row.actors)
        same = bool(row.date and sides)
        key = (
            (row.date.start, row.type, row.mode, sides, row.places)
            if same and row.date
            else row.id
        )
        by_content[key].append(row)
    return [
        ones[0] if len(ones) == 1 else _together(ones) for ones in by_content.values()
    ]


def _together(rows: Sequence[Report]) -> Report:
    outlets = dict.fromkeys(outlet for row in rows for outlet in row.outlets)
    passages = tuple(passage for row in rows for passage in row.passages)
    return replace(rows[0], outlets=tuple(outlets), passages=passages)


class _Index:
    """Finds incidents by kind, day, and country or cell of the map."""

    def __init__(self) -> None:
        self._at: dict[Key, list[int]] = defaultdict(list)

    def add_all(
        self, groups: Sequence[Group], *, by_country: bool, first: int = 0
    ) -> None:
        """File the groups from the number `first` on."""
        for number in range(first, len(groups)):
            for key in {
                key
                for report in groups[number].reports
                for key in _keys(report, by_country=by_country)
            }:
                if len(self._at[key]) < MOST:
                    self._at[key].append(number)

    def near(self, row: Report, *, by_country: bool) -> Iterable[int]:
        """Return the numbers of the incidents that a row could tell of."""
        if not self._at:
            return ()
        return dict.fromkeys(
            index
            for key in _keys(row, by_country=by_country, wide=True)
            for index in self._at.get(key, ())
        )


def _keys(report: Report, *, by_country: bool, wide: bool = False) -> Iterator[Key]:
    when = report.date
    if when is None or when.days > LONGEST or report.mode == CUMULATIVE:
        return
    slack = 1 if when.basis is Basis.ASSUMED else 0
    days = range(when.start.toordinal() - slack, when.end.toordinal() + slack + 1)
    where: set[str | tuple[int, int]] = set()
    for place in report.places:
        if not by_country:
            where.update(_cells(place, wide=wide))
        elif place.country:
            where.add(place.country)
    for day in days:
        for country_or_cell in where:
            yield report.type, day, country_or_cell


def _cells(place: Place, *, wide: bool) -> Iterator[tuple[int, int]]:
    """Yield the cell of the map in which a place lies; `wide`: also the cells around it."""
    if place.lat is None or place.lon is None:
        return
    lat = round(place.lat * CELLS)
    lon = round(place.lon * CELLS)
    steps = (-1, 0, 1) if wide else (0,)
    for north, east in product(steps, steps):
        yield lat + north, lon + east


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a row tells of the incident with this number, and why."""

    incident: int
    points: Points


def _assigned(
    rows: Sequence[Report], groups: Sequence[Group], articles: _Index, others: _Index
) -> list[tuple[Report, _Claim | None]]:
    """Find the incident of each row.

    Where several claim one, the best does, and the rest stand alone.
    """
    claims: list[tuple[float, int, int, Points]] = []
    for number, row in enumerate(rows):
        of_articles = articles.near(row, by_country=True)
        of_datasets = others.near(row, by_country=False)
        for index in dict.fromkeys((*of_articles, *of_datasets)):
            points = agreement(row, groups[index].reports)
            score = sum(points.values()) if points else 0.0
            if points and score >= ENOUGH:
                claims.append((-score, index, number, points))
    taken: dict[int, _Claim] = {}
    given: set[int] = set()
    for _, index, number, points in sorted(claims, key=lambda claim: claim[:3]):
        if number not in taken and index not in given:
            taken[number] = _Claim(index, points)
            given.add(index)
    return [(row, taken.get(number)) for number, row in enumerate(rows)]


def agreement(row: Report, group: Collection[Report]) -> Points | None:
    """Return what speaks for a row telling of the incident of these reports, by feature.

    None when one of them excludes it.
    """
    agreements = []
    for report in group:
        points = _agreement(row, report)
        if points is None:
            return None
        agreements.append(points)
    return max(agreements, key=lambda points: sum(points.values()))


def _agreement(row: Report, report: Report) -> Points | None:
    if row.dataset == report.dataset or not _can_be_one(row, report):
        return None
    place, mode = (
        same_places(row.places, report.places),
        same_mode(row.mode, report.mode),
    )
    if place < 0 or mode < 0:
        return None
    initiator = same_side(
        in_role(row.actors, INITIATORS), in_role(report.actors, INITIATORS)
    )
    target = same_side(in_role(row.actors, TARGETS), in_role(report.actors, TARGETS))
    if (initiator < 0 and target <= 0) or (target < 0 and initiator <= 0):
        return None
    return {
        "date": DATE * same_date(row.date, report.date),
        "place": PLACE * place,
        "initiator": SIDE * initiator,
        "target": SIDE * target,
        "mode": MODE * mode,
        "figures": FIGURES * same_figures(row.casualties, report.casualties),
        "named": NAMED * bool(_special(row.actors) & _special(report.actors)),
    }


def _can_be_one(row: Report, report: Report) -> bool:
    """Return whether kind, status and days allow that both tell of one incident."""
    if (
        row.type != report.type
        or CUMULATIVE in {row.mode, report.mode}
        or (row.status in HAPPENED) != (report.status in HAPPENED)
    ):
        return False
    if row.date is None or report.date is None:
        return False
    slack = 1 if Basis.ASSUMED in {row.date.basis, report.date.basis} else 0
    first, last = row.date.start.toordinal() - slack, row.date.end.toordinal() + slack
    return (
        first <= report.date.end.toordinal() and report.date.start.toordinal() <= last
    )


def _special(actors: Iterable[ActorRole]) -> set[str]:
    """Return the ids of groups and persons, which tell more than a state or its army."""
    common = {
        ActorKind.STATE,
        ActorKind.SECURITY_FORCES,
        ActorKind.CIVILIANS,
        ActorKind.UNKNOWN,
    }
    return {actor.id for actor in actors if actor.kind not in common}
