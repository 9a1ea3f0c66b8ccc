"""Find the place that a name means in a text."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline.lexicon.countries import countries as all_countries
from timeline.lexicon.gazetteer_index import (
    LOOSE,
    MAIN,
    connected,
    index_path,
    is_whole,
    kilometres,
    loose_key,
    place_key,
    skeleton_key,
)
from timeline.lexicon.name_keys import fold
from timeline.lexicon.validation import DATA, read_tables
from timeline.model.places import Place, PlacePrecision
from timeline.safety.databases import ERRORS, discard

SMALL = 15_000
"""People: a town below this, alone in the world with its name or not, is not taken without some
support of context."""
WELL_KNOWN = 50_000
"""People: a town from this size on may be meant though its country is not among those told of."""
LARGE = 500_000
"""People: a city from this size on is meant even if its name is an ordinary word, or one of its
other names only."""
NEAR = 300.0
"""Kilometres within which nearness to other places of the text speaks for a place."""
SEAT = 2.0
"""Weight of a town that is the capital of a country named in the text, on the scale of towns: the
Stanley of the Falklands, not of Durham."""
_BY_KEY = (
    "SELECT id, name, lat, lon, country, admin1, precision, population, min(rank) "
    "FROM name JOIN place USING (n) WHERE key IN (?, ?) GROUP BY n"
)

_BASE = {
    PlacePrecision.COUNTRY: 10.0,
    PlacePrecision.REGION: 6.5,
    PlacePrecision.PROVINCE: 4.1,
}
"""Weight of places that are no towns, on the scale of towns: the decimal logarithm of their
people."""
_KINDS: dict[str, frozenset[PlacePrecision]] = {
    "city": frozenset({PlacePrecision.CITY, PlacePrecision.SITE}),
    "province": frozenset({PlacePrecision.PROVINCE, PlacePrecision.REGION}),
    "region": frozenset({PlacePrecision.REGION, PlacePrecision.PROVINCE}),
    "country": frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION}),
    "district": frozenset({PlacePrecision.DISTRICT, PlacePrecision.CITY}),
}
_KIND_WORDS = {
    "province": "province",
    "governorate": "province",
    "oblast": "province",
    "state": "province",
    "prefecture": "province",
    "department": "province",
    "wilaya": "province",
    "region": "region",
    "territory": "region",
    "republic": "region",
    "peninsula": "region",
    "island": "region",
    "islands": "region",
    "valley": "region",
    "district": "district",
    "county": "district",
    "subdistrict": "district",
    "city": "city",
    "town": "city",
    "village": "city",
    "municipality": "city",
    "settlement": "city",
    "township": "city",
    "suburb": "city",
}
_AFTER = re.compile(rf"\s+({'|'.join(_KIND_WORDS)})$")
_BEFORE = re.compile(rf"^({'|'.join(_KIND_WORDS)})\s+of\s+")
_COMPASS = re.compile(
    r"^(?:(?:north|south) ?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?"
    r"|central|upper|lower|mid|far|greater|downtown|rural)\s+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _NotPlaces:
    """Words that are rarely (or, with `never`, at no time) meant as places of that name."""

    words: tuple[str, ...]
    never: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    population: int
    rank: int


@dataclass(frozen=True, slots=True)
class _Context:
    """What helps to choose between places of one name.

    Attributes:
        countries: Alpha-3 codes of the countries that the text names.
        near: Latitude and longitude of another place of the text, in degrees.
    """

    countries: frozenset[str]
    near: tuple[float, float] | None


class Gazetteer:
    """Places by name, from an index on disk."""

    def __init__(self, file: Path) -> None:
        """Open an index made by `index_path`."""
        self._file = file
        self._connection = connected(file)
        self._never, self._rarely = _not_places()
        self._memo: dict[str, tuple[_Candidate, ...]] = {}
        self._people: dict[str, int] = {}
        self._own: Mapping[str, tuple[Place, ...]] = {}

    def with_places(self, places: Mapping[str, tuple[Place, ...]]) -> "Gazetteer":
        """Return a gazetteer over the same index in which some names mean these places.

        Args:
            places: The places by folded name (`place_key`).
        """
        changed = copy(self)
        changed._own = places
        return changed

    def find(
        self,
        name: str,
        *,
        countries: Collection[str] = (),
        near: tuple[float, float] | None = None,
        kind: str | None = None,
    ) -> Place | None:
        """Find the place that a name means.

        Args:
            name: As it stands in the text; 'X province', 'the city of X', 'northern X' are
                understood.
            countries: Alpha-3 codes of the countries told of.
            near: Latitude and longitude of another place of the text, in degrees.
            kind: "city", "district", "province", "region" or "country" where the context says so.

        Returns:
            The place; None if there is none of the name, or only ones too unlikely without context.
        """
        whole = place_key(name)
        key, kind_in_name = _kind_in_name(whole)
        own = self._own_place((whole, key), countries)
        if own is not None:
            return own
        context = _Context(frozenset(countries), near)
        kind = kind or kind_in_name
        place = self._best(key, context, kind)
        if place is None and kind_in_name:
            place = self._best(whole, context, None) or self._best(key, context, None)
        if place is None and countries:
            place = self._only_town(key, kind) or self._alike(key, context, kind)
        return place or self._without_compass(key, context, kind)

    def _without_compass(
        self, key: str, context: _Context, kind: str | None
    ) -> Place | None:
        """Return the place of a name without "northern" and the like before it."""
        bare = _COMPASS.sub("", key)
        return self._best(bare, context, kind) if bare != key else None

    def _alike(self, key: str, context: _Context, kind: str | None) -> Place | None:
        """Return the place whose consonants are those of a name."""
        skeleton = skeleton_key(loose_key(key))
        return self._best(skeleton, context, kind) if skeleton else None

    def candidates(self, name: str) -> list[Place]:
        """List every place of the name, without regard to stop words.

        The user's come first, then the most likely.
        """
        key = place_key(name)
        ranked = sorted(self._look_up(key), key=_weight, reverse=True)
        shipped = [candidate.place for candidate in ranked]
        return [*self._own.get(key, ()), *shipped]

    def population(self, place: Place) -> int | None:
        """Return how many people live in a place; None for countries, regions, unknown places."""
        people = self._people.get(place.id)
        if people is None:
            people = self._population(place)
            self._people[place.id] = people
        return people or None

    def _population(self, place: Place) -> int:
        """Return the people of a place, 0 for none.

        Looked up by its name, for which there is an index; by its id the whole table would be read.
        """
        most = 0
        key = place_key(place.name)
        for candidate in self._look_up(key):
            if candidate.place.id == place.id:
                most = max(most, candidate.population)
        return most

    def close(self) -> None:
        """Close the index file."""
        self._connection.close()

    def _own_place(
        self, keys: Iterable[str], countries: Collection[str]
    ) -> Place | None:
        """Return the user's place of a name, preferably one in a country of the text."""
        places = [place for key in keys for place in self._own.get(key, ())]
        in_countries = [place for place in places if place.country in countries]
        return next(iter(in_countries or places), None)

    def _best(self, key: str, context: _Context, kind: str | None) -> Place | None:
        if not key or key in self._never:
            return None
        candidates = self._look_up(key)
        fitting = [
            candidate for candidate in candidates if _is_of_kind(candidate.place, kind)
        ]
        if fitting:
            return self._likeliest(key, context, fitting)
        if kind is None or kind in ("country", "city"):
            return None
        best = self._likeliest(key, context, candidates)
        return best and replace(best, precision=PlacePrecision(kind))

    def _likeliest(
        self, key: str, context: _Context, candidates: Sequence[_Candidate]
    ) -> Place | None:
        """Return the plausible candidate of the highest score."""
        likely = []
        for candidate in candidates:
            if self._is_plausible(candidate, key, candidates, context):
                likely.append(candidate)
        if not likely:
            return None
        return max(likely, key=lambda candidate: _score(candidate, context)).place

    def _only_town(self, key: str, kind: str | None) -> Place | None:
        """Return the one town of this very name in the world; None if it is small.

        "Russian troops shelled Kupyansk" means the Ukrainian town, not a village in Russia of a
        name like it.
        """
        if key in self._never or key in self._rarely or kind not in {None, "city"}:
            return None
        named = [
            candidate for candidate in self._look_up(key) if candidate.rank == MAIN
        ]
        if len(_countries_of(named)) != 1:
            return None
        largest = max(named, key=_weight)
        if largest.population < SMALL:
            return None
        return largest.place

    def _is_plausible(
        self,
        candidate: _Candidate,
        key: str,
        candidates: Sequence[_Candidate],
        context: _Context,
    ) -> bool:
        """Return whether a text may mean this place by a name."""
        place = candidate.place
        if place.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION):
            return True
        is_in_countries = place.country in context.countries
        if not is_in_countries and _is_of_another_site(key, place.name):
            return False
        if is_in_countries or _distance(place, context.near) < NEAR:
            is_common = key not in self._rarely or candidate.population >= SMALL
            return is_common or _is_listed_or_seat(place)
        if key in self._rarely:
            return candidate.population >= LARGE
        if place.precision is PlacePrecision.PROVINCE:
            return True
        if context.countries:
            return _is_known_abroad(candidate)
        return (
            _is_unmistakable(candidate, key, candidates)
            or candidate.population >= SMALL
        )

    def _look_up(self, key: str) -> tuple[_Candidate, ...]:
        if key not in self._memo:
            if len(self._memo) > 50_000:
                self._memo.clear()
            self._memo[key] = self._query(key)
        return self._memo[key]

    def _rows(self, query: str, values: tuple[str, ...]) -> list[Any]:
        """Return rows of the index; one that shows damage only here is made anew, once."""
        try:
            return self._connection.execute(query, values).fetchall()
        except ERRORS:
            self._connection.close()
        if not is_whole(self._file, check="PRAGMA quick_check"):
            discard(self._file, f"the index of places ({self._file})")
        self._file = index_path(self._file.parent)
        self._connection = connected(self._file)
        return self._connection.execute(query, values).fetchall()

    def _query(self, key: str) -> tuple[_Candidate, ...]:
        is_skeleton = key.startswith("~")
        loose = key if is_skeleton else loose_key(key)
        return tuple(_candidate(*row) for row in self._rows(_BY_KEY, (key, loose)))


@lru_cache(maxsize=4)
def gazetteer(*, folder: Path | None = None) -> Gazetteer:
    """Open the place index, building it the first time (some seconds).

    Args:
        folder: Where the index is; None for the user's cache folder, and a temporary one if that
            cannot be written.

    Raises:
        LexiconError: If a data file breaks its rules.
    """
    return Gazetteer(index_path(folder))


def _candidate(
    id: str,
    name: str,
    lat: float,
    lon: float,
    country: str | None,
    admin1: str | None,
    precision: str,
    population: int,
    rank: int,
) -> _Candidate:
    """Make a candidate of a row of the index, in the order of `_BY_KEY`."""
    place = Place(
        id=id,
        name=name,
        lat=lat,
        lon=lon,
        country=country,
        admin1=admin1,
        precision=PlacePrecision(precision),
    )
    return _Candidate(place, population, rank)


def _is_of_kind(place: Place, kind: str | None) -> bool:
    return kind is None or place.precision in _KINDS[kind]


def _countries_of(candidates: Iterable[_Candidate]) -> set[str | None]:
    return {candidate.place.country for candidate in candidates}


def _is_known_abroad(candidate: _Candidate) -> bool:
    """Return whether an article on another country may mean a place."""
    if candidate.rank == LOOSE:
        return False
    smallest = WELL_KNOWN if candidate.rank == MAIN else LARGE
    return candidate.population >= smallest


def _is_unmistakable(
    candidate: _Candidate, key: str, candidates: Sequence[_Candidate]
) -> bool:
    """Return whether only one country has places of a name, and the spelling is the place's."""
    if len(key) <= 4 or candidate.rank == LOOSE:
        return False
    return len(_countries_of(candidates)) == 1


def _kind_in_name(key: str) -> tuple[str, str | None]:
    """Part a folded name from the word for its kind: 'idlib province', 'city of homs'."""
    for pattern in (_AFTER, _BEFORE):
        match = pattern.search(key)
        if match:
            return pattern.sub("", key), _KIND_WORDS[match[1]]
    return key, None


def _is_of_another_site(key: str, name: str) -> bool:
    """Return whether a fort or camp is only an old name of a town that shares no word with it."""
    words = key.split()
    is_site = len(words) > 1 and words[0] in {"camp", "fort"}
    return is_site and set(words).isdisjoint(place_key(name).split())


def _weight(candidate: _Candidate) -> float:
    base = _BASE.get(candidate.place.precision)
    if base is None:
        base = math.log10(max(candidate.population, 500))
    return base - 0.8 * candidate.rank


def _score(candidate: _Candidate, context: _Context) -> tuple[float, str]:
    """Weigh a candidate: by size, three orders of magnitude for a country named and for nearness.

    Four orders made Cairo, Illinois of the Cairo of an article that names the United States and not
    Egypt. The id decides between equals.
    """
    place = candidate.place
    nearness = math.exp(-_distance(place, context.near) / NEAR)
    is_in_countries = place.country in context.countries
    score = (
        _weight(candidate)
        + 3.0 * is_in_countries
        + SEAT * (is_in_countries and _is_seat(place))
        + 3.0 * nearness
    )
    return score, place.id


def _is_listed_or_seat(place: Place) -> bool:
    """Return whether a place is one of our own table or the capital of its country."""
    return place.id.startswith("place:") or _is_seat(place)


def _is_seat(place: Place) -> bool:
    if place.precision is not PlacePrecision.CITY:
        return False
    country = all_countries().by_seat(place.name)
    return country is not None and country.id == place.country


def _distance(place: Place, near: tuple[float, float] | None) -> float:
    if near is None or place.lat is None or place.lon is None:
        return math.inf
    return kilometres((place.lat, place.lon), near)


@lru_cache(maxsize=1)
def _not_places() -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded words that never, and those that rarely, mean places."""
    never: set[str] = set()
    rarely: set[str] = set()
    for table in read_tables(DATA / "not_places.toml", "words", _NotPlaces):
        words = never if table.never else rarely
        words.update(fold(word) for word in table.words)
    return frozenset(never), frozenset(rarely - never)
