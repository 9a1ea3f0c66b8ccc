"""`timeline init`: make a project."""

from pathlib import Path

import click

from timeline.cli.output import print_lines
from timeline.cli.parameters import PATH


@click.command()
@click.argument("folder", type=PATH)
def init(folder: Path) -> None:
    r"""Make a project: a folder that keeps a timeline for years.

    It gets timeline.toml (title, model, your own actors and places), articles/, corrections.csv and
    a hidden cache. Put articles into it and run `timeline build FOLDER` as often as you like: only
    what changed is read again.

    \b
    Example:
      timeline init war/
    """
    from timeline.cli.project import init as init_project

    print_lines(init_project(folder))
