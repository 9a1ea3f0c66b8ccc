"""POLECAT: one row an initiator, target and PLOVER type, found in the news by machine, 2018 to now."""

from timeline.datasets.formats import Coding, Format, Marks, as_parties, roles
from timeline.datasets.icews import LEVELS
from timeline.datasets.resolve import Known, parts
from timeline.datasets.rows import Row
from timeline.lexicon.crosswalks import Crossing, crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.when import Precision

KINDS = {
    "GOV": ActorKind.STATE,
    "MIL": ActorKind.SECURITY_FORCES,
    "COP": ActorKind.SECURITY_FORCES,
    "SPY": ActorKind.SECURITY_FORCES,
    "PRM": ActorKind.ARMED_GROUP,
    "REB": ActorKind.ARMED_GROUP,
    "UAF": ActorKind.ARMED_GROUP,
    "CRM": ActorKind.ARMED_GROUP,
    "CVL": ActorKind.CIVILIANS,
    "REF": ActorKind.CIVILIANS,
    "PTY": ActorKind.ORGANISATION,
    "IGO": ActorKind.ORGANISATION,
    "NGO": ActorKind.ORGANISATION,
}
_COMMON: Marks = (
    (Slot.TRIGGER, "event_type"),
    (Slot.TRIGGER, "event_mode"),
    (Slot.DATE, "event_date"),
    *((Slot.PLACE, column) for column, _ in LEVELS),
    (Slot.ATTRIBUTION, "source"),
)
DIRECTED: Marks = (*_COMMON, (Slot.INITIATOR, "actor_name"), (Slot.TARGET, "recipient_name"))
PARTIES = as_parties(DIRECTED)


def code(row: Row, known: Known) -> Coding:
    """Read one row."""
    kind, mode = row.text("event_type").upper(), row.text("event_mode").lower()
    crossing = crossing_of(kind, mode)
    day = row.day("event_date")
    first, second = roles(crossing)
    actors = (
        *_side(row, "actor", first, known, day.year),
        *_side(row, "recipient", second, known, day.year),
    )
    return Coding(
        id=row.text("event_id"),
        type=crossing.type,
        mode=crossing.mode,
        status=crossing.status,
        date=known.when(day, day, Precision.DAY, text=row.text("event_date")),
        actors=tuple({(one.id, one.role): one for one in actors}.values()),
        places=_places(row, known),
        casualties=(),
        marks=PARTIES if crossing.symmetric else DIRECTED,
        outlets=known.same(parts(row.text("source"))),
        code=f"{kind}/{mode}".rstrip("/"),
    )


def crossing_of(kind: str, mode: str) -> Crossing:
    """Give our type for PLOVER's type and mode; a mode that the crosswalk does not have leaves the type.

    >>> crossing_of("ASSAULT", "aerial").mode, crossing_of("ASSAULT", "new-way").type
    ('aerial', 'ASSAULT')
    """
    found = crosswalk("plover").find(f"{kind}/{mode}" if mode else kind)
    return found if found.type is not None else crosswalk("plover").find(kind)


def _side(row: Row, side: str, role: Role, known: Known, year: int) -> list[ActorRole]:
    """Give the actors of one side: a list parted by semicolons, with the country and sector of the first."""
    home = known.country(row.text(f"{side}_country"))
    kind = KINDS.get(row.text(f"primary_{side}_sector")[:3].upper(), ActorKind.UNKNOWN)
    names = parts(row.text(f"{side}_name")) or parts(row.text(f"{side}_name_raw"))
    found = [known.actor(name, role, year=year, country=home, kind=kind) for name in names]
    return [one for one in found if one is not None]


def _places(row: Row, known: Known) -> tuple[Place, ...]:
    country = known.country(row.text("country"))
    lat, lon = row.degrees("latitude", 90), row.degrees("longitude", 180)
    for column, precision in LEVELS:
        name = row.text(column)
        if name:
            place = known.place(
                name, precision, lat=lat, lon=lon, country=country, admin1=row.text("province")
            )
            return (place,) if place else ()
    return ()


FORMAT = Format(
    name="polecat",
    label="POLECAT",
    needs=frozenset(
        {
            "event_id",
            "event_date",
            "event_type",
            "event_mode",
            "actor_name",
            "recipient_name",
            "country",
            "version",
        }
    ),
    code=code,
    by_machine=True,
    trust=0.75,
)
