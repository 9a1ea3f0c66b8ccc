"""Actors, places and days that a row means, equal ones made once: 400,000 rows stay small."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import TypeVar

from timeline.lexicon.actors import ActorEntry, ActorLexicon, state
from timeline.lexicon.countries import Country, countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.gazetteer_index import kilometres
from timeline.lexicon.name_keys import slug
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.places import Place, PlacePrecision
from timeline.model.when import Basis, DateInterval, Precision

Record = TypeVar("Record")


NOBODY = frozenset({"unknown", "unspecified", "none"})


CIVILIANS = frozenset({"civilians", "civilian"})


ActorKey = tuple[str, Role, int | None, str | None, ActorKind]


PlaceKey = tuple[str, PlacePrecision, float | None, float | None, str | None, str]


_YEARS = re.compile(r"\s*\((?:\d{4}\s*-\s*(?:\d{4})?|\d{4})\)")
_BRACKET = re.compile(r"^(.*?)\s*\(([^()]*)\)$")
_LETTERED = re.compile(r"^([A-Z][\w/-]{1,14}):\s+(.+)$")
_DIVISION = re.compile(
    r"\s+(?:province|governorate|state|region|oblast|department|district)$",
    re.IGNORECASE,
)
_GOVERNMENT = "Government of "
GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION})
# Kilometres between the middles of two countries: a group known by letters alone is taken for that
# of a neighbour, never for that of a country farther away (CPP is a party of Cambodia and another
# one of the Philippines).
NEIGHBOURS = 1600.0
LETTERS = 6
# Decimals of a degree that keep coordinates distinct in ids: about ten metres.
PLACES = 4
_OTHER_NAMES = {
    "macedonia, fyr": "MKD",
    "moldova, republic of": "MDA",
    "occupied palestinian territory": "PSE",
    "west bank and gaza strip": "PSE",
    "serbia-montenegro": "SRB",
    "east germany (gdr)": "DEU",
    "west germany (frg)": "DEU",
    "united states of america": "USA",
    "zaire": "COD",
    "people's republic of the congo": "COG",
}


class Resolver:
    """Resolves names to known actors and places, each name only once."""

    def __init__(self, actors: ActorLexicon, gazetteer: Gazetteer) -> None:
        """Take the lexicon and the gazetteer."""
        self._lexicon = actors
        self._gazetteer = gazetteer
        self._actors: dict[ActorKey, ActorRole | None] = {}
        self._places: dict[PlaceKey, Place] = {}
        self._same: dict[object, object] = {}

    def same(self, record: Record) -> Record:
        """Return the one record that is equal to this one."""
        key = (type(record), record)
        # Filed under its type, so that the record is of the same type.
        return self._same.setdefault(key, record)  # type: ignore[return-value]

    def actor(
        self,
        name: str,
        role: Role,
        *,
        year: int | None,
        country: str | None = None,
        kind: ActorKind = ActorKind.UNKNOWN,
    ) -> ActorRole | None:
        """Return the actor that a name means, in a role; None for nobody ("Unknown").

        Args:
            name: As the row has it.
            role: Its part.
            year: Year of the row, which chooses between holders of a name; None if unknown.
            country: Alpha-3 code of where it happened; None if unknown.
            kind: What the collection says it is; the lexicon's word is preferred.
        """
        key = (name, role, year, country, kind)
        if key not in self._actors:
            self._actors[key] = self._resolved_actor(*key)
        return self._actors[key]

    def _resolved_actor(
        self,
        name: str,
        role: Role,
        year: int | None,
        country: str | None,
        kind: ActorKind,
    ) -> ActorRole | None:
        plain = _YEARS.sub("", name).strip()
        lowered = plain.lower()
        if not plain or lowered in NOBODY:
            return None
        if lowered in CIVILIANS:
            return ActorRole(
                id="civilians",
                name="civilians",
                aliases=(name,),
                role=role,
                kind=ActorKind.CIVILIANS,
            )
        entry = self._entry(plain, year, country)
        if entry is not None:
            return ActorRole(
                id=entry.id,
                name=entry.name,
                aliases=(name,),
                role=role,
                kind=entry.kind,
                country=entry.country,
            )
        home = _bracketed_country(plain)
        return ActorRole(
            id=self._new_id(plain, country),
            name=plain,
            aliases=(name,),
            role=role,
            kind=kind,
            country=home.iso if home else None,
        )

    def _new_id(self, name: str, country: str | None) -> str:
        """Return an id for an actor that the lexicon does not have."""
        actor_id = slug(name) or "unnamed"
        if self._lexicon.by_id(actor_id) is None:
            return actor_id
        # It is the id of an actor whom the name does not mean here.
        suffix = country or "other"
        return f"{actor_id}-{suffix.lower()}"

    def _entry(
        self, name: str, year: int | None, country: str | None
    ) -> ActorEntry | None:
        """Find an actor by the name, then by what its brackets, country or abbreviation say."""
        if name.startswith(_GOVERNMENT):
            home = country_named(name.removeprefix(_GOVERNMENT))
            return state(home) if home else None
        for spelling in _spellings(name):
            entry = self._lexicon.find(spelling, year=year) or self._group(spelling)
            if entry is not None and _is_plausible(entry, spelling, country):
                return entry
        return None

    def _group(self, name: str) -> ActorEntry | None:
        """Find a group by a name of any year: collections write "IS" in Iraq of 2005."""
        entry = self._lexicon.find(name)
        if entry is None or entry.kind not in GROUPS:
            return None
        return entry

    def country(self, name: str) -> str | None:
        """Return the alpha-3 code of a country by its name; None if there is none.

        Names as GED, ACLED and ICEWS write them are known.
        """
        country = country_named(name)
        return country.id if country else None

    def place(
        self,
        name: str,
        precision: PlacePrecision,
        *,
        lat: float | None = None,
        lon: float | None = None,
        country: str | None = None,
        admin1: str = "",
    ) -> Place | None:
        """Return the place that a row means; None when nothing names or locates it.

        The coordinates of provinces and coarser are centres of areas, and every exporter and the
        page treat them so.
        """
        if not name and (lat is None or lon is None):
            return None
        key = (name, precision, lat, lon, country, admin1)
        if key not in self._places:
            self._places[key] = self._resolved_place(*key)
        return self._places[key]

    def _resolved_place(
        self,
        name: str,
        precision: PlacePrecision,
        lat: float | None,
        lon: float | None,
        country: str | None,
        admin1: str,
    ) -> Place:
        if country is not None and precision is PlacePrecision.COUNTRY:
            return _country_place(name, country, lat, lon)
        province = self._province(name, precision, country)
        if province is not None:
            return province
        is_located = lat is not None and lon is not None
        return Place(
            id=_place_id(name, lat, lon, country),
            name=name or f"{lat:.2f}, {lon:.2f}",
            aliases=_aliases(name),
            lat=lat if is_located else None,
            lon=lon if is_located else None,
            country=country,
            admin1=_bare(admin1) or None,
            precision=precision,
        )

    def _province(
        self, name: str, precision: PlacePrecision, country: str | None
    ) -> Place | None:
        """Find a place of that precision among the provinces of a country."""
        if country is None or precision is not PlacePrecision.PROVINCE:
            return None
        province = self._gazetteer.find(name, countries=[country], kind="province")
        if province is None or province.country != country:
            return None
        if province.precision is not precision:
            return None
        return Place(
            id=province.id,
            name=province.name,
            aliases=(name,),
            lat=province.lat,
            lon=province.lon,
            country=country,
            admin1=province.admin1,
            precision=PlacePrecision.PROVINCE,
        )

    def when(
        self,
        start: date,
        end: date,
        precision: Precision,
        *,
        text: str | None,
        basis: Basis = Basis.STATED,
    ) -> DateInterval:
        """Return an interval of days."""
        return self.same(
            DateInterval(
                start=start, end=end, precision=precision, basis=basis, text=text
            )
        )

    def figures(self, casualties: Collection[Casualty]) -> tuple[Casualty, ...]:
        """Return figures, each made once."""
        return self.same(tuple(self.same(figure) for figure in casualties))


def each_once(actors: Iterable[ActorRole | None]) -> tuple[ActorRole, ...]:
    """Return the actors that are not None, one for each id and role: the last."""
    by_role: dict[tuple[str, Role], ActorRole] = {}
    for actor in actors:
        if actor is not None:
            by_role[actor.id, actor.role] = actor
    return tuple(by_role.values())


def _country_place(name: str, code: str, lat: float | None, lon: float | None) -> Place:
    country = countries().by_id(code)
    centre = country.centre if country else (lat, lon)
    return Place(
        id=f"country:{code}",
        name=country.name if country else name,
        aliases=_aliases(name),
        lat=centre[0],
        lon=centre[1],
        country=code,
        precision=PlacePrecision.COUNTRY,
    )


def _aliases(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _place_id(
    name: str, lat: float | None, lon: float | None, country: str | None
) -> str:
    """Return the id of a place: by coordinates, or by name and country without them."""
    words = slug(name) or "unnamed"
    if lat is not None and lon is not None:
        return f"at:{lat:.{PLACES}f},{lon:.{PLACES}f}:{words}"
    if country:
        return f"name:{words}:{country}"
    return f"name:{words}"


def _spellings(name: str) -> list[str]:
    """Return what a name may be looked up as, the surest first."""
    lettered = _LETTERED.match(name)
    if lettered:  # ACLED's "HTS: Hayat Tahrir al Sham"
        return [lettered[2], lettered[1]]
    bracket = _BRACKET.match(name)
    if bracket is None:
        return [name]
    noun = bracket[1]
    home = countries().by_name(bracket[2])
    if home is None:
        return []  # "Muslims (CAR)" is specific in a way of its own
    adjective = home.demonyms[0] if home.demonyms else home.name
    return [f"{adjective} {_plain_noun(noun)}", f"{noun} of {home.name}"]


_NOUNS = {
    "citizen": "citizens",
    "military personnel": "military",
    "government official": "officials",
    "foreign affairs": "foreign ministry",
    "defense / security ministry": "defence ministry",
    "head of government": "prime minister",
    "combatant": "fighters",
    "armed gang": "gunmen",
    "protester": "protesters",
    "rioters": "rioters",
}


def _plain_noun(noun: str) -> str:
    """Return the news's word for what a collection calls people."""
    lowered = noun.lower()
    return _NOUNS.get(lowered, lowered)


def _is_plausible(entry: ActorEntry, name: str, country: str | None) -> bool:
    """Return whether a name in the lexicon can mean its actor here."""
    if entry.kind is ActorKind.FACILITY:
        return False
    if entry.kind is ActorKind.STATE and _is_demonym_only(name):
        return False  # "Kyrgyz" fighting "Uzbek" are people, not states
    is_abbreviation = len(name) <= LETTERS and name.upper() == name
    if not is_abbreviation or not country or not entry.country:
        return True
    return not _is_far(entry.country, country)


def _is_demonym_only(name: str) -> bool:
    by_name = countries().by_name(name)
    return by_name is None and countries().by_demonym(name) is not None


@cache
def _is_far(left: str, right: str) -> bool:
    """Return whether two countries are no neighbours; False where one is not known."""
    first = countries().by_id(left)
    second = countries().by_id(right)
    if first is None or second is None:
        return False
    return kilometres(first.centre, second.centre) > NEIGHBOURS


@cache
def country_named(name: str) -> Country | None:
    """Find a country by a name that may have another one in brackets.

    >>> names = ("DR Congo (Zaire)", "Myanmar (Burma)", "Macedonia, FYR")
    >>> [country_named(name).id for name in names]
    ['COD', 'MMR', 'MKD']
    """
    code = _OTHER_NAMES.get(name.lower())
    country = countries().by_id(code) if code else None
    if country is not None:
        return country
    bracket = _BRACKET.match(name)
    spellings = [name, bracket[1], bracket[2]] if bracket else [name]
    for spelling in spellings:
        country = countries().by_name(spelling) if spelling else None
        if country is not None:
            return country
    return None


def _bracketed_country(name: str) -> Country | None:
    bracket = _BRACKET.match(name)
    if bracket is None:
        return None
    return countries().by_name(bracket[2])


def _bare(admin1: str) -> str:
    return _DIVISION.sub("", admin1)


def parts(words: str) -> tuple[str, ...]:
    """Return the parts of a list that a cell holds, each once.

    >>> parts("SOHR; VDC;SOHR")
    ('SOHR', 'VDC')
    """
    if ";" not in words:
        return (words,) if words else ()
    stripped = (part.strip() for part in words.split(";"))
    return tuple(dict.fromkeys(part for part in stripped if part))
