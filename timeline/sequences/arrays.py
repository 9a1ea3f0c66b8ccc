"""Rows: which incidents belong to which pair, actor or place, as columns that are counted fast."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from timeline.errors import UnknownNameError, UsageError
from timeline.sequences.history import History, Step, left_out
from timeline.sequences.table import LeftOut

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Key: TypeAlias = tuple[str, ...]
Label = TypeVar("Label", Key, str)

BY = ("pair", "actor", "place")
# Who acts: the first of the pair on the second, the other way round, or both.
FIRST = 0
SECOND = 1
BOTH = 2

# Grains, by the greatest number of days: dates are only ever shuffled among incidents of one grain.
_GRAINS = np.array([1, 7, 31, 92, 366])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One row for each incident in each of its groups, ordered by group, first day, last day.

    Attributes:
        keys: What each group is: two actor ids (in alphabetical order), one actor id or one place
            id.
        kinds: Names of the kinds.
        steps: The steps that the rows point to.
        group: Number of the row's group.
        step: Number of the row's step.
        side: FIRST, SECOND or BOTH in a pair; in an actor's group FIRST where it acts, SECOND where
            it is the target.
        kind: Number of the row's kind.
        happened: False for what was only planned, threatened or demanded.
        first: First possible day, as an ordinal.
        last: Last possible day.
        left_out: Incidents that belong to no group, by reason.
    """

    keys: tuple[Key, ...]
    kinds: tuple[str, ...]
    steps: tuple[Step, ...]
    group: Ints
    step: Ints
    side: Ints
    kind: Ints
    happened: Bools
    first: Ints
    last: Ints
    left_out: tuple[LeftOut, ...]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.group)

    def counted(self) -> int:
        """Count the incidents that have a row."""
        return len(np.unique(self.step))

    def only(self, chosen: Bools, reason: str) -> "Rows":
        """Return some of the rows; incidents that lose all theirs are left out for that reason."""
        remaining = np.unique(self.step[chosen])
        lost = self.counted() - len(remaining)
        return replace(
            self,
            group=self.group[chosen],
            step=self.step[chosen],
            side=self.side[chosen],
            kind=self.kind[chosen],
            happened=self.happened[chosen],
            first=self.first[chosen],
            last=self.last[chosen],
            left_out=(*self.left_out, *left_out({reason: lost})),
        )


def rows_by(history: History, by: str, *, only: Sequence[str] = ()) -> Rows:
    """Return the steps of a history by groups.

    Args:
        history: The history.
        by: "pair" (two actors, whoever acts), "actor" or "place".
        only: Names or ids: two actors, one actor or one place, whose group alone is asked for.

    Raises:
        UsageError: There is no such grouping, or `only` does not fit it.
        UnknownNameError: The history has no actor or place of that name.
    """
    if by not in BY:
        raise UsageError("by", f"there is no {by!r}.", f"Use one of: {', '.join(BY)}.")
    only_key = _key_of(history, by, only)
    missing = _MISSING[by]
    entries = _Entries()
    lost = {"other": 0, missing: 0}
    for number, step in enumerate(history.steps):
        members = list(_GROUPS[by](step))
        chosen = [member for member in members if only_key in (None, member[0])]
        if chosen:
            entries.add(number, step.kind, chosen)
        else:
            lost["other" if members else missing] += 1
    return _rows(history, entries, left_out(lost))


def name_of(history: History, key: Key, by: str = "pair") -> str:
    """Return the name of a group: "A and B" for a pair.

    >>> name_of(History(steps=(), left_out=(), names={"a": "Army"}), ("a", "b"))
    'Army and b'
    """
    names = history.place_names if by == "place" else history.names
    return " and ".join(names.get(member, member) for member in key)


def strata(rows: Rows) -> Ints:
    """Return the number of each row's stratum, within which dates are shuffled.

    A stratum is one group, one season of one year, one precision of dates. Seasons are December to
    February, March to May and so on, by the first possible day.
    """
    season = _seasons(rows.first)
    days = rows.last - rows.first + 1
    grain = np.searchsorted(_GRAINS, days)
    labels = np.stack([rows.group, season, grain])
    _, numbers = np.unique(labels, axis=1, return_inverse=True)
    return numbers.reshape(-1).astype(np.int64)


def _seasons(days: Ints) -> Ints:
    """Return the number of the season of each day, given as an ordinal."""
    dates = np.datetime64("0001-01-01") + (days - 1)
    months = dates.astype("datetime64[M]").astype(np.int64)
    # Months count from 1970-01, so that December goes with the January after it.
    return (months + 1) // 3


def shared_time(rows: Rows, window: int) -> tuple[Ints, Ints]:
    """Return first and last days with all groups on one axis.

    They are so far apart that nothing in one is within the window of another.
    """
    if not len(rows):
        return rows.first, rows.last
    start = int(rows.first.min())
    end = int(rows.last.max())
    length = end - start + window + 2
    shift = rows.group * length - start
    return rows.first + shift, rows.last + shift


def matching(rows: Rows, name: str | None) -> Bools:
    """Return which kinds a name means: a kind, a type with its modes, for None all that happened.

    Raises:
        UnknownNameError: No incident here is of that kind.
    """
    numbers = np.unique(rows.kind[rows.happened])
    happened = {rows.kinds[number] for number in numbers}
    kinds = {kind: kind in happened for kind in rows.kinds}
    meant = kinds_meant(kinds, name)
    return np.array([kind in meant for kind in rows.kinds], dtype=bool)


def kinds_meant(kinds: Mapping[str, bool], name: str | None) -> set[str]:
    """Return the kinds that a name means, as `matching` does."""
    if name is None:
        return {kind for kind, happened in kinds.items() if happened}
    folded = name.casefold()
    exact = {kind for kind in kinds if kind.casefold() == folded}
    of_type = {kind for kind in kinds if _plain_type(kind) == folded}
    meant = exact or of_type
    if not meant:
        listed = ", ".join(sorted(kinds)) or "none"
        what = "no incident that counts here is of this kind."
        raise UnknownNameError(f"kind {name!r}", what, f"There are: {listed}.")
    return meant


def _plain_type(kind: str) -> str:
    """Return the type of a kind, without its mode and its status in brackets."""
    without_status, _, _ = kind.casefold().partition(" (")
    type_name, _, _ = without_status.partition("/")
    return type_name


# Number of the group, number of the step, side, number of the kind.
_Entry: TypeAlias = tuple[int, int, int, int]


_MISSING = {"pair": "sides", "actor": "actors", "place": "places"}


def _pairs_of(step: Step) -> Iterator[tuple[Key, int]]:
    """Yield the pairs of a step with the side that acts: both, where both do."""
    sides: dict[Key, int] = {}
    for key, side in chain(_directed_pairs(step), _symmetric_pairs(step)):
        if sides.setdefault(key, side) != side:
            sides[key] = BOTH
    yield from sides.items()


def _directed_pairs(step: Step) -> Iterator[tuple[Key, int]]:
    """Yield the pairs of which one acts on the other, with the side that acts."""
    for initiator, target in product(step.initiators, step.targets):
        if initiator < target:
            yield (initiator, target), FIRST
        elif target < initiator:
            yield (target, initiator), SECOND


def _symmetric_pairs(step: Step) -> Iterator[tuple[Key, int]]:
    """Yield the pairs of parties."""
    for left, right in product(step.parties, step.parties):
        if left < right:
            yield (left, right), BOTH


def _actors_of(step: Step) -> Iterator[tuple[Key, int]]:
    """Yield the actors of a step, each with the first of its sides."""
    sides: dict[str, int] = {}
    for actor in step.initiators:
        sides.setdefault(actor, FIRST)
    for actor in step.targets:
        sides.setdefault(actor, SECOND)
    for actor in step.parties:
        sides.setdefault(actor, BOTH)
    for actor, side in sides.items():
        yield (actor,), side


def _key_of(history: History, by: str, only: Sequence[str]) -> Key | None:
    """Return the key of the one group that is asked for; None for all groups."""
    if not only:
        return None
    _check_number(by, only)
    names = history.place_names if by == "place" else history.names
    return tuple(sorted(id_of(names, name) for name in only))


def _check_number(by: str, only: Sequence[str]) -> None:
    """Check that so many names are given as a group has.

    Raises:
        UsageError: There are more or fewer.
    """
    number = 2 if by == "pair" else 1
    if len(only) != number:
        verb = "are" if number > 1 else "is"
        what = f"{len(only)} names were given, and {number} {verb} needed."
        hint = "Give two actors for a pair, one actor or one place otherwise."
        raise UsageError(by, what, hint)


def _places_of(step: Step) -> Iterator[tuple[Key, int]]:
    for place in step.places:
        yield (place,), BOTH


_GROUPS: dict[str, Callable[[Step], Iterable[tuple[Key, int]]]] = {
    "pair": _pairs_of,
    "actor": _actors_of,
    "place": _places_of,
}


def id_of(names: Mapping[str, str], words: str) -> str:
    """Find the id of an actor or place by its id or name, whatever the case.

    Args:
        names: Names by id.
        words: The id or name.

    Raises:
        UnknownNameError: There is none, or several have that name.
    """
    if words in names:
        return words
    matches = _ids_like(names, words.casefold())
    if len(matches) == 1:
        return matches[0]
    if matches:
        what = "several have this name."
        hint = f"Give one of the ids {', '.join(matches[:5])}."
    else:
        near = ", ".join(_near(names, words.casefold())) or "none"
        what = "no incident that counts here names it."
        hint = f"Near it are: {near}."
    raise UnknownNameError(repr(words), what, hint)


def _ids_like(names: Mapping[str, str], folded: str) -> list[str]:
    """Return the ids that are like the words but for case; else those with such a name."""
    by_id = []
    by_name = []
    for record_id, name in names.items():
        if record_id.casefold() == folded:
            by_id.append(record_id)
        if name.casefold() == folded:
            by_name.append(record_id)
    return by_id or sorted(by_name)


def _near(names: Mapping[str, str], folded: str) -> list[str]:
    """Return up to eight names that share a word."""
    words = set(folded.split())
    near = set()
    for name in names.values():
        words_of_name = name.casefold().split()
        if not words.isdisjoint(words_of_name):
            near.add(name)
    return sorted(near)[:8]


class _Entries:
    """Gathers rows, and numbers their groups and kinds as they come."""

    def __init__(self) -> None:
        self.groups: dict[Key, int] = {}
        self.kinds: dict[str, int] = {}
        self._rows: list[_Entry] = []

    def add(self, number: int, kind: str, members: Sequence[tuple[Key, int]]) -> None:
        """Add a step of that number, in each group with its side."""
        kind_number = self.kinds.setdefault(kind, len(self.kinds))
        for key, side in members:
            group = self.groups.setdefault(key, len(self.groups))
            self._rows.append((group, number, side, kind_number))

    def columns(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Return group, step, side and kind of each row."""
        table = np.array(self._rows, dtype=np.int64).reshape(-1, 4)
        group, step, side, kind = table.T
        return group, step, side, kind


def _rows(history: History, entries: _Entries, lost: tuple[LeftOut, ...]) -> Rows:
    """Return the entries as rows, with groups and kinds numbered in the order of their names."""
    group_numbers, step, side, kind_numbers = entries.columns()
    keys, group_ranks = _ranked(entries.groups)
    kinds, kind_ranks = _ranked(entries.kinds)
    group = group_ranks[group_numbers]
    first = np.array([step.first for step in history.steps], dtype=np.int64)
    last = np.array([step.last for step in history.steps], dtype=np.int64)
    happened = np.array([step.happened for step in history.steps], dtype=bool)
    order = np.lexsort((step, last[step], first[step], group))
    ordered = step[order]
    return Rows(
        keys=keys,
        kinds=kinds,
        steps=history.steps,
        group=group[order],
        step=ordered,
        side=side[order],
        kind=kind_ranks[kind_numbers[order]],
        happened=happened[ordered],
        first=first[ordered],
        last=last[ordered],
        left_out=lost,
    )


def _ranked(numbers: Mapping[Label, int]) -> tuple[tuple[Label, ...], Ints]:
    """Return the labels in order, and for each number the rank of its label."""
    labels = sorted(numbers)
    ranks = np.empty(len(labels), dtype=np.int64)
    for rank, label in enumerate(labels):
        ranks[numbers[label]] = rank
    return tuple(labels), ranks
