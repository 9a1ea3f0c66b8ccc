"""Who takes part in talks: those who speak or act at them."""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import prepositions, surface_subject
from timeline.mentions.rules.filler import Filler, each
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.model.mentions import Slot

# The rule by which those who speak or act at a meeting take part in it.
PRESENT = "speaks or acts there"
# Prepositions before a meeting at which, or after which, somebody speaks.
AT_MEETING = frozenset({"after", "at", "before", "during", "following", "in"})
# Verbs of what people say and do at meetings.
IN_COMPANY = word_list("meetings.in_company")
# Links between such a verb and the meeting.
LINKS = frozenset({"dobj", "pobj", "prep", "xcomp", "attr"})


def present_at(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield who speaks or acts at a meeting.

    "The king offered help at talks in Doha", but not "at talks between the two sides".
    """
    if trigger.group.type != "CONSULT":
        return
    verb = _verb_at(trigger.token)
    if verb is None:
        return
    subjects = surface_subject(verb, words)
    yield from each(Slot.PARTY, subjects, PRESENT)


def _verb_at(noun: Token) -> Token | None:
    """Return the verb of what is said or done at a meeting; None if there is none."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in AT_MEETING:
        return None
    if any(prepositions(noun, {"between", "of"})):
        return None
    verb = preposition.head
    while verb.dep_ in LINKS:
        verb = verb.head
    if not is_verb(verb):
        return None
    lemma = lemma_of(verb)
    is_in_talks = lemma == "be" and preposition.lower_ == "in"
    return verb if is_in_talks or lemma in IN_COMPANY else None
