"""Commands on projects: return lines to print, load no parser without need."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from timeline import __version__
from timeline.cli.language_model import LlmOptions, asker, reader_lines
from timeline.cli.text import labelled, megabytes, summary
from timeline.errors import InputError, UsageError
from timeline.exporters.formats import export
from timeline.llm.endpoint import URL_VARIABLE
from timeline.model.incidents import Report
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.project.answers import AnswerStore
from timeline.project.folder import Project
from timeline.project.folder import init as init_folder
from timeline.project.incremental import (
    BuildOutcome,
    data_beside,
    incremental_build,
    project_of,
)
from timeline.project.prepare import project_settings
from timeline.readers.model import record_answers
from timeline.safety.content import bytes_of
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
    layout: str,
    story: Path | None = None,
    options: LlmOptions | None = None,
    shards: Path | None = None,
) -> list[str]:
    """Bring a project up to date, write its page and return lines on what changed.

    Only here, where options are given, a language model is asked for what it has not read yet.
    """
    reading = _Reading(project, jobs=jobs, options=options, shards=shards)

    def write_page(data: TimelineData, path: Path) -> int:
        from timeline.notebook.timeline import Timeline

        return Timeline(data).write_page(path, layout=layout, story=story)

    outcome = incremental_build(
        project,
        version=__version__,
        today=today,
        reader=reading.read,
        page=page,
        write_page=write_page,
        look=_look(layout, story),
        llm_url=os.environ.get(URL_VARIABLE),
        failures=reading.failures,
    )
    if jsonl is not None:
        export(outcome.data, jsonl, name="jsonl")
    size = page.stat().st_size
    written = {
        **_changes(outcome, project),
        "page": f"{page} ({megabytes(size)})",
        "data": data_beside(page),
        "jsonl": jsonl,
        "answers": _recorded(
            project, outcome.data, options.record if options else None
        ),
    }
    return reading.lines + summary(outcome.data) + labelled(written)


def _recorded(project: Project, data: TimelineData, path: Path | None) -> str | None:
    """Write the model's answers on all articles to a file, and say how many there are."""
    if path is None:
        return None
    settings = project_settings(project, os.environ.get(URL_VARIABLE))
    articles = _articles(data)
    store = AnswerStore(project.cache, name=project.name)
    count = record_answers(articles, path, settings, store)
    return f"{path} ({count:,} of {len(articles):,} articles)"


def _articles(data: TimelineData) -> list[Document]:
    return [document for document in data.documents if document.dataset is None]


def _look(layout: str, story: Path | None) -> str:
    """Return what shapes the page besides its data: with another text it is written again."""
    text = (
        ""
        if story is None
        else bytes_of(story, "settings-bytes").decode("utf-8", "replace")
    )
    return f"{layout}\0{text}" if text else layout


def _changes(outcome: BuildOutcome, project: Project) -> dict[str, str | None]:
    """Return what was done, by labels."""
    if outcome.unchanged:
        return {"unchanged": "nothing to do"}
    documents = len(outcome.data.documents)
    read = f"{outcome.read:,} of {documents:,} documents; the others are unchanged"
    if outcome.changes is None:
        return {"read": read}
    hint = f"(`timeline diff {project.folder}`)"
    changes = f"{outcome.changes.in_short} since the last build {hint}"
    return {"read": read, "changes": changes}


def data_of(project: Project, *, today: date) -> TimelineData:
    """Return the timeline of a project as its files are now; write nothing."""
    reading = _Reading(project, jobs=None, options=None)
    outcome = incremental_build(
        project,
        version=__version__,
        today=today,
        reader=reading.read,
        llm_url=os.environ.get(URL_VARIABLE),
        failures=reading.failures,
    )
    return outcome.data


class _Reading:
    """Reads what is new in a project, and tells what a language model read of it."""

    def __init__(
        self,
        project: Project,
        *,
        jobs: int | None,
        options: LlmOptions | None,
        shards: Path | None = None,
    ) -> None:
        self.failures: dict[str, Problem] = {}
        self.lines: list[str] = []
        self._project = project
        self._jobs = jobs
        self._options = options
        self._shards = shards

    def read(
        self, missing: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        if self._shards is None:
            yield from self._read_anew(missing, settings)
            return
        from timeline.cluster.collect import reports_in

        read_before = reports_in(self._shards, missing, settings)
        unread = [document for document in missing if document.id not in read_before]
        for document in missing:
            if document.id in read_before:
                yield document, read_before[document.id]
        if unread:
            yield from self._read_anew(unread, settings)
        counted = f"{len(read_before):,} documents, read before in {self._shards}"
        self.lines += labelled({"shards": counted})

    def _read_anew(
        self, missing: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        from timeline.api import ProjectReading

        options = self._options or LlmOptions()
        reading = ProjectReading(
            self._project,
            jobs=self._jobs,
            progress=True,
            may_call=self._options is not None,
            confirm=lambda chosen: asker(chosen, yes=options.yes),
            replay=options.replay,
        )
        reading.failures = self.failures
        yield from reading.read(missing, settings)
        self.lines = reader_lines(reading.model, settings)


def check_llm_options(options: LlmOptions) -> None:
    """Raise UsageError for an option on a language model that a project cannot take."""
    if options.given is not None:
        problem = "a project takes this from its own files (timeline.toml)."
        raise UsageError(f"--{options.given}", problem, "Write it there, under [llm].")
    if options.record is not None and options.record.exists():
        problem = (
            "this file exists already; answers cost money and are not overwritten."
        )
        raise UsageError(str(options.record), problem, "Give another path.")


def before_last_build(path: Path) -> Path:
    """Return the data that a project had before the last build that changed it.

    Raises:
        UsageError: The path is no project.
        InputError: No build has changed the project.
    """
    project = project_of([path])
    if project is None:
        problem = "there is nothing to compare it with."
        raise UsageError(
            "diff", problem, "Give OLD and NEW, or a project folder alone."
        )
    if not project.previous.is_file():
        problem = "no build has changed this project yet."
        raise InputError(str(path), problem, "Give two timelines: OLD and NEW.")
    return project.previous
