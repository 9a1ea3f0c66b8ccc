"""timeline.json for TimelineJS3 (Knight Lab): the slides, their dates as exact as they are known."""

from pathlib import Path
from typing import Any

import msgspec

from timeline.exporters.dates import date_text, is_one, told_parts
from timeline.exporters.sorting import in_order
from timeline.exporters.xml_text import clean
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.model.when import DateInterval
from timeline.output.atomic import write_atomically
from timeline.output.cells import Value, csv_text

NAMES = ("year", "month", "day")
SHEET = (
    *(
        "Year",
        "Month",
        "Day",
        "Time",
        "End Year",
        "End Month",
        "End Day",
        "End Time",
        "Display Date",
        "Headline",
        "Text",
    ),
    *("Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background"),
)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(timeline: TimelineData, path: Path) -> None:
    """Write the JSON that TimelineJS3 loads: a slide a dated incident, told in the words of its first report.

    A month or year is told by leaving out the day or month, as TimelineJS wants it; other intervals have an end and say
    their grain. What is undated has no slide. Words of reports are text, never markup.

    Raises:
        UsageError: The file cannot be written.
    """
    slides = [
        _slide(incident, incident.date)
        for incident in in_order(timeline)
        if incident.date is not None
    ]
    whole = {"title": {"text": {"headline": _text(timeline.title)}}, "events": slides}
    write_atomically(path, msgspec.json.encode(whole).decode("utf-8") + "\n")


def write_sheet(timeline: TimelineData, path: Path) -> None:
    """Write the same as the CSV of TimelineJS's spreadsheet, for those who go on in Google Sheets.

    Raises:
        UsageError: The file cannot be written.
    """
    rows = [
        _sheet_row(incident, incident.date)
        for incident in in_order(timeline)
        if incident.date is not None
    ]
    write_atomically(path, csv_text(SHEET, rows))


def _slide(incident: Incident, when: DateInterval) -> dict[str, Any]:
    slide: dict[str, Any] = {
        "unique_id": incident.id,
        "start_date": dict(zip(NAMES, told_parts(when), strict=False)),
        "text": {"headline": _text(incident.headline), "text": _told(incident)},
        "group": incident.type,
    }
    if not is_one(when):
        slide["end_date"] = dict(
            zip(NAMES, (when.end.year, when.end.month, when.end.day), strict=True)
        )
        slide["display_date"] = date_text(when)
    return slide


def _sheet_row(incident: Incident, when: DateInterval) -> dict[str, Value]:
    row: dict[str, Value] = dict(zip(("Year", "Month", "Day"), told_parts(when), strict=False))
    if not is_one(when):
        row |= {"End Year": when.end.year, "End Month": when.end.month, "End Day": when.end.day}
        row["Display Date"] = date_text(when)
    return {
        **row,
        "Headline": _text(incident.headline),
        "Text": _told(incident),
        "Group": incident.type,
    }


def _told(incident: Incident) -> str:
    """Say status and outlets, and quote the first report; a coded row is named, not quoted."""
    first = incident.reports[0] if incident.reports else None
    lines = [f"{incident.status.value}{', disputed' if incident.disputed else ''}"]
    if first is not None:
        lines.append(f"“{first.text}”" if "\t" not in first.text else first.document)
    if incident.publishers:
        lines.append(", ".join(incident.publishers))
    return "".join(f"<p>{_text(line)}</p>" for line in lines)


def _text(words: str) -> str:
    """Make words safe to stand in HTML, into which TimelineJS puts them."""
    return clean(words).translate(_MARKUP)
