"""Find the triggers of a sentence to which a date or a place belongs."""

from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.attribution import is_reporting
from timeline.mentions.rules.tree import is_verb

# What stands behind these happened at another time and perhaps another place than what the clause
# tells.
BEFORE_OR_AFTER = word_list("scope.before_or_after")


def owners(token: Token, triggers: Sequence[Token], words: Words) -> list[Token]:
    """Return the trigger words to which an adverbial belongs.

    The nearest above it, else those of the clause it stands in.

    What is attached to a verb of saying dates or places the saying, not what is said.
    """
    by_index = {trigger.i: trigger for trigger in triggers}
    if token.i in by_index:
        return [by_index[token.i]]
    below = token
    for ancestor in token.ancestors:
        if below.dep_ in {"nsubj", "nsubjpass"} and is_reporting(ancestor, words):
            return []  # "state media in Damascus reported": where the speaker is
        below = ancestor
        if ancestor.i in by_index:
            return [
                by_index[ancestor.i],
                *_nouns_between(by_index[ancestor.i], token, triggers),
            ]
        if is_verb(ancestor):
            governed = [
                trigger
                for trigger in triggers
                if _is_in_clause(trigger, ancestor, words)
            ]
            if governed or _is_closed(ancestor, words):
                return governed
    return []


def _is_closed(verb: Token, words: Words) -> bool:
    """Return whether an adverbial in the clause of a verb says nothing of the clauses above."""
    return verb.dep_ == "relcl" or is_reporting(verb, words)


def is_background(noun: Token) -> bool:
    """Return whether a noun of action only says after or despite what something else happened.

    "talks following the attack".
    """
    return noun.dep_ in {"pobj", "dobj"} and noun.head.lower_ in BEFORE_OR_AFTER


def _nouns_between(verb: Token, token: Token, triggers: Sequence[Token]) -> list[Token]:
    """Return the nouns of action that a verb governs before an adverbial.

    "does not recognise the annexation in 2014".
    """
    return [
        trigger
        for trigger in triggers
        if verb.i < trigger.i < token.i
        and trigger.pos_ == "NOUN"
        and trigger.dep_ == "dobj"
        and trigger.head == verb
    ]


def _is_in_clause(trigger: Token, verb: Token, words: Words) -> bool:
    """Return whether a trigger belongs to the clause of a verb.

    The content of what the verb says is no part of its clause.
    """
    governor = trigger
    while governor.head != governor:
        if governor.lower_ in BEFORE_OR_AFTER and governor.dep_ == "prep":
            # "arrived in Ankara for talks following the attack": that happened elsewhere.
            return False
        if (
            governor.dep_ in {"ccomp", "parataxis"}
            and governor.head == verb
            and is_reporting(verb, words)
        ):
            return False
        governor = governor.head
        if governor == verb:
            return True
    return False


def at_offsets(
    tokens: Iterable[Token], start: int, end: int, offset: int
) -> list[Token]:
    """Return the tokens that overlap a stretch of the document's text.

    `offset` is where their section begins.
    """
    return [
        token
        for token in tokens
        if token.idx + offset < end and start < token.idx + len(token) + offset
    ]


def top(tokens: Collection[Token]) -> Token:
    """Return the token of a stretch that hangs highest in the parse."""
    inside = {token.i for token in tokens}
    return next(
        (
            token
            for token in tokens
            if token.head.i not in inside or token.head == token
        ),
        next(iter(tokens)),
    )
