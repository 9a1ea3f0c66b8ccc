"""Divide reports into parts that can be merged one by one, or on several machines.

Only reports of one family of types are ever compared, so families are divided without loss. Within
a family a part is a war: the articles on a country, with those on the countries that they name
together, as long as a part does not grow too large for memory. What tells of one incident may still
stand in two parts; `Merging.across` joins it by its landmarks.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from timeline.comparison import KIN
from timeline.incidents.across import Crossing, landmark_digests, shared_landmarks
from timeline.incidents.cluster_reports import Merger, by_publication
from timeline.incidents.profiles import Profile, Profiler
from timeline.incidents.salience import countries_of
from timeline.incidents.tfidf import Wording
from timeline.incidents.votes import most_counted
from timeline.model.incidents import Joined, Report

# Reports of a war up to which it is merged whole.
MOST_IN_A_PART = 1_000_000
# Name of the part of articles that name no country.
NOWHERE = "-"

# Family of types, and country.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MergedGroup:
    """The reports of one incident.

    Attributes:
        number_bytes: Where they stand among all reports, by publication; see `numbers`.
        joined: Why each but the first was put to it.
        landmark_bytes: By what incidents of other parts may be joined to it; see `landmarks`.
    """

    number_bytes: bytes
    joined: tuple[Joined, ...]
    landmark_bytes: bytes

    @property
    def numbers(self) -> "array[int]":
        """Where the reports stand among all, by publication."""
        numbers = array("q")
        numbers.frombytes(self.number_bytes)
        return numbers

    @property
    def landmarks(self) -> "array[int]":
        """By what incidents of other parts may be joined to it, as digests."""
        landmarks = array("Q")
        landmarks.frombytes(self.landmark_bytes)
        return landmarks


def parts_of(
    reports: Sequence[Report], *, most: int = MOST_IN_A_PART
) -> dict[str, "array[int]"]:
    """Return the numbers of the reports of each part, by its name.

    Args:
        reports: Reports of all documents, those of one document together; each is looked at once.
        most: Reports of a war, of all types, up to which several countries are put together.
    """
    survey = _Survey()
    keys: dict[Key, int] = {}
    # By report the number of its key.
    key_of = array("L")
    for key in _keys(reports, survey):
        key_of.append(keys.setdefault(key, len(keys)))
    wars = survey.wars(most)
    names = [f"{family} {wars[country]}" for family, country in keys]
    return _numbers_by_name(names[number] for number in key_of)


def _keys(reports: Iterable[Report], survey: "_Survey") -> Iterator[Key]:
    """Yield the key of each report, and put its article into the survey."""
    families = _families()
    for _, of_document in groupby(reports, key=lambda report: report.document):
        article = [*of_document]
        home = survey.add(article)
        for report in article:
            family = families.get(report.type, report.type)
            yield family, _place_country(report) or home


def _numbers_by_name(names: Iterable[str]) -> dict[str, "array[int]"]:
    """Return where each name stands among all, the names sorted."""
    numbers: dict[str, array[int]] = defaultdict(lambda: array("q"))
    for number, name in enumerate(names):
        numbers[name].append(number)
    return dict(sorted(numbers.items()))


def _families() -> dict[str, str]:
    """Return for each type that has kin the name of its family."""
    families: dict[str, set[str]] = {}
    for kinds in KIN:
        types = {type_id for type_id, _ in kinds}
        family = types.union(*(families.get(type_id, ()) for type_id in types))
        families.update(dict.fromkeys(family, family))
    names = {}
    for type_id, family in families.items():
        names[type_id] = "+".join(sorted(family))
    return names


def _place_country(report: Report) -> str | None:
    """Return the country of the first place of a report that has one."""
    for place in report.places:
        if place.country:
            return place.country
    return None


class _Survey:
    """Which countries articles are on, and name beside them."""

    def __init__(self) -> None:
        self._articles: Counter[str] = Counter()
        self._reports: Counter[str] = Counter()
        self._links: Counter[tuple[str, str]] = Counter()

    def add(self, reports: Sequence[Report]) -> str:
        """Take in an article; return the country that most of its reports name, or NOWHERE."""
        named: Counter[str] = Counter()
        for report in reports:
            named.update(countries_of(report))
        home = most_counted(named) or NOWHERE
        self._articles[home] += 1
        for report in reports:
            self._reports[_place_country(report) or home] += 1
        for code in named:
            if code != home:
                self._link(home, code)
        return home

    def _link(self, home: str, code: str) -> None:
        first, second = sorted((home, code))
        self._links[first, second] += 1

    def wars(self, most: int) -> dict[str, str]:
        """Return by country the name of the war: its country with the most reports.

        Those that are named together most are put together first, as a share of the articles on the
        country with fewer. Articles that name no country go with the largest war that stays within
        the limit: an archive on one war is then merged as a whole.
        """
        wars = _Wars(self._reports, most)
        for first, second in sorted(self._links, key=self._by_strength):
            wars.unite(first, second)
        wars.unite_with_largest(NOWHERE)
        return wars.names

    def _by_strength(self, pair: tuple[str, str]) -> tuple[float, tuple[str, str]]:
        articles = (self._articles[code] for code in pair)
        fewer = min(articles) or 1
        share = self._links[pair] / fewer
        return -share, pair


class _Wars:
    """Countries put together as long as their reports are not too many."""

    def __init__(self, reports: Mapping[str, int], most: int) -> None:
        """Begin with each country by itself; see `parts_of` for `most`."""
        self.names = {code: code for code in reports}
        self._most = most
        self._reports = reports
        self._sizes = dict(reports)
        self._members = {code: [code] for code in reports}

    def unite(self, first: str, second: str) -> None:
        """Put the wars of two countries together, unless they grow too large."""
        if first not in self.names or second not in self.names:
            return
        larger, smaller = self._by_size(self.names[first], self.names[second])
        self._unite(larger, smaller)

    def unite_with_largest(self, code: str) -> None:
        """Put a country together with the largest war that then is not too large."""
        if code not in self.names:
            return
        wars = set(self.names.values()) - {self.names[code]}
        for war in sorted(wars, key=lambda war: (-self._sizes[war], war)):
            if self._sizes[war] + self._sizes[code] <= self._most:
                self._unite(war, code)
                return

    def _unite(self, larger: str, smaller: str) -> None:
        size = self._sizes[larger] + self._sizes[smaller]
        if larger == smaller or size > self._most:
            return
        self._sizes[larger] = size
        members = self._members.pop(smaller)
        for code in members:
            self.names[code] = larger
        self._members[larger] += members

    def _by_size(self, left: str, right: str) -> tuple[str, str]:
        """Return first the country with more reports of its own, or before it in the alphabet."""
        larger, smaller = sorted(
            (left, right), key=lambda code: (-self._reports[code], code)
        )
        return larger, smaller


class Merging:
    """What merging needs to know beside the reports, and how one part or several are merged."""

    def __init__(
        self,
        reports: Sequence[Report],
        published: Mapping[str, date | None],
        words: Mapping[str, Wording],
        *,
        apart: bool = True,
    ) -> None:
        """Keep what is merged; see `clusters` for the arguments.

        `reports` and `words` may be in files: of each part only profiles are in memory.
        """
        self._reports = reports
        self._published = published
        self._words = words
        self._apart = apart

    def part(self, numbers: Iterable[int]) -> Iterator[MergedGroup]:
        """Merge the reports of these numbers, and yield the incidents."""
        profiler = Profiler(self._published, self._words)
        merger = Merger(profiler, apart=self._apart)
        merger.merge(self._profiles(numbers, profiler))
        yield from _groups(merger)

    def across(
        self, parts: Mapping[str, Sequence[MergedGroup]]
    ) -> Iterator[MergedGroup]:
        """Yield the incidents of all parts, those that tell of one joined.

        Args:
            parts: The incidents of each part, by its name.
        """
        shared = shared_landmarks(_landmarks_of(groups) for groups in parts.values())
        profiler = Profiler(self._published, self._words)
        crossing = Crossing(profiler, apart=self._apart)
        adopted = []
        for part, group in _all_groups(parts):
            if shared.isdisjoint(group.landmarks):
                yield group
            else:
                members = [*self._profiles(group.numbers, profiler)]
                adopted.append((part, members, group.joined))
        for part, members, joined in sorted(adopted, key=crossing.order_of_adoption):
            crossing.adopt(part, members, joined)
        crossing.settle()
        yield from _groups(crossing)

    def _profiles(
        self, numbers: Iterable[int], profiler: Profiler
    ) -> Iterator[Profile]:
        """Yield the profiles of the reports of these numbers."""
        for number in numbers:
            yield profiler.profile(self._reports[number], number)


def _groups(merger: Merger) -> Iterator[MergedGroup]:
    """Yield the incidents of a merger with their landmarks."""
    for cluster in merger.clusters.values():
        ordered = sorted(cluster.members, key=by_publication)
        numbers = array("q", [profile.number for profile in ordered])
        landmarks = landmark_digests(ordered, merger.profiler)
        yield MergedGroup(
            number_bytes=numbers.tobytes(),
            joined=tuple(cluster.joined),
            landmark_bytes=landmarks.tobytes(),
        )


def _all_groups(
    parts: Mapping[str, Sequence[MergedGroup]],
) -> Iterator[tuple[str, MergedGroup]]:
    """Yield the incidents of all parts, each with the name of its part."""
    for part, groups in parts.items():
        for group in groups:
            yield part, group


def _landmarks_of(groups: Iterable[MergedGroup]) -> Iterator[int]:
    for group in groups:
        yield from group.landmarks
