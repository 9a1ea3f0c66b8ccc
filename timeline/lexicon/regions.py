"""Which regions, seas, straits and borders are known by name?"""

from dataclasses import dataclass
from pathlib import Path

from timeline.errors import LexiconError
from timeline.lexicon.checked import DATA, read_tables
from timeline.lexicon.countries import countries

REGIONS = DATA / "regions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region, sea, strait, desert or border that is no first-order division.

    Attributes:
        name: Usual English name.
        names: Other names.
        centre: Latitude and longitude of its middle, in degrees north and east.
        country: ISO alpha-3 code where it lies in one country; None otherwise.
        admin1: GeoNames code of the division that it is the same as: then these are further names of that.
    """

    name: str
    names: tuple[str, ...] = ()
    centre: tuple[float, float] | None = None
    country: str | None = None
    admin1: str | None = None


def read_regions(path: Path = REGIONS) -> list[Region]:
    """Read and check a file of `[[region]]` tables; raise LexiconError if it breaks its rules."""
    regions = read_tables(path, "region", Region)
    for region in regions:
        where = f"{path.name}, {region.name}"
        if region.country and countries().by_id(region.country) is None:
            raise LexiconError(where, f"there is no country '{region.country}'.", "Use an id of countries.toml.")
        if (region.centre is None) == (region.admin1 is None):
            raise LexiconError(where, "a region has either a centre or an admin1 code.", "Give one of them.")
        if region.centre and not (-90 <= region.centre[0] <= 90 and -180 <= region.centre[1] <= 180):
            raise LexiconError(where, f"{region.centre} is not on Earth.", "Give latitude, then longitude, in degrees.")
    return regions
