"""The words of the page for types, modes and countries."""

from timeline.lexicon.countries import countries
from timeline.lexicon.incident_types import incident_types
from timeline.views.labels import Wording


def wording() -> Wording:
    """Return the words that the lexicon has."""
    types = incident_types()
    return Wording(
        types={name: kind.label for name, kind in types.items()},
        modes={name: kind.modes for name, kind in types.items()},
        countries={country.id: country.name for country in countries()},
    )
