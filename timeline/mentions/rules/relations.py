"""Grammatical relations, by the names that the verb frames of lexicon/data/frames call them."""

from collections.abc import Callable, Collection, Iterator, Mapping

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
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.sentence_bounds import sentence_end
from timeline.mentions.rules.speech_acts import clause_of, reporting_above
from timeline.mentions.rules.tree import (
    NOUN_SUBJECT,
    children_by,
    conjuncts,
    has_child,
    is_verb,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.voice import is_passive

AGAINST = word_list("relations.against")
# Participles after which stands what something is fired at.
AIMED = word_list("relations.aimed")
# Things that are used in force; by themselves they are no incident.
WEAPONS = word_list("relations.weapons")
# Participles behind which stands who used a weapon.
USING = word_list("relations.using")
# Verbs of flight whose object is what is left, not those displaced.
LEAVING = frozenset({"flee", "leave", "escape"})

Relation = Callable[[Trigger, Words], list[Token]]


def after(trigger: Trigger, lemmas: Collection[str]) -> list[Token]:
    """Return the objects of prepositions on the trigger's words ("fired at", "opened fire on")."""
    words = frozenset(lemmas)
    heads: list[Token] = []
    for token in trigger.tokens:
        heads += objects_after(token, words)
    return heads


def objects_after(token: Token, lemmas: frozenset[str] | set[str]) -> list[Token]:
    """Return the objects of some prepositions attached to a word, in order."""
    heads: list[Token] = []
    for preposition in prepositions(token, lemmas):
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
    shared: list[Token] = []
    for child in children_by(verb, "conj"):
        if is_verb(child):
            shared += direct_objects(child)
    return shared


def direct_object(trigger: Trigger, words: Words) -> list[Token]:
    """Return the direct object, whatever the voice."""
    return direct_objects(trigger.token)


def aimed_at(trigger: Trigger, words: Words) -> list[Token]:
    """Return what is aimed at: "fired rounds aimed at a post"."""
    heads: list[Token] = []
    for token in (*trigger.tokens, *direct_objects(trigger.token)):
        for clause in children_by(token, "acl"):
            if lemma_of(clause) in AIMED:
                heads += objects_after(clause, AGAINST)
    return heads


def user_of_weapon(trigger: Trigger, words: Words) -> list[Token]:
    """Return who used the weapon that is the subject: "a mine planted by rebels killed two"."""
    users: list[Token] = []
    for weapon in surface_subject(trigger.token, words):
        if lemma_of(weapon) in WEAPONS:
            users += _users_of(weapon)
    return users


def _users_of(weapon: Token) -> Iterator[Token]:
    """Yield those who fired, planted or threw a weapon."""
    for clause in children_by(weapon, "acl"):
        if lemma_of(clause) not in USING:
            continue
        for by in children_by(clause, "agent"):
            yield from objects_of(by)


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
    if trigger.group.casualty is None or verb.lemma_ in LEAVING:
        return []
    if is_passive(verb):
        return []
    displaced = patients(verb, words)
    return [noun for noun in displaced if noun not in trigger.tokens]


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
    by = after(trigger, {"by"})
    return [noun for noun in by if noun.n_lefts or noun.tag_ == "NNS"]


def whom_it_asks(trigger: Trigger, words: Words) -> list[Token]:
    """Return who is asked: the owner of a quoted demand, else the patient."""
    return _quoted_owner(trigger.token) or patient(trigger, words)


def _quoted_owner(verb: Token) -> list[Token]:
    """Return the one asked in "demands Russia 'rein in' its ally".

    The quotation mark is parsed as Russia's.
    """
    first = verb.i + 1
    end = min(first + 3, sentence_end(verb))
    following = verb.doc[first:end]
    return list(filter(_is_quoted_owner, following))


def _is_quoted_owner(word: Token) -> bool:
    """Return whether a name seems to own what is quoted behind it; "the states'" does."""
    if word.dep_ != "poss" or word.pos_ != "PROPN":
        return False
    if word.text.endswith("s"):
        return False
    return any(map(_is_quotation_mark, word.children))


def _is_quotation_mark(token: Token) -> bool:
    return token.dep_ == "case" and token.text in {"'", '"'}


def subject_of_complement(trigger: Trigger, words: Words) -> list[Token]:
    """Return who is to do what is asked: "demanded that Syria withdraw"."""
    heads: list[Token] = []
    for clause in children_by(trigger.token, "ccomp", "xcomp"):
        for noun in children_by(clause, *NOUN_SUBJECT):
            heads += conjuncts(noun)
    return heads


def for_whom_to(trigger: Trigger, words: Words) -> list[Token]:
    """Return who is to do what is called for: "called for Russia to stop"."""
    heads: list[Token] = []
    for preposition in prepositions(trigger.token, {"for"}):
        if has_child(preposition, "pcomp"):
            heads += objects_of(preposition)
    return heads


def object_of_complement(trigger: Trigger, words: Words) -> list[Token]:
    """Return the object of an infinitive: "threatened to drive back the army"."""
    heads: list[Token] = []
    for clause in children_by(trigger.token, "xcomp"):
        heads += direct_objects(clause)
    return heads


def reporting_agent(trigger: Trigger, words: Words) -> list[Token]:
    """Return who says that something must be: "X said that Y must leave"."""
    above = reporting_above(trigger.token, words)
    return [] if above is None else agents(above, words)


def willing_subject(trigger: Trigger, words: Words) -> list[Token]:
    """Return whose will it is: "Y is willing to talk"."""
    verb = next(clause_of(trigger))
    return surface_subject(verb, words)


def willed_object(trigger: Trigger, words: Words) -> list[Token]:
    """Return the objects of what somebody wills, but for their own: "lay down their arms"."""
    heads: list[Token] = []
    for verb in clause_of(trigger):
        for noun in direct_objects(verb):
            if not _has_own(noun):
                heads.append(noun)
    return heads


def _has_own(noun: Token) -> bool:
    """Return whether a noun is somebody's own: "their arms"."""
    return any(child.tag_ == "PRP$" for child in noun.children)


def willed_after_own(trigger: Trigger, words: Words) -> list[Token]:
    """Return the nouns after the group's own prepositions on what somebody wills."""
    lemmas = frozenset(trigger.group.target_prepositions)
    heads: list[Token] = []
    for verb in clause_of(trigger):
        heads += objects_after(verb, lemmas)
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
    "user of the weapon": user_of_weapon,
    "whom it asks": whom_it_asks,
    "whom they resist": resisted,
    "willed after own": willed_after_own,
    "willed object": willed_object,
    "willing subject": willing_subject,
}
"""The relations of the frames by name; "after" is `after`, with the prepositions of the row."""
