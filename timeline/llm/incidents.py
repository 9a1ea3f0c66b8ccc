"""Turn an answer into incidents of the document: every value under its own words, what has none dropped and counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from timeline.lexicon.actors import ActorLexicon
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.lexicon.words import Words
from timeline.llm.contract import (
    ActorAnswer,
    Answer,
    CasualtyAnswer,
    DateAnswer,
    IncidentAnswer,
    PlaceAnswer,
    SpeakerAnswer,
)
from timeline.llm.figures import NumberReader, figures
from timeline.llm.names import ActorNaming, actor_argument, place_argument, with_wider
from timeline.llm.quotations import Quotations
from timeline.llm.sentences import Sentences
from timeline.model.actors import Role
from timeline.model.mentions import Argument, Attribution, Count, EventMention, ReadIncident, Slot
from timeline.model.text import Document, TextSpan
from timeline.model.when import Basis, DateInterval, Precision, TemporalExpression

SLOTS = {Role.INITIATOR: Slot.INITIATOR, Role.TARGET: Slot.TARGET, Role.PARTY: Slot.PARTY}
# Incidents, and values of one kind within an incident, that are read of one answer; more is a model
# that runs wild.
MOST_INCIDENTS, MOST_VALUES = 200, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolvers:
    """What the words of an answer are resolved with: the same as for the rules.

    Attributes:
        actors: Known actors, the user's own among them.
        gazetteer: Known places.
        read_number: The number grammar of the rules.
        vocabulary: Words of the language.
    """

    actors: ActorLexicon
    gazetteer: Gazetteer
    read_number: NumberReader
    vocabulary: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an answer gives of one document once its words are checked.

    Attributes:
        incidents: The incidents, in order of the text.
        values: How many values of each kind the answer gave.
        dropped: How many of each kind were dropped because their words do not stand in the text, or their form is wrong.
    """

    incidents: tuple[ReadIncident, ...]
    values: Counter[str]
    dropped: Counter[str]


def reading_of(
    document: Document,
    answer: Answer,
    *,
    expressions: Sequence[TemporalExpression],
    resolvers: Resolvers,
    rule: str,
    dropped: Counter[str] | None = None,
) -> Reading:
    """Read an answer against its document.

    Args:
        document: The article.
        answer: What the model answered.
        expressions: The temporal expressions of the article, resolved.
        resolvers: What words are resolved with.
        rule: Name of the reader ("llm:MODEL"), for every mark.
        dropped: What was dropped when the answer was read from JSON.
    """
    reader = _Reader(document, expressions=expressions, resolvers=resolvers, rule=rule)
    reader.dropped.update(dropped or {})
    read = (reader.incident(one) for one in answer.incidents[:MOST_INCIDENTS])
    incidents = [incident for incident in read if incident is not None]
    incidents.sort(key=lambda incident: incident.trigger.start)
    return Reading(incidents=tuple(incidents), values=reader.values, dropped=reader.dropped)


@dataclass(slots=True, kw_only=True)
class _Parts:
    """The verified values of one incident."""

    evidence: list[TextSpan]
    trigger: TextSpan
    arguments: list[Argument] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    speakers: list[Attribution] = field(default_factory=list)
    when: TemporalExpression | None = None
    assumed: DateInterval | None = None
    headline: TextSpan | None = None
    notes: list[str] = field(default_factory=list)

    def spans(self) -> Iterator[TextSpan]:
        """Yield the words of all values."""
        yield self.trigger
        yield from self.evidence
        yield from (one.span for one in self.arguments)
        yield from (one.span for one in self.counts)
        yield from (one.span for one in self.speakers)
        if self.when is not None:
            yield TextSpan(start=self.when.start, end=self.when.end)


class _Reader:
    """Reads the incidents of one answer and counts what it gives and what is dropped."""

    def __init__(
        self,
        document: Document,
        *,
        expressions: Sequence[TemporalExpression],
        resolvers: Resolvers,
        rule: str,
    ) -> None:
        self._document = document
        self._expressions = expressions
        self._resolvers = resolvers
        self._rule = rule
        self._quotations = Quotations(document.text)
        self._sentences = Sentences(document.text, document.sections)
        year = document.published.year if document.published else None
        self._naming = ActorNaming(resolvers.actors, self._quotations, year=year)
        self.values: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def incident(self, answer: IncidentAnswer) -> ReadIncident | None:
        """Return one incident; None when no quotation of it stands in the text."""
        quotes = answer.evidence[:MOST_VALUES]
        evidence = [span for quote in quotes if (span := self._span("evidence", quote, ()))]
        if not evidence:
            self.dropped["incident"] += 1
            return None
        parts = _Parts(evidence=evidence, trigger=self._trigger(answer, evidence))
        parts.arguments = [*self._actors(answer.who, evidence), *self._places(answer, evidence)]
        parts.counts = list(self._counts(answer.casualties, evidence))
        parts.speakers = list(self._speakers(answer.says, evidence))
        self._date(answer.when, parts)
        if answer.headline:
            parts.headline = self._span("headline", answer.headline, evidence)
        return ReadIncident(
            mentions=tuple(self._mentions(answer, parts)),
            trigger=parts.trigger,
            assumed=parts.assumed,
            headline=parts.headline,
            notes=tuple(parts.notes),
        )

    def _span(self, kind: str, words: str, near: Sequence[TextSpan]) -> TextSpan | None:
        """Return where words stand; count the value, and drop it when they stand nowhere."""
        self.values[kind] += 1
        span = self._quotations.find(words, near)
        if span is None:
            self.dropped[kind] += 1
        return span

    def _trigger(self, answer: IncidentAnswer, evidence: Sequence[TextSpan]) -> TextSpan:
        """Return the trigger within the first quotation; the quotation itself when it names none."""
        first = evidence[0]
        if not answer.trigger:
            return first
        span = self._span("trigger", answer.trigger, evidence)
        return span or first

    def _actors(
        self, answers: Sequence[ActorAnswer], near: Sequence[TextSpan]
    ) -> Iterator[Argument]:
        for answer in answers[:MOST_VALUES]:
            span = self._span("who", answer.words, near)
            if span is not None:
                words = self._text(span)
                naming = self._naming.naming(words, answer.name)
                yield actor_argument(SLOTS[answer.role], span, words, naming, self._rule)

    def _places(self, incident: IncidentAnswer, near: Sequence[TextSpan]) -> list[Argument]:
        found = [self._place(answer, near) for answer in incident.where[:MOST_VALUES]]
        return with_wider([place for place in found if place is not None])

    def _place(self, answer: PlaceAnswer, near: Sequence[TextSpan]) -> Argument | None:
        span = self._span("where", answer.words, near)
        if span is None:
            return None
        is_borne_out = answer.name is not None and self._quotations.is_quoted(answer.name)
        name = answer.name if is_borne_out else None
        return place_argument(span, self._text(span), name, self._rule)

    def _counts(
        self, answers: Sequence[CasualtyAnswer], near: Sequence[TextSpan]
    ) -> Iterator[Count]:
        for answer in answers[:MOST_VALUES]:
            span = self._span("casualties", answer.words, near)
            if span is not None:
                yield from self._figures(answer, span)

    def _figures(self, answer: CasualtyAnswer, span: TextSpan) -> Iterator[Count]:
        """Yield the figures that the words hold; the model's own numbers play no part."""
        resolvers = self._resolvers
        read = figures(
            self._text(span),
            read_number=resolvers.read_number,
            vocabulary=resolvers.vocabulary,
        )
        for figure in read:
            yield Count(
                kind=answer.kind,
                group=figure.group,
                low=figure.low,
                best=figure.best,
                high=figure.high,
                span=span,
            )

    def _speakers(
        self, answers: Sequence[SpeakerAnswer], near: Sequence[TextSpan]
    ) -> Iterator[Attribution]:
        for answer in answers[:MOST_VALUES]:
            span = self._span("says", answer.words, near)
            if span is not None:
                words = self._text(span)
                naming = self._naming.speaker(words, answer.name)
                yield Attribution(
                    span=span, text=words, verb=self._rule, name=naming.name, ref=naming.ref
                )

    def _date(self, answer: DateAnswer | None, parts: _Parts) -> None:
        """Date an incident by the words; by the model's own days, as an assumption, when the words give none."""
        if answer is None:
            return
        span = self._span("when", answer.words, parts.evidence) if answer.words else None
        when = self._expression(span) if span is not None else None
        days = _days_of(answer)
        if when is not None and when.interval is not None:
            parts.when = when
            if days is not None and not days.overlaps(when.interval):
                parts.notes.append(f"the model dated it {_days_text(days)}")
        else:
            parts.assumed = days

    def _expression(self, span: TextSpan) -> TemporalExpression | None:
        """Return the temporal expression in words: the one that shares most characters with them and has days."""
        shared = [
            (min(one.end, span.end) - max(one.start, span.start), one) for one in self._expressions
        ]
        dated = [(size, one) for size, one in shared if size > 0 and one.interval is not None]
        if not dated:
            return None
        return max(dated, key=lambda pair: (pair[0], -pair[1].start))[1]

    def _text(self, span: TextSpan) -> str:
        return self._document.text[span.start : span.end]

    def _mentions(self, answer: IncidentAnswer, parts: _Parts) -> Iterator[EventMention]:
        """Yield a mention for each sentence that holds words of the incident, in order of the text."""
        spans = list(parts.spans())
        passages = {self._passage(span) for span in spans}
        whole = self._mention(answer, parts)
        for passage in sorted(passages, key=lambda span: span.start):
            # the trigger comes first, then the quotations, then values: what names the incident
            # best stands for it
            trigger = next(span for span in spans if _holds(passage, span))
            yield _within(whole, passage, trigger)

    def _passage(self, span: TextSpan) -> TextSpan:
        return self._sentences.around(span)

    def _mention(self, answer: IncidentAnswer, parts: _Parts) -> EventMention:
        kind = incident_types()[answer.type]
        return EventMention(
            document=self._document.id,
            start=parts.trigger.start,
            end=parts.trigger.end,
            trigger=parts.trigger,
            lemma=self._text(parts.trigger).lower(),
            type=answer.type,
            mode=answer.mode if answer.mode in kind.modes else None,
            status=answer.status,
            arguments=tuple(parts.arguments),
            counts=tuple(parts.counts),
            attribution=tuple(parts.speakers),
            when=replace(parts.when, rule=self._rule) if parts.when else None,
            sentence=self._sentences.number(parts.trigger.start),
            rule=self._rule,
            genericity=answer.genericity,
        )


def _within(mention: EventMention, passage: TextSpan, trigger: TextSpan) -> EventMention:
    """Return what one passage says of an incident."""
    when = mention.when
    span = TextSpan(start=when.start, end=when.end) if when else None
    return replace(
        mention,
        start=passage.start,
        end=passage.end,
        trigger=trigger,
        arguments=tuple(one for one in mention.arguments if _holds(passage, one.span)),
        counts=tuple(one for one in mention.counts if _holds(passage, one.span)),
        attribution=tuple(one for one in mention.attribution if _holds(passage, one.span)),
        when=when if span is not None and _holds(passage, span) else None,
    )


def _holds(passage: TextSpan, span: TextSpan) -> bool:
    return passage.start <= span.start and span.end <= passage.end


def _days_of(answer: DateAnswer) -> DateInterval | None:
    """Return the model's own days as an assumption; None when it gives none, or the end before the start."""
    start = answer.start or answer.end
    end = answer.end or answer.start
    if start is None or end is None or end < start:
        return None
    precision = Precision.DAY if start == end else Precision.PERIOD
    return DateInterval(start=start, end=end, precision=precision, basis=Basis.ASSUMED)


def _days_text(days: DateInterval) -> str:
    ends: Iterable[date] = dict.fromkeys((days.start, days.end))
    return " to ".join(day.isoformat() for day in ends)
