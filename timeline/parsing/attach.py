"""Move words in a parse."""

from spacy.tokens import Token


def attach(token: Token, head: Token, relation: str) -> None:
    """Make a word a dependent of another one, unless that one depends on it.

    A word that stood under itself would have no end of words below it.
    """
    if token == head or token.is_ancestor(head):
        return
    token.head = head
    token.dep_ = relation


def make_root(token: Token) -> None:
    """Make a word the root of its sentence; what was the root still needs a place."""
    token.head = token
    token.dep_ = "ROOT"
