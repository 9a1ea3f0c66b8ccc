"""The words of the page for types, modes and countries."""

import json

from timeline.lexicon.countries import countries
from timeline.lexicon.incident_types import incident_types
from timeline.model.timeline import TimelineData
from timeline.views.labels import Wording


def wording(timeline: TimelineData) -> Wording:
    """Return the words that the lexicon has, and those of the timeline's own types."""
    types = incident_types()
    labels = {name: kind.label for name, kind in types.items()}
    return Wording(
        types=labels | own_labels(timeline),
        modes={name: kind.modes for name, kind in types.items()},
        countries={country.id: country.name for country in countries()},
    )


def own_labels(timeline: TimelineData) -> dict[str, str]:
    """Return the labels of the user's own types, as the settings of a timeline.json hold them."""
    own = timeline.settings.get("own_types")
    entries = json.loads(own) if isinstance(own, str) else []
    return {entry["id"]: entry["label"] for entry in entries}
