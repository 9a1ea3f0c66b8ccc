"""Actors and their roles."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of actor it is."""

    STATE = "state"
    SECURITY_FORCES = "security-forces"
    ARMED_GROUP = "armed-group"
    ORGANISATION = "organisation"
    PERSON = "person"
    CIVILIANS = "civilians"
    FACILITY = "facility"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """Part played in an incident: initiator, target (Correlates of War), or party if symmetric."""

    INITIATOR = "initiator"
    TARGET = "target"
    PARTY = "party"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor under its canonical name.

    Attributes:
        id: Stable: a lexicon id ("SYR", "hts"), or a slug of the name for actors that the lexicon
            does not know.
        name: Canonical name.
        aliases: Surface forms seen in the texts, sorted.
        kind: What sort of actor.
        country: ISO 3166 alpha-3 code of the country it belongs to; None if unknown or none.
        side: Name of the side it takes in this timeline's conflict; None when it takes none or none
            is known.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.UNKNOWN
    country: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRole:
    """An actor in its role in one incident or report. Fields as in `Actor`, and `role`."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: Role
    kind: ActorKind = ActorKind.UNKNOWN
    country: str | None = None
