"""Read what "will", "would" and "may" say of a verb."""

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.tree import is_verb
from timeline.model.types import Status

# Verbs that say of an event, their subject, that it takes place.
HAPPENING = word_list("modals.happening")
DEFINITE = word_list("modals.definite")
# Relations of a noun whose verb's modals hold for it too.
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})


def verbs_with_modals(token: Token) -> list[Token]:
    """Return the verbs whose modals hold for a word: itself, or what it is an argument of."""
    verbs = _own_verbs(token)
    if token.dep_ == "xcomp":
        verbs.append(token.head)
    return verbs


def _own_verbs(token: Token) -> list[Token]:
    """Return the verb that a word is, or is an argument of; none if there is none."""
    if is_verb(token):
        return [token]
    head = token.head
    if token.dep_ in ARGUMENTS and is_verb(head):
        return [] if _is_event_of_another_verb(token) else [head]
    if token.dep_ == "pobj" and is_verb(head.head):
        return [head.head]
    return []


def _is_event_of_another_verb(token: Token) -> bool:
    """Return whether an event is the known subject of a verb.

    "the bombing may deepen the divide".
    """
    if token.dep_ != "nsubj":
        return False
    if lemma_of(token.head) in HAPPENING:
        return False
    return any(map(_is_defining, token.lefts))


def _is_defining(word: Token) -> bool:
    """Return whether a word before a noun says that the reader knows it."""
    if word.dep_ == "poss":
        return True
    return word.lower_ in DEFINITE


def status_of_modal(modal: str, words: Words, *, is_perfect: bool) -> Status | None:
    """Return what a modal word says of its verb; None if it says nothing.

    In the perfect it is another: "would have" did not come to it.
    """
    if is_perfect:
        return _status_of_perfect(modal, words)
    if modal in words["status.possible"]:
        return Status.POSSIBLE
    if modal in {"must", "should"}:
        return Status.DEMANDED
    if modal in words["status.conditional"]:
        return Status.PLANNED
    return Status.PLANNED if modal in words["status.future"] else None


def _status_of_perfect(modal: str, words: Words) -> Status | None:
    """Return what a modal word before "have" says of its verb."""
    if modal == "would":
        return Status.DENIED
    if modal == "could":
        return None
    if modal in words["status.possible"]:
        return Status.POSSIBLE
    return Status.PLANNED if modal in words["status.future"] else None
