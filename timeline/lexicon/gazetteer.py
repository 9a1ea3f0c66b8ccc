"""Which place does a name mean here?"""

import math
import re
from collections.abc import Collection, Iterable, Mapping
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
"""People: a town below this, alone in the world with its name or not, is not taken without some support of context."""
WELL_KNOWN = 50_000
"""People: a town from this size on may be meant though its country is not among those told of."""
LARGE = 500_000
"""People: a city from this size on is meant even if its name is an ordinary word, or one of its other names only."""
NEAR = 300.0
"""Kilometres within which nearness to other places of the text speaks for a place."""

_BASE = {PlacePrecision.COUNTRY: 10.0, PlacePrecision.REGION: 6.5, PlacePrecision.PROVINCE: 4.1}
"""Weight of places that are no towns, on the scale of towns: the decimal logarithm of their people."""
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
    r"^(?:(?:north|south) ?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?|central|upper|lower|mid|far|greater|downtown|rural)\s+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _NotPlaces:
    """Words that are rarely (or, with `never`, at no time) meant as places though places bear them."""

    words: tuple[str, ...]
    never: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    population: int
    rank: int


class Gazetteer:
    """Places by name, from an index on disk."""

    def __init__(self, file: Path) -> None:
        """Open an index made by `index_path`."""
        self._file = file
        self._connection = connected(file)
        self._never, self._rarely = _not_places()
        self._memo: dict[str, tuple[_Candidate, ...]] = {}
        self._own: Mapping[str, tuple[Place, ...]] = {}

    def with_places(self, places: Mapping[str, tuple[Place, ...]]) -> "Gazetteer":
        """Return a gazetteer over the same index in which these folded names (`place_key`) mean these places."""
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
            name: As it stands in the text; 'X province', 'the city of X', 'northern X' are understood.
            countries: Alpha-3 codes of the countries told of.
            near: Latitude and longitude of another place of the text, in degrees.
            kind: "city", "district", "province", "region" or "country" where the context says so.

        Returns:
            The place; None if there is none of the name, or only ones too unlikely without context.
        """
        key, told = _told_kind(place_key(name))
        own = self._own_place((place_key(name), key), countries)
        if own is not None:
            return own
        kind = kind or told
        found = self._best(key, frozenset(countries), near, kind)
        for other in (place_key(name), key) if told and found is None else ():
            found = found or self._best(other, frozenset(countries), near, None)
        if found is None and countries:
            bones = skeleton_key(loose_key(key))
            alike = self._best(bones, frozenset(countries), near, kind) if bones else None
            found = self._only_town(key, kind) or alike
        if found is None:
            bare = _COMPASS.sub("", key)
            found = self._best(bare, frozenset(countries), near, kind) if bare != key else None
        return found

    def candidates(self, name: str) -> list[Place]:
        """List every place of the name, the user's and then the most likely first, without regard to stop words."""
        ranked = sorted(self._look_up(place_key(name)), key=lambda one: _weight(one), reverse=True)
        return [*self._own.get(place_key(name), ()), *(candidate.place for candidate in ranked)]

    def population(self, place: Place) -> int | None:
        """Tell how many people live in a place of the index; None for countries, regions and unknown places."""
        query = "SELECT max(population) FROM place WHERE id = ?"
        [row] = self._rows(query, (place.id,))
        return row[0] or None

    def close(self) -> None:
        """Close the index file."""
        self._connection.close()

    def _own_place(self, keys: Iterable[str], countries: Collection[str]) -> Place | None:
        """Give the user's place of a name; of several, the first that lies in a country told of, or else the first."""
        found = [place for key in keys for place in self._own.get(key, ())]
        return next(
            (place for place in found if place.country in countries), found[0] if found else None
        )

    def _best(
        self,
        key: str,
        countries: frozenset[str],
        near: tuple[float, float] | None,
        kind: str | None,
    ) -> Place | None:
        if not key or key in self._never:
            return None
        everything = self._look_up(key)
        fitting = [one for one in everything if kind is None or one.place.precision in _KINDS[kind]]
        candidates = fitting or (everything if kind not in (None, "country", "city") else ())
        likely = [
            one for one in candidates if self._plausible(one, key, candidates, countries, near)
        ]
        if not likely:
            return None
        best = max(likely, key=lambda one: (_score(one, countries, near), one.place.id))
        return (
            best.place if fitting else replace(best.place, precision=PlacePrecision(kind or "city"))
        )

    def _only_town(self, key: str, kind: str | None) -> Place | None:
        """Return the one town of this very name in the world; None if it is small.

        "Russian troops shelled Kupyansk" means the Ukrainian town, not a village in Russia of a
        name like it.
        """
        if key in self._never or key in self._rarely or kind not in {None, "city"}:
            return None
        named = [place for place in self._look_up(key) if place.rank == MAIN]
        lands = {place.place.country for place in named}
        if len(lands) != 1:
            return None
        largest = max(named, key=_weight)
        if largest.population < SMALL:
            return None
        return largest.place

    def _plausible(
        self,
        candidate: _Candidate,
        key: str,
        among: Iterable[_Candidate],
        countries: frozenset[str],
        near: tuple[float, float] | None,
    ) -> bool:
        place = candidate.place
        if place.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION):
            return True
        if place.country not in countries and _is_of_another_site(key, place.name):
            return False
        fits = place.country in countries or _distance(place, near) < NEAR
        if fits and (place.id.startswith("place:") or _is_seat(place)):
            return True
        if key in self._rarely:
            return candidate.population >= (SMALL if fits else LARGE)
        if fits or place.precision is PlacePrecision.PROVINCE:
            return True
        if countries:
            return (
                candidate.population >= (WELL_KNOWN if candidate.rank == MAIN else LARGE)
                and candidate.rank != LOOSE
            )
        alone = (
            len({one.place.country for one in among}) == 1
            and len(key) > 4
            and candidate.rank != LOOSE
        )
        return alone or candidate.population >= SMALL

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
        rows = self._rows(
            "SELECT id, name, lat, lon, country, admin1, precision, population, min(rank) FROM name JOIN place USING (n) "
            "WHERE key IN (?, ?) GROUP BY n",
            (key, key if key.startswith("~") else loose_key(key)),
        )
        return tuple(
            _Candidate(
                Place(
                    id=row[0],
                    name=row[1],
                    lat=row[2],
                    lon=row[3],
                    country=row[4],
                    admin1=row[5],
                    precision=PlacePrecision(row[6]),
                ),
                row[7],
                row[8],
            )
            for row in rows
        )


@lru_cache(maxsize=4)
def gazetteer(*, folder: Path | None = None) -> Gazetteer:
    """Open the place index, building it the first time (some seconds).

    Args:
        folder: Where the index is; None for the user's cache folder, and a temporary one if that cannot be written.

    Raises:
        LexiconError: If a data file breaks its rules.
    """
    return Gazetteer(index_path(folder))


def _told_kind(key: str) -> tuple[str, str | None]:
    """Part a folded name from the word that tells its kind: 'idlib province', 'city of homs'."""
    for pattern in (_AFTER, _BEFORE):
        match = pattern.search(key)
        if match:
            return pattern.sub("", key), _KIND_WORDS[match[1]]
    return key, None


def _is_of_another_site(key: str, name: str) -> bool:
    """Return whether a fort's or camp's name is only an old name of a town that shares no word with it."""
    words = key.split()
    is_site = len(words) > 1 and words[0] in {"camp", "fort"}
    return is_site and set(words).isdisjoint(place_key(name).split())


def _weight(candidate: _Candidate) -> float:
    base = _BASE.get(candidate.place.precision)
    return (
        base if base is not None else math.log10(max(candidate.population, 500))
    ) - 0.8 * candidate.rank


def _score(
    candidate: _Candidate, countries: frozenset[str], near: tuple[float, float] | None
) -> float:
    """Weigh a candidate: its size, three orders of magnitude for a country told of and for nearness.

    Four orders made Cairo, Illinois of the Cairo of an article that names the United States and not Egypt.
    """
    nearness = math.exp(-_distance(candidate.place, near) / NEAR)
    told_of = candidate.place.country in countries
    return (
        _weight(candidate)
        + 3.0 * told_of
        + SEAT * (told_of and _is_seat(candidate.place))
        + 3.0 * nearness
    )


# What it tells for a town that it is the capital of a country told of: the Stanley of the Falklands, not of Durham.
SEAT = 2.0


def _is_seat(place: Place) -> bool:
    country = (
        all_countries().by_seat(place.name) if place.precision is PlacePrecision.CITY else None
    )
    return country is not None and country.id == place.country


def _distance(place: Place, near: tuple[float, float] | None) -> float:
    if near is None or place.lat is None or place.lon is None:
        return math.inf
    return kilometres((place.lat, place.lon), near)


@lru_cache(maxsize=1)
def _not_places() -> tuple[frozenset[str], frozenset[str]]:
    tables = read_tables(DATA / "not_places.toml", "words", _NotPlaces)
    never = frozenset(fold(word) for table in tables if table.never for word in table.words)
    return never, frozenset(
        fold(word) for table in tables if not table.never for word in table.words
    ) - never
