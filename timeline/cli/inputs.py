"""Open the input of a command: a timeline.json, a project, or articles and tables."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from timeline.cli.output import print_lines
from timeline.cli.text import problem_lines
from timeline.errors import InputError, ProjectError
from timeline.model.text import Problem
from timeline.model.timeline import TimelineData
from timeline.readers.model import ModelReader
from timeline.settings import Settings, read_settings, with_given


def open_timeline(path: Path) -> TimelineData:
    """Return the timeline of a timeline.json, a project or anything that `build` reads.

    What could not be read is printed. A file that ends in .json is taken for a timeline.json,
    so that a damaged one is called damaged. The folder of a large timeline stands for one.
    """
    from timeline.exporters import load

    if path.suffix.lower() == ".json" or load.is_folder(path):
        return load.read(path)
    data = _built(path)
    print_lines(problem_lines(data.problems), err=True)
    return data


def _built(path: Path) -> TimelineData:
    from timeline.project.incremental import project_of

    project = project_of([path])
    if project is None:
        return build_data((path,))
    from timeline.cli.project import data_of

    try:
        return data_of(project, today=today())
    except ProjectError as error:
        if not project.data.is_file():
            raise
        return _last_written(project.data, error)


def _last_written(path: Path, error: ProjectError) -> TimelineData:
    """Return the data beside a project's page, where the project itself cannot be opened now."""
    from timeline.exporters.load import read

    data = read(path)
    day = _day_written(path)
    print_lines([f"timeline: {error}", f"timeline: shown as built on {day}"], err=True)
    return data


def _day_written(path: Path) -> str:
    seconds = path.stat().st_mtime
    written = datetime.fromtimestamp(seconds).astimezone()
    return written.strftime("%Y-%m-%d at %H:%M")


def chosen_settings(
    settings: Path | None = None,
    **chosen: Any,  # noqa: ANN401 - the settings, by their names
) -> Settings:
    """Return the settings of a timeline.toml with those of the command line over them.

    Args:
        settings: A timeline.toml.
        chosen: Settings that override those of the file; None and "" override nothing.
    """
    base = Settings() if settings is None else read_settings(settings)
    return with_chosen(base, chosen)


def with_chosen(settings: Settings, chosen: Mapping[str, Any]) -> Settings:
    """Return settings with those of the command line over them.

    Args:
        settings: Settings.
        chosen: Values by the names of settings; None and "" override nothing.
    """
    given = {name: _as_setting(value) for name, value in chosen.items() if value != ""}
    return with_given(settings, given)


def build_data(
    paths: tuple[Path, ...],
    *,
    published: date | None = None,
    jobs: int | None = None,
    settings: Settings | None = None,
    model: ModelReader | None = None,
) -> TimelineData:
    """Build with a progress bar; raise InputError when nothing could be read.

    Args:
        paths: Files and folders.
        published: Publication day, as the option gives it.
        jobs: Number of processes.
        settings: What shapes the build; None for the defaults.
        model: Reads with a language model; None to read by the rules.
    """
    from timeline import api

    data = api.build_data(
        paths,
        published=published,
        settings=settings or Settings(),
        jobs=jobs,
        progress=True,
        model=model,
    )
    if not data.documents and not data.datasets:
        raise unread(paths, data.problems)
    return data


def _as_setting(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def unread(paths: Sequence[Path], problems: Sequence[Problem]) -> InputError:
    """Print why nothing could be read, and return the error to raise."""
    print_lines(problem_lines(problems), err=True)
    names = ", ".join(str(path) for path in paths)
    hint = (
        "Give .txt, .md, .html, .pdf, .docx, .jsonl or .csv files, or folders of them."
    )
    return InputError(names, "nothing could be read.", hint)


def today() -> date:
    """Return the present day: later publication dates are reported. It dates nothing."""
    return datetime.now().astimezone().date()
