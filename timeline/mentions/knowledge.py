"""Load what the rules know: incident types, actors, places and words, with a user's own entries before them."""

from dataclasses import replace
from functools import cache

from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.custom import with_custom_actors, with_custom_places
from timeline.lexicon.gazetteer import gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.lexicon.words import words
from timeline.mentions import Knowledge, index
from timeline.model.custom import CustomActor, CustomPlace


@cache
def knowledge() -> Knowledge:
    """Load what the rules know, once a process."""
    types = incident_types()
    return Knowledge(
        types=types,
        triggers=index(types.values()),
        actors=actor_lexicon(),
        gazetteer=gazetteer(),
        words=words(),
    )


@cache
def custom_knowledge(actors: tuple[CustomActor, ...], places: tuple[CustomPlace, ...]) -> Knowledge:
    """Put a user's own actors and places before what the rules know, once a process.

    Raises:
        LexiconError: They name a country, parent or side that is not known, or contradict each other.
    """
    shipped = knowledge()
    return replace(
        shipped,
        actors=with_custom_actors(shipped.actors, actors),
        gazetteer=with_custom_places(shipped.gazetteer, places),
    )
