"""Find the dateline of an article and where its first sentence begins."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from timeline.documents.dates import (
    CLOCK,
    DATE,
    DAY_AND_MONTH,
    WEEKDAY,
    YEAR,
    is_regular,
    written_day,
)
from timeline.documents.lists import dateline_words

HEAD = 500  # characters at the start of a paragraph in which a dateline can stand
_UPPER = "".join(c for c in map(chr, range(0x250)) if c.isupper())
_LOWER = "".join(c for c in map(chr, range(0x250)) if c.islower())

_TOWN = (
    rf"(?:[Aa]l-|[Ee]l-)?[{_UPPER}][{_UPPER}'’`.-]{{1,30}}"
    rf"(?:[ /-][{_UPPER}][{_UPPER}'’`./-]{{0,30}}){{0,4}}"
)
_WORD = rf"[{_UPPER}][{_UPPER}{_LOWER}'’.-]{{1,30}}"
_NAME = rf"{_WORD}(?:\s(?:(?:and|of|the|de|du|el|al)\s){{0,2}}{_WORD}){{0,4}}"
_DAY = rf"(?i:{DATE})"
_AGENCY = rf"\((?P<agency>[{_UPPER}][^()]{{1,60}})\)"
# A hyphen needs spaces; AP writes an underscore; a newline may stand where a line was broken. Web
# pages that lost their layout have a hyphen before the sentence: "KYIV — -The army", "(AP)-The".
_DASH = r"(?:\s*(?:—|–|--+)(?:\s?-(?=\S))?|\s+[-_−](?=\s)|(?<=\))-(?=[A-Z“\"]|\Z))"
_STAMP = rf"(?i:{WEEKDAY},?\s+{DAY_AND_MONTH}{YEAR}(?:,?\s+{CLOCK})?)"
_END = rf"(?:{_DASH}|\s*:(?=\s)|\s*\Z|(?=\s*\[))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline, as offsets into the text looked at.

    Attributes:
        start: Where it begins.
        end: Where the sentence after it begins, or the end of the text.
        agency: Agency named in brackets; None if there is none.
        day: Full date it states; None if it states none.
    """

    start: int
    end: int
    agency: str | None = None
    day: date | None = None


_FULL = re.compile(
    rf"(?P<town>{_TOWN})(?:\s\([{_UPPER}][^()]{{1,30}}\)(?=,))?(?P<region>,\s(?!NO DATE){_NAME})?"
    rf"(?P<date>,?\s(?:{_DAY}|NO DATE)|\s\({_DAY}\))?(?:\s*{_AGENCY})?(?P<end>{_END})"
)
_MIXED = re.compile(
    rf"(?P<town>{_NAME})(?P<region>,\s{_NAME})?(?P<date>,?\s{_DAY}|\s\({_DAY}\))?"
    rf"(?:\s*{_AGENCY})?(?P<end>{_END})"
)
# "(Nairobi, 12 March 2024) - The army", "(Geneva/Nairobi, March 12, 2024) – The army"
_BRACKETED = re.compile(
    rf"\((?P<town>{_NAME}(?:/{_NAME})?)(?:,\s{_NAME})?,\s(?P<date>{_DAY})\)(?P<end>{_DASH})"
)
_BARE = re.compile(rf"(?P<date>{_DAY}\s*)?{_AGENCY}(?P<end>{_END})?")
_PIPE = re.compile(
    rf"(?:(?:{_DAY}|(?P<town>{_TOWN}|{_NAME})(?:,\s{_NAME})?(?:,\s{_DAY})?)\s+\|\s+)?"
    rf"(?P<date>{_STAMP}|(?i:{DAY_AND_MONTH}{YEAR}\s+{CLOCK}))"
    rf"(?P<again>\s+(?:{_TOWN})(?:,\s{_NAME})?(?:,?\s{_DAY})?\s*{_AGENCY}(?:{_DASH}|\s*\Z))?"
)
_ALONE = re.compile(
    r"(?i:(?P<label>(?:first\s+)?published|posted|issued|date|dated"
    r"|(?:last\s+)?updated|last\s+modified)\s*(?:on|at|:)?:?\s*)?"
    rf"(?P<place>{_NAME},\s)?"
    rf"(?P<date>(?i:(?:{WEEKDAY},?\s+)?(?:the\s+)?{DAY_AND_MONTH}(?:{YEAR})?|\d{{4}}-\d\d-\d\d))"
    rf"(?i:[T,\s|·•–—-]*{CLOCK})?\s*\.?\Z"
)
_GLUED = re.compile(
    rf"(?<!\S)(?:{_TOWN}(?:,\s{_NAME})?(?:,?\s{_DAY})?\s*\((?P<agency>[^()]{{2,40}})\){_DASH}"
    rf"|{_TOWN}(?:,\s{_NAME})?(?:,\s{_DAY})?\s\|\s{_STAMP})"
)
_LONGEST_PLACE = 3  # words of a place before a date
_MARK = re.compile(r"\s*\[([^\[\]]{1,400})\]")
_INITIALS = re.compile(r"(?:[A-Z]\.)+|[A-Z]")
_VOWEL = re.compile(r"[AEIOUYÀ-ÆÈ-ÏÒ-ÖØ-Ý]")


def known_agency(name: str | None) -> str | None:
    """Return the agency as written if it is one we know ('Reuters', 'AP', 'Reuters Health').

    Else None.
    """
    if not name:
        return None
    words = " ".join(name.split())
    agencies = dateline_words().agencies
    return (
        words
        if words.lower() in agencies or words.lower().split(" ")[0] in agencies
        else None
    )


def dateline(
    text: str, *, capitals: bool = False, early: bool = True
) -> Dateline | None:
    """Find the dateline at the very beginning of a paragraph.

    Args:
        text: The paragraph; only its first characters are looked at.
        capitals: The document is written in capitals throughout, so that a town does not stand out.
        early: The paragraph is one of the first, where a town and a dash, or a town and a colon,
            are enough.

    Returns:
        The dateline, or None. An acronym is never taken for a town ('NATO said', 'UN: ...').
    """
    head = text[:HEAD]
    if not head[:1].isalpha() and not head[:1].isdigit() and head[:1] != "(":
        return None
    return (
        _piped(head)
        or _with_dash(head, _FULL, capitals=capitals, early=early)
        or (None if capitals else _before_sentence(head))
        or (None if capitals else _with_dash(head, _MIXED, capitals=True, early=early))
        or _agency_only(head)
    )


def _made(head: str, end: int, match: re.Match[str]) -> Dateline:
    end += len(head[end:]) - len(head[end:].lstrip())
    groups = match.groupdict()
    day = written_day(groups.get("date") or "")
    return Dateline(
        start=match.start(), end=end, agency=_outlet(groups.get("agency")), day=day
    )


def _outlet(agency: str | None) -> str | None:
    return " ".join(agency.split()) if agency else None


def _piped(head: str) -> Dateline | None:
    """Find 'Town | 5 May 2015 12:30 GMT' and '(Town, 5 May 2015) - '."""
    match = _PIPE.match(head) or _BRACKETED.match(head)
    return _made(head, match.end(), match) if match else None


def _with_dash(
    head: str, pattern: re.Pattern[str], *, capitals: bool, early: bool
) -> Dateline | None:
    match = pattern.match(head)
    if not match:
        return None
    if not _is_plausible(match, capitals=capitals, early=early):
        return None
    return _made(head, _after_marks(head, match.end()), match)


def _is_plausible(match: re.Match[str], *, capitals: bool, early: bool) -> bool:
    """Return whether what looks like a dateline has the town, agency, date and end of one."""
    has_agency = known_agency(match["agency"]) is not None
    is_certain = has_agency or bool(match["date"])
    if not _is_town(match["town"], strict=not is_certain):
        return False
    can_be_colon = early and not capitals
    if not has_agency and not _can_end(match, can_be_colon=can_be_colon):
        return False
    has_region = bool(match["region"])
    is_likely = not capitals and (early or has_region)
    return is_certain or is_likely


def _can_end(match: re.Match[str], *, can_be_colon: bool) -> bool:
    """Return whether what ends a dateline without a known agency can do so."""
    end = match["end"].strip()
    if end == ":":
        return can_be_colon
    return bool(end) or bool(match["date"] and match["agency"])


def _is_town(words: str, *, strict: bool) -> bool:
    """Return whether words can be a town: no acronym, no slug.

    Four letters and a vowel if nothing else helps (strict).
    """
    dateline_lists = dateline_words()
    if (
        words in dateline_lists.acronyms
        or words.upper() in dateline_lists.slugs
        or _INITIALS.fullmatch(words)
    ):
        return False
    return not strict or (len(words) >= 4 and bool(_VOWEL.search(words)))


def _after_marks(head: str, end: int) -> int:
    """Go on after '[REPORT] [TEXT]' and the like.

    Other words in brackets before the last such mark go with it.
    """
    marks = dateline_words().monitor_marks
    last = end
    match = _MARK.match(head, end)
    while match:
        words = " ".join(match[1].lower().split())
        if words in marks or words.split(" by ")[0].split(" with ")[0] in marks:
            last = match.end()
        match = _MARK.match(head, match.end())
    return last


def _pattern_of_name(name: str) -> str:
    return re.escape(name).replace(r"\ ", r"\s")


@cache
def _region() -> re.Pattern[str]:
    names = "|".join(map(_pattern_of_name, dateline_words().regions))
    return re.compile(
        rf"(?P<town>{_TOWN}),\s(?:{names})(?:,\s(?:{names}))?\s+(?=[\"“'‘]?[{_UPPER}\d])"
    )


def _before_sentence(head: str) -> Dateline | None:
    """Find 'LASHKAR GAH, Afghanistan The ...'.

    A town, a region we know, and a new sentence without a dash.
    """
    match = _region().match(head)
    return (
        _made(head, match.end(), match)
        if match and _is_town(match["town"], strict=True)
        else None
    )


def _agency_only(head: str) -> Dateline | None:
    """Find '(Reuters) - ', '(CNN)At least', 'Dec 1 (Reuters) - '."""
    match = _BARE.match(head)
    if (
        not match
        or not known_agency(match["agency"])
        or not (match["end"] or match["agency"] == "CNN")
    ):
        return None
    return _made(head, match.end(), match)


def has_dateline(line: str) -> bool:
    """Return whether a line begins with a dateline that names its agency or a full date.

    No heading does.
    """
    opening = dateline(line)
    return opening is not None and (
        opening.agency is not None or opening.day is not None
    )


def glued_dateline(text: str) -> Dateline | None:
    """Find an agency's dateline after a title, slug or photo caption.

    They were glued to the head of its paragraph.
    """
    head = text[: 3 * HEAD]
    for match in _GLUED.finditer(head):
        if match["agency"] is None or known_agency(match["agency"]):
            whole = dateline(head[match.start() :])
            if whole:
                start = match.start()
                return Dateline(
                    start=start,
                    end=start + whole.end,
                    agency=whole.agency,
                    day=whole.day,
                )
    return None


@cache
def _country() -> re.Pattern[str]:
    names = "|".join(map(re.escape, dateline_words().regions))
    return re.compile(
        rf"(?P<country>(?i:{names}))(?:\s\([^()\n]{{1,60}}\))?"
        rf"(?:\s?(?::|—|–|--)\s{{1,3}}|\s-\s|(?<=[{_UPPER}])\.\s)(?=[\"“'‘]?[{_UPPER}\d])"
    )


def country_line(text: str) -> Dateline | None:
    """Find the country at the head of an item of a digest: "Mali: A bomb", "MALI — A bomb".

    >>> country_line("Mali: A bomb killed two.").end, country_line("Mali will vote.")
    (6, None)
    """
    match = _country().match(text[:HEAD])
    if match is None:
        return None
    return Dateline(start=0, end=match.end())


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A line that holds nothing but a date.

    Attributes:
        day: The day; None when the line gives no year.
        labelled: It is called the date of publication or of an update.
        updated: It is called the date of an update.
        titled: More words than a place has stand before the date, as in the title of a report.
    """

    day: date | None
    labelled: bool
    updated: bool
    titled: bool = False


def date_line(text: str) -> DateLine | None:
    """Read a line that is a date by itself.

    As in 'Monday, May 11, 2009', 'Published: 12 May 2009', 'Tuesday, 4 March'.
    """
    if len(text) > 90:
        return None
    match = _ALONE.match(text)
    if not match:
        return None
    label = (match["label"] or "").lower()
    iso = match["date"][:4].isdigit()
    day = _iso(match["date"]) if iso else written_day(match["date"])
    before = match["place"] or ""
    return DateLine(
        day=day,
        labelled=bool(label),
        updated="updated" in label or "modified" in label,
        titled=len(before.split()) > _LONGEST_PLACE or is_regular(before),
    )


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
