"""Group the reports of one incident."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.incidents.blocking import Shelf, Word, shelves, vagueness
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
    profiler = Profiler(published, words)
    merger = Merger(profiler, apart=apart)
    merger.merge(profiler.profile(one, number) for number, one in enumerate(reports))
    return [
        Group([reports[number] for number in numbers], joined)
        for numbers, joined in merger.groups()
    ]


class Merger:
    """Puts reports to incidents, one after the other."""

    def __init__(self, profiler: Profiler, *, apart: bool) -> None:
        """Begin without incidents; see `clusters` for the arguments."""
        self.profiler = profiler
        self.apart = apart
        self.found: dict[int, Cluster] = {}
        # By family and time, and by a word, the latest incidents; most blocks hold one.
        self._shelves: dict[Shelf, dict[str, int | list[int]]] = {}

    def merge(self, profiles: Iterable[Profile]) -> None:
        """Put all reports to incidents, whatever their order."""
        for one in sorted(profiles, key=self.order):
            self.add(one)
        self.settle()

    def groups(self) -> Iterator[tuple[list[int], tuple[Joined, ...]]]:
        """Yield the numbers of an incident's reports, by publication, and why they were joined."""
        for cluster in self.found.values():
            ordered = sorted(cluster.members, key=by_publication)
            yield [profile.number for profile in ordered], tuple(cluster.joined)

    def order(self, one: Profile) -> tuple[int, int, str, int]:
        """Give the place of a report in the order of merging."""
        return vagueness(one, self.profiler), *by_publication(one)

    def add(self, one: Profile) -> None:
        """Put a report to the incident that it tells of, or make a new one of it."""
        all_shelves = [*shelves(one, self.profiler)]
        best = self._best([one], self._near(all_shelves))
        if best is None:
            at = len(self.found)
            self.found[at] = Cluster(one)
        else:
            at, (similarity,) = best
            self.found[at].add(one, self._reason(one, similarity))
        for key, words in all_shelves:
            blocks = self._shelves.setdefault(key, {})
            for word, _ in words:
                self._put(blocks, word, at)

    def _reason(self, profile: Profile, similarity: Similarity) -> Joined:
        """Return why a report was joined; points that many reports have are held once."""
        reason = similarity.told(profile.report)
        points = self.profiler.shared(reason.points)
        return Joined(report=reason.report, score=reason.score, points=points)

    def _put(self, blocks: dict[str, int | list[int]], word: str, number: int) -> None:
        """Note in a block that an incident is the latest with this word."""
        block = blocks.get(word)
        if block is None:
            blocks[self.profiler.shared(word)] = number
        elif isinstance(block, int):
            if block != number:
                blocks[word] = [block, number]
        elif block[-1] != number:
            if number in block:
                block.remove(number)
            block.append(number)
            del block[:-MEMORY]

    def settle(self) -> None:
        """Join small incidents, made before it was known what they tell of, to others; the latest first."""
        for at in reversed(list(self.found)):
            members = self.found[at].members
            if len(members) > SMALL:
                continue
            near = self._candidates(at)
            best = self._best(members, near) or self._known_elsewhere(members, near)
            if best is not None:
                to, compared = best
                for one, similarity in zip(members, compared, strict=True):
                    self.found[to].add(one, self._reason(one, similarity))
                del self.found[at]

    def _candidates(self, number: int) -> Mapping[int, float]:
        """Return the incidents to which a small one may be joined, with how much they share."""
        members = self.found[number].members
        near = self._near(shelf for profile in members for shelf in shelves(profile, self.profiler))
        near.pop(number, None)
        if len(members) > 1:
            return near
        # With another single report it was compared when the later of the two came.
        return {other: weight for other, weight in near.items() if self._has_grown(other)}

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
            if not any(one.document in cluster.documents for one in members):
                continue
            compared = self._compared(members, cluster, apart=False)
            if compared is None:
                continue
            once = [
                similarity
                for one, similarity in zip(members, compared, strict=True)
                if one.document not in cluster.documents
            ]
            if not once and len({one.document for one in members}) > 1:
                once = compared  # several articles come back to it
            if not once:
                continue
            score = sum(similarity.score for similarity in once) / len(once)
            if score >= most and any(similarity.tells for similarity in once):
                most, best = score, (at, compared)
        return best

    def _near(self, all_shelves: Iterable[tuple[Shelf, Sequence[Word]]]) -> dict[int, float]:
        """Give the incidents that share a block, with how much they share."""
        near: dict[int, float] = defaultdict(float)
        for key, words in all_shelves:
            blocks = self._shelves.get(key)
            if blocks is None:
                continue
            for word, weight in words:
                block = blocks.get(word)
                if isinstance(block, int):
                    near[block] += weight
                elif block is not None:
                    for at in block:
                        near[at] += weight
        return near

    def _nearest(self, near: Mapping[int, float]) -> Iterator[tuple[int, Cluster]]:
        """Go through the incidents that share most, by their numbers; those that were joined to others are gone."""
        ranked = sorted([(-weight, at) for at, weight in near.items()])
        for _, at in ranked[:COMPARED]:
            cluster = self.found.get(at)
            if cluster is not None:
                yield at, cluster

    def _compared(
        self, ones: Sequence[Profile], cluster: Cluster, *, apart: bool, least: float | None = None
    ) -> list[Similarity] | None:
        """Compare each of several reports with an incident; None if one of them cannot tell of it."""
        compared = []
        for one in ones:
            if self.profiler.are_elsewhere(one.places, cluster.places):
                return None
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
    return published, one.document, one.start
