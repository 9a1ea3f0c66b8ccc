"""Figures of a whole war or a longer time, which no single incident has."""

import re

from spacy.tokens import Doc, Span, Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.counting import Counted
from timeline.mentions.rules.lemmas import lemma_of

WARS = word_list("running_totals.wars")
SERIES = word_list("running_totals.series")


def is_of_war(counted: Counted, doc: Doc) -> bool:
    """Return whether a clause on a word for a whole war or a series holds a figure.

    "the uprising, which has left 8,000 people dead", "a wave of raids that killed 90".
    """
    head = doc[counted.last]
    return any(map(_is_clause_on_war, (head, *head.ancestors)))


def _is_clause_on_war(word: Token) -> bool:
    """Return whether a word is the verb of a relative clause that tells of a whole war."""
    if word.dep_ != "relcl":
        return False
    noun = word.head
    if lemma_of(noun) in WARS or lemma_of(noun) in SERIES:
        return True
    return noun.dep_ == "pobj" and lemma_of(noun.head.head) in SERIES


# Words that put a figure on a whole war or a longer time, not on one incident.
LONGER_TIME = re.compile(
    r"\bsince\b(?! then)|\b(?:so far|to date|in all)\b|(?<!earlier )(?<!of )\bthis year\b"
    r"|\b(?:in|over|during|for) (?:the )?(?:past|last|more than|nearly|almost)?"
    r"\s?\w+ (?:weeks|months|years)\b"
    r"|\b(?:in|during|throughout|of|by|from) (?:(?:the|this|that|its|what|a|an) )?(?:[\w'-]+ ){0,3}"
    r"(?:uprising|conflict|war|unrest|crackdown|revolt|crisis|insurgency|rebellion|revolution"
    r"|genocide)\b"
    r"|\b(?:uprising|conflict|war|unrest|crackdown|revolt|insurgency|rebellion)\b"
    r",? (?:which|that|has|have)\b",
    re.IGNORECASE,
)
# A running count of a conflict, in any tense: "the number of drivers killed in the war is now 31".
RUNNING_COUNT = re.compile(
    r"\bnumber of [^.;]{0,40}?\b(?:killed|dead|died|deaths|fatalities)\b"
    r"[^.;]{0,60}?\b(?:conflict|war|uprising|unrest)\b[^.;]{0,40}?"
    r"\b(?:(?:is|are) now|now stands?|stands? at|has (?:now )?(?:reached|risen|passed|climbed))\b"
    r"|\btoll (?:in|from|of) (?:the )?(?:fighting|violence)\b[^.;]{0,20}?\b(?:has|had) (?:now )?"
    r"(?:risen|climbed|grown|reached|passed)\b[^.;]{0,20}?\b\d{1,3},\d{3}\b",
    re.IGNORECASE,
)
# What one attack is compared with: "the worst attack since 2008 killed nine".
WORST_SINCE = re.compile(
    r"\b(?:\w{3,}est|worst|first|most)\b[\w '’-]{0,40}?\bsince\b", re.IGNORECASE
)
# Force that itself lasted weeks: "after nearly a month of bombardment", "a month-long siege",
# "three weeks of shelling".
LASTING = re.compile(
    r"\b(?:weeks?|months?|years?|decades?)[- ]long\b"
    r"|\b(?:a|an|of|\w+) (?:week|month|year|decade)s? of (?:[a-z-]+ )?"
    r"(?:bombardment|bombings?|shootings?|killings?|raids|shelling|fighting|violence|unrest"
    r"|clashes|attacks|assault|siege|strikes|war|conflict|protests)\b",
    re.IGNORECASE,
)


# The sum that is told behind one happening: "bringing to 300 the number killed since March", "the
# latest in a wave of raids that have killed 90 since May".
SUMMING_UP = re.compile(
    r"[,–—-] (?:bringing|raising|taking|pushing|adding to)\b.*"
    r"|[,–—-] (?:(?:the|one of the) )?(?:latest|newest|most recent|worst|deadliest|part)\b"
    r"[^.;,]{0,30}?"
    r"\b(?:campaign|chain|cycle|rash|series|spate|spiral|string|surge|wave)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# Words of a longer time up to now, in any tense.
UP_TO_NOW = ("since", "so far", "to date", "this year")


def is_running_total(sentence: Span, tense_of_it: str) -> bool:
    """Return whether a sentence counts the casualties of a longer time.

    "9,000 have been killed since March". Words for a war alone do not say so in the past tense
    ("died in the war on Monday"); "since" and "so far" do.
    """
    text = sentence.text
    if RUNNING_COUNT.search(text) is not None:
        return True
    text = SUMMING_UP.sub("", text)
    longer_time = LONGER_TIME.search(WORST_SINCE.sub("", text))
    if longer_time is None:
        return False
    if longer_time.group().lower().startswith(UP_TO_NOW):
        return True
    return tense_of_it in {"perfect", "present"}
