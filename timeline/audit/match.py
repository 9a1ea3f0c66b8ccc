"""Match the incidents of two timelines one to one, whatever texts or tables they come from.

The points are those by which a coded row is joined to the incident of articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from timeline.comparison import (
    INITIATORS,
    TARGETS,
    in_role,
    same_date,
    same_figures,
    same_kind,
    same_places,
    same_side,
)
from timeline.incidents.rows import DATE, ENOUGH, FIGURES, MODE, PLACE, SIDE
from timeline.model.actors import Role
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


def ids_in(pairs: Iterable[Pair]) -> set[int]:
    """Return the `id()` of each record in a pair; ids of two timelines may be the same."""
    ids = set()
    for pair in pairs:
        ids.add(id(pair.ours))
        ids.add(id(pair.theirs))
    return ids


class DayIndex:
    """Finds incidents by day and country, or by day and a word of a place's name."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        """File the incidents that have a place and a date of at most `LONGEST` days."""
        self._by_key: dict[Key, list[Incident]] = defaultdict(list)
        for incident in incidents:
            for key in keys_of(incident, slack=0):
                filed = self._by_key[key]
                if len(filed) < MOST:
                    filed.append(incident)

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
    places = countries_of(incident) | place_words(incident)
    yield from product(sorted(places), _days(when, slack))


def _days(when: DateInterval, slack: int) -> range:
    """Return the ordinals of the days, so many before and after included."""
    first = when.start.toordinal() - slack
    last = when.end.toordinal() + slack
    return range(first, last + 1)


def place_words(incident: Incident) -> set[str]:
    """Return the words that tell the places of an incident from others, in lower case."""
    words: set[str] = set()
    for place in incident.places:
        folded = place.name.casefold()
        words.update(folded.replace("-", " ").split())
    words -= COMMON_WORDS
    return {word for word in words if len(word) >= SHORTEST_WORD}


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
        "initiator": _side_points(ours, theirs, INITIATORS),
        "target": _side_points(ours, theirs, TARGETS),
        "kind": MODE * _kind(ours, theirs),
        "figures": _figure_points(ours, theirs),
    }
    return {name: value for name, value in points.items() if value}


def _side_points(ours: Incident, theirs: Incident, roles: frozenset[Role]) -> float:
    same = _side(ours, theirs, roles)
    return SIDE * max(0, same)


def _kind(ours: Incident, theirs: Incident) -> int:
    return same_kind(ours.type, ours.mode, theirs.type, theirs.mode)


def _figure_points(ours: Incident, theirs: Incident) -> float:
    """Return what the figures say: one that both give, or dead that only one of them has."""
    if same_figures(ours.casualties, theirs.casualties):
        return FIGURES
    if has_killed(ours) != has_killed(theirs):
        return APART
    return 0.0


def has_killed(incident: Incident) -> bool:
    """Return whether every account of an incident has somebody killed."""
    if incident.killed is None:
        return False
    return incident.killed.low > 0


def _date_points(ours: Incident, theirs: Incident) -> float:
    same = same_date(ours.date, theirs.date)
    if same < 0:
        return APART
    return DATE * same


def _side(ours: Incident, theirs: Incident, roles: frozenset[Role]) -> int:
    left = in_role(ours.actors, roles)
    right = in_role(theirs.actors, roles)
    return same_side(left, right)


def faults(ours: Incident, theirs: Incident, *, days: int) -> list[str]:
    """Return what excludes that two incidents are one: "date", "kind", "place", "sides"."""
    names = []
    if not _has_near_date(ours, theirs, days):
        names.append("date")
    if _kind(ours, theirs) < 0:
        names.append("kind")
    if same_places(ours.places, theirs.places) < 0:
        names.append("place")
    if _are_other_sides(ours, theirs):
        names.append("sides")
    return names


def _has_near_date(ours: Incident, theirs: Incident, days: int) -> bool:
    if ours.date is None or theirs.date is None:
        return False
    return gap(ours.date, theirs.date) <= days


def _are_other_sides(ours: Incident, theirs: Incident) -> bool:
    """Return whether one side is another and the other one does not agree."""
    sides = (_side(ours, theirs, INITIATORS), _side(ours, theirs, TARGETS))
    return min(sides) < 0 and max(sides) <= 0


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
    return list(_one_to_one(candidates))


def _one_to_one(candidates: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the pairs of which neither incident is in a pair before."""
    used_ours: set[str] = set()
    used_theirs: set[str] = set()
    for pair in candidates:
        if pair.ours.id in used_ours or pair.theirs.id in used_theirs:
            continue
        used_ours.add(pair.ours.id)
        used_theirs.add(pair.theirs.id)
        yield pair


def _candidates(incident: Incident, index: DayIndex, *, days: int) -> Iterator[Pair]:
    for candidate in index.near(incident, days=days):
        points = points_of(incident, candidate, days=days)
        if points is None:
            continue
        pair = Pair(ours=incident, theirs=candidate, points=points)
        if pair.score >= ENOUGH:
            yield pair


def _rank(pair: Pair) -> tuple[float, str, str]:
    return -pair.score, pair.ours.id, pair.theirs.id
