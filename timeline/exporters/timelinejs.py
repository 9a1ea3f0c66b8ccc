"""timeline.json for TimelineJS3 (Knight Lab): slides with dates as exact as they are known."""

from pathlib import Path
from typing import Any

import msgspec

from timeline.exporters.dates import date_text, is_one_unit, stated_parts
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
    *(
        "Media",
        "Media Credit",
        "Media Caption",
        "Media Thumbnail",
        "Type",
        "Group",
        "Background",
    ),
)
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(timeline: TimelineData, path: Path) -> None:
    """Write the JSON that TimelineJS3 loads: a slide a dated incident, quoting its first report.

    A month or year leaves out the day or month, as TimelineJS wants it; other intervals have an
    end and say their grain. What is undated has no slide. Words of reports are text, never markup.

    Raises:
        UsageError: The file cannot be written.
    """
    slides = [
        _slide(incident, incident.date)
        for incident in in_order(timeline)
        if incident.date is not None
    ]
    title = {"text": {"headline": _text(timeline.title)}}
    content = msgspec.json.encode({"title": title, "events": slides})
    write_atomically(path, content.decode("utf-8") + "\n")


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
    text = {"headline": _text(incident.headline), "text": _paragraphs(incident)}
    slide: dict[str, Any] = {
        "unique_id": incident.id,
        "start_date": dict(zip(NAMES, stated_parts(when), strict=False)),
        "text": text,
        "group": incident.type,
    }
    if not is_one_unit(when):
        end = when.end
        slide["end_date"] = {"year": end.year, "month": end.month, "day": end.day}
        slide["display_date"] = date_text(when)
    return slide


def _sheet_row(incident: Incident, when: DateInterval) -> dict[str, Value]:
    columns = ("Year", "Month", "Day")
    row: dict[str, Value] = dict(zip(columns, stated_parts(when), strict=False))
    if not is_one_unit(when):
        row["End Year"] = when.end.year
        row["End Month"] = when.end.month
        row["End Day"] = when.end.day
        row["Display Date"] = date_text(when)
    row["Headline"] = _text(incident.headline)
    row["Text"] = _paragraphs(incident)
    row["Group"] = incident.type
    return row


def _paragraphs(incident: Incident) -> str:
    """Return status, first report and outlets as HTML; a coded row is named, not quoted."""
    status = incident.status.value
    lines = [f"{status}, disputed" if incident.disputed else status]
    if incident.reports:
        first = incident.reports[0]
        is_coded_row = "\t" in first.text
        lines.append(first.document if is_coded_row else f"“{first.text}”")
    if incident.publishers:
        lines.append(", ".join(incident.publishers))
    paragraphs = [f"<p>{_text(line)}</p>" for line in lines]
    return "".join(paragraphs)


def _text(words: str) -> str:
    """Return words as they may stand in HTML, into which TimelineJS puts them."""
    return clean(words).translate(_MARKUP)
