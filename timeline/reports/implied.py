"""Days that a sentence implies for an event that nothing dates.

"Came a day after S fell" counts back from the day of what came; "has lasted for three weeks" and
"in recent days" reach back from publication; what is said on a day happened on it or a day earlier.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline.model.mentions import EventMention
from timeline.model.types import HAPPENED, SPOKEN
from timeline.model.when import Basis, DateInterval, Precision, TemporalExpression

# Value of a length of time: "P3D", "P2W", "PXM" for an unknown number.
_LENGTH = re.compile(r"P(\d+|X)([DWMY])$")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_GRAINS = {
    "D": Precision.DAY,
    "W": Precision.WEEK,
    "M": Precision.MONTH,
    "Y": Precision.YEAR,
}
# How many days "recent days", "recent weeks" and "recent months" reach back: a guess, kept as one.
_RECENT = {"D": 7, "W": 30, "M": 180}
# What is said on a day happened on it or so many days before.
_SAID_DAYS = 1
_LONGEST = 3000  # days; longer times date nothing


@dataclass(frozen=True, slots=True)
class _Length:
    """How many of which unit a length of time has; None for the number where it is open."""

    count: int | None
    unit: str

    @property
    def days(self) -> int:
        """Number of days; 0 where it is open."""
        count = self.count or 0
        return count * _DAYS[self.unit]


def _length(expression: TemporalExpression | None) -> _Length | None:
    """Return the length of time of an expression; None where it is none that counts days."""
    if expression is None:
        return None
    match = _LENGTH.match(expression.value or "")
    if match is None:
        return None
    number, unit = match.groups()
    length = _Length(None if number == "X" else int(number), unit)
    return length if length.days <= _LONGEST else None


def days_before(
    mention: EventMention, news: DateInterval | None
) -> DateInterval | None:
    """Return the day of what the main clause came so long after; None when it is not told so.

    `news`: the day of a main clause without a date.
    """
    gap = mention.time_told.after
    came = mention.time_told.came
    length = _length(gap)
    day = came.interval if came else news
    if gap is None or length is None or day is None:
        return None
    return _back(day, length, gap.text) if length.count else None


def _back(came: DateInterval, length: _Length, words: str) -> DateInterval:
    """Return the time so long before another; of weeks and months it is only about then."""
    days = timedelta(length.days)
    loose = timedelta(_DAYS[length.unit] // 2)
    is_exact = length.unit == "D"
    return replace(
        came,
        start=came.start - days - loose,
        end=came.end - days + loose,
        precision=came.precision if is_exact else _GRAINS[length.unit],
        text=words,
        time_of_day=None,
    )


def lasting(mention: EventMention, published: date | None) -> DateInterval | None:
    """Return the days up to publication of "has lasted for three weeks" and "in recent days"."""
    words = mention.time_told.vague
    length = _length(words)
    if words is None or length is None or published is None:
        return None
    if mention.status not in HAPPENED:
        return None
    if length.count is None:
        return _recent(length.unit, words.text, published)
    if mention.tense != "perfect":
        return None
    return _reaching_back(length.days, published, words.text, Basis.RELATIVE)


def _recent(unit: str, words: str, published: date) -> DateInterval | None:
    """Return the days that "recent days" reaches back, as an assumption."""
    if "recent" not in words.lower() or unit not in _RECENT:
        return None
    return _reaching_back(_RECENT[unit], published, words, Basis.ASSUMED)


def _reaching_back(
    days: int, published: date, words: str, basis: Basis
) -> DateInterval:
    """Return so many days up to publication."""
    return DateInterval(
        start=published - timedelta(days),
        end=published,
        precision=Precision.PERIOD,
        basis=basis,
        text=words,
    )


def said_days(mention: EventMention) -> DateInterval | None:
    """Return the day on which a deed is told and the one before, as an assumption."""
    said = mention.time_told.said
    day = said.interval if said else None
    if day is None or day.days > 1 or mention.type in SPOKEN:
        return None
    if mention.tense not in ("past", ""):
        return None
    return replace(
        day,
        start=day.start - timedelta(_SAID_DAYS),
        precision=Precision.PERIOD,
        basis=Basis.ASSUMED,
        text=None,
        time_of_day=None,
    )
