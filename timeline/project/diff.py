"""Which incidents came, went and changed between two timelines?"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.project.values import field_words


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
    def nothing(self) -> bool:
        """Whether all incidents are the same."""
        return not (self.came or self.went or self.changed)

    @property
    def in_short(self) -> str:
        """Count them in words."""
        return f"{len(self.came):,} came, {len(self.went):,} went, {len(self.changed):,} changed"


def _listed(names: Sequence[str]) -> str | None:
    return "; ".join(names) or None


# What is compared, in words. Salience and confidence follow from the rest and are left out.
COMPARED: dict[str, Callable[[Incident], str | None]] = {
    "headline": lambda one: one.headline,
    **{
        name: lambda one, name=name: field_words(one, name)  # type: ignore[misc]
        for name in (
            "type",
            "status",
            "date",
            "initiator",
            "target",
            "party",
            "place",
            "casualties",
        )
    },
    "disputed": lambda one: "yes" if one.disputed else "no",
    "attribution": lambda one: _listed(one.attribution),
    "publishers": lambda one: _listed(one.publishers),
    "documents": lambda one: _listed(sorted({passage.document for passage in one.reports})),
    "relations": lambda one: _listed(
        [f"{link.kind.value} {link.incident}" for link in one.relations]
    ),
    "corrections": lambda one: _listed(
        [f"{note.field} by {note.author}, {note.day}" for note in one.corrections]
    ),
}


def difference(old: TimelineData, new: TimelineData) -> Difference:
    """Compare the incidents of two timelines by their ids."""
    before = {one.id: one for one in old.incidents}
    after = {one.id for one in new.incidents}
    changed = (
        Changed(incident=one, fields=tuple(_fields(before[one.id], one)))
        for one in new.incidents
        if one.id in before and one != before[one.id]
    )
    return Difference(
        came=tuple(one for one in new.incidents if one.id not in before),
        went=tuple(one for one in old.incidents if one.id not in after),
        changed=tuple(one for one in changed if one.fields),
    )


def _fields(old: Incident, new: Incident) -> Iterator[FieldChange]:
    for name, said in COMPARED.items():
        was, now = said(old), said(new)
        if was != now:
            yield FieldChange(field=name, old=was, new=now)


def rows(found: Difference) -> Iterator[tuple[str, ...]]:
    """Go through the cells of a table: what happened, id, what it is, field, old, new."""
    for sign, incidents in (("came", found.came), ("went", found.went)):
        for one in incidents:
            yield (sign, one.id, one.headline, "", "", "")
    for changed in found.changed:
        for number, field in enumerate(changed.fields):
            head = (
                ("", "", "")
                if number
                else ("changed", changed.incident.id, changed.incident.headline)
            )
            yield (*head, field.field, field.old or "–", field.new or "–")


def as_json(found: Difference) -> str:
    """Give the difference as JSON: `came` and `went` {id, headline}, `changed` {id, headline, fields {field, old, new}}."""
    return json.dumps(
        {
            "came": [{"id": one.id, "headline": one.headline} for one in found.came],
            "went": [{"id": one.id, "headline": one.headline} for one in found.went],
            "changed": [
                {
                    "id": one.incident.id,
                    "headline": one.incident.headline,
                    "fields": [
                        {"field": each.field, "old": each.old, "new": each.new}
                        for each in one.fields
                    ],
                }
                for one in found.changed
            ],
        },
        ensure_ascii=True,  # what steers a terminal stays an escape
        indent=1,
    )
