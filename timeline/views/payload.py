"""Encode what the page needs to know, once and in the least space."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.model.correction_fields import COLUMNS, CORRECTION_FIELDS
from timeline.model.datasets import Dataset
from timeline.model.incidents import Correction
from timeline.model.places import Place
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED, Status
from timeline.views import labels
from timeline.views.encode import (
    BASES,
    CASUALTY_KINDS,
    DISPUTES,
    PRECISIONS,
    ROLES,
    SLOTS,
    STATUSES,
    Encoder,
    day_number,
)
from timeline.views.escape import clean
from timeline.views.outlines import outlines_near
from timeline.views.reader import reader_words
from timeline.views.records import (
    CorrectionFieldRow,
    CorrectionRow,
    DatasetRow,
    ModeRow,
    Payload,
    StatusRow,
    TypeRow,
    Words,
)
from timeline.views.sequence_tables import sequences_row
from timeline.views.story import Story, story_row
from timeline.views.thinning import Whole, whole_row

PAGE_SCHEMA = "conflict-timeline-page/3"
LAYOUTS = ("auto", "case", "archive", "embed")
SMALL = (
    80  # incidents up to which a timeline is a page to read, not an archive to search
)


def payload(
    timeline: TimelineData,
    *,
    wording: labels.Wording = labels.PLAIN,
    story: Story | None = None,
    whole: Whole | None = None,
    layout: str = "auto",
) -> Payload:
    """Encode a timeline for the page: columns, each string once, days since 1970-01-01.

    Args:
        timeline: The timeline.
        wording: Plain words for types, modes and countries, where they differ from ours.
        story: Steps through the timeline.
        whole: Counts of the whole timeline, where this is a part of it.
        layout: "case", "archive", "embed", or "auto" to choose by the number of incidents.

    Returns:
        Plain data for `escape.island`. Texts of documents are not in it, only the sentences that
        passages stand in.
    """
    encoder = Encoder(timeline)
    actors, places = encoder.actor_rows(), encoder.place_rows()
    types, modes = encoder.types.values(), encoder.modes.values()
    codes = [*(row["country"] for row in actors), *(row["country"] for row in places)]
    datasets = timeline.datasets
    return {
        "schema": PAGE_SCHEMA,
        "version": timeline.version,
        "title": clean(timeline.title),
        "layout": chosen_layout(layout, len(timeline.incidents)),
        "words": _words(),
        "types": [_type_row(type_id, wording.types) for type_id in types],
        "modes": [_mode_row(mode, types, wording.modes) for mode in modes],
        "countries": _countries(codes, wording.countries),
        "sides": encoder.sides,
        "actors": actors,
        "places": places,
        "documents": [
            encoder.document_row(key) for key in encoder.document_numbers.values()
        ],
        "datasets": [_dataset_row(dataset) for dataset in datasets],
        "publishers": [clean(name) for name in encoder.publishers.values()],
        "speakers": [clean(name) for name in encoder.speakers.values()],
        "signs": encoder.signs.values(),
        "dates": encoder.date_columns(),
        "figures": encoder.figure_columns(),
        "sentences": encoder.sentences.values(),
        "incidents": encoder.incidents.data(),  # type: ignore[typeddict-item]
        "passages": encoder.passages.data(),  # type: ignore[typeddict-item]
        "corrections": corrections_of(timeline),
        "outlines": outlines_near(_points(encoder.used_places())),
        "story": None if story is None else story_row(story),  # type: ignore[typeddict-item]
        "whole": whole_row(whole),
        "problems": _count_unread(timeline),
        "reader": reader_words(timeline),
        "sequences": sequences_row(timeline, part=whole is not None),
    }


def _count_unread(timeline: TimelineData) -> int:
    """Count the files that were left out, or of which a part was."""
    return len({problem.where for problem in timeline.problems if problem.skipped})


def _dataset_row(dataset: Dataset) -> DatasetRow:
    return {
        "id": dataset.id,
        "name": dataset.name,
        "columns": list(dataset.columns),
        "licence": clean(dataset.licence),
        "citation": clean(dataset.citation),
        "restricted": clean(dataset.restricted),
    }


def chosen_layout(layout: str, incidents: int) -> str:
    """Return the layout that is asked for, or the one that suits the number of incidents."""
    if layout != "auto":
        return layout
    return "case" if incidents <= SMALL else "archive"


def corrections_of(timeline: TimelineData) -> list[CorrectionRow]:
    """Return what people changed, with the number of the incident."""
    return [
        _correction(number, correction)
        for number, incident in enumerate(timeline.incidents)
        for correction in incident.corrections
    ]


def _correction(number: int, correction: Correction) -> CorrectionRow:
    return {
        "incident": number,
        "field": clean(correction.field),
        "was": None if correction.was is None else clean(correction.was),
        "now": None if correction.now is None else clean(correction.now),
        "author": clean(correction.author),
        "day": day_number(correction.day),
        "reason": clean(correction.reason),
    }


def _points(places: Iterable[Place]) -> list[tuple[float, float]]:
    return [
        (place.lat, place.lon)
        for place in places
        if place.lat is not None and place.lon is not None
    ]


def _countries(codes: Iterable[str | None], names: Mapping[str, str]) -> dict[str, str]:
    used = sorted({code for code in codes if code is not None})
    return {code: clean(names.get(code, code)) for code in used}


def _type_row(type_id: str, names: Mapping[str, str]) -> TypeRow:
    plain = labels.TYPE_LABELS.get(type_id, labels.plain(type_id))
    return {
        "id": type_id,
        "label": clean(names.get(type_id, plain)),
        "family": labels.lane_family(type_id),
    }


def _mode_row(
    mode: tuple[str, str], types: list[str], names: Mapping[str, Mapping[str, str]]
) -> ModeRow:
    type_id, mode_id = mode
    label = names.get(type_id, {}).get(mode_id, labels.plain(mode_id))
    return {"id": mode_id, "label": clean(label), "type": types.index(type_id)}


def _status_row(status: Status) -> StatusRow:
    return {
        "id": status.value,
        "label": labels.STATUS_LABELS[status],
        "sentence": labels.STATUS_SENTENCES[status],
        "happened": status in HAPPENED,
    }


def _correction_fields() -> Iterator[CorrectionFieldRow]:
    for name, field in CORRECTION_FIELDS.items():
        yield {"id": name, "label": field.label, "hint": field.hint}


def _words() -> Words:
    return {
        "statuses": [_status_row(status) for status in STATUSES],
        "precisions": [
            {
                "id": precision.value,
                "label": labels.PRECISION_LABELS[precision],
                "fine": precision in labels.FINE_GRAINS,
            }
            for precision in PRECISIONS
        ],
        "bases": [
            {"id": basis.value, "label": labels.BASIS_LABELS[basis]} for basis in BASES
        ],
        "slots": [
            {"id": slot.value, "label": labels.SLOT_LABELS[slot]} for slot in SLOTS
        ],
        "casualties": [kind.value for kind in CASUALTY_KINDS],
        "roles": list(ROLES),
        "corrections": list(_correction_fields()),
        "correction_columns": list(COLUMNS),
        "disputes": [
            {"id": name, "label": labels.DISPUTE_LABELS[name]} for name in DISPUTES
        ],
        "kinds": labels.ACTOR_KIND_LABELS,
        "grains": labels.PLACE_PRECISION_LABELS,
        "relations": labels.RELATION_LABELS,
    }
