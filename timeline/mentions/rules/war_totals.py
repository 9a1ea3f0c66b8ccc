"""Figures that are those of a war or a longer time, and not of one incident."""

from collections.abc import Iterable

from timeline.mentions.rules.candidate import Candidate
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.dating import only_date
from timeline.mentions.rules.running_totals import LASTING, is_running_total
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import tense
from timeline.model.mentions import Count
from timeline.model.types import CasualtyKind, PartOfSpeech

# So many dead without a day ("has killed 2,700") are the sum of a longer time; no single incident
# has so many.
MANY, PERFECT_MANY = 500, 100
# So few dead are never those of a whole war.
FEW = 5
# Modes of fighting without an operation that has a name.
PLAIN_MODES = frozenset({None, "clash", "war"})


def is_total(candidate: Candidate, counts: Iterable[Count]) -> bool:
    """Return whether the figures are those of a war or a longer time.

    Not of an operation that is named with them.
    """
    sentence, main = candidate.sentence, candidate.main
    if main.group.type != "ASSAULT":
        return False
    killed = _most_killed(counts)
    if killed < FEW:
        return False
    if is_running_total(sentence.tokens, tense(main.token)):
        return True
    if candidate.date is None and _has_lasted(sentence):
        return True
    if killed < _enough_for_a_war(main):
        return False
    return not _is_operation(candidate)


def _enough_for_a_war(main: Trigger) -> int:
    """Return how many dead without a day are those of a longer time."""
    return PERFECT_MANY if tense(main.token) == "perfect" else MANY


def _is_operation(candidate: Candidate) -> bool:
    """Return whether a noun, a mode or a day makes it one operation."""
    if candidate.main.group.mode not in PLAIN_MODES:
        return True
    if only_date(candidate.sentence) is not None:
        return True
    return any(trigger.group.pos is PartOfSpeech.NOUN for trigger in candidate.group)


def _most_killed(counts: Iterable[Count]) -> int:
    """Return the greatest number of people killed."""
    greatest = 0
    for figure in counts:
        if figure.kind is CasualtyKind.KILLED:
            greatest = max(greatest, figure.best or figure.low or 0)
    return greatest


def _has_lasted(sentence: Sentence) -> bool:
    """Return whether the sentence is about force that lasted weeks or more."""
    return LASTING.search(sentence.tokens.text) is not None


def is_total_of_war(sentence: Sentence, counts: Iterable[Count]) -> bool:
    """Return whether figures are those of a war rather than of the incident mentioned before."""
    if is_running_total(sentence.tokens, tense(sentence.tokens.root)):
        return True
    if only_date(sentence) is not None:
        return False
    return _most_killed(counts) >= MANY or _has_lasted(sentence)
