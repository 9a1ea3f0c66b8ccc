"""Tell what happened at the time from what somebody says, asks or does: "after clashes"."""

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.model.types import PartOfSpeech

# Prepositions before what had happened, or was going on, when something was done or said.
CIRCUMSTANCES = word_list("circumstances.before")
# Links between an act of speech and the circumstance that it names.
SPEAKING = frozenset({"dobj", "pobj", "prep", "dative"})
# Acts of speech that are done in words alone: who ignores something says nothing.
VOICED = frozenset({"ACCUSE", "REQUEST", "THREATEN"})


def is_circumstance(below: Token) -> bool:
    """Return whether a preposition stands before what happened at the time."""
    return below.dep_ == "prep" and below.lower_ in CIRCUMSTANCES


def is_at(below: Token) -> bool:
    """Return whether "at" names where something was done: "offered help at a meeting"."""
    if below.dep_ != "prep":
        return False
    if below.lower_ != "at":
        return False
    verb = below.head
    return is_verb(verb) and lemma_of(verb) != "aim"


def is_added_clause(verb: Token) -> bool:
    """Return whether a participle behind a comma adds something that was done as well."""
    if verb.tag_ != "VBG":
        return False
    if verb.dep_ != "advcl":
        return False
    first = verb.left_edge
    if first.i == 0:
        return False
    return first.nbor(-1).text == ","


def is_speech_of_its_own(trigger: Trigger) -> bool:
    """Return whether a participle adds an act of speech to that of its sentence.

    "denied any role, accusing the army of the bombing".
    """
    return trigger.group.type in VOICED and is_added_clause(trigger.token)


def is_set_beside(below: Token, trigger: Trigger) -> bool:
    """Return whether a noun of action is the circumstance of an act of speech.

    "called for calm after clashes in Kano", "asked for help at talks in Doha".
    """
    words = trigger.group
    if words.pos is not PartOfSpeech.NOUN:
        return False
    if trigger.token.head != below:
        return False
    is_at_talks = words.type == "CONSULT" and is_at(below)
    if is_at_talks or is_circumstance(below):
        return _is_of_finished(below.head)
    return False


def _is_of_finished(word: Token) -> bool:
    """Return whether the verb above a word tells of what was done, not of what is to be."""
    while word.dep_ in SPEAKING:
        word = word.head
    if not is_verb(word):
        return False
    if word.tag_ == "VB":
        return False
    return all(child.tag_ != "MD" for child in word.children)
