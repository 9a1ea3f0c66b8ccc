"""Profile of a report for comparison.

Actors and places are numbers, so that each pair is judged once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from timeline.comparison import (
    INITIATORS,
    TARGETS,
    are_opposed,
    has_inside,
    in_role,
    same_actor,
    same_place,
)
from timeline.incidents.tfidf import Wording
from timeline.lexicon.widths import Width, width_of
from timeline.model.actors import ActorKind, ActorRole
from timeline.model.incidents import Report
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import HAPPENED, CasualtyKind, Status
from timeline.model.when import Basis, DateInterval

Value = TypeVar("Value")
NO_WORDS = Wording()
# Judgements on lists of actors or of places that are held at once.
MOST_JUDGED = 500_000
# How much a shared actor tells: a named group or person, a state or its forces, a common noun.
NAMED, STATE, NAMELESS = 1.0, 0.75, 0.4
# What it tells that one report names rebels or civilians where the other names a state: little,
# for either may be named loosely.
OPPOSED = -0.5
# Kinds of actor that many incidents share, though each has a name.
COMMON = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.CIVILIANS})
# How much it tells that two reports share a place, by its grain.
TELLING_PLACE = {
    PlacePrecision.SITE: 1.0,
    PlacePrecision.CITY: 1.0,
    PlacePrecision.DISTRICT: 0.8,
    PlacePrecision.PROVINCE: 0.6,
    PlacePrecision.COUNTRY: 0.2,
    PlacePrecision.REGION: 0.2,
}
WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION})
FINE = frozenset({PlacePrecision.SITE, PlacePrecision.CITY, PlacePrecision.DISTRICT})
# What it tells that one names the province of the other's town.
IN_PROVINCE = 0.3
# Letters of a trigger that tell it from others whatever its ending, and what a word must keep when
# its ending is cut.
STEM, SHORTEST = 6, 3
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s", "e")
SYNONYMS = {
    "kill": ("die", "died", "dies", "dead", "death", "deaths", "dying", "slay", "slain", "slew",
             "slaying", "slayings", "murder", "murders", "murdered", "murdering", "fatal",
             "perished", "lives"),
    "shoot": ("shot",), "strike": ("struck",), "fight": ("fought",), "flee": ("fled",),
    "meet": ("met",), "hold": ("held",), "take": ("took", "taken"), "break": ("broke", "broken"),
    "blow": ("blew", "blown"), "win": ("won",), "lose": ("lost",),
    "withdraw": ("withdrew", "withdrawn", "withdrawal"), "say": ("said",), "seek": ("sought",),
    "fire": ("fired", "firing"), "explode": ("explosion", "explosions"), "find": ("found",),
    "leave": ("left",),
}  # fmt: skip
IRREGULAR = {form: word for word, forms in SYNONYMS.items() for form in forms}


@dataclass(frozen=True, slots=True)
class When:
    """The days of a report, as ordinals.

    Attributes:
        first: First possible day.
        last: Last possible day.
        is_explicit: False for days that are only assumed.
    """

    first: int
    last: int
    is_explicit: bool

    @property
    def days(self) -> int:
        """How many days these are."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Sides:
    """Numbers of the actors on either side, sorted."""

    initiators: tuple[int, ...]
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What of a report is compared.

    The report itself is not held: millions of them are too large for memory.

    Attributes:
        number: Where the report stands among those that are merged.
        report: Id of the report.
        document: Id of its document.
        start: Where its first trigger stands in the document.
        published: Day of publication as an ordinal; None if unknown.
        type: Id of the incident type.
        mode: How, or None.
        status: Whether it happened.
        when: Its days; None when it is undated.
        places: Numbers of its places, sorted.
        sides: Its actors.
        actors: Countries of its actors; the id of one who has none.
        countries: Countries of its places.
        named: Ids of ships, persons, groups and sites by name.
        figures: (kind, number) of its casualties above one.
        stems: First letters of its triggers.
        words: What its document is about, weighted; empty when not known.
        is_wide: Whether its dead are those of a whole day or country, or of other places than the
            one told before; None where it has no dead, or neither words nor a town that say so.
    """

    number: int
    report: str
    document: str
    start: int
    published: int | None
    type: str
    mode: str | None
    status: Status
    when: When | None
    places: tuple[int, ...]
    sides: Sides
    actors: frozenset[str]
    countries: frozenset[str]
    named: frozenset[str]
    figures: frozenset[tuple[str, int]]
    stems: frozenset[str]
    words: Wording
    is_wide: bool | None = None

    @property
    def has_happened(self) -> bool:
        """Whether it tells of something that occurred."""
        return self.status in HAPPENED


class Profiler:
    """Makes profiles, and compares actors and places by their numbers, each pair once."""

    _published: Mapping[str, date | None]
    _words: Mapping[str, Wording]
    _numbers: dict[tuple[object, ...], int]
    _actors: dict[int, ActorRole]
    _places: dict[int, Place]
    _pairs: dict[tuple[int, int], float]
    _lists: dict[tuple[tuple[int, ...], tuple[int, ...]], float]
    _shared: dict[Any, Any]

    def __init__(
        self,
        published: Mapping[str, date | None],
        words: Mapping[str, Wording] | None = None,
    ) -> None:
        """Keep the day of publication, and the words, of documents by id."""
        self._published = published
        self._words = words or {}
        self._numbers = {}
        self._actors = {}
        self._places = {}
        self._pairs = {}
        self._lists = {}
        self._shared = {}

    def profile(self, report: Report, number: int = 0) -> Profile:
        """Make the profile of a report, which stands at a number among those that are merged."""
        places = {self._place(place) for place in report.places}
        return Profile(
            number=number,
            report=report.id,
            document=report.document,
            start=report.passages[0].trigger.start,
            published=self._published_on(report.document),
            type=report.type,
            mode=report.mode,
            status=report.status,
            when=self.shared(when(report.date)),
            places=self.shared(tuple(sorted(places))),
            sides=self.shared(self._sides(report)),
            actors=self._shared_set(countries_of_actors(report)),
            countries=self._shared_set(countries_of_places(report)),
            named=self._shared_set(special_names(report)),
            figures=self._shared_set(figures(report)),
            stems=self._shared_set(stems(report)),
            words=self._words.get(report.document, NO_WORDS),
            is_wide=has_wide_count(report),
        )

    def _sides(self, report: Report) -> Sides:
        initiators = in_role(report.actors, INITIATORS)
        targets = in_role(report.actors, TARGETS)
        return Sides(self._numbered(initiators), self._numbered(targets))

    def _numbered(self, actors: Iterable[ActorRole]) -> tuple[int, ...]:
        """Return the numbers of actors, sorted."""
        numbers = {self._actor(actor) for actor in actors}
        return tuple(sorted(numbers))

    def _published_on(self, document: str) -> int | None:
        day = self._published.get(document)
        return None if day is None else self.shared(day.toordinal())

    def shared(self, value: Value) -> Value:
        """Return an equal value that is held already, so that it is held once."""
        held: Value = self._shared.setdefault(value, value)
        return held

    def _shared_set(self, values: Iterable[Value]) -> frozenset[Value]:
        return self.shared(frozenset(values))

    def actors_agree(self, left: tuple[int, ...], right: tuple[int, ...]) -> float:
        """Compare two sides.

        Returns:
            Up to 1 by how telling the best shared actor is, -1 if some exclude each other, -0.5 if
            rebels or civilians stand where the other names a state, else 0.
        """
        if not left or not right:
            return 0.0
        return self._list(left, right, self._actor_pair)

    def places_agree(self, left: tuple[int, ...], right: tuple[int, ...]) -> float:
        """Compare places: up to 1 by the grain of what they share, -1 if all are apart, else 0."""
        if not left or not right:
            return 0.0
        return self._list(left, right, self._place_pair)

    def are_elsewhere(
        self, places: tuple[int, ...], place_lists: Iterable[tuple[int, ...]]
    ) -> bool:
        """Return whether all of these places are apart from those of one of several reports."""
        for place_list in place_lists:
            agreement = self._lists.get((places, place_list))
            if agreement is None:
                agreement = self.places_agree(places, place_list)
            if agreement < 0:
                return True
        return False

    def towns(self, numbers: Iterable[int]) -> list[str]:
        """Return the ids of the places among these that are no wider than a province."""
        places = (self._places[number] for number in numbers)
        return [place.id for place in places if place.precision not in WIDE]

    def fine_towns(self, numbers: Iterable[int]) -> list[str]:
        """Return the ids of the places among these that are finer than a province."""
        places = (self._places[number] for number in numbers)
        return [place.id for place in places if place.precision in FINE]

    def _list(
        self,
        left: tuple[int, ...],
        right: tuple[int, ...],
        judge: Callable[[int, int], float],
    ) -> float:
        key = (left, right)
        judgement = self._lists.get(key)
        if judgement is None:
            if len(self._lists) >= MOST_JUDGED:
                self._lists.clear()
            pairs = [judge(first, second) for first in left for second in right]
            judgement = max(pairs)
            # one actor too many excludes, but one place only if all others are elsewhere too
            if judgement <= 0 and left[0] in self._actors:
                judgement = min(pairs)
            self._lists[key] = judgement
        return judgement

    def _actor_pair(self, left: int, right: int) -> float:
        if left > right:
            left, right = right, left
        judgement = self._pairs.get((left, right))
        if judgement is None:
            judgement = _judged_actors(self._actors[left], self._actors[right])
            self._pairs[left, right] = judgement
        return judgement

    def _place_pair(self, left: int, right: int) -> float:
        if left > right:
            left, right = right, left
        judgement = self._pairs.get((left, right))
        if judgement is None:
            judgement = _judged_places(self._places[left], self._places[right])
            self._pairs[left, right] = judgement
        return judgement

    def _actor(self, actor: ActorRole) -> int:
        key = ("actor", actor.id, actor.name, actor.kind, actor.country)
        number = self._numbers.setdefault(key, len(self._numbers))
        self._actors.setdefault(number, actor)
        return number

    def _place(self, place: Place) -> int:
        key = (
            "place",
            place.id,
            place.name,
            place.lat,
            place.lon,
            place.country,
            place.admin1,
            place.precision,
        )
        number = self._numbers.setdefault(key, len(self._numbers))
        self._places.setdefault(number, place)
        return number


def _judged_actors(first: ActorRole, second: ActorRole) -> float:
    """Return how much it tells that reports name these actors; below 0: against one incident."""
    agreement = same_actor(first, second)
    if agreement > 0:
        return min(telling(first), telling(second))
    if agreement == 0 and are_opposed(first.kind, second.kind):
        return OPPOSED
    return float(agreement)


def _judged_places(first: Place, second: Place) -> float:
    """Return how much it tells that reports name these places; below 0: against one incident."""
    agreement = same_place(first, second)
    if agreement > 0:
        return min(TELLING_PLACE[first.precision], TELLING_PLACE[second.precision])
    if agreement == 0 and _are_town_and_province(first, second):
        return IN_PROVINCE
    return float(agreement)


def _are_town_and_province(first: Place, second: Place) -> bool:
    """Return whether one of two places is a province, and either lies in the other."""
    if PlacePrecision.PROVINCE not in {first.precision, second.precision}:
        return False
    return has_inside(first, second) or has_inside(second, first)


def telling(actor: ActorRole) -> float:
    """Return how much it tells that two reports name this actor."""
    if not actor.name[:1].isupper():
        return NAMELESS
    return STATE if actor.kind in COMMON else NAMED


def when(interval: DateInterval | None) -> When | None:
    """Return the days of an interval as ordinals."""
    if interval is None:
        return None
    return When(
        interval.start.toordinal(),
        interval.end.toordinal(),
        interval.basis is not Basis.ASSUMED,
    )


def is_special(actor: ActorRole) -> bool:
    """Return whether an actor is a ship, person, group or site by name.

    These tell more than a state or its army.
    """
    return actor.kind not in COMMON and actor.name[:1].isupper()


def countries_of_actors(report: Report) -> Iterator[str]:
    """Yield the countries of actors; the id of one who has none."""
    for actor in report.actors:
        yield actor.country or actor.id


def countries_of_places(report: Report) -> Iterator[str]:
    """Yield the countries of places that have one."""
    for place in report.places:
        if place.country:
            yield place.country


def special_names(report: Report) -> Iterator[str]:
    """Yield the ids of ships, persons, groups and sites by name."""
    for actor in report.actors:
        if is_special(actor):
            yield actor.id


def figures(report: Report) -> Iterator[tuple[str, int]]:
    """Yield the kind and number of each figure of casualties above one."""
    for figure in report.casualties:
        if figure.best and figure.best > 1:
            yield figure.kind.value, figure.best


def has_wide_count(report: Report) -> bool | None:
    """Return whether the dead of a report are those of more than one place.

    None where it has no number of dead, or neither words nor a town that say so.
    """
    if all(kind != CasualtyKind.KILLED.value for kind, _ in figures(report)):
        return None
    if any(place.precision in FINE for place in report.places):
        return False
    widths = (width_of(passage.text) for passage in report.passages)
    is_wide = any(width is not Width.ONE_INCIDENT for width in widths)
    return True if is_wide else None


def stems(report: Report) -> Iterator[str]:
    """Yield the stems of the last word of each trigger."""
    for passage in report.passages:
        start = passage.trigger.start - passage.start
        end = passage.trigger.end - passage.start
        words = passage.text[start:end].split()
        if words:
            yield stem(words[-1])


def stem(word: str) -> str:
    """Return what the forms of a trigger share, roughly.

    >>> {stem(word) for word in ("shot", "shoots", "Shooting", "shootings")}
    {'shoot'}
    """
    lower = word.lower().strip("\"'\u2018\u2019\u201c\u201d.,-")
    lower = IRREGULAR.get(lower, lower)
    return _without_ending(lower)[:STEM]


def _without_ending(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word
