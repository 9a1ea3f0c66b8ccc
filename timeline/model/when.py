"""Date intervals, with precision and basis."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """Grain of the words that date something, from the finest to the coarsest."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    PERIOD = "period"


# Rank of each precision, the finest first.
GRAIN = {precision: rank for rank, precision in enumerate(Precision)}
# What files of version 0.1 say for a date that is computed relative to an anchor.
OLD_RELATIVE = "reckoned"


class Basis(StrEnum):
    """How a date or place is known: stated, computed relative to an anchor, or assumed.

    >>> Basis(OLD_RELATIVE)
    <Basis.RELATIVE: 'relative'>
    """

    STATED = "stated"
    RELATIVE = "relative"
    ASSUMED = "assumed"

    @classmethod
    def _missing_(cls, value: object) -> "Basis | None":
        if value == OLD_RELATIVE:
            return cls.RELATIVE
        return None


class TimexType(StrEnum):
    """TIMEX3 types of temporal expressions (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """The days on which something may have happened.

    Attributes:
        start: First possible day, in the calendar of the place reported on.
        end: Last possible day, itself included; equal to `start` when one day is meant.
        precision: Grain of the words, not of the interval: "last month" is MONTH though it covers
            28 to 31 days.
        basis: How the days are known. A guess is never stored as a statement.
        text: The words; None when there are none (basis ASSUMED).
        time_of_day: Part of the day or clock time as said ("pre-dawn", "03:00 GMT"); None if not
            said.

    Source: graded dates as in UCDP GED's date_start, date_end and date_prec.
    """

    start: date
    end: date
    precision: Precision
    basis: Basis
    text: str | None = None
    time_of_day: str | None = None

    def is_overlapping(self, interval: "DateInterval") -> bool:
        """Return whether the two share a day."""
        if self.end < interval.start:
            return False
        return self.start <= interval.end

    def has_within(self, interval: "DateInterval") -> bool:
        """Return whether every day of `interval` is a day of this one."""
        if interval.start < self.start:
            return False
        return interval.end <= self.end

    @property
    def days(self) -> int:
        """Number of days, both ends included."""
        difference = self.end - self.start
        return difference.days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporalExpression:
    """Words that tell a time (TIMEX3), found and, where possible, resolved.

    Attributes:
        start: Offset of the first character in the document's text.
        end: Offset after the last character.
        text: Exactly that slice.
        type: TIMEX3 type. A SET dates nothing, a DURATION only when it ends at the anchor ("the
            past two weeks").
        value: TIMEX3 value ("2020-02-06", "2020-01", "P2W", "PRESENT_REF"); None when it cannot be
            told.
        interval: The days meant ("the past two weeks": those weeks); None for other durations,
            sets, vague words, and for relative words without an anchor.
        rule: Name of the rule that found and resolved it.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str | None
    interval: DateInterval | None
    rule: str
