"""`timeline export`: write a timeline for other programs."""

from pathlib import Path

import click

from timeline.cli.checks import check_outputs
from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines
from timeline.cli.parameters import PATH
from timeline.cli.text import terms_lines
from timeline.errors import UsageError
from timeline.model.timeline import TimelineData


@click.command()
@click.argument("path", type=PATH)
@click.option(
    "--format",
    "name",
    help="The format, if the file's extension does not say it. A wrong name lists all formats.",
)
@click.option(
    "--tables",
    is_flag=True,
    help="A folder of linked CSV tables: incidents, reports, actors, casualties, ...",
)
@click.option("-o", "--output", required=True, type=PATH, help="The file to write.")
def export(path: Path, name: str | None, tables: bool, output: Path) -> None:
    r"""Write a timeline for other programs.

    PATH is a timeline.json, a project folder, or anything that build reads.

    \b
    Examples:
      timeline export idlib.timeline.json --format jsonl -o incidents.jsonl
      timeline export idlib.timeline.json --format csv -o incidents.csv
      timeline export idlib.timeline.json --tables -o tables/
      timeline export war.timeline.json -o war.parquet
    """
    from timeline.exporters import formats

    if tables:
        _export_tables(path, output, name)
        return
    chosen = name or formats.format_of(output)
    formats.EXPORTERS.get(chosen)  # raises if there is no such format, before the work
    check_outputs([output], inputs=[path])
    timeline = open_timeline(path)
    formats.export(timeline, output, name=chosen)
    _print_terms(timeline)


def _export_tables(path: Path, output: Path, name: str | None) -> None:
    from timeline.exporters.tables import write
    from timeline.exporters.terms import write_terms

    if name not in {None, "csv"}:
        problem = f"linked tables are CSV, not {name}."
        raise UsageError("--tables", problem, "Leave out --format or --tables.")
    timeline = open_timeline(path)
    write(timeline, output)
    write_terms(timeline.datasets, output / "terms.txt")
    _print_terms(timeline)


def _print_terms(timeline: TimelineData) -> None:
    """Print licences and citations of the tables that a timeline was read from."""
    print_lines(terms_lines(timeline))
