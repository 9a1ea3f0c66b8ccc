"""Know an incident again by its landmark: so many dead, in one town, on one day.

An article that tells of a massacre at length has several reports of it, which exclude each other
when reports are joined one by one. So one massacre can become several incidents.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from timeline.comparison import same_kind, significant_digits
from timeline.incidents.cluster import Cluster
from timeline.incidents.profiles import Profile, Profiler, When
from timeline.incidents.similarity import FIGURES, SAME_DAY, WEIGHTS
from timeline.model.incidents import Joined
from timeline.model.types import CUMULATIVE, CasualtyKind

Value = TypeVar("Value", bound=Hashable)
# Digits of a toll by which two incidents of one town and day are one: two days in a war may both
# have four dead.
DIGITS = 2
# Days between the evening of a night and the next morning.
NIGHT = 1
# Longer stretches of days are of no use to know an incident by.
LONGEST = 31


@dataclass(frozen=True, slots=True)
class Landmark:
    """What an incident is known by.

    Attributes:
        town: Id of the town that most of its reports name.
        toll: The number of dead that most give.
        when: The days that most state of those that give the toll.
        kind: The type and mode that most give.
    """

    town: str
    toll: int
    when: When
    kind: tuple[str, str | None]

    def is_same(self, landmark: "Landmark") -> bool:
        """Return whether another landmark of the same town and toll is that of one incident."""
        later_first = max(self.when.first, landmark.when.first)
        earlier_last = min(self.when.last, landmark.when.last)
        if later_first - earlier_last > NIGHT:
            return False
        return same_kind(*self.kind, *landmark.kind) >= 0

    def reason(self, report: str) -> Joined:
        """Return why a report was joined with its incident: place, toll and day."""
        digits = min(significant_digits(self.toll), len(FIGURES) - 1)
        figures = WEIGHTS["figures"] * FIGURES[digits]
        place = WEIGHTS["place"]
        date = WEIGHTS["date"] * SAME_DAY
        return Joined(
            report=report,
            score=figures + place + date,
            points=(("figures", figures), ("place", place), ("date", date)),
        )


def landmark_of(members: Sequence[Profile], profiler: Profiler) -> Landmark | None:
    """Return the landmark of an incident; None if it is known by none."""
    toll = most_given(toll for profile in members for toll in _tolls(profile))
    if toll is None:
        return None
    when = most_given(_stated_days(profile, toll) for profile in members)
    town = most_given(
        town for profile in members for town in profiler.fine_towns(profile.places)
    )
    if town is None or when is None:
        return None
    kind = most_given(map(_kind, members))
    return Landmark(
        town=town, toll=toll, when=when, kind=kind or (members[0].type, None)
    )


def _stated_days(profile: Profile, toll: int) -> When | None:
    """Return the days that a report states, if it gives a toll with them."""
    when = profile.when
    if when is None or toll not in _tolls(profile):
        return None
    is_useful = when.is_explicit and when.days <= LONGEST
    return when if is_useful else None


def _kind(profile: Profile) -> tuple[str, str | None] | None:
    """Return the type and mode of a report that tells a mode."""
    if profile.mode is None:
        return None
    return profile.type, profile.mode


def _tolls(profile: Profile) -> Iterator[int]:
    """Yield the numbers of dead by which an incident may be known, the greatest first."""
    for kind, number in sorted(profile.figures, reverse=True):
        if kind == CasualtyKind.KILLED and is_telling(number):
            yield number


def is_telling(toll: int) -> bool:
    """Return whether an incident may be known by a number of dead."""
    return significant_digits(toll) >= DIGITS


def most_given(values: Iterable[Value | None]) -> Value | None:
    """Return the value that is given most often, of equal ones the first; None without any."""
    most = Counter(value for value in values if value is not None).most_common(1)
    return most[0][0] if most else None


def same_landmarks(
    clusters: Mapping[int, Cluster], profiler: Profiler
) -> Iterator[tuple[int, int, Landmark]]:
    """Yield the numbers of two incidents that one landmark shows to be one, and the landmark.

    The second is to be joined to the first, which has more reports.
    """
    by_toll: dict[tuple[str, int], list[tuple[int, Landmark]]] = defaultdict(list)
    for number, cluster in clusters.items():
        landmark = landmark_of(cluster.members, profiler)
        if landmark is not None and landmark.kind[1] != CUMULATIVE:
            by_toll[landmark.town, landmark.toll].append((number, landmark))
    for candidates in by_toll.values():
        candidates.sort(key=lambda candidate: -len(clusters[candidate[0]].members))
        yield from _same(candidates, clusters)


def _same(
    candidates: Sequence[tuple[int, Landmark]], clusters: Mapping[int, Cluster]
) -> Iterator[tuple[int, int, Landmark]]:
    """Yield those that are one, of incidents of one town and toll, the largest first."""
    joined: set[int] = set()
    for index, (number, landmark) in enumerate(candidates):
        if number in joined:
            continue
        for smaller, candidate in candidates[index + 1 :]:
            is_same = smaller not in joined and landmark.is_same(candidate)
            if is_same and _are_of_several_articles(
                clusters[number], clusters[smaller]
            ):
                joined.add(smaller)
                yield number, smaller, landmark


def _are_of_several_articles(left: Cluster, right: Cluster) -> bool:
    """Return whether more than one article tells of them: one alone may well tell of two."""
    documents = {*left.documents, *right.documents}
    return len(documents) > 1
