"""What people use from Python: `build`, and what the commands build with."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from timeline import __version__
from timeline.assembly.title import name_of, name_of_folder
from timeline.documents.encoding import plain_lines
from timeline.errors import InputError, UsageError
from timeline.llm.endpoint import URL_VARIABLE
from timeline.model.datasets import Dataset
from timeline.model.incidents import Report
from timeline.model.text import Document, Problem
from timeline.model.timeline import TimelineData
from timeline.notebook.choose import day_of
from timeline.notebook.timeline import PathLike, Timeline
from timeline.output.progress import progress_bar
from timeline.project.answers import AnswerStore
from timeline.project.folder import Project
from timeline.project.incremental import check_options, incremental_build, project_of
from timeline.project.prepare import Reader
from timeline.readers.model import Confirm, ModelReader, confirmed, model_reader
from timeline.settings import Settings, read_settings, with_given, with_llm

# Reasons that a message lists when nothing could be read.
MOST_REASONS = 3


def build(
    paths: Iterable[PathLike] | PathLike,
    *,
    published: date | str | None = None,
    title: str | None = None,
    about: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    model: str | None = None,
    separate: bool | None = None,
    sheet: str | None = None,
    no_rows: bool | None = None,
    settings: PathLike | None = None,
    jobs: int | None = None,
    progress: bool = False,
    llm: str | None = None,
    llm_model: str | None = None,
    replay: PathLike | None = None,
    yes: bool = False,
    cluster: str | None = None,
    shards: PathLike | None = None,
) -> Timeline:
    """Build a timeline from files and folders, or of a project (a folder with a timeline.toml).

    Of a project only what changed is read.

    Args:
        paths: Files and folders, or one of them.
        published: Publication day (a date, or ISO text): wins for a single document, fills in for
            undated ones.
        title: Title of the timeline.
        about: Keep only incidents that name these words: a place, an actor, a type.
        since: Keep only incidents of this day (a date, or ISO text) and later ones; those without a
            date are left out.
        until: Keep only incidents of this day and earlier ones.
        model: Name of an installed spaCy pipeline.
        separate: True to merge nothing across documents.
        sheet: Name of the sheet to read of Excel workbooks.
        no_rows: True to keep of rows of tables only ids, type, month, country and figures.
        settings: A timeline.toml with settings and own actors and places; arguments override it.
        jobs: Number of processes; None for one, or two when there are many documents.
        progress: True for a progress bar on stderr.
        llm: How a language model reads: "read" (alone) or "both"; None to ask none.
        llm_model: Name of the model at the endpoint that settings or TIMELINE_LLM_URL name.
        replay: File of recorded answers, with which nothing is sent.
        yes: True to send articles to another machine.
        cluster: Read on a Dask cluster: "local:4" for processes of this machine, or the address of
            a scheduler; None to read here.
        shards: Folder where a cluster keeps what was read; with a cluster it must be given.

    Raises:
        InputError: When nothing could be read.
        UsageError: When `published`, `since` or `until` is not an ISO day, or for an unknown model.
        SettingsError: When the timeline.toml is wrong; LexiconError: when it names what is not
            known.
        ProjectError: When another build of the project is running.
    """
    chosen = _paths(paths)
    given = {
        "title": title,
        "about": about,
        "since": _text(since),
        "until": _text(until),
        "model": model,
        "separate": separate,
        "sheet": sheet,
        "no_rows": no_rows,
    }
    project = project_of(chosen)
    if project is not None:
        model_options = {"llm": llm, "llm-model": llm_model, "replay": replay}
        refused = {**given, "date": published, "settings": settings, **model_options}
        check_options(refused)
        return Timeline(_project_data(project, jobs=jobs, progress=progress))
    if cluster is not None:
        data = build_on_cluster(
            chosen,
            cluster,
            _folder_of_shards(shards),
            published=day_of(published, "published"),
            settings=with_llm(settings_of(settings, given), mode=llm, model=llm_model),
            progress=progress,
        )
        return _read_something(data, chosen)
    named, reading = model_reader(
        with_llm(settings_of(settings, given), mode=llm, model=llm_model),
        replay=_optional_path(replay),
        confirm=confirmed(yes=yes),
    )
    data = build_data(
        chosen,
        published=day_of(published, "published"),
        settings=named,
        jobs=jobs,
        progress=progress,
        model=reading,
    )
    return _read_something(data, chosen)


def _paths(paths: Iterable[PathLike] | PathLike) -> list[Path]:
    """Return one path or several as a list."""
    if isinstance(paths, str | Path):
        return [Path(paths)]
    return [Path(path) for path in paths]


def _optional_path(path: PathLike | None) -> Path | None:
    if path is None:
        return None
    return Path(path)


def _folder_of_shards(shards: PathLike | None) -> Path:
    """Return the folder where a cluster keeps what was read.

    Raises:
        UsageError: None is given.
    """
    if shards is None:
        what = "no folder for the results is given."
        raise UsageError("cluster", what, "Give shards=...")
    return Path(shards)


def _read_something(data: TimelineData, paths: Sequence[Path]) -> Timeline:
    """Return a timeline; raise InputError if nothing could be read for it."""
    if not data.documents and not data.datasets:
        where = ", ".join(str(path) for path in paths) or "paths"
        raise InputError(where, "nothing could be read.", reasons(data.problems))
    return Timeline(data)


def settings_of(path: PathLike | None, given: Mapping[str, Any]) -> Settings:
    """Return the settings of a timeline.toml, if there is one, overridden by those given.

    None overrides nothing.
    """
    base = Settings() if path is None else read_settings(Path(path))
    return with_given(base, given)


def build_data(
    paths: Sequence[Path],
    *,
    published: date | None,
    settings: Settings,
    jobs: int | None,
    progress: bool,
    model: ModelReader | None = None,
) -> TimelineData:
    """Build the data of a Timeline.

    When nothing could be read it has no documents, and `problems` says why.
    """
    from timeline import pipeline

    cleaned = replace(
        settings, title=_clean(settings.title), about=_clean(settings.about)
    )
    with progress_bar(is_shown=progress) as draw:
        data = pipeline.build(
            paths,
            version=__version__,
            published=published,
            today=_today(),
            settings=cleaned,
            jobs=jobs,
            progress=draw,
            model=model,
        )
    return _with_title(data, paths)


def build_from_shards(
    folder: Path,
    *,
    settings: Settings | None,
    progress: bool,
    lost: Mapping[str, Problem] | None = None,
    address: str | None = None,
) -> TimelineData:
    """Build the data of a Timeline from articles that were read in shards.

    Args:
        folder: The folder of the shards.
        settings: What shapes the build; None for the settings of the reading.
        progress: True for a progress bar on stderr.
        lost: By the names of shards that could not be read, why.
        address: Of a cluster that merges the reports of a large timeline; None to merge here.

    Raises:
        InputError: A shard has not been read, or a file is damaged.
        UsageError: The settings, or this program, would read the articles in another way.
    """
    from timeline import pipeline
    from timeline.cluster.shards import read_plan

    plan = read_plan(folder)
    chosen = settings or plan.settings
    cleaned = replace(chosen, title=_clean(chosen.title), about=_clean(chosen.about))
    with progress_bar(is_shown=progress) as draw:
        data = pipeline.build_from_shards(
            folder,
            version=__version__,
            today=_today(),
            settings=cleaned,
            lost=lost,
            address=address,
            progress=draw,
        )
    return _with_title(data, plan.paths)


def build_on_cluster(
    paths: Sequence[Path],
    address: str,
    folder: Path,
    *,
    published: date | None,
    settings: Settings,
    progress: bool,
) -> TimelineData:
    """Build the data of a Timeline of articles that a Dask cluster reads.

    Args:
        paths: Files and folders, which all workers see under the same paths.
        address: "local:N" for N processes of this machine, or where a scheduler listens.
        folder: Where what was read is kept, so that nothing is read twice.
        published: Publication day of documents that state none; None for none.
        settings: What shapes the build.
        progress: True for a progress bar on stderr.

    Raises:
        InputError: The scheduler was lost.
        UsageError: The address is wrong, nobody answers there, or a worker has another version.
    """
    from timeline import datasets
    from timeline.cluster import dask_cluster, shards

    dask_cluster.check_address(address)
    plan = shards.plan(
        paths, settings=settings, published=published, claims=datasets.is_table_file
    )
    shards.write_plan(plan, folder)
    with progress_bar(is_shown=progress) as draw:
        lost = dask_cluster.read_on_cluster(
            plan, address=address, folder=folder, progress=draw
        )
    return build_from_shards(
        folder, settings=settings, progress=progress, lost=lost, address=address
    )


def _with_title(data: TimelineData, paths: Sequence[Path]) -> TimelineData:
    """Return a timeline of several documents under the name of its files, unless it has one."""
    if data.settings.get("title"):
        return data
    names = _names(paths, data)
    return data if len(names) < 2 else replace(data, title=name_of(paths, names))


def _clean(text: str | None) -> str | None:
    return plain_lines(text) if text else None


def _today() -> date:
    return datetime.now().astimezone().date()


def _in_line(problem: Problem) -> str:
    return f"{problem.where}: {problem.what} {problem.cure}"


def _names(paths: Sequence[Path], data: TimelineData) -> list[str]:
    """Return the names of which a title is made: datasets, folders, articles outside them."""
    folders = [path for path in paths if path.is_dir()]
    articles = [document for document in data.documents if document.dataset is None]
    if len(paths) == 1 or not folders:
        names = [_with_file(dataset) for dataset in data.datasets]
        return names + _titles(articles)
    files = {path.stem for path in paths if path not in folders}
    names = [dataset.name for dataset in data.datasets]
    names += map(name_of_folder, folders)
    return names + _titles(_of_files(articles, files))


def _of_files(articles: Iterable[Document], stems: Collection[str]) -> list[Document]:
    return [document for document in articles if document.id in stems]


def _with_file(dataset: Dataset) -> str:
    return f"{dataset.name} ({dataset.id})"


def _titles(documents: Iterable[Document]) -> list[str]:
    return [document.title or document.id for document in documents]


def reader(
    *,
    jobs: int | None,
    progress: bool,
    model: ModelReader | None = None,
    failures: dict[str, Problem] | None = None,
) -> Reader:
    """Return what reads documents for a project, with a progress bar if wanted.

    `failures` is where documents are noted on which a rule or the model fails.
    """

    def read_each(
        missing: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        from timeline import pipeline

        with progress_bar(is_shown=progress) as draw:
            yield from pipeline.read_by(
                model,
                missing,
                settings=settings,
                jobs=jobs,
                failures=failures,
                progress=draw,
            )

    return read_each


def _project_data(
    project: Project, *, jobs: int | None, progress: bool
) -> TimelineData:
    """Return the data of a project as its files are now; write neither page nor data."""
    reading = ProjectReading(project, jobs=jobs, progress=progress)
    outcome = incremental_build(
        project,
        version=__version__,
        today=_today(),
        reader=reading.read,
        llm_url=reading.llm_url,
        failures=reading.failures,
    )
    return outcome.data


class ProjectReading:
    """Reads what is new in a project: by the rules, or by a model whose answers the project keeps.

    Attributes:
        failures: By document id, why the model gave no answer, or why no rule can read it.
        model: The model's reader, once it reads; None where the rules read.
        llm_url: Where the environment says that a language model is.
    """

    def __init__(
        self,
        project: Project,
        *,
        jobs: int | None,
        progress: bool,
        may_call: bool = False,
        confirm: Callable[[Settings], Confirm] | None = None,
        replay: Path | None = None,
    ) -> None:
        """Keep how to read.

        Args:
            project: The project.
            jobs: Number of processes.
            progress: True for a progress bar on stderr.
            may_call: True to ask a model for what it has not read yet; only a build does.
            confirm: Returns what is shown the estimate, by the settings.
            replay: File of recorded answers, which the project then keeps as its own.
        """
        self.failures: dict[str, Problem] = {}
        self.model: ModelReader | None = None
        self.llm_url = os.environ.get(URL_VARIABLE)
        self._project = project
        self._jobs = jobs
        self._progress = progress
        self._may_call = may_call
        self._confirm = confirm
        self._replay = replay

    def read(
        self, missing: Sequence[Document], settings: Settings
    ) -> Iterator[tuple[Document, list[Report]]]:
        """Yield the reports of documents that are new or changed."""
        _, self.model = model_reader(
            settings,
            replay=self._replay,
            cache=AnswerStore(self._project.cache, name=self._project.name),
            confirm=self._confirm(settings) if self._confirm else None,
            may_call=self._may_call,
            failures=self.failures,
        )
        read = reader(
            jobs=self._jobs,
            progress=self._progress,
            model=self.model,
            failures=self.failures,
        )
        yield from read(missing, settings)


def _text(day: date | str | None) -> str | None:
    return f"{day}" if day else None


def reasons(problems: Iterable[Problem]) -> str:
    """Return in one line why nothing could be read."""
    lines = [_in_line(problem) for problem in problems if problem.skipped]
    if not lines:
        return (
            "Give files or folders with .txt, .md, .html, .pdf, .jsonl or .csv files."
        )
    return " ".join(lines[:MOST_REASONS])
