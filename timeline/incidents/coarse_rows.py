"""Coded rows without what their terms forbid to publish: ids, and what counts need.

Of a row remain its id, its type and mode, the month, the country and the figures. Its day, place,
sides, outlets and words are left out.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace

from timeline.incidents.cluster_reports import Group
from timeline.lexicon.countries import countries
from timeline.model.incidents import Casualty, Incident, Passage, Report
from timeline.model.places import Place, PlacePrecision
from timeline.model.text import Document, TextSpan
from timeline.model.when import GRAIN, DateInterval, Precision


def incident_without_rows(
    group: Group, full: Incident, build: Callable[[Group], Incident]
) -> Incident:
    """Return the incident of a group as its articles alone tell it, or of coarse rows.

    The id stays that of the full incident; the rows stay as ids.

    Args:
        group: The reports of the incident.
        full: The incident with its rows.
        build: Makes an incident of a group.
    """
    articles: list[Report] = []
    rows: list[Report] = []
    for report in group.reports:
        if report.dataset is None:
            articles.append(report)
        else:
            rows.append(coarse(report))
    incident = build(Group(articles or rows, group.joined))
    passages = [*incident.reports]
    if articles:
        for row in rows:
            passages += row.passages
    return replace(incident, id=full.id, reports=tuple(passages))


def coarse(row: Report) -> Report:
    """Return a row with no more than its id, type, month, country and figures."""
    when = _month(row.date)
    figures = _totals(row.casualties)
    first = row.passages[0]
    passage = Passage(
        report=row.id,
        document=row.document,
        start=0,
        end=len(row.document),
        text=row.document,
        trigger=TextSpan(start=0, end=len(row.document)),
        status=first.status,
        date=when,
        casualties=figures,
    )
    return replace(
        row,
        date=when,
        actors=(),
        places=_countries(row.places),
        casualties=figures,
        attribution=(),
        outlets=(),
        passages=(passage,),
    )


def coarse_document(document: Document) -> Document:
    """Return the document of a row with its id for a text; an article as it is."""
    if document.dataset is None:
        return document
    return replace(document, text=document.id, url=None)


def _month(when: DateInterval | None) -> DateInterval | None:
    """Return the month of a day, or the months of an interval."""
    if when is None:
        return None
    last = monthrange(when.end.year, when.end.month)[1]
    is_finer = GRAIN[when.precision] < GRAIN[Precision.MONTH]
    return DateInterval(
        start=when.start.replace(day=1),
        end=when.end.replace(day=last),
        precision=Precision.MONTH if is_finer else when.precision,
        basis=when.basis,
    )


def _countries(places: Sequence[Place]) -> tuple[Place, ...]:
    codes = dict.fromkeys(place.country for place in places if place.country)
    known_countries = map(_country, codes)
    return tuple(filter(None, known_countries))


def _country(code: str) -> Place | None:
    country = countries().by_id(code)
    if country is None:
        return None
    return Place(
        id=f"country:{code}",
        name=country.name,
        lat=country.centre[0],
        lon=country.centre[1],
        country=code,
        precision=PlacePrecision.COUNTRY,
    )


def _totals(casualties: Sequence[Casualty]) -> tuple[Casualty, ...]:
    """Return the figures without whose they are; parts of a total are left out."""
    totals = []
    for figure in casualties:
        if not figure.part_of_total:
            totals.append(replace(figure, group=None, actor=None, attribution=()))
    return tuple(totals)
