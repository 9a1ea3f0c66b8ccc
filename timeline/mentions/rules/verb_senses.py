"""Senses of a verb in which it names no act, by the words that it governs."""

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.tree import children_by, has_child, has_word
from timeline.mentions.rules.voice import is_passive

# What people ask for that is no request to a side of a conflict.
IDLE_REQUESTS = word_list("verb_senses.idle_requests")
# Words and tags of words that begin a question.
WHETHER = frozenset({"if", "whether"})
QUESTION_TAGS = frozenset({"WRB", "WP", "WP$"})
# Relations of a clause that tells what is asked.
CLAUSES = ("ccomp", "xcomp", "advcl")
# Relations of a name to the verb that gives it.
NAMES = ("oprd", "dobj", "attr")


def has_other_sense(verb: Token, lemma: str) -> bool:
    """Return whether what a verb governs gives it a sense in which it names no act."""
    is_met = OTHER_SENSES.get(lemma)
    return is_met is not None and is_met(verb)


def _is_question(verb: Token) -> bool:
    """Return whether to ask is to ask a question, or for something of one's own.

    "asked him why they fled", "asked about the raid", "asked for anonymity".
    """
    clauses = children_by(verb, *CLAUSES)
    if any(map(_is_asked, clauses)):
        return True
    if not clauses and has_word(verb, "about"):
        return True
    return _has_object_of(verb, "for", IDLE_REQUESTS)


def _is_asked(clause: Token) -> bool:
    """Return whether a question word opens a clause."""
    first = clause.left_edge
    return first.lower_ in WHETHER or first.tag_ in QUESTION_TAGS


def _has_object_of(verb: Token, preposition: str, words: frozenset[str]) -> bool:
    """Return whether one of some words stands behind a preposition of a verb."""
    behind = (
        child for child in children_by(verb, "prep") if child.lower_ == preposition
    )
    return any(has_word(child, *words) for child in behind)


def _is_naming(verb: Token) -> bool:
    """Return whether a participle only gives the name: "a group called the Movement"."""
    if verb.tag_ != "VBN" or verb.dep_ != "acl":
        return False
    return has_child(verb, *NAMES)


def _is_position(verb: Token) -> bool:
    """Return whether a word says where somebody stands in a picture: "Paul Okoth, left,"."""
    if verb.i == 0 or verb.i + 1 == len(verb.doc):
        return False
    before, behind = verb.nbor(-1), verb.nbor()
    return before.text == "," and behind.text == ","


def _is_return(verb: Token) -> bool:
    """Return whether people go back themselves: "the observers turned back"."""
    if is_passive(verb) or not has_word(verb, "back"):
        return False
    return not has_child(verb, "dobj")


def _is_surprise(verb: Token) -> bool:
    """Return whether something only came unexpected: "took the town by surprise"."""
    return _has_object_of(verb, "by", frozenset({"surprise"}))


def _is_fear(verb: Token) -> bool:
    """Return whether to warn is to fear what others may bring about, and no threat.

    "warned of a looming massacre", "warned that the conflict could spread".
    """
    for preposition in prepositions(verb, frozenset({"of"})):
        if any(map(_is_feared, objects_of(preposition))):
            return True
    if any(map(_is_against_doing, children_by(verb, "prep"))):
        return True
    clauses = children_by(verb, "ccomp")
    return bool(clauses) and not any(map(_is_of_will, clauses))


def _is_feared(noun: Token) -> bool:
    """Return whether a noun names what everybody fears: "a massacre", "a civil war"."""
    return noun.lower_ in FEARED or has_word(noun, *FEARED)


def _is_against_doing(preposition: Token) -> bool:
    """Return whether somebody only advises: "warned against hasty steps", "against leaving"."""
    if preposition.lower_ != "against":
        return False
    if has_child(preposition.head, "dobj"):
        return False
    return has_child(preposition, "pcomp") or has_word(preposition, *OPPOSED)


def _is_of_will(clause: Token) -> bool:
    """Return whether a clause says what will be done, or what anybody will bring upon himself."""
    return any(word.lower_ in WILL for word in clause.subtree)


# What is feared, and what is only spoken against, with a warning.
FEARED = word_list("verb_senses.feared")
OPPOSED = word_list("verb_senses.opposed")
# Words by which a warning says what is bound to follow.
WILL = word_list("verb_senses.will")

# What shows the other sense of a verb, by its lemma.
OTHER_SENSES: Mapping[str, Callable[[Token], bool]] = {
    "ask": _is_question,
    "call": _is_naming,
    "leave": _is_position,
    "turn": _is_return,
    "take": _is_surprise,
    "warn": _is_fear,
}
