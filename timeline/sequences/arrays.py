"""Rows: which incidents belong to which pair, actor or place, as columns that are counted fast."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
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
    groups: dict[Key, int] = {}
    kinds: dict[str, int] = {}
    entries: list[_Entry] = []
    lost = {"other": 0, missing: 0}
    for number, step in enumerate(history.steps):
        members = list(_GROUPS[by](step))
        chosen = [member for member in members if only_key in (None, member[0])]
        if not chosen:
            lost["other" if members else missing] += 1
            continue
        kind = kinds.setdefault(step.kind, len(kinds))
        for key, side in chosen:
            group = groups.setdefault(key, len(groups))
            entries.append((group, number, side, kind))
    return _rows(history, groups, kinds, entries, left_out(lost))


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
    first_days = np.datetime64("0001-01-01") + (rows.first - 1)
    months = first_days.astype("datetime64[M]").astype(np.int64)
    # Months count from 1970-01, so that December goes with the January after it.
    season = (months + 1) // 3
    days = rows.last - rows.first + 1
    grain = np.searchsorted(_GRAINS, days)
    labels = np.stack([rows.group, season, grain])
    _, numbers = np.unique(labels, axis=1, return_inverse=True)
    return numbers.reshape(-1).astype(np.int64)


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
    meant = kinds_meant({kind: kind in happened for kind in rows.kinds}, name)
    return np.array([kind in meant for kind in rows.kinds], dtype=bool)


def kinds_meant(kinds: Mapping[str, bool], name: str | None) -> set[str]:
    """Return the kinds that a name means, as `matching` does."""
    if name is None:
        return {kind for kind, happened in kinds.items() if happened}
    folded = name.casefold()
    exact = {kind for kind in kinds if kind.casefold() == folded}
    if exact:
        return exact
    of_type = {kind for kind in kinds if _plain_type(kind) == folded}
    if not of_type:
        listed = ", ".join(sorted(kinds)) or "none"
        what = "no incident that counts here is of this kind."
        raise UnknownNameError(f"kind {name!r}", what, f"There are: {listed}.")
    return of_type


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
    sides: dict[Key, set[int]] = {}
    for initiator, target in product(step.initiators, step.targets):
        if initiator < target:
            sides.setdefault((initiator, target), set()).add(FIRST)
        elif target < initiator:
            sides.setdefault((target, initiator), set()).add(SECOND)
    for left, right in product(step.parties, step.parties):
        if left < right:
            sides.setdefault((left, right), set()).add(BOTH)
    for key, acting in sides.items():
        yield key, acting.pop() if len(acting) == 1 else BOTH


def _actors_of(step: Step) -> Iterator[tuple[Key, int]]:
    roles = ((step.initiators, FIRST), (step.targets, SECOND), (step.parties, BOTH))
    sides: dict[str, int] = {}
    for actors, side in roles:
        for actor in actors:
            sides.setdefault(actor, side)
    for actor, side in sides.items():
        yield (actor,), side


def _key_of(history: History, by: str, only: Sequence[str]) -> Key | None:
    """Return the key of the one group that is asked for; None for all groups."""
    if not only:
        return None
    number = 2 if by == "pair" else 1
    if len(only) != number:
        verb = "are" if number > 1 else "is"
        what = f"{len(only)} names were given, and {number} {verb} needed."
        raise UsageError(
            by, what, "Give two actors for a pair, one actor or one place otherwise."
        )
    names = history.place_names if by == "place" else history.names
    return tuple(sorted(id_of(names, name) for name in only))


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
    folded = words.casefold()
    by_id = [record_id for record_id in names if record_id.casefold() == folded]
    by_name = sorted(
        record_id for record_id, name in names.items() if name.casefold() == folded
    )
    matches = by_id or by_name
    if len(matches) == 1:
        return matches[0]
    if matches:
        what = "several have this name."
        cure = f"Give one of the ids {', '.join(matches[:5])}."
    else:
        what = "no incident that counts here names it."
        cure = f"Near it are: {', '.join(_near(names, folded)) or 'none'}."
    raise UnknownNameError(repr(words), what, cure)


def _near(names: Mapping[str, str], folded: str) -> list[str]:
    """Return up to eight names that share a word."""
    words = set(folded.split())
    near = {
        name for name in names.values() if not words.isdisjoint(name.casefold().split())
    }
    return sorted(near)[:8]


def _rows(
    history: History,
    groups: Mapping[Key, int],
    kinds: Mapping[str, int],
    entries: Sequence[_Entry],
    lost: tuple[LeftOut, ...],
) -> Rows:
    """Return the entries as rows, with groups and kinds numbered in the order of their names."""
    table = np.array(entries, dtype=np.int64).reshape(-1, 4)
    keys, group_ranks = _ranked(groups)
    names, kind_ranks = _ranked(kinds)
    first = np.array([step.first for step in history.steps], dtype=np.int64)
    last = np.array([step.last for step in history.steps], dtype=np.int64)
    happened = np.array([step.happened for step in history.steps], dtype=bool)
    group = group_ranks[table[:, 0]]
    step = table[:, 1]
    order = np.lexsort((step, last[step], first[step], group))
    step = step[order]
    kind = kind_ranks[table[order, 3]]
    return Rows(
        keys=keys,
        kinds=names,
        steps=history.steps,
        group=group[order],
        step=step,
        side=table[order, 2],
        kind=kind,
        happened=happened[step],
        first=first[step],
        last=last[step],
        left_out=lost,
    )


def _ranked(numbers: Mapping[Label, int]) -> tuple[tuple[Label, ...], Ints]:
    """Return the labels in order, and for each number the rank of its label."""
    labels = sorted(numbers)
    ranks = np.empty(len(labels), dtype=np.int64)
    for rank, label in enumerate(labels):
        ranks[numbers[label]] = rank
    return tuple(labels), ranks
