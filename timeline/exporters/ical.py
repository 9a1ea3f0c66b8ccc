"""incidents.ics: the dated incidents as all-day entries of a calendar (RFC 5545)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from timeline.exporters.dates import date_text
from timeline.exporters.sorting import in_order
from timeline.model.incidents import Incident
from timeline.model.places import PlacePrecision
from timeline.model.timeline import TimelineData
from timeline.model.types import Status
from timeline.model.when import DateInterval
from timeline.output.atomic import write_atomically

# Octets of a line; longer ones go on in the next, which begins with a blank.
LINE = 75
STATUSES = {
    Status.OCCURRED: "CONFIRMED",
    Status.ONGOING: "CONFIRMED",
    Status.FAILED: "CANCELLED",
    Status.DENIED: "CANCELLED",
}
POINTS = frozenset({PlacePrecision.SITE, PlacePrecision.CITY})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


def write(timeline: TimelineData, path: Path) -> None:
    """Write an entry a dated incident; the grain of its date stands in X-DATE-PRECISION, how it is known in X-DATE-BASIS.

    The end is exclusive, as calendars have it. What happened is CONFIRMED, what failed or is denied CANCELLED, the rest
    TENTATIVE. Only towns and sites have a position. What is undated has no entry.

    Raises:
        UsageError: The file cannot be written.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//conflict-timeline//EN",
        f"X-WR-CALNAME:{_text(timeline.title)}",
    ]
    for incident in in_order(timeline):
        if incident.date is not None:
            lines += _entry(incident, incident.date)
    lines.append("END:VCALENDAR")
    write_atomically(path, "".join(piece + "\r\n" for line in lines for piece in folded(line)))


def _entry(incident: Incident, when: DateInterval) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(incident.id)}@conflict-timeline"
    yield f"DTSTAMP:{_day(when.start)}T000000Z"  # required; the day of writing would change the file from day to day
    yield f"DTSTART;VALUE=DATE:{_day(when.start)}"
    yield f"DTEND;VALUE=DATE:{_day(min(when.end, date.max - timedelta(days=1)) + timedelta(days=1))}"
    yield f"SUMMARY:{_text(incident.headline)}"
    told = [
        date_text(when),
        *(passage.text.replace("\t", " | ") for passage in incident.reports[:3]),
    ]
    yield f"DESCRIPTION:{_text(chr(10).join(told))}"
    yield f"CATEGORIES:{_text(incident.type)}"
    yield f"STATUS:{STATUSES.get(incident.status, 'TENTATIVE')}"
    yield "TRANSP:TRANSPARENT"
    if incident.places:
        yield f"LOCATION:{_text(', '.join(place.name for place in incident.places))}"
    point = next(
        (place for place in incident.places if place.precision in POINTS and place.lat is not None),
        None,
    )
    if point is not None and point.lon is not None:
        yield f"GEO:{point.lat:.6f};{point.lon:.6f}"
    yield f"X-DATE-PRECISION:{when.precision.value}"
    yield f"X-DATE-BASIS:{when.basis.value}"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(words: str) -> str:
    r"""Write words as TEXT.

    >>> _text("a; b,\nc")
    'a\\; b\\,\\nc'
    """
    words = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n"))


def folded(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most `LINE` octets, between characters; all but the first begin with a blank.

    >>> [len(piece.encode()) for piece in folded("é" * 80)]
    [74, 75, 13]
    """
    piece, size = "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > LINE:
            yield piece
            piece, size = " ", 1
        piece += char
        size += width
    yield piece
