"""Tell what a speech act is about from what happened: "called on X to stop the attacks"."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.circumstances import is_set_beside, is_speech_of_its_own
from timeline.mentions.rules.tree import NOUN_SUBJECT, has_child, is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import auxiliaries
from timeline.model.types import PartOfSpeech

# Types whose words act by being said; what stands inside them is their content, not a happening of
# its own.
SPEECH_ACTS = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "ACCUSE", "CONCEDE"})
# Links of the parse by which a word is the content of what governs it.
CONTENT = word_list("content.content")
# Frames of acts of speech that modal words make (`speech`): these words tell the status already.
MODAL_FRAMES = frozenset({"said", "intend"})
DENYING = word_list("content.denying")
# Relations and tags of a clause that tells of something that happened.
TELLING = frozenset({"ccomp", "advcl", "acl"})
PAST_OR_PRESENT = frozenset({"VBD", "VBZ"})
OF_AUXILIARIES = frozenset({"VBD", "VBP", "VBZ"})


def is_content(trigger: Trigger, others: Collection[Trigger]) -> bool:
    """Return whether a trigger is only what a speech act in its sentence is about.

    As in "called on X to stop the attacks".

    A finite past clause under a speech act is about something that happened and is an incident.
    """
    for below, over in _acts_above(trigger, others):
        if _is_apart(below, over):
            return False
        if _is_demanded_by(below, over):
            return _is_another_act(trigger, over)
    return False


def _acts_above(
    trigger: Trigger, others: Collection[Trigger]
) -> Iterator[tuple[Token, Trigger]]:
    """Yield the triggers whose content another can be, each after the word below it."""
    if is_speech_of_its_own(trigger):
        return
    by_token = {named.token.i: named for named in others if named is not trigger}
    below = trigger.token
    for ancestor in trigger.token.ancestors:
        if below.dep_ not in CONTENT:
            return
        if _is_assertion(below) or is_set_beside(below, trigger):
            return
        if ancestor.i in by_token:
            yield below, by_token[ancestor.i]
        below = ancestor


def _is_assertion(below: Token) -> bool:
    """Return whether a clause tells of something that happened, whatever stands above it."""
    if below.dep_ == "relcl":
        return True
    if below.dep_ not in TELLING or not is_verb(below):
        return False
    if below.tag_ in PAST_OR_PRESENT:
        return True
    tags = {auxiliary.tag_ for auxiliary in auxiliaries(below)}
    return not tags.isdisjoint(OF_AUXILIARIES)


def _is_apart(below: Token, over: Trigger) -> bool:
    """Return whether what is denied, or blamed on somebody, is apart from denial and blame."""
    if over.lemma in DENYING:
        return True
    return over.group.type == "ACCUSE" and below.dep_ == "nsubjpass"


def _is_demanded_by(below: Token, over: Trigger) -> bool:
    """Return whether a word is content of an act of speech, not only coordinated with it."""
    if over.group.type not in SPEECH_ACTS:
        return False
    if below.dep_ != "conj":
        return True
    if has_child(below, *NOUN_SUBJECT):
        return False
    return _is_obliged(below, over) or _is_further_demand(below, over)


def _is_obliged(below: Token, over: Trigger) -> bool:
    """Return whether a modal word covers a coordinated verb too.

    "must withdraw and stop the shelling".
    """
    return below.tag_ == "VB" and over.group.frame in MODAL_FRAMES


def _is_further_demand(below: Token, over: Trigger) -> bool:
    """Return whether a bare infinitive behind a demand is one more thing demanded.

    "called on them to stop, allow access".
    """
    if over.group.type != "REQUEST":
        return False
    if below.tag_ not in {"VB", "VBP"}:
        return False
    return any(_has_infinitive_before(word, below) for word in over.tokens)


def _has_infinitive_before(word: Token, below: Token) -> bool:
    """Return whether something below a word of a demand, before another word, is demanded."""
    for demanded in word.subtree:
        is_demand = demanded.dep_ == "xcomp"
        if is_demand and demanded.i < below.i:
            return True
    return False


def _is_another_act(trigger: Trigger, over: Trigger) -> bool:
    """Return whether a trigger is a verb, of another type, or without words of its own."""
    if trigger.group.pos is PartOfSpeech.VERB:
        return True
    if trigger.group.type != over.group.type:
        return True
    return not has_child(trigger.token, "poss", "prep")
