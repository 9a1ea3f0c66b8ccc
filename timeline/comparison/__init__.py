"""How alike are two tellings in their actors, places, dates, modes and figures?

Plain comparisons of records, used where the passages of one document are joined and where reports of several are.
Each answers 1 (they agree), 0 (nothing to compare, or neither way) or -1 (they exclude each other).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CUMULATIVE
from timeline.model.when import Basis, DateInterval

# A party stands on either side.
INITIATORS = frozenset({Role.INITIATOR, Role.PARTY})
TARGETS = frozenset({Role.TARGET, Role.PARTY})
EARTH_KM = 6371.0
# Two towns nearer than this may be one place in two words ("near Kisweh", "south of Damascus").
NEAR_KM = 15.0
WIDE = frozenset({PlacePrecision.PROVINCE, PlacePrecision.COUNTRY, PlacePrecision.REGION})
OFFICIAL = frozenset(
    {ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.PERSON, ActorKind.ORGANISATION}
)
# Modes that reports use for one another; a mode in none of them agrees with itself only.
FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"aerial", "drone", "missile", "shelling", "interception"}),
    frozenset({"aerial", "drone", "bombing"}),
    frozenset({"bombing", "suicide-bombing", "mine", "assassination"}),
    frozenset({"clash", "capture", "raid", "ambush", "shooting"}),
    frozenset({"shooting", "massacre", "execution", "assassination", "raid"}),
    frozenset(
        {"arson", "aerial", "shelling", "bombing", "raid", "capture", "massacre", "shooting"}
    ),
    frozenset({"talks", "meeting", "visit", "mediation", "call"}),
    frozenset({"agreement", "ceasefire", "promise"}),
)
# Modes of two types by which articles tell of one happening: who is captured has been arrested, a riot is a clash.
KIN: tuple[frozenset[tuple[str, str | None]], ...] = (
    frozenset({("COERCE", "arrest"), ("ASSAULT", "capture"), ("ASSAULT", "abduction")}),
    frozenset({("PROTEST", "riot"), ("ASSAULT", "clash")}),
    frozenset({("AGREE", "ceasefire"), ("RETREAT", "ceasefire")}),
)
# Words that say nothing about who someone is.
EMPTY = frozenset({
    "the", "a", "an", "of", "in", "and", "for", "government", "forces", "force", "army", "military", "troops",
    "soldiers", "group", "fighters", "people", "officials", "official", "some", "several", "many", "other", "two",
    "three",
})  # fmt: skip


def telling_words(name: str) -> frozenset[str]:
    """Give the words of a name that tell who it is."""
    return frozenset(word for word in name.lower().replace("'s", "").split() if word not in EMPTY)


def opposed(one: ActorKind, other: ActorKind) -> bool:
    """Say whether two kinds stand on different sides though their names share a country ("Syrian rebels", "Syrian army")."""
    kinds = {one, other}
    return (
        len(kinds & {ActorKind.ARMED_GROUP, ActorKind.CIVILIANS}) > 0 and len(kinds & OFFICIAL) > 0
    )


def same_actor(one: ActorRole, other: ActorRole) -> int:
    """Compare two actors: -1 only when both are named and belong to different countries or groups."""
    if one.id == other.id:
        return 1
    if telling_words(one.name) & telling_words(other.name) and not opposed(one.kind, other.kind):
        return 1
    if one.country and other.country:
        if one.country != other.country:
            return -1
        if one.kind in OFFICIAL and other.kind in OFFICIAL:
            return 1
        return 0
    return 0


def same_side(ones: Sequence[ActorRole], others: Sequence[ActorRole]) -> int:
    """Compare two lists of actors in the same role: 1 if any pair agrees, else -1 if any pair excludes the other."""
    found = {same_actor(one, other) for one in ones for other in others}
    return 1 if 1 in found else -1 if -1 in found else 0


def merged_actors(actors: Iterable[ActorRole]) -> tuple[ActorRole, ...]:
    """Give each actor once in each of its roles, its aliases joined; an actor on both sides keeps both roles."""
    found: dict[tuple[str, Role], ActorRole] = {}
    for actor in actors:
        before = found.get((actor.id, actor.role))
        if before is not None:
            actor = replace(before, aliases=tuple(sorted({*before.aliases, *actor.aliases})))
        found[actor.id, actor.role] = actor
    return tuple(found.values())


def merged_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """Give each place once, its aliases joined, in the order in which they were first told."""
    found: dict[str, Place] = {}
    for place in places:
        before = found.get(place.id)
        if before is not None:
            if all(alias in before.aliases for alias in place.aliases):
                continue
            place = replace(before, aliases=tuple(sorted({*before.aliases, *place.aliases})))
        found[place.id] = place
    return tuple(found.values())


def most_specific(actors: Sequence[ActorRole]) -> tuple[ActorRole, ...]:
    """Leave out of each role what another actor in it tells better.

    A state beside its own forces, "soldiers" beside an army that is named, a thing beside people.
    """
    kept: list[ActorRole] = []
    for actor in actors:
        others = [one for one in actors if one.role is actor.role and one.id != actor.id]
        forces = actor.kind is ActorKind.STATE and any(is_of_state(one, actor.id) for one in others)
        thing = (
            actor.kind is ActorKind.FACILITY
            and actor.country is None
            and any(one.kind is not ActorKind.FACILITY for one in others)
        )
        bare = actor.kind is ActorKind.SECURITY_FORCES and actor.country is None
        nameless = bare and any(one.id.endswith("-military") for one in others)
        if not (forces or thing or nameless):
            kept.append(actor)
    return tuple(kept)


def is_of_state(actor: ActorRole, state: str) -> bool:
    """Say whether an actor is the forces or an office of a state: its rebels and civilians are not the state."""
    return actor.id.startswith(f"{state}-") and actor.kind in OFFICIAL


def in_role(actors: Sequence[ActorRole], roles: Collection[Role]) -> list[ActorRole]:
    """Give the actors in one of these roles; a party stands on either side."""
    return [actor for actor in actors if actor.role in roles]


def distance(one: Place, other: Place) -> float | None:
    """Give the distance of two places in km along the great circle; None if one has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lon1, lat2, lon2 = (radians(value) for value in (one.lat, one.lon, other.lat, other.lon))
    inner = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(inner)))


def contains(wide: Place, narrow: Place) -> bool:
    """Say whether one place lies in the other, as far as country and first-order division tell."""
    if wide.precision is PlacePrecision.COUNTRY:
        return wide.country is not None and wide.country == narrow.country
    if wide.precision is PlacePrecision.PROVINCE:
        same = wide.country == narrow.country and wide.country is not None
        return same and narrow.admin1 is not None and _folded(wide.name) == _folded(narrow.admin1)
    return False


def _folded(name: str) -> str:
    return name.lower().removesuffix(" province").removesuffix(" governorate").replace("-", " ")


def same_place(one: Place, other: Place) -> int:
    """Compare two places: 1 the same or nearly so, 0 one in the other or unknown, -1 two places apart."""
    if one.id == other.id or one.name.lower() == other.name.lower():
        return 1
    if contains(one, other) or contains(other, one):
        return 0
    if one.precision in WIDE and other.precision in WIDE:
        return -1 if one.country and other.country and one.country != other.country else 0
    if one.precision in WIDE or other.precision in WIDE:
        apart = one.country and other.country and one.country != other.country
        return -1 if apart else 0
    km = distance(one, other)
    if km is None:
        return 0 if _could_be_one(one, other) else -1
    return 1 if km <= NEAR_KM else -1


def _could_be_one(one: Place, other: Place) -> bool:
    """Say whether two places, of which one is on no map, may be one: a site lies in some town, a name is told in part."""
    return PlacePrecision.SITE in {one.precision, other.precision} or bool(
        telling_words(one.name) & telling_words(other.name)
    )


def same_places(ones: Sequence[Place], others: Sequence[Place]) -> int:
    """Compare two lists of places: 1 if any pair agrees, -1 if all pairs are apart."""
    if not ones or not others:
        return 0
    return max(same_place(one, other) for one in ones for other in others)


def same_date(one: DateInterval | None, other: DateInterval | None) -> int:
    """Compare two dates: 1 the same day or week or month, 0 overlapping or unknown, -1 apart."""
    if one is None or other is None or Basis.ASSUMED in {one.basis, other.basis}:
        return 0
    if not one.overlaps(other):
        return -1
    return 1 if (one.start, one.end) == (other.start, other.end) else 0


def same_mode(one: str | None, other: str | None) -> int:
    """Compare two modes: 1 equal, 0 of one family or unknown, -1 different."""
    if one is None or other is None:
        return 0
    if one == other:
        return 1
    if CUMULATIVE in {one, other}:  # the sum of a war is nothing that happened on one day
        return -1
    if "clash" in {one, other}:  # any force can be told as fighting
        return 0
    return 0 if any(one in family and other in family for family in FAMILIES) else -1


def same_kind(one: str, mode: str | None, other: str, other_mode: str | None) -> int:
    """Compare type and mode as two articles tell them: 1 one type and mode, 0 they can be one, -1 they cannot."""
    if one != other:
        return 0 if any((one, mode) in kin and (other, other_mode) in kin for kin in KIN) else -1
    return same_mode(mode, other_mode)


def same_figures(ones: Sequence[Casualty], others: Sequence[Casualty]) -> int:
    """Say 1 when two tellings share a stated figure of one kind, else 0: differing tolls exclude nothing by themselves."""
    left = {(one.kind, one.best) for one in ones if one.best is not None and one.best > 1}
    return 1 if any((one.kind, one.best) in left for one in others) else 0


def significant_digits(number: int) -> int:
    """Count the digits of a number without the zeros it ends in: the more, the less likely two share it by chance.

    >>> [significant_digits(number) for number in (3, 100, 12, 108, 2600)]
    [1, 1, 2, 3, 2]
    """
    return len(str(number).rstrip("0"))
