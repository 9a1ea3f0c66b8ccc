"""What the lexicon knows of one actor."""

from dataclasses import dataclass

from timeline.model.actors import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """One actor that the lexicon knows.

    Attributes:
        id: Stable id: "SYR", "SYR-military", "hts", "bashar-al-assad".
        name: Canonical name.
        aliases: Other names, abbreviations and spellings.
        kind: What sort of actor.
        country: ISO 3166 alpha-3 code; None if none.
        parents: Ids of what it belongs to: a group's umbrella, a person's group or state.
        since: First year: of existence, for a person of the office or role; None if not known.
        until: Last year; None if not known or not over.
        office: For persons, what they were: "president", "foreign minister", "rebel leader"; else
            None.
        prominence: Breaks ties between entries that share a name: the highest one is meant; no
            unit.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.UNKNOWN
    country: str | None = None
    parents: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    office: str | None = None
    prominence: int = 0
