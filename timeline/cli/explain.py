"""`timeline explain`: show every field of an incident with the words and the rule it was read from."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from timeline.cli.inputs import open_timeline
from timeline.cli.output import print_lines
from timeline.cli.parameters import PATH
from timeline.cli.text import explanation
from timeline.errors import UnknownNameError
from timeline.model.incidents import Incident

# Ids that an ambiguous beginning could mean, listed up to this many.
MOST_LISTED = 5
HINT = "`timeline show` lists the ids."


@click.command()
@click.argument("path", type=PATH)
@click.argument("incident")
def explain(path: Path, incident: str) -> None:
    r"""Show every field of an incident with the words and the rule it was read from.

    PATH is a timeline.json, a project folder, or anything that build reads; INCIDENT an id, or its beginning.

    \b
    Example:
      timeline explain idlib.timeline.json i3f2a901c44
    """
    incidents = open_timeline(path).incidents
    print_lines(explanation(incident_of(incidents, incident)))


def incident_of(incidents: Sequence[Incident], text: str) -> Incident:
    """Return the incident whose id is, or alone begins with, this text; raise UnknownNameError if none does."""
    exact = [incident for incident in incidents if incident.id == text]
    matches = exact or [incident for incident in incidents if incident.id.startswith(text)]
    if len(matches) == 1:
        return matches[0]
    ids = [incident.id for incident in matches or incidents]
    problem, hint = _ambiguous(ids) if matches else _unknown(text, ids)
    raise UnknownNameError(f"incident {text!r}", problem, hint)


def _ambiguous(ids: Sequence[str]) -> tuple[str, str]:
    listed = ", ".join(ids[:MOST_LISTED])
    end = ", …" if len(ids) > MOST_LISTED else "."
    return f"{len(ids):,} incidents begin with this: {listed}{end}", HINT


def _unknown(text: str, ids: Sequence[str]) -> tuple[str, str]:
    near = get_close_matches(text, ids, n=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return "no incident has this id.", guess + HINT
