"""The tense of the clause in which a date stands: does it look back or ahead?"""

from collections.abc import Iterator

from timeline.lexicon.lists import word_list
from timeline.temporal.schedules import (
    before_day,
    is_called_for,
    is_of_appeal,
    is_of_schedule,
    is_past_plan,
    is_predicate,
    is_put,
)
from timeline.temporal.tokens import Tokens

SENTENCE_ENDS = ("dot", "brk", "other")
"""Kinds of tokens with which a sentence ends."""

_CLAUSE_ENDS = ("comma", "said", "open", "close", "colon", "that", *SENTENCE_ENDS)
_PREPOSITIONS = ("in", "on", "at", "by", "until", "early", "late")
_COUNTS = ("d1", "d2", "d3", "d4", "d5", "n3", "numword")  # "20 wounded" are people
# How far after an opening expression the verb of its sentence is looked for, in tokens.
_AHEAD_TOKENS = 40
# Kinds of words after which a word in -ed may be an adjective: "preferred shares".
_NOUNS = ("plain", "counted", "persons", "units", "unit")
_ABBREVIATION = 2  # letters of a word whose full stop ends no sentence
# How far back in its clause the verb of an expression is looked for, in tokens.
_CLAUSE_TOKENS = 13
# Verbs whose "to" looks ahead, so that a weekday soon after it is the coming one.
_PROMISES = word_list("tenses.promises")
# Modals of what may come; "could" tells more often what was possible.
_MAY = ("may", "might")
# What goes on until a day, and verbs after which "until" ends what was: "fought until Sunday".
_LASTING = word_list("tenses.lasting")
# What may stand before the "to" of "was to meet", "were also to meet".
_WAS = frozenset({"was", "were"})
_ALSO = frozenset({"also", "then", "later"})

# Words whose "to" puts what follows ahead of the day on which it is told.
_PLANS = word_list("tenses.plans")


def tense(tokens: Tokens, first: int) -> str:
    """Return the tense of the nearest verb before a token, in its clause: "future", "past" or "".

    Only the same clause counts: "said on Thursday that it will" leaves Thursday in the past.
    """
    if tokens.is_kind(first - 1, "until"):
        return _tense_of_until(tokens, first)
    if _is_as_early_as(tokens, first) or _is_fixed(tokens, first):
        return "future"
    if tokens.is_kind(first - 1, "since"):
        return "past"
    return _nearest_tense(tokens, first)


def _nearest_tense(tokens: Tokens, first: int) -> str:
    """Return the tense of the nearest verb before a token, in its clause.

    A participle that stands before its noun counts only where no "will" governs the clause:
    "will redeem the preferred shares on 31 October".
    """
    nearest = ""
    for index in clause_before(tokens, first):
        verb = _tense_of(tokens, index)
        nearest = nearest or verb
        if verb == "future":
            return verb
        if verb and not _is_before_noun(tokens, index):
            return nearest
    return nearest


def _is_before_noun(tokens: Tokens, index: int) -> bool:
    """Return whether a word in -ed may be the adjective of the noun after it."""
    is_verb = tokens.is_kind(index, "was")
    return not is_verb and tokens.is_kind(index + 1, *_NOUNS)


def _tense_of_until(tokens: Tokens, first: int) -> str:
    """Return the tense of "until Sunday": what lasted until then is past, a term is to come."""
    if _has_ended(tokens, first):
        return ""
    return "past" if _has_lasted(tokens, first) else "future"


def _has_lasted(tokens: Tokens, first: int) -> bool:
    """Return whether something went on until a day: "raged until", "for two days until"."""
    until = first - 1
    if tokens.is_kind(until - 1, "units"):
        return True
    clause = clause_before(tokens, until)
    words = {tokens.word(index) for index in clause}
    return not _LASTING.isdisjoint(words)


def _has_ended(tokens: Tokens, first: int) -> bool:
    """Return whether "until Monday" opens a sentence of the past: "Until Monday, they had not"."""
    if not _is_opening(tokens, first):
        return False
    ahead = _sentence_after(tokens, first + 1)
    return "had" in map(tokens.word, ahead)


def _is_fixed(tokens: Tokens, first: int) -> bool:
    """Return whether a day is fixed beforehand: "called for Monday", "the deadline is Monday"."""
    checks = (is_called_for, is_predicate, is_of_appeal)
    return any(is_fixed(tokens, first) for is_fixed in checks)


def _is_as_early_as(tokens: Tokens, first: int) -> bool:
    """Return whether "as early as" or "as soon as" stands before a token."""
    begin = max(0, first - 3)
    words = tokens.slice(begin, first).lower()
    return words in ("as early as", "as soon as")


def clause_tense(tokens: Tokens, first: int, last: int) -> str:
    """Return the tense of the clause of an expression: the verb before it, else the one after it.

    Only an expression that opens its sentence ("In February, villagers were killed") looks ahead.
    """
    before = tense(tokens, first)
    if before or not _is_opening(tokens, first):
        return before
    tenses = (_tense_of(tokens, index) for index in _sentence_after(tokens, last))
    return next(filter(None, tenses), "")


def _sentence_after(tokens: Tokens, last: int) -> Iterator[int]:
    """Yield the indices of the tokens from a token to the end of its sentence or to "said"."""
    end = min(last + _AHEAD_TOKENS, len(tokens.codes))
    for index in range(last, end):
        is_end = tokens.is_kind(index, "said", *SENTENCE_ENDS)
        if is_end and not _is_abbreviated(tokens, index):
            return
        yield index


def _is_abbreviated(tokens: Tokens, index: int) -> bool:
    """Return whether a full stop ends an abbreviation: "Roe vs. Wade", "Birmingham, Ala.,"."""
    if not tokens.is_kind(index, "dot"):
        return False
    is_inside = tokens.is_kind(index + 1, "comma")
    word = tokens.word(index - 1)
    return is_inside or (word.isalpha() and len(word) <= _ABBREVIATION)


def _is_opening(tokens: Tokens, first: int) -> bool:
    """Return whether a token opens its sentence, a preposition before it left aside."""
    before = first - 1
    if tokens.is_kind(before, *_PREPOSITIONS):
        before -= 1
    return before < 0 or tokens.is_kind(before, *SENTENCE_ENDS)


def is_promised(tokens: Tokens, first: int) -> bool:
    """Return whether a token dates a promise: "promised to announce it on Wednesday"."""
    clause = clause_before(tokens, first)
    return any(_is_promise(tokens, index) for index in clause)


def _is_promise(tokens: Tokens, index: int) -> bool:
    """Return whether a token is the "to" of "promised to"."""
    if not tokens.is_kind(index, "to"):
        return False
    verb = index - 1
    if tokens.is_kind(verb, "weekday"):
        verb = before_day(tokens, verb)  # "agreed on Sunday to meet"
    return tokens.word(verb) in _PROMISES


def clause_before(tokens: Tokens, first: int) -> Iterator[int]:
    """Yield the indices of the tokens before a token in its clause, the nearest first."""
    begin = max(0, first - _CLAUSE_TOKENS)
    for index in reversed(range(begin, first)):
        if tokens.is_kind(index, *_CLAUSE_ENDS):
            return
        yield index


def _tense_of(tokens: Tokens, index: int) -> str:
    """Return the tense of a word, if it is "will", "is to", "to be", "was" or a form in -ed."""
    if _is_future(tokens, index):
        return "future"
    if _is_after_be(tokens, index):
        return ""  # of "should be signed", the verb before decides
    if tokens.is_kind(index, "was"):
        return "past"
    is_counted = tokens.is_kind(index, "counted", "persons") and not tokens.is_kind(
        index - 1, *_COUNTS
    )
    if not is_counted and not tokens.is_kind(index, "plain", "ended"):
        return ""
    is_past = tokens.slice(index, index + 1).endswith("ed")
    return "past" if is_past else ""


def _is_of_plan(tokens: Tokens, index: int) -> bool:
    """Return whether a word puts its "to" ahead: "is to", "planning to", "was also to"."""
    if tokens.is_kind(index, "is") or tokens.word(index) in _PLANS:
        return True
    verb = index - 1 if tokens.word(index) in _ALSO else index
    return tokens.word(verb) in _WAS


def _is_after_be(tokens: Tokens, index: int) -> bool:
    """Return whether a word follows "be" or "still be", as a participle does."""
    before = index - 1
    return tokens.is_kind(before, "be")


def _is_of_hope(tokens: Tokens, index: int) -> bool:
    """Return whether "may" puts its verb ahead: "may rule", not "may have ruled"."""
    after = tokens.word(index + 1)
    verb = index + 2 if after == "not" else index + 1
    return tokens.is_kind(verb, "plain", "be", "start") and tokens.word(verb) != "have"


def _is_future(tokens: Tokens, index: int) -> bool:
    """Return whether a word is "will", "expires", the "to" of "is to" or the "be" of "to be"."""
    if tokens.is_kind(index, "will"):
        return not is_past_plan(tokens, index) and not is_put(tokens, index)
    if tokens.word(index) in _MAY:
        return _is_of_hope(tokens, index)
    if tokens.is_kind(index, "to"):
        return _is_of_plan(tokens, index - 1)
    if tokens.is_kind(index, "be"):
        return tokens.is_kind(index - 1, "to")
    return is_of_schedule(tokens, index)
