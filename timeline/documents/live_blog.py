"""Live blogs: the clock times that head their entries, and the day of each entry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from timeline.model.text import Context, Section, SectionKind, TextSpan
from timeline.model.when import Basis, DateInterval, Precision

# The time at the head of an entry: "(Update 3:40 a.m. here, 8:40 p.m. GMT) -", "[10:45 am]",
# "1425 GMT:". Without brackets, a zone or "a.m." it could be any number.
_BRACKETED = (
    r"[\[(](?:update[ds]?|posted)?:?\s*(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"\s*(?P<half>[ap])?\.?\s?(?:m\b\.?)?[^\[\]()\n]{0,60}[\])]"
)
_PLAIN = (
    r"(?:update[ds]?|posted)?:?\s*(?:at\s+)?(?P<hour_>\d{1,2})[:.]?(?P<minute_>\d\d)"
    r"\s*(?:(?P<half_>[ap])\.?\s?m\b\.?|GMT|UTC)[^\n]{0,12}?:"
)
_STAMP = re.compile(
    rf"(?:{_BRACKETED}|{_PLAIN})[ \t]*(?:[-:\u2013\u2014]+[ \t]*)?", re.IGNORECASE
)
_FEWEST = 4  # entries of a live blog
_ONE_WAY = 0.75  # share of its steps from entry to entry that go one way in time
_DAY = 24 * 60
_HOURS_BEFORE = {"a": 0, "p": 12}
_DAYS_OF_WEEK = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a live blog.

    Attributes:
        first: Number of the section that it begins.
        stamp: Where its time stands.
        minutes: The time, in minutes of the day.
    """

    first: int
    stamp: TextSpan
    minutes: int


def with_entries(
    text: str, sections: Sequence[Section], published: date | None
) -> tuple[Section, ...]:
    """Return the sections of a live blog with the day of its entries, without their times.

    The clock of its entries, read from the first to the last, passes midnight; the days that the
    entries name ("late Friday") say on which of these days the blog was published.

    Args:
        text: The document's text.
        sections: Its sections.
        published: Day of publication.
    """
    entries = list(_entries(text, sections))
    if published is None or len(entries) < _FEWEST:
        return tuple(sections)
    days = _days([entry.minutes for entry in entries])
    if not days:
        return tuple(sections)
    words = list(_words(text, sections, entries))
    start = _first_day(words, days, published)
    dates = [start + timedelta(day) for day in days]
    return tuple(_dated(text, sections, entries, dates))


def _entries(text: str, sections: Sequence[Section]) -> Iterator[_Entry]:
    for number, section in enumerate(sections):
        if not _is_plain(section):
            continue
        match = _STAMP.match(text, section.start, section.end)
        if match is None:
            continue
        minutes = _minutes(match)
        if minutes is None:
            continue
        stamp = TextSpan(start=section.start, end=match.end())
        yield _Entry(first=number, stamp=stamp, minutes=minutes)


def _is_plain(section: Section) -> bool:
    """Return whether a section is a paragraph in no context."""
    return section.kind is SectionKind.BODY and section.context is None


def _hour(match: re.Match[str]) -> int:
    """Return the hour of the day of a clock time; 24 or more for what is none."""
    hour = int(match["hour"] or match["hour_"])
    half = match["half"] or match["half_"]
    if half is None:
        return hour
    before = _HOURS_BEFORE[half.lower()]
    return hour % 12 + before


def _minutes(match: re.Match[str]) -> int | None:
    """Return a clock time in minutes of the day; None for what is none ("(127)")."""
    minute = int(match["minute"] or match["minute_"])
    minutes = 60 * _hour(match) + minute
    is_time = minute < 60 and minutes < _DAY
    return minutes if is_time else None


def _days(times: Sequence[int]) -> list[int]:
    """Return the day of each time, counted from the earliest; none if they run to and fro."""
    steps = [later - time for time, later in pairwise(times)]
    forward = sum(step % _DAY <= _DAY // 2 for step in steps)
    backward = len(steps) - forward
    if max(forward, backward) < _ONE_WAY * len(steps):
        return []
    if forward < backward:
        from_last = _days(times[::-1])
        return from_last[::-1]
    day = 0
    days = [day]
    for step in steps:
        # A small step back is an entry out of order; a large one is a new day.
        if step < -_DAY // 2:
            day += 1
        days.append(day)
    return days


def _first_day(words: Sequence[str], days: Sequence[int], published: date) -> date:
    """Return the earliest day: that on which most entries name the weekday that they are of.

    Of equal ones that of publication, else the latest. A blog that is opened in the evening of a
    day may tell only of the next one.
    """
    best = published
    most = _fitting(words, days, published)
    for back in range(-1, max(days) + 1):
        first = published - timedelta(back)
        fitting = _fitting(words, days, first)
        if fitting > most:
            most = fitting
            best = first
    return best


def _fitting(words: Sequence[str], days: Sequence[int], first: date) -> int:
    """Return how many entries name their own weekday, if the earliest are of a day."""
    fitting = 0
    for entry, number in zip(words, days, strict=True):
        day = first + timedelta(number)
        fitting += _weekday(day) in entry
    return fitting


def _weekday(day: date) -> str:
    return _DAYS_OF_WEEK[day.weekday()]


def _words(
    text: str, sections: Sequence[Section], entries: Sequence[_Entry]
) -> Iterator[str]:
    """Yield the words of each entry with its time, up to the next, without capitals."""
    starts = [entry.stamp.start for entry in entries]
    end = sections[-1].end
    for start, later in pairwise([*starts, end]):
        words = text[start:later]
        yield words.lower()


def _dated(
    text: str,
    sections: Sequence[Section],
    entries: Sequence[_Entry],
    days: Sequence[date],
) -> Iterator[Section]:
    """Yield the sections, each entry's in the context of its day, its time as boilerplate."""
    heads = {
        entry.first: (entry, day) for entry, day in zip(entries, days, strict=True)
    }
    longest = max(later.first - entry.first for entry, later in pairwise(entries))
    end = entries[-1].first + longest  # what stands below the blog is of no entry
    context: Context | None = None
    for number, section in enumerate(sections):
        start = section.start
        if number in heads:
            entry, day = heads[number]
            context = _context(text, entry, day)
            start = entry.stamp.end
            yield Section(kind=SectionKind.BOILERPLATE, start=section.start, end=start)
        if number < end and _is_plain(section):
            yield replace(section, start=start, context=context)
        else:
            yield section


def _context(text: str, entry: _Entry, day: date) -> Context:
    interval = DateInterval(
        start=day,
        end=day,
        precision=Precision.DAY,
        basis=Basis.RELATIVE,
        text=text[entry.stamp.start : entry.stamp.end].strip(),
    )
    return Context(span=entry.stamp, date=interval, is_entry=True)
