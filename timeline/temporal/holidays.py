"""On which days does a feast fall, in a given year?

Fixed days and the rules of the calendars are facts. The Islamic months are reckoned by the arithmetical calendar; the
sighting of the moon moves them by a day from country to country, so their intervals are a day wider at each end.
Easter by the Gregorian and Julian computus; Jewish days by the rules of the Hebrew calendar; the lunar
new year by table.
"""

from collections.abc import Callable
from datetime import date, timedelta

# Month and day of the lunar new year, from 1960 on.
_LUNAR_NEW_YEAR = (
    (1, 28), (2, 15), (2, 5), (1, 25), (2, 13), (2, 2),
    (1, 21), (2, 9), (1, 30), (2, 17), (2, 6), (1, 27),
    (2, 15), (2, 3), (1, 23), (2, 11), (1, 31), (2, 18),
    (2, 7), (1, 28), (2, 16), (2, 5), (1, 25), (2, 13),
    (2, 2), (2, 20), (2, 9), (1, 29), (2, 17), (2, 6),
    (1, 27), (2, 15), (2, 4), (1, 23), (2, 10), (1, 31),
    (2, 19), (2, 7), (1, 28), (2, 16), (2, 5), (1, 24),
    (2, 12), (2, 1), (1, 22), (2, 9), (1, 29), (2, 18),
    (2, 7), (1, 26), (2, 14), (2, 3), (1, 23), (2, 10),
    (1, 31), (2, 19), (2, 8), (1, 28), (2, 16), (2, 5),
    (1, 25), (2, 12), (2, 1), (1, 22), (2, 10), (1, 29),
    (2, 17), (2, 6), (1, 26), (2, 13), (2, 3),
)  # fmt: skip
_NEW_YEARS = {year: date(year, *day) for year, day in enumerate(_LUNAR_NEW_YEAR, 1960)}
_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram 1, in the Gregorian calendar
_HEBREW_EPOCH = -1373427  # day 0 of the Hebrew day count below, as a proleptic Gregorian ordinal

Days = tuple[date, date, date]  # first possible day, the day itself, last possible day


def _islamic(year: int, month: int) -> date:
    """Return the first day of a month of the arithmetical Islamic calendar."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def _islamic_feast(month: int, day: int, length: int) -> Callable[[int], list[Days]]:
    """Make a reckoner of a feast that begins on a day of an Islamic month; there may be two in a year."""

    def days(year: int) -> list[Days]:
        guess = (year - 622) * 33 // 32
        firsts = [
            _islamic(lunar, month) + timedelta(day - 1)
            for lunar in range(guess - 1, guess + 3)
            if lunar > 0
        ]
        one = timedelta(1)
        return [
            (first - one, first, first + timedelta(length))
            for first in firsts
            if first.year == year
        ]

    return days


def _easter(year: int) -> date:
    """Return Easter Sunday of the Western churches."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def _orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Eastern churches, in the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    shift = year // 100 - year // 400 - 2  # days between the Julian and the Gregorian calendar
    return date(year, month, day + 1) + timedelta(shift)


def _hebrew_new_year(year: int) -> date:
    """Return Rosh Hashanah of a Hebrew year."""

    def elapsed(of: int) -> int:
        months = (235 * of - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if 3 * (day + 1) % 7 < 3 else day

    before, now, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    delay = 2 if after - now == 356 else int(now - before == 382)
    return date.fromordinal(_HEBREW_EPOCH + now + delay)


def _fixed(month: int, day: int, *, wider: int = 0) -> Callable[[int], list[Days]]:
    def days(year: int) -> list[Days]:
        the_day = date(year, month, day)
        return [(the_day - timedelta(wider), the_day, the_day)]

    return days


def _moved(
    base: Callable[[int], date], offset: int, length: int = 1
) -> Callable[[int], list[Days]]:
    """Make a reckoner of a feast some days after a movable one."""

    def days(year: int) -> list[Days]:
        first = base(year) + timedelta(offset)
        return [(first, first, first + timedelta(length - 1))]

    return days


def _jewish(offset: int, length: int = 1) -> Callable[[int], list[Days]]:
    """Make a reckoner of a feast some days after Rosh Hashanah of the same Gregorian year."""
    return _moved(lambda year: _hebrew_new_year(year + 3761), offset, length)


def _passover(year: int) -> date:
    return _hebrew_new_year(year + 3761) - timedelta(163)


def _lunar_new_year(year: int) -> list[Days]:
    return [(_NEW_YEARS[year], _NEW_YEARS[year], _NEW_YEARS[year])] if year in _NEW_YEARS else []


def _nth_weekday(month: int, weekday: int, nth: int) -> Callable[[int], list[Days]]:
    """Make a reckoner of the nth weekday (1 is Monday) of a month."""

    def days(year: int) -> list[Days]:
        first = date(year, month, 1)
        the_day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
        return [(the_day, the_day, the_day)]

    return days


_FITR = _islamic_feast(10, 1, 3)
_ADHA = _islamic_feast(12, 10, 4)

# Feasts by every name; a feast with more than one day, or whose day is not certain, gives an interval.
FEASTS: dict[str, Callable[[int], list[Days]]] = {
    **dict.fromkeys(("Ramadan", "Ramadhan", "Ramazan"), _islamic_feast(9, 1, 30)),
    **dict.fromkeys(
        ("Eid al-Fitr", "Eid ul-Fitr", "Eid el-Fitr", "Eid-ul-Fitr", "Eid al Fitr", "Id al-Fitr"),
        _FITR,
    ),
    **dict.fromkeys(
        ("Eid al-Adha", "Eid ul-Adha", "Eid el-Adha", "Eid-ul-Adha", "Eid al Adha", "Id al-Adha"),
        _ADHA,
    ),
    "Ashura": _islamic_feast(1, 10, 1),
    **dict.fromkeys(
        ("Nowruz", "Norouz", "Newroz", "Nawroz", "Noruz", "Navruz"), _fixed(3, 21, wider=1)
    ),
    **dict.fromkeys(("Tet", "Tết", "Lunar New Year", "Chinese New Year"), _lunar_new_year),
    "Christmas Eve": _fixed(12, 24),
    **dict.fromkeys(("Christmas Day", "Christmas"), _fixed(12, 25)),
    "Orthodox Christmas": _fixed(1, 7),
    "Boxing Day": _fixed(12, 26),
    **dict.fromkeys(("New Year's Eve", "New Year’s Eve"), _fixed(12, 31)),
    **dict.fromkeys(("New Year's Day", "New Year’s Day"), _fixed(1, 1)),
    "Epiphany": _fixed(1, 6),
    "May Day": _fixed(5, 1),
    "Halloween": _fixed(10, 31),
    **dict.fromkeys(("All Saints' Day", "All Saints’ Day", "All Saints Day"), _fixed(11, 1)),
    **dict.fromkeys(("Valentine's Day", "Valentine’s Day"), _fixed(2, 14)),
    **dict.fromkeys(("Easter Sunday", "Easter"), _moved(_easter, 0)),
    "Palm Sunday": _moved(_easter, -7),
    "Good Friday": _moved(_easter, -2),
    "Easter Monday": _moved(_easter, 1),
    "Pentecost": _moved(_easter, 49),
    "Orthodox Easter": _moved(_orthodox_easter, 0),
    "Rosh Hashanah": _jewish(0, 2),
    "Yom Kippur": _jewish(9),
    "Sukkot": _jewish(14, 7),
    "Simchat Torah": _jewish(21, 2),
    **dict.fromkeys(("Passover", "Pesach"), _moved(_passover, 0, 8)),
    "Thanksgiving": _nth_weekday(11, 4, 4),
}

# Days that are known by a name and need no year.
NAMED_DAYS = {"D-Day": date(1944, 6, 6), "9/11": date(2001, 9, 11)}

NAMES = (*FEASTS, *NAMED_DAYS)

# Incidents known by the day alone: (month, day) -> year, with words of which one stands in the same text.
NAMED_DATES = {
    (10, 7): (2023, ("hamas", "gaza", "israel")),
    (9, 11): (
        2001,
        ("al-qaeda", "al-qaida", "al qaeda", "bin laden", "world trade center", "pentagon"),
    ),
}


def days_of_feast(name: str, year: int) -> list[Days]:
    """Return the days of a feast in a year: first possible day, the day itself, last possible day.

    >>> [str(day) for day in days_of_feast("Eid al-Fitr", 2020)[0]]
    ['2020-05-23', '2020-05-24', '2020-05-27']
    >>> days_of_feast("Tet", 1812)
    []
    """
    return FEASTS[name](year) if 623 < year < 9000 else []
