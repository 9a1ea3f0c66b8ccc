"""Days of the Islamic and the Iranian calendar.

Islamic months follow the arithmetical calendar; the sighting of the moon moves them by a day from
country to country. Iranian months follow the cycle of 33 years, which agrees with the observed
calendar from 1178 to 1633 (1799 to 2254 AD).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

ISLAMIC_MONTHS = {
    1: ("Muharram", "Moharram"),
    2: ("Safar",),
    3: ("Rabi al-Awwal", "Rabi' al-Awwal", "Rabi I", "Rabi al-Awal", "Rabi ul-Awwal"),
    4: ("Rabi al-Thani", "Rabi' al-Thani", "Rabi II", "Rabi al-Akhir", "Rabi ul-Thani"),
    5: ("Jumada al-Awwal", "Jumada al-Ula", "Jumada I", "Jumada al-Oula"),
    6: ("Jumada al-Thani", "Jumada al-Akhira", "Jumada II", "Jumada al-Akhirah"),
    7: ("Rajab",),
    8: ("Shaban", "Sha'ban", "Sha’ban", "Shaaban"),
    9: ("Ramadan", "Ramadhan", "Ramazan"),
    10: ("Shawwal", "Shawal"),
    11: ("Dhu al-Qadah", "Dhu al-Qi'dah", "Dhul-Qadah", "Zulkada", "Dhu al-Qa'da"),
    12: ("Dhu al-Hijjah", "Dhul-Hijjah", "Dhu al-Hijja", "Zulhijja"),
}
IRANIAN_MONTHS = {
    1: ("Farvardin",),
    2: ("Ordibehesht",),
    3: ("Khordad",),
    4: ("Tir",),
    5: ("Mordad", "Amordad"),
    6: ("Shahrivar", "Shahrivār"),
    7: ("Mehr",),
    8: ("Aban",),
    9: ("Azar",),
    10: ("Dey",),
    11: ("Bahman",),
    12: ("Esfand",),
}
_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()  # 1 Muharram 1, in the Gregorian calendar
_IRANIAN_EPOCH = date(
    622, 3, 22
).toordinal()  # 1 Farvardin 1, in the Gregorian calendar


def islamic_day(year: int, month: int, day: int = 1) -> date:
    """Return a day of the arithmetical Islamic calendar.

    >>> str(islamic_day(1445, 9)), str(islamic_day(1, 1))
    ('2024-03-11', '0622-07-19')
    """
    leap_days = (3 + 11 * year) // 30
    years_before = year - 1
    months_before = month - 1
    long_months = month // 2
    days = 354 * years_before + leap_days
    days += 29 * months_before + long_months
    days += day - 1
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def iranian_day(year: int, month: int, day: int = 1) -> date:
    """Return a day of the Iranian calendar.

    >>> str(iranian_day(1357, 11, 22)), str(iranian_day(1403, 1, 1)), str(iranian_day(1399, 12, 30))
    ('1979-02-11', '2024-03-20', '2021-03-20')
    """
    leap_days = (8 * year + 21) // 33
    years_before = year - 1
    months_before = month - 1
    long_months = min(months_before, 6)
    days = 365 * years_before + leap_days
    days += 30 * months_before + long_months
    days += day - 2
    return date.fromordinal(_IRANIAN_EPOCH + days)


Calendar = Callable[
    [int, int, int], date
]  # year, month and day of another calendar -> day


def _months(
    calendar: Calendar, names: Mapping[int, Sequence[str]]
) -> dict[str, tuple[Calendar, int]]:
    """Return the calendar and number of each name of a month."""
    months = {}
    for number, spellings in names.items():
        for name in spellings:
            months[name] = (calendar, number)
    return months


CALENDAR_MONTHS = {
    **_months(islamic_day, ISLAMIC_MONTHS),
    **_months(iranian_day, IRANIAN_MONTHS),
}
"""Name of a month -> its calendar and its number there."""
