"""Decide whether a text is news or a history.

What a text says shows which of the two it is (measured in design/DATES.md): a history has at least
six explicit dates more than a year from publication, and eight times as many as weekdays and
"today"s.
"""

from collections.abc import Sequence
from datetime import date

from timeline.errors import UsageError
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import spelled_year

MODES = ("auto", "news", "narrative")
_FAR_DATES = 6  # explicit dates far from publication that a history has at least
# ... and times as many as words of the day; fewer is news with a long background.
_FAR_RATIO = 8
_DAY_WORDS = ("weekday", "today", "this-daypart", "tonight")
_FEW_FAR_DATES = 2  # ... that are enough where the text begins with one
_FEW_FAR_RATIO = 3  # ... and times as many as what counts from publication
# Rules whose expressions count from publication.
_NEWS_RULES = frozenset({
    *_DAY_WORDS, "overnight", "unit-relative", "units-last", "units-ago", "units-recent",
    "the-weekend", "month-relative", "season-relative", "weekday-week", "weekdays", "present",
    "night-of-weekdays", "weekday-ordinal", "the-quarter", "quarter", "sometime",
})  # fmt: skip


def is_narrative(matches: Sequence[TimexMatch], anchor: date | None, mode: str) -> bool:
    """Return whether a text is read as a history; "news" or "narrative" decides, "auto" counts.

    Raises:
        UsageError: There is no such mode.
    """
    if mode not in MODES:
        modes = ", ".join(MODES)
        raise UsageError(
            f"mode {mode!r}", "there is no such mode.", f"Use one of: {modes}."
        )
    if mode != "auto":
        return mode == "narrative"
    far = sum(_is_far(match, anchor) for match in matches)
    near = sum(match.rule in _DAY_WORDS for match in matches)
    if far >= _FAR_DATES and far > _FAR_RATIO * near:
        return True
    of_now = sum(_is_of_now(match, anchor) for match in matches)
    if near or far < max(_FEW_FAR_DATES, _FEW_FAR_RATIO * of_now):
        return False
    return _has_far_beginning(matches, anchor)


def _has_far_beginning(matches: Sequence[TimexMatch], anchor: date | None) -> bool:
    """Return whether a text gives the year of a date long past before any date without a year."""
    dates = (
        match for match in matches if "year" in match.groups or "month" in match.groups
    )
    first = next(dates, None)
    return first is not None and _is_far(first, anchor)


def _is_of_now(match: TimexMatch, anchor: date | None) -> bool:
    """Return whether an expression counts from publication, or gives a year near it."""
    if match.rule in _NEWS_RULES:
        return True
    year = explicit_year(match)
    return year is not None and not _is_far(match, anchor)


def _is_far(match: TimexMatch, anchor: date | None) -> bool:
    """Return whether an expression names a year more than a year from publication."""
    if match["era"] or match.rule == "ancient-year":
        return True
    year = explicit_year(match)
    if year is None:
        return False
    return anchor is None or abs(year - anchor.year) > 1


def explicit_year(match: TimexMatch) -> int | None:
    """Return the year that an expression says itself; negative before Christ."""
    if match["iso"]:
        return int(match["iso"][:4])
    if match["spelled"]:
        return spelled_year(match["spelled"])
    if match["year"] and match.rule != "feast":
        return signed_year(match)
    return None


def signed_year(match: TimexMatch) -> int:
    """Return the year in digits of an expression; negative before Christ."""
    year = int(match["year"])
    return -year if is_before_christ(match) else year


def is_before_christ(match: TimexMatch) -> bool:
    """Return whether an expression says "BC" or "BCE"."""
    return match["era"].startswith("b")
