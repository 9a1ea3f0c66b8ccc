"""Tell where the reach of a date ends: at the noun or clause that it stands in.

"Renewed the call after Monday's blast", "the worst raid since 1994", "a veteran of the 1991 war".
"""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.scope import BEFORE_OR_AFTER
from timeline.mentions.rules.tree import is_verb
from timeline.mentions.rules.verb_forms import tense

# Links of words that date a noun behind them: "Monday's blast", "the 26 May vote", with "the".
DATING_NOUNS = frozenset({"det", "poss", "nummod", "compound", "nmod", "amod"})
# Prepositions before what is of the day of the clause: "shot during Monday's march".
SAME_DAY = word_list("date_bounds.same_day")
# What stands behind these goes on meanwhile, or began it: "despite shelling on Sunday".
STILL = frozenset({"despite", "since"})
APART = BEFORE_OR_AFTER - STILL
# Conjunctions of a clause that happened at another time than the clause above.
OTHER_TIME = word_list("date_bounds.other_time")
# Nouns that "since" compares with, not counts from: "the worst raid since 1994".
COMPARING = word_list("date_bounds.comparing")


def is_bounded(inner: Token, owner: Token, triggers: Collection[int]) -> bool:
    """Return whether a date reaches no word of a happening, though it stands below its verb.

    Args:
        inner: The highest word of the date.
        owner: The word of the happening.
        triggers: Indices of all words of happenings in the sentence.
    """
    return any(
        _is_bound(word, inner, owner, triggers)
        for word in _way(inner, owner)
    )  # fmt: skip


def _way(inner: Token, owner: Token) -> Iterator[Token]:
    """Yield the words from a date up to below what stands above the owner too, or is it."""
    shared = {owner.i, *(token.i for token in owner.ancestors)}
    for word in (inner, *inner.ancestors):
        if word.i in shared:
            return
        yield word


def _is_bound(
    word: Token, inner: Token, owner: Token, triggers: Collection[int]
) -> bool:
    """Return whether a word on the way up from a date ends its reach."""
    if word == inner:
        return _is_compared(inner, owner)
    if word.dep_ == "appos":
        return word.pos_ == "NOUN"
    if word.dep_ == "advcl":
        return any(
            child.lower_ in OTHER_TIME
            for child in word.children
            if child.dep_ == "mark"
        )  # fmt: skip
    if word.dep_ == "pobj" and word.i in triggers and word.head.lower_ in APART:
        return True
    return inner.head == word and _is_only_of_noun(inner, word, triggers)


def _is_only_of_noun(inner: Token, noun: Token, triggers: Collection[int]) -> bool:
    """Return whether a date before a noun dates the noun alone: "over Monday's blast"."""
    is_before = inner.dep_ in DATING_NOUNS and inner.i < noun.i
    if not is_before or noun.pos_ != "NOUN":
        return False
    if noun.dep_ == "pobj":
        preposition = noun.head
        return preposition.lower_ not in SAME_DAY or not is_verb(preposition.head)
    return noun.dep_ in {"dobj", "poss", "compound"} and noun.i in triggers


def _is_compared(inner: Token, owner: Token) -> bool:
    """Return whether "since" before a date only compares: "the worst raid since 1994"."""
    since = inner.head
    if since.lower_ != "since":
        return False
    above = since.head
    if is_verb(above):
        return (
            tense(above) == "past"
            and tense(owner) == "past"
            and not _has_auxiliary(above)
        )
    return any(
        child.tag_ == "JJS" or child.lower_ in COMPARING
        for child in above.children
    )  # fmt: skip


def _has_auxiliary(verb: Token) -> bool:
    return any(
        child.dep_ in {"aux", "auxpass"}
        for child in verb.children
    )  # fmt: skip
