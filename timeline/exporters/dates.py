"""How is a date written where precision is told by what is left out?"""

from timeline.model.when import DateInterval, Precision

# Grains of which the day is not known, though the month or year is.
MONTH_KNOWN = frozenset({Precision.MONTH})
YEAR_KNOWN = frozenset({Precision.YEAR})
DAY_KNOWN = frozenset({Precision.TIME, Precision.DAY})


def told_parts(when: DateInterval) -> tuple[int, ...]:
    """Give year, month and day of the first day, as far as they are known: (2020,), (2020, 2) or (2020, 2, 6).

    A month that is one whole month has no day, a year no month; all other grains are intervals of days.
    """
    start = when.start
    if when.precision in YEAR_KNOWN and start.year == when.end.year:
        return (start.year,)
    if when.precision in MONTH_KNOWN and (start.year, start.month) == (
        when.end.year,
        when.end.month,
    ):
        return (start.year, start.month)
    return (start.year, start.month, start.day)


def is_one(when: DateInterval) -> bool:
    """Say whether the parts say all: one day, one month, one year."""
    return len(told_parts(when)) < 3 or when.start == when.end


def date_text(when: DateInterval) -> str:
    """Say a date with its grain, in words for people.

    >>> from datetime import date
    >>> from timeline.model.when import Basis
    >>> week = DateInterval(start=date(2020, 2, 3), end=date(2020, 2, 9), precision=Precision.WEEK, basis=Basis.STATED)
    >>> date_text(week)
    '2020-02-03 to 2020-02-09 (week)'
    """
    parts = told_parts(when)
    text = (
        "-".join(f"{part:02d}" for part in parts) if is_one(when) else f"{when.start} to {when.end}"
    )
    return text if when.precision in DAY_KNOWN else f"{text} ({when.precision.value})"
