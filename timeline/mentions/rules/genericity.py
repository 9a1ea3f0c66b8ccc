"""Tell one happening from a habit, a mood, a norm, the sum of a war, and undated background."""

import re

from spacy.tokens import Span, Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.tree import children_by, clause_verb
from timeline.mentions.rules.verb_forms import PRESENT, auxiliaries, tense
from timeline.model.types import CUMULATIVE, HAPPENED, SPOKEN, Genericity, Status

HABIT = word_list("genericity.habit")
"""Adverbs of a clause that tells what happens again and again."""
EVERY = re.compile(
    r"\b(?:every|each) (?:few |single |other )?"
    r"(?:day|night|week|month|year|time|Friday|evening)s?\b"
    r"|\b(?:over|for) (?:the |many |several )?(?:years|decades|centuries)\b"
    r"|\b(?:day after day|time and again|on a daily basis|whenever)\b",
    re.IGNORECASE,
)


def genericity(
    token: Token,
    sentence: Span,
    *,
    type: str,
    mode: str | None,
    status: Status,
    is_dated: bool,
    is_aside: bool,
    has_figures: bool,
) -> Genericity:
    """Return generic for a mention that tells of no one happening.

    Args:
        token: The main trigger.
        sentence: Its sentence.
        type: Id of the incident type.
        mode: Mode of the mention.
        status: Status of the mention.
        is_dated: Whether words of the text date it.
        is_aside: Whether the words only recall it: a noun that no verb carries.
        has_figures: Whether people are counted with it.
    """
    if mode == CUMULATIVE:
        return Genericity.GENERIC
    if status not in HAPPENED:
        return Genericity.SPECIFIC
    if is_habitual(token, sentence):
        return Genericity.GENERIC
    if is_dated:
        return Genericity.SPECIFIC
    if _is_timeless(token, type):
        return Genericity.GENERIC
    is_background = is_aside or _is_summing_up(token, has_figures=has_figures)
    if is_background and type not in SPOKEN:
        return Genericity.GENERIC
    return Genericity.SPECIFIC


def _is_summing_up(token: Token, *, has_figures: bool) -> bool:
    """Return whether a clause in the perfect tells what has been without counting people."""
    return not has_figures and tense(token) == "perfect"


def is_habitual(token: Token, sentence: Span) -> bool:
    """Return whether words of the clause say that it happens again and again."""
    verb = clause_verb(token)
    if verb is not None and _has_adverb_of_habit(verb):
        return True
    return EVERY.search(sentence.text) is not None


def _has_adverb_of_habit(verb: Token) -> bool:
    adverbs = children_by(verb, "advmod")
    return any(word.lower_ in HABIT for word in adverbs)


def _is_timeless(token: Token, type: str) -> bool:
    """Return whether a clause in the simple present states a habit, a norm or a trait.

    Speech in the present is news.
    """
    verb = clause_verb(token)
    if verb is None or type in SPOKEN:
        return False
    if verb.tag_ not in PRESENT:
        return False
    return not auxiliaries(verb)
