"""What do the commands say of a project? Lines of text; nothing is printed here, and no parser is loaded without need."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from timeline import __version__
from timeline.cli.text import summary
from timeline.errors import InputError, UsageError
from timeline.exporters import export
from timeline.model.incidents import Report
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.project import incremental as upkeep
from timeline.project.folder import Project
from timeline.project.folder import init as make
from timeline.settings import Settings


def api() -> Any:  # noqa: ANN401 - a module
    """Load what reads and draws; only when something is to be read or drawn, because spaCy takes a second."""
    return import_module("timeline.api")


def init(folder: Path) -> list[str]:
    """Make a project and say what is in it."""
    made = make(folder)
    return [
        f"project    {made.folder}",
        f"settings   {made.settings}",
        f"articles   {made.articles}{os.sep}: put articles here, then run `timeline build {made.folder}`",
        f"corrected  {made.corrections}: your corrections, one row each",
    ]


def build(
    project: Project,
    page: Path,
    *,
    today: date,
    jobs: int | None,
    jsonl: Path | None,
    plotlyjs: str,
    story: Path | None = None,
) -> list[str]:
    """Bring a project up to date, write its page and say what changed."""
    told = "" if story is None else story.read_text(encoding="utf-8")
    kept = upkeep.incremental_build(
        project,
        version=__version__,
        today=today,
        reader=_reader(jobs),
        page=page,
        write_page=lambda data, path: (
            api().Timeline(data).write_page(path, plotlyjs=plotlyjs, story=story)
        ),
        look=f"{plotlyjs}\0{told}" if told else plotlyjs,
    )
    if jsonl is not None:
        export(kept.data, jsonl, name="jsonl")
    return [
        *summary(kept.data),
        *_done(kept, project),
        f"page       {page} ({page.stat().st_size / 1e6:.1f} MB)",
        f"data       {upkeep.data_beside(page)}",
        *([f"jsonl      {jsonl}"] if jsonl else []),
    ]


def _done(kept: upkeep.BuildOutcome, project: Project) -> Iterator[str]:
    if kept.unchanged:
        yield "unchanged  nothing was to be done"
        return
    yield f"read       {kept.read:,} of {len(kept.data.documents):,} documents, the others as before"
    if kept.changes is not None:
        yield f"changes    {kept.changes.in_short} since the last build (`timeline diff {project.folder}`)"


def data_of(project: Project, *, today: date) -> TimelineData:
    """Give the timeline of a project as its files are now, and write nothing."""
    return upkeep.incremental_build(
        project, version=__version__, today=today, reader=_reader(None)
    ).data


def _reader(jobs: int | None) -> upkeep.Reader:
    def read(
        missing: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        yield from api().reader(jobs=jobs, progress=True)(missing, settings)

    return read


def before_last_build(path: Path) -> Path:
    """Give the data that a project had before the last build that changed it.

    Raises:
        UsageError: The path is no project.
        InputError: No build has changed the project.
    """
    project = upkeep.project_of([path])
    if project is None:
        raise UsageError(
            "diff",
            "there is nothing to compare it with.",
            "Give OLD and NEW, or a project folder alone.",
        )
    if not project.previous.is_file():
        raise InputError(
            str(path), "no build has changed this project yet.", "Give two timelines: OLD and NEW."
        )
    return project.previous
