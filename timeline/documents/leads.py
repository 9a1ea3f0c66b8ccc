"""Dates, and places after them, at the heads of paragraphs of a chronology or log of incidents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.documents.heading_dates import HeadingDate, heading_date, lead_length

_CAPITAL = r"(?=[\"“'‘]?[A-Z])"
_NAME = r"[A-Z][\w'’-]+(?: (?:(?:al|el|de|du|of|and|the) )?[A-Z][\w'’-]+){0,3}"
_KIND = r"(?: (?:governorate|province|district|county|state|region|city|town|village|area|camp))?"
# "26 April Protests broke out"; "11 March 2017, Hodeidah governorate. A shell"; "5 May – Yei: Men"
_BARE = re.compile(rf"\s+{_CAPITAL}")
_PLACE = re.compile(
    rf"(?:,|\s?[:–—]|\s-)\s+(?P<place>{_NAME}{_KIND}(?:, {_NAME}{_KIND})?)"
    rf"(?:\.|\s?[:–—]|\s-)\s+{_CAPITAL}"
)
_FIGURES = re.compile(
    r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})(?!\d)"
)
_AFTER_FIGURES = re.compile(rf"\s*(?:[:–—,]|\s-)?\s+{_CAPITAL}")
_DAY_ALONE = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:[:–—]|\s-)\s+{_CAPITAL}"
)
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A date at the head of a paragraph, as offsets into it.

    Attributes:
        end: Where the words after it begin.
        date: The date.
        place: First and last offset of the place after it; None if there is none.
        is_whole: Whether the sentence is read with the date: "5 May: Rebels attacked".
    """

    end: int
    date: HeadingDate
    place: tuple[int, int] | None = None
    is_whole: bool = False


def is_day_first(heads: Iterable[str]) -> bool | None:
    """Return whether dates in figures give the day before the month; None if they do not show it.

    >>> is_day_first(["02/03/2017, Taiz. Men", "25/03/2017, Aden. Men"]), is_day_first(["2/3/2017"])
    (True, None)
    """
    for head in heads:
        match = _FIGURES.match(head)
        if match is None:
            continue
        if int(match["first"]) > _MONTHS:
            return True
        if int(match["second"]) > _MONTHS:
            return False
    return None


def lead_of(
    head: str, *, month: HeadingDate | None = None, day_first: bool | None = None
) -> Lead | None:
    """Return the date at the head of a paragraph; None if it has none before other words.

    Args:
        head: The first characters of the paragraph.
        month: The month of a heading above, to which a day alone belongs ("5: Rebels attacked").
        day_first: Whether a date in figures gives the day first; None if that is unknown.

    >>> lead = lead_of("11 March 2017, Hodeidah governorate. A shell hit a clinic.")
    >>> lead.end, lead.place
    (37, (15, 35))
    """
    written = _figures(head, day_first) or heading_date(head)
    if written is None or written.first is None:
        return _of_month(head, month)
    place = _PLACE.match(head, written.end)
    if place is not None:
        return Lead(end=place.end(), date=written, place=place.span("place"))
    length = lead_length(head)
    if length:
        return Lead(end=length, date=written, is_whole=True)
    rest = _AFTER_FIGURES.match(head, written.end) or _BARE.match(head, written.end)
    if rest is None:
        return None
    return Lead(end=rest.end(), date=written)


def _figures(head: str, day_first: bool | None) -> HeadingDate | None:
    """Return a date in figures ("25/03/2017"), if the order of day and month is known."""
    match = _FIGURES.match(head)
    if match is None or day_first is None:
        return None
    day, month = int(match["first"]), int(match["second"])
    if not day_first:
        day, month = month, day
    return HeadingDate(end=match.end(), year=int(match["year"]), month=month, first=day)


def _of_month(head: str, month: HeadingDate | None) -> Lead | None:
    """Return a day alone ("5: Rebels attacked") as one of the month of the heading above."""
    match = _DAY_ALONE.match(head)
    if match is None or month is None:
        return None
    day = int(match["day"])
    date = HeadingDate(
        end=match.end("day"), year=month.year, month=month.month, first=day
    )
    return Lead(end=match.end(), date=date)
