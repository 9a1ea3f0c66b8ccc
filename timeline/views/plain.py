"""The first view as a plain list of sentences, for a browser that runs no script."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby

from timeline.model.incidents import Incident, Passage
from timeline.model.timeline import TimelineData
from timeline.model.when import Basis, DateInterval
from timeline.views.escape import clean

MOST_INCIDENTS = 100  # of the list; those that matter most
MOST_PASSAGES = 3  # of an incident
NOTICE = (
    "Your browser runs no script, so this page shows only a list of sentences. "
    "Charts, search and export need JavaScript; it runs within the page and loads nothing."
)


def plain_view(timeline: TimelineData) -> str:
    """Return the HTML that stands in `noscript`: a notice, then incidents by day.

    Each has its name, its first passages and their sources. Texts are escaped; there are no links.
    """
    sources = _sources(timeline)
    shown = _first_view(timeline)
    shown.sort(key=_day)
    pieces = [_paragraph("notice", NOTICE + _rest(timeline, shown))]
    if shown:
        pieces.append('<ol class="plain">')
        for incident in shown:
            pieces.extend(_item(incident, sources))
        pieces.append("</ol>")
    return "".join(pieces)


def _first_view(timeline: TimelineData) -> list[Incident]:
    """List the incidents of the first view that matter most; all, where none is prominent."""
    prominent = [incident for incident in timeline.incidents if incident.prominent]
    shown = prominent or list(timeline.incidents)
    shown.sort(key=_salience, reverse=True)
    return shown[:MOST_INCIDENTS]


def _salience(incident: Incident) -> float:
    return incident.salience


def _day(incident: Incident) -> date:
    """Return the first day of an incident; those without a day come last."""
    if incident.date is None:
        return date.max
    return incident.date.start


def _rest(timeline: TimelineData, shown: Sequence[Incident]) -> str:
    """Say how many incidents are not listed; empty if all are."""
    number = len(shown)
    whole = len(timeline.incidents)
    if number == whole:
        return ""
    return f" Listed are {number:,} of {whole:,} incidents."


def _sources(timeline: TimelineData) -> dict[str, str]:
    """Return the outlet and the day of each document; a number where no outlet is known."""
    sources = {}
    for number, document in enumerate(timeline.documents, start=1):
        outlet = document.publisher or f"document {number}"
        if document.published is not None:
            day = document.published.isoformat()
            outlet = f"{outlet}, {day}"
        sources[document.id] = outlet
    return sources


def _item(incident: Incident, sources: dict[str, str]) -> Iterator[str]:
    """Yield the name of an incident and its first passages, each document with its source."""
    days = _when(incident.date)
    name = incident.summary or incident.headline
    heading = _escaped(f"{days}: {name}")
    yield f"<li><h3>{heading}</h3>"
    shown = incident.reports[:MOST_PASSAGES]
    for document, passages in groupby(shown, key=_document):
        for passage in passages:
            words = _escaped(passage.text.strip())
            yield f'<blockquote class="q" dir="auto">“{words}”</blockquote>'
        outlet = sources.get(document, document)
        yield _paragraph("s", outlet)
    hidden = len(incident.reports) - len(shown)
    if hidden:
        yield _paragraph("s", f"and {hidden} more")
    yield "</li>"


def _document(passage: Passage) -> str:
    return passage.document


def _when(when: DateInterval | None) -> str:
    if when is None:
        return "No day given"
    days = when.start.isoformat()
    if when.end != when.start:
        last = when.end.isoformat()
        days = f"{days} to {last}"
    if when.basis is Basis.ASSUMED:
        days = f"{days} (assumed)"
    return days


def _paragraph(name: str, words: str) -> str:
    text = _escaped(words)
    return f'<p class="{name}" dir="auto">{text}</p>'


def _escaped(words: str) -> str:
    return escape(clean(words))
