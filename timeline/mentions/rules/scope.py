"""Find the triggers of a sentence to which a date or a place belongs."""

from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.tree import NOUN_SUBJECT, is_verb

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
        if below.dep_ in NOUN_SUBJECT and is_reporting(ancestor, words):
            return []  # "state media in Damascus reported": where the speaker is
        below = ancestor
        own = by_index.get(ancestor.i)
        if own is not None:
            return [own, *_nouns_between(own, token, triggers)]
        governed = _in_clause(ancestor, triggers, words)
        if governed or _is_closed(ancestor, words):
            return governed
    return []


def _in_clause(verb: Token, triggers: Sequence[Token], words: Words) -> list[Token]:
    """Return the trigger words in the clause of a verb; none where a word is no verb."""
    if not is_verb(verb):
        return []
    return [trigger for trigger in triggers if _is_in_clause(trigger, verb, words)]


def _is_closed(verb: Token, words: Words) -> bool:
    """Return whether an adverbial in the clause of a verb says nothing of the clauses above."""
    if not is_verb(verb):
        return False
    return verb.dep_ == "relcl" or is_reporting(verb, words)


def is_background(noun: Token) -> bool:
    """Return whether a noun of action only says after or despite what something else happened.

    "talks following the attack".
    """
    if noun.dep_ not in {"pobj", "dobj"}:
        return False
    return noun.head.lower_ in BEFORE_OR_AFTER


def _nouns_between(verb: Token, token: Token, triggers: Sequence[Token]) -> list[Token]:
    """Return the nouns of action that a verb governs before an adverbial.

    "does not recognise the annexation in 2014".
    """
    return [
        trigger
        for trigger in triggers
        if verb.i < trigger.i < token.i and _is_noun_object(trigger, verb)
    ]


def _is_noun_object(trigger: Token, verb: Token) -> bool:
    """Return whether a noun of action is the object of a verb."""
    if trigger.pos_ != "NOUN" or trigger.dep_ != "dobj":
        return False
    return trigger.head == verb


def _is_in_clause(trigger: Token, verb: Token, words: Words) -> bool:
    """Return whether a trigger belongs to the clause of a verb.

    The content of what the verb says is no part of its clause.
    """
    governor = trigger
    while governor.head != governor:
        if governor.lower_ in BEFORE_OR_AFTER and governor.dep_ == "prep":
            # "arrived in Ankara for talks following the attack": that happened elsewhere.
            return False
        if governor.head == verb:
            return not _is_content(governor, words)
        governor = governor.head
    return False


def _is_content(clause: Token, words: Words) -> bool:
    """Return whether a clause is what the verb above it says."""
    if clause.dep_ not in {"ccomp", "parataxis"}:
        return False
    return is_reporting(clause.head, words)


def at_offsets(
    tokens: Iterable[Token], start: int, end: int, offset: int
) -> list[Token]:
    """Return the tokens that overlap a stretch of the document's text.

    `offset` is where their section begins.
    """
    first, last = start - offset, end - offset
    return [token for token in tokens if token.idx < last and first < _end_of(token)]


def _end_of(token: Token) -> int:
    return token.idx + len(token)


def top(tokens: Collection[Token]) -> Token:
    """Return the token of a stretch that hangs highest in the parse."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.head.i not in inside or token.head == token:
            return token
    return next(iter(tokens))
