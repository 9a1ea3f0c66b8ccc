"""Reconcile the places of the reports of one incident."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from timeline.comparison import merged_places
from timeline.incidents.reconcile_actors import SHOWN, sound_reports
from timeline.model.incidents import Report
from timeline.model.places import Place, PlacePrecision

FINENESS = {precision: rank for rank, precision in enumerate(PlacePrecision)}


def reconciled_places(reports: Sequence[Report]) -> tuple[Place, ...]:
    """Return the places of the reports, the most specific first.

    Without those that few reports name, none of them sound, where more name others of their grain.
    """
    places = merged_places(place for report in reports for place in report.places)
    counts = _count_places(reports)
    vouched = _count_places(sound_reports(reports))
    most = _most_by_precision(places, counts)
    borne_out = [
        place
        for place in places
        if place.id in vouched or counts[place.id] > most[place.precision] * SHOWN
    ]
    return tuple(sorted(borne_out, key=lambda place: FINENESS[place.precision]))


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
