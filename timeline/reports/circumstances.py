"""Find passages that tell what else happened at the time: "arrested during protests"."""

from timeline.lexicon.lists import word_list
from timeline.model.mentions import EventMention, Slot

# Prepositions before what had happened, or was going on, when something was done or said.
CIRCUMSTANCES = word_list("circumstances.before")
# Types of what people are at: "said at a meeting", "was seen at a rally".
GATHERINGS = frozenset({"CONSULT", "PROTEST"})
AT_GATHERINGS = CIRCUMSTANCES | {"at"}


def is_circumstance(mention: EventMention) -> bool:
    """Return whether a noun tells, with two of who, where and when, what else happened.

    "was arrested during protests in Suez", "called for calm after clashes with police".
    """
    if mention.definite:
        return False
    links = AT_GATHERINGS if mention.type in GATHERINGS else CIRCUMSTANCES
    for step in mention.climb[1:2]:
        if not links.isdisjoint(step.links):
            return _has_details(mention)
    return False


def _has_details(mention: EventMention) -> bool:
    """Return whether two of who, where and when are told."""
    is_dated = mention.when is not None
    places = {argument.slot is Slot.PLACE for argument in mention.arguments}
    return len(places) + is_dated > 1
