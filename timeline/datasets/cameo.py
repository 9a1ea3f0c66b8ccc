"""What do ICEWS and GDELT share? Both were coded by machine in CAMEO, one row a sentence's initiator and target."""

from timeline.datasets.resolve import Known
from timeline.lexicon.countries import countries
from timeline.lexicon.crosswalks import Crossing, crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role

# CAMEO's role codes of actors, and the words that with a country make an actor of ours.
SECTORS = {
    "GOV": ("government", ActorKind.STATE),
    "MIL": ("military", ActorKind.SECURITY_FORCES),
    "COP": ("police", ActorKind.SECURITY_FORCES),
    "SPY": ("intelligence", ActorKind.SECURITY_FORCES),
    "JUD": ("courts", ActorKind.ORGANISATION),
    "LEG": ("parliament", ActorKind.ORGANISATION),
    "OPP": ("opposition", ActorKind.ORGANISATION),
    "REB": ("rebels", ActorKind.ARMED_GROUP),
    "INS": ("insurgents", ActorKind.ARMED_GROUP),
    "SEP": ("separatists", ActorKind.ARMED_GROUP),
    "UAF": ("gunmen", ActorKind.ARMED_GROUP),
    "RAD": ("militants", ActorKind.ARMED_GROUP),
    "CRM": ("criminals", ActorKind.UNKNOWN),
    "CVL": ("civilians", ActorKind.CIVILIANS),
    "REF": ("refugees", ActorKind.CIVILIANS),
    "LAB": ("workers", ActorKind.CIVILIANS),
    "EDU": ("students", ActorKind.CIVILIANS),
    "MED": ("media", ActorKind.ORGANISATION),
    "BUS": ("businesses", ActorKind.ORGANISATION),
}
# The last of CAMEO's twenty roots.
LAST_ROOT = 20
# CAMEO's codes of countries that are not those of ISO 3166.
COUNTRY_CODES = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "WSB": "PSE", "BAG": "IRQ", "GZS": "PSE"}


def crossing_of(code: str) -> Crossing:
    """Give our type for a CAMEO code; a spreadsheet may have eaten its leading zero.

    Codes have three or four digits and begin with 01 to 20, so that one of two digits, or beyond 20, has lost its zero.

    >>> crossing_of("040").type, crossing_of("40").type, crossing_of("841").mode, crossing_of("193").mode
    ('CONSULT', 'CONSULT', 'release', 'shooting')
    """
    eaten = code.isdigit() and (len(code) == 2 or (len(code) == 3 and int(code[:2]) > LAST_ROOT))
    return crosswalk("cameo").find_longest(f"0{code}" if eaten else code)


def coded_actor(
    known: Known, *, name: str, country: str, sector: str, role: Role, year: int
) -> ActorRole | None:
    """Give the actor that GDELT's name, country code and role code mean.

    A country with a role is composed ("SYR" and "MIL" are the Syrian military), as the names are those of places and
    common nouns ("DAMASCUS", "TROOPS"); without a country the name is kept.
    """
    home = countries().by_id(COUNTRY_CODES.get(country, country)) if country else None
    word, kind = SECTORS.get(sector, ("", ActorKind.UNKNOWN))
    if home is not None:
        noun = word or "government"
        return known.actor(f"{home.adjective} {noun}", role, year=year, country=None, kind=kind)
    return known.actor(
        name.title() if name.isupper() else name, role, year=year, country=None, kind=kind
    )
