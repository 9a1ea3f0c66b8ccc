"""Read what a sentence tells of time beside a date: the saying, gaps, times that name no day."""

from collections.abc import Sequence
from itertools import chain

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.background import is_of_old
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.date_words import (
    DateWords,
    follower,
    has_word,
    indices_of,
    is_opening,
    owners_of,
    words_of,
)
from timeline.mentions.rules.dating import date_of_saying
from timeline.mentions.rules.time_gaps import date_before, gap_after
from timeline.mentions.rules.tree import children_by, clause_verb, conjuncts, is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import tense
from timeline.model.mentions import Told
from timeline.model.when import TemporalExpression, TimexType

# Words behind a length of time that is not how long something lasted: "gave them two days to
# leave".
NOT_HOW_LONG = frozenset({"after", "before", "to"})
# Relations of a length of time that is told of the verb above it.
JOINED = frozenset({"pobj", "npadvmod"})
# Units within a day: what happened hours later is of the same news.
CLOCK_UNITS = word_list("time_told.clock_units")
# Words that say that a day is not told: "without saying when".
UNTOLD = word_list("time_told.untold")
UNKNOWN_DAY = "XXXX-XX-XX"
# Values of expressions that name the present, which forbid no assumption.
PRESENT = frozenset({"PRESENT_REF", None})


def time_told(sentence: Sentence, group: Sequence[Trigger]) -> Told:
    """Return what a sentence tells beside a date: of the saying, of times that name no day."""
    gap = gap_after(sentence, group)
    return Told(
        said=date_of_saying(sentence, group),
        vague=_vague_date(sentence, group),
        after=gap,
        came=None if gap is None else date_before(sentence, gap),
        since=_has_gone_on(group),
        old=is_of_old(group, sentence.words),
    )


def _vague_date(
    sentence: Sentence, group: Sequence[Trigger]
) -> TemporalExpression | None:
    """Return words that tell a time and name no day: "in 480 BC", "in recent days"."""
    untold = _untold_day(sentence)
    if untold is not None:
        return untold
    for expression in sentence.expressions:
        if _is_without_day(expression):
            date = words_of(sentence, expression)
            if date is not None and _is_time_of(sentence, date, group):
                return expression
    return None


def _is_without_day(expression: TemporalExpression) -> bool:
    """Return whether an expression tells a time but no day, and not the present."""
    if expression.interval is not None:
        return False
    if expression.type is TimexType.SET:
        return False
    return expression.value not in PRESENT


def _is_time_of(sentence: Sentence, date: DateWords, group: Sequence[Trigger]) -> bool:
    """Return whether a time that names no day is that of a happening."""
    if not _is_forbidding(sentence, date):
        return False
    if is_opening(sentence, date):
        return True
    return has_word(owners_of(sentence, date), indices_of(group))


def _untold_day(sentence: Sentence) -> TemporalExpression | None:
    """Return the words that say that the day is not told: "without saying when"."""
    text = sentence.tokens.text
    lower = text.lower()
    words = next((words for words in UNTOLD if words in lower), None)
    if words is None:
        return None
    begin = lower.index(words)
    end = begin + len(words)
    offset = sentence.offset + sentence.tokens.start_char
    return TemporalExpression(
        start=offset + begin,
        end=offset + end,
        text=text[begin:end],
        type=TimexType.DATE,
        value=UNKNOWN_DAY,
        interval=None,
        rule="untold",
    )


def _is_forbidding(sentence: Sentence, date: DateWords) -> bool:
    """Return whether a time that names no day leaves none to assume; hours do not."""
    if any(token.lower_ in CLOCK_UNITS for token in date.tokens):
        return False
    if date.expression.type is not TimexType.DURATION:
        return True
    if date.top.dep_ not in JOINED:
        return False
    behind = follower(sentence, date)
    if behind == "of" and date.top.head.lower_ == "after":
        return False  # "retook it after two days of fighting": on the day on which it is told
    return behind not in NOT_HOW_LONG


def _has_gone_on(group: Sequence[Trigger]) -> bool:
    """Return whether it has gone on since what is dated.

    "have bombed since it left on Monday".
    """
    listed = [_listed_verbs(trigger.token) for trigger in group]
    if not all(map(_are_perfect, listed)):
        return False
    verbs = chain.from_iterable(listed)
    return any(map(_is_since, verbs))


def _are_perfect(verbs: Sequence[Token]) -> bool:
    """Return whether the first of some verbs is in the perfect."""
    return bool(verbs) and tense(verbs[0]) == "perfect"


def _listed_verbs(word: Token) -> list[Token]:
    """Return the verbs of a clause and those it is listed with: "have bombed towns and fired"."""
    verb = clause_verb(word)
    if verb is None:
        return []
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    return conjuncts(verb)


def _is_since(verb: Token) -> bool:
    """Return whether a clause with "since" belongs to a verb."""
    for clause in children_by(verb, "advcl"):
        marks = children_by(clause, "mark")
        if any(mark.lower_ == "since" for mark in marks):
            return True
    return False
