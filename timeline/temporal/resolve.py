"""Which days do explicit words mean: full dates, days of months, months, years, seasons, decades, feasts?

The only file that calls dateparser: it reads the names of months and days, so that another language needs its locale
and no code; the year is ours to tell, from the words, the publication or the date told last.
"""

import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from timeline.model.when import Basis, TimexType
from timeline.temporal import holidays as feasts
from timeline.temporal.anchoring import Running, tense
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import ordinal, spelled_year
from timeline.temporal.result import Resolved, vague
from timeline.temporal.values import (
    add_years,
    days_of,
    make_date,
    moment_of,
    value_of,
    year_value,
)
from timeline.temporal.words import lexicon

_PARTS = (
    ("early|start|begin|outset|opening", "early"),
    ("mid", "mid"),
    ("late|latter|end|close|conclusion", "late"),
)
MONTHS_AHEAD = 4  # a month this far ahead, with no verb that looks ahead, is last year's
_WEEKDAY_YEARS = 3  # how many years back a weekday may tell the year of its day
_DAYS_AHEAD = 60  # a day farther ahead than this, after a verb of the past, is last year's


@cache
def _parser() -> Any:  # noqa: ANN401 - dateparser has no public type for it
    # Imported here: it takes a tenth of a second, which `timeline --help` need not wait for.
    from dateparser.date import DateDataParser

    settings = {
        "RELATIVE_BASE": datetime(2000, 1, 1),  # a leap year, so that 29 February is a day
        "PREFER_DATES_FROM": "current_period",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
    }
    return DateDataParser(languages=["en"], settings=settings)


@lru_cache(maxsize=4096)
def read_month_day(month: str, day: int | None) -> tuple[int, int | None] | None:
    """Read the name of a month, with a day or without; None when there is no such day.

    >>> read_month_day("sept.", 30), read_month_day("may", None), read_month_day("february", 31)
    ((9, 30), (5, None), None)
    """
    name = month.rstrip(".")
    if day is not None and day > 31:
        return None
    read = _parser().get_date_data(f"{day} {name}" if day else name)
    if read.date_obj is None or "month" not in read.parts or (day and "day" not in read.parts):
        return None
    return (read.date_obj.month, read.date_obj.day if day else None)


def part_of(words: str) -> str:
    """Return which part of the longer time words like "the end of" mean: "early", "mid", "late" or "".

    >>> part_of("the end of"), part_of("mid-"), part_of("later in the"), part_of("the rest of")
    ('late', 'mid', '', '')
    """
    if "earlier" in words or "later" in words:
        return ""  # earlier than now, or later: not the early or the late third
    return next((part for starts, part in _PARTS if re.search(rf"\b(?:{starts})", words)), "")


def year_told(hit: TimexMatch) -> int | None:
    """Return the year in an expression's own words; negative before Christ."""
    if hit.get("year"):
        year = int(hit.get("year"))
        return -year if hit.get("era").startswith("b") else year
    if hit.get("spelled"):
        return spelled_year(hit.get("spelled"))
    if hit.get("year2"):
        year = int(hit.get("year2")[-2:])
        return year + (2000 if year < 30 else 1900)
    return None


def referred_year(hit: TimexMatch, running: Running) -> int | None:
    """Return the year of "of that year", "last year" after a month or season."""
    words = hit.get("ref")
    if not words:
        return None
    anaphoric = any(word in words for word in ("that", "same", "the"))
    base = running.last_told() if anaphoric else running.base()
    if base is None:
        return None
    step = (
        -1 if re.search("last|previous", words) else int(bool(re.search("next|following", words)))
    )
    return add_years(base.year, step)


def finish(hit: TimexMatch, value: str, basis: Basis, *, bare_year: bool = False) -> Resolved:
    """Answer with a calendar value, a part of the day or of the longer time, and the date now told."""
    told = moment_of(value)
    daypart = hit.get("daypart")
    if daypart and told and told.day:
        return Resolved(
            value=f"{value}T{daypart_code(daypart)}",
            type=TimexType.TIME,
            basis=basis,
            told=told,
            time_of_day=daypart_words(hit),
        )
    part = part_of(hit.get("mod"))
    day_part = hit.get("mod").split()[0] if part and told and told.day else None
    return Resolved(
        value=value, basis=basis, part=part, told=told, bare_year=bare_year, time_of_day=day_part
    )


def daypart_code(words: str) -> str:
    """Return the TIMEX3 code of a part of the day ("pre-dawn" -> "MO")."""
    return lexicon().dayparts.get(re.split(r"\W+", words)[-1], "NI")


def daypart_words(hit: TimexMatch) -> str:
    """Return the part of the day as said, with "early" or "late" before it."""
    early = re.match(r"(?:in )?(early|late|mid)\b", hit.get("mod"))
    return f"{early[1]} {hit.get('daypart')}" if early else hit.get("daypart")


def iso_date(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "2020-02-06"."""
    return finish(hit, hit.get("iso"), Basis.STATED) if days_of(hit.get("iso")) else None


def numeric_date(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "25/12/2020", "12/25/2020", "25.12.2020"; where day and month could be swapped, only the year is told."""
    words = hit.get("slashdate")
    numbers = [int(number) for number in re.split(r"[/.]", words)]
    if numbers[0] > 1000:
        year, month, day = numbers
    elif "." in words or numbers[0] > 12 or numbers[0] == numbers[1]:
        day, month, year = numbers
    elif numbers[1] > 12:
        month, day, year = numbers
    else:
        return vague(f"{numbers[2]}-XX-XX")
    return (
        finish(hit, value_of(year, month, day), Basis.STATED)
        if make_date(year, month, day)
        else None
    )


def day_of_month(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve a day of a month, with its year or without; also the two days of "12-15 January"."""
    day = ordinal(hit.get("day2" if "day2" in hit.groups and _is_second(hit) else "day"))
    read = read_month_day(hit.get("month"), day) if day else None
    if read is None or read[1] is None:
        return None
    month, day = read[0], read[1]
    stated = year_told(hit)
    year = stated if stated is not None else referred_year(hit, running)
    if year is None:
        year = _named_year(hit, running, month, day) or _yearless(hit, running, month, day)
    if year is None:
        return Resolved(value=f"XXXX-{month:02d}-{day:02d}", dated=False)
    if year > 0 and make_date(year, month, day) is None:
        return None
    return finish(
        hit, value_of(year, month, day), Basis.RELATIVE if stated is None else Basis.STATED
    )


def _yearless(hit: TimexMatch, running: Running, month: int, day: int) -> int | None:
    """Return the year of a day told without one; a past verb keeps a day far ahead in the past."""
    year = running.year_of(month, day)
    if (
        year is None
        or running.anchor is None
        or running.narrative
        or running.joined_year is not None
    ):
        return year
    weekday = _weekday_before(hit, running)
    if weekday:
        return _year_with_weekday(running.anchor, month, day, weekday) or year
    the_day = make_date(year, month, day)
    ahead = the_day is not None and (the_day - running.anchor).days > _DAYS_AHEAD
    return year - int(ahead and tense(running.tokens, hit.first) == "past")


def _weekday_before(hit: TimexMatch, running: Running) -> int | None:
    """Return the weekday said with a day: "Thursday, Jan. 12", "Thursday (Jan. 12)"."""
    words, tokens = hit.get("weekday"), running.tokens
    if not words and hit.first > 1 and tokens.codes[hit.first - 1] == lexicon().kinds["open"]:
        words = tokens.slice(hit.first - 2, hit.first - 1).lower()
    return lexicon().weekdays.get(words.rstrip("."))


def _year_with_weekday(anchor: date, month: int, day: int, weekday: int) -> int | None:
    """Return the year nearest to the anchor in which a day falls on its weekday; None when none is near."""
    years = [
        anchor.year + step for step in range(-_WEEKDAY_YEARS, 2) if 0 < anchor.year + step < 10000
    ]
    days = [
        the_day
        for year in years
        if (the_day := make_date(year, month, day)) and the_day.isoweekday() == weekday
    ]
    return min(days, key=lambda the_day: abs((the_day - anchor).days)).year if days else None


def _is_second(hit: TimexMatch) -> bool:
    return hit.pair == 2


def _named_year(hit: TimexMatch, running: Running, month: int, day: int) -> int | None:
    """Return the year of a day that stands for an incident ("the Oct. 7 attack"), if the text is about that."""
    year, _ = feasts.NAMED_DATES.get((month, day), (0, ()))
    tokens = running.tokens
    kinds = lexicon().kinds
    before = tokens.codes[hit.first - 1] if hit.first else ""
    after = tokens.codes[hit.last] if hit.last < len(tokens.codes) else ""
    named = before in (kinds["since"], kinds["the"]) or after == kinds["war"]
    named = named or tokens.slice(hit.last, min(hit.last + 1, len(tokens.codes))).lower() in (
        "attack",
        "attacks",
        "massacre",
    )
    if (month, day) not in running.named or not named:
        return None
    return None if running.anchor and running.anchor < date(year, month, day) else year


def month_of_year(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve a month with its year."""
    read = read_month_day(hit.get("month"), None)
    year = year_told(hit)
    stated = year is not None
    year = year if stated else referred_year(hit, running)
    if read is None or year is None:
        return None
    return finish(hit, value_of(year, read[0]), Basis.STATED if stated else Basis.RELATIVE)


def bare_month(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve a month without a year: nearest to publication, or of the year told."""
    read = read_month_day(hit.get("month"), None)
    if read is None:
        return None
    if _is_name(hit, running):
        return None
    year = _year_of_month(hit, running, read[0])
    if year is None:
        return Resolved(value=f"XXXX-{read[0]:02d}", dated=False, part=part_of(hit.get("mod")))
    return finish(hit, value_of(year, read[0]), Basis.RELATIVE)


def _year_of_month(hit: TimexMatch, running: Running, month: int) -> int | None:
    """Return the year of a month told without one; in news the verb says on which side of publication it lies."""
    year, anchor = running.year_of(month, None), running.anchor
    if year is None or anchor is None or running.narrative or running.joined_year is not None:
        return year
    verb = tense(running.tokens, hit.first)
    if verb == "future":
        return anchor.year + int(month < anchor.month)
    ahead = (year - anchor.year) * 12 + month - anchor.month
    kinds = lexicon().kinds
    if hit.first and running.tokens.codes[hit.first - 1] in (kinds["by"], kinds["to"]):
        return year  # a deadline: nearest
    return year - int(ahead >= MONTHS_AHEAD or (ahead > 0 and verb == "past"))


def _is_name(hit: TimexMatch, running: Running) -> bool:
    """Say whether a month is somebody's first name: "April Smith", but "in April Smith said"."""
    codes, kinds = running.tokens.codes, lexicon().kinds
    if hit.get("month") not in ("april", "june", "august", "january") or hit.last - hit.first > 1:
        return False
    follows = hit.last < len(codes) and codes[hit.last] == kinds["capital"]
    return follows and not (
        hit.first
        and codes[hit.first - 1] in (kinds["in"], kinds["since"], kinds["of"], kinds["by"])
    )


def relative_month(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve "last June", "next March", "this September"."""
    read = read_month_day(hit.get("month"), None)
    base = running.base()
    if read is None or base is None or base.month is None:
        return bare_month(hit, running) if read else None
    words, month = hit.get("dir"), read[0]
    if re.search("next|coming|following", words):
        year = add_years(base.year, int(month <= base.month))
    elif re.search("last|past|previous", words):
        year = add_years(base.year, -int(month >= base.month))
    else:
        year = base.year
    return finish(hit, value_of(year, month), Basis.RELATIVE)


def bare_year(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve a year, spelled or in digits, before Christ or after."""
    year = year_told(hit)
    if hit.rule == "ancient-year":
        if not (running.narrative and running.told and running.told.year < 0):
            return None
        year = -int(hit.get("year"))
    return finish(hit, year_value(year), Basis.STATED, bare_year=True) if year else None


def year_range(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve the two years of "1914-18" and "2009-2010"."""
    first, second = hit.get("year"), hit.get("year2")
    if not _is_second(hit):
        return finish(hit, first, Basis.STATED, bare_year=True)
    year = second if len(second) == 4 else first[: 4 - len(second)] + second
    return finish(hit, year, Basis.STATED, bare_year=True) if int(year) > int(first) else None


def bc_range(hit: TimexMatch, running: Running) -> Resolved | None:
    """Resolve the two years of "499-493 BC"."""
    first, second = int(hit.get("year")), int(hit.get("year2"))
    sign = -1 if hit.get("era").startswith("b") else 1
    if (second < first) != (sign < 0):
        return None
    return finish(
        hit, year_value(sign * (second if _is_second(hit) else first)), Basis.STATED, bare_year=True
    )
