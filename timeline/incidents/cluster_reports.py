"""Group the reports of one incident."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from timeline.incidents.blocking import Key, keys, vagueness
from timeline.incidents.cluster import Cluster
from timeline.incidents.profiles import Profile, Profiler
from timeline.incidents.similarity import ENOUGH, Similarity, compare
from timeline.incidents.tfidf import Wording
from timeline.model.incidents import Joined, Report

# The latest incidents of a block that a report is compared with; more of one type, day and place are told apart by others.
MEMORY = 40
# Of all that share a block with a report, so many are compared with it: those that share most.
COMPARED = 24
# Incidents of more reports than this are not joined to others as a whole: they are told well enough to stand by themselves.
SMALL = 12
# What is needed to join incidents though one article tells of both.
SURE = ENOUGH + 1.5


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one incident, by publication, and why each but the first was put to it."""

    reports: list[Report]
    joined: tuple[Joined, ...] = ()


def clusters(
    reports: Sequence[Report],
    published: Mapping[str, date | None],
    *,
    words: Mapping[str, Wording] | None = None,
    apart: bool = True,
) -> list[Group]:
    """Group reports of all documents by incident; the order of the input does not matter.

    Reports that tell day and town come first and make the incidents; vaguer ones come after them. Each joins the incident
    with the most evidence among those of which no report excludes it, so that incidents do not chain through vague reports.

    Args:
        reports: Reports of all documents.
        published: Day of publication by document id.
        words: What documents are about, by id; leave out where it is not known.
        apart: Whether two reports of one document are known to tell of two incidents.
    """
    merger = Merger(Profiler(published, words), apart=apart)
    for one in sorted((merger.profiler.profile(one) for one in reports), key=merger.order):
        merger.add(one)
    merger.settle()
    return [
        Group(
            [one.report for one in sorted(found.members, key=by_publication)], tuple(found.joined)
        )
        for found in merger.found.values()
    ]


class Merger:
    """Puts reports to incidents, one after the other."""

    def __init__(self, profiler: Profiler, *, apart: bool) -> None:
        """Begin without incidents; see `clusters` for the arguments."""
        self.profiler = profiler
        self.apart = apart
        self.found: dict[int, Cluster] = {}
        self._blocks: dict[Key, dict[int, None]] = defaultdict(dict)

    def order(self, one: Profile) -> tuple[int, int, str, int]:
        """Give the place of a report in the order of merging."""
        return vagueness(one, self.profiler), *by_publication(one)

    def add(self, one: Profile) -> None:
        """Put a report to the incident that it tells of, or make a new one of it."""
        mine = list(keys(one, self.profiler))
        best = self._best([one], self._near(mine))
        if best is None:
            at = len(self.found)
            self.found[at] = Cluster(one)
        else:
            at, (similarity,) = best
            self.found[at].add(one, similarity.told(one.report.id))
        for key, _ in mine:
            block = self._blocks[key]
            block.pop(at, None)
            block[at] = None
            if len(block) > MEMORY:
                del block[next(iter(block))]

    def settle(self) -> None:
        """Join small incidents, made before it was known what they tell of, to others; the latest first."""
        for at in reversed(list(self.found)):
            members = self.found[at].members
            if len(members) > SMALL:
                continue
            near = self._near(key for one in members for key in keys(one, self.profiler))
            near.pop(at, None)
            if (
                len(members) == 1
            ):  # with another single report it was compared when the later of the two came
                near = {other: weight for other, weight in near.items() if self._has_grown(other)}
            best = self._best(members, near) or self._known_elsewhere(members, near)
            if best is not None:
                to, compared = best
                for one, similarity in zip(members, compared, strict=True):
                    self.found[to].add(one, similarity.told(one.report.id))
                del self.found[at]

    def _has_grown(self, at: int) -> bool:
        cluster = self.found.get(at)
        return cluster is not None and len(cluster.members) > 1

    def _known_elsewhere(
        self, members: Sequence[Profile], near: Mapping[int, float]
    ) -> tuple[int, list[Similarity]] | None:
        """Find the incident that articles with one report are sure of, though another article seems to tell of two.

        An article that comes back to a massacre in other words looks as if it told of two; those that tell of it once know
        better, if they share what a place has once, and nothing that it says forbids it.
        """
        most = SURE
        best: tuple[int, list[Similarity]] | None = None
        for at, cluster in self._nearest(near):
            if not any(one.report.document in cluster.documents for one in members):
                continue
            compared = self._compared(members, cluster, apart=False)
            if compared is None:
                continue
            once = [
                similarity
                for one, similarity in zip(members, compared, strict=True)
                if one.report.document not in cluster.documents
            ]
            if not once and len({one.report.document for one in members}) > 1:
                once = compared  # several articles come back to it
            if not once:
                continue
            score = sum(similarity.score for similarity in once) / len(once)
            if score >= most and any(similarity.tells for similarity in once):
                most, best = score, (at, compared)
        return best

    def _near(self, mine: Iterable[tuple[Key, float]]) -> dict[int, float]:
        """Give the incidents that share a block, with how much they share."""
        near: dict[int, float] = defaultdict(float)
        for key, weight in mine:
            for at in self._blocks.get(key, ()):
                near[at] += weight
        return near

    def _nearest(self, near: Mapping[int, float]) -> Iterator[tuple[int, Cluster]]:
        """Go through the incidents that share most, by their numbers; those that were joined to others are gone."""
        for at in nlargest(COMPARED, near, key=lambda at: (near[at], -at)):
            cluster = self.found.get(at)
            if cluster is not None:
                yield at, cluster

    def _compared(
        self, ones: Sequence[Profile], cluster: Cluster, *, apart: bool, least: float | None = None
    ) -> list[Similarity] | None:
        """Compare each of several reports with an incident; None if one of them cannot tell of it."""
        compared = []
        for one in ones:
            similarity = compare(one, cluster, self.profiler, apart=apart, least=least)
            if similarity.forbidden:
                return None
            compared.append(similarity)
        return compared

    def _best(
        self, ones: Sequence[Profile], near: Mapping[int, float]
    ) -> tuple[int, list[Similarity]] | None:
        """Give the number of the incident that reports tell of, and why; None if it is none of these."""
        most = 0.0
        least = ENOUGH if len(ones) == 1 else None
        best: tuple[int, list[Similarity]] | None = None
        for at, cluster in self._nearest(near):
            compared = self._compared(ones, cluster, apart=self.apart, least=least)
            if compared is None:
                continue
            score = sum(similarity.score for similarity in compared) / len(compared)
            if score >= ENOUGH and score > most:
                most, best = score, (at, compared)
        return best


def by_publication(one: Profile) -> tuple[int, str, int]:
    """Order reports by the day of publication, the undated last."""
    published = date.max.toordinal() if one.published is None else one.published
    return published, one.report.document, one.report.passages[0].trigger.start
