"""incidents.csv: a flat table, one incident a row, for spreadsheets and statistics programs."""

from pathlib import Path

from timeline.exporters.sorting import in_order
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Incident
from timeline.model.places import Place
from timeline.model.timeline import TimelineData
from timeline.model.types import CasualtyKind
from timeline.output.atomic import write_atomically
from timeline.output.cells import Value, csv_text

HEADER = {
    "id": "stable id of the incident",
    "headline": "the clause that says it best, in the words of an article; else the summary",
    "type": "incident type",
    "mode": "how; empty if unknown",
    "status": "occurred, ongoing, planned, threatened, demanded, possible, denied, failed",
    "disputed": "true or false",
    "start": "first possible day, ISO; empty if undated",
    "end": "last possible day, itself included, ISO",
    "precision": "grain of the words that date it",
    "basis": "how the days are known: stated, relative, assumed",
    "date_text": "the words that date it",
    "time_of_day": "as said",
    "initiators": "names, joined by '; '",
    "targets": "names, joined by '; '",
    "parties": "names, joined by '; '",
    "places": "names, joined by '; '",
    "lat": "degrees north of the first place that has coordinates",
    "lon": "degrees east of the same place",
    "place_precision": "grain of the same place; 'province' and coarser are centres of areas",
    "country": "ISO 3166 alpha-3 code of the first place that has one",
    "killed_low": "least number of killed that any account gives, each group once",
    "killed_best": "number that most accounts give; empty where they tie",
    "killed_high": "greatest number that any account gives; empty when open",
    "injured_low": "only where the reports give exactly one figure; else see casualties",
    "injured_best": "as injured_low",
    "injured_high": "as injured_low",
    "casualties": "every figure in words, with who gives it, joined by '; '",
    "attribution": "everyone cited, joined by '; '",
    "publishers": "outlets, joined by '; '",
    "documents": "ids of the documents that report it, joined by '; '",
    "salience": "how much it matters in this timeline, 0 or more",
    "confidence": "share of such incidents that are right, 0 to 1",
    "genericity": "specific, or generic: habitual, a mood, the sum of a war",
    "prominent": "true for what a first view shows",
    "signs": "what speaks for and against it being right, joined by '; '",
    "summary": "type, actors, place and killed in one line made from the record",
    "text": "the first passage that reports it, as written in its document",
    "reviewed_by": "people who checked or corrected it, joined by '; '; empty if nobody has",
    "reviewed_on": "last day on which one of them did, ISO",
}
"""Columns in their order, with what each holds."""


def write(timeline: TimelineData, path: Path) -> None:
    """Write the table: UTF-8 without byte order mark, commas, lines ended by CR LF (RFC 4180).

    The columns are those of `HEADER`. A cell of words that a spreadsheet would take for a formula
    (it begins with = + - @, a tab or CR) gets an apostrophe before it; numbers stay numbers.
    Figures of different reports are never added up.

    Raises:
        UsageError: The file cannot be written.
    """
    rows = (row_of(incident) for incident in in_order(timeline))
    write_atomically(path, csv_text(list(HEADER), rows))


def row_of(incident: Incident) -> dict[str, Value]:
    """Return the row of an incident, by the columns of `HEADER`."""
    documents = dict.fromkeys(passage.document for passage in incident.reports)
    return {
        "id": incident.id,
        "headline": incident.headline,
        "type": incident.type,
        "mode": incident.mode,
        "status": incident.status.value,
        "disputed": incident.disputed,
        **_when(incident),
        "initiators": _names(incident, Role.INITIATOR),
        "targets": _names(incident, Role.TARGET),
        "parties": _names(incident, Role.PARTY),
        **_where(incident),
        **_killed(incident),
        **_figures(incident, CasualtyKind.INJURED),
        "casualties": "; ".join(
            casualty_text(casualty) for casualty in incident.casualties
        ),
        "attribution": "; ".join(incident.attribution),
        "publishers": "; ".join(incident.publishers),
        "documents": "; ".join(documents),
        "salience": incident.salience,
        "confidence": incident.confidence,
        "genericity": incident.genericity.value,
        "prominent": incident.prominent,
        "signs": "; ".join(incident.signs),
        "summary": incident.summary,
        "text": incident.reports[0].text if incident.reports else None,
        **_review(incident),
    }


def _review(incident: Incident) -> dict[str, str | None]:
    day = incident.reviewed_on
    return {
        "reviewed_by": "; ".join(incident.reviewed_by),
        "reviewed_on": day.isoformat() if day else None,
    }


def _when(incident: Incident) -> dict[str, str | None]:
    date = incident.date
    return {
        "start": date.start.isoformat() if date else None,
        "end": date.end.isoformat() if date else None,
        "precision": date.precision.value if date else None,
        "basis": date.basis.value if date else None,
        "date_text": date.text if date else None,
        "time_of_day": date.time_of_day if date else None,
    }


def _where(incident: Incident) -> dict[str, str | float | None]:
    located = _first_located(incident)
    countries = [place.country for place in incident.places if place.country]
    return {
        "places": "; ".join(place.name for place in incident.places),
        "lat": located.lat if located else None,
        "lon": located.lon if located else None,
        "place_precision": located.precision.value if located else None,
        "country": countries[0] if countries else None,
    }


def _first_located(incident: Incident) -> Place | None:
    for place in incident.places:
        if place.lat is not None and place.lon is not None:
            return place
    return None


def _killed(incident: Incident) -> dict[str, int | None]:
    killed = incident.killed
    return {
        "killed_low": killed.low if killed else None,
        "killed_best": killed.best if killed else None,
        "killed_high": killed.high if killed else None,
    }


def _figures(incident: Incident, kind: CasualtyKind) -> dict[str, int | None]:
    """Return the figure of a kind; None where the reports give several or none."""
    totals = [
        casualty
        for casualty in incident.casualties
        if casualty.kind is kind and not casualty.part_of_total
    ]
    only = totals[0] if len(totals) == 1 else None
    return {
        f"{kind.value}_low": only.low if only else None,
        f"{kind.value}_best": only.best if only else None,
        f"{kind.value}_high": only.high if only else None,
    }


def casualty_text(casualty: Casualty) -> str:
    """Return a figure in words.

    >>> killed = CasualtyKind.KILLED
    >>> casualty_text(
    ...     Casualty(kind=killed, group="soldiers", low=12, best=12, attribution=("a medic",))
    ... )
    '12 or more soldiers killed (a medic)'
    >>> casualty_text(Casualty(kind=CasualtyKind.MISSING))
    'unstated number missing'
    """
    words = [_number(casualty)]
    if casualty.group:
        words.append(casualty.group)
    words.append(casualty.kind.value)
    if casualty.part_of_total:
        words.append("[part of a total]")
    if casualty.attribution:
        words.append(f"({', '.join(casualty.attribution)})")
    return " ".join(words)


def _number(casualty: Casualty) -> str:
    low = casualty.low
    high = casualty.high
    if low is not None and high is not None:
        return str(high) if low == high else f"{low} to {high}"
    if low is not None:
        return f"{low} or more"
    if high is not None:
        return f"up to {high}"
    return "unstated number" if casualty.best is None else str(casualty.best)


def _names(incident: Incident, role: Role) -> str:
    return "; ".join(actor.name for actor in incident.actors if actor.role is role)
