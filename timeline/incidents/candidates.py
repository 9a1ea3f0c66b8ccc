"""Which reports need comparing at all? Blocks of type, time and one shared word keep the cost nearly linear."""

from collections.abc import Iterator
from datetime import timedelta

from timeline.model.incidents import Report
from timeline.model.places import PlacePrecision
from timeline.model.when import Basis, DateInterval

# Width of a time block in days; a report stands in every block that its date, a little widened, overlaps.
BLOCK_DAYS = 8
# Beyond this many blocks a date is too vague to block on; such reports are compared by actors and places alone.
MOST_BLOCKS = 6
# Days by which the publication day may miss an incident that gives no date.
ASSUMED_SLACK = 2


def keys(report: Report) -> Iterator[tuple[str, int | None, str]]:
    """Go through the blocks of a report: (type, time block or None, actor, country or place)."""
    words = {actor.country or actor.id for actor in report.actors}
    words |= {place.id for place in report.places if place.precision is not PlacePrecision.COUNTRY}
    words |= {f"in {place.country}" for place in report.places if place.country}
    for block in sorted(time_blocks(report.date), key=lambda block: (block is not None, block)):
        for word in sorted(words):
            yield report.type, block, word


def time_blocks(interval: DateInterval | None) -> set[int | None]:
    """Give the numbers of the time blocks that a date overlaps; {None} when it is unknown or too wide."""
    if interval is None:
        return {None}
    slack = timedelta(days=ASSUMED_SLACK if interval.basis is Basis.ASSUMED else 0)
    first = (interval.start - slack).toordinal() // BLOCK_DAYS
    last = (interval.end + slack).toordinal() // BLOCK_DAYS
    return set(range(first, last + 1)) if last - first < MOST_BLOCKS else {None}
