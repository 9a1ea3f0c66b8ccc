"""Turn an answer into incidents of the document.

Every value stands under its own words; what has none is dropped and counted.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

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
from timeline.model.mentions import (
    Argument,
    Attribution,
    Count,
    EventMention,
    ReadIncident,
    Slot,
)
from timeline.model.text import Document, TextSpan
from timeline.model.when import Basis, DateInterval, Precision, TemporalExpression

SLOTS = {
    Role.INITIATOR: Slot.INITIATOR,
    Role.TARGET: Slot.TARGET,
    Role.PARTY: Slot.PARTY,
}
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
        dropped: How many of each kind were dropped, because their words do not stand in the text
            or their form is wrong.
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
    incidents = []
    for incident_answer in answer.incidents[:MOST_INCIDENTS]:
        incident = reader.incident(incident_answer)
        if incident is not None:
            incidents.append(incident)
    incidents.sort(key=lambda incident: incident.trigger.start)
    return Reading(
        incidents=tuple(incidents), values=reader.values, dropped=reader.dropped
    )


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
        """Yield the words of all values: the trigger first, then the quotations."""
        yield self.trigger
        yield from self.evidence
        yield from (argument.span for argument in self.arguments)
        yield from (count.span for count in self.counts)
        yield from (speaker.span for speaker in self.speakers)
        if self.when is not None:
            yield _span_of(self.when)


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
        evidence = list(self._evidence(answer))
        if not evidence:
            self.dropped["incident"] += 1
            return None
        parts = self._parts(answer, evidence)
        return ReadIncident(
            mentions=tuple(self._mentions(answer, parts)),
            trigger=parts.trigger,
            assumed=parts.assumed,
            headline=parts.headline,
            notes=tuple(parts.notes),
        )

    def _evidence(self, answer: IncidentAnswer) -> Iterator[TextSpan]:
        for quote in answer.evidence[:MOST_VALUES]:
            span = self._span("evidence", quote, ())
            if span is not None:
                yield span

    def _parts(self, answer: IncidentAnswer, evidence: list[TextSpan]) -> _Parts:
        trigger = self._trigger(answer, evidence)
        parts = _Parts(evidence=evidence, trigger=trigger)
        parts.arguments += self._actors(answer.who, evidence)
        parts.arguments += with_wider(list(self._places(answer, evidence)))
        parts.counts += self._counts(answer.casualties, evidence)
        parts.speakers += self._speakers(answer.says, evidence)
        self._date(answer.when, parts)
        if answer.headline:
            parts.headline = self._span("headline", answer.headline, evidence)
        return parts

    def _span(self, kind: str, words: str, near: Sequence[TextSpan]) -> TextSpan | None:
        """Return where words stand; count the value, and drop it when they stand nowhere."""
        self.values[kind] += 1
        span = self._quotations.find(words, near)
        if span is None:
            self.dropped[kind] += 1
        return span

    def _trigger(
        self, answer: IncidentAnswer, evidence: Sequence[TextSpan]
    ) -> TextSpan:
        """Return the trigger nearest to the quotations; the first of them when there is none."""
        span = None
        if answer.trigger:
            span = self._span("trigger", answer.trigger, evidence)
        return span or evidence[0]

    def _actors(
        self, answers: Sequence[ActorAnswer], near: Sequence[TextSpan]
    ) -> Iterator[Argument]:
        for answer in answers[:MOST_VALUES]:
            span = self._span("who", answer.words, near)
            if span is not None:
                words = self._text(span)
                naming = self._naming.naming(words, answer.name)
                yield actor_argument(
                    SLOTS[answer.role], span, words, naming, self._rule
                )

    def _places(
        self, incident: IncidentAnswer, near: Sequence[TextSpan]
    ) -> Iterator[Argument]:
        for answer in incident.where[:MOST_VALUES]:
            span = self._span("where", answer.words, near)
            if span is not None:
                yield self._place(answer, span)

    def _place(self, answer: PlaceAnswer, span: TextSpan) -> Argument:
        """Return a place; the model's name for it counts only if the article holds it."""
        words = self._text(span)
        name = answer.name or ""
        if not name or not self._quotations.is_quoted(name):
            name = " ".join(words.split())
        return place_argument(span, words, name, self._rule)

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
                    span=span,
                    text=words,
                    verb=self._rule,
                    name=naming.name,
                    ref=naming.ref,
                )

    def _date(self, answer: DateAnswer | None, parts: _Parts) -> None:
        """Date an incident by the words.

        The model's own days are an assumption, for when no words give any.
        """
        if answer is None:
            return
        when = self._when(answer, parts.evidence)
        days = _days_of(answer)
        if when is None:
            parts.assumed = days
            return
        parts.when = when
        if days is not None and not _is_compatible(when, days):
            parts.notes.append(f"the model dated it {_days_text(days)}")

    def _when(
        self, answer: DateAnswer, near: Sequence[TextSpan]
    ) -> TemporalExpression | None:
        if not answer.words:
            return None
        span = self._span("when", answer.words, near)
        return self._expression(span) if span is not None else None

    def _expression(self, span: TextSpan) -> TemporalExpression | None:
        """Return the temporal expression in words that has days and most characters in them."""
        best: TemporalExpression | None = None
        most = 0
        for expression in self._expressions:
            size = _overlap(span, _span_of(expression))
            if size > most and expression.interval is not None:
                best, most = expression, size
        return best

    def _text(self, span: TextSpan) -> str:
        return self._document.text[span.start : span.end]

    def _mentions(
        self, answer: IncidentAnswer, parts: _Parts
    ) -> Iterator[EventMention]:
        """Yield a mention for each sentence that holds words of the incident, in order."""
        spans = list(parts.spans())
        passages = {self._sentences.around(span) for span in spans}
        whole = self._mention(answer, parts)
        for passage in sorted(passages, key=lambda span: span.start):
            # what names the incident best stands for it: the trigger, then quotations, then values
            inside = [span for span in spans if _is_inside(span, passage)]
            yield _within(whole, passage, inside[0])

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


def _within(
    mention: EventMention, passage: TextSpan, trigger: TextSpan
) -> EventMention:
    """Return what one passage says of an incident."""
    when = mention.when
    if when is not None and not _is_inside(_span_of(when), passage):
        when = None
    return replace(
        mention,
        start=passage.start,
        end=passage.end,
        trigger=trigger,
        arguments=_inside(mention.arguments, passage),
        counts=_inside(mention.counts, passage),
        attribution=_inside(mention.attribution, passage),
        when=when,
    )


Spanned = TypeVar("Spanned", Argument, Count, Attribution)


def _inside(values: Sequence[Spanned], passage: TextSpan) -> tuple[Spanned, ...]:
    return tuple(value for value in values if _is_inside(value.span, passage))


def _span_of(expression: TemporalExpression) -> TextSpan:
    return TextSpan(start=expression.start, end=expression.end)


def _overlap(left: TextSpan, right: TextSpan) -> int:
    start = max(left.start, right.start)
    end = min(left.end, right.end)
    return end - start


def _is_compatible(when: TemporalExpression, days: DateInterval) -> bool:
    return when.interval is None or days.is_overlapping(when.interval)


def _is_inside(span: TextSpan, passage: TextSpan) -> bool:
    return passage.start <= span.start and span.end <= passage.end


def _days_of(answer: DateAnswer) -> DateInterval | None:
    """Return the model's own days as an assumption; None when it gives none that can be."""
    start = answer.start or answer.end
    end = answer.end or answer.start
    if start is None or end is None:
        return None
    if end < start:
        return None
    return DateInterval(
        start=start,
        end=end,
        precision=Precision.DAY if start == end else Precision.PERIOD,
        basis=Basis.ASSUMED,
    )


def _days_text(days: DateInterval) -> str:
    if days.start == days.end:
        return f"{days.start}"
    return f"{days.start} to {days.end}"
