"""What timeline do incidents make? Nothing here reads a text or loads a parser."""

import re
from collections.abc import Sequence
from datetime import date

from timeline.assembly.readers import with_readers
from timeline.assembly.sides import with_sides
from timeline.comparison import merged_places
from timeline.documents import voices
from timeline.incidents import incidents_of
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import Actor, ActorRole
from timeline.model.datasets import Dataset
from timeline.model.incidents import Incident, Report
from timeline.model.places import Place
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.settings import Settings, plain


def merged(
    reports: Sequence[Report],
    documents: Sequence[Document],
    *,
    settings: Settings,
    rows: Sequence[Report] = (),
    datasets: Sequence[Dataset] = (),
) -> list[Incident]:
    """Merge the reports of all documents, and coded rows, into incidents, in order; the one place that says with what."""
    incidents = incidents_of(
        reports,
        types=incident_types(),
        published={one.id: one.published for one in documents},
        texts={one.id: one.text for one in documents},
        voices=voices(documents),
        separate=settings.separate,
        rows=rows,
        datasets=datasets,
    )
    return with_readers(incidents, settings)


def timeline_of(
    incidents: Sequence[Incident],
    *,
    documents: Sequence[Document],
    problems: Sequence[Problem],
    settings: Settings,
    version: str,
    corrections: Sequence[dict[str, str]] = (),
    datasets: Sequence[Dataset] = (),
) -> TimelineData:
    """Make a timeline of incidents, those left out that the settings leave out.

    Args:
        incidents: All incidents, in order.
        documents: All documents read, rows of tables among them.
        problems: What could not be read, and what was read with doubts.
        settings: What shaped the incidents.
        version: Version of this program, kept in the result.
        corrections: The corrections applied, as plain rows.
        datasets: The tables of coded incidents that were read.
    """
    kept = [one for one in incidents if is_meant(one, settings)]
    cited = {passage.document for one in kept for passage in one.reports}
    # rows that made none of the incidents kept are left with the file they stand in; articles are kept whole
    documents = [one for one in documents if one.dataset is None or one.id in cited]
    return TimelineData(
        version=version,
        title=settings.title or title_of(documents),
        documents=tuple(sorted(documents, key=lambda document: document.id)),
        actors=with_sides(actors_of(kept), kept, settings=settings),
        places=places_of(kept),
        incidents=tuple(kept),
        settings=plain(settings),
        corrections=tuple(corrections),
        problems=tuple(problems),
        datasets=tuple(datasets),
    )


def title_of(read: Sequence[Document]) -> str:
    """Give the title of the only document, or a count of the documents; the rows of a table count as one."""
    tables = list(dict.fromkeys(one.dataset for one in read if one.dataset is not None))
    articles = [one for one in read if one.dataset is None]
    if len(articles) + len(tables) == 1:
        return (articles[0].title or articles[0].id) if articles else tables[0]
    return f"{len(articles) + len(tables):,} documents"


def is_meant(incident: Incident, settings: Settings) -> bool:
    """Say whether the settings keep an incident: what it is about, and when it was."""
    if settings.about is not None and not is_about(incident, settings.about):
        return False
    if settings.since is None and settings.until is None:
        return True
    when = incident.date
    if when is None:
        return False
    first = date.fromisoformat(settings.since) if settings.since else date.min
    last = date.fromisoformat(settings.until) if settings.until else date.max
    return when.start <= last and first <= when.end


def is_about(incident: Incident, words_wanted: str) -> bool:
    """Say whether an incident names these words, as whole words and whatever the case.

    In its headline, type, mode, actors, places or passages: "Idlib", "Turkish military", "shelling", "ASSAULT".
    """
    wanted = re.compile(rf"(?<!\w){re.escape(words_wanted.strip().casefold())}(?!\w)")
    told = [
        incident.headline,
        incident.type,
        incident.mode or "",
        *(passage.text for passage in incident.reports),
    ]
    told += [name for actor in incident.actors for name in (actor.name, *actor.aliases)]
    told += [
        name
        for place in incident.places
        for name in (place.name, place.admin1 or "", *place.aliases)
    ]
    return any(wanted.search(text.casefold()) for text in told)


def actors_of(incidents: Sequence[Incident]) -> tuple[Actor, ...]:
    """Give the actors of incidents, each once with all its aliases, by id."""
    found: dict[str, Actor] = {}
    for role in (role for incident in incidents for role in incident.actors):
        before = found.get(role.id)
        if before is not None and is_same(role, before):
            continue
        aliases = {*role.aliases, *(before.aliases if before else ())}
        found[role.id] = Actor(
            id=role.id,
            name=role.name,
            aliases=tuple(sorted(aliases)),
            kind=role.kind,
            country=role.country,
        )
    return tuple(found[key] for key in sorted(found))


def is_same(role: ActorRole, actor: Actor) -> bool:
    """Say whether a role tells nothing of an actor that is not known yet."""
    known = (role.name, role.kind, role.country) == (actor.name, actor.kind, actor.country)
    return known and all(alias in actor.aliases for alias in role.aliases)


def places_of(incidents: Sequence[Incident]) -> tuple[Place, ...]:
    """Give the places of incidents, each once with all its aliases, by id."""
    found = merged_places(place for incident in incidents for place in incident.places)
    return tuple(sorted(found, key=lambda place: place.id))
