"""What does the page show of a timeline that is too large to be shown in detail, and what does it say of the rest?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest
from typing import Any

from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED
from timeline.views import labels

# Incidents that a page shows in detail: what a browser opens in two seconds (tests/benchmarks/page.py), and more than
# anybody reads.
MOST = 50_000
WEEK = 7
EPOCH = date(1970, 1, 1).toordinal()
# Family of what did not happen, which the overview draws as open bars.
OPEN = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A large timeline, counted.

    Attributes:
        incidents: How many there are in all.
        weeks: (days since 1970 of the Monday, number of the family or `OPEN`, count), in order.
        coarse: Incidents dated more coarsely than to a week.
        undated: Incidents without a date.
    """

    incidents: int
    weeks: tuple[tuple[int, int, int], ...]
    coarse: int
    undated: int


def thinned(timeline: TimelineData, *, most: int = MOST) -> tuple[TimelineData, Whole | None]:
    """Give the part of a timeline that a page shows in detail, and all of it counted by week; None when it is shown whole.

    The most salient incidents are shown; of those alike the earlier. Documents, actors and places are those they name.
    """
    if len(timeline.incidents) <= most:
        return timeline, None
    order = nlargest(
        most, range(len(timeline.incidents)), key=lambda at: (timeline.incidents[at].salience, -at)
    )
    kept = tuple(timeline.incidents[at] for at in sorted(order))
    cited = {passage.document for one in kept for passage in one.reports}
    actors = {actor.id for one in kept for actor in one.actors}
    places = {place.id for one in kept for place in one.places}
    part = replace(
        timeline,
        incidents=kept,
        documents=tuple(
            one for one in timeline.documents if one.dataset is None or one.id in cited
        ),
        actors=tuple(one for one in timeline.actors if one.id in actors),
        places=tuple(one for one in timeline.places if one.id in places),
    )
    return part, counted(timeline.incidents)


def counted(incidents: Sequence[Incident]) -> Whole:
    """Count incidents by week and family; one of several days counts in the week of its middle."""
    families = [family.id for family in (*labels.FAMILIES, labels.OTHER_FAMILY)]
    numbers: dict[str, int] = {}
    weeks: Counter[tuple[int, int]] = Counter()
    coarse = undated = 0
    for one in incidents:
        when = one.date
        if when is None:
            undated += 1
            continue
        if when.days > WEEK:
            coarse += 1
            continue
        if one.type not in numbers:
            numbers[one.type] = families.index(labels.family_of(one.type).id)
        middle = (when.start.toordinal() + when.end.toordinal()) // 2
        monday = middle - (middle - 1) % WEEK - EPOCH  # day 1 of the calendar was a Monday
        weeks[monday, numbers[one.type] if one.status in HAPPENED else OPEN] += 1
    rows = tuple((*key, weeks[key]) for key in sorted(weeks))
    return Whole(incidents=len(incidents), weeks=rows, coarse=coarse, undated=undated)


def whole_row(whole: Whole | None) -> dict[str, Any] | None:
    """Encode the counts for the page."""
    if whole is None:
        return None
    weeks = [value for row in whole.weeks for value in row]
    return {
        "incidents": whole.incidents,
        "weeks": weeks,
        "coarse": whole.coarse,
        "undated": whole.undated,
    }
