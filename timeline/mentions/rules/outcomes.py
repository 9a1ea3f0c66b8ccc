"""Find the verbs whose happening a verb of force or of casualties only completes.

"shelled the town, killing four", "died when a shell hit their car", "tried to seize the bridge".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.lexicon.actors import generic
from timeline.mentions.rules.dependencies import objects_of
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import (
    NOUN_SUBJECT,
    child_by,
    children_by,
    has_child,
    is_verb,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.voice import is_passive

# Types of which one sentence may tell twice in other words; speech acts are told apart by their
# verbs.
FORCE = frozenset({"ASSAULT", "DISPLACE"})
ACTOR_RELATIONS = ("dobj", "nsubjpass", "nsubj")
# Words before a clause that tells what led to an act: "set fire to cars after a student died".
EARLIER = frozenset({"after", "because", "since"})
# Words before a clause that says how people came to harm.
CAUSE = frozenset({"after", "when", "as"})
# Words before a clause of the same happening as the clause above; "" for a bare participle.
SAME_TIME = frozenset({"as", "while", ""})
MEANWHILE = frozenset({"as", "while"})
TRYING = frozenset({"try", "attempt", "seek", "manage"})
DYING = frozenset({"die", "perish"})
# Classes of those who act with force.
ACTING = frozenset({"armed", "forces", "government"})


def verbs_completed(trigger: Trigger) -> list[Token]:
    """Return the verbs and nouns whose happening a trigger only completes."""
    if trigger.group.type not in FORCE:
        return []
    if trigger.group.casualty is not None:
        return _completed_by_casualties(trigger)
    verb = trigger.token
    if not is_verb(verb.head):
        return []
    if verb.dep_ == "advcl" and _mark(verb) in SAME_TIME:
        return [verb.head]
    if verb.dep_ == "xcomp":
        return _clause_of_trying(verb.head)
    return []


def _completed_by_casualties(trigger: Trigger) -> list[Token]:
    """Return the verbs and nouns that a casualty verb completes."""
    token = trigger.token
    head = token.head
    if token.dep_ == "advcl":
        if _is_of_another_act(token):
            return []
        if is_verb(head):
            return [head, *children_by(head, *ACTOR_RELATIONS)]
    if _is_result(trigger):
        return [head]
    return list(_clauses_of_cause(token)) if _is_suffered(trigger) else []


def _is_of_another_act(clause: Token) -> bool:
    """Return whether a clause tells of other people's act, or of an earlier one.

    "…, a day after gunmen killed six people".
    """
    return _has_own_agent(clause) or _mark(clause) in EARLIER


def _is_suffered(trigger: Trigger) -> bool:
    """Return whether a verb's subject comes to harm: "was killed", "died"."""
    if trigger.group.frame == "undergo":
        return True
    return is_passive(trigger.token)


def _clauses_of_cause(verb: Token) -> Iterator[Token]:
    """Yield the clauses that say how people came to harm: "died when a shell hit their car"."""
    for clause in children_by(verb, "advcl"):
        if _mark(clause) in CAUSE:
            yield clause


def _has_own_agent(clause: Token) -> bool:
    """Return whether a clause with a conjunction names people who act in it."""
    subject = child_by(clause, "nsubj")
    if subject is None:
        return False
    if not _mark(clause):
        return False
    return generic(lemma_of(subject)) is not None


def _is_result(trigger: Trigger) -> bool:
    """Return whether a coordinated casualty verb says what came of the verb before it."""
    token = trigger.token
    if token.dep_ != "conj" or not is_verb(token.head):
        return False
    if has_other_agent(token):
        return False
    if _is_done_by_others(token):
        return False
    return _has_same_subject(token) or _are_counts_of_people(trigger)


def has_other_agent(verb: Token) -> bool:
    """Return whether two coordinated passives each name who did it.

    "nine were killed by rebels and 11 by army gunfire": two deeds, not one with two agents.
    """
    second = _agent_words(verb)
    if not second:
        return False
    first = _agent_words(verb.head)
    return bool(first) and first != second


def _agent_words(verb: Token) -> set[str]:
    """Return the lemmas of those named with "by"."""
    lemmas: set[str] = set()
    for by in children_by(verb, "agent"):
        lemmas.update(map(lemma_of, objects_of(by)))
    return lemmas


def _is_done_by_others(verb: Token) -> bool:
    """Return whether a coordinated verb has people of its own who act.

    "rebels shot down a jet and troops killed nine villagers": two deeds.
    """
    if is_passive(verb):
        return False
    return any(map(_is_acting, children_by(verb, "nsubj")))


def _is_acting(noun: Token) -> bool:
    """Return whether a noun names people who act with force."""
    named = generic(lemma_of(noun))
    if named is None:
        return False
    return named.actor_class in ACTING


def _has_same_subject(verb: Token) -> bool:
    """Return whether a coordinated verb has no subject of its own, or one in the same role."""
    if not has_child(verb, *NOUN_SUBJECT):
        return True
    return is_passive(verb) == is_passive(verb.head)


def _are_counts_of_people(trigger: Trigger) -> bool:
    """Return whether two coordinated clauses only count people.

    "300 people died and 500 were injured in the offensive".
    """
    if not _is_suffered(trigger):
        return False
    first = trigger.token.head
    return first.lemma_ in DYING or is_passive(first)


def _clause_of_trying(verb: Token) -> list[Token]:
    """Return the clauses that "as rebels tried to seize" belongs to; none for other verbs."""
    if lemma_of(verb) not in TRYING:
        return []
    if verb.dep_ != "advcl":
        return []
    if _mark(verb) not in MEANWHILE:
        return []
    above = verb.head
    return [above, above.head] if above.dep_ == "conj" else [above]


def _mark(verb: Token) -> str:
    """Return the conjunction or adverb before a clause's verb; "" if there is none."""
    for child in children_by(verb, "mark", "advmod"):
        if child.i < verb.i:
            return child.lower_
    return ""
