"""Places, and how exactly each is known."""

from dataclasses import dataclass
from enum import StrEnum


class PlacePrecision(StrEnum):
    """Grain of a place, from the finest to the coarsest."""

    SITE = "site"
    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place under its canonical name.

    Attributes:
        id: Stable: "geonames:<id>", "admin1:<code>", "country:<alpha-3>", or "name:<slug>" when not
            resolved.
        name: Canonical name.
        aliases: Surface forms seen in the texts, sorted.
        lat: Latitude in degrees north (WGS 84); None when not resolved.
        lon: Longitude in degrees east; None when not resolved.
        country: ISO 3166 alpha-3 code; None if unknown.
        admin1: Name of the first-order division; None if unknown.
        precision: Grain of the place.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: PlacePrecision = PlacePrecision.CITY
