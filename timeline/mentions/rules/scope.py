"""To which of a sentence's triggers does a date or a place belong?"""

from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Token

from timeline.lexicon.words import Words
from timeline.mentions.rules.attribution import is_reporting
from timeline.mentions.rules.syntax import is_verb


def owners(token: Token, triggers: Sequence[Token], words: Words) -> list[Token]:
    """Give the trigger words to which an adverbial belongs: the nearest above it, else those of the clause it stands in.

    What hangs on a verb of saying dates or places the saying, not what is said.
    """
    known = {one.i: one for one in triggers}
    if token.i in known:
        return [known[token.i]]
    for ancestor in token.ancestors:
        if ancestor.i in known:
            return [known[ancestor.i]]
        if is_verb(ancestor):
            below = [one for one in triggers if _in_clause(one, ancestor, words)]
            if below:
                return below
            if is_reporting(ancestor, words):
                return []
    return []


def _in_clause(trigger: Token, verb: Token, words: Words) -> bool:
    """Say whether a trigger belongs to the clause of a verb, and not to the content of what that verb says."""
    at = trigger
    while at.head != at:
        if at.dep_ in {"ccomp", "parataxis"} and at.head == verb and is_reporting(verb, words):
            return False
        at = at.head
        if at == verb:
            return True
    return False


def at_offsets(tokens: Iterable[Token], start: int, end: int, offset: int) -> list[Token]:
    """Give the tokens that overlap a stretch of the document's text; `offset` is where their section begins."""
    return [token for token in tokens if token.idx + offset < end and start < token.idx + len(token) + offset]


def top(tokens: Collection[Token]) -> Token:
    """Give the token of a stretch that hangs highest in the parse."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head == token), next(iter(tokens)))
