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
    reconciled_actors,
    with_known_actors,
)
from timeline.incidents.salience import confidence, salience
from timeline.incidents.summary import summary
from timeline.model.actors import ActorRole
from timeline.model.datasets import Dataset
from timeline.model.incidents import Casualty, Incident, KilledRange, Report
from timeline.model.types import IncidentType


class Singles:
    """Makes incidents of single rows; what many rows share is computed once."""

    def __init__(
        self, types: Mapping[str, IncidentType], datasets: Mapping[str, Dataset]
    ) -> None:
        """Take the incident types, for headlines, and the datasets by id, for trust."""
        self._types, self._datasets = types, datasets
        self._actors: dict[tuple[ActorRole, ...], tuple[ActorRole, ...]] = {}
        self._figures: dict[
            tuple[tuple[Casualty, ...], tuple[ActorRole, ...]], tuple[Casualty, ...]
        ] = {}
        self._killed: dict[object, tuple[KilledRange | None, str]] = {}
        self._publishers: dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]] = {}

    def incident(self, row: Report) -> Incident:
        """Make the incident of one row."""
        if len(row.passages) > 1 or len(row.places) > 1:
            whole = incident_of([row], self._types)
            return self.trusted(replace(whole, salience=salience(whole)), row)
        actors = self._actors.get(row.actors)
        if actors is None:
            actors = self._actors[row.actors] = reconciled_actors([row])
        figures = self._figured(row.casualties, actors)
        [passage] = row.passages
        if figures != row.casualties:
            passage = replace(passage, casualties=figures)
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
            reports=(passage,) if passage is not row.passages[0] else row.passages,
        )
        return self.trusted(
            replace(
                incident, salience=salience(incident), confidence=confidence(incident)
            ),
            row,
        )

    def trusted(self, incident: Incident, row: Report) -> Incident:
        """Hold the confidence at what the dataset is trusted with.

        A program's coding is no more sure for being complete.
        """
        dataset = self._datasets.get(row.dataset or "")
        if dataset is None or incident.confidence <= dataset.trust:
            return incident
        return replace(incident, confidence=dataset.trust)

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
            killed_and_words = self._killed[key] = (
                killed,
                killed_words([row], row.status, killed),
            )
        return killed_and_words

    def _outlets(self, row: Report) -> tuple[str, ...]:
        key = (row.publisher, row.outlets)
        outlets = self._publishers.get(key)
        if outlets is None:
            outlets = self._publishers[key] = tuple(
                sorted({name for name in (row.publisher, *row.outlets) if name})
            )
        return outlets
