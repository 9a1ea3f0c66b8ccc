"""Commands on projects: return lines to print, load no parser without need."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from timeline import __version__
from timeline.cli.text import labelled, megabytes, summary
from timeline.errors import InputError, UsageError
from timeline.exporters import export
from timeline.model.incidents import Report
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.project.folder import Project
from timeline.project.folder import init as init_folder
from timeline.project.incremental import (
    BuildOutcome,
    data_beside,
    incremental_build,
    project_of,
)
from timeline.project.prepare import Reader
from timeline.settings import Settings


def init(folder: Path) -> list[str]:
    """Make a project and return lines on what is in it."""
    project = init_folder(folder)
    hint = f"put articles here, then run `timeline build {project.folder}`"
    files = {
        "project": project.folder,
        "settings": project.settings,
        "articles": f"{project.articles}{os.sep}: {hint}",
        "corrected": f"{project.corrections}: your corrections, one row each",
    }
    return labelled(files)


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
    """Bring a project up to date, write its page and return lines on what changed."""

    def write_page(data: TimelineData, path: Path) -> int:
        from timeline.api import Timeline

        return Timeline(data).write_page(path, plotlyjs=plotlyjs, story=story)

    outcome = incremental_build(
        project,
        version=__version__,
        today=today,
        reader=_reader(jobs),
        page=page,
        write_page=write_page,
        look=_look(plotlyjs, story),
    )
    if jsonl is not None:
        export(outcome.data, jsonl, name="jsonl")
    size = page.stat().st_size
    written = {
        **_changes(outcome, project),
        "page": f"{page} ({megabytes(size)})",
        "data": data_beside(page),
        "jsonl": jsonl,
    }
    return summary(outcome.data) + labelled(written)


def _look(plotlyjs: str, story: Path | None) -> str:
    """Return what shapes the page besides its data: with another text it is written again."""
    text = "" if story is None else story.read_text(encoding="utf-8")
    return f"{plotlyjs}\0{text}" if text else plotlyjs


def _changes(outcome: BuildOutcome, project: Project) -> dict[str, str | None]:
    """Return what was done, by labels."""
    if outcome.unchanged:
        return {"unchanged": "nothing was to be done"}
    documents = len(outcome.data.documents)
    read = f"{outcome.read:,} of {documents:,} documents, the others as before"
    if outcome.changes is None:
        return {"read": read}
    hint = f"(`timeline diff {project.folder}`)"
    changes = f"{outcome.changes.in_short} since the last build {hint}"
    return {"read": read, "changes": changes}


def data_of(project: Project, *, today: date) -> TimelineData:
    """Return the timeline of a project as its files are now; write nothing."""
    reader = _reader(None)
    outcome = incremental_build(project, version=__version__, today=today, reader=reader)
    return outcome.data


def _reader(jobs: int | None) -> Reader:
    def read(
        missing: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        from timeline.api import reader

        yield from reader(jobs=jobs, progress=True)(missing, settings)

    return read


def before_last_build(path: Path) -> Path:
    """Return the data that a project had before the last build that changed it.

    Raises:
        UsageError: The path is no project.
        InputError: No build has changed the project.
    """
    project = project_of([path])
    if project is None:
        problem = "there is nothing to compare it with."
        raise UsageError("diff", problem, "Give OLD and NEW, or a project folder alone.")
    if not project.previous.is_file():
        problem = "no build has changed this project yet."
        raise InputError(str(path), problem, "Give two timelines: OLD and NEW.")
    return project.previous
