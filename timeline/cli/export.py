"""`timeline export`: write a timeline for other programs."""

from pathlib import Path

import click

from timeline.cli.checks import check_outputs
from timeline.cli.inputs import open_timeline
from timeline.cli.parameters import PATH
from timeline.errors import UsageError


@click.command()
@click.argument("path", type=PATH)
@click.option(
    "--format",
    "name",
    help="The format, if the extension of the file does not say it; a wrong name lists all.",
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
    formats.export(open_timeline(path), output, name=chosen)


def _export_tables(path: Path, output: Path, name: str | None) -> None:
    from timeline.exporters.tables import write

    if name not in {None, "csv"}:
        problem = f"linked tables are CSV, not {name}."
        raise UsageError("--tables", problem, "Leave out --format or --tables.")
    write(open_timeline(path), output)
