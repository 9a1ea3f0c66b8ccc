"""Read how long after something else a happening is told: "a day after S fell"."""

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.date_words import (
    DateWords,
    dating_expressions,
    follower,
    indices_of,
    words_of,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.model.when import TemporalExpression, TimexType

# Words behind a length of time after which another happening is told: "weeks after a truce".
AFTER = frozenset({"after"})
AROUND = frozenset({"after", "before"})


def gap_after(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return how long after a happening the sentence's main clause lies.

    "a day after S fell".
    """
    own = indices_of(group)
    for length in _lengths_before(sentence, AFTER):
        if own.issubset(_told_behind(sentence, length)):
            return length.expression
    return None


def is_of_earlier(sentence: Sentence, date: DateWords, own: Collection[int]) -> bool:
    """Return whether a date is that of what a happening came after: "weeks after a truce on 2 May".

    `own`: the words of the happening.
    """
    for length in _lengths_before(sentence, AROUND):
        behind = _told_behind(sentence, length)
        if date.tokens[0].i in behind and behind.isdisjoint(own):
            return True
    return False


def _lengths_before(sentence: Sentence, words: Collection[str]) -> Iterator[DateWords]:
    """Yield the lengths of time before a word such as "after"."""
    for expression in sentence.expressions:
        if expression.type is not TimexType.DURATION:
            continue
        length = words_of(sentence, expression)
        if length is not None and follower(sentence, length) in words:
            yield length


def _told_behind(sentence: Sentence, length: DateWords) -> set[int]:
    """Return the words of what is told behind "after": of its clause or phrase."""
    following = length.tokens[-1].i + 1
    word = sentence.tokens.doc[following]
    clause = _head_of_clause(word).subtree
    return {token.i for token in clause if token.i > following}


def _head_of_clause(word: Token) -> Token:
    """Return what governs the words behind "after": the clause's verb, or the preposition."""
    return word.head if word.dep_ == "mark" else word


def date_before(
    sentence: Sentence, gap: TemporalExpression
) -> TemporalExpression | None:
    """Return the date of the main clause, before "three days after"."""
    for expression in reversed(dating_expressions(sentence)):
        if expression.end <= gap.start:
            return expression
    return None
