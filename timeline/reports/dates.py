"""When does an article say it happened, and what may be assumed where it does not say?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline.model.mentions import EventMention
from timeline.model.types import HAPPENED, SPOKEN, Status
from timeline.model.when import GRAIN, Basis, DateInterval, Precision
from timeline.reports.resolve import ResolvedMention

# News that gives no day tells of the day of publication or the day before.
NEWS_DAYS = 1
# A date told this many sentences before still dates what follows in the same article.
CARRY = 2
# An article whose first dated incident is at least this old, in days, looks back; beyond the second it tells history.
LOOKS_BACK, STILL_NEWS = 7, 200
# States of what a speech act asks for or promises, which say nothing against its having been spoken.
SAID = frozenset({Status.DEMANDED, Status.THREATENED, Status.PLANNED, Status.DENIED})
# A yearless day at most so many days ahead of publication is the coming one ("observers arrive by April 10").
STILL_AHEAD = 60
# What has been done or will be may have any day; what is said is news in every tense: "has called
# on the rebels", "will not attend".
OPEN_TENSES = frozenset({"perfect", "future"})
LEADING = frozenset(
    {Precision.TIME, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.PERIOD}
)


def best_date(dates: Sequence[DateInterval]) -> DateInterval | None:
    """Give the finest of several dates, the first told among equals; None if there is none."""
    return min(dates, key=lambda one: GRAIN[one.precision]) if dates else None


def carried(
    group: Sequence[ResolvedMention],
    dated: Sequence[ResolvedMention],
    looks_back: DateInterval | None,
) -> DateInterval | None:
    """Give the date of the passage told just before, as an assumption; None if none was told near enough.

    In an article that looks back (see `looking_back`), its first date stands for all that follows.
    """
    first = group[0].mention
    if first.tense not in {"past", ""} or first.status not in HAPPENED or first.type in SPOKEN:
        return None
    near = [
        one.date
        for one in dated
        if 0 <= first.sentence - one.mention.sentence <= CARRY
        and one.date is not None
        and _is_like(one, first)
    ]
    found = next((when for when in reversed(near) if when.precision in LEADING), looks_back)
    return replace(found, basis=Basis.ASSUMED, text=None) if found is not None else None


def _is_like(one: ResolvedMention, mention: EventMention) -> bool:
    return one.mention.status in HAPPENED and one.mention.type == mention.type


def looking_back(drafts: Sequence[ResolvedMention], published: date | None) -> DateInterval | None:
    """Give the first date of an article all of whose dated force lies well before publication; None for news."""
    told = [
        one.date
        for one in drafts
        if one.date is not None and one.mention.type == "ASSAULT" and one.mention.status in HAPPENED
    ]
    led = [when for when in told if when.precision in LEADING]
    if (
        published is None
        or not led
        or any((published - when.end).days < LOOKS_BACK for when in told)
    ):
        return None
    return led[0] if (published - led[0].end).days <= STILL_NEWS else None


def news_day(drafts: Sequence[ResolvedMention], published: date | None) -> DateInterval | None:
    """Give the day of which an article brings news: the first that it tells, if that is within days of publication."""
    if published is None:
        return None
    told = (
        one.date
        for one in drafts
        if one.date is not None
        and one.date.precision in {Precision.TIME, Precision.DAY}
        and one.mention.status in HAPPENED
    )
    first = next(told, None)
    if first is None or not 0 <= (published - first.end).days <= NEWS_DAYS:
        return None
    return first


def assumed(
    group: Sequence[ResolvedMention], published: date | None, news: DateInterval | None = None
) -> DateInterval | None:
    """Assume for news told in the past or present tense the day of which the article brings news.

    Where it tells none, the day of publication or the day before. None for what is no news.
    """
    first = group[0].mention
    if published is None or _is_open(first):
        return None
    if first.status not in HAPPENED and not (first.type in SPOKEN and first.status in SAID):
        return None
    if all(one.mention.definite or one.mention.aside for one in group):
        return None  # "the attack" was told elsewhere: nothing here says that it is news
    if news is not None:
        return replace(
            news, precision=Precision.DAY, basis=Basis.ASSUMED, text=None, time_of_day=None
        )
    start = published - timedelta(days=NEWS_DAYS)
    return DateInterval(
        start=start, end=published, precision=Precision.PERIOD, basis=Basis.ASSUMED, text=None
    )


def _is_open(mention: EventMention) -> bool:
    """Return whether the tense leaves the day of a deed open."""
    if mention.type in SPOKEN:
        return False
    return mention.tense in OPEN_TENSES


def _year_before(interval: DateInterval) -> DateInterval | None:
    try:
        start, end = (day.replace(year=day.year - 1) for day in (interval.start, interval.end))
    except ValueError:  # 29 February
        return None
    return replace(interval, start=start, end=end)


def clamped(
    interval: DateInterval | None, published: date | None, *, happened: bool
) -> DateInterval | None:
    """Cut a date at the day of publication: what occurred cannot lie after it."""
    if interval is None or published is None or not happened or interval.end <= published:
        return interval
    if (
        interval.start > published
    ):  # a yearless day far ahead was last year's; a near one is yet to come
        far = (interval.start - published).days > STILL_AHEAD
        return (
            _year_before(interval)
            if far and interval.basis is Basis.RELATIVE and interval.text
            else None
        )
    return replace(interval, end=published)
