"""The difference between two timelines: which incidents were added, removed or changed."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.project.values import field_words


def _cited(incident: Incident) -> str | None:
    return _listed(incident.attribution)


def _publishers(incident: Incident) -> str | None:
    return _listed(incident.publishers)


def _documents(incident: Incident) -> str | None:
    return _listed(sorted({passage.document for passage in incident.reports}))


def _relations(incident: Incident) -> str | None:
    return _listed(
        [f"{link.kind.value} {link.incident}" for link in incident.relations]
    )


def _corrections(incident: Incident) -> str | None:
    notes = [
        f"{note.field} by {note.author}, {note.day}" for note in incident.corrections
    ]
    return _listed(notes)


# Columns of corrections, in the order of the table.
FIELDS_COMPARED = (
    "type",
    "status",
    "date",
    "initiator",
    "target",
    "party",
    "place",
    "casualties",
)
# What is compared, in words, beside the fields that corrections have. Salience and confidence
# follow from the rest and are left out.
_BESIDE_FIELDS: dict[str, Callable[[Incident], str | None]] = {
    "disputed": lambda incident: "yes" if incident.disputed else "no",
    "attribution": _cited,
    "publishers": _publishers,
    "documents": _documents,
    "relations": _relations,
    "corrections": _corrections,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that is not what it was, in words; None where it is empty."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An incident that is in both timelines, with the fields that differ."""

    incident: Incident
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between two timelines, each list in the order of its timeline.

    Attributes:
        came: Incidents that only the new one has.
        went: Incidents that only the old one has.
        changed: Incidents that differ in a field.
    """

    came: tuple[Incident, ...]
    went: tuple[Incident, ...]
    changed: tuple[Changed, ...]

    @property
    def is_empty(self) -> bool:
        """Whether all incidents are the same."""
        return not (self.came or self.went or self.changed)

    @property
    def in_short(self) -> str:
        """The counts in words."""
        came = len(self.came)
        went = len(self.went)
        changed = len(self.changed)
        return f"{came:,} added, {went:,} removed, {changed:,} changed"


def _listed(names: Sequence[str]) -> str | None:
    return "; ".join(names) or None


def difference(old: TimelineData, new: TimelineData) -> Difference:
    """Compare the incidents of two timelines by their ids."""
    before = {incident.id: incident for incident in old.incidents}
    after = {incident.id for incident in new.incidents}
    changed = []
    for incident in new.incidents:
        former = before.get(incident.id)
        if former is None or former == incident:
            continue
        fields = tuple(_changed_fields(former, incident))
        if fields:
            changed.append(Changed(incident=incident, fields=fields))
    return Difference(
        came=tuple(incident for incident in new.incidents if incident.id not in before),
        went=tuple(incident for incident in old.incidents if incident.id not in after),
        changed=tuple(changed),
    )


def _in_words(incident: Incident) -> Iterator[tuple[str, str | None]]:
    """Yield all that is compared, by name."""
    yield "headline", incident.headline
    for name in FIELDS_COMPARED:
        yield name, field_words(incident, name)
    for name, words_of in _BESIDE_FIELDS.items():
        yield name, words_of(incident)


def _changed_fields(old: Incident, new: Incident) -> Iterator[FieldChange]:
    for (name, was), (_, now) in zip(_in_words(old), _in_words(new), strict=True):
        if was != now:
            yield FieldChange(field=name, old=was, new=now)


def rows(difference: Difference) -> Iterator[tuple[str, ...]]:
    """Yield the cells of a table: what happened, id, what it is, field, old, new."""
    for sign, incidents in (("added", difference.came), ("removed", difference.went)):
        for incident in incidents:
            yield (sign, incident.id, incident.headline, "", "", "")
    for changed in difference.changed:
        head = ("changed", changed.incident.id, changed.incident.headline)
        for field in changed.fields:
            yield (*head, field.field, field.old or "–", field.new or "–")
            head = ("", "", "")


def as_json(difference: Difference) -> str:
    """Return the difference as JSON.

    `came` and `went` hold {id, headline}, `changed` {id, headline, fields {field, old, new}}.
    """
    content = {
        "came": [_head(incident) for incident in difference.came],
        "went": [_head(incident) for incident in difference.went],
        "changed": [
            {
                **_head(changed.incident),
                "fields": [asdict(field) for field in changed.fields],
            }
            for changed in difference.changed
        ],
    }
    # What steers a terminal stays an escape.
    return json.dumps(content, ensure_ascii=True, indent=1)


def _head(incident: Incident) -> dict[str, str]:
    return {"id": incident.id, "headline": incident.headline}
