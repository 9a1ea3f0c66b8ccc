"""A whole timeline, as data."""

from dataclasses import dataclass, field

from timeline.model.actors import Actor
from timeline.model.datasets import Dataset
from timeline.model.incidents import Incident
from timeline.model.places import Place
from timeline.model.text import Document, Problem

SCHEMA = "conflict-timeline/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineData:
    """Everything that `timeline.json` holds; reading it back gives an equal record.

    Attributes:
        schema: Name and version of the form.
        version: Version of the program that wrote it.
        title: Title of the timeline.
        documents: All documents read, by id.
        actors: All actors that occur in an incident, by id.
        places: All places that occur in an incident, by id.
        incidents: By start date (undated last), then id.
        settings: The settings that shaped the result.
        corrections: Corrections applied, as plain rows.
        problems: What could not be read, and what was read with doubts.
        datasets: Tables of coded incidents that were read, by id.
    """

    schema: str = SCHEMA
    version: str
    title: str
    documents: tuple[Document, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    incidents: tuple[Incident, ...]
    settings: dict[str, str | int | float | bool | None] = field(default_factory=dict)
    corrections: tuple[dict[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    datasets: tuple[Dataset, ...] = ()
