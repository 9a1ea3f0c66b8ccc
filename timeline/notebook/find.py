"""Find an incident by its id, or the beginning of it."""

from collections.abc import Sequence
from difflib import get_close_matches

from timeline.errors import UnknownNameError
from timeline.exporters.parts import PartRecords
from timeline.model.incidents import Incident

# Ids that an ambiguous beginning could mean, listed up to this many.
MOST_LISTED = 5
HINT = "`timeline show --all` lists the ids."


def incident_of(incidents: Sequence[Incident], text: str) -> Incident:
    """Return the incident whose id is, or alone begins with, this text.

    Raises:
        UnknownNameError: No id, or more than one, begins with it.
    """
    ids = _ids_of(incidents)
    if text in ids:
        return incidents[ids.index(text)]
    matches = [name for name in ids if name.startswith(text)]
    if len(matches) == 1:
        return incidents[ids.index(matches[0])]
    if matches:
        raise _ambiguous(text, matches)
    raise _unknown(text, ids)


def _ids_of(incidents: Sequence[Incident]) -> list[str]:
    """Return the ids of incidents; of those in a folder nothing else is read."""
    if isinstance(incidents, PartRecords):
        return list(incidents.ids())
    return [incident.id for incident in incidents]


def _ambiguous(text: str, ids: Sequence[str]) -> UnknownNameError:
    listed = ", ".join(ids[:MOST_LISTED])
    if len(ids) > MOST_LISTED:
        listed += ", …"
    problem = f"{len(ids):,} incidents begin with this: {listed}."
    return UnknownNameError(f"incident {text!r}", problem, HINT)


def _unknown(text: str, ids: Sequence[str]) -> UnknownNameError:
    near = get_close_matches(text, ids, n=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return UnknownNameError(
        f"incident {text!r}", "no incident has this id.", guess + HINT
    )
