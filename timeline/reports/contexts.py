"""What stands above or beside a passage, in the place of what its sentence leaves out."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from timeline.model.mentions import Argument, Count, EventMention, Slot
from timeline.model.text import Context, Document, Section, TextSpan
from timeline.model.types import HAPPENED, SPOKEN, CasualtyKind
from timeline.model.when import DateInterval, TemporalExpression, TimexType
from timeline.reports.cell_numbers import first_number

RULE = "context"
_HAD = re.compile(r"\bhad\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
# Sentences by which entries, days and rows lie apart: nothing is carried over so many.
APART = 10


class Contexts:
    """The contexts of a document, by offset."""

    def __init__(self, document: Document) -> None:
        """Keep the sections of a document that have a context."""
        self._document = document
        self._sections = [
            section for section in document.sections if section.context is not None
        ]
        self._starts = [section.start for section in self._sections]
        self._parts = list(_parts(self._sections))

    def context_at(self, offset: int) -> Context | None:
        """Return the context of an offset."""
        index = self._section_at(offset)
        if index < 0 or offset >= self._sections[index].end:
            return None
        return self._sections[index].context

    def published(self, offset: int) -> date | None:
        """Return the day on which the words at an offset were published.

        An entry of a live blog is published on its own day. What is dated after the document's
        own day was added later.
        """
        context = self.context_at(offset)
        published = self._document.published
        if context is None or context.date is None:
            return published
        if context.is_entry:
            return context.date.end
        return None if published is None else max(published, context.date.end)

    def completed(self, mentions: Sequence[EventMention]) -> list[EventMention]:
        """Return mentions with the day, place and figures that stand above or beside them."""
        if not self._sections:
            return list(mentions)
        counted: set[TextSpan] = set()
        dated = self._first_dated(mentions)
        completed = []
        for mention in mentions:
            first = dated.get(self._section_at(mention.start))
            is_after_date = first is not None and first < mention.start
            completed.append(self._completed(mention, counted, is_after_date))
        return completed

    def _section_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _first_dated(self, mentions: Sequence[EventMention]) -> dict[int, int]:
        """Return for each section where the first mention begins that has its own date."""
        dated: dict[int, int] = {}
        for mention in mentions:
            if mention.when is not None:
                dated.setdefault(self._section_at(mention.start), mention.start)
        return dated

    def _completed(
        self, mention: EventMention, counted: set[TextSpan], is_after_date: bool
    ) -> EventMention:
        context = self.context_at(mention.start)
        if context is None:
            return mention
        mention = replace(mention, sentence=self._number(mention))
        if not self._is_of_context(mention):
            return mention
        place = self._place(mention, context)
        counts = self._counts(context, mention, counted)
        return replace(
            mention,
            when=self._when(mention, context, is_after_date),
            arguments=(*mention.arguments, *place),
            counts=(*mention.counts, *counts),
        )

    def _number(self, mention: EventMention) -> int:
        """Return the number of a sentence, farther from those of other entries, days and rows."""
        contexts = self._parts[self._section_at(mention.start)]
        return mention.sentence + APART * contexts

    def _is_of_context(self, mention: EventMention) -> bool:
        """Return whether a mention is of the context's day: "had fled", "will fall" are not."""
        before = self._document.text[mention.start : mention.trigger.start]
        return mention.tense != "future" and not _HAD.search(before)

    def _when(
        self, mention: EventMention, context: Context, is_after_date: bool
    ) -> TemporalExpression | None:
        """Return what dates a mention: its own words, else the heading or cell.

        After a date in the paragraph, the heading of a month or week says no more: the mention may
        be of that date.
        """
        own = mention.when
        if own is not None or context.date is None or context.is_entry:
            return own
        if is_after_date and context.date.start != context.date.end:
            return None
        return TemporalExpression(
            start=context.span.start,
            end=context.span.end,
            text=self._words(context.span),
            type=TimexType.DATE,
            value=_value(context.date),
            interval=context.date,
            rule=RULE,
        )

    def _place(self, mention: EventMention, context: Context) -> Iterator[Argument]:
        """Yield the place of the cell if the sentence names none."""
        has_place = any(argument.slot is Slot.PLACE for argument in mention.arguments)
        if context.place is None or has_place:
            return
        words = self._words(context.place)
        name, _, wider = words.partition(",")
        yield Argument(
            slot=Slot.PLACE,
            span=context.place,
            text=words,
            head=context.place,
            rule=RULE,
            name=name.strip(),
            wider=wider.strip() or None,
        )

    def _counts(
        self, context: Context, mention: EventMention, counted: set[TextSpan]
    ) -> Iterator[Count]:
        """Yield the figures of the cells, once in a row, where the sentence gives none."""
        if mention.type in SPOKEN or mention.status not in HAPPENED:
            return
        own = {count.kind for count in mention.counts}
        for kind, span in _figures(context):
            number = first_number(self._words(span))
            if number is not None and span not in counted and kind not in own:
                counted.add(span)
                yield Count(
                    kind=kind,
                    group=None,
                    low=number.low,
                    best=number.best,
                    high=number.high,
                    span=span,
                )

    def _words(self, span: TextSpan) -> str:
        return self._document.text[span.start : span.end]


def _figures(context: Context) -> Iterator[tuple[CasualtyKind, TextSpan]]:
    """Yield the cells that count people."""
    if context.killed is not None:
        yield CasualtyKind.KILLED, context.killed
    if context.injured is not None:
        yield CasualtyKind.INJURED, context.injured


def _parts(sections: Sequence[Section]) -> Iterator[int]:
    """Yield for each section the number of its context."""
    number = 0
    before: Context | None = None
    for section in sections:
        number += section.context is not before
        before = section.context
        yield number


def _value(when: DateInterval) -> str:
    """Return the TIMEX3 value of the days: the day, or the first of several."""
    return when.start.isoformat()
