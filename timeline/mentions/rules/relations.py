"""Grammatical relations, by the names that the verb frames of lexicon/data/frames call them."""

from collections.abc import Callable, Collection, Mapping

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import (
    agents,
    direct_objects,
    objects_of,
    patients,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.speech_acts import clause_of, reporting_above
from timeline.mentions.rules.tree import conjuncts, is_verb
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.mentions.rules.voice import is_passive

AGAINST = word_list("relations.against")
# Participles after which stands what something is fired at.
AIMED = word_list("relations.aimed")
# Verbs of flight whose object is what is left, not those displaced.
LEAVING = frozenset({"flee", "leave", "escape"})

Relation = Callable[[Trigger, Words], list[Token]]


def after(trigger: Trigger, lemmas: Collection[str]) -> list[Token]:
    """Return the objects of prepositions on the trigger's words ("fired at", "opened fire on")."""
    heads = []
    for token in trigger.tokens:
        for preposition in prepositions(token, frozenset(lemmas)):
            heads += objects_of(preposition)
    return heads


def subject(trigger: Trigger, words: Words) -> list[Token]:
    """Return the grammatical subject."""
    return surface_subject(trigger.token, words)


def agent(trigger: Trigger, words: Words) -> list[Token]:
    """Return those who do it: the subject, or in the passive those after "by"."""
    return agents(trigger.token, words)


def own_patient(trigger: Trigger, words: Words) -> list[Token]:
    """Return those to whom it is done: the object, or in the passive the subject."""
    return patients(trigger.token, words)


def patient(trigger: Trigger, words: Words) -> list[Token]:
    """Return those to whom it is done, also by an object that coordinated verbs share.

    "encircled and entered the town".
    """
    verb = trigger.token
    if is_passive(verb):
        return patients(verb, words)
    own = direct_objects(verb)
    if own:
        return own
    shared = []
    for child in verb.children:
        if child.dep_ == "conj" and is_verb(child):
            shared += direct_objects(child)
    return shared


def direct_object(trigger: Trigger, words: Words) -> list[Token]:
    """Return the direct object, whatever the voice."""
    return direct_objects(trigger.token)


def aimed_at(trigger: Trigger, words: Words) -> list[Token]:
    """Return what is aimed at: "fired rounds aimed at a post"."""
    heads = []
    for token in (*trigger.tokens, *direct_objects(trigger.token)):
        for child in token.children:
            if child.dep_ == "acl" and lemma_of(child) in AIMED:
                for preposition in prepositions(child, AGAINST):
                    heads += objects_of(preposition)
    return heads


def blamed_for_object(trigger: Trigger, words: Words) -> list[Token]:
    """Return who is blamed behind a deed: "blamed the raid on the militia"."""
    if lemma_of(trigger.token) not in BLAMING:
        return []
    blamed: list[Token] = []
    for deed in direct_objects(trigger.token):
        phrases = list(prepositions(deed, ON))
        for preposition in phrases[-1:]:
            blamed += objects_of(preposition)
    return blamed


# Verbs whose object is a deed, or blame for it, and behind "on" whoever did it.
BLAMING = frozenset({"blame", "lay", "pin", "place", "put"})
ON = frozenset({"on", "upon"})


def resisted(trigger: Trigger, words: Words) -> list[Token]:
    """Return those who are resisted: "put up resistance to the army"."""
    if not trigger.lemma.endswith("resistance"):
        return []
    return after(trigger, {"to", "from"})


def displaced_object(trigger: Trigger, words: Words) -> list[Token]:
    """Return those whom somebody displaces: "displaced 300 families"."""
    verb = trigger.token
    if is_passive(verb) or trigger.group.casualty is None or verb.lemma_ in LEAVING:
        return []
    return [noun for noun in patients(verb, words) if noun not in trigger.tokens]


def displacing_subject(trigger: Trigger, words: Words) -> list[Token]:
    """Return who displaces somebody."""
    return subject(trigger, words) if displaced_object(trigger, words) else []


def fleeing_subject(trigger: Trigger, words: Words) -> list[Token]:
    """Return who flees: "families fled", "families were displaced"."""
    return [] if displaced_object(trigger, words) else subject(trigger, words)


def displacer_after_by(trigger: Trigger, words: Words) -> list[Token]:
    """Return by whom those who flee are displaced; not "by canoe"."""
    if displaced_object(trigger, words):
        return []
    return [
        noun
        for noun in after(trigger, {"by"})
        if list(noun.lefts) or noun.tag_ == "NNS"
    ]


def whom_it_asks(trigger: Trigger, words: Words) -> list[Token]:
    """Return who is asked: the owner of a quoted demand, else the patient."""
    return _quoted_owner(trigger.token) or patient(trigger, words)


def _quoted_owner(verb: Token) -> list[Token]:
    """Return the one asked in "demands Russia 'rein in' its ally".

    The quotation mark is parsed as Russia's.
    """
    following = verb.doc[verb.i + 1 : min(verb.i + 4, verb.sent.end)]
    owners = []
    for word in following:
        is_owner = (
            word.dep_ == "poss" and word.pos_ == "PROPN" and not word.text.endswith("s")
        )
        if is_owner and any(_is_quotation_mark(child) for child in word.children):
            owners.append(word)
    return owners


def _is_quotation_mark(token: Token) -> bool:
    return token.dep_ == "case" and token.text in {"'", '"'}


def subject_of_complement(trigger: Trigger, words: Words) -> list[Token]:
    """Return who is to do what is asked: "demanded that Syria withdraw"."""
    heads = []
    for clause in trigger.token.children:
        if clause.dep_ in {"ccomp", "xcomp"}:
            for child in clause.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    heads += conjuncts(child)
    return heads


def for_whom_to(trigger: Trigger, words: Words) -> list[Token]:
    """Return who is to do what is called for: "called for Russia to stop"."""
    heads = []
    for preposition in prepositions(trigger.token, {"for"}):
        if any(child.dep_ == "pcomp" for child in preposition.children):
            heads += objects_of(preposition)
    return heads


def object_of_complement(trigger: Trigger, words: Words) -> list[Token]:
    """Return the object of an infinitive: "threatened to drive back the army"."""
    heads = []
    for clause in trigger.token.children:
        if clause.dep_ == "xcomp":
            heads += direct_objects(clause)
    return heads


def reporting_agent(trigger: Trigger, words: Words) -> list[Token]:
    """Return who says that something must be: "X said that Y must leave"."""
    above = reporting_above(trigger.token, words)
    return [] if above is None else agents(above, words)


def willing_subject(trigger: Trigger, words: Words) -> list[Token]:
    """Return whose will it is: "Y is willing to talk"."""
    return surface_subject(next(clause_of(trigger)), words)


def willed_object(trigger: Trigger, words: Words) -> list[Token]:
    """Return the objects of what somebody wills, but for their own: "lay down their arms"."""
    heads = []
    for verb in clause_of(trigger):
        for noun in direct_objects(verb):
            if not any(child.tag_ == "PRP$" for child in noun.children):
                heads.append(noun)
    return heads


def willed_after_own(trigger: Trigger, words: Words) -> list[Token]:
    """Return the nouns after the group's own prepositions on what somebody wills."""
    lemmas = set(trigger.group.target_prepositions)
    heads = []
    for verb in clause_of(trigger):
        for preposition in prepositions(verb, lemmas):
            heads += objects_of(preposition)
    return heads


RELATIONS: Mapping[str, Relation] = {
    "agent": agent,
    "aimed at": aimed_at,
    "blamed for object": blamed_for_object,
    "direct object": direct_object,
    "displaced object": displaced_object,
    "displacer after by": displacer_after_by,
    "displacing subject": displacing_subject,
    "fleeing subject": fleeing_subject,
    "for whom to": for_whom_to,
    "object of complement": object_of_complement,
    "own patient": own_patient,
    "patient": patient,
    "reporting agent": reporting_agent,
    "subject": subject,
    "subject of complement": subject_of_complement,
    "whom it asks": whom_it_asks,
    "whom they resist": resisted,
    "willed after own": willed_after_own,
    "willed object": willed_object,
    "willing subject": willing_subject,
}
"""The relations of the frames by name; "after" is `after`, with the prepositions of the row."""
