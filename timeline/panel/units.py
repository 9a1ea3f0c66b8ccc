"""What a panel can count by: places, actors and types of an incident."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from timeline.lexicon.prio_grid import cell_of
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.places import Place, PlacePrecision
from timeline.output.cells import Value

# The cells of one unit, in the order of its columns.
Unit = tuple[Value, ...]
# Of wider places only the middle is known, which says nothing of a cell of half a degree.
IN_CELL = frozenset({PlacePrecision.SITE, PlacePrecision.CITY, PlacePrecision.DISTRICT})
IN_PROVINCE = IN_CELL | {PlacePrecision.PROVINCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing to count by.

    Attributes:
        columns: Columns that name a unit.
        units_of: The units in which an incident counts; empty if it has none.
        missing: What an incident without a unit lacks, in words.
        has_several: True when an incident can count in several units at once.
        is_place: True for places, of which one lies in the other.
    """

    columns: tuple[str, ...]
    units_of: Callable[[Incident], Iterable[Unit]]
    missing: str
    has_several: bool = False
    is_place: bool = False


def _countries(incident: Incident) -> Iterable[Unit]:
    country = country_of(incident)
    return [(country,)] if country else []


def country_of(incident: Incident) -> str | None:
    """Return the code of the first place of an incident that has a country."""
    codes = (place.country for place in incident.places if place.country)
    return next(codes, None)


def _provinces(incident: Incident) -> Iterable[Unit]:
    for place in incident.places:
        province = province_of(place)
        if place.country and province:
            return [(place.country, province)]
    return []


def province_of(place: Place) -> str | None:
    """Return the name of the first-order division of a place, or of the place that is one."""
    if place.admin1 or place.precision is not PlacePrecision.PROVINCE:
        return place.admin1
    return place.name


def _cells(incident: Incident) -> Iterable[Unit]:
    for place in incident.places:
        if place.lat is None or place.lon is None:
            continue
        if place.precision in IN_CELL:
            return [(cell_of(place.lat, place.lon),)]
    return []


def _actors(incident: Incident) -> Iterable[Unit]:
    return dict.fromkeys((actor.id, actor.name) for actor in incident.actors)


def _dyads(incident: Incident) -> Iterable[Unit]:
    """Return each pair of those who act on each other, in the order of their ids."""
    units = []
    for left, right in _opponents(incident):
        if left.id != right.id:
            units.append(_pair(left, right))
    return dict.fromkeys(units)


def _opponents(incident: Incident) -> Iterator[tuple[ActorRole, ActorRole]]:
    """Yield those who act on each other; targets are opposed to parties where nobody else acts."""
    targets = _in_role(incident, Role.TARGET)
    parties = _in_role(incident, Role.PARTY)
    initiators = _in_role(incident, Role.INITIATOR)
    yield from product(initiators, targets)
    yield from product(initiators, parties)
    yield from combinations(parties, 2)
    if not initiators:
        yield from product(parties, targets)


def _in_role(incident: Incident, role: Role) -> list[ActorRole]:
    return [actor for actor in incident.actors if actor.role is role]


def _pair(left: ActorRole, right: ActorRole) -> Unit:
    first, second = (left, right) if left.id <= right.id else (right, left)
    return first.id, first.name, second.id, second.name


KEYS: Mapping[str, Key] = {
    "country": Key(
        columns=("iso3",), units_of=_countries, missing="no country", is_place=True
    ),
    "admin1": Key(
        columns=("iso3", "admin1"),
        units_of=_provinces,
        missing="no first-order division",
        is_place=True,
    ),
    "gid": Key(
        columns=("gid",),
        units_of=_cells,
        missing="no place as exact as a district, so no cell of PRIO-GRID",
        is_place=True,
    ),
    "actor": Key(
        columns=("actor_id", "actor"),
        units_of=_actors,
        missing="no actor",
        has_several=True,
    ),
    "dyad": Key(
        columns=("side_a_id", "side_a", "side_b_id", "side_b"),
        units_of=_dyads,
        missing="no two sides",
        has_several=True,
    ),
    "type": Key(
        columns=("type",),
        units_of=lambda incident: [(incident.type,)],
        missing="no type",
    ),
}
"""The units of a panel by name. Who counts in two dyads or as two actors counts in both."""
ALIASES = {"prio-grid": "gid", "priogrid": "gid", "prio_grid": "gid"}
