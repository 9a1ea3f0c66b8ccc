"""Make an incident of a single row that nothing else reports.

The result is that of `reconcile`, in a tenth of the time.
"""

from collections.abc import Mapping
from dataclasses import replace

from timeline.incidents.reconcile import (
    incident_id,
    incident_of,
    killed_by,
    killed_words,
    publishers_of,
    with_known_actors,
)
from timeline.incidents.reconcile_actors import reconciled_actors
from timeline.incidents.salience import confidence, salience
from timeline.incidents.summary import summary
from timeline.model.actors import ActorRole
from timeline.model.datasets import Dataset
from timeline.model.incidents import Casualty, Incident, KilledRange, Passage, Report
from timeline.model.types import IncidentType, Status


class Singles:
    """Makes incidents of single rows; what many rows share is computed once."""

    _actors: dict[tuple[ActorRole, ...], tuple[ActorRole, ...]]
    _figures: dict[
        tuple[tuple[Casualty, ...], tuple[ActorRole, ...]], tuple[Casualty, ...]
    ]
    _killed: dict[tuple[tuple[Casualty, ...], Status], tuple[KilledRange | None, str]]
    _publishers: dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]]

    def __init__(
        self, types: Mapping[str, IncidentType], datasets: Mapping[str, Dataset]
    ) -> None:
        """Take the incident types, for headlines, and the datasets by id, for trust."""
        self._types = types
        self._datasets = datasets
        self._actors = {}
        self._figures = {}
        self._killed = {}
        self._publishers = {}

    def incident(self, row: Report) -> Incident:
        """Make the incident of one row."""
        if len(row.passages) > 1 or len(row.places) > 1:
            whole = incident_of([row], self._types)
            return self.trusted(replace(whole, salience=salience(whole)), row)
        actors = self._actors_of(row)
        figures = self._figured(row.casualties, actors)
        killed, killed_in_words = self._killed_by(row)
        line = summary(
            type=row.type,
            mode=row.mode,
            status=row.status,
            actors=actors,
            places=row.places,
            killed=killed_in_words,
            types=self._types,
        )
        incident = Incident(
            id=incident_id(row),
            headline=line,
            summary=line,
            killed=killed,
            genericity=row.genericity,
            type=row.type,
            mode=row.mode,
            status=row.status,
            disputed=False,
            date=row.date,
            actors=actors,
            places=row.places,
            casualties=figures,
            attribution=row.attribution,
            publishers=self._outlets(row),
            salience=0.0,
            confidence=0.0,
            reports=_with_figures(row, figures),
        )
        weighed = replace(
            incident, salience=salience(incident), confidence=confidence(incident)
        )
        return self.trusted(weighed, row)

    def trusted(self, incident: Incident, row: Report) -> Incident:
        """Hold the confidence at what the dataset is trusted with.

        A program's coding is no more sure for being complete.
        """
        dataset = self._datasets.get(row.dataset or "")
        if dataset is None:
            return incident
        if incident.confidence <= dataset.trust:
            return incident
        return replace(incident, confidence=dataset.trust)

    def _actors_of(self, row: Report) -> tuple[ActorRole, ...]:
        actors = self._actors.get(row.actors)
        if actors is None:
            actors = self._actors[row.actors] = reconciled_actors([row])
        return actors

    def _figured(
        self, casualties: tuple[Casualty, ...], actors: tuple[ActorRole, ...]
    ) -> tuple[Casualty, ...]:
        key = (casualties, actors)
        figures = self._figures.get(key)
        if figures is None:
            figures = self._figures[key] = with_known_actors(casualties, actors)
        return figures

    def _killed_by(self, row: Report) -> tuple[KilledRange | None, str]:
        key = (row.casualties, row.status)
        killed_and_words = self._killed.get(key)
        if killed_and_words is None:
            killed = killed_by([row], row.status)
            words = killed_words([row], row.status, killed)
            killed_and_words = self._killed[key] = killed, words
        return killed_and_words

    def _outlets(self, row: Report) -> tuple[str, ...]:
        key = (row.publisher, row.outlets)
        outlets = self._publishers.get(key)
        if outlets is None:
            outlets = self._publishers[key] = publishers_of([row])
        return outlets


def _with_figures(row: Report, figures: tuple[Casualty, ...]) -> tuple[Passage, ...]:
    """Return the passage of a row with its figures as the incident has them."""
    if figures == row.casualties:
        return row.passages
    [passage] = row.passages
    return (replace(passage, casualties=figures),)
