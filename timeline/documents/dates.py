"""Read written dates of publication, exactly as written."""

import re
from datetime import date

_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august"]
_NAMES += ["september", "october", "november", "december"]
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

# Fragments of patterns, for use with re.IGNORECASE; MONTH and WEEKDAY take the short forms too,
# with or without a dot.
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
)
CLOCK = (
    r"(?:at\s+)?\d{1,2}[:.]?\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?"
    r"(?:\s*\(?(?:GMT|UTC|Z|[A-Z]{1,3}[SD]?T)\b\)?)?"
)
DAY_AND_MONTH = (
    rf"(?:{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH})"
)
# A year of two digits only directly after day and month ("15 Jan 90"), as wires of the last century
# write it.
YEAR = r"(?:,?\s+(?:1[5-9]|20)\d\d\b|\s+\d\d\b(?!:))"
DATE = rf"(?:{WEEKDAY},?\s+)?{DAY_AND_MONTH}(?:{YEAR})?"

_WHOLE_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_YEARLESS = re.compile(DAY_AND_MONTH, re.IGNORECASE)

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?![\d-])")
_BASIC = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T\d{4,6}\S*)?\s*\Z")
_WRITTEN = re.compile(
    rf"(?:\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:(?:st|nd|rd|th)(?:\s+of)?)?\s+(?P<month2>{MONTH}))"
    r"(?:,?\s+(?P<year>(?:1[5-9]|20)\d\d)\b|\s+(?P<short>\d\d)\b(?!:))",
    re.IGNORECASE,
)
_HEAD = 400  # characters at the head of a report in which it says its day
# "as of 18 May 2021", "as at 18 May 2021"; "(Nairobi, 12 March 2021) -" at the start of a line
_REPORTING = re.compile(
    rf"\bas (?:of|at) (?P<date>{DATE})|^\([A-Z][^()\n\d]{{1,40}},\s*(?P<place>{DATE})\)",
    re.IGNORECASE | re.MULTILINE,
)
# Titles of reports that come out again and again, each on a period of its own.
_REGULAR = re.compile(
    r"\b(?:updates?|reports?|sitreps?|weekly|bulletins?|digests?|briefs?|briefings?|monitors?"
    r"|snapshots?|overviews?|round-?ups?|trackers?|summar(?:y|ies)|assessments?|logs?)\b",
    re.IGNORECASE,
)
_TO = r"\s*(?:[-–—]|to|until)\s*"
_PERIOD = re.compile(
    rf"\d{{1,2}}(?:\s+{MONTH})?{_TO}(?P<end>\d{{1,2}}\s+{MONTH},?\s+\d{{4}})"
    rf"|{MONTH}\s+\d{{1,2}}{_TO}(?P<last>(?:{MONTH}\s+)?\d{{1,2}}),?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)|(?<!\d)(\d{4})_(\d\d)_(\d\d)(?!\d)"
)
_BASIC_IN_NAME = re.compile(r"(?<![\dA-Za-z])((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_IN_URL = re.compile(
    rf"/((?:19|20)\d\d)[/-](\d\d?|{MONTH})[/-](\d\d?)(?=[/-]|\Z)", re.IGNORECASE
)

# "/20200204/", "-20200204-", and with a number of the day after it, "/202002040022"
_BASIC_IN_URL = re.compile(
    r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:\d{4})?(?=[/_.?#-]|\Z)"
)


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def written_day(text: str) -> date | None:
    """Return the first full date written with a month's name; None if there is none.

    A year of two digits is read as POSIX does: 69 to 99 lie in the 1900s.

    >>> written_day("Wed Feb 9, 2005 3:07 am GMT"), written_day("15 JAN 90"), written_day("Nov 17")
    (datetime.date(2005, 2, 9), datetime.date(1990, 1, 15), None)
    """
    match = _WRITTEN.search(text)
    if not match:
        return None
    month = (match["month"] or match["month2"]).lower().rstrip(".")
    year = match["year"] or f"{19 if match['short'] >= '69' else 20}{match['short']}"
    return _day(year, MONTHS[month], match["day"] or match["day2"])


def is_day_in(words: str, day: date) -> bool:
    """Return whether a dateline gives a day: its month and number, or its weekday alone.

    >>> is_day_in("KHARTOUM, May 17 (AP) -", date(2017, 5, 17))
    True
    >>> is_day_in("KHARTOUM, Tuesday -", date(2017, 5, 17))
    False
    """
    written = written_day(words) or _day_in_year(words, day.year)
    if written is not None:
        return written == day
    return _weekdays_in(words) == [f"{day:%A}".lower()]


def _weekdays_in(words: str) -> list[str]:
    """Return the weekdays that some words name in full."""
    return _WHOLE_WEEKDAY.findall(words.lower())


def _day_in_year(words: str, year: int) -> date | None:
    """Return the day of a month that a dateline gives, in a year."""
    match = _YEARLESS.search(words)
    return written_day(f"{match[0]} {year}") if match else None


def reporting_day(text: str) -> date | None:
    """Return the day that a report gives at its head: "as of" a day, or in brackets with a place.

    >>> reporting_day("Flash Update No. 3 (as of 18 May 2021)"), reporting_day("Two died.")
    (datetime.date(2021, 5, 18), None)
    """
    match = _REPORTING.search(text[:_HEAD])
    return written_day(match[0]) if match else None


def is_regular(title: str) -> bool:
    """Return whether a title is one of a report that comes out again and again."""
    return _REGULAR.search(title) is not None


def reporting_period_end(title: str) -> date | None:
    """Return the last day of the period that the title of a regular report names.

    >>> reporting_period_end("Situation report no. 12 (3–9 June 2024)")
    datetime.date(2024, 6, 9)
    >>> reporting_period_end("The battle of 3–9 June 1944")
    """
    if not is_regular(title):
        return None
    match = _PERIOD.search(title)
    if match is None:
        return None
    if match["end"]:
        return written_day(match["end"])
    first_month = match[0].split()[0]
    last = (
        match["last"]
        if match["last"][0].isalpha()
        else f"{first_month} {match['last']}"
    )
    year = match["year"]
    return written_day(f"{last}, {year}")


def stated_day(value: str) -> date | None:
    """Read a date given as metadata.

    ISO day or date-time (the day as written in any zone), or with a month's name.

    >>> stated_day("2020-02-06T23:30:00+02:00"), stated_day("6 February 2020")
    (datetime.date(2020, 2, 6), datetime.date(2020, 2, 6))

    Dates in figures with slashes are not read: 3/4/2020 is March to some and April to others.
    """
    match = _ISO.match(value) or _BASIC.match(value)
    return _day(match[1], match[2], match[3]) if match else written_day(value[:100])


def day_in_name(stem: str) -> date | None:
    """Return the ISO day in a file name without extension.

    None when there is none, or when there are two different ones.

    >>> day_in_name("idlib-2020-02-06"), day_in_name("20200206_idlib")
    (datetime.date(2020, 2, 6), datetime.date(2020, 2, 6))
    >>> day_in_name("report-20201399") is None
    True
    """
    parts = [
        tuple(group for group in groups if group) for groups in _IN_NAME.findall(stem)
    ]
    days = {_day(*three) for three in parts or _BASIC_IN_NAME.findall(stem)}
    return days.pop() if len(days) == 1 else None


def day_in_url(url: str) -> date | None:
    """Return the day in a web address; None if there is none.

    >>> day_in_url("https://example.org/2020/02/06/idlib")
    datetime.date(2020, 2, 6)
    >>> day_in_url("https://example.org/world/2020/feb/06/idlib")
    datetime.date(2020, 2, 6)
    >>> day_in_url("https://example.org/world/20200206/idlib")
    datetime.date(2020, 2, 6)
    """
    match = _IN_URL.search(url)
    if match is None:
        return _basic_day_in_url(url)
    month = MONTHS.get(match[2].lower(), match[2])
    return _day(match[1], month, match[3])


def _basic_day_in_url(url: str) -> date | None:
    """Return the day of digits without marks between them, if all such digits give the same."""
    days = {_day(*three) for three in _BASIC_IN_URL.findall(url)}
    days.discard(None)
    return days.pop() if len(days) == 1 else None
