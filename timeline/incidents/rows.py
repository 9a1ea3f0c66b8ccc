"""Join coded rows to incidents of articles and of other datasets.

Rows of one dataset are never merged with each other: who coded them told them apart. Only where a
program coded them do rows of one day, kind, place and the same actors count as one happening told
several times, as is usual with such data.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product

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
from timeline.incidents.similarity import by_strength
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.datasets import Dataset
from timeline.model.incidents import Joined, Passage, Report
from timeline.model.places import Place
from timeline.model.types import CUMULATIVE, HAPPENED
from timeline.model.when import Basis, DateInterval

# What is needed to join a row to an incident, and what each agreement gives: day, place and a side,
# or as much.
ENOUGH = 2.75
DATE, PLACE, SIDE, MODE, FIGURES, NAMED = 1.0, 1.5, 1.0, 0.5, 1.0, 0.75
# Days beyond which an interval is an aggregate, which is no one incident of an article.
LONGEST = 9
# Cells of a degree in which rows of two datasets look for each other: a quarter, 28 km at the
# equator.
CELLS = 4
# Steps to a cell itself, and to it and those around it.
HERE = ((0, 0),)
AROUND = tuple(product((-1, 0, 1), repeat=2))
# Reports of one day, kind and country that a row is compared with.
MOST = 400

# Kinds of actor that many incidents share.
COMMON = frozenset({
    ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.CIVILIANS, ActorKind.UNKNOWN,
})  # fmt: skip

Points = Mapping[str, float]
# A country, or a cell of the map.
Where = str | tuple[int, int]
# Type, day and where.
Key = tuple[str, int, Where]


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
    by_machine = {dataset.id for dataset in datasets if dataset.by_machine}
    joining = _Joining(groups)
    for dataset, of_dataset in _by_dataset(rows).items():
        unique = _told_once(of_dataset) if dataset in by_machine else of_dataset
        alone = joining.join(unique)
        if len(datasets) < 2:
            yield from joining.groups
            yield from alone
            return
        joining.add(alone)
    yield from joining.groups


def _by_dataset(rows: Iterable[Report]) -> dict[str | None, list[Report]]:
    by_dataset: dict[str | None, list[Report]] = defaultdict(list)
    for row in rows:
        by_dataset[row.dataset].append(row)
    return by_dataset


def _told_once(rows: Sequence[Report]) -> list[Report]:
    """Make one report of the rows of a machine that say the same.

    Day, kind, place and actors, whoever comes first.
    """
    by_content: dict[object, list[Report]] = defaultdict(list)
    for row in rows:
        by_content[_content(row)].append(row)
    return [_together(alike) for alike in by_content.values()]


def _content(row: Report) -> object:
    """Return what is alike in rows of one happening; the id of a row that says too little."""
    if row.date is None or not row.actors:
        return row.id
    kind = row.type, row.mode
    return row.date.start, kind, _sides(row), row.places


def _sides(row: Report) -> frozenset[tuple[str, Role]]:
    return frozenset((actor.id, actor.role) for actor in row.actors)


def _together(rows: Sequence[Report]) -> Report:
    if len(rows) == 1:
        return rows[0]
    outlets: dict[str, None] = {}
    passages: list[Passage] = []
    for row in rows:
        passages += row.passages
        for outlet in row.outlets:
            outlets[outlet] = None
    return replace(rows[0], outlets=tuple(outlets), passages=tuple(passages))


class _Index:
    """Finds incidents by kind, day, and country or cell of the map."""

    def __init__(self) -> None:
        self._numbers: dict[Key, list[int]] = defaultdict(list)

    def add_all(
        self, groups: Sequence[Group], *, by_country: bool, first: int = 0
    ) -> None:
        """File the groups from the number `first` on."""
        for number in range(first, len(groups)):
            for key in _keys_of_group(groups[number], by_country=by_country):
                numbers = self._numbers[key]
                if len(numbers) < MOST:
                    numbers.append(number)

    def near(self, row: Report, *, by_country: bool) -> Iterator[int]:
        """Yield the numbers of the incidents that a row could tell of, some more than once."""
        if not self._numbers:
            return
        for key in _keys(row, by_country=by_country, wide=True):
            yield from self._numbers.get(key, ())


def _keys_of_group(group: Group, *, by_country: bool) -> set[Key]:
    keys: set[Key] = set()
    for report in group.reports:
        keys.update(_keys(report, by_country=by_country))
    return keys


def _keys(report: Report, *, by_country: bool, wide: bool = False) -> Iterator[Key]:
    """Yield what a report is filed under; `wide`: what a row looks for it under."""
    days = _days(report)
    if not days:
        return
    where: Iterable[Where] = (
        _countries(report) if by_country else _cells(report, wide=wide)
    )
    for day in days:
        for place in where:
            yield report.type, day, place


def _days(report: Report) -> range:
    """Return the days of a report as ordinals; none for an aggregate."""
    when = report.date
    if when is None or when.days > LONGEST or report.mode == CUMULATIVE:
        return range(0)
    first, last = _possible_days(when)
    return range(first, last + 1)


def _possible_days(when: DateInterval) -> tuple[int, int]:
    """Return the first and last day that a report may mean, as ordinals."""
    slack = _slack(when)
    first = when.start.toordinal()
    last = when.end.toordinal()
    return first - slack, last + slack


def _slack(when: DateInterval) -> int:
    """Return by how many days a date may miss the real one."""
    return 1 if when.basis is Basis.ASSUMED else 0


def _countries(report: Report) -> set[str]:
    return {place.country for place in report.places if place.country}


def _cells(report: Report, *, wide: bool) -> set[tuple[int, int]]:
    """Return the cells of the map in which places lie; `wide`: also those around them."""
    steps = AROUND if wide else HERE
    cells: set[tuple[int, int]] = set()
    for place in report.places:
        cell = _cell(place)
        if cell is None:
            continue
        lat, lon = cell
        for north, east in steps:
            cells.add((lat + north, lon + east))
    return cells


def _cell(place: Place) -> tuple[int, int] | None:
    """Return the cell of the map in which a place lies; None for one without coordinates."""
    if place.lat is None or place.lon is None:
        return None
    return round(place.lat * CELLS), round(place.lon * CELLS)


@dataclass(frozen=True, slots=True)
class _Claim:
    """That a row tells of an incident, both by their numbers, and why."""

    row: int
    incident: int
    points: Points

    @property
    def rank(self) -> tuple[float, int, int]:
        """Place in the order of strength, the strongest first."""
        score = _score(self.points)
        return -score, self.incident, self.row


class _Joining:
    """Puts rows to incidents, dataset by dataset."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self.groups = [*groups]
        self._articles = _Index()
        self._articles.add_all(self.groups, by_country=True)
        self._rows = _Index()

    def join(self, rows: Sequence[Report]) -> list[Group]:
        """Put the rows of one dataset to their incidents; return those that stand by themselves.

        Where several claim one incident, the best does, and the rest stand by themselves.
        """
        claims = _strongest(self._claims(rows))
        alone = []
        for number, row in enumerate(rows):
            claim = claims.get(number)
            if claim is None:
                alone.append(Group([row]))
            else:
                joined = _with(self.groups[claim.incident], row, claim.points)
                self.groups[claim.incident] = joined
        return alone

    def add(self, alone: Iterable[Group]) -> None:
        """Take in rows by themselves, for those of the datasets that come after."""
        first = len(self.groups)
        self.groups += alone
        self._rows.add_all(self.groups, by_country=False, first=first)

    def _claims(self, rows: Sequence[Report]) -> Iterator[_Claim]:
        for number, row in enumerate(rows):
            for incident in self._near(row):
                points = agreement(row, self.groups[incident].reports)
                if points is not None and _score(points) >= ENOUGH:
                    yield _Claim(number, incident, points)

    def _near(self, row: Report) -> Iterable[int]:
        of_articles = self._articles.near(row, by_country=True)
        of_rows = self._rows.near(row, by_country=False)
        return dict.fromkeys(chain(of_articles, of_rows))


def _strongest(claims: Iterable[_Claim]) -> dict[int, _Claim]:
    """Return by row the claim that holds: the strongest of those on its incident."""
    by_row: dict[int, _Claim] = {}
    given: set[int] = set()
    for claim in sorted(claims, key=lambda claim: claim.rank):
        if claim.row not in by_row and claim.incident not in given:
            by_row[claim.row] = claim
            given.add(claim.incident)
    return by_row


def _with(group: Group, row: Report, points: Points) -> Group:
    """Return a group with a row joined to it."""
    joined = (*group.joined, _reason(row, points))
    return Group([*group.reports, row], joined)


def _reason(row: Report, points: Points) -> Joined:
    telling = [(name, value) for name, value in points.items() if value]
    return Joined(report=row.id, score=_score(points), points=by_strength(telling))


def _score(points: Points) -> float:
    return sum(points.values())


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
    return max(agreements, key=_score)


def _agreement(row: Report, report: Report) -> Points | None:
    if row.dataset == report.dataset or not _can_be_one(row, report):
        return None
    place = same_places(row.places, report.places)
    mode = same_mode(row.mode, report.mode)
    if place < 0 or mode < 0:
        return None
    sides = _same_sides(row, report)
    if sides is None:
        return None
    initiator, target = sides
    date = same_date(row.date, report.date)
    figures = same_figures(row.casualties, report.casualties)
    named = _special(row.actors) & _special(report.actors)
    return {
        "date": DATE * date,
        "place": PLACE * place,
        "initiator": SIDE * initiator,
        "target": SIDE * target,
        "mode": MODE * mode,
        "figures": FIGURES * figures,
        "named": NAMED * bool(named),
    }


def _same_sides(row: Report, report: Report) -> tuple[int, int] | None:
    """Compare initiators and targets; None where one differs and the opposite does not agree."""
    initiator = _same_side(row, report, INITIATORS)
    target = _same_side(row, report, TARGETS)
    if initiator < 0 and target <= 0:
        return None
    if target < 0 and initiator <= 0:
        return None
    return initiator, target


def _same_side(row: Report, report: Report, roles: Collection[Role]) -> int:
    of_row = in_role(row.actors, roles)
    of_report = in_role(report.actors, roles)
    return same_side(of_row, of_report)


def _can_be_one(row: Report, report: Report) -> bool:
    """Return whether kind, status and days allow that both tell of one incident."""
    if row.type != report.type:
        return False
    if CUMULATIVE in {row.mode, report.mode}:
        return False
    if (row.status in HAPPENED) != (report.status in HAPPENED):
        return False
    return _are_near(row.date, report.date)


def _are_near(left: DateInterval | None, right: DateInterval | None) -> bool:
    """Return whether two dates share a day, or nearly where one is assumed."""
    if left is None or right is None:
        return False
    slack = max(_slack(left), _slack(right))
    later_start = max(left.start, right.start)
    earlier_end = min(left.end, right.end)
    gap = later_start - earlier_end
    return gap.days <= slack


def _special(actors: Iterable[ActorRole]) -> set[str]:
    """Return the ids of groups and persons, which tell more than a state or its army."""
    return {actor.id for actor in actors if actor.kind not in COMMON}
