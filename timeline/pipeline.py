"""The whole story: files → documents → mentions → reports → incidents → timeline. The only file that knows every stage."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import date
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

from timeline import documents, temporal
from timeline.incidents import incidents_of
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.gazetteer import gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.lexicon.words import words
from timeline.likeness import merged_places
from timeline.mentions import Knowledge, article_countries, extract, index
from timeline.model.actors import Actor
from timeline.model.incidents import Incident, Report
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.parsing import parse
from timeline.reports import reports_of
from timeline.settings import Settings

# Below this many documents a second process costs more than it gives.
WORTH_TWO = 40
# What a caller may be told while work goes on: (name of the stage, steps done, steps in all).
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@cache
def knowledge() -> Knowledge:
    """Load what the rules know, once a process."""
    types = incident_types()
    return Knowledge(
        types=types, triggers=index(types.values()), actors=actor_lexicon(), gazetteer=gazetteer(), words=words()
    )


def read_document(document: Document, *, settings: Settings) -> list[Report]:
    """Turn one document into its reports: the part of the work that needs no other document."""
    known = knowledge()
    sections = [(one.doc, one.offset) for one in parse(document, model=settings.model)]
    expressions = temporal.tag(
        document.text, anchor=document.published, sections=document.sections, mode=settings.dates
    )
    countries = article_countries([doc for doc, _ in sections])
    mentions = extract(document, sections, expressions, countries_named=countries, knowledge=known)
    return reports_of(document, mentions, actors=known.actors, gazetteer=known.gazetteer, countries=countries)


def read_documents(
    read: Sequence[Document], *, settings: Settings, jobs: int = 1, progress: Progress = silent
) -> Iterator[Report]:
    """Turn documents into reports, on one process or several; the order, and so the result, is the same."""
    work = partial(read_document, settings=settings)
    if jobs <= 1 or len(read) < 2:
        for done, document in enumerate(read, 1):
            yield from work(document)
            progress("reading", done, len(read))
        return
    knowledge()  # builds the index of places once, before several processes would
    with ProcessPoolExecutor(min(jobs, len(read)), mp_context=get_context("spawn")) as pool:
        for done, reports in enumerate(pool.map(work, read, chunksize=max(1, min(16, len(read) // (4 * jobs)))), 1):
            yield from reports
            progress("reading", done, len(read))


def build(
    paths: Sequence[Path],
    *,
    version: str,
    published: date | None = None,
    today: date | None = None,
    settings: Settings | None = None,
    jobs: int | None = None,
    progress: Progress = silent,
) -> TimelineData:
    """Build a timeline from files and folders.

    Args:
        paths: Files and folders.
        version: Version of this program, kept in the result.
        published: Publication day: wins for a single document, fills in for the undated among many.
        today: Today, against which dates in the future are reported; None for no such check. Never used to date anything.
        settings: What shapes the build.
        jobs: Number of processes; None for one, or two when there are many documents.
        progress: Told of every step.
    """
    chosen = settings or Settings()
    reading = documents.read(paths, published=published, today=today)
    processes = jobs or (2 if len(reading.documents) >= WORTH_TWO else 1)
    reports = list(read_documents(reading.documents, settings=chosen, jobs=processes, progress=progress))
    found = incidents_of(
        reports,
        types=knowledge().types,
        published={document.id: document.published for document in reading.documents},
        separate=chosen.separate,
    )
    kept = [one for one in found if chosen.about is None or is_about(one, chosen.about)]
    return TimelineData(
        version=version,
        title=chosen.title or title_of(reading.documents),
        documents=tuple(sorted(reading.documents, key=lambda document: document.id)),
        actors=actors_of(kept),
        places=places_of(kept),
        incidents=tuple(kept),
        settings=asdict(chosen),
        problems=reading.problems,
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
