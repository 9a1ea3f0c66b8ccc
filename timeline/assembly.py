"""What timeline do incidents make? Nothing here reads a text or loads a parser."""

from collections.abc import Sequence

from timeline.documents import voices
from timeline.incidents import incidents_of
from timeline.lexicon.incident_types import incident_types
from timeline.likeness import merged_places
from timeline.model.actors import Actor
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
    return incidents_of(
        reports,
        types=incident_types(),
        published={one.id: one.published for one in documents},
        texts={one.id: one.text for one in documents},
        voices=voices(documents),
        separate=settings.separate,
        rows=rows,
        datasets=datasets,
    )


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
        documents: All documents read.
        problems: What could not be read, and what was read with doubts.
        settings: What shaped the incidents.
        version: Version of this program, kept in the result.
        corrections: The corrections applied, as plain rows.
        datasets: The tables of coded incidents that were read.
    """
    kept = [one for one in incidents if settings.about is None or is_about(one, settings.about)]
    return TimelineData(
        version=version,
        title=settings.title or title_of(documents),
        documents=tuple(sorted(documents, key=lambda document: document.id)),
        actors=actors_of(kept),
        places=places_of(kept),
        incidents=tuple(kept),
        settings=plain(settings),
        corrections=tuple(corrections),
        problems=tuple(problems),
        datasets=tuple(datasets),
    )


def title_of(read: Sequence[Document]) -> str:
    """Give the title of the only document, or a count of the documents."""
    if len(read) == 1:
        return read[0].title or read[0].id
    return f"{len(read):,} documents"


def is_about(incident: Incident, words_wanted: str) -> bool:
    """Say whether an incident names these words in its headline, actors, places or passages, whatever the case."""
    wanted = words_wanted.casefold()
    told = [incident.headline, *(passage.text for passage in incident.reports)]
    told += [name for actor in incident.actors for name in (actor.name, *actor.aliases)]
    told += [name for place in incident.places for name in (place.name, *place.aliases)]
    return any(wanted in text.casefold() for text in told)


def actors_of(incidents: Sequence[Incident]) -> tuple[Actor, ...]:
    """Give the actors of incidents, each once with all its aliases, by id."""
    found: dict[str, Actor] = {}
    for role in (role for incident in incidents for role in incident.actors):
        aliases = {*role.aliases, *(found[role.id].aliases if role.id in found else ())}
        found[role.id] = Actor(
            id=role.id, name=role.name, aliases=tuple(sorted(aliases)), kind=role.kind, country=role.country
        )
    return tuple(found[key] for key in sorted(found))


def places_of(incidents: Sequence[Incident]) -> tuple[Place, ...]:
    """Give the places of incidents, each once with all its aliases, by id."""
    found = merged_places(place for incident in incidents for place in incident.places)
    return tuple(sorted(found, key=lambda place: place.id))
