"""Regions, seas, borders and small places of war that are known by name."""

from dataclasses import dataclass
from pathlib import Path

from timeline.errors import LexiconError
from timeline.lexicon.countries import countries
from timeline.lexicon.validation import DATA, read_tables

REGIONS = DATA / "regions.toml"
PLACES = DATA / "places.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region, sea, strait, desert or border that is no first-order division.

    Attributes:
        name: Usual English name.
        names: Other names.
        centre: Latitude and longitude of its middle, in degrees north and east.
        country: ISO alpha-3 code where it lies in one country; None otherwise.
        admin1: GeoNames code of the division that it is the same as: then these are further names
            of that.
    """

    name: str
    names: tuple[str, ...] = ()
    centre: tuple[float, float] | None = None
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPlace:
    """A place of war in spellings that GeoNames lacks, or that is no town of 500 people.

    Attributes:
        name: Usual English name.
        names: Other spellings.
        country: ISO alpha-3 code.
        centre: Latitude and longitude in degrees north and east, right to some kilometres; None
            with a town.
        town: GeoNames id of the town that these are further names of; None with a centre.
    """

    name: str
    names: tuple[str, ...] = ()
    country: str
    centre: tuple[float, float] | None = None
    town: int | None = None


def read_places(path: Path = PLACES) -> list[SmallPlace]:
    """Read and check a file of `[[place]]` tables; raise LexiconError if it breaks its rules."""
    places = read_tables(path, "place", SmallPlace)
    for place in places:
        _check(f"{path.name}, {place.name}", place.country, place.centre, place.town)
    return places


def read_regions(path: Path = REGIONS) -> list[Region]:
    """Read and check a file of `[[region]]` tables; raise LexiconError if it breaks its rules."""
    regions = read_tables(path, "region", Region)
    for region in regions:
        _check(
            f"{path.name}, {region.name}", region.country, region.centre, region.admin1
        )
    return regions


def _check(
    where: str,
    country: str | None,
    centre: tuple[float, float] | None,
    code: str | int | None,
) -> None:
    if country and countries().by_id(country) is None:
        raise LexiconError(
            where, f"there is no country '{country}'.", "Use an id of countries.toml."
        )
    if (centre is None) == (code is None):
        raise LexiconError(
            where,
            "it needs either a centre or the code of a place that it names.",
            "Give one of them.",
        )
    if centre and not (-90 <= centre[0] <= 90 and -180 <= centre[1] <= 180):
        raise LexiconError(
            where,
            f"{centre} is not on Earth.",
            "Give latitude, then longitude, in degrees.",
        )
