"""Make a project's incidents as they are before people's corrections, reading only what is new."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from timeline import datasets, documents
from timeline.assembly import types_of
from timeline.assembly.isolation import joined, read_documents
from timeline.assembly.readers import marked_documents
from timeline.documents.encoding import plain_lines
from timeline.engine.fingerprint import file_engine, reading_engine
from timeline.errors import InputError
from timeline.exporters import json as timeline_json
from timeline.lexicon.actors import ActorEntry, ActorLexicon, actor_lexicon
from timeline.lexicon.custom import with_custom_actors, with_custom_places
from timeline.lexicon.gazetteer import Gazetteer, gazetteer
from timeline.llm.closed import prompt_of
from timeline.model.datasets import Dataset
from timeline.model.incidents import Incident, Passage, Report
from timeline.model.places import Place
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.project.apply_corrections import Corrected, Resolver, apply_corrections
from timeline.project.corrections import CorrectionRow
from timeline.project.folder import Project, check_links
from timeline.project.ids import stable_ids
from timeline.project.lock import locked
from timeline.project.store import Store
from timeline.settings import Settings, read_settings

# Turns documents into reports, one document after the other: `pipeline.read_each` with its
# processes and progress.
Reader = Callable[
    [Sequence[Document], Settings], Iterator[tuple[Document, list[Report]]]
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A project before corrections.

    Attributes:
        title: The title of its timeline.
        incidents: Its incidents under their lasting ids.
        resolver: What corrections are applied with.
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
    resolver: Resolver
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]
    settings: Settings
    datasets: tuple[Dataset, ...]
    read: int
    keys: tuple[str, ...]
    ledger: Mapping[str, str]


# Why a language model gave no answer, or no rule can read it, by document id. A reader fills it
# while it reads.
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
        failures: Documents for which the model gave no answer, or which no rule can read, as
            the reader notes them.

    Raises:
        ProjectError: Another build works on the project, or its hidden folder cannot be written.
        InputError: Nothing could be read.
        SettingsError: timeline.toml is wrong; LexiconError: it names what is not known.
    """
    settings = project_settings(project, llm_url)
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


def project_settings(project: Project, llm_url: str | None) -> Settings:
    """Return the settings of a project, with its title and how a language model is asked.

    Args:
        project: The project.
        llm_url: Where a language model is asked if the settings do not say.

    Raises:
        SettingsError: timeline.toml is wrong.
        InputError: One of its files is a link that leads out of it.
    """
    check_links(project)
    settings = read_settings(project.settings)
    settings = replace(settings, title=plain_lines(settings.title or project.name))
    llm = settings.llm
    if llm is None or llm.mode is None:
        return settings
    url = llm.url or llm_url
    return replace(settings, llm=replace(llm, url=url, prompt=prompt_of(llm.mode)))


def prepare(
    project: Project,
    settings: Settings,
    *,
    today: date | None,
    reader: Reader,
    store: Store,
    failures: Failures = NO_FAILURES,
) -> Prepared:
    """Read what is new in a project and merge its reports; what is read is stored at once.

    What the rules read because a model gave no answer is not stored: the next build asks again.

    Raises:
        InputError: Nothing could be read.
    """
    memory = _Memory(store)
    reading = documents.read(
        [project.articles],
        today=today,
        recall=memory.recall,
        claims=datasets.is_table_file,
    )
    coded = _tables(reading.elsewhere, settings)
    keys = _keys(reading.documents, settings)
    report_reading = _Reading(keys, settings, reader, store, failures)
    by_document, read = report_reading.reports(reading.documents)
    reports = [
        report for document in reading.documents for report in by_document[document.id]
    ]
    articles = read_documents(reading.documents, failures)
    whole = joined(
        reports,
        articles,
        settings=settings,
        rows=coded.reports,
        datasets=coded.datasets,
    )
    all_documents = whole.remaining((*articles, *coded.documents))
    unread = (*failures.values(), *whole.problems)
    problems = (*reading.problems, *coded.problems, *unread)
    if not all_documents:
        raise _nothing_read(project, problems)
    ledger = store.ledger() or _ledger_of(project)
    texts = {document.id: document.text for document in all_documents}
    lasting, ledger_changes = stable_ids(whole.incidents, ledger, texts=texts)
    marked = marked_documents(all_documents, settings, by_rules=failures)
    return Prepared(
        title=settings.title or project.name,
        incidents=tuple(lasting),
        resolver=_resolver([*reports, *coded.reports], all_documents, settings),
        documents={document.id: document for document in marked},
        problems=problems,
        settings=settings,
        datasets=tuple(coded.datasets),
        read=read,
        keys=(*keys.values(), *memory.keys),
        ledger={**ledger, **ledger_changes},
    )


def corrected(
    prepared: Prepared, rows: Sequence[CorrectionRow], *, file: str
) -> Corrected:
    """Apply corrections to a prepared project; `file` is what messages call their table."""
    return apply_corrections(
        prepared.incidents, rows, resolver=prepared.resolver, file=file
    )


def _nothing_read(project: Project, problems: Sequence[Problem]) -> InputError:
    reasons = [
        f"{problem.where}: {problem.what} {problem.cure}"
        for problem in problems
        if problem.skipped
    ]
    cure = " ".join(reasons) or "Put articles into this folder."
    return InputError(str(project.articles), "nothing could be read.", cure)


def _keys(documents: Sequence[Document], settings: Settings) -> dict[str, str]:
    """Return the key under which the reports of each document are stored."""
    engine = reading_engine(settings).encode()
    keys = {}
    for document in documents:
        # an article in a container stays the same when another one is added to the file
        content = msgspec.json.encode(replace(document, provenance=None))
        keys[document.id] = hashlib.sha256(engine + content).hexdigest()
    return keys


@dataclass(frozen=True, slots=True)
class _Reading:
    """What documents are read with, and where their reports are stored."""

    keys: Mapping[str, str]
    settings: Settings
    reader: Reader
    store: Store
    failures: Failures

    def reports(
        self, documents: Sequence[Document]
    ) -> tuple[dict[str, Sequence[Report]], int]:
        """Return the reports of each document, and how many documents were read for it."""
        stored = self.store.reports(self.keys.values())
        by_document: dict[str, Sequence[Report]] = {}
        unread = []
        for document in documents:
            reports = stored.get(self.keys[document.id])
            if reports is None or not _are_true(reports, document):
                unread.append(document)
            else:
                by_document[document.id] = reports
        if unread:
            for document, new_reports in self.reader(unread, self.settings):
                if document.id not in self.failures:
                    self.store.keep(self.keys[document.id], new_reports)
                by_document[document.id] = new_reports
        return by_document, len(unread)


def _are_true(reports: Sequence[Report], document: Document) -> bool:
    """Return whether stored reports quote a document as it is: a store may be changed by hand."""
    passages = [passage for report in reports for passage in report.passages]
    return all(_is_quoted(passage, document) for passage in passages)


def _is_quoted(passage: Passage, document: Document) -> bool:
    quoted = document.text[passage.start : passage.end]
    return passage.document == document.id and quoted == passage.text


# Kinds of files that are read as quickly as they are remembered.
_QUICK = (".csv", ".json", ".jsonl", ".markdown", ".md", ".ris", ".tsv", ".txt")


class _Memory:
    """What was in files that take long to read, by content, name and version of their readers."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.keys: list[str] = []
        self._engine = file_engine()

    def recall(
        self, data: bytes, name: str, reader: documents.Reader
    ) -> documents.RawDocuments:
        if name.lower().endswith(_QUICK):
            return reader(data, name)
        prefix = f"{self._engine}\0{name}\0"
        key = hashlib.sha256(prefix.encode() + data).hexdigest()
        self.keys.append(key)
        drafts = self.store.drafts(key)
        if drafts is None:
            drafts = reader(data, name)
            self.store.keep_drafts(key, drafts)
        return drafts


def _tables(paths: Sequence[Path], settings: Settings) -> datasets.Coded:
    """Read the tables among the articles.

    They are read anew each time, which is quicker than storing what they gave.
    """
    if not paths:
        return datasets.Coded()
    actors = with_custom_actors(actor_lexicon(), settings.actors)
    places = with_custom_places(gazetteer(), settings.places)
    return datasets.read(
        paths,
        actors=actors,
        gazetteer=places,
        mapping=settings.mapping,
        sheet=settings.sheet,
        bounds=datasets.bounds_of(settings),
    )


def _ledger_of(project: Project) -> dict[str, str]:
    """Return ids from the last timeline written, should the hidden folder have been deleted."""
    before = data_at(project.data)
    if before is None:
        return {}
    texts = {document.id: document.text for document in before.documents}
    _, ledger = stable_ids(before.incidents, {}, texts=texts)
    return ledger


def data_at(path: Path) -> TimelineData | None:
    """Read a timeline that may be absent, or of another version."""
    if not path.exists():
        return None
    try:
        return timeline_json.read(path)
    except InputError:
        return None


def _resolver(
    reports: Sequence[Report], documents: Sequence[Document], settings: Settings
) -> Resolver:
    """Return what corrections are applied with.

    Lexicon and gazetteer are opened only if a correction asks for them.
    """

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

    return Resolver(
        reports={report.id: report for report in reports},
        documents={document.id: document for document in documents},
        types=types_of(settings),
        find_actor=find_actor,
        find_place=find_place,
    )
