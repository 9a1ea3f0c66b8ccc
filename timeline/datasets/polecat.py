"""POLECAT: one row an initiator, target and PLOVER type, coded by machine, 2018 to now."""

from timeline.datasets.formats import Coding, Format, Marks, Terms, as_parties, roles
from timeline.datasets.icews import LEVELS, places
from timeline.datasets.resolve import Resolver, each_once, parts
from timeline.datasets.rows import Row
from timeline.lexicon.crosswalks import Crossing, crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.mentions import Slot
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
DIRECTED: Marks = (
    *_COMMON,
    (Slot.INITIATOR, "actor_name"),
    (Slot.TARGET, "recipient_name"),
)
PARTIES = as_parties(DIRECTED)


def code(row: Row, resolver: Resolver) -> Coding:
    """Read one row."""
    kind = row.text("event_type").upper()
    mode = row.text("event_mode").lower()
    crossing = crossing_of(kind, mode)
    day = row.day("event_date")
    first_role, second_role = roles(crossing)
    actors = [
        *_side(row, "actor", first_role, resolver, day.year),
        *_side(row, "recipient", second_role, resolver, day.year),
    ]
    return Coding(
        id=row.text("event_id"),
        type=crossing.type,
        mode=crossing.mode,
        status=crossing.status,
        date=resolver.when(day, day, Precision.DAY, text=row.text("event_date")),
        actors=each_once(actors),
        places=places(row, resolver),
        casualties=(),
        marks=PARTIES if crossing.symmetric else DIRECTED,
        outlets=resolver.same(parts(row.text("source"))),
        code=f"{kind}/{mode}".rstrip("/"),
    )


def crossing_of(kind: str, mode: str) -> Crossing:
    """Return our type for PLOVER's type and mode; of an unknown mode only the type is taken.

    >>> crossing_of("ASSAULT", "aerial").mode, crossing_of("ASSAULT", "new-way").type
    ('aerial', 'ASSAULT')
    """
    plover = crosswalk("plover")
    if mode:
        crossing = plover.find(f"{kind}/{mode}")
        if crossing.type is not None:
            return crossing
    return plover.find(kind)


def _side(
    row: Row, side: str, role: Role, resolver: Resolver, year: int
) -> list[ActorRole | None]:
    """Return the actors of one side: a list, with the country and sector of the first."""
    home = resolver.country(row.text(f"{side}_country"))
    sector = row.text(f"primary_{side}_sector")
    kind = KINDS.get(sector[:3].upper(), ActorKind.UNKNOWN)
    names = parts(row.text(f"{side}_name")) or parts(row.text(f"{side}_name_raw"))
    return [
        resolver.actor(name, role, year=year, country=home, kind=kind) for name in names
    ]


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
    terms=Terms(
        licence="terms on Harvard Dataverse (doi:10.7910/DVN/AJGVIT)",
        citation="Halterman, Andrew, Benjamin E. Bagozzi, Andreas Beger, Philip A. Schrodt and "
        "Grace Scarborough (2023): PLOVER and POLECAT: A New Political Event Ontology and Dataset. "
        "Data: doi:10.7910/DVN/AJGVIT.",
    ),
)
