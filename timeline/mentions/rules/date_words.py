"""Find the words of a sentence that can date something, and how far their reach goes."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.context import Sentence, once
from timeline.mentions.rules.date_bounds import is_bounded
from timeline.mentions.rules.day_pairs import with_pairs
from timeline.mentions.rules.scope import at_offsets, owners, top
from timeline.mentions.rules.tree import NOUN_SUBJECT, is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import PRESENT
from timeline.model.when import TemporalExpression, TimexType

# Words that may stand before an expression that opens its sentence: "On Monday", "Just last week".
OPENING = word_list("date_words.opening")
# How a caption ends: a full date behind a comma or "on", where the main verb is of the present.
FULL_DATES = frozenset({"day-month-year", "month-day-year", "iso-date", "numeric-date"})
CAPTION_BEFORE = re.compile(r",\s*(?:on\s+)?$", re.IGNORECASE)
# Nouns of what is remembered: "on the anniversary of the 2009 massacre" is not in 2009.
REMEMBERING = word_list("date_words.remembering")
# Relations of a word that belongs to a noun behind it: "the 2015 agreement".
BEFORE_NOUNS = frozenset({"nummod", "compound", "nmod", "amod"})
# Names that the parser may take for one with the day before them: "Monday Assad pledged".
GLUED = frozenset({"PERSON", "GPE"})
# Prepositions before a day.
ON = frozenset({"on", "in", "late", "early"})
# Rules of days that date only what they stand beside: "a day after Friday's raid".
COUNTED = frozenset({"days-from-date"})


@dataclass(frozen=True, slots=True)
class DateWords:
    """A temporal expression with its words in the parse.

    Attributes:
        expression: The expression.
        tokens: Its words, in order; never empty.
        top: The highest of them in the parse.
    """

    expression: TemporalExpression
    tokens: Sequence[Token]
    top: Token


def words_of(sentence: Sentence, expression: TemporalExpression) -> DateWords | None:
    """Return an expression with its words; None if the sentence has none of them."""
    tokens = at_offsets(
        sentence.tokens, expression.start, expression.end, sentence.offset
    )
    return DateWords(expression, tokens, top(tokens)) if tokens else None


@once
def dating_expressions(sentence: Sentence) -> list[TemporalExpression]:
    """Return the expressions of the sentence that can date something."""
    return [
        expression
        for expression in with_pairs(sentence)
        if _can_date(sentence, expression)
    ]


@once
def dates(sentence: Sentence) -> list[DateWords]:
    """Return the expressions that can date something and have words in the parse."""
    expressions = dating_expressions(sentence)
    words = (words_of(sentence, expression) for expression in expressions)
    return [date for date in words if date is not None]


def only_date_words(sentence: Sentence) -> DateWords | None:
    """Return the one expression that dates anything in the sentence; None unless there is one."""
    stated = [
        expression
        for expression in dating_expressions(sentence)
        if expression.rule not in COUNTED
    ]
    if len(stated) != 1:
        return None
    return words_of(sentence, stated[0])


def _can_date(sentence: Sentence, expression: TemporalExpression) -> bool:
    """Return whether an expression can date something that the sentence tells."""
    if expression.type is TimexType.SET or expression.interval is None:
        return False
    if is_of_picture(sentence, expression):
        return False
    date = words_of(sentence, expression)
    if date is None:
        return True
    own = sentence.trigger_words
    return not is_in_name(sentence, date, own) and not _is_remembered(date, own)


def is_of_picture(sentence: Sentence, expression: TemporalExpression) -> bool:
    """Return whether a date is that of a picture: "a wall that shells broke, 25 June 2017".

    The main verb is then of the present.
    """
    if expression.rule not in FULL_DATES:
        return False
    if sentence.tokens.root.tag_ not in PRESENT:
        return False
    begin = sentence.offset + sentence.tokens.start_char
    text = sentence.tokens.text
    after = text[expression.end - begin :]
    if after.strip(" ."):
        return False
    before = text[: expression.start - begin]
    return CAPTION_BEFORE.search(before) is not None


def _is_remembered(date: DateWords, own: Collection[int]) -> bool:
    """Return whether a date is that of what is remembered: "the anniversary of the 2009 raid".

    `own`: words that it may date.
    """
    for above in date.top.ancestors:
        if above.i in own or is_verb(above):
            return False
        if above.lower_ in REMEMBERING:
            return True
    return False


def is_in_name(sentence: Sentence, date: DateWords, own: Collection[int]) -> bool:
    """Return whether a year is part of a name: "the 2015 Minsk Agreement" was broken later.

    `own`: words that it may date.
    """
    noun = date.top.head
    if noun.pos_ != "PROPN" or noun.i in own:
        return False
    if not _is_before_noun(date.top):
        return False
    return not _is_glued(sentence, date)


def _is_before_noun(word: Token) -> bool:
    """Return whether a word belongs to a noun behind it: "the 2015 agreement"."""
    if word.dep_ not in BEFORE_NOUNS:
        return False
    return word.i < word.head.i


def _is_glued(sentence: Sentence, date: DateWords) -> bool:
    """Return whether the parser took a day for part of the subject: "Monday Assad pledged"."""
    noun = date.top.head
    if noun.dep_ not in NOUN_SUBJECT:
        return False
    return noun.ent_type_ in GLUED and is_opening(sentence, date)


def is_opening(sentence: Sentence, date: DateWords) -> bool:
    """Return whether an expression opens the sentence: "On Monday", "Just last week"."""
    first = date.tokens[0].i
    before = date.top.doc[sentence.tokens.start : first]
    return all(token.lower_ in OPENING for token in before)


def owners_of(sentence: Sentence, date: DateWords) -> list[Token]:
    """Return the words of happenings to which an expression belongs."""
    return [
        owner
        for owner in owners(date.top, sentence.heads, sentence.words)
        if can_reach(sentence, date, owner)
    ]


def can_reach(sentence: Sentence, date: DateWords, owner: Token) -> bool:
    """Return whether the reach of an expression goes up to a word of a happening."""
    return not is_bounded(date.top, owner, sentence.trigger_words)


def follower(sentence: Sentence, date: DateWords) -> str:
    """Return the word after an expression, in lower case; "" at the end of the sentence."""
    following = date.tokens[-1].i + 1
    if following >= sentence.tokens.end:
        return ""
    return sentence.tokens.doc[following].lower_


def verb_before(sentence: Sentence, date: DateWords) -> Token | None:
    """Return the verb right before an expression and its preposition; None for other words."""
    before = date.tokens[0].i - 1
    doc = sentence.tokens.doc
    if before > sentence.tokens.start and doc[before].lower_ in ON:
        before -= 1
    if before < sentence.tokens.start:
        return None
    return doc[before] if is_verb(doc[before]) else None


def indices_of(group: Sequence[Trigger]) -> set[int]:
    """Return the indices of the words that name a happening."""
    indices: set[int] = set()
    for trigger in group:
        indices.update(token.i for token in trigger.tokens)
    return indices


def has_word(tokens: Sequence[Token], words: Collection[int]) -> bool:
    """Return whether one of some tokens is one of some words, by index."""
    return any(token.i in words for token in tokens)
