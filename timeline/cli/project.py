"""Commands on projects: they return lines of text, print nothing, and load no parser without need."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from timeline import __version__
from timeline.cli.language_model import LlmOptions, asker, reader_lines
from timeline.cli.text import summary
from timeline.errors import InputError, UsageError
from timeline.exporters import export
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
from timeline.readers.model import model_reader
from timeline.settings import Settings


def init(folder: Path) -> list[str]:
    """Make a project and return lines on what is in it."""
    project = init_folder(folder)
    hint = f"put articles here, then run `timeline build {project.folder}`"
    return [
        f"project    {project.folder}",
        f"settings   {project.settings}",
        f"articles   {project.articles}{os.sep}: {hint}",
        f"corrected  {project.corrections}: your corrections, one row each",
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
    options: LlmOptions | None = None,
) -> list[str]:
    """Bring a project up to date, write its page and return lines on what changed.

    Only here, where options are given, is a language model asked for what it has not read yet.
    """
    reading = ProjectReading(project, jobs=jobs, options=options)

    def write_page(data: TimelineData, path: Path) -> int:
        from timeline.api import Timeline

        return Timeline(data).write_page(path, plotlyjs=plotlyjs, story=story)

    outcome = incremental_build(
        project,
        version=__version__,
        today=today,
        reader=reading.read,
        page=page,
        write_page=write_page,
        look=_look(plotlyjs, story),
        llm_url=os.environ.get(URL_VARIABLE),
        failures=reading.failures,
    )
    size = page.stat().st_size / 1e6
    lines = [*reading.lines, *summary(outcome.data), *_changes(outcome, project)]
    lines.append(f"page       {page} ({size:.1f} MB)")
    lines.append(f"data       {data_beside(page)}")
    if jsonl is not None:
        export(outcome.data, jsonl, name="jsonl")
        lines.append(f"jsonl      {jsonl}")
    return lines


def _look(plotlyjs: str, story: Path | None) -> str:
    """Return what shapes the page besides its data: with another text it is written again."""
    text = "" if story is None else story.read_text(encoding="utf-8")
    return f"{plotlyjs}\0{text}" if text else plotlyjs


def _changes(outcome: BuildOutcome, project: Project) -> Iterator[str]:
    if outcome.unchanged:
        yield "unchanged  nothing was to be done"
        return
    documents = f"{outcome.read:,} of {len(outcome.data.documents):,} documents"
    yield f"read       {documents}, the others as before"
    if outcome.changes is not None:
        hint = f"(`timeline diff {project.folder}`)"
        yield f"changes    {outcome.changes.in_short} since the last build {hint}"


def data_of(project: Project, *, today: date) -> TimelineData:
    """Return the timeline of a project as its files are now; write nothing."""
    reading = ProjectReading(project, jobs=None, options=None)
    outcome = incremental_build(
        project,
        version=__version__,
        today=today,
        reader=reading.read,
        llm_url=os.environ.get(URL_VARIABLE),
        failures=reading.failures,
    )
    return outcome.data


class ProjectReading:
    """Reads what is new in a project: by the rules, or by a language model whose answers the project keeps.

    Attributes:
        failures: By document id, why the model gave no answer.
        lines: What to print on the model, once it has read.
    """

    def __init__(self, project: Project, *, jobs: int | None, options: LlmOptions | None) -> None:
        """Keep how to read; without options no model is asked, and only answers that are kept are used."""
        self.failures: dict[str, Problem] = {}
        self.lines: list[str] = []
        self._project = project
        self._jobs = jobs
        self._options = options

    def read(
        self, missing: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        """Yield the reports of documents that are new or changed."""
        from timeline.api import reader

        options = self._options or LlmOptions()
        _, model = model_reader(
            settings,
            cache=AnswerStore(self._project.cache, name=self._project.name),
            confirm=asker(settings, yes=options.yes),
            may_call=self._options is not None,
            failures=self.failures,
        )
        yield from reader(jobs=self._jobs, progress=True, model=model)(missing, settings)
        self.lines = reader_lines(model, settings)


def check_llm_options(options: LlmOptions) -> None:
    """Raise UsageError for an option on a language model that a project takes from its own files, or needs not."""
    if options.given is not None:
        problem = "a project takes this from its own files (timeline.toml)."
        raise UsageError(f"--{options.given}", problem, "Write it there, under [llm].")
    if options.record is not None or options.replay is not None:
        problem = "a project keeps the answers of the model itself."
        raise UsageError("--record, --replay", problem, "Leave it out.")


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
