"""Days of holidays by year.

Fixed days and the rules of the calendars are facts. Islamic months follow the arithmetical
calendar. The sighting of the moon moves them by a day from country to country, so their intervals
are a day wider at each end. Easter follows the Gregorian and Julian computus, Jewish days the
rules of the Hebrew calendar, the lunar new year a table.
"""

from collections.abc import Callable
from datetime import date, timedelta

from timeline.temporal.calendars import islamic_day

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
_HEBREW_EPOCH = (
    -1373427
)  # day 0 of the Hebrew day count below, as a proleptic Gregorian ordinal

ONE_DAY = timedelta(1)
_LAST_YEAR = 8999  # the calendars below are not computed for later years

Days = tuple[date, date, date]  # first possible day, the day itself, last possible day
Rule = Callable[[int], list[Days]]  # the days of a holiday in a Gregorian year


def _islamic_holiday(month: int, day: int, length: int) -> Rule:
    """Return the rule of a holiday that begins on a day of an Islamic month.

    It may come twice in a year.
    """

    def days(year: int) -> list[Days]:
        guess = (year - 622) * 33 // 32
        occurrences: list[Days] = []
        first_guess = max(1, guess - 1)
        for islamic_year in range(first_guess, guess + 3):
            first = islamic_day(islamic_year, month, day)
            if first.year == year:
                last = first + timedelta(length)
                occurrences.append((first - ONE_DAY, first, last))
        return occurrences

    return days


def _easter(year: int) -> date:
    """Return Easter Sunday of the Western churches."""
    golden = year % 19
    century = year // 100
    skipped_leap_days = century - century // 4
    moon_correction = (8 * century + 13) // 25
    epact = 19 * golden + 15
    epact += skipped_leap_days
    epact -= moon_correction
    moon = epact % 30
    latest_moon = 28 if golden <= 10 else 27
    moon -= int(moon > latest_moon)
    leap_days = year // 4 - skipped_leap_days
    days = year + leap_days + moon
    weekday = (days + 2) % 7
    return date(year, 3, 1) + timedelta(moon - weekday + 27)


def _orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Eastern churches, in the Gregorian calendar."""
    golden = year % 19
    epact = 19 * golden + 15
    moon = epact % 30
    shift = 34 - moon
    shift += 2 * (year % 4)
    shift += 4 * (year % 7)
    weekday = shift % 7
    days = moon + weekday + 114
    month, day = divmod(days, 31)
    dropped_leap_days = year // 100 - year // 400
    calendars_apart = dropped_leap_days - 2  # days from the Julian to the Gregorian day
    return date(year, month, day + 1) + timedelta(calendars_apart)


def _hebrew_new_year(year: int) -> date:
    """Return Rosh Hashanah of a Hebrew year."""
    last_year = _elapsed_hebrew_days(year - 1)
    this_year = _elapsed_hebrew_days(year)
    next_year = _elapsed_hebrew_days(year + 1)
    delay = int(this_year - last_year == 382)
    if next_year - this_year == 356:
        delay = 2
    return date.fromordinal(_HEBREW_EPOCH + this_year + delay)


def _elapsed_hebrew_days(year: int) -> int:
    """Return the days before a Hebrew year, but for the delays that keep years of proper length."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    whole_days = parts // 25920
    day = 29 * months + whole_days
    weekday = 3 * (day + 1) % 7
    is_delayed = weekday < 3
    return day + int(is_delayed)


def _fixed(month: int, day: int, *, wider: int = 0) -> Rule:
    """Return the rule of a holiday on one day of the calendar, or up to `wider` days before it."""

    def days(year: int) -> list[Days]:
        the_day = date(year, month, day)
        return [(the_day - timedelta(wider), the_day, the_day)]

    return days


def _moved(base: Callable[[int], date], offset: int, length: int = 1) -> Rule:
    """Return the rule of a holiday some days after a movable one."""

    def days(year: int) -> list[Days]:
        first = base(year) + timedelta(offset)
        last = first + timedelta(length - 1)
        return [(first, first, last)]

    return days


def _rosh_hashanah(year: int) -> date:
    """Return Rosh Hashanah in the autumn of a Gregorian year."""
    return _hebrew_new_year(year + 3761)


def _jewish(offset: int, length: int = 1) -> Rule:
    """Return the rule of a holiday some days after Rosh Hashanah of the same Gregorian year."""
    return _moved(_rosh_hashanah, offset, length)


def _passover(year: int) -> date:
    return _rosh_hashanah(year) - timedelta(163)


def _lunar_new_year(year: int) -> list[Days]:
    the_day = _NEW_YEARS.get(year)
    return [(the_day, the_day, the_day)] if the_day else []


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday (1 is Monday) of a month; a fifth may lie in the next month."""
    first = date(year, month, 1)
    days_ahead = weekday - first.isoweekday()
    return first + timedelta(days_ahead % 7, weeks=nth - 1)


def _on_weekday(month: int, weekday: int, nth: int) -> Rule:
    """Return the rule of a holiday on the nth weekday (1 is Monday) of a month."""

    def days(year: int) -> list[Days]:
        the_day = nth_weekday(year, month, weekday, nth)
        return [(the_day, the_day, the_day)]

    return days


def _american_election(year: int) -> list[Days]:
    """Return the Tuesday after the first Monday of November."""
    the_day = nth_weekday(year, 11, 1, 1) + ONE_DAY
    return [(the_day, the_day, the_day)]


_FITR = _islamic_holiday(10, 1, 3)
_ADHA = _islamic_holiday(12, 10, 4)


def _eid(year: int) -> list[Days]:
    """Return the days of both feasts that are called Eid."""
    return sorted([*_FITR(year), *_ADHA(year)])


# Holidays by every name; one of several days, or whose day is not certain, gives an interval.
HOLIDAYS: dict[str, Rule] = {
    **dict.fromkeys(("Ramadan", "Ramadhan", "Ramazan"), _islamic_holiday(9, 1, 30)),
    **dict.fromkeys(
        (
            "Eid al-Fitr",
            "Eid ul-Fitr",
            "Eid el-Fitr",
            "Eid-ul-Fitr",
            "Eid al Fitr",
            "Id al-Fitr",
        ),
        _FITR,
    ),
    **dict.fromkeys(
        (
            "Eid al-Adha",
            "Eid ul-Adha",
            "Eid el-Adha",
            "Eid-ul-Adha",
            "Eid al Adha",
            "Id al-Adha",
        ),
        _ADHA,
    ),
    "Eid": _eid,
    **dict.fromkeys(("Ashura", "Ashoura"), _islamic_holiday(1, 10, 1)),
    **dict.fromkeys(("Muharram", "Moharram"), _islamic_holiday(1, 1, 30)),
    **dict.fromkeys(
        ("Nowruz", "Norouz", "Newroz", "Nawroz", "Noruz", "Navruz"),
        _fixed(3, 21, wider=1),
    ),
    **dict.fromkeys(
        ("Tet", "Tết", "Lunar New Year", "Chinese New Year"), _lunar_new_year
    ),
    "Christmas Eve": _fixed(12, 24),
    **dict.fromkeys(("Christmas Day", "Christmas"), _fixed(12, 25)),
    "Orthodox Christmas": _fixed(1, 7),
    "Boxing Day": _fixed(12, 26),
    **dict.fromkeys(("New Year's Eve", "New Year’s Eve"), _fixed(12, 31)),
    **dict.fromkeys(("New Year's Day", "New Year’s Day"), _fixed(1, 1)),
    "Epiphany": _fixed(1, 6),
    "May Day": _fixed(5, 1),
    "Halloween": _fixed(10, 31),
    **dict.fromkeys(
        ("All Saints' Day", "All Saints’ Day", "All Saints Day"), _fixed(11, 1)
    ),
    **dict.fromkeys(("Valentine's Day", "Valentine’s Day"), _fixed(2, 14)),
    **dict.fromkeys(("Easter Sunday", "Easter Day", "Easter"), _moved(_easter, 0)),
    **dict.fromkeys(
        ("Holy Week", "Easter Week", "Easter week"), _moved(_easter, -7, 8)
    ),
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
    **dict.fromkeys(("Thanksgiving Day", "Thanksgiving"), _on_weekday(11, 4, 4)),
    "Election Day": _american_election,
    **dict.fromkeys(("Arbaeen", "Arba'een", "Arbain"), _islamic_holiday(2, 20, 1)),
    **dict.fromkeys(("Veterans Day", "Armistice Day"), _fixed(11, 11)),
}

# Holidays that are names of people too, so that a preposition has to stand before them.
NAMES_OF_PEOPLE = frozenset({"Eid", "Muharram", "Moharram"})

# Names that other countries have for other days, with words of which one stands in a text that
# means this one.
NEED_WORDS = {"Election Day": ("democrat", "republican", "u.s. senate", "white house")}

# Weeks, whose value is that of the week that ends them.
WEEKS = frozenset({"Holy Week", "Easter Week", "Easter week"})

# Days that are known by a name and need no year.
NAMED_DAYS = {"D-Day": date(1944, 6, 6), "9/11": date(2001, 9, 11)}

NAMES = (*HOLIDAYS, *NAMED_DAYS)

# Incidents known by the day alone: (month, day) -> year, with words of which one stands in the
# same text.
NAMED_DATES = {
    (10, 7): (2023, ("hamas", "gaza", "israel")),
    (9, 11): (
        2001,
        (
            "al-qaeda",
            "al-qaida",
            "al qaeda",
            "bin laden",
            "world trade center",
            "pentagon",
        ),
    ),
}


def days_of_holiday(name: str, year: int) -> list[Days]:
    """Return the days of a holiday in a year: first possible day, the day, last possible day.

    >>> [str(day) for day in days_of_holiday("Eid al-Fitr", 2020)[0]]
    ['2020-05-23', '2020-05-24', '2020-05-27']
    >>> days_of_holiday("Tet", 1812)
    []
    """
    if not 623 < year <= _LAST_YEAR:
        return []
    return HOLIDAYS[name](year)
