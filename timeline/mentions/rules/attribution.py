"""Find who is cited for what a sentence says."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from timeline.lexicon.words import Words
from timeline.mentions.rules.governing_speakers import governing
from timeline.mentions.rules.named_sources import (
    ACCORDING_TO,
    according,
    blaming,
    perceiving,
    putting,
    showing,
)
from timeline.mentions.rules.reporting_verbs import Speaker, is_reporting
from timeline.mentions.rules.trailing_speakers import inverted, trailing


def speakers(trigger: Token, sentence: Span, words: Words) -> list[Speaker]:
    """Return those cited for a trigger, the nearest first."""
    unique: dict[int, Speaker] = {}
    for head, verb in _cited(trigger, sentence, words):
        unique.setdefault(head.i, (head, verb))
    return list(unique.values())


def _cited(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Yield those cited for a trigger, some of them more than once."""
    for speaker in _reporting(trigger, sentence, words):
        if _is_outside(speaker, trigger, words):
            yield speaker
    yield from blaming(trigger, words)
    yield from trailing(trigger, sentence, words)
    yield from inverted(trigger, sentence, words)


def _reporting(trigger: Token, sentence: Span, words: Words) -> Iterator[Speaker]:
    """Yield those who say or saw it, by the clauses of the sentence."""
    yield from governing(trigger, words)
    yield from according(trigger, sentence, words)
    yield from perceiving(trigger, words)
    yield from showing(trigger, words)
    yield from putting(trigger, words)


def _is_outside(speaker: Speaker, trigger: Token, words: Words) -> bool:
    """Return whether a speaker is no part of what the trigger governs: its agent, its place."""
    head, verb = speaker
    if not trigger.is_ancestor(head) or verb == ACCORDING_TO:
        return True
    return _is_inside_report(head, trigger, words)


def _is_inside_report(head: Token, trigger: Token, words: Words) -> bool:
    """Return whether the parser attached a citation to the trigger as part of its clause."""
    inside = (governor for governor in head.ancestors if trigger.is_ancestor(governor))
    return any(is_reporting(governor, words) for governor in inside)
