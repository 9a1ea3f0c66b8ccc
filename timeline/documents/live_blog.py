"""Live blogs: the clock times that head their entries, and the day of each entry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, pairwise

from timeline.model.text import Context, Section, SectionKind, TextSpan
from timeline.model.when import Basis, DateInterval, Precision

# The time at the head of an entry: "(Update 2:18 a.m. in Cairo, 7:17 p.m. ET) -", "[10:45 am]",
# "1425 GMT:". Without brackets, a zone or "a.m." it could be any number.
_BRACKETED = (
    r"[\[(](?:update[ds]?|posted)?:?\s*(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
    r"\s*(?P<half>[ap])?\.?\s?(?:m\b\.?)?[^\[\]()\n]{0,60}[\])]"
)
_PLAIN = (
    r"(?:update[ds]?|posted)?:?\s*(?:at\s+)?(?P<hour_>\d{1,2})[:.]?(?P<minute_>\d\d)"
    r"\s*(?:(?P<half_>[ap])\.?\s?m\b\.?|GMT|UTC)[^\n]{0,12}?:"
)
_STAMP = re.compile(rf"(?:{_BRACKETED}|{_PLAIN})[ \t]*(?:[-:\u2013\u2014]+[ \t]*)?", re.IGNORECASE)
_FEWEST = 4  # entries of a live blog
_ONE_WAY = 0.75  # share of its steps from entry to entry that go one way in time
_DAY = 24 * 60
_DAYS_OF_WEEK = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS_OF_WEEK)})\b", re.IGNORECASE)


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
    start = _first_day(list(_words(text, sections, entries)), days, published)
    return tuple(_dated(text, sections, entries, [start + timedelta(day) for day in days]))


def _entries(text: str, sections: Sequence[Section]) -> Iterator[_Entry]:
    for number, section in enumerate(sections):
        if section.kind is not SectionKind.BODY or section.context:
            continue
        match = _STAMP.match(text, section.start, section.end)
        minutes = None if match is None else _minutes(match)
        if match is not None and minutes is not None:
            stamp = TextSpan(start=section.start, end=match.end())
            yield _Entry(first=number, stamp=stamp, minutes=minutes)


def _minutes(match: re.Match[str]) -> int | None:
    """Return a clock time in minutes of the day; None for what is none ("(127)")."""
    hour = int(match["hour"] or match["hour_"])
    minute = int(match["minute"] or match["minute_"])
    if hour >= 24 or minute >= 60:
        return None
    half = match["half"] or match["half_"]
    if half:
        hour = hour % 12 + 12 * (half.lower() == "p")
    return 60 * hour + minute


def _days(times: Sequence[int]) -> list[int]:
    """Return the day of each time, counted from the earliest; none if they run to and fro."""
    steps = [later - time for time, later in pairwise(times)]
    forward = sum(step % _DAY <= _DAY // 2 for step in steps)
    if max(forward, len(steps) - forward) < _ONE_WAY * len(steps):
        return []
    if 2 * forward < len(steps):
        return _days(times[::-1])[::-1]
    # A small step back is an entry out of order; a large one is a new day.
    return list(accumulate((int(step < -_DAY // 2) for step in steps), initial=0))


def _first_day(words: Sequence[str], days: Sequence[int], published: date) -> date:
    """Return the earliest day: that on which most entries name the weekday that they are of.

    Of equal ones that of publication, else the latest.
    """
    weekdays = [{match.lower() for match in _WEEKDAY.findall(entry)} for entry in words]

    def fit(first: date) -> tuple[int, bool, date]:
        own = [_DAYS_OF_WEEK[(first + timedelta(day)).weekday()] for day in days]
        fitting = sum(name in named for name, named in zip(own, weekdays, strict=True))
        return fitting, first == published, first

    return max((published - timedelta(back) for back in range(max(days) + 1)), key=fit)


def _words(text: str, sections: Sequence[Section], entries: Sequence[_Entry]) -> Iterator[str]:
    """Yield the words of each entry, up to the next."""
    ends = [*(sections[entry.first].start for entry in entries[1:]), sections[-1].end]
    for entry, end in zip(entries, ends, strict=True):
        yield text[entry.stamp.end : end]


def _dated(
    text: str, sections: Sequence[Section], entries: Sequence[_Entry], days: Sequence[date]
) -> Iterator[Section]:
    """Yield the sections, each entry's in the context of its day, its time as boilerplate."""
    heads = {entry.first: (entry, day) for entry, day in zip(entries, days, strict=True)}
    longest = max(later.first - entry.first for entry, later in pairwise(entries))
    end = entries[-1].first + longest  # what stands below the blog is of no entry
    context: Context | None = None
    for number, section in enumerate(sections):
        start = section.start
        if number in heads:
            entry, day = heads[number]
            context, start = _context(text, entry, day), entry.stamp.end
            yield Section(kind=SectionKind.BOILERPLATE, start=section.start, end=start)
        is_of_entry = number < end and section.kind is SectionKind.BODY and not section.context
        yield replace(section, start=start, context=context) if is_of_entry else section


def _context(text: str, entry: _Entry, day: date) -> Context:
    interval = DateInterval(
        start=day,
        end=day,
        precision=Precision.DAY,
        basis=Basis.RELATIVE,
        text=text[entry.stamp.start : entry.stamp.end].strip(),
    )
    return Context(span=entry.stamp, date=interval, is_entry=True)
