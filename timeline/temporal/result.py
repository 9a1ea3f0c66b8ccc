"""The answer of a resolver."""

from dataclasses import dataclass

from timeline.model.when import Basis, TimexType
from timeline.temporal.values import Moment, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the words of one expression mean.

    Attributes:
        value: TIMEX3 value; None when nothing gives one.
        type: TIMEX3 type.
        basis: STATED when the words give the day, month or year in full; RELATIVE when an anchor
            gave a part.
        part: "early", "mid" or "late" of the time meant; "" for all of it.
        span: The days, where the value does not give them.
        moment: The date from which later words can count; None when the expression moves nothing.
        bare_year: Whether `moment` is a bare year, which can be an aside.
        time_of_day: Part of the day or clock time, as said.
        dated: Whether the value names days; False for durations, sets and vague words.
    """

    value: str | None
    type: TimexType = TimexType.DATE
    basis: Basis = Basis.RELATIVE
    part: str = ""
    span: Span | None = None
    moment: Moment | None = None
    bare_year: bool = False
    time_of_day: str | None = None
    dated: bool = True


def vague(value: str | None, kind: TimexType = TimexType.DATE) -> Resolved:
    """Return the answer of an expression that dates nothing."""
    return Resolved(value=value, type=kind, dated=False)


def vague_set(value: str) -> Resolved:
    """Return the answer of an expression that names many times: "every Thursday"."""
    return vague(value, TimexType.SET)


def vague_time(code: str, month: Moment | None = None) -> Resolved:
    """Return the answer of a part of a day that nothing gives; its month may be known."""
    day = f"{month.value}-XX" if month else "XXXX-XX-XX"
    return vague(f"{day}T{code}", TimexType.TIME)
