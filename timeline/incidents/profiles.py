"""Profile of a report for comparison.

Actors and places are numbers, so that each pair is judged once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
from timeline.model.actors import ActorKind, ActorRole
from timeline.model.incidents import Report
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import HAPPENED, Status
from timeline.model.when import Basis, DateInterval

# How much it tells that two reports share an actor: a named group or person, a state or its forces, a common noun.
NAMED, STATE, NAMELESS = 1.0, 0.75, 0.4
# What it tells that one names rebels or civilians where the other names a state: little, for either may be named loosely.
OPPOSED = -0.5
STATES = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES})
# How much it tells that two reports share a place, by its grain.
TELLING_PLACE = {
    PlacePrecision.SITE: 1.0,
    PlacePrecision.CITY: 1.0,
    PlacePrecision.DISTRICT: 0.8,
    PlacePrecision.PROVINCE: 0.6,
    PlacePrecision.COUNTRY: 0.2,
    PlacePrecision.REGION: 0.2,
}
# What it tells that one names the province of the other's town.
IN_PROVINCE = 0.3
# Letters of a trigger that tell it from others whatever its ending, and what a word must keep when its ending is cut.
STEM, SHORTEST = 6, 3
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s", "e")
SYNONYMS = {
    "kill": ("die", "died", "dies", "dead", "death", "deaths", "dying", "slay", "slain", "slew", "slaying", "slayings",
             "murder", "murders", "murdered", "murdering", "fatal", "perished", "lives"),
    "shoot": ("shot",), "strike": ("struck",), "fight": ("fought",), "flee": ("fled",), "meet": ("met",), "hold": ("held",),
    "take": ("took", "taken"), "break": ("broke", "broken"), "blow": ("blew", "blown"), "win": ("won",), "lose": ("lost",),
    "withdraw": ("withdrew", "withdrawn", "withdrawal"), "say": ("said",), "seek": ("sought",), "fire": ("fired", "firing"),
    "explode": ("explosion", "explosions"), "find": ("found",), "leave": ("left",),
}  # fmt: skip
IRREGULAR = {form: word for word, forms in SYNONYMS.items() for form in forms}


@dataclass(frozen=True, slots=True)
class When:
    """The days of a report, as ordinals.

    Attributes:
        first: First possible day.
        last: Last possible day.
        told: False for days that are only assumed.
    """

    first: int
    last: int
    told: bool

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

    Attributes:
        report: The report itself.
        published: Day of publication as an ordinal; None if unknown.
        happened: Whether it tells of something that happened.
        when: Its days; None when it is undated.
        places: Numbers of its places, sorted.
        sides: Its actors.
        named: Ids of ships, persons, groups and sites by name.
        figures: (kind, number) of its casualties above one.
        stems: First letters of its triggers.
        words: What its document is about, weighted; empty when not known.
    """

    report: Report
    published: int | None
    happened: bool
    when: When | None
    places: tuple[int, ...]
    sides: Sides
    named: frozenset[str]
    figures: frozenset[tuple[str, int]]
    stems: frozenset[str]
    words: Wording

    @property
    def status(self) -> Status:
        """Whether it happened."""
        return self.report.status


class Profiler:
    """Makes profiles, and compares actors and places by their numbers, each pair once."""

    def __init__(
        self, published: Mapping[str, date | None], words: Mapping[str, Wording] | None = None
    ) -> None:
        """Keep the day of publication, and the words, of documents by id."""
        self._published = published
        self._words = words or {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._actors: dict[int, ActorRole] = {}
        self._places: dict[int, Place] = {}
        self._pairs: dict[tuple[int, int], float] = {}
        self._lists: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}

    def profile(self, report: Report) -> Profile:
        """Make the profile of a report."""
        published = self._published.get(report.document)
        return Profile(
            report=report,
            published=published.toordinal() if published else None,
            happened=report.status in HAPPENED,
            when=when(report.date),
            places=tuple(sorted({self._place(one) for one in report.places})),
            sides=Sides(
                tuple(sorted({self._actor(one) for one in in_role(report.actors, INITIATORS)})),
                tuple(sorted({self._actor(one) for one in in_role(report.actors, TARGETS)})),
            ),
            named=frozenset(actor.id for actor in report.actors if is_special(actor)),
            figures=frozenset(
                (one.kind.value, one.best) for one in report.casualties if one.best and one.best > 1
            ),
            stems=frozenset(stems(report)),
            words=self._words.get(report.document, Wording()),
        )

    def actors_agree(self, ones: tuple[int, ...], others: tuple[int, ...]) -> float:
        """Compare two sides.

        Returns:
            Up to 1 by how telling the best shared actor is, -1 if some exclude each other, -0.5 if rebels or civilians
            stand where the other names a state, else 0.
        """
        if not ones or not others:
            return 0.0
        return self._list(ones, others, self._actor_pair)

    def places_agree(self, ones: tuple[int, ...], others: tuple[int, ...]) -> float:
        """Compare places: up to 1 by the grain of what they share, -1 if all are apart, else 0."""
        if not ones or not others:
            return 0.0
        return self._list(ones, others, self._place_pair)

    def towns(self, numbers: Iterable[int]) -> list[str]:
        """Give the ids of the places among these that are no wider than a province."""
        wide = (PlacePrecision.COUNTRY, PlacePrecision.REGION)
        return [self._places[one].id for one in numbers if self._places[one].precision not in wide]

    def _list(
        self, ones: tuple[int, ...], others: tuple[int, ...], pair: Callable[[int, int], float]
    ) -> float:
        key = (ones, others)
        known = self._lists.get(key)
        if known is None:
            found = [pair(one, other) for one in ones for other in others]
            best = max(found)
            known = (
                best if best > 0 else self._without_agreement(found, actors=ones[0] in self._actors)
            )
            self._lists[key] = known
        return known

    @staticmethod
    def _without_agreement(found: Sequence[float], *, actors: bool) -> float:
        # one actor too many excludes; a place is excluded only when every one of the other report is elsewhere
        return min(found) if actors else max(found)

    def _actor_pair(self, one: int, other: int) -> float:
        key = (one, other) if one <= other else (other, one)
        known = self._pairs.get(key)
        if known is None:
            first, second = self._actors[key[0]], self._actors[key[1]]
            judged = same_actor(first, second)
            against = (
                OPPOSED if judged == 0 and are_opposed(first.kind, second.kind) else float(judged)
            )
            known = min(telling(first), telling(second)) if judged > 0 else against
            self._pairs[key] = known
        return known

    def _place_pair(self, one: int, other: int) -> float:
        key = (one, other) if one <= other else (other, one)
        known = self._pairs.get(key)
        if known is None:
            first, second = self._places[key[0]], self._places[key[1]]
            judged = same_place(first, second)
            told = min(TELLING_PLACE[first.precision], TELLING_PLACE[second.precision])
            known = told if judged > 0 else float(judged)
            if (
                judged == 0
                and PlacePrecision.PROVINCE in {first.precision, second.precision}
                and _in_one(first, second)
            ):
                known = IN_PROVINCE
            self._pairs[key] = known
        return known

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


def _in_one(first: Place, second: Place) -> bool:
    return has_inside(first, second) or has_inside(second, first)


def telling(actor: ActorRole) -> float:
    """Say how much it tells that two reports name this actor."""
    if not actor.name[:1].isupper():
        return NAMELESS
    return STATE if actor.kind in STATES or actor.kind is ActorKind.CIVILIANS else NAMED


def when(interval: DateInterval | None) -> When | None:
    """Give the days of an interval as ordinals."""
    if interval is None:
        return None
    return When(
        interval.start.toordinal(), interval.end.toordinal(), interval.basis is not Basis.ASSUMED
    )


def is_special(actor: ActorRole) -> bool:
    """Say whether an actor is a ship, person, group or site by name, which tells more than a state or its army."""
    common = actor.kind in STATES or actor.kind is ActorKind.CIVILIANS
    return not common and actor.name[:1].isupper()


def stems(report: Report) -> Iterable[str]:
    """Go through the stems of the last word of each trigger."""
    for passage in report.passages:
        words = passage.text[
            passage.trigger.start - passage.start : passage.trigger.end - passage.start
        ].split()
        if words:
            yield stem(words[-1])


def stem(word: str) -> str:
    """Give what the forms of a trigger share, roughly.

    >>> {stem(word) for word in ("shot", "shoots", "Shooting", "shootings")}
    {'shoot'}
    """
    lower = word.lower().strip("\"'\u2018\u2019\u201c\u201d.,-")
    lower = IRREGULAR.get(lower, lower)
    for ending in ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= SHORTEST:
            lower = lower.removesuffix(ending)
            break
    return lower[:STEM]
