"""Fields of an incident that people correct: their columns, labels and how a cell is written.

One list for corrections.csv, the review page and the offline page's suggestions.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionField:
    """A field that a correction may change.

    Attributes:
        label: What a person calls it.
        hint: How its cell is written.
    """

    label: str
    hint: str


# By column of corrections.csv, in the order in which a person reads them.
CORRECTION_FIELDS: Mapping[str, CorrectionField] = {
    "headline": CorrectionField(label="Headline", hint="a headline in your words"),
    "type": CorrectionField(
        label="What", hint="ASSAULT, or with its mode ASSAULT/shelling"
    ),
    "date": CorrectionField(
        label="When", hint="2020-02-03, 2020-02-03/2020-02-05, 2020-02 or 2020"
    ),
    "initiator": CorrectionField(label="Who", hint="ids or names, joined by ';'"),
    "target": CorrectionField(label="Whom", hint="ids or names, joined by ';'"),
    "party": CorrectionField(label="Parties", hint="ids or names, joined by ';'"),
    "place": CorrectionField(
        label="Where",
        hint="names, joined by ';'; with coordinates as Subek (12.5, 30.25)",
    ),
    "casualties": CorrectionField(
        label="How many", hint="killed 4; injured 9-12 soldiers; missing 3+"
    ),
    "attribution": CorrectionField(
        label="Who says", hint="names of those who say so, joined by ';'"
    ),
    "status": CorrectionField(
        label="Did it happen",
        hint="occurred, ongoing, planned, threatened, demanded, possible, denied or failed",
    ),
    "genericity": CorrectionField(label="One or many", hint="specific or generic"),
}
# All columns of corrections.csv, in their order, with what those hold that are no fields.
_ACTS = {
    "action": "what to do: see the table of actions",
    "id": "id of the incident, or of the actor",
    "value": "other ids (joined by ';'), or a new name",
}
_SOURCES = {
    "document": "id of the document that is cited",
    "quote": "its exact words",
    "author": "who makes the correction",
    "day": "the day on which it is made, as 2024-05-17",
    "reason": "why",
}
_IN_FILE = (
    *("type", "status", "date", "place", "casualties", "initiator", "target", "party"),
    *("attribution", "headline", "genericity"),
)
COLUMNS: Mapping[str, str] = {
    **_ACTS,
    **{name: CORRECTION_FIELDS[name].hint for name in _IN_FILE},
    **_SOURCES,
}
"""Columns of corrections.csv, with what each holds."""
FIELDS = _IN_FILE
