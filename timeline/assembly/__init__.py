"""Assembly of incidents into a timeline; nothing here reads a text or loads a parser."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import cast

from timeline.assembly.readers import with_readers
from timeline.assembly.sides import with_sides
from timeline.comparison import merged_places
from timeline.documents import voices
from timeline.incidents import incidents_of
from timeline.incidents.coarse_rows import coarse_document
from timeline.incidents.parts import MergedGroup
from timeline.incidents.stored import Sources, stored_incidents
from timeline.lexicon.custom_types import with_custom_types
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import Actor, ActorRole
from timeline.model.datasets import Dataset
from timeline.model.incidents import Incident, Report
from timeline.model.places import Place
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.model.types import IncidentType
from timeline.output.record_file import RecordFile
from timeline.settings import Settings, plain


def merged(
    reports: Sequence[Report],
    documents: Sequence[Document],
    *,
    settings: Settings,
    rows: Sequence[Report] = (),
    datasets: Sequence[Dataset] = (),
) -> list[Incident]:
    """Return the incidents of the reports of all documents, and of coded rows, in order.

    This is the one place that says with what they are merged.
    """
    incidents = incidents_of(
        reports,
        types=types_of(settings),
        published={document.id: document.published for document in documents},
        texts={document.id: document.text for document in documents},
        voices=voices(documents),
        separate=settings.separate,
        rows=rows,
        datasets=datasets,
        without_rows=partial(is_chosen, settings=settings)
        if settings.no_rows
        else None,
    )
    return with_readers(incidents, settings)


def merged_through_files(
    groups: Iterable[MergedGroup],
    reports: RecordFile[Report],
    documents: Sequence[Document],
    *,
    settings: Settings,
    folder: Path,
) -> RecordFile[Incident]:
    """Return the incidents of reports that were merged in parts, as `merged` does, in a file.

    Args:
        groups: The reports of each incident.
        reports: All reports.
        documents: All documents.
        settings: What shapes the build; no language model.
        folder: Where the file is made.
    """
    sources = Sources(
        reports=reports,
        types=types_of(settings),
        published={document.id: document.published for document in documents},
        voices=voices(documents),
    )
    return stored_incidents(groups, sources, folder)


def types_of(settings: Settings) -> Mapping[str, IncidentType]:
    """Return all incident types, those that the settings add among them."""
    return with_custom_types(incident_types(), settings.types)


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
    """Return a timeline of the incidents that the settings do not leave out.

    Args:
        incidents: All incidents, in order.
        documents: All documents read, rows of tables among them.
        problems: What could not be read, and what was read with doubts.
        settings: What shaped the incidents.
        version: Version of this program, kept in the result.
        corrections: The corrections applied, as plain rows.
        datasets: The tables of coded incidents that were read.
    """
    chosen = _chosen(incidents, settings)
    # Rows that made none of these incidents are left in the file they stand in; articles are all
    # part of the timeline.
    shown = _shown(documents, chosen)
    if settings.no_rows and not isinstance(shown, RecordFile):
        shown = [coarse_document(document) for document in shown]
        datasets = [
            replace(dataset, columns=("id",), restricted="") for dataset in datasets
        ]
    return TimelineData(
        version=version,
        title=settings.title or title_of(shown),
        documents=_by_id(shown),
        actors=with_sides(actors_of(chosen), chosen, settings=settings),
        places=places_of(chosen),
        incidents=chosen,
        settings=plain(settings),
        corrections=tuple(corrections),
        problems=tuple(problems),
        datasets=tuple(datasets),
    )


def _chosen(incidents: Sequence[Incident], settings: Settings) -> tuple[Incident, ...]:
    """Return the incidents that are part of the timeline; all of a file as that file."""
    is_all = not (settings.about or settings.since or settings.until)
    if isinstance(incidents, RecordFile) and is_all:
        # It is used as a tuple is.
        return cast("tuple[Incident, ...]", incidents)
    return tuple(incident for incident in incidents if is_kept(incident, settings))


def _shown(
    documents: Sequence[Document], incidents: Iterable[Incident]
) -> Sequence[Document]:
    """Return articles, and the rows that incidents cite; documents in a file are articles."""
    if isinstance(documents, RecordFile):
        return documents
    if all(document.dataset is None for document in documents):
        return list(documents)
    cited = _cited(incidents)
    shown = []
    for document in documents:
        is_article = document.dataset is None
        is_cited = document.id in cited
        if is_article or is_cited:
            shown.append(document)
    return shown


def _by_id(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return documents ordered by id; those in a file are, and are used as a tuple is."""
    if isinstance(documents, RecordFile):
        return cast("tuple[Document, ...]", documents)
    return tuple(sorted(documents, key=lambda document: document.id))


def _cited(incidents: Iterable[Incident]) -> set[str]:
    """Return the ids of the documents that incidents cite."""
    cited = set()
    for incident in incidents:
        for passage in incident.reports:
            cited.add(passage.document)
    return cited


def title_of(documents: Sequence[Document]) -> str:
    """Return the title of the only document, or a count of the documents.

    The rows of a table count as one document.
    """
    tables: set[str] = set()
    articles = 0
    for document in documents:
        if document.dataset is None:
            articles += 1
        else:
            tables.add(document.dataset)
    count = articles + len(tables)
    if count != 1:
        return f"{count:,} documents"
    if tables:
        return tables.pop()
    [article] = documents
    return article.title or article.id


def is_kept(incident: Incident, settings: Settings) -> bool:
    """Return whether an incident is part of the timeline.

    One with rows of which no more is kept than counts need was chosen when it was made: it has lost
    names and days by which it is chosen.
    """
    if settings.no_rows:
        for passage in incident.reports:
            if passage.text == passage.document:
                return True
    return is_chosen(incident, settings)


def is_chosen(incident: Incident, settings: Settings) -> bool:
    """Return whether the settings choose an incident: by what it is about, and when it was."""
    if settings.about is not None and not is_about(incident, settings.about):
        return False
    when = incident.date
    if settings.since and (
        when is None or when.end < date.fromisoformat(settings.since)
    ):
        return False
    if settings.until is None:
        return True
    return when is not None and when.start <= date.fromisoformat(settings.until)


def is_about(incident: Incident, words: str) -> bool:
    """Return whether an incident names these words, as whole words and whatever the case.

    In its headline, type, mode, actors, places or passages: "Idlib", "Turkish military",
    "shelling", "ASSAULT".
    """
    folded = words.strip().casefold()
    pattern = re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")
    return any(pattern.search(text.casefold()) for text in _texts_of(incident))


def _texts_of(incident: Incident) -> Iterator[str]:
    yield incident.headline
    yield incident.type
    yield incident.mode or ""
    for passage in incident.reports:
        yield passage.text
    for actor in incident.actors:
        yield actor.name
        yield from actor.aliases
    for place in incident.places:
        yield place.name
        yield place.admin1 or ""
        yield from place.aliases


def actors_of(incidents: Sequence[Incident]) -> tuple[Actor, ...]:
    """Return the actors of incidents, each once with all its aliases, by id."""
    actors: dict[str, Actor] = {}
    for incident in incidents:
        for role in incident.actors:
            earlier = actors.get(role.id)
            if earlier is None:
                actors[role.id] = _actor(role, role.aliases)
            elif not is_same(role, earlier):
                actors[role.id] = _actor(role, (*role.aliases, *earlier.aliases))
    return tuple(actor for _, actor in sorted(actors.items()))


def _actor(role: ActorRole, aliases: Iterable[str]) -> Actor:
    return Actor(
        id=role.id,
        name=role.name,
        aliases=tuple(sorted(set(aliases))),
        kind=role.kind,
        country=role.country,
    )


def is_same(role: ActorRole, actor: Actor) -> bool:
    """Return whether a role says nothing of an actor that is new."""
    if (
        role.name != actor.name
        or role.kind != actor.kind
        or role.country != actor.country
    ):
        return False
    return all(alias in actor.aliases for alias in role.aliases)


def places_of(incidents: Sequence[Incident]) -> tuple[Place, ...]:
    """Return the places of incidents, each once with all its aliases, by id."""
    places = merged_places(_named_places(incidents))
    by_id = sorted(places, key=attrgetter("id"))
    return tuple(by_id)


def _named_places(incidents: Iterable[Incident]) -> Iterator[Place]:
    for incident in incidents:
        yield from incident.places
