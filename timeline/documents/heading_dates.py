"""Dates that a heading consists of: "1 May", "August 11 and 12", "May 2012", "2012-05-01 21:15"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from timeline.documents.dates import MONTH, MONTHS, WEEKDAY

_EDIT = re.compile(r"\s*\[\s*edit\s*\]\s*\Z", re.IGNORECASE)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?:[-–—/,&]|to|and|until)\s*"
_WEEKDAYS = rf"(?:{WEEKDAY},?\s+)?"
# Several days of one month, then days of two months, then a month, then a year.
_PATTERNS = tuple(
    re.compile(rf"{_WEEKDAYS}(?:{pattern})(?=[\s:.,–—-]|\Z)", re.IGNORECASE)
    for pattern in (
        r"(?P<iso>\d{4}-\d\d-\d\d)(?:[ T]\d\d[:.]\d\d(?::\d\d)?)?",
        rf"(?P<first>{_DAY})\s+(?P<month>{MONTH})(?:,?\s+(?P<year>{_YEAR}))?{_TO}"
        rf"(?P<last>{_DAY})\s+(?P<until>{MONTH})(?:,?\s+(?P<end_year>{_YEAR}))?",
        rf"(?P<month>{MONTH})\s+(?P<first>{_DAY})(?:,?\s+(?P<year>{_YEAR}))?{_TO}"
        rf"(?P<until>{MONTH})\s+(?P<last>{_DAY})(?:,?\s+(?P<end_year>{_YEAR}))?",
        rf"(?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY}))?\s+(?:of\s+)?(?P<month>{MONTH})"
        rf"(?:,?\s+(?P<year>{_YEAR}))?",
        rf"(?P<month>{MONTH})\s+(?P<first>{_DAY})(?:{_TO}(?P<last>{_DAY})(?!\d))?"
        rf"(?:,?\s+(?P<year>{_YEAR}))?",
        rf"(?P<month>{MONTH}),?\s+(?P<year>{_YEAR})",
        rf"(?P<month>{MONTH})",
        rf"(?P<year>{_YEAR})",
    )
)
_REST = re.compile(r"\s*(?:[:–—]|\s-\s|-\s|\.(?=\s|\Z))\s*")
_RANGE = re.compile(
    rf"(?P<month>{MONTH})(?:\s+(?P<year>{_YEAR}))?{_TO}(?P<until>{MONTH})\s+(?P<end_year>{_YEAR})",
    re.IGNORECASE,
)
_A_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingDate:
    """A date as a heading writes it; what it leaves out is None.

    Attributes:
        end: Offset after the date in the heading.
        year: Year.
        month: Month of the first day.
        first: First day.
        until: Month of the last day.
        last: Last day.
        end_year: Year of the last day.
    """

    end: int
    year: int | None = None
    month: int | None = None
    first: int | None = None
    until: int | None = None
    last: int | None = None
    end_year: int | None = None

    def days(self, year: int | None) -> tuple[date, date] | None:
        """Return the first and last day, the year being given where the heading leaves it out.

        None for a year alone, for a day that does not exist, and where no year is known.
        """
        first_year = self.year or year
        if self.month is None or first_year is None:
            return None
        try:
            start = date(first_year, self.month, self.first or 1)
            end = self._end(start)
        except ValueError:
            return None
        return (start, end) if start <= end else None

    def _end(self, start: date) -> date:
        """Return the last day; raise ValueError if there is no such day."""
        year = self.end_year or start.year
        month = self.until or start.month
        day = self.last or self.first or calendar.monthrange(year, month)[1]
        return date(year, month, day)


def heading_date(words: str) -> HeadingDate | None:
    """Return the date with which a line begins; None if it begins with none.

    >>> heading_date("August 11 and 12").days(2012)
    (datetime.date(2012, 8, 11), datetime.date(2012, 8, 12))
    >>> heading_date("30 April – 2 May 2012").days(2012)
    (datetime.date(2012, 4, 30), datetime.date(2012, 5, 2))
    >>> heading_date("2022-03-03 21:15").days(None)[0], heading_date("Rockets hit a port")
    (datetime.date(2022, 3, 3), None)
    """
    for pattern in _PATTERNS:
        match = pattern.match(words)
        if match is not None:
            return _read(match)
    return None


def _read(match: re.Match[str]) -> HeadingDate:
    groups = match.groupdict()
    if groups.get("iso"):
        year, month, day = map(int, groups["iso"].split("-"))
        return HeadingDate(end=match.end(), year=year, month=month, first=day)
    end_year = _number(groups.get("end_year"))
    return HeadingDate(
        end=match.end(),
        year=_number(groups.get("year")) or end_year,
        month=_month(groups.get("month")),
        first=_number(groups.get("first")),
        until=_month(groups.get("until")),
        last=_number(groups.get("last")),
        end_year=end_year,
    )


def _number(words: str | None) -> int | None:
    digits = "".join(filter(str.isdecimal, words or ""))
    return int(digits) if digits else None


def _month(words: str | None) -> int | None:
    return MONTHS.get(words.lower().rstrip(".")) if words else None


def is_only_date(words: str) -> bool:
    """Return whether a heading is a date and nothing else, "[edit]" aside.

    >>> is_only_date("Monday, 1 May 2012[edit]"), is_only_date("May 2012 offensive")
    (True, False)
    """
    bare = _EDIT.sub("", words.strip()).rstrip(" :.")
    written = heading_date(bare)
    return written is not None and written.end == len(bare)


def lead_length(words: str) -> int:
    """Return the length of a date and its colon or dash before other words; 0 if there is none.

    >>> lead_length("22 June: A jet was shot down."), lead_length("On 22 June a jet fell.")
    (9, 0)
    """
    written = heading_date(words)
    if written is None or written.first is None:
        return 0
    mark = _REST.match(words, written.end)
    has_words = mark is not None and mark.end() < len(words)
    return mark.end() if mark is not None and has_words else 0


@dataclass(frozen=True, slots=True)
class Span:
    """The months that a title covers: "(May-August 2012)"."""

    start: tuple[int, int]
    end: tuple[int, int]

    def year_of(self, month: int) -> int | None:
        """Return the only year in which a month lies in the span; None if there is none."""
        years = range(self.start[0], self.end[0] + 1)
        fitting = [year for year in years if self.start <= (year, month) <= self.end]
        return fitting[0] if len(fitting) == 1 else None


def title_span(title: str) -> Span | None:
    """Return the months that a title covers; None if it names no year, or several without months.

    >>> title_span("Timeline of the conflict (November 2012 – March 2013)").year_of(1)
    2013
    >>> title_span("Attacks in 2012").year_of(5), title_span("Attacks since 2012, 2013 and now")
    (2012, None)
    """
    match = _RANGE.search(title)
    if match is not None:
        end_year = int(match["end_year"])
        months = [
            MONTHS[match[name].lower().rstrip(".")] for name in ("month", "until")
        ]
        start_year = int(match["year"] or end_year - int(months[0] > months[1]))
        return Span((start_year, months[0]), (end_year, months[1]))
    years = {int(year) for year in _A_YEAR.findall(title)}
    if len(years) != 1:
        return None
    year = years.pop()
    return Span((year, 1), (year, 12))
