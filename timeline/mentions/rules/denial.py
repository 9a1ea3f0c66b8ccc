"""Find the word that says that something did not happen: "not", "no", "denied"."""

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.circumstances import is_added_clause, is_circumstance
from timeline.mentions.rules.content import CONTENT
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import NOUN_SUBJECT, child_by, children_by, is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import is_purpose

# Verbs that say that something comes about, and nothing else.
COMING_ABOUT = word_list("denial.coming_about")
# Who denies responsibility does not deny that it happened.
ANSWERABLE = word_list("denial.answerable")
# Verbs whose negation covers the clause that they govern: "did not think that they would attack".
THINKING = frozenset({"plan", "think", "believe"})
# Relations of a verb to one whose denial covers it too.
SAME_CLAUSE = frozenset({"xcomp", "acl", "conj"})
NO = frozenset({"no", "neither"})
# Relations of "no" and "neither" to what they negate.
OF_NO = frozenset({"det", "cc", "preconj"})
NOBODY = frozenset({"nobody", "none"})


def denial(token: Token, words: Words) -> Token | None:
    """Return the word that says that something did not happen; None if none does."""
    negation = _own_negation(token) or _negated_happening(token)
    return negation or _denial_above(token, words)


def no_in_phrase(trigger: Trigger) -> Token | None:
    """Return the "no" inside a phrase: "showed no willingness", "made no threat"."""
    for word in trigger.tokens[1:]:
        for child in word.children:
            if child.lower_ == "no":
                return child
    return None


def _own_negation(token: Token) -> Token | None:
    """Return the word that negates a trigger itself: "not", "no", "no aircraft had crossed"."""
    negation = _short_of(token) or _negation_below(token)
    if negation is not None or not is_verb(token):
        return negation
    subject = child_by(token, *NOUN_SUBJECT)
    return None if subject is None else _negative_subject(subject)


def _negation_below(token: Token) -> Token | None:
    """Return the first dependent that negates a word; None if none does."""
    for child in token.children:
        if _is_negation(child):
            return child
    return None


def _short_of(gerund: Token) -> Token | None:
    """Return the "short" of "stopped short of calling for his departure"."""
    if gerund.dep_ != "pcomp":
        return None
    of = gerund.head
    is_short = of.lower_ == "of" and of.head.lower_ == "short"
    return of.head if is_short else None


def _is_negation(word: Token) -> bool:
    """Return whether a word negates what governs it."""
    if word.dep_ == "neg":
        return True
    return word.lower_ in NO and word.dep_ in OF_NO


def _negative_subject(subject: Token) -> Token | None:
    """Return the negative word in a subject: "no aircraft", "nobody", "none of them"."""
    if subject.lower_ in NOBODY or _is_no_one(subject):
        return subject
    for child in subject.lefts:
        if child.lower_ in NO:
            return child
    return None


def _is_no_one(subject: Token) -> bool:
    if subject.lower_ != "one":
        return False
    if subject.i == 0:
        return False
    return subject.nbor(-1).lower_ == "no"


def _negated_happening(noun: Token) -> Token | None:
    """Return the word that says that a deed did not happen: "such a raid did not occur"."""
    if noun.dep_ != "nsubj":
        return None
    if lemma_of(noun.head) not in COMING_ABOUT:
        return None
    return child_by(noun.head, "neg")


def _denial_above(token: Token, words: Words) -> Token | None:
    """Return the word that denies what governs a trigger."""
    below = _carried_by(token, words)
    for ancestor in below.ancestors:
        if _is_outside(below) or _is_share(ancestor, below):
            return None
        denying = _denying(below, ancestor, words)
        if denying is not None:
            return denying
        if is_verb(ancestor) and below.dep_ not in SAME_CLAUSE:
            return None
        below = ancestor
    return None


def _is_outside(below: Token) -> bool:
    """Return whether a word is no content of what governs it."""
    if below.dep_ not in CONTENT:
        return True
    return is_circumstance(below) or is_added_clause(below)


def _carried_by(token: Token, words: Words) -> Token:
    """Return the light verb that carries a noun of action: "had carried out any air strike"."""
    if token.dep_ not in {"dobj", "nsubjpass"}:
        return token
    verb = token.head
    is_light = is_verb(verb) and lemma_of(verb) in words["light.active"]
    return verb if is_light else token


def _is_share(word: Token, below: Token) -> bool:
    """Return whether a word, or the object of a verb, is a part in what stands below it.

    "denied any role in the raid": the raid itself is not denied.
    """
    if lemma_of(word) in ANSWERABLE:
        return True
    if below.dep_ != "prep":
        return False
    objects = children_by(word, "dobj")
    return any(lemma_of(noun) in ANSWERABLE for noun in objects)


def _denying(below: Token, ancestor: Token, words: Words) -> Token | None:
    """Return the word by which what stands above a word denies it; None if it does not."""
    if _is_verb_of_denial(ancestor, words):
        return ancestor
    if not _is_covered_by_negation(below, ancestor):
        return None
    for child in ancestor.children:
        if child.dep_ == "neg" or child.lower_ == "no":
            return child
    return None


def _is_verb_of_denial(verb: Token, words: Words) -> bool:
    """Return whether a verb says that something is not so.

    "Denied civilians the right to food" says that they did not get it.
    """
    if not is_verb(verb) or lemma_of(verb) not in words["reporting.denial"]:
        return False
    return not _is_withholding(verb)


def _is_withholding(verb: Token) -> bool:
    """Return whether a verb has two objects: whom something is denied, and what."""
    if child_by(verb, "dative") is not None:
        return True
    return len(children_by(verb, "dobj")) > 1


def _is_covered_by_negation(below: Token, ancestor: Token) -> bool:
    """Return whether to negate a word negates what it governs.

    "no plans to meet", "did not plan to attack".
    """
    if below.dep_ == "ccomp":
        return lemma_of(ancestor) in THINKING
    if below.dep_ == "relcl":
        return is_purpose(below)
    return below.dep_ in {"xcomp", "acl"}
