"""Choose which reports to compare, so that the cost stays nearly linear.

Reports of a block share type, time and one word.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from timeline.comparison import KIN, significant_digits
from timeline.incidents.profiles import Profile, Profiler, When

# Dates of up to this many days stand in a block for every day; longer ones in blocks of a month.
SHORT_DAYS = 9
MONTH_DAYS = 30
# Beyond this many months a date is too vague to block on; such reports are compared as undated ones
# are.
MOST_MONTHS = 4
# Days by which an assumed day may miss the real one.
SLACK_DAYS = 1
# The weightiest words of a document that an undated report is looked up by.
LOOKED_UP = 16
# How many of the features that matter a shared word stands for: a town tells more than a country.
TOWN, FIGURE, NAME, ACTOR, COUNTRY, WORD = 3.0, 3.0, 2.0, 1.0, 0.5, 0.5
# Significant digits that a figure must have: within one time, and long after without its town.
FIGURE_DIGITS, LANDMARK_DIGITS = 2, 3

# Family of types, time, and a shared word.
Key = tuple[str, str, str]
Shelf = tuple[str, str]
Word = tuple[str, float]


def is_short(when: When | None) -> bool:
    """Return whether a date is a matter of days."""
    return when is not None and when.last - when.first < SHORT_DAYS


def vagueness(profile: Profile, profiler: Profiler) -> int:
    """Rank reports from those that state day and town (0) to those that are undated (3)."""
    if profile.when is None or not is_short(profile.when):
        return 3
    if not profile.when.is_explicit:
        return 2
    return 0 if profiler.towns(profile.places) else 1


def keys(profile: Profile, profiler: Profiler) -> Iterator[tuple[Key, float]]:
    """Yield the blocks of a report with what it tells to share one; see `shelves`."""
    for (family, block), words in shelves(profile, profiler):
        for word, weight in words:
            yield (family, block, word), weight


def shelves(
    profile: Profile, profiler: Profiler
) -> Iterator[tuple[Shelf, Sequence[Word]]]:
    """Yield the families and times of a report with the words by which it is looked for there.

    A report that tells its days stands in blocks of days, in which others of its kind look, and of
    months, in which vaguer reports look for it. What looks back without a date finds it by its town
    or its toll.
    """
    telling = [*_telling(profile, profiler)]
    landmarks = [*_landmarks(profile, profiler)]
    if profile.when is None:
        landmarks += [(word, WORD) for word in profile.words.telling(LOOKED_UP)]
    blocks = time_blocks(profile.when)
    for family in families(profile.type, profile.mode):
        for block in blocks:
            yield (family, block), telling
        yield (family, "any"), landmarks


@cache
def families(type_: str, mode: str | None) -> list[str]:
    """Return the families of types in which a report looks for others.

    They are its type, and that which its mode shares with another.
    """
    for group in KIN:
        if (type_, mode) in group:
            return [type_, f"{sorted(group)}"]
    return [type_]


def time_blocks(when: When | None) -> list[str]:
    """Return the names of a date's time blocks: days and months, months only, or "undated"."""
    if when is None:
        return ["undated"]
    first, last = _possible_days(when)
    months = range(first // MONTH_DAYS, last // MONTH_DAYS + 1)
    if len(months) > MOST_MONTHS:
        return ["undated"]
    blocks = [*_named("month", months)]
    if not is_short(when):
        return blocks
    days = range(first, last + 1)
    return [*_named("day", days), *blocks]


def _possible_days(when: When) -> tuple[int, int]:
    """Return the first and last day that a report may mean."""
    slack = 0 if when.is_explicit else SLACK_DAYS
    return when.first - slack, when.last + slack


def _named(unit: str, numbers: Iterable[int]) -> Iterator[str]:
    for number in numbers:
        yield f"{unit} {number}"


def _telling(profile: Profile, profiler: Profiler) -> Iterator[Word]:
    """Yield the words by which reports of one time look for each other."""
    for town in profiler.towns(profile.places):
        yield town, TOWN
    yield from _figures(profile, FIGURE_DIGITS)
    for name in profile.named:
        yield name, NAME
    for actor in profile.actors:
        yield f"by {actor}", ACTOR
    for country in profile.countries:
        yield f"in {country}", COUNTRY


def _landmarks(profile: Profile, profiler: Profiler) -> Iterator[Word]:
    """Yield what an incident is known by long after: its town and mode, or its town and toll."""
    for town in profiler.towns(profile.places):
        yield from _in_town(town, profile)
    yield from _figures(profile, LANDMARK_DIGITS)
    for name in profile.named:
        yield f"{profile.mode} {name}", NAME


def _in_town(town: str, profile: Profile) -> Iterator[Word]:
    yield f"{profile.mode} {town}", TOWN
    for kind, number in profile.figures:
        yield f"{number} {kind} {town}", TOWN


def _figures(profile: Profile, digits: int) -> Iterator[Word]:
    """Yield the figures that have so many significant digits."""
    for kind, number in profile.figures:
        if significant_digits(number) >= digits:
            yield f"{number} {kind}", FIGURE
