"""Dates for formats that express precision by what they leave out."""

from timeline.model.when import DateInterval, Precision


# Grains of which the day is known.
def stated_parts(when: DateInterval) -> tuple[int, ...]:
    """Return year, month and day of the first day, as far as they are known.

    A month that is one whole month has no day, (2020, 2), a year no month, (2020,); all other
    grains are intervals of days.
    """
    start = when.start
    end = when.end
    is_one_year = start.year == end.year
    if is_one_year and when.precision is Precision.YEAR:
        return (start.year,)
    is_one_month = is_one_year and start.month == end.month
    if is_one_month and when.precision is Precision.MONTH:
        return (start.year, start.month)
    return (start.year, start.month, start.day)


def is_one_unit(when: DateInterval) -> bool:
    """Return whether the parts say all: one day, one month, one year."""
    return len(stated_parts(when)) < 3 or when.start == when.end


DAY_KNOWN = frozenset({Precision.TIME, Precision.DAY})


def date_text(when: DateInterval) -> str:
    """Return a date with its grain, in words for people.

    >>> from datetime import date
    >>> from timeline.model.when import Basis
    >>> week = DateInterval(
    ...     start=date(2020, 2, 3),
    ...     end=date(2020, 2, 9),
    ...     precision=Precision.WEEK,
    ...     basis=Basis.STATED,
    ... )
    >>> date_text(week)
    '2020-02-03 to 2020-02-09 (week)'
    """
    text = f"{when.start} to {when.end}"
    if is_one_unit(when):
        parts = [f"{part:02d}" for part in stated_parts(when)]
        text = "-".join(parts)
    if when.precision in DAY_KNOWN:
        return text
    return f"{text} ({when.precision.value})"
