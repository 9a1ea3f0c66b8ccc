"""incidents.ics: the dated incidents as all-day entries of a calendar (RFC 5545)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from timeline.exporters.dates import date_text
from timeline.exporters.sorting import in_order
from timeline.model.incidents import Incident
from timeline.model.places import Place, PlacePrecision
from timeline.model.timeline import TimelineData
from timeline.model.types import Status
from timeline.model.when import DateInterval
from timeline.output.atomic import write_atomically

# Octets of a line; longer ones continue in the next, which begins with a blank.
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
    """Write an entry a dated incident, with X-DATE-PRECISION and X-DATE-BASIS of its date.

    The end is exclusive, as calendars have it. What happened is CONFIRMED, what failed or is denied
    CANCELLED, the rest TENTATIVE. Only towns and sites have a position. What is undated has no
    entry.

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
    pieces = [piece for line in lines for piece in folded(line)]
    write_atomically(path, "".join(f"{piece}\r\n" for piece in pieces))


def _entry(incident: Incident, when: DateInterval) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(incident.id)}@conflict-timeline"
    # Required; the day of writing would change the file from day to day.
    yield f"DTSTAMP:{_day(when.start)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(when.start)}"
    yield f"DTEND;VALUE=DATE:{_day(_day_after(when.end))}"
    yield f"SUMMARY:{_text(incident.headline)}"
    yield f"DESCRIPTION:{_text(_description(incident, when))}"
    yield f"CATEGORIES:{_text(incident.type)}"
    yield f"STATUS:{STATUSES.get(incident.status, 'TENTATIVE')}"
    yield "TRANSP:TRANSPARENT"
    if incident.places:
        names = [place.name for place in incident.places]
        yield f"LOCATION:{_text(', '.join(names))}"
    yield from _position(incident.places)
    yield f"X-DATE-PRECISION:{when.precision.value}"
    yield f"X-DATE-BASIS:{when.basis.value}"
    yield "END:VEVENT"


def _description(incident: Incident, when: DateInterval) -> str:
    """Return the date and the first three passages, bars between the cells of coded rows."""
    passages = [passage.text.replace("\t", " | ") for passage in incident.reports[:3]]
    return "\n".join([date_text(when), *passages])


def _position(places: Sequence[Place]) -> Iterator[str]:
    """Yield the position of the first town or site that has a latitude."""
    for place in places:
        if place.precision in POINTS and place.lat is not None:
            if place.lon is not None:
                yield f"GEO:{place.lat:.6f};{place.lon:.6f}"
            return


def _day_after(day: date) -> date:
    """Return the next day; the last day that there is for itself."""
    return day if day == date.max else day + timedelta(days=1)


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(words: str) -> str:
    r"""Return words as a TEXT value.

    >>> _text("a; b,\nc")
    'a\\; b\\,\\nc'
    """
    escaped = words.replace("\\", "\\\\")
    escaped = escaped.replace(";", "\\;").replace(",", "\\,")
    one_line_end = escaped.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", one_line_end.replace("\n", "\\n"))


def folded(line: str) -> Iterator[str]:
    """Yield pieces of a line of at most `LINE` octets; all but the first begin with a blank.

    >>> [len(piece.encode()) for piece in folded("é" * 80)]
    [74, 75, 13]
    """
    piece = ""
    size = 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > LINE:
            yield piece
            piece = " "
            size = 1
        piece += char
        size += width
    yield piece
