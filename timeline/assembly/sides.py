"""The side of the conflict on which each actor stands.

Sides are found from who uses force on whom: the two camps with most of it between them are the two
sides. A camp is a state with its forces and its people in office, or the armed groups of a country;
those who demonstrate count to the latter where a state's quarrel is with its own country. Whoever
belongs to neither camp has no side, and civilians who are only acted upon never have one. Tables
`[[side]]` of a timeline.toml replace all of this.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.comparison import in_role
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.countries import countries
from timeline.model.actors import Actor, ActorKind, ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.types import HAPPENED
from timeline.settings import Settings

FORCE = frozenset({"ASSAULT", "COERCE"})
PROTEST = "PROTEST"
COUNTRY_CODE = 3  # letters
LEAST_ACTS = 3  # between two camps; fewer make no conflict
# Share of demonstrations from which demonstrators and armed groups are one side.
MUCH_PROTEST = 0.05
DEMONSTRATOR = 0.2  # share of an actor's appearances in which it demonstrates


@dataclass(frozen=True, slots=True)
class Camp:
    """Those who may be a side together.

    Attributes:
        country: Alpha-3 code.
        is_official: True for a state and its forces, False for those who oppose it at home.
    """

    country: str
    is_official: bool


def with_sides(
    actors: Sequence[Actor], incidents: Sequence[Incident], *, settings: Settings
) -> tuple[Actor, ...]:
    """Return the actors, each with the name of its side or None.

    Args:
        actors: The actors of a timeline.
        incidents: Its incidents.
        settings: Own sides, and own actors that name whom they stand with.
    """
    declared = _declared(actors, settings)
    sides = declared if settings.sides else _found(actors, incidents, settings)
    return tuple(replace(actor, side=sides.get(actor.id)) for actor in actors)


def _declared(actors: Sequence[Actor], settings: Settings) -> dict[str, str]:
    """Return the sides that a user wrote, by actor."""
    members = {member: side.name for side in settings.sides for member in side.members}
    sides = {}
    for actor in actors:
        side = members.get(actor.id) or members.get(_state_of(actor))
        if side is not None:
            sides[actor.id] = side
    return sides


def _state_of(actor: Actor) -> str:
    """Return the country whose state an actor belongs to; empty for none."""
    camp = camp_of(actor, home=None)
    if camp is None or not camp.is_official:
        return ""
    return camp.country


def _found(
    actors: Sequence[Actor], incidents: Sequence[Incident], settings: Settings
) -> dict[str, str]:
    """Return the sides found from who uses force on whom, by actor."""
    happened = _Happened(incidents)
    home = _home(happened)
    camps = {actor.id: camp_of(actor, home=home) for actor in actors}
    demonstrators = _demonstrators(happened, actors, home)
    if home is not None and _has_many_protests(happened, camps):
        opposition = Camp(home, False)
        for actor_id in demonstrators:
            camps[actor_id] = camps.get(actor_id) or opposition
    _follow(camps, settings)
    pair = _opponents(happened, camps)
    if pair is None:
        return {}
    names = _names(pair, has_protest=_has_demonstrators(demonstrators, camps, pair))
    sides = {}
    for actor_id, camp in camps.items():
        if camp in pair:
            sides[actor_id] = names[camp]
    return sides


class _Happened(Iterable[Incident]):
    """Those incidents that happened; they may be in a file."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._incidents = incidents

    def __iter__(self) -> Iterator[Incident]:
        return (incident for incident in self._incidents if incident.status in HAPPENED)


def _has_demonstrators(
    demonstrators: Iterable[str],
    camps: Mapping[str, Camp | None],
    pair: tuple[Camp, Camp],
) -> bool:
    return any(camps.get(actor_id) in pair for actor_id in demonstrators)


def camp_of(actor: Actor, *, home: str | None) -> Camp | None:
    """Return the camp of an actor, None where nothing is known of it.

    Args:
        actor: The actor.
        home: The country in which the conflict is, for forces and groups that name none.
    """
    if actor.kind is ActorKind.STATE:
        return _camp(actor.country, True)
    if actor.kind is ActorKind.SECURITY_FORCES:
        return _camp(actor.country or home, True)
    if actor.kind is ActorKind.FACILITY:
        return _owner(actor, home)
    parents = _parents(actor.id)
    if actor.kind is ActorKind.ARMED_GROUP:
        is_official = actor.country in parents
        return _camp(actor.country or home, is_official)
    return _camp_of_member(actor, parents)


def _owner(actor: Actor, home: str | None) -> Camp | None:
    """Return whose a thing is: what is named after another country, "British ships", is its."""
    if actor.country == home:
        return None
    return _camp(actor.country, True)


def _camp_of_member(actor: Actor, parents: tuple[str, ...]) -> Camp | None:
    """Return the camp of a person or body that belongs to armed groups or a state."""
    if any(_is_armed(parent) for parent in parents):
        return _camp(actor.country, False)
    if actor.country in parents or _has_office(actor.id):
        return _camp(actor.country, True)
    return None


def _camp(country: str | None, is_official: bool) -> Camp | None:
    return None if country is None else Camp(country, is_official)


def _parents(actor_id: str) -> tuple[str, ...]:
    entry = actor_lexicon().by_id(actor_id)
    return () if entry is None else entry.parents


def _has_office(actor_id: str) -> bool:
    entry = actor_lexicon().by_id(actor_id)
    return entry is not None and entry.office is not None


def _is_armed(actor_id: str) -> bool:
    entry = actor_lexicon().by_id(actor_id)
    return entry is not None and entry.kind is ActorKind.ARMED_GROUP


def _home(incidents: Iterable[Incident]) -> str | None:
    """Return the country in which most force is used, None where no place tells."""
    counts: Counter[str] = Counter()
    for incident in incidents:
        if incident.type in FORCE:
            named = {place.country for place in incident.places}
            counts.update(country for country in named if country)
    if not counts:
        return None
    return min(counts, key=lambda country: (-counts[country], country))


def _demonstrators(
    incidents: Iterable[Incident], actors: Sequence[Actor], home: str | None
) -> set[str]:
    """Return the ids of those at home who demonstrate in a good part of what names them."""
    protests: Counter[str] = Counter()
    appearances: Counter[str] = Counter()
    for incident in incidents:
        appearances.update(actor.id for actor in incident.actors)
        if incident.type == PROTEST:
            protests.update(actor.id for actor in _acting(incident))
    ids = {actor.id for actor in actors if actor.country in (None, home)}
    often = set()
    for actor_id in ids & set(protests):
        share = protests[actor_id] / appearances[actor_id]
        if share >= DEMONSTRATOR:
            often.add(actor_id)
    return often


def _has_many_protests(
    incidents: Iterable[Incident], camps: Mapping[str, Camp | None]
) -> bool:
    """Return whether demonstrations are a good part of what is done against a state."""
    protests = rebellions = 0
    for incident in incidents:
        if incident.type == PROTEST:
            protests += 1
        elif incident.type in FORCE and _is_rebellion(incident, camps):
            rebellions += 1
    return protests >= max(LEAST_ACTS, MUCH_PROTEST * (protests + rebellions))


def _is_rebellion(incident: Incident, camps: Mapping[str, Camp | None]) -> bool:
    acting = _camps_of(_acting(incident), camps)
    return any(not camp.is_official for camp in acting)


def _follow(camps: dict[str, Camp | None], settings: Settings) -> None:
    """Put own actors into the camp of whom they stand with."""
    for custom in settings.actors:
        if custom.side is None or custom.id not in camps:
            continue
        is_country = len(custom.side) == COUNTRY_CODE
        state = Camp(custom.side, True) if is_country else None
        camps[custom.id] = camps.get(custom.side) or state


def _acting(incident: Incident) -> list[ActorRole]:
    initiators = in_role(incident.actors, {Role.INITIATOR})
    if initiators:
        return initiators
    return in_role(incident.actors, {Role.PARTY})


def _opponents(
    incidents: Iterable[Incident], camps: Mapping[str, Camp | None]
) -> tuple[Camp, Camp] | None:
    """Return the two camps with most force between them."""
    counts: Counter[tuple[Camp, Camp]] = Counter()
    for incident in incidents:
        if incident.type in FORCE or incident.type == PROTEST:
            counts.update(_pairs(incident, camps))
    if not counts:
        return None
    strongest = min(
        counts, key=lambda pair: (-counts[pair], _order(pair[0]), _order(pair[1]))
    )
    return strongest if counts[strongest] >= LEAST_ACTS else None


def _pairs(
    incident: Incident, camps: Mapping[str, Camp | None]
) -> set[tuple[Camp, Camp]]:
    """Return the pairs of camps between which an incident is, each in order."""
    acting = _camps_of(_acting(incident), camps)
    others = [actor for actor in incident.actors if actor.role is not Role.INITIATOR]
    pairs = set()
    for first in acting:
        for second in _camps_of(others, camps):
            if first != second:
                low, high = sorted((first, second), key=_order)
                pairs.add((low, high))
    return pairs


def _camps_of(
    actors: Iterable[ActorRole], camps: Mapping[str, Camp | None]
) -> set[Camp]:
    camps_of_actors = set()
    for actor in actors:
        camp = camps.get(actor.id)
        if camp is not None:
            camps_of_actors.add(camp)
    return camps_of_actors


def _order(camp: Camp) -> tuple[bool, str]:
    return not camp.is_official, camp.country


def _names(pair: tuple[Camp, Camp], *, has_protest: bool) -> dict[Camp | None, str]:
    """Name two camps: states by their countries, or a government and those at home against it."""
    by_code = {country.id: country for country in countries()}
    first, second = pair
    if first.country != second.country:
        return {camp: _name(camp, by_code[camp.country].name) for camp in pair}
    country = by_code[first.country]
    adjective = country.demonyms[0] if country.demonyms else country.name
    opposition = "opposition and protesters" if has_protest else "armed opposition"
    return {first: f"{adjective} government side", second: opposition}


def _name(camp: Camp, country: str) -> str:
    return country if camp.is_official else f"armed groups of {country}"
