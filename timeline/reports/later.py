"""Count "a day later" from the happening that "it" names, not from a date told between.

"A bomb fell on 2 May, police said on Friday. It was followed a day later by a raid": on 3 May.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline.lexicon.numbers import read_number
from timeline.lexicon.words import words
from timeline.model.types import HAPPENED, SPOKEN
from timeline.model.when import Basis, Precision
from timeline.reports.resolve import ResolvedMention

# How many sentences before its sentence "it" may be told.
REACH = 2
IT = re.compile(r"(?:it|that|this)\b", re.IGNORECASE)
DAYS_LATER = re.compile(r"(\S+) days? later\Z", re.IGNORECASE)
NEXT_DAY = re.compile(
    r"(?:a|one) day later\Z|the (?:next|following) day\Z", re.IGNORECASE
)


def with_later_days(drafts: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """Give passages of "it was followed a day later" the day counted from what "it" is."""
    passages: list[ResolvedMention] = []
    for passage in drafts:
        day = _later_day(passage, passages)
        if day is not None:
            passage = _dated(passage, day)
        passages.append(passage)
    return passages


def _later_day(
    passage: ResolvedMention, before: Sequence[ResolvedMention]
) -> date | None:
    """Return the day of what happened so many days after "it"; None where it is not so."""
    days = _days_later(passage)
    start = _day_of_it(passage, before) if days else None
    if start is None:
        return None
    return start + timedelta(days)


def _days_later(passage: ResolvedMention) -> int:
    """Return how many days later than "it" a passage happened; 0 where that is not said."""
    when = passage.mention.when
    if when is None or IT.match(passage.passage.text) is None:
        return 0
    if NEXT_DAY.match(when.text):
        return 1
    counted = DAYS_LATER.match(when.text)
    number = read_number([counted[1]], words()) if counted else None
    if number is None:
        return 0
    return number.best or 0


def _day_of_it(
    passage: ResolvedMention, before: Sequence[ResolvedMention]
) -> date | None:
    """Return the day of the last happening that the sentences before tell; None without one."""
    sentence = passage.mention.sentence
    for earlier in reversed(before):
        distance = sentence - earlier.mention.sentence
        if distance > REACH:
            return None
        if distance and _is_dated_deed(earlier) and earlier.date:
            return earlier.date.start
    return None


def _is_dated_deed(passage: ResolvedMention) -> bool:
    """Return whether a passage tells to the day of something done."""
    mention = passage.mention
    if mention.status not in HAPPENED or mention.type in SPOKEN:
        return False
    return passage.date is not None and passage.date.precision is Precision.DAY


def _dated(passage: ResolvedMention, day: date) -> ResolvedMention:
    """Return a passage with another day."""
    if passage.date is None:
        return passage
    when = replace(passage.date, start=day, end=day, basis=Basis.RELATIVE)
    return replace(passage, date=when, passage=replace(passage.passage, date=when))
