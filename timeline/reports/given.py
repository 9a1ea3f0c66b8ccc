"""Make reports of incidents whose passages a reader has put together already."""

from collections.abc import Container, Sequence
from dataclasses import replace

from timeline.comparison import merged_actors, merged_places
from timeline.lexicon.actors import ActorLexicon
from timeline.lexicon.gazetteer import Gazetteer
from timeline.model.incidents import Passage, Report
from timeline.model.mentions import ReadIncident
from timeline.model.text import Document, TextSpan
from timeline.model.types import HAPPENED
from timeline.model.when import DateInterval
from timeline.reports.bare_sides import setting_at, settings_of
from timeline.reports.build import without_duplicates
from timeline.reports.dates import best_date, clamped
from timeline.reports.names import ActorNames
from timeline.reports.places import PlaceNames
from timeline.reports.resolve import ResolvedMention, draft

# Words of the longest headline.
MOST_HEADLINE_WORDS = 14


def reports_of_read(
    document: Document,
    incidents: Sequence[ReadIncident],
    *,
    actors: ActorLexicon,
    gazetteer: Gazetteer,
    countries: Sequence[str] = (),
) -> list[Report]:
    """Make one report of each incident, in the order given.

    Args:
        document: The article.
        incidents: Its incidents, each with its mentions.
        actors: Known actors, the user's own among them.
        gazetteer: Known places.
        countries: Countries (alpha-3) that the article names, the most named first.
    """
    mentions = [mention for incident in incidents for mention in incident.mentions]
    places = PlaceNames(gazetteer, near=countries)
    names = ActorNames(mentions, actors)
    settings = settings_of(document, mentions, places)
    reports: dict[str, Report] = {}
    for incident in incidents:
        resolved = []
        for mention in incident.mentions:
            setting = setting_at(settings, mention.start)
            resolved.append(draft(mention, document, names, places, setting))
        identifier = _free_id(document, incident, reports)
        reports[identifier] = _report(document, incident, resolved, identifier)
    return list(reports.values())


def _free_id(document: Document, incident: ReadIncident, used: Container[str]) -> str:
    """Return the id of a report: its trigger's offset, or the next where that is taken."""
    offset = incident.trigger.start
    while f"{document.id}#{offset}" in used:
        offset += 1
    return f"{document.id}#{offset}"


def _report(
    document: Document,
    incident: ReadIncident,
    resolved: Sequence[ResolvedMention],
    identifier: str,
) -> Report:
    """Make the report of one incident of its resolved mentions."""
    main = incident.mentions[0]
    figures = [figure for mention in resolved for figure in mention.casualties]
    cited = dict.fromkeys(name for mention in resolved for name in mention.attribution)
    return Report(
        id=identifier,
        document=document.id,
        publisher=document.publisher,
        type=main.type,
        mode=main.mode,
        status=main.status,
        date=_date(document, incident, resolved),
        actors=merged_actors(actor for mention in resolved for actor in mention.actors),
        places=merged_places(place for mention in resolved for place in mention.places),
        casualties=without_duplicates(figures),
        attribution=tuple(cited),
        passages=tuple(_passage(mention, identifier, incident) for mention in resolved),
        genericity=main.genericity,
        notes=incident.notes,
    )


def _date(
    document: Document, incident: ReadIncident, resolved: Sequence[ResolvedMention]
) -> DateInterval | None:
    """Return the days that words give, else those that the reader assumes."""
    given = [mention.date for mention in resolved if mention.date is not None]
    happened = incident.mentions[0].status in HAPPENED
    interval = best_date(given) or incident.assumed
    return clamped(interval, document.published, happened=happened)


def _passage(
    resolved: ResolvedMention, identifier: str, incident: ReadIncident
) -> Passage:
    """Return a passage under the report's id, its marks under the reader's name."""
    rule = incident.mentions[0].rule
    passage = resolved.passage
    marks = tuple(replace(mark, rule=rule) for mark in passage.marks)
    clause = _clause(passage, incident.headline)
    return replace(passage, report=identifier, marks=marks, clause=clause)


def _clause(passage: Passage, headline: TextSpan | None) -> tuple[TextSpan, ...]:
    """Return the reader's headline if it stands in a passage and is short enough for one."""
    if headline is None or not _is_inside(headline, passage):
        return ()
    start = headline.start - passage.start
    end = headline.end - passage.start
    words = passage.text[start:end].split()
    return (headline,) if len(words) <= MOST_HEADLINE_WORDS else ()


def _is_inside(span: TextSpan, passage: Passage) -> bool:
    return passage.start <= span.start and span.end <= passage.end
