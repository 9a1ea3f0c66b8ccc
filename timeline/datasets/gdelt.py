"""GDELT 1.0 and 2.0: one row a day, two actors and CAMEO code, found in the news by machine.

The files have no header; tabs separate their cells. Columns: GDELT's Event Database codebook, 57 of
the back files, 58 with SOURCEURL, 61 of version 2 (and 62 where a client added the code's
description).
"""

from datetime import date

from timeline.datasets.cameo import coded_actor, crossing_of
from timeline.datasets.dates import read_day
from timeline.datasets.formats import Coding, Format, Marks, Terms, as_parties, roles
from timeline.datasets.resolve import Resolver, each_once
from timeline.datasets.rows import Row
from timeline.lexicon.countries import countries, fips_codes
from timeline.model.actors import ActorRole, Role
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.when import Basis, DateInterval, Precision

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode"),
    *("Religion1Code", "Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
_GEO = (
    "Type",
    "FullName",
    "CountryCode",
    "ADM1Code",
    "ADM2Code",
    "Lat",
    "Long",
    "FeatureID",
)


def _layout(
    *, version: int, address: bool = True, described: bool = False
) -> tuple[str, ...]:
    geo = [column for column in _GEO if version == 2 or column != "ADM2Code"]
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{side}{column}" for side in "12" for column in _ACTOR),
        *(
            "IsRootEvent",
            "EventCode",
            "EventBaseCode",
            "EventRootCode",
            "QuadClass",
            "GoldsteinScale",
        ),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(
            f"{what}Geo_{column}"
            for what in ("Actor1", "Actor2", "Action")
            for column in geo
        ),
        "DATEADDED",
        *(("SOURCEURL",) if address else ()),
        *(("CAMEOCodeDescription",) if described else ()),
    )


# ActionGeo_Type: 1 country, 2 US state, 3 US city, 4 city of the world, 5 first-order division of
# the world.
PLACES = {
    "1": PlacePrecision.COUNTRY,
    "2": PlacePrecision.PROVINCE,
    "3": PlacePrecision.CITY,
    "4": PlacePrecision.CITY,
    "5": PlacePrecision.PROVINCE,
}
# Days between SQLDATE and DATEADDED beyond which SQLDATE is an error: the machine finds "a year
# ago".
LATE = 366
_COMMON: Marks = (
    (Slot.TRIGGER, "eventcode"),
    (Slot.DATE, "sqldate"),
    (Slot.PLACE, "actiongeo_fullname"),
    (Slot.ATTRIBUTION, "sourceurl"),
)
DIRECTED: Marks = (
    *_COMMON,
    (Slot.INITIATOR, "actor1name"),
    (Slot.TARGET, "actor2name"),
)
PARTIES = as_parties(DIRECTED)


def code(row: Row, resolver: Resolver) -> Coding:
    """Read one row."""
    cameo = row.text("eventcode")
    crossing = crossing_of(cameo)
    day = row.day("sqldate")
    first_role, second_role = roles(crossing)
    actors = (
        _actor(row, "1", first_role, resolver, day.year),
        _actor(row, "2", second_role, resolver, day.year),
    )
    place = _place(row, resolver)
    url = row.text("sourceurl")
    outlet = outlet_of(url)
    return Coding(
        id=row.text("globaleventid"),
        type=crossing.type,
        mode=crossing.mode,
        status=crossing.status,
        date=_when(row, day, resolver),
        actors=each_once(actors),
        places=(place,) if place else (),
        casualties=(),
        marks=PARTIES if crossing.symmetric else DIRECTED,
        outlets=resolver.same((outlet,)) if outlet else (),
        url=url or None,
        code=f"CAMEO {cameo}",
    )


def _actor(
    row: Row, side: str, role: Role, resolver: Resolver, year: int
) -> ActorRole | None:
    return coded_actor(
        resolver,
        name=row.text(f"actor{side}name"),
        country=row.text(f"actor{side}countrycode"),
        sector=row.text(f"actor{side}type1code"),
        role=role,
        year=year,
    )


def _when(row: Row, day: date, resolver: Resolver) -> DateInterval | None:
    """Return the day; None where the row was added more than a year off it."""
    added = read_day(row.text("dateadded"))
    if added is not None and abs((added - day).days) > LATE:
        row.note(
            "SQLDATE lies more than a year from DATEADDED, so it is an error",
            "The row was left undated.",
        )
        return None
    return resolver.when(
        day, day, Precision.DAY, text=row.text("sqldate"), basis=Basis.RELATIVE
    )


def _place(row: Row, resolver: Resolver) -> Place | None:
    precision = PLACES.get(row.code("actiongeo_type"))
    if precision is None:
        return None
    alpha2 = fips_codes().get(row.text("actiongeo_countrycode"))
    country = countries().by_alpha2(alpha2) if alpha2 else None
    full_name = row.text("actiongeo_fullname")
    names = [part.strip() for part in full_name.split(",")]
    return resolver.place(
        names[0],
        precision,
        lat=row.degrees("actiongeo_lat", 90),
        lon=row.degrees("actiongeo_long", 180),
        country=country.id if country else None,
        admin1=names[-2] if len(names) > 2 else "",
    )


def outlet_of(url: str) -> str:
    """Return the site of an address, which is all that GDELT says of the outlet.

    >>> outlet_of("http://www.example.org/news/1"), outlet_of("")
    ('example.org', '')
    """
    _, _, after_scheme = url.partition("://")
    site, _, _ = after_scheme.partition("/")
    return site.lower().removeprefix("www.").removeprefix("m.")


FORMAT = Format(
    name="gdelt",
    label="GDELT",
    needs=frozenset(
        {
            "globaleventid",
            "sqldate",
            "eventcode",
            "actor1name",
            "actor2name",
            "actiongeo_type",
        }
    ),
    code=code,
    layouts=(
        _layout(version=2),
        _layout(version=1),
        _layout(version=1, address=False),
        _layout(version=2, described=True),
    ),
    by_machine=True,
    trust=0.5,
    terms=Terms(
        licence="free for any use with a citation of the GDELT Project and a link to it",
        citation="Leetaru, Kalev, and Philip A. Schrodt (2013): GDELT: Global Data on Events, "
        "Location and Tone, 1979-2012. ISA Annual Convention. https://www.gdeltproject.org",
    ),
)
