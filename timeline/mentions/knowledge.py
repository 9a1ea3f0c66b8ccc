"""Load what the rules know.

Incident types, actors, places and words, with a user's own entries before them.
"""

from dataclasses import replace
from functools import cache

from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.custom import with_custom_actors, with_custom_places
from timeline.lexicon.custom_triggers import with_custom_triggers
from timeline.lexicon.custom_types import with_custom_types
from timeline.lexicon.gazetteer import gazetteer
from timeline.lexicon.incident_types import incident_types
from timeline.lexicon.words import words
from timeline.mentions import Knowledge, index
from timeline.model.custom import CustomActor, CustomPlace, CustomTrigger, CustomType


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
def custom_knowledge(
    actors: tuple[CustomActor, ...],
    places: tuple[CustomPlace, ...],
    triggers: tuple[CustomTrigger, ...] = (),
    kinds: tuple[CustomType, ...] = (),
) -> Knowledge:
    """Put a user's own actors, places and words before what the rules know, once a process.

    Raises:
        LexiconError: They name a country, parent, side, type or mode that there is not, or
            contradict each other.
    """
    shipped = knowledge()
    types = with_custom_triggers(with_custom_types(shipped.types, kinds), triggers)
    return replace(
        shipped,
        types=types,
        triggers=index(types.values()) if triggers else shipped.triggers,
        actors=with_custom_actors(shipped.actors, actors),
        gazetteer=with_custom_places(shipped.gazetteer, places),
    )
