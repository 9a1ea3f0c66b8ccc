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
        *(
            "members",
            "joined",
            "documents",
            "dates",
            "explicit_dates",
            "places",
            "sides",
            "kinds",
        ),
        *("statuses", "figures", "named", "_stems", "words", "_square", "_likeness"),
    )

    def __init__(self, first: Profile) -> None:
        """Begin with one report."""
        self.members: tuple[Profile, ...] | list[Profile] = (first,)
        self.joined: tuple[Joined, ...] | list[Joined] = ()
        self.documents: Collection[str] = (first.document,)
        self.dates: Collection[tuple[When | None, int | None]] = (_date_of(first),)
        self.explicit_dates: Collection[tuple[When | None, int | None]] = (
            self.dates if _is_explicit(first) else ()
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

    def add(self, profile: Profile, joined: Joined) -> None:
        """Take in a report, with the reason for it."""
        if self._stems is None:
            self._stems = Counter(self.members[0].stems)
            self.members, self.joined = [self.members[0]], []
        assert isinstance(self.members, list)
        assert isinstance(self.joined, list)
        self.members.append(profile)
        self.joined.append(joined)
        self._stems.update(profile.stems)
        self.documents = _with(self.documents, profile.document)
        self.dates = _with(self.dates, _date_of(profile))
        if _is_explicit(profile):
            self.explicit_dates = _with(self.explicit_dates, _date_of(profile))
        self.places = _with(self.places, profile.places)
        self.sides = _with(self.sides, profile.sides)
        self.kinds = _with(self.kinds, (profile.type, profile.mode))
        self.statuses = _with(self.statuses, profile.status)
        self.figures |= profile.figures
        self.named |= profile.named
        self._add_words(profile.words.weights)

    def _add_words(self, weights: Mapping[str, float]) -> None:
        if not weights:
            return
        words = self.words if isinstance(self.words, _Sum) else _Sum(self.words)
        product = sum(weight * words.get(word, 0.0) for word, weight in weights.items())
        self._square += 2 * product + 1
        for word, weight in weights.items():
            words[word] = words.get(word, 0.0) + weight
        self.words = words
        self._likeness = None

    def stem_count(self, stem: str) -> int:
        """Count the reports that have a trigger of this stem."""
        if self._stems is None:
            return int(stem in self.members[0].stems)
        return self._stems[stem]

    def likeness(self, profile: Profile) -> float:
        """Return the cosine, 0 to 1, of the words of a report's document and those of all here."""
        document = profile.document
        if self._likeness is None:
            self._likeness = {}
        # all that an article tells is held against the same incidents
        cosine = self._likeness.get(document)
        if cosine is None:
            weights = profile.words.weights
            product = sum(
                weight * self.words.get(word, 0.0) for word, weight in weights.items()
            )
            cosine = product / sqrt(self._square) if self._square > 0 else 0.0
            self._likeness[document] = cosine
        return cosine


class _Sum(dict[str, float]):
    """The weights of words of several documents, added up."""


def _date_of(profile: Profile) -> tuple[When | None, int | None]:
    """Return the days of a report, with the day of publication where they are not explicit."""
    return profile.when, None if _is_explicit(profile) else profile.published


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
