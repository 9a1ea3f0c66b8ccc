"""The part of a large timeline that the page shows, with counts of the rest."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest

from timeline.model.datasets import RestOfRows
from timeline.model.incidents import Incident
from timeline.model.text import Document
from timeline.model.timeline import TimelineData
from timeline.model.when import DateInterval
from timeline.views.records import Week, WholeRow
from timeline.views.sides import NOBODY, colour_of, colours_by_actor

# Incidents that a page shows in detail: what a browser opens in two seconds
# (tests/benchmarks/page.py), and more than anybody reads.
MOST = 50_000
WEEK = 7
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A large timeline, counted.

    Attributes:
        incidents: How many there are in all.
        weeks: Counts by Monday, colour of who acted, and whether they are weaker readings.
        coarse: Incidents dated more coarsely than to a week.
        undated: Incidents without a date.
    """

    incidents: int
    weeks: tuple[Week, ...]
    coarse: int
    undated: int


def thinned(
    timeline: TimelineData, *, most: int = MOST
) -> tuple[TimelineData, Whole | None]:
    """Return the part of a timeline that a page shows in detail, and all of it counted by week.

    The most salient incidents are shown; of those alike the earlier. Documents, actors and places
    are those they name. The counts are None when the timeline is shown whole.
    """
    rest = [dataset.rest for dataset in timeline.datasets if dataset.rest is not None]
    if len(timeline.incidents) <= most:
        whole = with_rest(counted(timeline), rest) if rest else None
        return _in_memory(timeline), whole
    most_salient = _most_salient(timeline.incidents, most)
    part = part_of(timeline, most_salient)
    whole = with_rest(counted(timeline), rest)
    return part, whole


def _in_memory(timeline: TimelineData) -> TimelineData:
    """Return a timeline whose incidents and documents are no longer in files.

    Where there are more documents than a page can list, they are those that incidents cite.
    """
    incidents = tuple(timeline.incidents)
    documents = _documents_of(timeline, _cited(incidents))
    return replace(timeline, incidents=incidents, documents=documents)


def _cited(incidents: Iterable[Incident]) -> set[str]:
    """Return the ids of the documents that incidents cite."""
    return {passage.document for incident in incidents for passage in incident.reports}


def _most_salient(incidents: Sequence[Incident], most: int) -> tuple[Incident, ...]:
    """Return the most salient incidents in their order; of those alike the earlier."""
    positions = nlargest(
        most,
        range(len(incidents)),
        key=lambda position: (incidents[position].salience, -position),
    )
    return tuple(incidents[position] for position in sorted(positions))


def part_of(timeline: TimelineData, shown: tuple[Incident, ...]) -> TimelineData:
    """Return a timeline of these incidents alone, with the rows, actors and places they name.

    It has all articles, as long as a page can list them; else those that tell of the incidents.
    """
    actors: set[str] = set()
    places: set[str] = set()
    for incident in shown:
        actors.update(actor.id for actor in incident.actors)
        places.update(place.id for place in incident.places)
    return replace(
        timeline,
        incidents=shown,
        documents=_documents_of(timeline, _cited(shown)),
        actors=tuple(actor for actor in timeline.actors if actor.id in actors),
        places=tuple(place for place in timeline.places if place.id in places),
    )


def _documents_of(timeline: TimelineData, cited: set[str]) -> tuple[Document, ...]:
    """Return the documents that are cited, and all articles where a page can list them."""
    lists_all = len(timeline.documents) <= MOST
    shown = []
    for document in timeline.documents:
        if document.id in cited or (lists_all and _is_article(document)):
            shown.append(document)
    return tuple(shown)


def _is_article(document: Document) -> bool:
    return document.dataset is None


def with_rest(whole: Whole, rest: Sequence[RestOfRows]) -> Whole:
    """Return the counts with those of rows that never became incidents; of these nobody acted."""
    weeks = _counts_of(whole.weeks)
    incidents = whole.incidents
    coarse = whole.coarse
    for rows in rest:
        incidents += rows.rows
        coarse += rows.coarse
        for monday, count in rows.weeks:
            weeks[monday, NOBODY, False] += count
    return Whole(
        incidents=incidents, weeks=_weeks(weeks), coarse=coarse, undated=whole.undated
    )


def _counts_of(weeks: Iterable[Week]) -> Counter[tuple[int, str, bool]]:
    """Return the counts of weeks as `_weeks` takes them."""
    counts: Counter[tuple[int, str, bool]] = Counter()
    for week in weeks:
        key = (week["monday"], week["colour"], week["weak"])
        counts[key] = week["count"]
    return counts


def counted(timeline: TimelineData) -> Whole:
    """Count incidents by week and colour; one of several days counts in the week of its middle."""
    colours = colours_by_actor(timeline)
    weeks: Counter[tuple[int, str, bool]] = Counter()
    coarse = undated = 0
    for incident in timeline.incidents:
        when = incident.date
        if when is None:
            undated += 1
        elif when.days > WEEK:
            coarse += 1
        else:
            colour = colour_of(incident, colours)
            is_weak = not incident.prominent
            weeks[_middle_week(when), colour, is_weak] += 1
    return Whole(
        incidents=len(timeline.incidents),
        weeks=_weeks(weeks),
        coarse=coarse,
        undated=undated,
    )


def _middle_week(when: DateInterval) -> int:
    """Return the Monday of the week of the middle day, in days since 1970."""
    first = when.start.toordinal()
    last = when.end.toordinal()
    return _monday((first + last) // 2)


def whole_row(whole: Whole | None) -> WholeRow | None:
    """Encode the counts for the page."""
    if whole is None:
        return None
    return {
        "incidents": whole.incidents,
        "weeks": list(whole.weeks),
        "coarse": whole.coarse,
        "undated": whole.undated,
    }


def _monday(ordinal: int) -> int:
    """Return the Monday of a day's week in days since 1970; day 1 of the calendar was a Monday."""
    return ordinal - (ordinal - 1) % WEEK - EPOCH


def _weeks(counts: Counter[tuple[int, str, bool]]) -> tuple[Week, ...]:
    rows: list[Week] = []
    for key in sorted(counts):
        monday, colour, is_weak = key
        week: Week = {
            "monday": monday,
            "colour": colour,
            "weak": is_weak,
            "count": counts[key],
        }
        rows.append(week)
    return tuple(rows)
