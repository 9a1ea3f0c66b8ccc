"""Date the reports of an article, and assume a date where it states none."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline.model.mentions import EventMention
from timeline.model.types import CUMULATIVE, HAPPENED, SPOKEN, Status
from timeline.model.when import GRAIN, Basis, DateInterval, Precision
from timeline.reports.implied import days_before, lasting, said_days
from timeline.reports.resolve import ResolvedMention, is_before_states

# News that gives no day tells of the day of publication or the day before.
NEWS_DAYS = 1
# A date told this many sentences before still dates what follows in the same article.
CARRY = 2
# An article whose first dated incident is at least this old, in days, looks back; beyond the second
# it tells history.
LOOKS_BACK, STILL_NEWS = 7, 200
# States of what a speech act asks for or promises, which say nothing against its having been
# spoken.
SAID = frozenset({Status.DEMANDED, Status.THREATENED, Status.PLANNED, Status.DENIED})
# A yearless day at most so many days ahead of publication is the coming one ("observers arrive by
# April 10").
STILL_AHEAD = 60
# What has been done or will be may have any day; what is said is news in every tense: "has called
# on the rebels", "will not attend".
OPEN_TENSES = frozenset({"perfect", "future"})
# Words of a morning, the only part of a day that a stamp of the evening before can precede.
MORNINGS = ("early", "morning", "dawn", "predawn", "pre-dawn", "daybreak")
ONE_DAY = timedelta(1)
# How what is yet to come begins: "this summer", in March, is not last year's.
AHEAD = ("this ", "next ", "the next ", "the coming ", "coming ")
_SINCE = re.compile(r"\bsince\b[^,.;:]{0,40}$", re.IGNORECASE)
WHOLE = frozenset({Precision.PERIOD})
OF_A_TOLL = frozenset({Precision.TIME, Precision.DAY, Precision.WEEK})
LEADING = frozenset(
    {Precision.TIME, Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.PERIOD}
)


def date_of(
    group: Sequence[ResolvedMention],
    dated: Sequence[ResolvedMention],
    *,
    back: DateInterval | None,
    news: DateInterval | None,
    published: date | None,
    happened: bool,
    history: bool = False,
) -> DateInterval | None:
    """Return the date of the passages that tell of one happening; None when nothing gives it.

    Args:
        group: The passages, in order of the text.
        dated: Dated passages of the article told before.
        back: The first date of an article that looks back (`looking_back`).
        news: The day of which the article brings news (`news_day`).
        published: Day of publication.
        happened: Whether it happened, so that it cannot lie after publication.
        history: Whether nothing in the article is news (`is_history`): what it does not date is of
            the date told before.
    """
    if group[0].mention.mode == CUMULATIVE:
        return _date_of_toll(group)
    interval = best_date(_dates_of(group)) or _implied(group, news, published)
    if interval is None and history:
        interval = carried(group, dated, last_told(group, dated))
    elif interval is None and not _is_told_vaguely(group):
        interval = _supposed(group, carried(group, dated, back), news, published)
    return clamped(interval, published, happened=happened)


def _dates_of(group: Sequence[ResolvedMention]) -> list[DateInterval]:
    """Return the dates of passages, first those of passages that tell it and not only recall it."""
    dated = [passage for passage in group if passage.date is not None]
    telling = sorted(dated, key=_is_recalled)
    return [passage.date for passage in telling if passage.date is not None]


def _is_recalled(passage: ResolvedMention) -> bool:
    return passage.mention.definite or passage.mention.aside


def _date_of_toll(group: Sequence[ResolvedMention]) -> DateInterval | None:
    """Return the whole time that a toll counts ("since March"), or the day that it is one of.

    None when it is not told.
    """
    dates = [passage.date for passage in group if passage.date is not None]
    return _first_of(dates, WHOLE) or _first_of(dates, OF_A_TOLL)


def _first_of(
    dates: Iterable[DateInterval], precisions: Container[Precision]
) -> DateInterval | None:
    for when in dates:
        if when.precision in precisions:
            return when
    return None


def _implied(
    group: Sequence[ResolvedMention], news: DateInterval | None, published: date | None
) -> DateInterval | None:
    """Return the days that the words imply beside a date: "a day after", "for three weeks"."""
    base = news or assumed(group, published)
    before = days_before(group[0].mention, base)
    return before or lasting(group[0].mention, published)


def _is_told_vaguely(group: Sequence[ResolvedMention]) -> bool:
    """Return whether the words tell a time that names no day, which forbids an assumed one."""
    if group[0].mention.time_told.vague is not None:
        return True
    telling = [
        passage.mention.time_told for passage in group if not _is_recalled(passage)
    ]
    return bool(telling) and all(told_time.old for told_time in telling)


def _supposed(
    group: Sequence[ResolvedMention],
    near: DateInterval | None,
    news: DateInterval | None,
    published: date | None,
) -> DateInterval | None:
    """Return the days to assume: told just before, of the saying, of the article's news."""
    supposed = near or assumed(group, published, news)
    said = said_days(group[0].mention)
    if said is None or (supposed is not None and supposed.is_overlapping(said)):
        return supposed
    return said


def best_date(dates: Sequence[DateInterval]) -> DateInterval | None:
    """Return the finest of several dates, the first told among equals; None if there is none."""
    return min(dates, key=lambda date: GRAIN[date.precision]) if dates else None


def carried(
    group: Sequence[ResolvedMention],
    dated: Sequence[ResolvedMention],
    back: DateInterval | None,
) -> DateInterval | None:
    """Return the date of the passage told just before, as an assumption; None without a near one.

    In an article that looks back, its first date (`back`) stands for all that follows.
    """
    first = group[0].mention
    if first.tense not in {"past", ""} or not _is_deed(first):
        return None
    near = [passage.date for passage in dated if _can_date(passage, first)]
    fine_enough = _fine_enough(near)
    when = fine_enough[-1] if fine_enough else back
    if when is None:
        return None
    return replace(when, basis=Basis.ASSUMED, text=None)


def _is_deed(mention: EventMention) -> bool:
    """Return whether a mention tells of something done, not said."""
    return mention.status in HAPPENED and mention.type not in SPOKEN


def _fine_enough(days: Sequence[DateInterval | None]) -> list[DateInterval]:
    """Return the days that are fine enough to date what follows."""
    return [when for when in days if when is not None and when.precision in LEADING]


def _can_date(passage: ResolvedMention, mention: EventMention) -> bool:
    """Return whether the date of a passage told just before may be that of a mention too."""
    distance = mention.sentence - passage.mention.sentence
    if not 0 <= distance <= CARRY or _is_behind_since(passage):
        return False
    return _is_like(passage, mention) or _is_just_before(passage, mention)


def _is_behind_since(passage: ResolvedMention) -> bool:
    """Return whether the date of a passage stands behind "since": it is no day of what follows.

    "the heaviest since clashes in July", "5,000 have been killed since March".
    """
    when = passage.mention.when
    if when is None:
        return False
    end = when.start - passage.passage.start
    before = passage.passage.text[: max(0, end)]
    return _SINCE.search(before) is not None


def _is_just_before(passage: ResolvedMention, mention: EventMention) -> bool:
    """Return whether a deed is told in the sentence before, of the same paragraph."""
    deed = passage.mention
    if not 0 <= mention.start - deed.end <= 1:
        return False
    return _is_deed(deed)


def _is_like(draft: ResolvedMention, mention: EventMention) -> bool:
    return draft.mention.status in HAPPENED and draft.mention.type == mention.type


def looking_back(
    drafts: Sequence[ResolvedMention], published: date | None
) -> DateInterval | None:
    """Return the first date of an article all of whose dated force lies well before publication.

    None for news.
    """
    if published is None:
        return None
    days = [
        draft.date for draft in drafts if draft.date is not None and _is_of_force(draft)
    ]
    leading = _fine_enough(days)
    if not leading or _has_news(drafts, published):
        return None
    age = published - leading[0].end
    return leading[0] if age.days <= STILL_NEWS else None


def _has_news(drafts: Sequence[ResolvedMention], published: date) -> bool:
    """Return whether a passage tells of what happened in the days before publication."""
    for draft in drafts:
        if draft.date is None or draft.mention.status not in HAPPENED:
            continue
        age = published - draft.date.end
        if age.days < LOOKS_BACK:
            return True
    return False


def is_history(drafts: Sequence[ResolvedMention], published: date | None) -> bool:
    """Return whether an article tells only of times long past, so that nothing in it is news."""
    if published is None or not _has_early_date(drafts):
        return False
    days = [draft.date for draft in drafts if draft.date is not None]
    return all(_is_long_before(when, published) for when in days)


def _is_long_before(when: DateInterval, published: date) -> bool:
    age = published - _known_day(when)
    return age.days > STILL_NEWS


def _known_day(when: DateInterval) -> date:
    """Return the last day of a date; of a year, which may lie anywhere in it, the first."""
    is_coarse = when.precision in (Precision.YEAR, Precision.DECADE)
    return when.start if is_coarse else when.end


def _has_early_date(drafts: Sequence[ResolvedMention]) -> bool:
    """Return whether one of the first two passages on force is dated.

    To a month or finer, or by a year of antiquity.
    """
    force = [draft for draft in drafts if draft.mention.type == "ASSAULT"]
    first = force[:2]
    if any(is_before_states(draft.mention) for draft in first):
        return True
    days = [draft.date for draft in first]
    return bool(_fine_enough(days))


def last_told(
    group: Sequence[ResolvedMention], dated: Sequence[ResolvedMention]
) -> DateInterval | None:
    """Return the last date that an article tells before a passage, from which a history goes on."""
    sentence = group[0].mention.sentence
    before = [passage.date for passage in dated if passage.mention.sentence <= sentence]
    leading = _fine_enough(before)
    return leading[-1] if leading else None


def _is_of_force(draft: ResolvedMention) -> bool:
    """Return whether a dated passage tells of force that was used then, and not since then."""
    mention = draft.mention
    has_happened = mention.type == "ASSAULT" and mention.status in HAPPENED
    return has_happened and not _is_behind_since(draft)


def news_day(
    drafts: Sequence[ResolvedMention], published: date | None
) -> DateInterval | None:
    """Return the day of which an article brings news.

    The first that it tells, if that is within days of publication.
    """
    if published is None:
        return None
    days = (draft.date for draft in drafts if _is_of_a_day(draft))
    first = next(days, None)
    if first is None:
        return None
    age = published - first.end
    return first if 0 <= age.days <= NEWS_DAYS else None


def _is_of_a_day(draft: ResolvedMention) -> bool:
    """Return whether a mention tells to the day of what happened."""
    if draft.date is None or draft.mention.status not in HAPPENED:
        return False
    return draft.date.precision in (Precision.TIME, Precision.DAY)


def assumed(
    group: Sequence[ResolvedMention],
    published: date | None,
    news: DateInterval | None = None,
) -> DateInterval | None:
    """Assume for news told in the past or present tense the day of which the article brings news.

    Where it tells none, the day of publication or the day before. None for what is no news.
    """
    if published is None or not _is_news(group):
        return None
    if news is not None and _is_of_news_day(group[0].mention):
        return replace(
            news,
            precision=Precision.DAY,
            basis=Basis.ASSUMED,
            text=None,
            time_of_day=None,
        )
    start = published - timedelta(days=NEWS_DAYS)
    return DateInterval(
        start=start,
        end=published,
        precision=Precision.PERIOD,
        basis=Basis.ASSUMED,
        text=None,
    )


def _is_of_news_day(mention: EventMention) -> bool:
    """Return whether a happening is likely of the day of the news: it is not said, nor goes on."""
    if mention.status is Status.ONGOING or mention.tense == "present":
        return False
    return mention.type not in SPOKEN


def _is_news(group: Sequence[ResolvedMention]) -> bool:
    """Return whether passages without a date may tell of the article's news."""
    first = group[0].mention
    if first.status not in HAPPENED and not _is_said(first):
        return False
    # "the attack" was told elsewhere: nothing here says that it is news
    if all(map(_is_recalled, group)):
        return False
    return not _is_open(first)


def _is_said(mention: EventMention) -> bool:
    """Return whether a speech act was spoken, whatever came of what it asks for."""
    return mention.type in SPOKEN and mention.status in SAID


def _is_open(mention: EventMention) -> bool:
    """Return whether the tense leaves the day of a deed open."""
    if mention.type in SPOKEN:
        return False
    return mention.tense in OPEN_TENSES


def _year_before(interval: DateInterval) -> DateInterval | None:
    try:
        start = _one_year_before(interval.start)
        end = _one_year_before(interval.end)
    except ValueError:  # 29 February
        return None
    return replace(interval, start=start, end=end)


def _one_year_before(day: date) -> date:
    return day.replace(year=day.year - 1)


def clamped(
    interval: DateInterval | None, published: date | None, *, happened: bool
) -> DateInterval | None:
    """Cut a date at the day of publication: what occurred cannot lie after it."""
    if interval is None or published is None or not happened:
        return interval
    if interval.end <= published:
        return interval
    if _is_written_after_stamp(interval, published):
        return interval
    if interval.start > published:
        return _of_last_year(interval, published)
    return replace(interval, end=published)


def _is_written_after_stamp(interval: DateInterval, published: date) -> bool:
    """Return whether a morning is the one after the publication stamp: "early Saturday"."""
    if interval.time_of_day is None or interval.start != interval.end:
        return False
    is_morning = interval.time_of_day.startswith(MORNINGS)
    return is_morning and interval.start - published == ONE_DAY


def _of_last_year(interval: DateInterval, published: date) -> DateInterval | None:
    """Return a yearless day far ahead as last year's; None for a near one, which is yet to come."""
    ahead = interval.start - published
    if ahead.days <= STILL_AHEAD or not _is_yearless(interval):
        return None
    return _year_before(interval)


def _is_yearless(interval: DateInterval) -> bool:
    """Return whether words without a year give days, which may be last year's."""
    if interval.basis is not Basis.RELATIVE or interval.text is None:
        return False
    return not interval.text.lower().startswith(AHEAD)
