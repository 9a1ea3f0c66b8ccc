"""How is a project brought up to date? Only what changed is read again; the parser is loaded only when something is."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from timeline import datasets, documents
from timeline.assembly import merged, timeline_of
from timeline.assembly.readers import marked_documents
from timeline.documents.encoding import plain_lines
from timeline.errors import InputError, UsageError
from timeline.exporters import json as timeline_json
from timeline.lexicon.actors import ActorEntry, ActorLexicon, actor_lexicon
from timeline.lexicon.custom import with_custom_actors, with_custom_places
from timeline.lexicon.gazetteer import Gazetteer, gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.model.incidents import Report
from timeline.model.places import Place
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.project.apply_corrections import Known, amended
from timeline.project.corrections import read_corrections
from timeline.project.diff import Difference, difference
from timeline.project.fingerprint import file_engine, reading_engine, whole_engine
from timeline.project.folder import Project, project_at
from timeline.project.ids import steady
from timeline.project.lock import locked
from timeline.project.store import Store
from timeline.settings import WRITTEN, Settings, read_settings, with_llm_url

# Told of every step: (name of the stage, steps done, steps in all).
Progress = Callable[[str, int, int], None]
# Turns documents into reports, one document after the other: `pipeline.read_each` with its processes and progress.
Reader = Callable[[Sequence[Document], Settings], Iterator[tuple[Document, list[Report]]]]
# Writes the page of a timeline.
PageWriter = Callable[[TimelineData, Path], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOutcome:
    """A project that is up to date.

    Attributes:
        data: The timeline.
        read: How many documents were read anew.
        changes: What differs from the build before; None if there was none.
        unchanged: True when nothing had changed, so that nothing was done.
    """

    data: TimelineData
    read: int
    changes: Difference | None = None
    unchanged: bool = False


def incremental_build(
    project: Project,
    *,
    version: str,
    today: date | None,
    reader: Reader,
    page: Path | None = None,
    write_page: PageWriter | None = None,
    look: str = "",
    llm_url: str | None = None,
    failures: Mapping[str, Problem] | None = None,
) -> BuildOutcome:
    """Build a project's timeline from what was read before and what changed since; write it if a page is asked for.

    It may be interrupted at any moment: what was read stays read, each file is whole, and the next build ends with the
    same bytes.

    Args:
        project: The project.
        version: Version of this program, kept in the result.
        today: Today, against which dates in the future are reported; None for no such check. Never used to date anything.
        reader: Turns the documents that are new or changed into reports.
        page: Where the page goes, with the data beside it; None to write nothing.
        write_page: Writes the page.
        look: What else shapes the page (how Plotly is shipped), as words: with other words it is written again.
        llm_url: Where a language model is asked if the settings do not say.
        failures: By document id, why a language model gave no answer; filled by the reader as it reads. Such a
            document was read by the rules, and is asked for again in the next build.

    Raises:
        ProjectError: Another build works on the project, or its hidden folder cannot be written.
        InputError: Nothing could be read, or corrections.csv is no such table.
        SettingsError: timeline.toml is wrong; LexiconError: it names what is not known.
        UsageError: The page or the data cannot be written.
    """
    settings = read_settings(project.settings)
    settings = replace(settings, title=plain_lines(settings.title or project.name))
    settings = with_llm_url(settings, llm_url)
    failures = failures if failures is not None else {}
    with (
        locked(project.cache, name=project.name),
        Store(project.cache / "cache.sqlite", name=project.name) as store,
    ):
        stamp = _stamp(project, settings, version, look)
        if page is not None and _is_written(store, page, stamp):
            return BuildOutcome(data=timeline_json.read(data_beside(page)), read=0, unchanged=True)
        made = _make(
            project,
            settings,
            version=version,
            today=today,
            reader=reader,
            store=store,
            failures=failures,
        )
        if page is None or write_page is None:
            return BuildOutcome(data=made.data, read=made.read)
        changes = _write(project, made.data, page, write_page)
        # What is said of a date in the future changes with the day, and so has to be made again.
        certain = not any("lies in the future" in one.what for one in made.data.problems)
        is_final = certain and not failures
        state = {f"page {page.resolve()}": _written(page, stamp)} if is_final else {}
        store.finish(keys=made.keys, ledger=made.ledger, state=state)
        return BuildOutcome(data=made.data, read=made.read, changes=changes)


def project_of(paths: Sequence[Path]) -> Project | None:
    """Give the project that was given alone; None when no path is one.

    Raises:
        UsageError: A project is given together with other paths.
    """
    found = next((project for path in paths if (project := project_at(path)) is not None), None)
    if found is not None and len(paths) > 1:
        what = "this is a project; it cannot be built together with other paths."
        cure = f"Put the articles into {found.articles}, or give only files and folders that are no project."
        raise UsageError(str(found.folder), what, cure)
    return found


def check_options(given: Mapping[str, object]) -> None:
    """Raise UsageError for an option that a project takes from its own files; None and False were not given."""
    for name, value in given.items():
        if value is None or value is False:
            continue
        known = name in {one.name for one in fields(Settings)} or name in WRITTEN.values()
        name = WRITTEN.get(name, name)
        cure = "Write it there." if known else "Leave it out."
        if name == "date":
            cure = "Write the day into the article's file name, or into its front matter."
        raise UsageError(
            f"--{name}", "a project takes this from its own files (timeline.toml).", cure
        )


def data_beside(page: Path) -> Path:
    """Give the path of the data that belongs to a page."""
    return page.with_name(f"{page.stem}.timeline.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    data: TimelineData
    read: int
    keys: Sequence[str]
    ledger: Mapping[str, str]


def _make(
    project: Project,
    settings: Settings,
    *,
    version: str,
    today: date | None,
    reader: Reader,
    store: Store,
    failures: Mapping[str, Problem],
) -> _Made:
    """Make the timeline; what has to be read is kept document by document."""
    rows, wrong = read_corrections(
        project.corrections
    )  # first: a table that cannot be used is told before the work
    memory = _Memory(store)
    reading = documents.read(
        [project.articles], today=today, recall=memory.recall, claims=datasets.claims
    )
    coded = _tables(reading.elsewhere, settings)
    everything = (*reading.documents, *coded.documents)
    if not everything:
        reasons = " ".join(
            f"{one.where}: {one.what} {one.cure}"
            for one in (*reading.problems, *coded.problems)
            if one.skipped
        )
        raise InputError(
            str(project.articles),
            "nothing could be read.",
            reasons or "Put articles into this folder.",
        )
    engine = reading_engine(settings)
    keys = {
        one.id: hashlib.sha256(engine.encode() + msgspec.json.encode(one)).hexdigest()
        for one in reading.documents
    }
    known = store.reports(keys.values())
    missing = [one for one in reading.documents if keys[one.id] not in known]
    for document, reports in reader(missing, settings) if missing else ():
        if document.id not in failures:
            store.keep(keys[document.id], reports)
        known[keys[document.id]] = tuple(reports)
    reports = [report for one in reading.documents for report in known[keys[one.id]]]
    incidents = merged(
        reports, reading.documents, settings=settings, rows=coded.reports, datasets=coded.datasets
    )
    texts = {one.id: one.text for one in everything}
    ledger = store.ledger() or _ledger_of(project)
    incidents, remembered = steady(incidents, ledger, texts=texts)
    told = _known([*reports, *coded.reports], everything, settings)
    result = amended(incidents, rows, known=told, file=project.corrections.name)
    problems = (*reading.problems, *coded.problems, *wrong, *result.problems)
    data = timeline_of(
        result.incidents,
        documents=marked_documents(everything, settings, by_rules=failures),
        problems=(*problems, *failures.values()),
        settings=settings,
        version=version,
        corrections=result.rows,
        datasets=coded.datasets,
    )
    kept = [*keys.values(), *memory.keys]
    return _Made(data=data, read=len(missing), keys=kept, ledger={**ledger, **remembered})


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
    before = _data_at(project.data)
    return (
        steady(before.incidents, {}, texts={one.id: one.text for one in before.documents})[1]
        if before
        else {}
    )


def _data_at(path: Path) -> TimelineData | None:
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


def _write(
    project: Project, data: TimelineData, page: Path, write_page: PageWriter
) -> Difference | None:
    """Write data and page, each whole or not at all, and keep the data of the build before."""
    path = data_beside(page)
    _sweep(project)
    before, text = _data_at(path), timeline_json.to_text(data)
    if before is not None and (old := path.read_text(encoding="utf-8")) != text:
        write_atomically(project.previous, old)
    write_atomically(path, text)
    write_page(data, page)
    return difference(before, data) if before else None


# Names of the drafts from which files are written: ours, and those of the page (Python's tempfile).
_DRAFT = re.compile(r"\.timeline-[0-9a-f]{8}\.part|\.timeline\.html\.[a-z0-9_]{8}")


def _sweep(project: Project) -> None:
    """Clear away the drafts of builds that were killed while they wrote; nobody else writes here under the lock."""
    for draft in (*project.folder.iterdir(), *project.cache.iterdir()):
        if _DRAFT.fullmatch(draft.name):
            draft.unlink(missing_ok=True)


def _stamp(project: Project, settings: Settings, version: str, look: str) -> str:
    """Give a digest of everything that the page and the data depend on."""
    digest = hashlib.sha256(
        f"{version}\0{look}\0{project.name}\0{whole_engine(settings.model)}".encode()
    )
    within = (path.relative_to(project.articles) for path in project.articles.rglob("*"))
    articles = (
        project.articles / one
        for one in within
        if not any(part.startswith(".") for part in one.parts)
    )
    for path in (project.settings, project.corrections, *sorted(articles)):
        digest.update(
            path.relative_to(project.folder).as_posix().encode("utf-8", "surrogateescape") + b"\0"
        )
        digest.update(_content(path))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    """Give a digest of a file's content, whatever kind of file it is; of what cannot be read, a mark."""
    try:
        return hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"none"
    except OSError:
        return b"closed"


def _written(page: Path, stamp: str) -> str:
    """Say what was written of what, so that a page that was changed or lost since is written again."""
    files = (page, data_beside(page))
    return json.dumps([stamp, *(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)])


def _is_written(store: Store, page: Path, stamp: str) -> bool:
    told = store.state(f"page {page.resolve()}")
    return (
        told is not None
        and page.is_file()
        and data_beside(page).is_file()
        and told == _written(page, stamp)
    )
