"""`timeline build`: read articles and tables, write the page and its data."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from timeline.cli.checks import check_outputs
from timeline.cli.inputs import build_data, today
from timeline.cli.language_model import (
    LlmOptions,
    llm_options,
    opened_reader,
    reader_lines,
    taken_options,
)
from timeline.cli.output import print_lines
from timeline.cli.parameters import DAY, PATH
from timeline.cli.sharded import Shards
from timeline.cli.text import labelled, megabytes, summary
from timeline.model.timeline import TimelineData
from timeline.project.folder import Project

DEFAULT_PAGE = Path("timeline.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What a build writes beside the data.

    Attributes:
        page: The page; None for the default.
        jsonl: Incidents as JSON lines; None for no such file.
        layout: "auto", "case", "archive" or "embed".
        story: A story that the page leads through; None for none.
    """

    page: Path | None
    jsonl: Path | None
    layout: str
    story: Path | None


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option(
    "-o", "--output", type=PATH, help="The page to write [default: timeline.html]."
)
@click.option(
    "--date",
    "published",
    type=DAY,
    help="Publication day of a single document, or of all documents without one.",
)
@click.option(
    "--title",
    help="Title of the timeline [default: the document's, or the folder's heading or name].",
)
@click.option(
    "--about",
    help="Keep only incidents that name these words: a place, an actor, a type.",
)
@click.option(
    "--from", "since", type=DAY, help="Keep only incidents of this day and later ones."
)
@click.option(
    "--to", "until", type=DAY, help="Keep only incidents of this day and earlier ones."
)
@click.option(
    "--sheet",
    help="The sheet of Excel workbooks [default: the one with known columns].",
)
@click.option(
    "--no-rows",
    is_flag=True,
    default=None,
    help="Keep only id, type, month, country and figures of each row of a table.",
)
@click.option(
    "--model", help="An installed spaCy pipeline [default: the small English model]."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Number of processes [default: 1, or 2 for many documents].",
)
@click.option("--jsonl", type=PATH, help="Write the incidents also as JSON lines.")
@click.option(
    "--separate",
    is_flag=True,
    default=None,
    help="Do not merge incidents of different documents.",
)
@click.option(
    "--settings",
    type=PATH,
    help="A timeline.toml with settings and your own actors and places.",
)
@click.option(
    "--layout",
    type=click.Choice(["auto", "case", "archive"]),
    default="auto",
    show_default=True,
    help="A page to read (case) or a tool for searching (archive); auto chooses by size.",
)
@click.option(
    "--embed",
    is_flag=True,
    help="Write a light page for an iframe: the strip and the list of the first view.",
)
@click.option(
    "--story",
    type=PATH,
    help="A lesson that was made in the page; the new page starts with it.",
)
@click.option(
    "--cluster",
    help="Read on a Dask cluster: local:4 for four processes here, or tcp://host:8786.",
)
@click.option(
    "--shards",
    type=PATH,
    help="Folder of results read in shards [default with --cluster: <page>.shards].",
)
@llm_options
def build(
    paths: tuple[Path, ...],
    output: Path | None,
    jsonl: Path | None,
    layout: str,
    embed: bool,
    story: Path | None,
    cluster: str | None,
    shards: Path | None,
    **chosen: Any,  # noqa: ANN401 - the other options, by their names
) -> None:
    r"""Read articles; write the page and, next to it, its data as <page>.timeline.json.

    PATHS are files or folders: articles (.txt, .md, .html, .pdf, .docx, .odt, .rtf, .epub, .eml,
    .mbox, .json, .jsonl, .csv, .tsv, .ris, .warc, .wacz; see `timeline docs documents`) and tables
    of coded incidents (.csv, .tsv, .tab, .xlsx, .parquet, also packed as .zip or .gz: UCDP GED,
    ACLED, GDELT, ICEWS, POLECAT, GTD, SCAD, or your own, see `timeline mapping`). PATHS may also
    be one project folder (see `timeline init`): then only what changed is read, and the page is
    written into the folder.

    \b
    Examples:
      timeline build articles/ -o war.html
      timeline build war/
      timeline build article.txt --date 2020-02-06 -o article.html
      timeline build ged241.csv articles/ --from 2012-01-01 --to 2012-12-31 -o syria.html
      timeline build a.txt b.html notes/ --about Idlib --jsonl incidents.jsonl -o idlib.html
      timeline build articles/ --story lesson.story.json -o lesson.html
      timeline build articles/ --embed -o war-embed.html
      timeline build articles/ --llm read --llm-model llama3.1 -o war.html
      timeline build articles/ --cluster local:4 -o war.html
    """
    from timeline.project.incremental import project_of

    if story is not None:
        from timeline.views.story import read_story

        read_story(story)  # before the work: a wrong story is an error at once
    look = "embed" if embed else layout
    files = Files(page=output, jsonl=jsonl, layout=look, story=story)
    read_elsewhere = Shards(cluster=cluster, folder=shards)
    options = taken_options(chosen)
    project = project_of(paths)
    if project is not None:
        print_lines(_build_project(project, files, options, read_elsewhere, chosen))
    else:
        print_lines(_build_from_paths(paths, files, options, read_elsewhere, chosen))


def _build_project(
    project: Project,
    files: Files,
    options: LlmOptions,
    read_elsewhere: Shards,
    chosen: dict[str, Any],
) -> list[str]:
    """Bring a project up to date and return what to print."""
    from timeline.cli.project import build as build_project
    from timeline.cli.project import check_llm_options
    from timeline.project.incremental import check_options, data_beside

    jobs = chosen.pop("jobs")
    check_options({"date": chosen.pop("published"), **chosen})
    check_llm_options(options)
    read_elsewhere.check_for_project()
    page = files.page or project.page
    outputs = _present([page, data_beside(page), files.jsonl, options.record])
    inputs = _present([project.settings, project.corrections, options.replay])
    check_outputs(outputs, inputs=inputs)
    return build_project(
        project,
        page,
        today=today(),
        jobs=jobs,
        jsonl=files.jsonl,
        layout=files.layout,
        story=files.story,
        options=options,
        shards=read_elsewhere.folder,
    )


def _build_from_paths(
    paths: tuple[Path, ...],
    files: Files,
    options: LlmOptions,
    read_elsewhere: Shards,
    chosen: dict[str, Any],
) -> list[str]:
    """Build from articles and tables, write the files and return what to print."""
    from timeline.notebook.timeline import Timeline

    page = files.page or DEFAULT_PAGE
    check_outputs(
        [page], inputs=paths
    )  # first: only the path of a file has a name to change
    data_path = page.with_name(f"{page.stem}.timeline.json")
    folder = page.with_name(f"{page.stem}.timeline")
    outputs = _present([page, data_path, folder, files.jsonl, options.record])
    inputs = _present([*paths, files.story, options.replay])
    check_outputs(outputs, inputs=inputs)
    published, jobs = chosen.pop("published"), chosen.pop("jobs")
    opened = opened_reader(read_elsewhere.settings(paths, chosen), options)
    try:
        data = read_elsewhere.data(
            paths, page, published=published, settings=opened.settings
        ) or build_data(
            paths,
            published=published,
            jobs=jobs,
            settings=opened.settings,
            model=opened.reader,
        )
    finally:
        opened.close()
    timeline = Timeline(data)
    size = timeline.write_page(page, layout=files.layout, story=files.story)
    data_path = _write_data(data, data_path, folder)
    if files.jsonl is not None:
        timeline.export(files.jsonl, format="jsonl")
    written = {
        "page": f"{page} ({megabytes(size)})",
        "data": data_path,
        "detail": _detail(len(timeline.incidents)),
        "jsonl": files.jsonl,
    }
    model_lines = reader_lines(opened.reader, opened.settings)
    return model_lines + summary(data) + labelled(written)


def _write_data(data: TimelineData, file: Path, folder: Path) -> Path:
    """Write the data as one file, or those of a large timeline as a folder; return which."""
    from timeline.exporters import json, parts

    if len(data.incidents) < parts.FOLDER_FROM:
        json.write(data, file)
        return file
    parts.write(data, folder)
    return folder


def _detail(incidents: int) -> str | None:
    """Return a note if there are more incidents than the page shows in detail."""
    from timeline.views.thinning import MOST

    if incidents <= MOST:
        return None
    return (
        f"The page counts all incidents and shows the {MOST:,} most salient in detail. "
        "Narrow the build with --about, --from and --to to see others."
    )


def _present(paths: Sequence[Path | None]) -> list[Path]:
    return [path for path in paths if path is not None]
