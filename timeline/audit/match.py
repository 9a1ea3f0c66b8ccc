"""Match the incidents of two timelines one to one, whatever texts or tables they come from.

The points are those by which a coded row is joined to the incident of articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.comparison import (
    INITIATORS,
    TARGETS,
    same_date,
    same_figures,
    same_kind,
    same_places,
    same_side,
)
from timeline.incidents.rows import DATE, ENOUGH, FIGURES, MODE, PLACE, SIDE
from timeline.model.incidents import Incident
from timeline.model.when import DateInterval

# Days beyond which an interval is no date by which one incident is known.
LONGEST = 31
# What speaks against a pair whose days do not meet, though they are near enough.
APART = -0.5
# Incidents of one country and day that one is compared with, at most.
MOST = 400
# Words of the names of places that say nothing of where they are, and letters that a word needs.
COMMON_WORDS = frozenset(
    (
        "base",
        "camp",
        "city",
        "district",
        "governorate",
        "province",
        "region",
        "town",
        "village",
    )
)
SHORTEST_WORD = 4
Points = Mapping[str, float]
Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two incidents taken for one.

    Attributes:
        ours: Incident of the first timeline.
        theirs: Incident of the second.
        points: What speaks for it, by feature.
    """

    ours: Incident
    theirs: Incident
    points: Points

    @property
    def score(self) -> float:
        """Sum of the points."""
        return sum(self.points.values())


class DayIndex:
    """Finds incidents by day and country, or by day and a word of a place's name."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        """File the incidents that have a place and a date of at most `LONGEST` days."""
        self._by_key: dict[Key, list[Incident]] = defaultdict(list)
        for incident in incidents:
            for key in keys_of(incident, slack=0):
                if len(self._by_key[key]) < MOST:
                    self._by_key[key].append(incident)

    def near(self, incident: Incident, *, days: int) -> list[Incident]:
        """Return the incidents of the same country or place at most so many days away."""
        near: dict[str, Incident] = {}
        for key in keys_of(incident, slack=days):
            for candidate in self._by_key.get(key, ()):
                near[candidate.id] = candidate
        return list(near.values())


def keys_of(incident: Incident, *, slack: int) -> Iterator[Key]:
    """Yield each day of an incident with its countries and with the words of its places.

    None for an incident without a date, or with one of more than `LONGEST` days.
    """
    when = incident.date
    if when is None or when.days > LONGEST:
        return
    first = when.start.toordinal() - slack
    last = when.end.toordinal() + slack
    for where in sorted(countries_of(incident) | place_words(incident)):
        for day in range(first, last + 1):
            yield where, day


def place_words(incident: Incident) -> set[str]:
    """Return the words that tell the places of an incident from others, in lower case."""
    words: set[str] = set()
    for place in incident.places:
        words.update(place.name.casefold().replace("-", " ").split())
    return {word for word in words - COMMON_WORDS if len(word) >= SHORTEST_WORD}


def countries_of(incident: Incident) -> set[str]:
    """Return the countries of the places of an incident."""
    return {place.country for place in incident.places if place.country}


def gap(left: DateInterval, right: DateInterval) -> int:
    """Return the days between two intervals; 0 if they share a day."""
    after = (right.start - left.end).days
    before = (left.start - right.end).days
    return max(after, before, 0)


def points_of(ours: Incident, theirs: Incident, *, days: int) -> Points | None:
    """Return what speaks for two incidents being one; None when something excludes it."""
    if faults(ours, theirs, days=days):
        return None
    points = {
        "date": _date_points(ours, theirs),
        "place": PLACE * same_places(ours.places, theirs.places),
        "initiator": SIDE * max(0, _side(ours, theirs, INITIATORS)),
        "target": SIDE * max(0, _side(ours, theirs, TARGETS)),
        "kind": MODE * _kind(ours, theirs),
        "figures": _figure_points(ours, theirs),
    }
    return {name: value for name, value in points.items() if value}


def _kind(ours: Incident, theirs: Incident) -> int:
    return same_kind(ours.type, ours.mode, theirs.type, theirs.mode)


def _figure_points(ours: Incident, theirs: Incident) -> float:
    """Return what the figures say: one that both give, or dead that only one of them has."""
    if same_figures(ours.casualties, theirs.casualties):
        return FIGURES
    return APART if has_killed(ours) != has_killed(theirs) else 0.0


def has_killed(incident: Incident) -> bool:
    """Return whether every account of an incident has somebody killed."""
    return incident.killed is not None and incident.killed.low > 0


def _date_points(ours: Incident, theirs: Incident) -> float:
    same = same_date(ours.date, theirs.date)
    return APART if same < 0 else DATE * same


def _side(ours: Incident, theirs: Incident, roles: frozenset[object]) -> int:
    left = [actor for actor in ours.actors if actor.role in roles]
    right = [actor for actor in theirs.actors if actor.role in roles]
    return same_side(left, right)


def faults(ours: Incident, theirs: Incident, *, days: int) -> list[str]:
    """Return what excludes that two incidents are one: "date", "kind", "place", "sides"."""
    names = []
    if ours.date is None or theirs.date is None or gap(ours.date, theirs.date) > days:
        names.append("date")
    if _kind(ours, theirs) < 0:
        names.append("kind")
    if same_places(ours.places, theirs.places) < 0:
        names.append("place")
    if _are_other_sides(ours, theirs):
        names.append("sides")
    return names


def _are_other_sides(ours: Incident, theirs: Incident) -> bool:
    """Return whether one side is another and the other one does not agree."""
    initiators = _side(ours, theirs, INITIATORS)
    targets = _side(ours, theirs, TARGETS)
    return min(initiators, targets) < 0 and max(initiators, targets) <= 0


def matched(
    ours: Sequence[Incident], theirs: Sequence[Incident], *, days: int
) -> list[Pair]:
    """Return the pairs of two lists of incidents; each incident is in one pair at most.

    The pair that most speaks for comes first, so that no incident takes the partner that another
    one fits more.

    Args:
        ours: Incidents of the first timeline.
        theirs: Incidents of the second.
        days: Days by which the dates of a pair may lie apart.
    """
    index = DayIndex(theirs)
    candidates: list[Pair] = []
    for incident in ours:
        candidates += _candidates(incident, index, days=days)
    candidates.sort(key=_rank)
    used: set[tuple[str, str]] = set()
    pairs = []
    for pair in candidates:
        ends = {("ours", pair.ours.id), ("theirs", pair.theirs.id)}
        if used.isdisjoint(ends):
            used |= ends
            pairs.append(pair)
    return pairs


def _candidates(incident: Incident, index: DayIndex, *, days: int) -> Iterator[Pair]:
    for candidate in index.near(incident, days=days):
        points = points_of(incident, candidate, days=days)
        if points is not None and sum(points.values()) >= ENOUGH:
            yield Pair(ours=incident, theirs=candidate, points=points)


def _rank(pair: Pair) -> tuple[float, str, str]:
    return -pair.score, pair.ours.id, pair.theirs.id
