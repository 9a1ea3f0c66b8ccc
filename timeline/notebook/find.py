"""Find an incident by its id, or the beginning of it."""

from collections.abc import Sequence
from difflib import get_close_matches

from timeline.errors import UnknownNameError
from timeline.model.incidents import Incident

# Ids that an ambiguous beginning could mean, listed up to this many.
MOST_LISTED = 5
HINT = "`timeline show` lists the ids."


def incident_of(incidents: Sequence[Incident], text: str) -> Incident:
    """Return the incident whose id is, or alone begins with, this text.

    Raises:
        UnknownNameError: No id, or more than one, begins with it.
    """
    by_id = {incident.id: incident for incident in incidents}
    if text in by_id:
        return by_id[text]
    matches = [id for id in by_id if id.startswith(text)]
    if len(matches) == 1:
        return by_id[matches[0]]
    if matches:
        raise _ambiguous(text, matches)
    raise _unknown(text, list(by_id))


def _ambiguous(text: str, ids: Sequence[str]) -> UnknownNameError:
    listed = ", ".join(ids[:MOST_LISTED])
    if len(ids) > MOST_LISTED:
        listed += ", …"
    problem = f"{len(ids):,} incidents begin with this: {listed}."
    return UnknownNameError(f"incident {text!r}", problem, HINT)


def _unknown(text: str, ids: Sequence[str]) -> UnknownNameError:
    near = get_close_matches(text, ids, n=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return UnknownNameError(f"incident {text!r}", "no incident has this id.", guess + HINT)
