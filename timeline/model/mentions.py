"""Event mentions: what one sentence says of one event."""

from dataclasses import dataclass
from enum import StrEnum

from timeline.model.actors import ActorKind
from timeline.model.text import TextSpan
from timeline.model.types import CasualtyKind, Genericity, Status
from timeline.model.when import DateInterval, TemporalExpression


class Slot(StrEnum):
    """Part that a stretch of text plays in an event mention.

    Also the kinds of marks drawn in a sentence.
    """

    TRIGGER = "trigger"
    INITIATOR = "initiator"
    TARGET = "target"
    PARTY = "party"
    PLACE = "place"
    DATE = "date"
    CASUALTIES = "casualties"
    ATTRIBUTION = "attribution"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Who or what fills a role, as words.

    Attributes:
        slot: INITIATOR, TARGET, PARTY or PLACE.
        span: Where the words stand in the document's text.
        text: Exactly that slice.
        head: Offsets of the head word.
        resolved: Offsets of the words that a pronoun or a definite ("the group") refers to; else
            None.
        rule: Name of the rule that found it.
        name: Name of the actor or place as far as the words tell: canonical when known, else the
            words themselves.
        ref: Id of the actor in the lexicon; None if it has none, and for places.
        kind: What sort of actor; None for places.
        country: Alpha-3 code that the words give; None if they give none.
        actor_class: Class of the words in the lexicon ("forces", "armed", "civilians", "named",
            ...); "" for places.
        hint: For places: "city", "province", "country", "region" or "site" where words beside the
            name say so.
        wider: For places: a wider place named with it ("Sirte, Libya").
        side_before: For a bare "the army" or "the government": alpha-3 code of the country whose
            side of that kind the text named last before it; None if it named none.
    """

    slot: Slot
    span: TextSpan
    text: str
    head: TextSpan
    resolved: TextSpan | None = None
    rule: str = ""
    name: str = ""
    ref: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    actor_class: str = ""
    hint: str | None = None
    wider: str | None = None
    side_before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of people to whom something was done, as words.

    Attributes:
        kind: What was done to them.
        group: Words for the people ("Turkish soldiers"); None if none.
        low: Least number that the words allow; None for an unstated number.
        best: The number the words give; None for an unstated number ("several").
        high: Greatest number that the words allow; None when open ("at least 12") or unstated.
        span: Where the words stand in the document's text.
        part_of_total: True when it is already counted in another figure of the same report.
    """

    kind: CasualtyKind
    group: str | None
    low: int | None
    best: int | None
    high: int | None
    span: TextSpan
    part_of_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is cited, as words.

    Attributes:
        span: Where the words for the speaker stand in the document's text.
        text: Exactly that slice.
        verb: The reporting word ("said", "according to").
        resolved: Offsets of the words that a pronoun or a definite ("the ministry") refers to; else
            None.
        name: Name of the speaker: canonical when the lexicon knows it, else the words themselves.
        ref: Id of the speaker in the lexicon; None if it has none.
    """

    span: TextSpan
    text: str
    verb: str
    resolved: TextSpan | None = None
    name: str = ""
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One word on the way from a trigger up to the root of its sentence.

    Attributes:
        index: Place of the word in the sentence, counted from its beginning.
        role: What it is to the word above it, as the parser says.
        links: Prepositions and conjunctions that it is or that mark it ("after", "by"), in lower
            case.
    """

    index: int
    role: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sentence tells of the time of a happening beside the expression that dates it.

    Attributes:
        said: The expression that dates the saying ("said on Monday that shells had fallen").
        vague: Words that tell a time and name no day ("in 480 BC", "in recent days").
        after: How long afterwards the main clause happened ("came a day after shells fell").
        came: The expression that dates that main clause; None if none does.
        since: True when it has gone on since what is dated ("has burned since it fell on Monday").
        old: True when the words look back before the news ("had shelled", "once raided").
    """

    said: TemporalExpression | None = None
    vague: TemporalExpression | None = None
    after: TemporalExpression | None = None
    came: TemporalExpression | None = None
    since: bool = False
    old: bool = False


NO_TIME_TOLD = Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One happening as one sentence or clause tells it (ACE's event mention).

    Attributes:
        document: Id of the document.
        start: Offset where the sentence or clause begins.
        end: Offset after it.
        trigger: Offsets of the words that name the event.
        lemma: Lemma of the trigger, with particle or object where these belong to it.
        type: Id of the incident type.
        mode: How, or None.
        status: Whether it happened.
        status_span: Words that the status was read from; None when it is the type's default.
        arguments: Who, to whom, where.
        counts: Casualty figures told with it.
        attribution: Those cited for it.
        when: The temporal expression that dates it; None if none governs it.
        definite: True for an anaphoric nominal ("the attacks") that tells of something told
            already.
        tense: Tense of the clause: "past", "perfect", "present", "future", or "" for a noun without
            a verb.
        aside: True when the words only recall it: a noun of action that no verb carries ("tension
            after the strikes").
        sentence: Number of the sentence in the document, from 0.
        rule: Name of the rule or trigger group that found it.
        verbal: True when the trigger is a verb.
        is_another: True when words beside a noun say that it is one more ("a second attack").
        climb: The way from the trigger up to the root of the sentence, the trigger first; empty
            where nothing was parsed.
        genericity: Generic for what is habitual, a mood, the sum of a war, or background without a
            date.
        clause: Stretches of the sentence that quote the trigger's clause in short, in order; empty
            where none serves.
        time_told: What the sentence tells of the time beside `when`.
    """

    document: str
    start: int
    end: int
    trigger: TextSpan
    lemma: str
    type: str
    mode: str | None
    status: Status
    status_span: TextSpan | None = None
    arguments: tuple[Argument, ...] = ()
    counts: tuple[Count, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    when: TemporalExpression | None = None
    definite: bool = False
    tense: str = ""
    aside: bool = False
    sentence: int = 0
    rule: str = ""
    verbal: bool = False
    is_another: bool = False
    climb: tuple[Step, ...] = ()
    genericity: Genericity = Genericity.SPECIFIC
    clause: tuple[TextSpan, ...] = ()
    time_told: Told = NO_TIME_TOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIncident:
    """One incident as a reader gives it that sees the whole article.

    Which passages belong together is settled.

    Attributes:
        mentions: One for each passage, in order of the text; at least one.
        trigger: The words that name the incident, in one of the passages.
        assumed: The days that the reader gives though no words do (basis ASSUMED); None if it gives
            none.
        headline: Words of the article that serve as a headline; None if the reader gives none.
        notes: What the reader noted, in words ("the model dated it 2012-02-03").
    """

    mentions: tuple[EventMention, ...]
    trigger: TextSpan
    assumed: DateInterval | None = None
    headline: TextSpan | None = None
    notes: tuple[str, ...] = ()
