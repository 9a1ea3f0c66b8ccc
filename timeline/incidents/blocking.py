"""Choose which reports to compare, so that the cost stays nearly linear.

Reports of a block share type, time and one word.
"""

from collections.abc import Iterator

from timeline.comparison import KIN, significant_digits
from timeline.incidents.profiles import Profile, Profiler, When
from timeline.model.incidents import Report

# Dates of up to this many days stand in a block for every day; longer ones in blocks of a month.
SHORT_DAYS = 9
MONTH_DAYS = 30
# Beyond this many months a date is too vague to block on; such reports are compared as undated ones are.
MOST_MONTHS = 4
# Days by which an assumed day may miss the real one.
SLACK_DAYS = 1
# The weightiest words of a document that an undated report is looked up by.
LOOKED_UP = 16
# How many of the features that matter a shared word stands for: a town tells more than a country.
TOWN, FIGURE, NAME, ACTOR, COUNTRY, WORD = 3.0, 3.0, 2.0, 1.0, 0.5, 0.5

Key = tuple[str, str, str]


def is_short(when: When | None) -> bool:
    """Say whether a date is a matter of days."""
    return when is not None and when.last - when.first < SHORT_DAYS


def vagueness(profile: Profile, profiler: Profiler) -> int:
    """Rank reports from those that tell day and town (0) to those that are undated (3)."""
    if profile.when is None or not is_short(profile.when):
        return 3
    if not profile.when.told:
        return 2
    return 0 if profiler.towns(profile.places) else 1


def keys(profile: Profile, profiler: Profiler) -> Iterator[tuple[Key, float]]:
    """Go through the blocks of a report with what it tells to share one.

    A report that tells its days stands in blocks of days, in which others of its kind look, and of months, in which
    vaguer reports look for it. What looks back without a date finds it by its town or its toll.
    """
    shared = [
        (block, word, weight)
        for block in time_blocks(profile.when)
        for word, weight in _telling(profile, profiler)
    ]
    shared += [("any", word, weight) for word, weight in _landmarks(profile, profiler)]
    if profile.when is None:
        shared += [("any", word, WORD) for word in profile.words.telling(LOOKED_UP)]
    for family in families(profile.report):
        for block, word, weight in shared:
            yield (family, block, word), weight


def families(report: Report) -> list[str]:
    """Give the families of types in which a report looks for others: its type, and that which its mode shares with another."""
    kin = next((f"{sorted(group)}" for group in KIN if (report.type, report.mode) in group), None)
    return [report.type] if kin is None else [report.type, kin]


def time_blocks(when: When | None) -> list[str]:
    """Give the names of the time blocks of a date: its days and months, its months only, or "undated"."""
    if when is None:
        return ["undated"]
    slack = 0 if when.told else SLACK_DAYS
    first, last = when.first - slack, when.last + slack
    months = range(first // MONTH_DAYS, last // MONTH_DAYS + 1)
    if len(months) > MOST_MONTHS:
        return ["undated"]
    days = range(first, last + 1) if is_short(when) else ()
    return [*(f"day {day}" for day in days), *(f"month {month}" for month in months)]


def _telling(profile: Profile, profiler: Profiler) -> Iterator[tuple[str, float]]:
    for town in profiler.towns(profile.places):
        yield town, TOWN
    for kind, number in profile.figures:
        if significant_digits(number) > 1:
            yield f"{number} {kind}", FIGURE
    for name in profile.named:
        yield name, NAME
    for actor in {one.country or one.id for one in profile.report.actors}:
        yield f"by {actor}", ACTOR
    for country in {place.country for place in profile.report.places if place.country}:
        yield f"in {country}", COUNTRY


def _landmarks(profile: Profile, profiler: Profiler) -> Iterator[tuple[str, float]]:
    """Go through what an incident is known by long after: its town and how, or its town and toll."""
    towns = profiler.towns(profile.places)
    for town in towns:
        yield f"{profile.report.mode} {town}", TOWN
        for kind, number in profile.figures:
            yield f"{number} {kind} {town}", TOWN
    for kind, number in profile.figures:
        if significant_digits(number) > 2:
            yield f"{number} {kind}", FIGURE
    for name in profile.named:
        yield f"{profile.report.mode} {name}", NAME
