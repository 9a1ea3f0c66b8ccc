"""A timeline in short, as HTML that a notebook shows: title, span, strip chart, what matters most.

It is one block without scripts or addresses. All text from outside is escaped.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape

from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED
from timeline.model.when import DateInterval
from timeline.views.escape import clean

MOST_SALIENT = 5
# Bars of the strip chart, and its size in pixels.
BARS = 120
WIDTH = 720
HEIGHT = 48
# A longer quotation is cut.
LONGEST_QUOTATION = 280
INK = "#1f3a5f"


def html(timeline: TimelineData) -> str:
    """Return the block of HTML."""
    incidents = timeline.incidents
    title = _text(timeline.title)
    sizes = f"{len(incidents):,} incidents in {len(timeline.documents):,} documents"
    span = span_of(incidents)
    lines = [
        '<div style="font-family:sans-serif;max-width:720px">',
        f'<p style="margin:0"><b dir="auto">{title}</b><br>{sizes}{_span_text(span)}</p>',
        strip(incidents, span) if span else "",
        *_items(incidents),
        "</div>",
    ]
    return "\n".join(line for line in lines if line)


def span_of(incidents: Iterable[Incident]) -> tuple[date, date] | None:
    """Return the first and last day of what happened; None if nothing is dated."""
    dates = list(_dates(incidents))
    if not dates:
        return None
    first = min(when.start for when in dates)
    last = max(when.end for when in dates)
    return first, last


def _dates(incidents: Iterable[Incident]) -> Iterator[DateInterval]:
    for incident in incidents:
        if incident.date is not None and incident.status in HAPPENED:
            yield incident.date


def _span_text(span: tuple[date, date] | None) -> str:
    if span is None:
        return ", none dated"
    first, last = span
    return f", {first}" if first == last else f", {first} to {last}"


def strip(incidents: Sequence[Incident], span: tuple[date, date]) -> str:
    """Return a strip chart as SVG: how many incidents may lie in each stretch of the span.

    An incident of several stretches counts in each by the share of its days.
    """
    heights = counts_of(incidents, span)
    highest = max(heights) or 1.0
    width = WIDTH / len(heights)
    bars = []
    for number, value in enumerate(heights):
        if value:
            height = max(1.0, HEIGHT * value / highest)
            bars.append(_bar(number * width, width, height))
    first, last = span
    label = f"Incidents from {first} to {last}"
    opening = f'<svg role="img" aria-label="{label}" width="{WIDTH}" height="{HEIGHT}"'
    view = f'viewBox="0 0 {WIDTH} {HEIGHT}" xmlns="http://www.w3.org/2000/svg">'
    return f'{opening} {view}<g fill="{INK}">{"".join(bars)}</g></svg>'


def _bar(left: float, width: float, height: float) -> str:
    top = HEIGHT - height
    size = f'width="{max(width - 1, 0.5):.1f}" height="{height:.1f}"'
    return f'<rect x="{left:.1f}" y="{top:.1f}" {size}/>'


def counts_of(incidents: Iterable[Incident], span: tuple[date, date]) -> list[float]:
    """Return how many incidents lie in each stretch of the span, the first one first."""
    first, last = span
    days = (last - first).days + 1
    size = -(-days // BARS)
    counts = [0.0] * (-(-days // size))
    for when in _dates(incidents):
        begin = (when.start - first).days
        end = (when.end - first).days + 1
        for number in range(begin // size, (end - 1) // size + 1):
            shared = min(end, (number + 1) * size) - max(begin, number * size)
            counts[number] += shared / when.days
    return counts


def _items(incidents: Sequence[Incident]) -> Iterator[str]:
    """Yield a list of the most salient incidents, each with the words that report it."""
    chosen = sorted(incidents, key=_rank)[:MOST_SALIENT]
    if not chosen:
        return
    yield '<ol style="padding-left:1.4em;margin:.4em 0">'
    for incident in chosen:
        yield f"<li>{_head(incident)}{_quotation(incident)}</li>"
    yield "</ol>"


def _rank(incident: Incident) -> tuple[bool, float, str]:
    return not incident.prominent, -incident.salience, incident.id


def _head(incident: Incident) -> str:
    when = "no date"
    if incident.date is not None:
        when = _days(incident.date)
    status = "" if incident.status in HAPPENED else f" ({incident.status.value})"
    words = f'<span dir="auto">{_text(incident.summary or incident.headline)}</span>'
    return f"<b>{when}</b>{status} {words} <code>{_text(incident.id)}</code>"


def _days(when: DateInterval) -> str:
    if when.start == when.end:
        return str(when.start)
    return f"{when.start} to {when.end}"


def _quotation(incident: Incident) -> str:
    if not incident.reports:
        return ""
    passage = incident.reports[0]
    words = " ".join(passage.text.split())
    if len(words) > LONGEST_QUOTATION:
        words = words[: LONGEST_QUOTATION - 1].rstrip() + "…"
    quoted = f'<q dir="auto">{_text(words)}</q>'
    return f'<br><small style="color:#555">{quoted} {_text(passage.document)}</small>'


def _text(words: str) -> str:
    return escape(clean(words))
