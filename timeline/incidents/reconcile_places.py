"""Reconcile the places of the reports of one incident."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline.comparison import merged_places
from timeline.incidents.reconcile_actors import SHOWN, sound_reports
from timeline.model.incidents import Report
from timeline.model.places import Place, PlacePrecision

FINENESS = {precision: rank for rank, precision in enumerate(PlacePrecision)}


def reconciled_places(reports: Sequence[Report]) -> tuple[Place, ...]:
    """Return the places of the reports, the most specific first.

    Without those that few reports name, none of them sound, where more name others of their grain.
    """
    places = merged_places(_all_places(reports))
    counts = _count_places(reports)
    vouched = _count_places(sound_reports(reports))
    named_enough = set(_named_enough(places, counts))
    borne_out = [
        place for place in places if place.id in vouched or place.id in named_enough
    ]
    return tuple(sorted(borne_out, key=_fineness))


def _all_places(reports: Iterable[Report]) -> Iterator[Place]:
    for report in reports:
        yield from report.places


def _named_enough(places: Sequence[Place], counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the ids of places that more than a few reports name, beside others of their grain."""
    most = _most_by_precision(places, counts)
    for place in places:
        if counts[place.id] > most[place.precision] * SHOWN:
            yield place.id


def _fineness(place: Place) -> int:
    return FINENESS[place.precision]


def _most_by_precision(
    places: Iterable[Place], counts: Mapping[str, int]
) -> Mapping[PlacePrecision, int]:
    """Return by grain how many reports name the place that most of them name."""
    most = dict.fromkeys(PlacePrecision, 0)
    for place in places:
        count = counts[place.id]
        most[place.precision] = max(most[place.precision], count)
    return most


def _count_places(reports: Iterable[Report]) -> Counter[str]:
    """Count the reports that name each place, by its id."""
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update({place.id for place in report.places})
    return counts
