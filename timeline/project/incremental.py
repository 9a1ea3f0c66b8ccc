"""Incremental build of a project: only what changed is read again."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from pathlib import Path

from timeline import datasets, documents
from timeline.assembly import timeline_of
from timeline.assembly.isolation import assembled
from timeline.engine.fingerprint import whole_engine
from timeline.errors import UsageError
from timeline.exporters import json as timeline_json
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.project.corrections import read_corrections
from timeline.project.diff import Difference, difference
from timeline.project.folder import Project, project_at
from timeline.project.lock import locked
from timeline.project.prepare import (
    NO_FAILURES,
    Failures,
    Reader,
    corrected,
    data_at,
    prepare,
    project_settings,
)
from timeline.project.store import Store
from timeline.safety.limits import in_force, most
from timeline.safety.paths import real_path, storable
from timeline.settings import WRITTEN, Settings

# Is called at every step: (name of the stage, steps done, steps in all).
Progress = Callable[[str, int, int], None]
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
    failures: Failures = NO_FAILURES,
) -> BuildOutcome:
    """Build a project's timeline from what was read before and what changed since.

    It is written if a page is asked for. A build may be interrupted at any moment: what was read
    stays read, each file is whole, and the next build ends with the same bytes. The parser is
    loaded only when something is to be read.

    Args:
        project: The project.
        version: Version of this program, kept in the result.
        today: Today, against which dates in the future are reported; None for no such check. Never
            used to date anything.
        reader: Turns the documents that are new or changed into reports.
        page: Where the page goes, with the data beside it; None to write nothing.
        write_page: Writes the page.
        look: What else shapes the page (how Plotly is shipped), as words: with other words it is
            written again.
        llm_url: Where a language model is asked if the settings do not say.
        failures: Documents for which the model gave no answer, or which no rule can read, as
            the reader notes them.

    Raises:
        ProjectError: Another build works on the project, or its hidden folder cannot be written.
        InputError: Nothing could be read, or corrections.csv is no such table.
        SettingsError: timeline.toml is wrong; LexiconError: it names what is not known.
        UsageError: The page or the data cannot be written.
    """
    settings = project_settings(project, llm_url)
    database = project.cache / "cache.sqlite"
    with (
        locked(project.cache, name=project.name),
        Store(database, name=project.name) as store,
    ):
        stamp = _stamp(project, settings, version, look)
        if page is not None and _has_written(store, page, stamp):
            data = timeline_json.read(data_beside(page))
            return BuildOutcome(data=data, read=0, unchanged=True)
        build = _build(
            project,
            settings,
            version=version,
            today=today,
            reader=reader,
            store=store,
            failures=failures,
        )
        if page is None or write_page is None:
            return BuildOutcome(data=build.data, read=build.read)
        changes = _write(project, build.data, page, write_page)
        state = {}
        is_final = not failures and not _has_future_dates(build.data)
        if is_final:
            state[_key_of(page)] = _written(page, stamp)
        store.finish(keys=build.keys, ledger=build.ledger, state=state)
        return BuildOutcome(data=build.data, read=build.read, changes=changes)


def _has_future_dates(data: TimelineData) -> bool:
    """Return whether a problem is about a date in the future, which changes with the day."""
    return any("is in the future" in problem.what for problem in data.problems)


def project_of(paths: Sequence[Path]) -> Project | None:
    """Return the project that was given alone; None when no path is one.

    Raises:
        UsageError: A project is given together with other paths.
    """
    for path in paths:
        project = project_at(path)
        if project is None:
            continue
        if len(paths) > 1:
            what = "this is a project; it cannot be built together with other paths."
            cure = (
                f"Put the articles into {project.articles}, "
                "or give only files and folders that are not projects."
            )
            raise UsageError(str(project.folder), what, cure)
        return project
    return None


def check_options(given: Mapping[str, object]) -> None:
    """Check that no option is given that a project takes from its own files.

    Args:
        given: Values by name; None and False were not given.

    Raises:
        UsageError: One is given.
    """
    settings = {field.name for field in fields(Settings)}
    for name, value in given.items():
        if value is None or value is False:
            continue
        is_setting = name in settings or name in WRITTEN.values()
        written_name = WRITTEN.get(name, name).replace("_", "-")
        cure = "Write it there." if is_setting else "Leave it out."
        if written_name == "date":
            cure = (
                "Write the day into the article's file name, or into its front matter."
            )
        what = "a project takes this from its own files (timeline.toml)."
        raise UsageError(f"--{written_name}", what, cure)


def data_beside(page: Path) -> Path:
    """Return the path of the data that belongs to a page."""
    return page.with_name(f"{page.stem}.timeline.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Build:
    """A timeline that was built, and what the store has to remember of it."""

    data: TimelineData
    read: int
    keys: Sequence[str]
    ledger: Mapping[str, str]


def _build(
    project: Project,
    settings: Settings,
    *,
    version: str,
    today: date | None,
    reader: Reader,
    store: Store,
    failures: Failures,
) -> _Build:
    """Build the timeline; what has to be read is stored document by document."""
    # First, so that a table that cannot be used is reported before the work.
    rows, row_problems = read_corrections(project.corrections)
    prepared = prepare(
        project, settings, today=today, reader=reader, store=store, failures=failures
    )
    result = corrected(prepared, rows, file=project.corrections.name)
    make = partial(
        timeline_of,
        documents=tuple(prepared.documents.values()),
        problems=(*prepared.problems, *row_problems, *result.problems),
        settings=settings,
        version=version,
        corrections=result.rows,
        datasets=prepared.datasets,
    )
    data = assembled(result.incidents, make)
    return _Build(
        data=data, read=prepared.read, keys=prepared.keys, ledger=prepared.ledger
    )


def _write(
    project: Project, data: TimelineData, page: Path, write_page: PageWriter
) -> Difference | None:
    """Write data and page, each whole or not at all, and keep the data of the build before."""
    path = data_beside(page)
    _delete_drafts(project)
    before = data_at(path)
    text = timeline_json.to_text(data)
    if before is not None:
        old_text = path.read_text(encoding="utf-8")
        if old_text != text:
            write_atomically(project.previous, old_text)
    write_atomically(path, text)
    write_page(data, page)
    return difference(before, data) if before else None


# Names of the drafts from which files are written: ours, and those of the page (Python's tempfile).
_DRAFT = re.compile(r"\.timeline-[0-9a-f]{8}\.part|\.timeline\.html\.[a-z0-9_]{8}")


def _delete_drafts(project: Project) -> None:
    """Delete the drafts of builds that were killed while they wrote.

    Nobody else writes here under the lock.
    """
    for path in (*project.folder.iterdir(), *project.cache.iterdir()):
        if _DRAFT.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _is_read(path: Path) -> bool:
    """Return whether a file is of a kind that is read, and not too large to be."""
    is_document = path.suffix.lower() in (*documents.readers.names(), *_OWN)
    is_small = path.stat().st_size <= most("document-bytes")
    return is_small and (is_document or datasets.is_table_file(path))


def _size_and_time(path: Path) -> bytes:
    status = path.stat()
    return b"%d %d" % (status.st_size, status.st_mtime_ns)


# Endings of a project's own files.
_OWN = (".toml", ".csv")


def _stamp(project: Project, settings: Settings, version: str, look: str) -> str:
    """Return a digest of everything that the page and the data depend on."""
    engine = whole_engine(settings.model)
    words = f"{version}\0{look}\0{project.name}\0{engine}\0{in_force()}"
    digest = hashlib.sha256(words.encode())
    for path in (project.settings, project.corrections, *_article_files(project)):
        name = path.relative_to(project.folder).as_posix()
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(_content(path))
    return digest.hexdigest()


def _article_files(project: Project) -> list[Path]:
    """Return what lies in the folder of articles and is not hidden, in order."""
    visible = []
    for path in project.articles.rglob("*"):
        parts = path.relative_to(project.articles).parts
        if not any(part.startswith(".") for part in parts):
            visible.append(path)
    return sorted(visible)


def _content(path: Path) -> bytes:
    """Return a digest of a file's content.

    What is too large to be read, or of a kind that is not read, is not read for this either: its
    size and time stand for it. A mark stands for what cannot be read.
    """
    try:
        if not path.is_file():
            return b"none"
        if not _is_read(path):
            return _size_and_time(path)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return b"closed"


def _written(page: Path, stamp: str) -> str:
    """Return what was written of what, so that a changed or lost page is written again."""
    digests = []
    for path in (page, data_beside(page)):
        with path.open("rb") as stream:
            digests.append(hashlib.file_digest(stream, "sha256").hexdigest())
    return json.dumps([stamp, *digests])


def _key_of(page: Path) -> str:
    """Return under what name the state of a page is kept."""
    return f"page {storable(str(real_path(page)))}"


def _has_written(store: Store, page: Path, stamp: str) -> bool:
    """Return whether page and data are there as the last build of the same project wrote them."""
    state = store.state(_key_of(page))
    if state is None:
        return False
    if not page.is_file() or not data_beside(page).is_file():
        return False
    return state == _written(page, stamp)
