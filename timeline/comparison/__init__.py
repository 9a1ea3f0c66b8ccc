"""Comparison of two reports: their actors, places, dates, modes and figures.

Plain comparisons of records, used where the passages of one document are joined and where reports
of several are. Each answers 1 (they agree), 0 (nothing to compare, or neither way) or -1 (they
exclude each other).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from math import asin, cos, radians, sin, sqrt

from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty, Report
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CUMULATIVE, CasualtyKind
from timeline.model.when import Basis, DateInterval

# A party stands on either side.
INITIATORS = frozenset({Role.INITIATOR, Role.PARTY})
TARGETS = frozenset({Role.TARGET, Role.PARTY})
EARTH_KM = 6371.0
# Two towns nearer than this may be one place in two words ("near Kisweh", "south of Damascus").
NEAR_KM = 15.0
WIDE = frozenset(
    {PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION}
)
OFFICIAL = frozenset(
    {
        ActorKind.STATE,
        ActorKind.SECURITY_FORCES,
        ActorKind.PERSON,
        ActorKind.ORGANISATION,
    }
)
UNOFFICIAL = frozenset({ActorKind.ARMED_GROUP, ActorKind.CIVILIANS})
# Modes that reports use for one another; a mode in none of them agrees with itself only.
FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"aerial", "drone", "missile", "shelling", "interception"}),
    frozenset({"aerial", "drone", "bombing"}),
    frozenset({"bombing", "suicide-bombing", "mine", "assassination"}),
    frozenset({"clash", "capture", "raid", "ambush", "shooting"}),
    frozenset({"shooting", "massacre", "execution", "assassination", "raid"}),
    frozenset(
        {
            "arson",
            "aerial",
            "shelling",
            "bombing",
            "raid",
            "capture",
            "massacre",
            "shooting",
        }
    ),
    frozenset({"talks", "meeting", "visit", "mediation", "call"}),
    frozenset({"agreement", "ceasefire", "promise"}),
)
# Modes of two types by which articles report one event: who is captured has been arrested, a riot
# is a clash.
KIN: tuple[frozenset[tuple[str, str | None]], ...] = (
    frozenset({("COERCE", "arrest"), ("ASSAULT", "capture"), ("ASSAULT", "abduction")}),
    frozenset({("PROTEST", "riot"), ("ASSAULT", "clash")}),
    frozenset({("AGREE", "ceasefire"), ("RETREAT", "ceasefire")}),
)
# Words that say nothing about who someone is.
EMPTY = frozenset(
    {
        *(
            "the",
            "a",
            "an",
            "of",
            "in",
            "and",
            "for",
            "government",
            "forces",
            "force",
            "army",
        ),
        *("military", "troops", "soldiers", "group", "fighters", "people", "officials"),
        *("official", "some", "several", "many", "other", "two", "three"),
    }
)


@lru_cache(maxsize=65_536)
def telling_words(name: str) -> frozenset[str]:
    """Return the words of a name that say who it is."""
    lowered = name.lower()
    words = lowered.replace("'s", "").split()
    return frozenset(words) - EMPTY


def are_opposed(left: ActorKind, right: ActorKind) -> bool:
    """Return whether two kinds are on different sides though their names share a country.

    So are "Syrian rebels" and the "Syrian army".
    """
    kinds = {left, right}
    if kinds.isdisjoint(UNOFFICIAL):
        return False
    return not kinds.isdisjoint(OFFICIAL)


def same_actor(left: ActorRole, right: ActorRole) -> int:
    """Compare two actors: -1 only when both are named and of different countries or groups."""
    if left.id == right.id:
        return 1
    if _has_shared_name(left, right):
        return 1
    if not left.country or not right.country:
        return 0
    if left.country != right.country:
        return -1
    return 1 if _are_official(left, right) else 0


def _are_official(left: ActorRole, right: ActorRole) -> bool:
    return OFFICIAL.issuperset({left.kind, right.kind})


def _has_shared_name(left: ActorRole, right: ActorRole) -> bool:
    """Return whether two actors share a word that says who they are, and are not opposed."""
    left_words = telling_words(left.name)
    right_words = telling_words(right.name)
    if left_words.isdisjoint(right_words):
        return False
    return not are_opposed(left.kind, right.kind)


def same_side(lefts: Sequence[ActorRole], rights: Sequence[ActorRole]) -> int:
    """Compare two lists of actors in the same role.

    1 if any pair agrees, else -1 if any pair excludes the other.
    """
    pairs = product(lefts, rights)
    answers = {same_actor(left, right) for left, right in pairs}
    if 1 in answers:
        return 1
    if -1 in answers:
        return -1
    return 0


def merged_actors(actors: Iterable[ActorRole]) -> tuple[ActorRole, ...]:
    """Return each actor once in each of its roles, its aliases joined.

    An actor on both sides keeps both roles.
    """
    merged: dict[tuple[str, Role], ActorRole] = {}
    for actor in actors:
        key = (actor.id, actor.role)
        earlier = merged.get(key)
        if earlier is None:
            merged[key] = actor
            continue
        aliases = _joined(earlier.aliases, actor.aliases)
        merged[key] = replace(earlier, aliases=aliases)
    return tuple(merged.values())


def merged_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return each place once, its aliases joined, in the order in which they first occur."""
    merged: dict[str, Place] = {}
    for place in places:
        earlier = merged.get(place.id)
        if earlier is None:
            merged[place.id] = place
        elif _has_new_alias(place, earlier):
            aliases = _joined(earlier.aliases, place.aliases)
            merged[place.id] = replace(earlier, aliases=aliases)
    return tuple(merged.values())


def _has_new_alias(place: Place, earlier: Place) -> bool:
    new = set(place.aliases).difference(earlier.aliases)
    return bool(new)


def _joined(left: Iterable[str], right: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*left, *right}))


def most_specific(actors: Sequence[ActorRole]) -> tuple[ActorRole, ...]:
    """Return the actors without those of which another in the same role says more.

    A state beside its own forces, "soldiers" beside an army that is named, a thing beside people of
    whom more is said than that they are people, "protesters" beside protesters of a country.
    """
    specific = []
    for actor in actors:
        others = _others_in_role(actors, actor)
        if not any(_is_more_specific(candidate, actor) for candidate in others):
            specific.append(actor)
    return tuple(specific)


def _others_in_role(
    actors: Sequence[ActorRole], actor: ActorRole
) -> Iterator[ActorRole]:
    """Yield the actors in the role of one actor, without itself."""
    for candidate in in_role(actors, (actor.role,)):
        if candidate.id != actor.id:
            yield candidate


# The id of those of whom nothing is said but that they are people.
ANYBODY = "people"


def _is_somebody(actor: ActorRole) -> bool:
    """Return whether an actor is no thing, and more is said of it than that it is people."""
    if actor.id == ANYBODY:
        return False
    return actor.kind is not ActorKind.FACILITY


def _is_more_specific(candidate: ActorRole, actor: ActorRole) -> bool:
    """Return whether one actor says more than another in the same role."""
    if actor.kind is ActorKind.STATE:
        return is_of_state(candidate, actor.id)
    if actor.country is not None:
        return False
    if _is_same_of_country(candidate, actor):
        return True
    if actor.kind is ActorKind.FACILITY:
        return _is_somebody(candidate)
    is_force = actor.kind is ActorKind.SECURITY_FORCES
    return is_force and candidate.id.endswith("-military")


def _is_same_of_country(candidate: ActorRole, actor: ActorRole) -> bool:
    """Return whether an actor has the same name and a country."""
    if candidate.country is None:
        return False
    return candidate.name.lower() == actor.name.lower()


def is_of_state(actor: ActorRole, state: str) -> bool:
    """Return whether an actor is the forces or an office of a state.

    Its rebels and civilians are not the state.
    """
    if actor.kind not in OFFICIAL:
        return False
    return actor.id.startswith(f"{state}-")


def in_role(actors: Sequence[ActorRole], roles: Collection[Role]) -> list[ActorRole]:
    """Return the actors in one of these roles; a party stands on either side."""
    return [actor for actor in actors if actor.role in roles]


def distance(left: Place, right: Place) -> float | None:
    """Return the distance of two places in km along the great circle.

    None if one has no coordinates.
    """
    start = _coordinates(left)
    end = _coordinates(right)
    if start is None or end is None:
        return None
    chord = sqrt(_haversine(start, end))
    angle = 2 * asin(min(1.0, chord))
    return EARTH_KM * angle


def _coordinates(place: Place) -> tuple[float, float] | None:
    """Return latitude and longitude in radians; None if one is missing."""
    if place.lat is None or place.lon is None:
        return None
    return radians(place.lat), radians(place.lon)


def _haversine(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the haversine of the angle between two points.

    Args:
        start: Latitude and longitude in radians.
        end: The same of the other point.
    """
    start_lat, start_lon = start
    end_lat, end_lon = end
    by_latitude = _haversine_of(end_lat - start_lat)
    by_longitude = _haversine_of(end_lon - start_lon)
    scale = cos(start_lat) * cos(end_lat)
    return by_latitude + scale * by_longitude


def _haversine_of(angle: float) -> float:
    return sin(angle / 2) ** 2


def has_inside(wide: Place, narrow: Place) -> bool:
    """Return whether one place lies in the other, as far as country and province say."""
    if wide.country is None or wide.country != narrow.country:
        return False
    if wide.precision is PlacePrecision.COUNTRY:
        return True
    if wide.precision is not PlacePrecision.PROVINCE:
        return False
    return _is_named(wide, narrow.admin1)


def _is_named(place: Place, name: str | None) -> bool:
    """Return whether a province has that name, whatever the words for a province in it."""
    if name is None:
        return False
    return _folded(place.name) == _folded(name)


def _folded(name: str) -> str:
    lowered = name.lower()
    plain = lowered.removesuffix(" province").removesuffix(" governorate")
    return plain.replace("-", " ")


def same_place(left: Place, right: Place) -> int:
    """Compare two places.

    1 the same or nearly so, 0 one in the other or unknown, -1 two distinct places.
    """
    if _is_same_by_name(left, right):
        return 1
    if has_inside(left, right) or has_inside(right, left):
        return 0
    if WIDE.isdisjoint({left.precision, right.precision}):
        return _same_town(left, right)
    return -1 if _are_in_different_countries(left, right) else 0


def _is_same_by_name(left: Place, right: Place) -> bool:
    """Return whether two places have one id or one name."""
    if left.id == right.id:
        return True
    return left.name.lower() == right.name.lower()


def _same_town(left: Place, right: Place) -> int:
    """Compare two places of which neither is an area: by distance, else by name."""
    kilometres = distance(left, right)
    if kilometres is not None:
        return 1 if kilometres <= NEAR_KM else -1
    if _can_be_one_place(left, right):
        return 0
    return -1


def _are_in_different_countries(left: Place, right: Place) -> bool:
    if not left.country or not right.country:
        return False
    return left.country != right.country


def _can_be_one_place(left: Place, right: Place) -> bool:
    """Return whether two places, of which one is on no map, may be one.

    A site lies in some town, and names may be given in part.
    """
    if PlacePrecision.SITE in {left.precision, right.precision}:
        return True
    left_words = telling_words(left.name)
    right_words = telling_words(right.name)
    return not left_words.isdisjoint(right_words)


def same_places(lefts: Sequence[Place], rights: Sequence[Place]) -> int:
    """Compare two lists of places: 1 if any pair agrees, -1 if all pairs are distinct."""
    if not lefts or not rights:
        return 0
    pairs = product(lefts, rights)
    return max(same_place(left, right) for left, right in pairs)


def same_date(left: DateInterval | None, right: DateInterval | None) -> int:
    """Compare two dates: 1 the same day or week or month, 0 overlapping or unknown, -1 disjoint."""
    if left is None or right is None:
        return 0
    if Basis.ASSUMED in {left.basis, right.basis}:
        return 0
    if not left.is_overlapping(right):
        return -1
    return 1 if _has_same_days(left, right) else 0


def _has_same_days(left: DateInterval, right: DateInterval) -> bool:
    if left.start != right.start:
        return False
    return left.end == right.end


def same_mode(left: str | None, right: str | None) -> int:
    """Compare two modes: 1 equal, 0 of one family or unknown, -1 different."""
    if left is None or right is None:
        return 0
    if left == right:
        return 1
    modes = {left, right}
    if CUMULATIVE in modes:  # the sum of a war is no event of one day
        return -1
    if "clash" in modes:  # any force can be reported as fighting
        return 0
    return 0 if _are_of_one_family(modes) else -1


def _are_of_one_family(modes: set[str]) -> bool:
    return any(modes <= family for family in FAMILIES)


def same_kind(
    left_type: str, left_mode: str | None, right_type: str, right_mode: str | None
) -> int:
    """Compare type and mode as two articles report them.

    1 one type and mode, 0 they can be one, -1 they cannot.
    """
    if left_type == right_type:
        return same_mode(left_mode, right_mode)
    kinds = {(left_type, left_mode), (right_type, right_mode)}
    are_kin = any(kinds <= kin for kin in KIN)
    return 0 if are_kin else -1


def can_be_one(left: Report, right: Report) -> bool:
    """Return whether two reports are of kinds that can be one incident."""
    if left.type == right.type:
        return True
    kind = same_kind(left.type, left.mode, right.type, right.mode)
    return kind >= 0


def same_figures(lefts: Sequence[Casualty], rights: Sequence[Casualty]) -> int:
    """Return 1 when two reports share a stated figure of one kind, else 0.

    Differing figures exclude nothing by themselves.
    """
    shared = _stated_figures(lefts) & _stated_figures(rights)
    return 1 if shared else 0


def _stated_figures(casualties: Sequence[Casualty]) -> set[tuple[CasualtyKind, int]]:
    """Return kind and number of each stated figure of more than one person."""
    figures = set()
    for figure in casualties:
        number = figure.best or 0
        if number > 1:
            figures.add((figure.kind, number))
    return figures


def significant_digits(number: int) -> int:
    """Return the number of digits without the zeros at the end.

    The more there are, the less likely two figures share them by chance.

    >>> [significant_digits(number) for number in (3, 100, 12, 108, 2600)]
    [1, 1, 2, 3, 2]
    """
    return len(str(number).rstrip("0"))
