"""What does a resolver answer?"""

from dataclasses import dataclass

from timeline.model.when import Basis, TimexType
from timeline.temporal.values import Moment, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the words of one expression mean.

    Attributes:
        value: TIMEX3 value; None when it cannot be told.
        type: TIMEX3 type.
        basis: STATED when the words give the day, month or year in full; RELATIVE when an anchor gave a part.
        part: "early", "mid" or "late" of the time meant; "" for all of it.
        span: The days, where the value does not tell them.
        told: The date that later words can hang on; None when the expression moves nothing.
        bare_year: Whether `told` is a bare year, which can be an aside.
        time_of_day: Part of the day or clock time, as said.
        dated: Whether the value names days; False for durations, sets and vague words.
    """

    value: str | None
    type: TimexType = TimexType.DATE
    basis: Basis = Basis.RELATIVE
    part: str = ""
    span: Span | None = None
    told: Moment | None = None
    bare_year: bool = False
    time_of_day: str | None = None
    dated: bool = True


def vague(value: str | None, kind: TimexType = TimexType.DATE) -> Resolved:
    """Make the answer of an expression that dates nothing."""
    return Resolved(value=value, type=kind, dated=False)
