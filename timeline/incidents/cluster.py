"""What the reports of one incident say together, in the terms of the comparison."""

from collections import Counter
from collections.abc import Collection, Mapping
from math import sqrt
from typing import TypeVar

from timeline.incidents.profiles import Profile, Sides, When
from timeline.model.incidents import Joined
from timeline.model.types import Status

Value = TypeVar("Value")
# Values up to which a tuple, which is small, is searched as fast as a dictionary.
FEW = 12


class Cluster:
    """Reports of one incident.

    Every value that differs is kept, so that a new report is held against each of them. Most have
    a single report, of which nothing is held twice.
    """

    __slots__ = (
        *("members", "joined", "documents", "dates", "told_dates", "places", "sides", "kinds"),
        *("statuses", "figures", "named", "_stems", "words", "_square", "_likeness"),
    )

    def __init__(self, first: Profile) -> None:
        """Begin with one report."""
        self.members: tuple[Profile, ...] | list[Profile] = (first,)
        self.joined: tuple[Joined, ...] | list[Joined] = ()
        self.documents: Collection[str] = (first.document,)
        self.dates: Collection[tuple[When | None, int | None]] = (_date_of(first),)
        self.told_dates: Collection[tuple[When | None, int | None]] = (
            self.dates if _is_told(first) else ()
        )
        self.places: Collection[tuple[int, ...]] = (first.places,)
        self.sides: Collection[Sides] = (first.sides,)
        self.kinds: Collection[tuple[str, str | None]] = ((first.type, first.mode),)
        self.statuses: Collection[Status] = (first.status,)
        self.figures = first.figures
        self.named = first.named
        self._stems: Counter[str] | None = None
        self.words: Mapping[str, float] = first.words.weights
        self._square = 1.0 if first.words.weights else 0.0
        self._likeness: dict[str, float] | None = None

    def add(self, one: Profile, joined: Joined) -> None:
        """Take in a report, with the reason for it."""
        if self._stems is None:
            self._stems = Counter(self.members[0].stems)
            self.members, self.joined = [self.members[0]], []
        assert isinstance(self.members, list)
        assert isinstance(self.joined, list)
        self.members.append(one)
        self.joined.append(joined)
        self._stems.update(one.stems)
        self.documents = _with(self.documents, one.document)
        self.dates = _with(self.dates, _date_of(one))
        if _is_told(one):
            self.told_dates = _with(self.told_dates, _date_of(one))
        self.places = _with(self.places, one.places)
        self.sides = _with(self.sides, one.sides)
        self.kinds = _with(self.kinds, (one.type, one.mode))
        self.statuses = _with(self.statuses, one.status)
        self.figures |= one.figures
        self.named |= one.named
        self._add_words(one.words.weights)

    def _add_words(self, weights: Mapping[str, float]) -> None:
        if not weights:
            return
        words = self.words if isinstance(self.words, _Sum) else _Sum(self.words)
        self._square += (
            2 * sum(weight * words.get(word, 0.0) for word, weight in weights.items()) + 1
        )
        for word, weight in weights.items():
            words[word] = words.get(word, 0.0) + weight
        self.words = words
        self._likeness = None

    def stem_count(self, stem: str) -> int:
        """Count the reports that tell of the incident with a word."""
        if self._stems is None:
            return int(stem in self.members[0].stems)
        return self._stems[stem]

    def likeness(self, one: Profile) -> float:
        """Give the cosine between the words of a report's document and those of all documents here, 0 to 1."""
        document = one.document
        if self._likeness is None:
            self._likeness = {}
        # all that an article tells is held against the same incidents
        cosine = self._likeness.get(document)
        if cosine is None:
            shared = sum(
                weight * self.words.get(word, 0.0) for word, weight in one.words.weights.items()
            )
            cosine = self._likeness[document] = (
                shared / sqrt(self._square) if self._square > 0 else 0.0
            )
        return cosine


class _Sum(dict[str, float]):
    """The weights of words of several documents, added up."""


def _date_of(one: Profile) -> tuple[When | None, int | None]:
    """Give the days of a report; with the day of publication where they are not told."""
    return one.when, None if _is_told(one) else one.published


def _is_told(one: Profile) -> bool:
    return one.when is not None and one.when.told


def _with(values: Collection[Value], value: Value) -> Collection[Value]:
    """Give values, in order and each once, with another one."""
    if value in values:
        return values
    if isinstance(values, dict):
        values[value] = None
        return values
    if len(values) < FEW:
        return (*values, value)
    return dict.fromkeys((*values, value))
