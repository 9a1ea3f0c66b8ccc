"""Which actor, place and days of ours does a row mean? Equal ones are made once, which keeps 400,000 rows small."""

import re
from collections.abc import Collection
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

Made = TypeVar("Made")

_YEARS = re.compile(r"\s*\((?:\d{4}\s*-\s*(?:\d{4})?|\d{4})\)")
_BRACKET = re.compile(r"^(.*?)\s*\(([^()]*)\)$")
_LETTERED = re.compile(r"^([A-Z][\w/-]{1,14}):\s+(.+)$")
_DIVISION = re.compile(
    r"\s+(?:province|governorate|state|region|oblast|department|district)$", re.IGNORECASE
)
_GOVERNMENT = "Government of "
GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION})
# Kilometres between the middles of two countries: a group known by letters alone is taken for that of a neighbour, never
# for that of a country farther away (CPP is a party of Cambodia and another one of the Philippines).
NEIGHBOURS = 1600.0
LETTERS = 6
# A fraction of a degree to which equal coordinates are told apart in ids: about ten metres.
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


class Known:
    """Looks names up in what we know, each only once."""

    def __init__(self, actors: ActorLexicon, gazetteer: Gazetteer) -> None:
        """Take the lexicon and the gazetteer."""
        self._lexicon = actors
        self._gazetteer = gazetteer
        self._actors: dict[tuple[str, Role, int, str | None, ActorKind], ActorRole | None] = {}
        self._places: dict[
            tuple[str, PlacePrecision, float | None, float | None, str | None, str], Place
        ] = {}
        self._same: dict[object, object] = {}

    def same(self, made: Made) -> Made:
        """Give the one record that is equal to this one."""
        return self._same.setdefault((type(made), made), made)  # type: ignore[return-value]  # filed under its type

    def actor(
        self,
        name: str,
        role: Role,
        *,
        year: int,
        country: str | None = None,
        kind: ActorKind = ActorKind.UNKNOWN,
    ) -> ActorRole | None:
        """Give the actor that a name means, in a role; None for a name that stands for nobody ("Unknown").

        Args:
            name: As the row has it.
            role: Its part.
            year: Year of the row, which chooses between holders of a name.
            country: Alpha-3 code of where it happened; None if unknown.
            kind: What the collection says it is; the lexicon's word goes before.
        """
        key = (name, role, year, country, kind)
        if key not in self._actors:
            self._actors[key] = self._actor(*key)
        return self._actors[key]

    def _actor(
        self, name: str, role: Role, year: int, country: str | None, kind: ActorKind
    ) -> ActorRole | None:
        plain = _YEARS.sub("", name).strip()
        if not plain or plain.lower() in {"unknown", "unspecified", "none"}:
            return None
        if plain.lower() in {"civilians", "civilian"}:
            return ActorRole(
                id="civilians",
                name="civilians",
                aliases=(name,),
                role=role,
                kind=ActorKind.CIVILIANS,
            )
        entry = self._find(plain, year, country)
        if entry is not None:
            return ActorRole(
                id=entry.id,
                name=entry.name,
                aliases=(name,),
                role=role,
                kind=entry.kind,
                country=entry.country,
            )
        code = slug(plain) or "unnamed"
        if (
            self._lexicon.by_id(code) is not None
        ):  # another one's id, whom the name does not mean here
            code = f"{code}-{(country or 'other').lower()}"
        home = _bracketed_country(plain)
        return ActorRole(
            id=code,
            name=plain,
            aliases=(name,),
            role=role,
            kind=kind,
            country=home.iso if home else None,
        )

    def _find(self, name: str, year: int, country: str | None) -> ActorEntry | None:
        """Try the name, then what its brackets, its country or its abbreviation say."""
        if name.startswith(_GOVERNMENT):
            home = country_named(name.removeprefix(_GOVERNMENT))
            return state(home) if home else None
        for words in _spellings(name):
            entry = self._lexicon.find(words, year=year)
            if (
                entry is None
            ):  # collections call a group by its last name in all years ("IS" in Iraq of 2005)
                entry = self._lexicon.find(words)
                entry = entry if entry is not None and entry.kind in GROUPS else None
            if entry is not None and _fits(entry, words, country):
                return entry
        return None

    def country(self, name: str) -> str | None:
        """Give the alpha-3 code of a country by its name, as GED, ACLED or ICEWS write it; None if there is none."""
        found = country_named(name)
        return found.id if found else None

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
        """Give the place that a row means; None when nothing names or locates it.

        The coordinates of provinces and coarser are centres of areas, and every exporter and the page treat them so.
        """
        if not name and lat is None:
            return None
        key = (name, precision, lat, lon, country, admin1)
        if key not in self._places:
            self._places[key] = self._place(*key)
        return self._places[key]

    def _place(
        self,
        name: str,
        precision: PlacePrecision,
        lat: float | None,
        lon: float | None,
        country: str | None,
        admin1: str,
    ) -> Place:
        if precision is PlacePrecision.COUNTRY and country is not None:
            found = countries().by_id(country)
            centre = found.centre if found else (lat, lon)
            return Place(
                id=f"country:{country}", name=found.name if found else name, aliases=(name,) if name else (),
                lat=centre[0], lon=centre[1], country=country, precision=precision,
            )  # fmt: skip
        if precision is PlacePrecision.PROVINCE and country is not None:
            province = self._gazetteer.find(name, countries=[country], kind="province")
            if (
                province is not None
                and province.precision is precision
                and province.country == country
            ):
                return Place(
                    id=province.id, name=province.name, aliases=(name,), lat=province.lat, lon=province.lon,
                    country=country, admin1=province.admin1, precision=precision,
                )  # fmt: skip
        where = "" if lat is None or lon is None else f"at:{lat:.{PLACES}f},{lon:.{PLACES}f}:"
        return Place(
            id=f"{where or 'name:'}{slug(name) or 'unnamed'}"
            + (f":{country}" if country and not where else ""),
            name=name or f"{lat:.2f}, {lon:.2f}",
            aliases=(name,) if name else (),
            lat=lat if lon is not None else None,
            lon=lon if lat is not None else None,
            country=country,
            admin1=_bare(admin1) or None,
            precision=precision,
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
        """Give an interval of days."""
        return self.same(
            DateInterval(start=start, end=end, precision=precision, basis=basis, text=text)
        )

    def figures(self, found: Collection[Casualty]) -> tuple[Casualty, ...]:
        """Give figures, each made once."""
        return self.same(tuple(self.same(one) for one in found))


def _spellings(name: str) -> list[str]:
    """List what a name may be looked up as, the surest first."""
    lettered = _LETTERED.match(name)
    if lettered:  # ACLED's "HTS: Hayat Tahrir al Sham"
        return [lettered[2], lettered[1]]
    bracket = _BRACKET.match(name)
    if bracket is None:
        return [name]
    home = countries().by_name(bracket[2])
    if home is None:
        return []  # "Muslims (CAR)" says which, in a way of its own
    adjective = home.demonyms[0] if home.demonyms else home.name
    return [f"{adjective} {_plain_noun(bracket[1])}", f"{bracket[1]} of {home.name}"]


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
    """Say a collection's word for people as the news says it."""
    return _NOUNS.get(noun.lower(), noun.lower())


def _fits(entry: ActorEntry, words: str, country: str | None) -> bool:
    """Say whether a name found in the lexicon can mean this one here."""
    if (
        entry.kind is ActorKind.STATE
        and countries().by_name(words) is None
        and countries().by_demonym(words) is not None
    ):
        return False  # "Kyrgyz" fighting "Uzbek" are people, not states
    if entry.kind is ActorKind.FACILITY:
        return False
    letters = len(words) <= LETTERS and words.upper() == words
    return not (letters and country and entry.country and _far(entry.country, country))


@cache
def _far(one: str, other: str) -> bool:
    first, second = countries().by_id(one), countries().by_id(other)
    return (
        first is not None
        and second is not None
        and kilometres(first.centre, second.centre) > NEIGHBOURS
    )


@cache
def country_named(name: str) -> Country | None:
    """Find a country by a name that may have another one in brackets.

    >>> [country_named(name).id for name in ("DR Congo (Zaire)", "Myanmar (Burma)", "Macedonia, FYR")]
    ['COD', 'MMR', 'MKD']
    """
    known = countries()
    bracket = _BRACKET.match(name)
    inner = [bracket[1], bracket[2]] if bracket else []
    code = _OTHER_NAMES.get(name.lower())
    tried = [
        known.by_id(code) if code else None,
        *(known.by_name(words) for words in [name, *inner] if words),
    ]
    return next((one for one in tried if one is not None), None)


def _bracketed_country(name: str) -> Country | None:
    bracket = _BRACKET.match(name)
    return countries().by_name(bracket[2]) if bracket else None


def _bare(admin1: str) -> str:
    return _DIVISION.sub("", admin1)


def parts(words: str) -> tuple[str, ...]:
    """Part a list that a cell holds, each once.

    >>> parts("SOHR; VDC;SOHR")
    ('SOHR', 'VDC')
    """
    if ";" not in words:
        return (words,) if words else ()
    return tuple(dict.fromkeys(part for part in map(str.strip, words.split(";")) if part))
