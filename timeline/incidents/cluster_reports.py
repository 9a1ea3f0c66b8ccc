"""Group the reports of one incident."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.incidents.blocking import Shelf, Word, shelves, vagueness
from timeline.incidents.cluster import Cluster
from timeline.incidents.landmarks import same_landmarks
from timeline.incidents.profiles import Profile, Profiler
from timeline.incidents.similarity import ENOUGH, Similarity, compare
from timeline.incidents.tfidf import Wording
from timeline.model.incidents import Joined, Report

# The latest incidents of a block that a report is compared with; more of one type, day and place
# differ in other features.
MEMORY = 40
# Of all that share a block with a report, so many are compared with it: those that share most.
COMPARED = 24
# Incidents of more reports than this are not joined to others as a whole: so many reports are
# enough to know what they are.
SMALL = 12
# What is needed to join incidents though one article tells of both.
SURE = ENOUGH + 1.5

# The number of an incident, and why each of several reports is of it.
Match = tuple[int, list[Similarity]]


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one incident, by publication, and why each but the first was joined."""

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

    Reports that state day and town come first and make the incidents; vaguer ones come after them.
    Each joins the incident with the most evidence among those of which no report excludes it, so
    that incidents do not chain through vague reports.

    Args:
        reports: Reports of all documents.
        published: Day of publication by document id.
        words: What documents are about, by id; leave out where it is not known.
        apart: Whether two reports of one document are known to mean two incidents.
    """
    profiler = Profiler(published, words)
    merger = Merger(profiler, apart=apart)
    merger.merge(
        profiler.profile(report, number) for number, report in enumerate(reports)
    )
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
        self.clusters: dict[int, Cluster] = {}
        # By family and time, and by a word, the latest incidents; most blocks hold one.
        self._shelves: dict[Shelf, dict[str, int | list[int]]] = {}

    def merge(self, profiles: Iterable[Profile]) -> None:
        """Put all reports to incidents, whatever their order."""
        for profile in sorted(profiles, key=self.order):
            self.add(profile)
        self.settle()

    def groups(self) -> Iterator[tuple[list[int], tuple[Joined, ...]]]:
        """Yield the numbers of an incident's reports, by publication, and why they were joined."""
        for cluster in self.clusters.values():
            ordered = sorted(cluster.members, key=by_publication)
            yield [profile.number for profile in ordered], tuple(cluster.joined)

    def order(self, profile: Profile) -> tuple[int, int, str, int]:
        """Return the place of a report in the order of merging."""
        return vagueness(profile, self.profiler), *by_publication(profile)

    def add(self, profile: Profile) -> None:
        """Join a report to its incident, or make a new incident of it."""
        all_shelves = [*shelves(profile, self.profiler)]
        match = self._best([profile], self._near(all_shelves))
        if match is None:
            number = len(self.clusters)
            self.clusters[number] = Cluster(profile)
        else:
            number = self._join([profile], match)
        self._shelve(number, all_shelves)

    def _join(self, profiles: Sequence[Profile], match: Match) -> int:
        """Put reports to the incident that they match, and return its number."""
        number, compared = match
        cluster = self.clusters[number]
        for profile, similarity in zip(profiles, compared, strict=True):
            cluster.add(profile, self._reason(profile, similarity))
        return number

    def _reason(self, profile: Profile, similarity: Similarity) -> Joined:
        """Return why a report was joined; points that many reports have are held once."""
        reason = similarity.reason(profile.report)
        points = self.profiler.shared(reason.points)
        return Joined(report=reason.report, score=reason.score, points=points)

    def _shelve(
        self, number: int, all_shelves: Iterable[tuple[Shelf, Sequence[Word]]]
    ) -> None:
        """Note an incident where later reports look for it."""
        for shelf, words in all_shelves:
            blocks = self._shelves.setdefault(shelf, {})
            for word, _ in words:
                self._put(blocks, word, number)

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
        """Join small incidents, made before enough was known of them, to others.

        The latest come first.
        """
        for number in reversed(list(self.clusters)):
            if len(self.clusters[number].members) <= SMALL:
                self._settle(number)
        self._unite()

    def _settle(self, number: int) -> None:
        members = self.clusters[number].members
        near = self._candidates(number)
        match = self._best(members, near) or self._known_elsewhere(members, near)
        if match is not None:
            self._join(members, match)
            del self.clusters[number]

    def _unite(self) -> None:
        """Join incidents that have one landmark, though articles have several reports of it."""
        for number, joined, landmark in list(
            same_landmarks(self.clusters, self.profiler)
        ):
            for profile in self.clusters[joined].members:
                self.clusters[number].add(profile, landmark.reason(profile.report))
            del self.clusters[joined]

    def _candidates(self, number: int) -> Mapping[int, float]:
        """Return the incidents to which a small one may be joined, with how much they share."""
        members = self.clusters[number].members
        near = self._near(
            shelf for profile in members for shelf in shelves(profile, self.profiler)
        )
        near.pop(number, None)
        if len(members) > 1:
            return near
        # With another single report it was compared when the later of the two came.
        return {
            grown: weight for grown, weight in near.items() if self._has_grown(grown)
        }

    def _has_grown(self, number: int) -> bool:
        cluster = self.clusters.get(number)
        return cluster is not None and len(cluster.members) > 1

    def _known_elsewhere(
        self, members: Sequence[Profile], near: Mapping[int, float]
    ) -> Match | None:
        """Return the incident of which articles with one report are sure, though others have two.

        An article that comes back to a massacre in other words looks as if it meant two. Those with
        one report decide, if they share what a place has once, and nothing excludes it.
        """
        most = SURE
        best: Match | None = None
        for number, cluster in self._nearest(near):
            if not any(profile.document in cluster.documents for profile in members):
                continue
            compared = self._compared(members, cluster, apart=False)
            if compared is None:
                continue
            deciding = _deciding(members, compared, cluster)
            if not any(similarity.has_landmark for similarity in deciding):
                continue
            score = _mean_score(deciding)
            if score >= most:
                most, best = score, (number, compared)
        return best

    def _near(
        self, all_shelves: Iterable[tuple[Shelf, Sequence[Word]]]
    ) -> dict[int, float]:
        """Return the incidents that share a block, with how much they share."""
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
                    for number in block:
                        near[number] += weight
        return near

    def _nearest(self, near: Mapping[int, float]) -> Iterator[tuple[int, Cluster]]:
        """Yield the incidents that share most, by their numbers, without those joined to others."""
        ranked = sorted([(-weight, number) for number, weight in near.items()])
        nearest = ranked[:COMPARED]
        for _, number in nearest:
            cluster = self.clusters.get(number)
            if cluster is not None:
                yield number, cluster

    def _compared(
        self,
        profiles: Sequence[Profile],
        cluster: Cluster,
        *,
        apart: bool,
        least: float | None = None,
    ) -> list[Similarity] | None:
        """Compare each of several reports with an incident; None if it excludes any of them."""
        compared = []
        for profile in profiles:
            if self.profiler.are_elsewhere(profile.places, cluster.places):
                return None
            similarity = compare(
                profile, cluster, self.profiler, apart=apart, least=least
            )
            if similarity.forbidden:
                return None
            compared.append(similarity)
        return compared

    def _best(
        self, profiles: Sequence[Profile], near: Mapping[int, float]
    ) -> Match | None:
        """Return the number of the reports' incident, and why; None if it is none of these."""
        most = 0.0
        least = ENOUGH if len(profiles) == 1 else None
        best: Match | None = None
        for number, cluster in self._nearest(near):
            compared = self._compared(profiles, cluster, apart=self.apart, least=least)
            if compared is None:
                continue
            score = _mean_score(compared)
            if score >= ENOUGH and score > most:
                most, best = score, (number, compared)
        return best


def _deciding(
    members: Sequence[Profile], compared: Sequence[Similarity], cluster: Cluster
) -> Sequence[Similarity]:
    """Return the comparisons of reports whose articles have no other report of the incident.

    All of them, if several articles have two.
    """
    once = [
        similarity
        for profile, similarity in zip(members, compared, strict=True)
        if profile.document not in cluster.documents
    ]
    has_several_articles = len({profile.document for profile in members}) > 1
    return compared if not once and has_several_articles else once


def _mean_score(compared: Sequence[Similarity]) -> float:
    return sum(similarity.score for similarity in compared) / len(compared)


def by_publication(profile: Profile) -> tuple[int, str, int]:
    """Order reports by the day of publication, the undated last."""
    published = date.max.toordinal() if profile.published is None else profile.published
    return published, profile.document, profile.start
