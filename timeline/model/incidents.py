"""Reports of one document, and incidents, from the reports of all."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from timeline.model.actors import ActorRole
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.text import TextSpan
from timeline.model.types import CasualtyKind, Genericity, Status
from timeline.model.when import DateInterval

# The class, where a field has its name.
Day = date
# Field of the note that a row about an actor leaves in each of that actor's incidents.
ACTOR_CHANGE = "actor"
# Notes after which an incident is still to be judged: a row about an actor changes many incidents,
# and nobody has looked at the two halves of one that was split.
NO_JUDGEMENT = frozenset({ACTOR_CHANGE, "split"})


class RelationKind(StrEnum):
    """How one incident stands to another, as the text says it."""

    BEFORE = "before"
    COINCIDES = "coincides"
    PART_OF = "part-of"
    RESPONSE_TO = "response-to"
    DESPITE = "despite"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSpan:
    """Words in a document: half-open offsets into its text, in code points."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KilledRange:
    """How many people an incident killed, each group counted once.

    Attributes:
        low: Least number that any account gives.
        best: The number that most independent accounts give; None where they give none.
        high: Greatest number that any account gives; None when open.
        approximate: Whether every account gives a rough number ("about 40"), which is no bound.
    """

    low: int
    best: int | None = None
    high: int | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """One casualty figure.

    Attributes:
        kind: What was done to those counted.
        group: Words for the people; None if the text has none.
        actor: Id of the actor they belong to; None if not known.
        low: Least number; None for an unstated number.
        best: The number given; None for an unstated number.
        high: Greatest number; None when open or unstated.
        part_of_total: True when already counted in another row.
        attribution: Names of those who give the figure; empty for the document's own voice.
    """

    kind: CasualtyKind
    group: str | None = None
    actor: str | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    part_of_total: bool = False
    attribution: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words in a passage from which one field was read.

    Attributes:
        slot: Which field.
        start: Offset in the document's text.
        end: Offset after.
        ref: Id of the actor or place meant; for ATTRIBUTION the lexicon's id of the speaker, who
            need not be an actor of
            the timeline; None for other slots.
        rule: Name of the rule that read it.
    """

    slot: Slot
    start: int
    end: int
    ref: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One passage of a document that tells of an incident, with what *this* report gives.

    Attributes:
        report: Id shared by the passages of one document that tell of one happening.
        document: Id of the document.
        start: Offset of the sentence or clause in the document's text, in code points.
        end: Offset after it.
        text: Exactly that slice.
        trigger: Where the trigger stands.
        attribution: Names of those cited.
        status: Whether it happened, as told here.
        date: When, as told here; None if the passage does not date it.
        casualties: Figures told here.
        marks: The words from which fields were read, in order.
        clause: Stretches of `text` that quote it in short, in order, by offsets in the document;
            empty where none serves.
    """

    report: str
    document: str
    start: int
    end: int
    text: str
    trigger: TextSpan
    attribution: tuple[str, ...] = ()
    status: Status = Status.OCCURRED
    date: DateInterval | None = None
    casualties: tuple[Casualty, ...] = ()
    marks: tuple[Mark, ...] = ()
    clause: tuple[TextSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document's claim about one happening, resolved.

    Attributes:
        id: "<document>#<offset of the first trigger>".
        document: Id of the document.
        publisher: The outlet; None if unknown.
        type: Id of the incident type.
        mode: How, or None.
        status: Whether it happened, over all passages.
        date: When; None if the document gives no way to date it.
        actors: Who, in their roles.
        places: Where, the most specific first.
        casualties: Figures, without doubles.
        attribution: Names of everyone cited.
        passages: Where it is told, in order of the text.
        dataset: Id of the dataset whose row it is; None for a report of an article. Rows of one
            dataset are not merged.
        outlets: Outlets beside `publisher` that carry it, as a row names them.
        genericity: Generic for what is habitual, a mood, the sum of a war, or background without a
            date.
        notes: What its reader noted, in words ("the model dated it 2012-02-03").
        soundness: How likely all that it says is right, 0 to 1; None where it is not weighed: rows,
            and what a language model read.
    """

    id: str
    document: str
    publisher: str | None
    type: str
    mode: str | None
    status: Status
    date: DateInterval | None
    actors: tuple[ActorRole, ...]
    places: tuple[Place, ...]
    casualties: tuple[Casualty, ...]
    attribution: tuple[str, ...]
    passages: tuple[Passage, ...]
    dataset: str | None = None
    outlets: tuple[str, ...] = ()
    genericity: Genericity = Genericity.SPECIFIC
    notes: tuple[str, ...] = ()
    soundness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A link to another incident.

    With the words that say so (None when it follows from the dates alone).
    """

    kind: RelationKind
    incident: str
    evidence: DocumentSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person changed in an incident, after it was read and merged.

    Attributes:
        field: What was changed: "type", "status", "date", "place", "casualties", "initiator",
            "target", "party", "attribution", "headline", "genericity", "actor",
            or the act itself: "checked", "merged", "split", "added".
        was: What stood there before, in words; None if nothing did.
        now: What stands there now, in words; None if nothing does.
        author: Who changed it.
        day: Day of the correction, as its author gives it.
        reason: Why.
    """

    field: str
    was: str | None
    now: str | None
    author: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Why a report was taken to tell of an incident that other reports tell of.

    Attributes:
        report: Id of the report.
        score: Sum of the points.
        points: (feature, points), those that speak most for it first; below 0 for what speaks
            against it.
    """

    report: str
    score: float
    points: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening, from all its reports. Field names and meanings are those of the JSONL export.

    Attributes:
        id: Stable: the same happening keeps it when rebuilt from the same documents.
        headline: A trimmed quotation of the best sentence, at most 14 words; `summary` where no
            clause serves.
        type: One of the 17 incident types.
        mode: How, or None.
        status: Whether it happened.
        disputed: True when one party asserts what another denies, or figures exclude each other.
        date: When; None when no document gives a way to date it.
        actors: Who, in their roles.
        places: Where.
        casualties: Every figure, with who gives it.
        attribution: Names of everyone cited.
        publishers: Outlets that carry it, sorted.
        salience: How much it matters in this timeline, 0 or more.
        confidence: Share of incidents like this one that are right, 0 to 1.
        reports: The passages that tell of it, by document and offset.
        relations: Links to other incidents.
        corrections: What people changed in it, in the order in which it was done.
        joined: Why each report but the first was put to it; empty when only one document tells of
            it.
        summary: Type, actors, place and killed, in one line made from the record.
        headline_span: Where the headline stands; None when it is the summary.
        genericity: Generic for what is habitual, a mood, the sum of a war, or background without a
            date.
        prominent: True for what a first view shows: occurred, dated from the text, specific, with a
            good headline.
        killed: How many it killed, each group counted once; None when no account gives a number.
        attribution_side: Name of the party to the conflict that alone is cited for it; None when
            others are, or nobody is.
        disputed_about: What accounts contradict each other on: "figure", "initiator", "whether".
        signs: What speaks for and against it being right, in words ("dated from the text", "one
            article").
        soundness: How likely all that its articles say of it is right, 0 to 1: the mean of their
            reports, halved for each sign of two happenings put together. None where no report was
            weighed.
    """

    id: str
    headline: str
    type: str
    mode: str | None
    status: Status
    disputed: bool
    date: DateInterval | None
    actors: tuple[ActorRole, ...]
    places: tuple[Place, ...]
    casualties: tuple[Casualty, ...]
    attribution: tuple[str, ...]
    publishers: tuple[str, ...]
    salience: float
    confidence: float
    reports: tuple[Passage, ...]
    relations: tuple[Relation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    joined: tuple[Joined, ...] = ()
    summary: str = ""
    headline_span: DocumentSpan | None = None
    genericity: Genericity = Genericity.SPECIFIC
    prominent: bool = False
    killed: KilledRange | None = None
    attribution_side: str | None = None
    disputed_about: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    soundness: float | None = None

    @property
    def judgements(self) -> tuple[Correction, ...]:
        """What people changed in or found right about this incident itself, by `NO_JUDGEMENT`."""
        judgements = []
        for change in self.corrections:
            if change.field not in NO_JUDGEMENT:
                judgements.append(change)
        return tuple(judgements)

    @property
    def reviewed_by(self) -> tuple[str, ...]:
        """The people who judged it, each once, in the order in which they did."""
        authors = [change.author for change in self.judgements]
        unique = dict.fromkeys(authors)
        return tuple(unique)

    @property
    def reviewed_on(self) -> Day | None:
        """The last day on which a person judged it; None if nobody has."""
        days = [change.day for change in self.judgements]
        return max(days, default=None)
