"""A sheet of sampled pairs and of incidents without a partner, to be judged by hand."""

import random
from collections.abc import Iterator, Sequence
from typing import TypeVar

from timeline.audit.build import Audit
from timeline.audit.match import Pair
from timeline.audit.reasons import Unmatched
from timeline.exporters.dates import date_text
from timeline.incidents.casualties import killed_text
from timeline.model.incidents import Incident
from timeline.output.cells import Value

Row = dict[str, Value]
Drawn = TypeVar("Drawn")
COLUMNS = (
    "list",
    "right",
    "note",
    "score",
    "why",
    "ours",
    "ours_date",
    "ours_place",
    "ours_killed",
    "ours_headline",
    "ours_text",
    "theirs",
    "theirs_date",
    "theirs_place",
    "theirs_killed",
    "theirs_headline",
    "theirs_text",
)
"""Columns of the sheet. `right` and `note` are empty: whoever checks fills them in."""


def rows(audit: Audit, *, size: int, seed: int) -> Iterator[Row]:
    """Yield so many rows of each list: "both", "only ours", "only theirs".

    A row of the last two shows the nearest incident of the other timeline. The same seed draws the
    same rows.
    """
    rng = random.Random(seed)
    for pair in _drawn(audit.pairs, size, rng):
        yield _pair_row(pair)
    for lone in _drawn(audit.ours, size, rng):
        yield _row("only ours", lone, lone.incident, lone.nearest)
    for lone in _drawn(audit.theirs, size, rng):
        yield _row("only theirs", lone, lone.nearest, lone.incident)


def _drawn(values: Sequence[Drawn], size: int, rng: random.Random) -> list[Drawn]:
    """Return a sample in the order of the list."""
    positions = range(len(values))
    drawn = rng.sample(positions, min(size, len(values)))
    return [values[position] for position in sorted(drawn)]


def _pair_row(pair: Pair) -> Row:
    return {
        "list": "both",
        "score": round(pair.score, 2),
        "why": ", ".join(pair.points),
        **_cells("ours", pair.ours),
        **_cells("theirs", pair.theirs),
    }


def _row(
    name: str, unmatched: Unmatched, ours: Incident | None, theirs: Incident | None
) -> Row:
    return {
        "list": name,
        "why": _why(unmatched),
        **_cells("ours", ours),
        **_cells("theirs", theirs),
    }


def _why(unmatched: Unmatched) -> str:
    if not unmatched.detail:
        return unmatched.reason
    return f"{unmatched.reason}: {unmatched.detail}"


def _cells(side: str, incident: Incident | None) -> Row:
    if incident is None:
        return {}
    return {
        side: incident.id,
        f"{side}_date": date_text(incident.date) if incident.date else None,
        f"{side}_place": _places(incident),
        f"{side}_killed": killed_text(incident.killed),
        f"{side}_headline": incident.headline,
        f"{side}_text": _text(incident),
    }


def _places(incident: Incident) -> str:
    return "; ".join(place.name for place in incident.places)


def _text(incident: Incident) -> str | None:
    """Return the passage that reports an incident first."""
    if not incident.reports:
        return None
    return incident.reports[0].text
