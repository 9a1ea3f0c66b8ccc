"""Codes and actors that ICEWS and GDELT share: both were coded by machine in CAMEO."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from timeline.datasets.resolve import Resolver
from timeline.lexicon.countries import countries
from timeline.lexicon.crosswalks import FOLDER, Crossing, crosswalk
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
CAMEO_TEXTS = FOLDER / "cameo_texts.tsv"
_NOT_WORD = re.compile(r"[^\w]+")
# The last of CAMEO's twenty roots.
LAST_ROOT = 20
# CAMEO's codes of countries that are not those of ISO 3166.
COUNTRY_CODES = {
    "ROM": "ROU",
    "ZAR": "COD",
    "TMP": "TLS",
    "WSB": "PSE",
    "BAG": "IRQ",
    "GZS": "PSE",
}


def crossing_of(code: str) -> Crossing:
    """Return our type for a CAMEO code, whose leading zero a spreadsheet may have removed.

    Codes have three or four digits and begin with 01 to 20, so that one of two digits, or beyond
    20, has lost its zero.

    >>> crossing_of("040").type, crossing_of("40").type
    ('CONSULT', 'CONSULT')
    >>> crossing_of("841").mode, crossing_of("193").mode
    ('release', 'shooting')
    """
    if _has_lost_zero(code):
        code = f"0{code}"
    return crosswalk("cameo").find_longest(code)


def _has_lost_zero(code: str) -> bool:
    if not code.isdigit():
        return False
    if len(code) == 3:
        return int(code[:2]) > LAST_ROOT
    return len(code) == 2


@cache
def _codes_by_text() -> Mapping[str, str]:
    """Read the codes of CAMEO by the words that its codebook has for them."""
    lines = CAMEO_TEXTS.read_text(encoding="utf-8").splitlines()
    codes = {}
    for line in lines:
        if not line.startswith("#"):
            code, text = line.split("\t")
            codes[text] = code
    return codes


@lru_cache(maxsize=4096)
def code_of_text(text: str) -> str:
    """Return the CAMEO code of the longest description that a text begins with; "" for none.

    >>> code_of_text("Use unconventional violence"), code_of_text("fight with artillery and tanks")
    ('180', '194')
    >>> code_of_text("Appeal for economic aid"), code_of_text("Bake bread")
    ('020', '')
    """
    words = _NOT_WORD.sub(" ", text.casefold()).split()
    codes = _codes_by_text()
    for count in range(len(words), 0, -1):
        code = codes.get(" ".join(words[:count]))
        if code is not None:
            return code
    return ""


def coded_actor(
    resolver: Resolver, *, name: str, country: str, sector: str, role: Role, year: int
) -> ActorRole | None:
    """Return the actor that GDELT's name, country code and role code mean.

    A country with a role is composed ("SYR" and "MIL" are the Syrian military), as the names are
    those of places and common nouns ("DAMASCUS", "TROOPS"); without a country the name is kept.
    """
    noun, kind = SECTORS.get(sector, ("", ActorKind.UNKNOWN))
    home = None
    if country:
        home = countries().by_id(COUNTRY_CODES.get(country, country))
    full_name = name.title() if name.isupper() else name
    if home is not None:
        full_name = f"{home.adjective} {noun or 'government'}"
    return resolver.actor(full_name, role, year=year, country=None, kind=kind)
