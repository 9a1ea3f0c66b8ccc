"""Make a project's incidents as they are before people's corrections, reading only what is new."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from timeline import datasets, documents
from timeline.assembly import merged
from timeline.assembly.readers import marked_documents
from timeline.documents.encoding import plain_lines
from timeline.errors import InputError
from timeline.exporters import json as timeline_json
from timeline.lexicon.actors import ActorEntry, ActorLexicon, actor_lexicon
from timeline.lexicon.custom import with_custom_actors, with_custom_places
from timeline.lexicon.gazetteer import Gazetteer, gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.model.datasets import Dataset
from timeline.model.incidents import Incident, Report
from timeline.model.places import Place
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.project.apply_corrections import Amended, Known, amended
from timeline.project.corrections import CorrectionRow
from timeline.project.fingerprint import file_engine, reading_engine
from timeline.project.folder import Project
from timeline.project.ids import steady
from timeline.project.lock import locked
from timeline.project.store import Store
from timeline.settings import Settings, read_settings, with_llm_url

# Turns documents into reports, one document after the other: `pipeline.read_each` with its processes and progress.
Reader = Callable[[Sequence[Document], Settings], Iterator[tuple[Document, list[Report]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A project before corrections.

    Attributes:
        title: The title of its timeline.
        incidents: Its incidents under their lasting ids.
        known: What corrections are applied with.
        documents: All documents, rows of tables among them, by id.
        problems: What could not be read, and what was read with doubts.
        settings: What shaped the incidents.
        datasets: The tables that were read.
        read: How many documents were read anew.
        keys: Keys of what the store must keep.
        ledger: Lasting incident id by mark of a report.
    """

    title: str
    incidents: tuple[Incident, ...]
    known: Known
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]
    settings: Settings
    datasets: tuple[Dataset, ...]
    read: int
    keys: tuple[str, ...]
    ledger: Mapping[str, str]


# Why a language model gave no answer, by document id. A reader fills it while it reads.
Failures = Mapping[str, Problem]
NO_FAILURES: Failures = {}


def prepare_project(
    project: Project,
    *,
    today: date | None,
    reader: Reader,
    llm_url: str | None = None,
    failures: Failures = NO_FAILURES,
) -> Prepared:
    """Prepare a project under its lock; for work that writes no page.

    Args:
        project: The project.
        today: Today, against which dates in the future are reported; None for no such check.
        reader: Turns the documents that are new or changed into reports.
        llm_url: Where a language model is asked if the settings do not say.
        failures: Documents for which the model gave no answer, as the reader notes them.

    Raises:
        ProjectError: Another build works on the project, or its hidden folder cannot be written.
        InputError: Nothing could be read.
        SettingsError: timeline.toml is wrong; LexiconError: it names what is not known.
    """
    settings = read_settings(project.settings)
    settings = replace(settings, title=plain_lines(settings.title or project.name))
    settings = with_llm_url(settings, llm_url)
    with (
        locked(project.cache, name=project.name),
        Store(project.cache / "cache.sqlite", name=project.name) as store,
    ):
        return prepare(
            project,
            settings,
            today=today,
            reader=reader,
            store=store,
            failures=failures,
        )


def prepare(
    project: Project,
    settings: Settings,
    *,
    today: date | None,
    reader: Reader,
    store: Store,
    failures: Failures = NO_FAILURES,
) -> Prepared:
    """Read what is new in a project and merge its reports; what is read is kept document by document.

    What the rules read because a model gave no answer is not kept: the next build asks again.

    Raises:
        InputError: Nothing could be read.
    """
    memory = _Memory(store)
    reading = documents.read(
        [project.articles], today=today, recall=memory.recall, claims=datasets.claims
    )
    coded = _tables(reading.elsewhere, settings)
    everything = (*reading.documents, *coded.documents)
    problems = (*reading.problems, *coded.problems)
    if not everything:
        raise _nothing_read(project, problems)
    engine = reading_engine(settings)
    keys = {document.id: _key(engine, document) for document in reading.documents}
    stored = store.reports(keys.values())
    missing = [document for document in reading.documents if keys[document.id] not in stored]
    for document, reports in reader(missing, settings) if missing else ():
        if document.id not in failures:
            store.keep(keys[document.id], reports)
        stored[keys[document.id]] = tuple(reports)
    all_reports = [report for document in reading.documents for report in stored[keys[document.id]]]
    incidents = merged(
        all_reports,
        reading.documents,
        settings=settings,
        rows=coded.reports,
        datasets=coded.datasets,
    )
    texts = {document.id: document.text for document in everything}
    ledger = store.ledger() or _ledger_of(project)
    lasting, remembered = steady(incidents, ledger, texts=texts)
    marked = marked_documents(everything, settings, by_rules=failures)
    return Prepared(
        title=settings.title or project.name,
        incidents=tuple(lasting),
        known=_known([*all_reports, *coded.reports], everything, settings),
        documents={document.id: document for document in marked},
        problems=(*problems, *failures.values()),
        settings=settings,
        datasets=tuple(coded.datasets),
        read=len(missing),
        keys=(*keys.values(), *memory.keys),
        ledger={**ledger, **remembered},
    )


def corrected(prepared: Prepared, rows: Sequence[CorrectionRow], *, file: str) -> Amended:
    """Apply corrections to a prepared project; `file` is what messages call their table."""
    return amended(prepared.incidents, rows, known=prepared.known, file=file)


def _key(engine: str, document: Document) -> str:
    return hashlib.sha256(engine.encode() + msgspec.json.encode(document)).hexdigest()


def _nothing_read(project: Project, problems: Sequence[Problem]) -> InputError:
    skipped = (problem for problem in problems if problem.skipped)
    reasons = " ".join(f"{problem.where}: {problem.what} {problem.cure}" for problem in skipped)
    fix = reasons or "Put articles into this folder."
    return InputError(str(project.articles), "nothing could be read.", fix)


# Kinds of files that take longer to read than to remember.
_SLOW = (".htm", ".html", ".pdf")


class _Memory:
    """What was in files that take long to read, by their content and name and the version of their readers."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.keys: list[str] = []
        self._engine = file_engine()

    def recall(self, data: bytes, name: str, reader: documents.Reader) -> documents.RawDocuments:
        if not name.lower().endswith(_SLOW):
            return reader(data, name)
        key = hashlib.sha256(f"{self._engine}\0{name}\0".encode() + data).hexdigest()
        self.keys.append(key)
        known = self.store.drafts(key)
        if known is None:
            known = reader(data, name)
            self.store.keep_drafts(key, known)
        return known


def _tables(paths: Sequence[Path], settings: Settings) -> datasets.Coded:
    """Read the tables among the articles; they are read anew each time, which is quicker than keeping what they gave."""
    if not paths:
        return datasets.Coded()
    actors, places = (
        with_custom_actors(actor_lexicon(), settings.actors),
        with_custom_places(gazetteer(), settings.places),
    )
    return datasets.read(paths, actors=actors, gazetteer=places, mapping=settings.mapping)


def _ledger_of(project: Project) -> dict[str, str]:
    """Remember ids from the last timeline written, should the hidden folder have been deleted."""
    before = data_at(project.data)
    return (
        steady(before.incidents, {}, texts={one.id: one.text for one in before.documents})[1]
        if before
        else {}
    )


def data_at(path: Path) -> TimelineData | None:
    """Read a timeline that may be absent, or of another version."""
    try:
        return timeline_json.read(path) if path.exists() else None
    except InputError:
        return None


def _known(reports: Sequence[Report], read: Sequence[Document], settings: Settings) -> Known:
    """Give what corrections are applied with; lexicon and gazetteer are opened only if one asks for them."""

    @cache
    def lexicon() -> ActorLexicon:
        return with_custom_actors(actor_lexicon(), settings.actors)

    @cache
    def places() -> Gazetteer:
        return with_custom_places(gazetteer(), settings.places)

    def find_actor(name: str) -> ActorEntry | None:
        return lexicon().by_id(name) or lexicon().find(name)

    def find_place(name: str) -> Place | None:
        return places().find(name)

    return Known(
        reports={one.id: one for one in reports},
        documents={one.id: one for one in read},
        types=incident_types(),
        find_actor=find_actor,
        find_place=find_place,
    )
