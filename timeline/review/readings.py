"""Put what two readings of the same articles see differently before a person."""

from collections.abc import Mapping, Sequence

from timeline.evaluation.agreement import Agreement
from timeline.model.incidents import Incident
from timeline.project.values import field_words
from timeline.review.coders import EMPTY, IS_INCIDENT, Difference

HERE, THERE = "this reading", "the other"
# Columns of corrections.csv that hold the fields that `timeline compare` compares.
_COLUMNS: Mapping[str, str] = {"mode": "type", "places": "place"}


def reading_differences(result: Agreement) -> list[Difference]:
    """Return where another reading differs from a project's, by incident of the project.

    Args:
        result: Agreement of the project's incidents with those of the other reading.
    """
    differing: list[Difference] = []
    for here, there, names in result.differences:
        for column in dict.fromkeys(_COLUMNS.get(name, name) for name in names):
            values = {HERE: _words(here, column), THERE: _words(there, column)}
            differing.append(Difference(incident=here.id, field=column, values=values))
    differing += _alone(result.left_only)
    return differing


def _alone(incidents: Sequence[Incident]) -> list[Difference]:
    """Return the incidents that the other reading does not have."""
    values = {HERE: "yes", THERE: "no"}
    return [
        Difference(incident=incident.id, field=IS_INCIDENT, values=values)
        for incident in incidents
    ]


def _words(incident: Incident, column: str) -> str:
    return field_words(incident, column) or EMPTY
