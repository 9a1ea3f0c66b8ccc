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


# The days of a report, and the day of publication where it does not state them.
Dated = tuple[When | None, int | None]


class Cluster:
    """Reports of one incident.

    Every value that differs is kept, so that a new report is held against each of them. Most have
    a single report, of which nothing is held twice.
    """

    __slots__ = (
        "_likeness",
        "_square",
        "_stems",
        "dates",
        "documents",
        "explicit_dates",
        "figures",
        "is_wide",
        "joined",
        "kinds",
        "members",
        "named",
        "places",
        "sides",
        "statuses",
        "words",
    )
    members: tuple[Profile, ...] | list[Profile]
    joined: tuple[Joined, ...] | list[Joined]
    documents: Collection[str]
    dates: Collection[Dated]
    explicit_dates: Collection[Dated]
    places: Collection[tuple[int, ...]]
    sides: Collection[Sides]
    kinds: Collection[tuple[str, str | None]]
    statuses: Collection[Status]
    figures: frozenset[tuple[str, int]]
    is_wide: Collection[bool | None]
    named: frozenset[str]
    words: Mapping[str, float]
    # Reports by stem of their triggers; None while there is one report.
    _stems: Counter[str] | None
    # The square of the length of `words`.
    _square: float
    # What `likeness` returned, by document; None before it was asked.
    _likeness: dict[str, float] | None

    def __init__(self, first: Profile) -> None:
        """Begin with one report."""
        self.members = (first,)
        self.joined = ()
        self.documents = (first.document,)
        self.dates = (_date_of(first),)
        self.explicit_dates = self.dates if _is_explicit(first) else ()
        self.places = (first.places,)
        self.sides = (first.sides,)
        self.kinds = ((first.type, first.mode),)
        self.statuses = (first.status,)
        self.figures = first.figures
        self.is_wide = (first.is_wide,)
        self.named = first.named
        self.words = first.words.weights
        self._stems = None
        self._square = 1.0 if self.words else 0.0
        self._likeness = None

    def add(self, profile: Profile, joined: Joined) -> None:
        """Take in a report, with the reason for it."""
        self._add_member(profile, joined)
        self.documents = _with(self.documents, profile.document)
        self._add_date(profile)
        self.places = _with(self.places, profile.places)
        self.sides = _with(self.sides, profile.sides)
        self.kinds = _with(self.kinds, (profile.type, profile.mode))
        self.statuses = _with(self.statuses, profile.status)
        self.figures |= profile.figures
        self.is_wide = _with(self.is_wide, profile.is_wide)
        self.named |= profile.named
        self._add_words(profile.words.weights)

    def _add_member(self, profile: Profile, joined: Joined) -> None:
        if self._stems is None:
            self._stems = Counter(self.members[0].stems)
            self.members = [self.members[0]]
            self.joined = []
        assert isinstance(self.members, list)
        assert isinstance(self.joined, list)
        self.members.append(profile)
        self.joined.append(joined)
        self._stems.update(profile.stems)

    def _add_date(self, profile: Profile) -> None:
        dated = _date_of(profile)
        self.dates = _with(self.dates, dated)
        if _is_explicit(profile):
            self.explicit_dates = _with(self.explicit_dates, dated)

    def _add_words(self, weights: Mapping[str, float]) -> None:
        if not weights:
            return
        words = self.words if isinstance(self.words, _Sum) else _Sum(self.words)
        self._square += 2 * _product(weights, words) + 1
        words.add(weights)
        self.words = words
        self._likeness = None

    def stem_count(self, stem: str) -> int:
        """Count the reports that have a trigger of this stem."""
        if self._stems is None:
            return int(stem in self.members[0].stems)
        return self._stems[stem]

    def likeness(self, profile: Profile) -> float:
        """Return the cosine, 0 to 1, of the words of a report's document and those of all here."""
        if self._likeness is None:
            self._likeness = {}
        # all that an article tells is held against the same incidents
        cosine = self._likeness.get(profile.document)
        if cosine is None:
            cosine = self._cosine(profile.words.weights)
            self._likeness[profile.document] = cosine
        return cosine

    def _cosine(self, weights: Mapping[str, float]) -> float:
        if self._square <= 0:
            return 0.0
        return _product(weights, self.words) / sqrt(self._square)


class _Sum(dict[str, float]):
    """The weights of words of several documents, added up."""

    def add(self, weights: Mapping[str, float]) -> None:
        """Add the weights of one more document."""
        for word, weight in weights.items():
            self[word] = self.get(word, 0.0) + weight


def _product(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the scalar product of the words of two documents."""
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())


def _date_of(profile: Profile) -> Dated:
    """Return the days of a report, with the day of publication where they are not explicit."""
    published = None if _is_explicit(profile) else profile.published
    return profile.when, published


def _is_explicit(profile: Profile) -> bool:
    return profile.when is not None and profile.when.is_explicit


def _with(values: Collection[Value], value: Value) -> Collection[Value]:
    """Return values, in order and each once, with one more."""
    if value in values:
        return values
    if isinstance(values, dict):
        values[value] = None
        return values
    if len(values) < FEW:
        return (*values, value)
    return dict.fromkeys((*values, value))
