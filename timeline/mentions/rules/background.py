"""Tell what a sentence recalls of times before the news.

"The army had shelled the town", "once raided the camp", "as a candidate he vowed", "during the
colonial war": the day of publication may not be assumed for it.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.tree import children_by, clause_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import is_pluperfect

# Adverbs of times before the news: "once", "formerly", "has long accused".
FORMERLY = word_list("background.formerly")
# Nouns of old times behind "during", "in" or "under": "during the war", "under his rule".
OLD_TIMES = word_list("background.old_times")
# Prepositions of such times.
OVER_TIMES = frozenset({"during", "in", "under"})
# Who someone was in old times: "as a candidate he vowed".
FORMER_ROLES = word_list("background.former_roles")
# What sets a rule or an office apart from the present one: "under the former president".
FORMER = word_list("background.former")
# Links by which words that somebody tells afterwards hang on a verb.
TOLD_BY = frozenset({"ccomp", "parataxis"})


def is_of_old(group: Sequence[Trigger], words: Words) -> bool:
    """Return whether all words of a happening stand in clauses that look back before the news."""
    return all(_is_looking_back(trigger.token, words) for trigger in group)


def _is_looking_back(token: Token, words: Words) -> bool:
    verb = clause_verb(token)
    if verb is None:
        return False
    if is_pluperfect(verb) and not _is_told_by_another(verb, words):
        return True
    return any(_is_of_old_times(child) for child in _adjuncts(verb))


def _is_told_by_another(verb: Token, words: Words) -> bool:
    """Return whether "had" only puts it before it was told: "said it had attacked"."""
    if verb.dep_ in TOLD_BY:
        return True
    for ancestor in verb.ancestors:
        if ancestor.dep_ in TOLD_BY or is_reporting(ancestor, words):
            return True
    return any(is_reporting(child, words) for child in verb.children)


def _adjuncts(verb: Token) -> Iterator[Token]:
    """Yield the words beside a verb, and beside the first of those it is listed with."""
    yield from verb.children
    if verb.dep_ == "conj":
        yield from verb.head.lefts


def _is_of_old_times(word: Token) -> bool:
    """Return whether an adverb or a phrase puts a clause before the news."""
    if word.dep_ == "advmod":
        return _is_former_adverb(word)
    if word.dep_ == "prep":
        return _is_former_phrase(word)
    return False


def _is_former_adverb(adverb: Token) -> bool:
    """Return whether an adverb is "once" or "formerly"; not that of "once again", "once more"."""
    if adverb.lower_ not in FORMERLY:
        return False
    following = adverb.i + 1
    if following == len(adverb.doc):
        return True
    return adverb.doc[following].lower_ not in {"again", "more"}


def _is_former_phrase(preposition: Token) -> bool:
    """Return whether a preposition puts a clause into old times: "during the war"."""
    nouns = children_by(preposition, "pobj")
    return any(_is_former(preposition.lower_, noun) for noun in nouns)


def _is_former(preposition: str, noun: Token) -> bool:
    """Return whether "as a candidate", "during the war" or "under the former ruler" is told."""
    if preposition == "as":
        return lemma_of(noun) in FORMER_ROLES
    if preposition == "under" and _is_set_apart(noun):
        return True
    return preposition in OVER_TIMES and lemma_of(noun) in OLD_TIMES


def _is_set_apart(noun: Token) -> bool:
    """Return whether a rule or an office is no longer the present one: "the former president"."""
    return any(child.lower_ in FORMER for child in noun.children)
