"""Know an incident again by its landmark: so many dead, in one town, on one day.

An article that tells of a massacre at length has several reports of it, which exclude each other
when reports are joined one by one. So one massacre can become several incidents.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from timeline.comparison import same_kind, significant_digits
from timeline.incidents.cluster import Cluster
from timeline.incidents.profiles import Profile, Profiler, When
from timeline.incidents.similarity import FIGURES, SAME_DAY, WEIGHTS
from timeline.incidents.votes import most_given
from timeline.model.incidents import Joined
from timeline.model.types import CUMULATIVE, CasualtyKind

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

    @property
    def mode(self) -> str | None:
        """The mode that most give."""
        _, mode = self.kind
        return mode

    def is_same(self, landmark: "Landmark") -> bool:
        """Return whether another landmark of the same town and toll is that of one incident."""
        if _nights_between(self.when, landmark.when) > NIGHT:
            return False
        return same_kind(*self.kind, *landmark.kind) >= 0

    def reason(self, report: str) -> Joined:
        """Return why a report was joined with its incident: place, toll and day."""
        figures = WEIGHTS["figures"] * _worth(self.toll)
        place = WEIGHTS["place"]
        date = WEIGHTS["date"] * SAME_DAY
        return Joined(
            report=report,
            score=figures + place + date,
            points=(("figures", figures), ("place", place), ("date", date)),
        )


def _nights_between(left: When, right: When) -> int:
    """Return the nights between two stretches of days; 0 or less where they share a day."""
    return max(left.first, right.first) - min(left.last, right.last)


def _worth(toll: int) -> float:
    """Return what a shared number of dead counts, by its significant digits."""
    digits = significant_digits(toll)
    return FIGURES[min(digits, len(FIGURES) - 1)]


def landmark_of(members: Sequence[Profile], profiler: Profiler) -> Landmark | None:
    """Return the landmark of an incident; None if it is known by none."""
    toll = most_given(_all_tolls(members))
    if toll is None:
        return None
    town = most_given(_towns(members, profiler))
    when = most_given(_stated_days(profile, toll) for profile in members)
    if town is None or when is None:
        return None
    kind = most_given(map(_kind, members))
    return Landmark(
        town=town, toll=toll, when=when, kind=kind or (members[0].type, None)
    )


def _all_tolls(members: Iterable[Profile]) -> Iterator[int]:
    for profile in members:
        yield from _tolls(profile)


def _towns(members: Iterable[Profile], profiler: Profiler) -> Iterator[str]:
    for profile in members:
        yield from profiler.fine_towns(profile.places)


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


def same_landmarks(
    clusters: Mapping[int, Cluster], profiler: Profiler
) -> Iterator[tuple[int, int, Landmark]]:
    """Yield the numbers of two incidents that one landmark shows to be one, and the landmark.

    The second is to be joined to the first, which has more reports.
    """
    for candidates in _by_town_and_toll(clusters, profiler):
        candidates.sort(key=lambda candidate: candidate.size, reverse=True)
        yield from _same(candidates)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An incident that has a landmark."""

    number: int
    cluster: Cluster
    landmark: Landmark

    @property
    def size(self) -> int:
        """How many reports it has."""
        return len(self.cluster.members)


def _by_town_and_toll(
    clusters: Mapping[int, Cluster], profiler: Profiler
) -> Iterable[list[_Candidate]]:
    """Return the incidents that have a landmark, those of one town and toll together."""
    by_town_and_toll: dict[tuple[str, int], list[_Candidate]] = defaultdict(list)
    for candidate in _candidates(clusters, profiler):
        landmark = candidate.landmark
        by_town_and_toll[landmark.town, landmark.toll].append(candidate)
    return by_town_and_toll.values()


def _candidates(
    clusters: Mapping[int, Cluster], profiler: Profiler
) -> Iterator[_Candidate]:
    for number, cluster in clusters.items():
        landmark = landmark_of(cluster.members, profiler)
        if landmark is not None and landmark.mode != CUMULATIVE:
            yield _Candidate(number, cluster, landmark)


def _same(candidates: Iterable[_Candidate]) -> Iterator[tuple[int, int, Landmark]]:
    """Yield those that are one, of incidents of one town and toll, the largest first."""
    joined: set[int] = set()
    for larger, smaller in combinations(candidates, 2):
        if larger.number in joined or smaller.number in joined:
            continue
        if not larger.landmark.is_same(smaller.landmark):
            continue
        if _are_of_several_articles(larger.cluster, smaller.cluster):
            joined.add(smaller.number)
            yield larger.number, smaller.number, larger.landmark


def _are_of_several_articles(left: Cluster, right: Cluster) -> bool:
    """Return whether more than one article tells of them: one alone may well tell of two."""
    documents = set(left.documents)
    documents.update(right.documents)
    return len(documents) > 1
