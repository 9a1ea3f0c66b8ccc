"""Types of incidents, and the status that each can have."""

from dataclasses import dataclass, field
from enum import StrEnum

from timeline.model.actors import Role


class Status(StrEnum):
    """Whether it happened. Only OCCURRED and ONGOING are ever drawn as things that happened."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    THREATENED = "threatened"
    DEMANDED = "demanded"
    POSSIBLE = "possible"
    DENIED = "denied"
    FAILED = "failed"


HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})

# Types of speech that acts: the day is that on which it is said, and a second demand of one side to
# another is the same one.
SPOKEN = frozenset(
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"}
)

# Types of what a town sees again and again within a month: place and sides do not tell the day.
RECURRING = frozenset({"ASSAULT", "PROTEST"})

# Mode of what counts the casualties of a war or a longer time; it is never one with an incident of
# a day.
CUMULATIVE = "cumulative"


class Genericity(StrEnum):
    """Whether one happening is meant or many at once (ACE's term)."""

    SPECIFIC = "specific"
    GENERIC = "generic"


class CasualtyKind(StrEnum):
    """What was done to people who are counted."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"


class PartOfSpeech(StrEnum):
    """Word class of a trigger."""

    VERB = "verb"
    NOUN = "noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerGroup:
    """Words that name incidents of one type and mode and behave alike in grammar.

    Attributes:
        type: Id of the incident type, for example "ASSAULT".
        mode: How, for example "shelling"; None when the words do not say.
        pos: Word class of the head word.
        lemmas: Lemmas, lower case; several words are matched in a row or as verb + particle/object
            ("open fire").
        frame: How grammatical functions map to roles: a frame of `timeline.lexicon.frames`.
        weak: True when the words mean an incident only beside a known actor of conflict ("hit",
            "meet", "enter").
        target_prepositions: Prepositions whose object is the target ("on", "against").
        without: Words (lemmas) that, as modifiers, heads, subjects or objects of the trigger, make
            it something else.
        with_any: Words (lemmas) of which one must stand in the trigger's clause; empty for no such
            need.
        status: Status that these words give by themselves ("thwart": failed); None for the type's
            default.
        casualty: Casualties that the target of these words is ("kill": killed, "wound": injured);
            None if none.
    """

    type: str
    mode: str | None
    pos: PartOfSpeech
    lemmas: tuple[str, ...]
    frame: str
    weak: bool = False
    target_prepositions: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    with_any: frozenset[str] = frozenset()
    status: Status | None = None
    casualty: CasualtyKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeExample:
    """A worked example of an incident type; it is run as a test.

    Attributes:
        text: One or two sentences of our own.
        near_miss: True when the sentence looks like this type and is not.
        mode: Expected mode; None if not checked.
        status: Expected status; None if not checked.
        roles: Expected names by role, as substrings of names or aliases: all of them for parties,
            one of them otherwise.
        killed: Expected number killed; None if not checked.
    """

    text: str
    near_miss: bool = False
    mode: str | None = None
    status: Status | None = None
    roles: dict[Role, tuple[str, ...]] = field(default_factory=dict)
    killed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentType:
    """One kind of incident, as its TOML file declares it.

    Attributes:
        id: PLOVER's event type name, or DISPLACE.
        label: Plain words for the page, for example "Armed force".
        definition: What counts, in one or two sentences of our own.
        symmetric: True when those involved are parties rather than initiator and target, whatever
            the mode.
        symmetric_modes: Modes whose actors are parties ("clash").
        default_status: Status when nothing in the text says otherwise.
        modes: Mode id to plain words.
        roles: Roles that this type has.
        triggers: Words that name it.
        examples: Worked examples and near misses.
        cameo: CAMEO root or codes it corresponds to.
    """

    id: str
    label: str
    definition: str
    symmetric: bool
    symmetric_modes: frozenset[str]
    default_status: Status
    modes: dict[str, str]
    roles: tuple[Role, ...]
    triggers: tuple[TriggerGroup, ...]
    examples: tuple[TypeExample, ...]
    cameo: tuple[str, ...]
