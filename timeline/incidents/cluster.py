"""What the reports of one incident say together, in the terms of the comparison."""

from collections import Counter, defaultdict
from math import sqrt

from timeline.incidents.profiles import Profile, Sides, When
from timeline.model.incidents import Joined
from timeline.model.types import Status


class Cluster:
    """Reports of one incident. Every value that differs is kept, so that a new report is held against each of them."""

    def __init__(self, first: Profile) -> None:
        """Begin with one report."""
        self.members: list[Profile] = []
        self.joined: list[Joined] = []
        self.documents: set[str] = set()
        self.dates: dict[tuple[When | None, int | None], None] = {}
        self.places: dict[tuple[int, ...], None] = {}
        self.sides: dict[Sides, None] = {}
        self.kinds: dict[tuple[str, str | None], None] = {}
        self.statuses: set[Status] = set()
        self.figures: set[tuple[str, int]] = set()
        self.named: set[str] = set()
        self.stems: Counter[str] = Counter()
        self.words: dict[str, float] = defaultdict(float)
        self._square = 0.0
        self._likeness: dict[str, float] = {}
        self.add(first)

    def add(self, one: Profile, joined: Joined | None = None) -> None:
        """Take in a report, with the reason for it."""
        self.members.append(one)
        if joined is not None:
            self.joined.append(joined)
        self.documents.add(one.report.document)
        self.dates[one.when, None if one.when is not None and one.when.told else one.published] = (
            None
        )
        self.places[one.places] = None
        self.sides[one.sides] = None
        self.kinds[one.report.type, one.report.mode] = None
        self.statuses.add(one.status)
        self.figures |= one.figures
        self.named |= one.named
        self.stems.update(one.stems)
        weights = one.words.weights
        if weights:
            self._square += (
                2 * sum(weight * self.words.get(word, 0.0) for word, weight in weights.items()) + 1
            )
            for word, weight in weights.items():
                self.words[word] += weight
            self._likeness.clear()

    def likeness(self, one: Profile) -> float:
        """Give the cosine between the words of a report's document and those of all documents here, 0 to 1."""
        document = one.report.document
        known = self._likeness.get(
            document
        )  # all that an article tells is held against the same incidents
        if known is None:
            shared = sum(
                weight * self.words.get(word, 0.0) for word, weight in one.words.weights.items()
            )
            known = self._likeness[document] = (
                shared / sqrt(self._square) if self._square > 0 else 0.0
            )
        return known
