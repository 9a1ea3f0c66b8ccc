"""Tell where the reach of a date ends: at the noun or clause that it stands in.

"Renewed the call after Monday's blast", "the worst raid since 1994", "a veteran of the 1991 war".
"""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.scope import BEFORE_OR_AFTER
from timeline.mentions.rules.tree import AUXILIARY, children_by, has_child, is_verb
from timeline.mentions.rules.verb_forms import tense

# Links of words that date a noun behind them: "Monday's blast", "the 26 May vote", with "the".
DATING_NOUNS = frozenset({"det", "poss", "nummod", "compound", "nmod", "amod"})
# Relations of a noun of action that a date before it dates alone.
OF_NOUNS = frozenset({"dobj", "poss", "compound"})
# Prepositions before what is of the day of the clause: "shot during Monday's march".
SAME_DAY = word_list("date_bounds.same_day")
# What stands behind these goes on meanwhile, or began it: "despite shelling on Sunday".
STILL = frozenset({"despite", "since"})
APART = BEFORE_OR_AFTER - STILL
# Conjunctions of a clause that happened at another time than the clause above.
OTHER_TIME = word_list("date_bounds.other_time")
# What is done with a statement: "in a report issued on Monday" the deeds are of other days.
ISSUED = word_list("date_bounds.issued")
# Nouns that "since" compares with, not counts from: "the worst raid since 1994".
COMPARING = word_list("date_bounds.comparing")


def is_bounded(inner: Token, owner: Token, triggers: Collection[int]) -> bool:
    """Return whether a date reaches no word of a happening, though it stands below its verb.

    Args:
        inner: The highest word of the date.
        owner: The word of the happening.
        triggers: Indices of all words of happenings in the sentence.
    """
    shared = {owner.i, *(token.i for token in owner.ancestors)}
    if inner.i in shared:
        return False
    if _is_compared(inner, owner):
        return True
    noun = inner.head
    if noun.i in shared:
        return False
    if _is_only_of_noun(inner, noun, triggers):
        return True
    return any(_is_bound(word, triggers) for word in _way(noun, shared))


def _way(word: Token, shared: Collection[int]) -> Iterator[Token]:
    """Yield the words from one up to below what stands above the owner too, or is it."""
    for above in (word, *word.ancestors):
        if above.i in shared:
            return
        yield above


def _is_bound(word: Token, triggers: Collection[int]) -> bool:
    """Return whether a word on the way up from a date ends its reach."""
    if word.dep_ == "appos":
        return word.pos_ == "NOUN"
    if word.dep_ == "advcl":
        return _is_of_other_time(word)
    if word.dep_ == "acl":
        return word.lower_ in ISSUED
    if word.dep_ != "pobj" or word.i not in triggers:
        return False
    return word.head.lower_ in APART


def _is_of_other_time(clause: Token) -> bool:
    """Return whether a clause tells what happened at another time than the clause above."""
    marks = children_by(clause, "mark")
    return any(mark.lower_ in OTHER_TIME for mark in marks)


def _is_only_of_noun(inner: Token, noun: Token, triggers: Collection[int]) -> bool:
    """Return whether a date before a noun dates the noun alone: "over Monday's blast"."""
    if inner.dep_ not in DATING_NOUNS:
        return False
    if noun.pos_ != "NOUN" or noun.i < inner.i:
        return False
    if noun.dep_ == "pobj":
        return not _is_of_same_day(noun.head)
    return noun.dep_ in OF_NOUNS and noun.i in triggers


def _is_of_same_day(preposition: Token) -> bool:
    """Return whether what a preposition leads to is of the day of the clause."""
    if preposition.lower_ not in SAME_DAY:
        return False
    return is_verb(preposition.head)


def _is_compared(inner: Token, owner: Token) -> bool:
    """Return whether "since" before a date only compares: "the worst raid since 1994"."""
    since = inner.head
    if since.lower_ != "since":
        return False
    above = since.head
    if is_verb(above):
        return _is_simple_past(above) and tense(owner) == "past"
    return any(map(_is_comparing, (above, *above.children)))


def _is_comparing(word: Token) -> bool:
    """Return whether a word compares: "the worst", "the first"."""
    if word.tag_ == "JJS":
        return True
    return word.lower_ in COMPARING


def _is_simple_past(verb: Token) -> bool:
    """Return whether a verb is in the past without an auxiliary."""
    if has_child(verb, *AUXILIARY):
        return False
    return tense(verb) == "past"
