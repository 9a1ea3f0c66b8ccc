"""Dependents of a word by their relation to it, as the parser names it."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")


def dependents(token: Token, links: Collection[str]) -> Iterator[Token]:
    """Yield the dependents of a word that have one of some relations to it, in order."""
    for child in token.children:
        if child.dep_ in links:
            yield child


def first_dependent(token: Token, link: str) -> Token | None:
    """Return the first dependent of a word with a relation to it; None if it has none."""
    for child in token.children:
        if child.dep_ == link:
            return child
    return None


def has_dependent(token: Token, links: Collection[str]) -> bool:
    """Return whether a word has a dependent with one of some relations to it."""
    return any(child.dep_ in links for child in token.children)


def links_below(token: Token) -> set[str]:
    """Return the relations that the dependents of a word have to it."""
    return {child.dep_ for child in token.children}


def first_of_list(token: Token) -> Token:
    """Return the first of those with which a word is coordinated."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token
