"""How is a project brought up to date? Only what changed is read again; the parser is loaded only when something is."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from timeline.assembly import timeline_of
from timeline.documents.encoding import plain_lines
from timeline.errors import UsageError
from timeline.exporters import json as timeline_json
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.project.corrections import read_corrections
from timeline.project.diff import Difference, difference
from timeline.project.fingerprint import whole_engine
from timeline.project.folder import Project, project_at
from timeline.project.lock import locked
from timeline.project.prepare import (
    NO_FAILURES,
    Failures,
    Reader,
    corrected,
    data_at,
    prepare,
)
from timeline.project.store import Store
from timeline.settings import WRITTEN, Settings, read_settings, with_llm_url

# Told of every step: (name of the stage, steps done, steps in all).
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
        failures: Documents for which the model gave no answer, as the reader notes them.

    Raises:
        ProjectError: Another build works on the project, or its hidden folder cannot be written.
        InputError: Nothing could be read, or corrections.csv is no such table.
        SettingsError: timeline.toml is wrong; LexiconError: it names what is not known.
        UsageError: The page or the data cannot be written.
    """
    settings = read_settings(project.settings)
    settings = replace(settings, title=plain_lines(settings.title or project.name))
    settings = with_llm_url(settings, llm_url)
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
    failures: Failures,
) -> _Made:
    """Make the timeline; what has to be read is kept document by document."""
    # first: a table that cannot be used is reported before the work
    rows, refused = read_corrections(project.corrections)
    prepared = prepare(
        project,
        settings,
        today=today,
        reader=reader,
        store=store,
        failures=failures,
    )
    result = corrected(prepared, rows, file=project.corrections.name)
    data = timeline_of(
        result.incidents,
        documents=tuple(prepared.documents.values()),
        problems=(*prepared.problems, *refused, *result.problems),
        settings=settings,
        version=version,
        corrections=result.rows,
        datasets=prepared.datasets,
    )
    return _Made(data=data, read=prepared.read, keys=prepared.keys, ledger=prepared.ledger)


def _write(
    project: Project, data: TimelineData, page: Path, write_page: PageWriter
) -> Difference | None:
    """Write data and page, each whole or not at all, and keep the data of the build before."""
    path = data_beside(page)
    _sweep(project)
    before, text = data_at(path), timeline_json.to_text(data)
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
