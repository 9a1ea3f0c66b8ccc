"""Which quarter or half of which year do the words mean?"""

from timeline.model.when import Basis
from timeline.temporal.anchoring import Running, tense
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import ordinal
from timeline.temporal.periods import decade
from timeline.temporal.resolve import part_of
from timeline.temporal.result import Resolved, vague
from timeline.temporal.units import direction, shift
from timeline.temporal.values import Moment, add_years


def quarter(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the third quarter", "last year's fourth quarter", "the second quarter of 2010"."""
    number = ordinal(hit.get("ord"))
    if not number or number > 4:
        return None
    base = running.base()
    if hit.get("year"):
        year: int | None = int(hit.get("year"))
    elif hit.get("ref") or hit.get("dir"):
        year = add_years(base.year, direction(hit.get("ref") or hit.get("dir"))) if base else None
    else:
        ahead = tense(running.tokens, hit.first) == "future"
        year = _nearest(base, number, ahead=ahead) if base else None
    if year is not None and base and "fiscal" in running.tokens.slice(hit.first, hit.last).lower():
        year = min(
            year, base.year
        )  # a company's year; its first quarter may lie in the last of ours
    if year is None:
        return vague(f"XXXX-Q{number}")
    value = f"{max(year, 1):04d}-Q{number}"
    running.quarter = value
    basis = Basis.STATED if hit.get("year") else Basis.RELATIVE
    return Resolved(value=value, basis=basis, part=part_of(hit.get("mod")))


def _quarter_of(base: Moment) -> int:
    return ((base.month or 12) + 2) // 3


def _nearest(base: Moment, number: int, *, ahead: bool = False) -> int:
    """Return the year of a quarter told without one: the last one begun, or the first of next year in the fourth."""
    now = _quarter_of(base)
    return base.year - int(number > now and not ahead) + int(number - now <= -3)


def half(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the second half of 2008", "the first half of the year"."""
    number = ordinal(hit.get("ord")) or 2
    if hit.get("decade"):
        return decade(hit, running)
    if hit.get("month"):
        return None
    base = running.base()
    if hit.get("year"):
        year = int(hit.get("year"))
    elif base and hit.get("unit") == "year":
        year = add_years(base.year, direction(hit.get("ref")))
    else:
        return None
    if number > 2 or year < 1:
        return None
    return Resolved(
        value=f"{year:04d}-H{number}", basis=Basis.STATED if hit.get("year") else Basis.RELATIVE
    )


def year_ago(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "year-earlier", "the year-ago quarter", "the quarter a year ago"."""
    unit = hit.get("unit")
    base = running.base()
    if base is None or unit not in ("year", "month", "week", "day", "quarter"):
        return None
    number = ordinal(hit.get("ord")) if hit.get("ord") else None
    if number and number <= 4:
        return Resolved(value=f"{max(1, _nearest(base, number) - 1):04d}-Q{number}")
    if running.quarter and unit == "year":
        return Resolved(value=f"{max(1, int(running.quarter[:4]) - 1):04d}{running.quarter[4:]}")
    value = shift(base, -1, unit)
    return Resolved(value=value) if value else None


def the_period(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the corresponding period last year"."""
    base = running.base()
    if running.quarter:
        return Resolved(value=f"{max(1, int(running.quarter[:4]) - 1):04d}{running.quarter[4:]}")
    value = shift(base, -1, hit.get("unit")) if base else None
    return Resolved(value=value) if value else None
