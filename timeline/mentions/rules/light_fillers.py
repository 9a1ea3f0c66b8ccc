"""Fillers that a noun of action has from the verbs around it: "carried out a raid"."""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import RELATIVE, agents, surface_subject
from timeline.mentions.rules.filler import ON_WHOM, Filler, each
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.light_verbs import ACTS, supporting_verb, whole_of
from timeline.mentions.rules.meetings import present_at
from timeline.mentions.rules.named_sources import BLAMED
from timeline.mentions.rules.relations import AGAINST, objects_after
from timeline.mentions.rules.tree import child_by, children_by, is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.voice import is_passive
from timeline.model.mentions import Slot

# Words between somebody and a deed: "claimed responsibility for", "was behind".
BEFORE_DEEDS = frozenset({"behind", "responsible", "for"})
# Relations of clauses to a noun.
CLAUSES_ON_NOUNS = ("acl", "relcl")
# Verbs of taking responsibility.
CLAIMING = frozenset({"claim", "accept", "admit", "take"})


def of_support(trigger: Trigger, words: Words) -> Iterator[Filler]:
    """Yield the role fillers from the light verb that governs a noun.

    As in "carried out a raid", "came under shelling".
    """
    noun = trigger.token
    side = _side_of(trigger)
    verb = supporting_verb(noun, words)
    if verb is not None:
        yield from _of_light_verb(trigger, verb, side, words)
    else:
        yield from present_at(trigger, words)
    yield from _of_clauses(noun, side, words)
    if _is_claimable(noun):
        yield from _responsible(noun, side, words)


def _is_claimable(noun: Token) -> bool:
    """Return whether a noun follows a word that may say whose deed it is: "behind the raid"."""
    if noun.dep_ != "pobj":
        return False
    return noun.head.lower_ in BEFORE_DEEDS


def _side_of(trigger: Trigger) -> Slot:
    """Return the role of who does what a noun names: both sides talk or fight."""
    if trigger.group.frame == "parties":
        return Slot.PARTY
    return Slot.INITIATOR


def _is_no_part(verb: Token, words: Words) -> bool:
    """Return whether somebody is said to have had no part: "not charged with taking part"."""
    if lemma_of(verb) not in {"take", "participate"}:
        return False
    for above in verb.ancestors:
        if child_by(above, "neg") is not None:
            return True
        if lemma_of(above) in words["reporting.denial"]:
            return True
    return child_by(verb, "neg") is not None


def _of_light_verb(
    trigger: Trigger, verb: Token, side: Slot, words: Words
) -> Iterator[Filler]:
    """Yield the fillers that a light verb gives its noun."""
    link = trigger.token.dep_
    if lemma_of(verb) in words["light.passive"] and link != "nsubj":
        subjects = surface_subject(verb, words)
        yield from each(Slot.TARGET, subjects, "subject undergoes")
    elif _is_carried(link, verb) and not _is_no_part(verb, words):
        by_whom = agents(verb, words)
        yield from each(side, by_whom, "subject of light verb")
    elif link == "nsubjpass":
        by_whom = agents(verb, words)
        yield from each(side, by_whom, "passive agent of light verb")
    yield from _after_verb(trigger, verb)


def _is_carried(link: str, verb: Token) -> bool:
    """Return whether a noun is what the subject of a light verb does: "made a raid".

    `link`: the relation of the noun in the parse.
    """
    if link in {"dobj", "conj"}:
        return True
    return link in {"pobj", "pcomp"} and not is_passive(verb)


def _after_verb(trigger: Trigger, verb: Token) -> Iterator[Filler]:
    """Yield the targets and parties after the prepositions of a light verb."""
    group = trigger.group
    lemmas = AGAINST.union(group.target_prepositions)
    targets = objects_after(verb, lemmas)
    yield from each(Slot.TARGET, targets, ON_WHOM)
    if group.frame != "parties":
        parties = objects_after(verb, {"between"})
        yield from each(Slot.PARTY, parties, "between")
    else:
        # "talks are underway with the rebels"
        for word in (verb, *children_by(verb, "acomp")):
            parties = objects_after(word, {"with", "between"})
            yield from each(Slot.PARTY, parties, "with")


# Participles that say who rules a place, and not who did a deed there.
HOLDING = word_list("light_fillers.holding")


def _of_clauses(noun: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Yield the fillers in clauses on the noun.

    "an offensive that the army has pressed", "attacks launched by jets".
    """
    for clause in _clauses_on(noun):
        if clause.dep_ == "relcl" and _has_light_object(clause, words):
            subjects = surface_subject(clause, words)
            yield from each(side, subjects, "subject of the relative clause")
        else:
            yield from _of_participle(clause, side, words)


def _clauses_on(noun: Token) -> Iterator[Token]:
    """Yield the clauses on a noun, and on the acts that it is counted by: "acts of violence"."""
    yield from children_by(noun, *CLAUSES_ON_NOUNS)
    acts = whole_of(noun)
    if acts is not None and lemma_of(acts) in ACTS:
        yield from children_by(acts, *CLAUSES_ON_NOUNS)


def _has_light_object(clause: Token, words: Words) -> bool:
    """Return whether a light verb has a relative pronoun for its object: "that it has pressed"."""
    if lemma_of(clause) not in words["light.active"]:
        return False
    objects = children_by(clause, "dobj")
    return any(word.lower_ in RELATIVE for word in objects)


def _of_participle(clause: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Yield the fillers of "attacks launched by jets", "strikes attributed to Israel"."""
    lemma = lemma_of(clause)
    if lemma in BLAMED:
        blamed = objects_after(clause, {"to", "on"})
        yield from each(side, blamed, "attributed to")
        return
    if lemma in HOLDING or not is_passive(clause):
        return
    by_whom = agents(clause, words)
    yield from each(side, by_whom, "participle's agent")
    targets = objects_after(clause, AGAINST)
    yield from each(Slot.TARGET, targets, "participle's target")


def _responsible(noun: Token, side: Slot, words: Words) -> Iterator[Filler]:
    """Read "X claimed responsibility for the attack" and "X was behind the attack"."""
    holder = noun.head.head
    if _is_claimed(holder):
        claimants = agents(holder.head, words)
        yield from each(side, claimants, "claims responsibility")
    elif _is_predicate(holder):
        subjects = surface_subject(holder.head, words)
        yield from each(side, subjects, "is responsible")
    elif _is_being_behind(noun):
        subjects = surface_subject(holder, words)
        yield from each(side, subjects, "is behind")


def _is_predicate(word: Token) -> bool:
    """Return whether somebody is said to be responsible."""
    return lemma_of(word) == "responsible" and is_verb(word.head)


def _is_claimed(word: Token) -> bool:
    """Return whether somebody takes responsibility: "claimed responsibility for"."""
    if lemma_of(word) != "responsibility":
        return False
    verb = word.head
    return lemma_of(verb) in CLAIMING and is_verb(verb)


def _is_being_behind(noun: Token) -> bool:
    """Return whether somebody is said to be behind a deed: "was behind the attack"."""
    if noun.head.lower_ != "behind":
        return False
    verb = noun.head.head
    return lemma_of(verb) == "be" and is_verb(verb)
