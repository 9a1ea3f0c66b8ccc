"""A user's own actors, places and words, from timeline.toml."""

from dataclasses import dataclass, field

from timeline.model.actors import ActorKind, Role
from timeline.model.places import PlacePrecision
from timeline.model.types import CasualtyKind, PartOfSpeech, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomActor:
    """An actor as a user writes it in an `[[actor]]` table.

    Attributes:
        id: Id of its own, or one that is known already: then this takes its place.
        name: Canonical name.
        aliases: Other names; one that is known already means this actor from now on.
        kind: What sort of actor.
        country: ISO 3166 alpha-3 code; None if none.
        since: First year in which the names mean it (`from` in the file); None if not known.
        until: Last year (`to` in the file); None if not known or not over.
        side: Id of the actor or country on whose side it stands; None if none.
        parent: Id of what it belongs to; None if nothing.
        where: File and table, for messages; no part of what the actor is.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.UNKNOWN
    country: str | None = None
    since: int | None = None
    until: int | None = None
    side: str | None = None
    parent: str | None = None
    where: str = field(default="own actor", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomSide:
    """A side of the conflict as a user writes it in a `[[side]]` table.

    Attributes:
        name: What it is called.
        members: Ids of its actors; a country's means its state, forces and people in office.
        where: File and table, for messages; no part of what the side is.
    """

    name: str
    members: tuple[str, ...]
    where: str = field(default="own side", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomPlace:
    """A place as a user writes it in a `[[place]]` table.

    Its names mean this place wherever they stand.

    Attributes:
        id: Id of its own, or a known one ("geonames:172955"); None to make one of country and name.
        name: Canonical name.
        aliases: Other names.
        lat: Latitude in degrees north (WGS 84); None with no longitude either.
        lon: Longitude in degrees east.
        country: ISO 3166 alpha-3 code; None if unknown.
        precision: Grain of the place.
        where: File and table, for messages; no part of what the place is.
    """

    id: str | None = None
    name: str
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    precision: PlacePrecision = PlacePrecision.CITY
    where: str = field(default="own place", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomType:
    """A kind of incident as a user writes it in a `[[type]]` table; `[[trigger]]`s give its words.

    Attributes:
        id: Capital letters ("LOOT"), none of the shipped ones.
        label: Plain words for the page.
        definition: What counts.
        modes: How: small letters and hyphens.
        roles: Roles that it has.
        symmetric: True when those involved are parties.
        default_status: Status when nothing in the text says otherwise.
        where: File and table, for messages; no part of what the type is.
    """

    id: str
    label: str
    definition: str
    modes: tuple[str, ...] = ()
    roles: tuple[Role, ...] = (Role.INITIATOR, Role.TARGET)
    symmetric: bool = False
    default_status: Status = Status.OCCURRED
    where: str = field(default="own type", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomTrigger:
    """Words that name incidents, as a user writes them in a `[[trigger]]` table.

    Attributes:
        type: Id of the incident type ("ASSAULT").
        lemmas: Words in their basic form; one that is known already means this from now on.
        pos: Whether they are verbs or nouns.
        frame: Who does what to whom around the words, as in `TriggerGroup`.
        mode: Mode of the type; None for none.
        weak: True when the words name an incident only beside a known actor of conflict.
        target_prepositions: Prepositions behind a noun that lead to the target.
        without: Words beside which they name no incident.
        with_any: Words of which one must stand beside them; empty for no such need.
        status: Status of what they name; None to tell it from the sentence.
        casualty: What is done to people whom they name; None for nothing.
        examples: Sentences that must give an incident of the type; `timeline codebook --check` runs
            them.
        near_misses: Sentences that must give none of the type.
        where: File and table, for messages; no part of what the words are.
    """

    type: str
    lemmas: tuple[str, ...]
    pos: PartOfSpeech = PartOfSpeech.VERB
    frame: str = "act"
    mode: str | None = None
    weak: bool = False
    target_prepositions: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    with_any: tuple[str, ...] = ()
    status: Status | None = None
    casualty: CasualtyKind | None = None
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    where: str = field(default="own trigger", compare=False)
