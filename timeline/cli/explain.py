"""`timeline explain`: show the fields of an incident with the words they were read from."""

from pathlib import Path

import click

from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines
from timeline.cli.parameters import PATH
from timeline.cli.text import explanation
from timeline.notebook.find import incident_of


@click.command()
@click.argument("path", type=PATH)
@click.argument("incident")
def explain(path: Path, incident: str) -> None:
    r"""Show every field of an incident with the words and the rule it was read from.

    PATH is a timeline.json, a project folder, or anything that build reads; INCIDENT an id, or its
    beginning.

    \b
    Example:
      timeline explain idlib.timeline.json i3f2a901c44
    """
    incidents = open_timeline(path).incidents
    print_lines(explanation(incident_of(incidents, incident)))
