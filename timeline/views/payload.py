"""What does the page need to know, once and in the least space?"""

from collections.abc import Iterable, Mapping
from typing import Any

from timeline.model.incidents import Correction
from timeline.model.places import Place
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED
from timeline.views import labels
from timeline.views.encode import (
    BASES,
    CASUALTY_KINDS,
    PRECISIONS,
    ROLES,
    SLOTS,
    STATUSES,
    Encoder,
    Row,
    day_number,
)
from timeline.views.escape import clean
from timeline.views.outlines import outlines_near
from timeline.views.sequence_tables import sequences_row
from timeline.views.story import Story, story_row
from timeline.views.thinning import Whole, whole_row

PAGE_SCHEMA = "conflict-timeline-page/2"


def payload(
    timeline: TimelineData,
    *,
    wording: labels.Wording = labels.PLAIN,
    story: Story | None = None,
    whole: Whole | None = None,
) -> dict[str, Any]:
    """Encode a timeline for the page: columns, each string once, days as whole days since 1970-01-01.

    Args:
        timeline: The timeline.
        wording: Plain words for types, modes and countries, where they differ from ours.
        story: Steps through the timeline.
        whole: Counts of the whole timeline, where this is a part of it.

    Returns:
        Plain data for `clean.island`. Document texts are not in it, only the sentences that passages stand in.
    """
    encoder = Encoder(timeline)
    names = dict(labels.TYPE_LABELS) | dict(wording.types)
    actors, places = encoder.actor_rows(), encoder.place_rows()
    return {
        "schema": PAGE_SCHEMA,
        "version": timeline.version,
        "title": clean(timeline.title),
        "words": _words(),
        "families": [
            [family.id, family.label] for family in (*labels.FAMILIES, labels.OTHER_FAMILY)
        ],
        "types": [_type_row(type_id, names) for type_id in encoder.types.values()],
        "modes": [
            _mode_row(mode, encoder.types.values(), wording.modes)
            for mode in encoder.modes.values()
        ],
        "countries": _countries(
            [*(row[3] for row in actors), *(row[5] for row in places)], wording.countries
        ),
        "actors": actors,
        "places": places,
        "documents": [encoder.document_row(key) for key in encoder.document_numbers.values()],
        "datasets": [[one.id, one.name, list(one.columns)] for one in timeline.datasets],
        "whole": whole_row(whole),
        "publishers": [clean(name) for name in encoder.publishers.values()],
        "speakers": [clean(name) for name in encoder.speakers.values()],
        "dates": [list(row) for row in encoder.dates.values()],
        "figures": [[*row[:-1], list(row[-1])] for row in encoder.figures.values()],
        "sentences": encoder.sentences.values(),
        "incidents": encoder.incidents.data(),
        "passages": encoder.passages.data(),
        "corrections": corrections_of(timeline),
        "outlines": outlines_near(_points(encoder.used_places())),
        "story": None if story is None else story_row(story),
        "problems": len(timeline.problems),
        "sequences": sequences_row(timeline, part=whole is not None),
    }


def corrections_of(timeline: TimelineData) -> dict[str, list[list[Any]]]:
    """List what people changed, by the number of the incident: field, was, now, author, day, reason."""
    return {
        str(number): [_correction(done) for done in incident.corrections]
        for number, incident in enumerate(timeline.incidents)
        if incident.corrections
    }


def _correction(done: Correction) -> list[Any]:
    was, now = (None if words is None else clean(words) for words in (done.was, done.now))
    return [
        clean(done.field),
        was,
        now,
        clean(done.author),
        day_number(done.day),
        clean(done.reason),
    ]


def _points(places: Iterable[Place]) -> list[tuple[float, float]]:
    return [
        (place.lat, place.lon)
        for place in places
        if place.lat is not None and place.lon is not None
    ]


def _countries(codes: Iterable[str | None], names: Mapping[str, str]) -> dict[str, str]:
    used = sorted({code for code in codes if code is not None})
    return {code: clean(names.get(code, code)) for code in used}


def _type_row(type_id: str, names: Mapping[str, str]) -> list[Any]:
    families = [family.id for family in (*labels.FAMILIES, labels.OTHER_FAMILY)]
    label = names.get(type_id, labels.plain(type_id))
    return [type_id, clean(label), families.index(labels.family_of(type_id).id)]


def _mode_row(mode: str, types: list[str], names: Mapping[str, Mapping[str, str]]) -> list[Any]:
    type_id, mode_id = mode.split("/", 1)
    return [
        mode_id,
        clean(names.get(type_id, {}).get(mode_id, labels.plain(mode_id))),
        types.index(type_id),
    ]


def _words() -> Row:
    return {
        "statuses": [
            [
                one.value,
                labels.STATUS_LABELS[one],
                labels.STATUS_SENTENCES[one],
                int(one in HAPPENED),
            ]
            for one in STATUSES
        ],
        "precisions": [
            [one.value, labels.PRECISION_LABELS[one], int(one in labels.FINE_GRAINS)]
            for one in PRECISIONS
        ],
        "bases": [[one.value, labels.BASIS_LABELS[one]] for one in BASES],
        "slots": [[one.value, labels.SLOT_LABELS[one]] for one in SLOTS],
        "casualties": [one.value for one in CASUALTY_KINDS],
        "roles": list(ROLES),
        "kinds": labels.ACTOR_KIND_LABELS,
        "grains": labels.PLACE_PRECISION_LABELS,
        "relations": labels.RELATION_LABELS,
    }
