"""Count "a day later" from the happening that "it" names, not from a date told between.

"A bomb fell on 2 May, police said on Friday. It was followed a day later by a raid": on 3 May.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from timeline.model.types import HAPPENED, SPOKEN
from timeline.model.when import Basis, DateInterval, Precision
from timeline.reports.resolve import ResolvedMention
from timeline.temporal.numbers import number

# How many sentences before its sentence "it" may be told.
REACH = 2
IT = re.compile(r"(?:it|that|this)\b", re.IGNORECASE)
DAYS_LATER = re.compile(r"(\S+) days? later\Z|the (?:next|following) day\Z", re.IGNORECASE)


def with_later_days(drafts: Sequence[ResolvedMention]) -> list[ResolvedMention]:
    """Give passages of "it was followed a day later" the day counted from what "it" is."""
    passages: list[ResolvedMention] = []
    for passage in drafts:
        days = _days_later(passage)
        told = _told_before(passage, passages) if days else None
        passages.append(passage if told is None else _dated(passage, told, days))
    return passages


def _days_later(passage: ResolvedMention) -> int:
    """Return how many days later than "it" a passage happened; 0 where it is not told so."""
    when = passage.mention.when
    found = DAYS_LATER.match(when.text) if when is not None else None
    if found is None or IT.match(passage.passage.text) is None:
        return 0
    count = number(found[1]) if found[1] not in (None, "a") else 1
    return int(count or 0)


def _told_before(
    passage: ResolvedMention, passages: Sequence[ResolvedMention]
) -> DateInterval | None:
    """Return the day of the last happening that the sentences before tell; None without one."""
    sentence = passage.mention.sentence
    days = [
        one.date
        for one in passages
        if 0 < sentence - one.mention.sentence <= REACH and _is_deed(one)
    ]  # fmt: skip
    return next((day for day in reversed(days) if day is not None), None)


def _is_deed(passage: ResolvedMention) -> bool:
    """Return whether a passage tells to the day of something done."""
    mention = passage.mention
    is_done = mention.status in HAPPENED and mention.type not in SPOKEN
    return is_done and passage.date is not None and passage.date.precision is Precision.DAY


def _dated(passage: ResolvedMention, told: DateInterval, days: int) -> ResolvedMention:
    """Return a passage dated so many days after a day."""
    when = passage.mention.when
    day = told.start + timedelta(days)
    date = replace(told, start=day, end=day, basis=Basis.RELATIVE, text=when.text if when else None)
    return replace(passage, date=date, passage=replace(passage.passage, date=date))
