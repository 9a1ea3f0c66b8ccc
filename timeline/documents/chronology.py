"""Chronologies and live blogs: headings and times give the day of what stands under them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from timeline.documents.dates import stated_day
from timeline.documents.heading_dates import (
    HeadingDate,
    Span,
    heading_date,
    is_only_date,
    lead_length,
    title_span,
)
from timeline.documents.leads import Lead, is_day_first, lead_of
from timeline.documents.raw import EventRow, Marks
from timeline.model.text import Context, Section, SectionKind, TextSpan
from timeline.model.when import Basis, DateInterval, Precision

_SIGNS = re.compile(r"(#{1,6}|={2,6})\s*\Z")
NO_MARKS = Marks()
_FEWEST_LEADS = 2  # paragraphs that begin "22 June:" which make a chronology
_LONGEST_LEAD = 120  # characters of a paragraph's head in which its date stands
_TURN = 6  # months back from one heading to the next that mean the next year
_DAYS_AHEAD = 3  # a yearless day may lie so many days after publication


def with_contexts(
    text: str,
    sections: Sequence[Section],
    *,
    title: str | None,
    published: date | None,
    marks: Marks = NO_MARKS,
) -> tuple[Section, ...]:
    """Return sections with the day that a heading, a time or the paragraph's own head gives them.

    Args:
        text: The document's text.
        sections: Its sections.
        title: Its title, whose months or year complete days without a year.
        published: Day of publication, which completes them where nothing else does.
        marks: The structure that the format states.
    """
    walk = _Walk(text, _span_of(text, sections, title), published, marks)
    walk.day_first = is_day_first(_heads(text, sections))
    walk.is_chronology = _count_dates(text, sections) >= _FEWEST_LEADS
    has_leads = _count_leads(text, sections) >= _FEWEST_LEADS
    rows = {row.line.start: row for row in marks.rows}
    row_end = 0
    result: list[Section] = []
    for section in sections:
        if section.start < row_end:
            continue  # a part of a row that was read
        if section.start in marks.ends:
            walk.end()
        if section.start in rows:
            row = rows[section.start]
            row_end = row.line.end
            result += walk.row(row)
        elif section.start in marks.furniture:
            result.append(replace(section, kind=SectionKind.BOILERPLATE))
        elif section.kind is SectionKind.HEADING or section.start in marks.entries:
            result.append(walk.heading(section))
        elif section.kind is SectionKind.BODY:
            result += walk.body(section, has_leads=has_leads)
        else:
            result.append(section)
    return tuple(result)


def _span_of(text: str, sections: Sequence[Section], title: str | None) -> Span | None:
    titles = [text[s.start : s.end] for s in sections if s.kind is SectionKind.TITLE]
    spans = map(title_span, filter(None, (*titles, title)))
    return next(filter(None, spans), None)


def _count_leads(text: str, sections: Sequence[Section]) -> int:
    day_first = is_day_first(_heads(text, sections))
    leads = (lead_of(head, day_first=day_first) for head in _heads(text, sections))
    return sum(lead is not None for lead in leads)


def _heads(text: str, sections: Sequence[Section]) -> Iterator[str]:
    """Yield the first words of each paragraph of running text."""
    for section in sections:
        if section.kind is SectionKind.BODY:
            yield _head(text, section)


def _count_dates(text: str, sections: Sequence[Section]) -> int:
    """Return how many headings and paragraphs begin with a date."""
    count = 0
    for section in sections:
        if section.kind in (SectionKind.BODY, SectionKind.HEADING):
            count += _is_beginning_with_date(_head(text, section))
    return count


def _is_beginning_with_date(head: str) -> bool:
    return lead_length(head) > 0 or is_only_date(head)


def _head(text: str, section: Section) -> str:
    return text[section.start : min(section.end, section.start + _LONGEST_LEAD)]


class _Walk:
    """The headings seen so far on the way through a text.

    Attributes:
        is_chronology: Whether several headings or paragraphs begin with a date.
        day_first: Whether dates in figures give the day first; None if they do not show it.
    """

    is_chronology: bool = True
    day_first: bool | None = None

    def __init__(
        self, text: str, span: Span | None, published: date | None, marks: Marks
    ) -> None:
        self._text = text
        self._span = span
        self._published = published
        self._marks = marks
        self._last: date | None = None  # first day of the last heading that gave one
        self._context: Context | None = None
        self._month: HeadingDate | None = (
            None  # of the last heading, if that is a month
        )
        self._level = 0
        self._is_year_stated = span is not None

    def heading(self, section: Section) -> Section:
        """Take note of a heading: a date, a year, or words that end the part before.

        A date is returned in the context of its own days, so that its words are read in that year.
        """
        words = self._text[section.start : section.end]
        level = self._level_of(section)
        written = heading_date(words)
        length = len(words) if is_only_date(words) else self._lead_length(words)
        if written is None or not length:
            self._close(level)
            return section
        if written.month is None:
            self._span = Span((written.year or 0, 1), (written.year or 0, 12))
            self._is_year_stated = True
            self._last = self._context = None
        else:
            self._context = self._dated(section.start, written)
            self._month = written if written.first is None else None
        self._level = level
        return replace(section, context=self._context)

    def _close(self, level: int) -> None:
        """Forget the headings above at one without a date that is not below them."""
        is_below = not level or not self._level or level > self._level
        if not is_below:
            self._context = self._month = None

    def _lead_length(self, words: str) -> int:
        """Return the length of the date before a heading's words: "5 May, 2014 - Staff" is none."""
        return lead_length(words) if self.is_chronology else 0

    def end(self) -> None:
        """Forget the headings above, which say nothing of what follows."""
        self._context = None

    def _level_of(self, section: Section) -> int:
        if section.start in self._marks.levels:
            return self._marks.levels[section.start]
        before = _SIGNS.search(self._text[max(0, section.start - 8) : section.start])
        return len(before[1]) if before else 0

    def body(self, section: Section, *, has_leads: bool) -> Iterator[Section]:
        """Yield a paragraph in its context; a date at its head goes before the headings above.

        A place behind the date, and a date that the sentence cannot be read with, are cut off.
        """
        lead = self._lead_at(section) if has_leads or self._context else None
        own = self._dated(section.start, lead.date) if lead is not None else None
        if lead is None or own is None:
            yield replace(section, context=self._context)
            return
        if lead.is_whole:
            yield replace(section, context=own)
            return
        start = section.start + lead.end
        place = _moved(lead.place, section.start)
        yield replace(section, kind=SectionKind.BOILERPLATE, end=start)
        yield replace(section, start=start, context=replace(own, place=place))

    def _lead_at(self, section: Section) -> Lead | None:
        """Return the date at the head of a paragraph, before other words of it."""
        head = _head(self._text, section)
        lead = lead_of(head, month=self._month, day_first=self.day_first)
        has_words = lead is not None and section.start + lead.end < section.end
        return lead if has_words else None

    def row(self, row: EventRow) -> Iterator[Section]:
        """Yield the cells of a row of events: of its words the context is what the others say."""
        context = Context(
            span=row.date or row.line,
            date=self._date_of_cell(row.date),
            place=row.place,
            killed=row.killed,
            injured=row.injured,
        )
        start, end = row.words.start, row.words.end
        if row.line.start < start:
            yield Section(kind=SectionKind.BOILERPLATE, start=row.line.start, end=start)
        yield Section(kind=SectionKind.BODY, start=start, end=end, context=context)
        if end < row.line.end:
            yield Section(kind=SectionKind.BOILERPLATE, start=end, end=row.line.end)

    def _date_of_cell(self, cell: TextSpan | None) -> DateInterval | None:
        """Return the days of a cell: with a month's name or ISO, or as metadata write them."""
        if cell is None:
            return None
        words = self._text[cell.start : cell.end]
        dated = self._dated(cell.start, heading_date(words))
        if dated is not None:
            return dated.date
        day = stated_day(words)
        if day is None:
            return None
        basis = Basis.STATED
        return DateInterval(
            start=day, end=day, precision=Precision.DAY, basis=basis, text=words
        )

    def _dated(self, start: int, written: HeadingDate | None) -> Context | None:
        """Return the context that a date at an offset gives; None if its days are unknown."""
        days = written.days(self._year_of(written)) if written is not None else None
        if written is None or days is None:
            return None
        self._last = days[0]
        if written.year is not None:
            self._span = None  # from here on the headings give the year
        self._is_year_stated = self._is_year_stated or written.year is not None
        span = TextSpan(start=start, end=start + written.end)
        interval = DateInterval(
            start=days[0],
            end=days[1],
            precision=_precision(written, days),
            basis=Basis.STATED if self._is_year_stated else Basis.RELATIVE,
            text=self._text[span.start : span.end],
        )
        return Context(span=span, date=interval, is_entry=start in self._marks.entries)

    def _year_of(self, written: HeadingDate) -> int | None:
        """Return the year of a date.

        Its own, that of the headings, of the title, of publication.
        """
        if written.year is not None or written.month is None:
            return written.year
        in_title = self._span.year_of(written.month) if self._span is not None else None
        if in_title is not None:
            return in_title
        if self._last is not None:
            is_turn = self._last.month - written.month >= _TURN
            return self._last.year + int(is_turn)
        return self._assumed(written)

    def _assumed(self, written: HeadingDate) -> int | None:
        """Return the year that puts a yearless day last before publication."""
        if self._published is None or written.month is None:
            return None
        year = self._published.year
        days = written.days(year)
        is_ahead = days is not None and (days[0] - self._published).days > _DAYS_AHEAD
        return year - int(is_ahead)


def _moved(place: tuple[int, int] | None, offset: int) -> TextSpan | None:
    """Return the span of a place in the text, from that in a paragraph at an offset."""
    if place is None:
        return None
    return TextSpan(start=offset + place[0], end=offset + place[1])


def _precision(written: HeadingDate, days: tuple[date, date]) -> Precision:
    """Return the grain of a date: a month, a day, or several days."""
    if written.first is None:
        return Precision.MONTH
    return Precision.DAY if days[0] == days[1] else Precision.PERIOD
