"""Reconcile the dates of the reports of one incident."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from timeline.incidents.landmarks import is_telling
from timeline.incidents.votes import most_counted, most_given
from timeline.model.incidents import Report
from timeline.model.types import CasualtyKind
from timeline.model.when import GRAIN, Basis, DateInterval, Precision


def reconciled_date(reports: Sequence[Report]) -> DateInterval | None:
    """Return the finest date that is not assumed, by vote among the finest.

    Of reports that give the toll by which the incident is known, where these tell a day; else the
    overlap of the assumed ones.
    """
    dates = _dates(reports)
    stated = _stated(dates)
    if not stated:
        return _overlap(dates)
    with_toll = _stated(_dates(_with_toll(reports)))
    has_day = any(map(_is_of_day, with_toll))
    return _voted(with_toll if has_day else stated, stated)


def _is_of_day(interval: DateInterval) -> bool:
    return GRAIN[interval.precision] <= GRAIN[Precision.DAY]


def _dates(reports: Iterable[Report]) -> list[DateInterval]:
    return [report.date for report in reports if report.date is not None]


def _stated(dates: Iterable[DateInterval]) -> list[DateInterval]:
    return [interval for interval in dates if interval.basis is not Basis.ASSUMED]


def _with_toll(reports: Sequence[Report]) -> list[Report]:
    """Return the reports that give the number of dead that most give, if it is one to know by."""
    tolls = chain.from_iterable(map(_tolls, reports))
    most = most_given(tolls)
    if most is None:
        return []
    return [report for report in reports if most in _tolls(report)]


def _tolls(report: Report) -> Iterator[int]:
    """Yield the numbers of dead that a report gives by which an incident may be known."""
    for figure in report.casualties:
        if figure.kind is not CasualtyKind.KILLED:
            continue
        if figure.best and is_telling(figure.best):
            yield figure.best


def _voted(
    dates: Sequence[DateInterval], stated: Sequence[DateInterval]
) -> DateInterval:
    """Return the days that most of the finest dates mean.

    With the hour when at least half of all dates that mean these days tell one.
    """
    grain = min(map(_grain, dates))
    votes = Counter(map(_days, _of_grain(dates, grain)))
    days = most_counted(votes)
    chosen = _of_grain(stated, grain)
    return _timed(interval for interval in chosen if _days(interval) == days)


def _days(interval: DateInterval) -> tuple[date, date]:
    return interval.start, interval.end


def _of_grain(dates: Iterable[DateInterval], grain: int) -> Iterator[DateInterval]:
    for interval in dates:
        if _grain(interval) == grain:
            yield interval


def _grain(interval: DateInterval) -> int:
    """Rank precisions, an hour of a day with the day.

    One article's hour does not outvote the day of all others.
    """
    return max(GRAIN[interval.precision], GRAIN[Precision.DAY])


def _timed(dates: Iterable[DateInterval]) -> DateInterval:
    """Return the first of dates that mean one day, by vote with the hour or without."""
    timed: list[DateInterval] = []
    plain: list[DateInterval] = []
    for interval in dates:
        if interval.precision is Precision.TIME:
            timed.append(interval)
        else:
            plain.append(interval)
    return timed[0] if len(timed) >= len(plain) else plain[0]


def _overlap(guessed: Sequence[DateInterval]) -> DateInterval | None:
    """Return the days on which assumed dates agree.

    The first of them where they do not, None where there is none.
    """
    if not guessed:
        return None
    best = _finest(guessed)
    first = best[0]
    start = max(interval.start for interval in best)
    end = min(interval.end for interval in best)
    if start > end:
        return first
    return replace(first, start=start, end=end)


def _finest(dates: Sequence[DateInterval]) -> list[DateInterval]:
    """Return the dates of the finest precision."""
    finest = min(GRAIN[interval.precision] for interval in dates)
    return [interval for interval in dates if GRAIN[interval.precision] == finest]
