"""Which days do seasons, decades, centuries and feasts mean?"""

import re

from timeline.model.when import Basis, Precision
from timeline.temporal import holidays as feasts
from timeline.temporal.anchoring import Running
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import ordinal
from timeline.temporal.resolve import MONTHS_AHEAD, finish, part_of, referred_year, year_told
from timeline.temporal.result import Resolved, vague
from timeline.temporal.values import SEASON_STARTS, Moment, Span, add_years, moment_of, year_value
from timeline.temporal.words import lexicon

_FEAST_NAMES = {name.lower(): name for name in feasts.NAMES}


def season(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve a season, with its year or without: "last summer", "the winter of 1914", "spring"."""
    code = lexicon().seasons[hit.get("season")]
    stated = year_told(hit)
    year = stated if stated is not None else referred_year(hit, running)
    if year is None:
        year = _season_year(hit, running, code)
    if year is None:
        return Resolved(value=f"XXXX-{code}", dated=False)
    value = f"{year_value(year)}-{code}"
    told = Moment(year, None, None, value)
    part = part_of(hit.get("mod"))
    return Resolved(
        value=value, basis=Basis.STATED if stated else Basis.RELATIVE, part=part, told=told
    )


def _season_year(hit: TimexMatch, running: Running, code: str) -> int | None:
    """Return the year of a season told without one."""
    if running.narrative and running.told:
        step = int(bool(re.search("next|following", hit.get("dir")))) - int(
            bool(re.search("last|previous", hit.get("dir")))
        )
        return add_years(running.told.year, step)
    if running.anchor is None:
        return None
    anchor, words = running.anchor, hit.get("dir")
    now = anchor.year * 12 + anchor.month
    start = anchor.year * 12 + SEASON_STARTS[code]
    if code == "WI" and anchor.month <= 3:
        start -= 12  # the winter that began last December
    if re.search("last|past", words):
        start -= 12 * int(start + 3 > now)
    elif re.search("next|coming", words):
        start += 12 * int(start <= now)
    elif not words and start - now > MONTHS_AHEAD:
        start -= 12
    return (start - 1) // 12


def decade(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the 1980s", "the late '90s", "the nineties", "the 480s BC"."""
    words = hit.get("decade")
    if not words[0].isdigit():
        stem = words[:-3] + "y" if words.endswith("ies") else words
        digits = "19" + str(lexicon().numbers.get(stem, 90) // 10)
    else:
        digits = re.sub(r"\D", "", words)[:-1]
        digits = ("20" if digits < "3" else "19") + digits if len(digits) == 1 else digits
    before_christ = hit.get("era").startswith("b")
    value = f"BC{digits.zfill(3)}" if before_christ else digits.zfill(3)
    return Resolved(value=value, basis=Basis.STATED, part=part_of(hit.get("mod")))


def century(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "the 19th century", "the fifth century BC"."""
    number = ordinal(hit.get("ord"))
    if not number or number > 30:
        return None
    before_christ = hit.get("era").startswith("b")
    value = f"BC{number - 1:02d}" if before_christ else f"{number - 1:02d}"
    return Resolved(value=value, basis=Basis.STATED, part=part_of(hit.get("mod")))


def feast(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve a feast in its year, or in the year told, or the one nearest to publication."""
    name = _FEAST_NAMES[hit.get("feast")]
    if name in feasts.NAMED_DAYS:
        return finish(hit, feasts.NAMED_DAYS[name].isoformat(), Basis.STATED)
    year = int(hit.get("year")) if hit.get("year") else None
    days = _days_of_feast(name, year, running)
    if days is None:
        return vague(None)
    first, middle, last = days
    precision = Precision.DAY if first == last else Precision.PERIOD
    span: Span = (first, last, precision)
    value = middle.isoformat() if (last - first).days < 9 else f"{middle:%Y-%m}"
    basis = Basis.STATED if year else Basis.RELATIVE
    return Resolved(
        value=value, basis=basis, span=span, told=moment_of(value), part=part_of(hit.get("mod"))
    )


def _days_of_feast(name: str, year: int | None, running: Running) -> feasts.Days | None:
    if year is None and running.narrative and running.told and running.told.year > 0:
        year = running.told.year
    if year is not None:
        return next(iter(feasts.days_of_feast(name, year)), None)
    if running.anchor is None:
        return None
    anchor = running.anchor
    near = [
        days
        for year in range(anchor.year - 1, anchor.year + 2)
        for days in feasts.days_of_feast(name, year)
    ]
    return min(near, key=lambda days: abs((days[1] - anchor).days), default=None)
