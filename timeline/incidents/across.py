"""Join incidents that were merged in different parts, by the landmarks that both have."""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy

from timeline.incidents.blocking import NAME, Shelf, Word, shelves
from timeline.incidents.cluster import Cluster
from timeline.incidents.cluster_reports import Merger
from timeline.incidents.profiles import Profile, Profiler
from timeline.model.incidents import Joined

DIGEST_BYTES = 8


def landmark_shelves(
    profile: Profile, profiler: Profiler
) -> Iterator[tuple[Shelf, Sequence[Word]]]:
    """Yield what incidents of two parts may share: town, figure or name in a time, or for good.

    Actors and countries are too common to look through all parts for them.
    """
    for shelf, words in shelves(profile, profiler):
        landmarks = [(word, weight) for word, weight in words if weight >= NAME]
        if landmarks:
            yield shelf, landmarks


def landmark_digests(profiles: Iterable[Profile], profiler: Profiler) -> "array[int]":
    """Return the landmarks of an incident as numbers, the same on every machine."""
    digests = {
        _digest(family, block, word)
        for profile in profiles
        for (family, block), words in landmark_shelves(profile, profiler)
        for word, _ in words
    }
    return array("Q", sorted(digests))


def _digest(*words: str) -> int:
    text = "\0".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(
        hashlib.blake2b(text, digest_size=DIGEST_BYTES).digest(), "big"
    )


def shared_landmarks(of_parts: Iterable[Iterable[int]]) -> set[int]:
    """Return the landmarks that stand in two parts or more.

    They are sorted as plain numbers: tens of millions in a dictionary would need gigabytes.
    """
    uniques = [
        numpy.unique(numpy.fromiter(part, dtype=numpy.uint64)) for part in of_parts
    ]
    if not uniques:
        return set()
    values, counts = numpy.unique(numpy.concatenate(uniques), return_counts=True)
    return {int(value) for value in values[counts > 1]}


class Crossing(Merger):
    """Joins small incidents of a part to those of other parts."""

    def __init__(self, profiler: Profiler, *, apart: bool) -> None:
        """Begin without incidents; see `clusters` for the arguments."""
        super().__init__(profiler, apart=apart)
        self._part_of: dict[int, str] = {}

    def order_of_adoption(
        self, adopted: tuple[str, Sequence[Profile], object]
    ) -> tuple[tuple[int, int, str, int], str]:
        """Return what incidents are adopted by: the first report, then the part."""
        part, members, _ = adopted
        return min(map(self.order, members)), part

    def adopt(
        self, part: str, members: Sequence[Profile], joined: Sequence[Joined]
    ) -> None:
        """Take in an incident as its part made it.

        Args:
            part: Name of the part.
            members: Its reports.
            joined: Why each but the first was put to it.
        """
        number = len(self.clusters)
        cluster = _cluster_of(members, joined)
        self.clusters[number] = cluster
        self._part_of[number] = part
        for profile in cluster.members:
            self._shelve(number, landmark_shelves(profile, self.profiler))

    def _candidates(self, number: int) -> Mapping[int, float]:
        members = self.clusters[number].members
        near = self._near(
            shelf
            for profile in members
            for shelf in landmark_shelves(profile, self.profiler)
        )
        part = self._part_of[number]
        return {
            candidate: weight
            for candidate, weight in near.items()
            if self._part_of[candidate] != part
        }


def _first_of(members: Sequence[Profile], joined: Sequence[Joined]) -> Profile:
    """Return the report to which the others were joined."""
    later = {reason.report for reason in joined}
    return next(profile for profile in members if profile.report not in later)


def _cluster_of(members: Sequence[Profile], joined: Sequence[Joined]) -> Cluster:
    """Return an incident of reports that were put together before."""
    by_report = {profile.report: profile for profile in members}
    cluster = Cluster(_first_of(members, joined))
    for reason in joined:
        cluster.add(by_report[reason.report], reason)
    return cluster
