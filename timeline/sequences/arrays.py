"""Which incidents belong together in one pair, actor or place, as columns that can be counted fast?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from timeline.errors import UnknownNameError, UsageError
from timeline.sequences.history import History, Step, left_out
from timeline.sequences.table import LeftOut

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Key: TypeAlias = tuple[str, ...]

BY = ("pair", "actor", "place")
FIRST, SECOND, BOTH = (
    0,
    1,
    2,
)  # who acts: the first of the pair on the second, the other way round, or both

# Grains, by the greatest number of days: dates are only ever shuffled among incidents of one grain.
_GRAINS = np.array([1, 7, 31, 92, 366])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One row for each incident in each of its groups, ordered by group, first day, last day.

    Attributes:
        keys: What each group is: two actor ids (in alphabetical order), one actor id or one place id.
        kinds: Names of the kinds.
        steps: The steps that the rows point to.
        group: Number of the row's group.
        step: Number of the row's step.
        side: FIRST, SECOND or BOTH in a pair; in an actor's group FIRST where it acts, SECOND where it is the target.
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

    def only(self, wanted: Bools, reason: str) -> "Rows":
        """Keep some rows; incidents that lose all theirs are left out for that reason."""
        lost = self.counted() - len(np.unique(self.step[wanted]))
        added = left_out({reason: lost})
        columns = {
            name: getattr(self, name)[wanted]
            for name in ("group", "step", "side", "kind", "happened")
        }
        return replace(
            self,
            **columns,
            first=self.first[wanted],
            last=self.last[wanted],
            left_out=(*self.left_out, *added),
        )


def rows_by(history: History, by: str, *, only: Sequence[str] = ()) -> Rows:
    """Group the steps of a history.

    Args:
        history: The history.
        by: "pair" (two actors, whoever acts), "actor" or "place".
        only: Names or ids: two actors, one actor or one place, whose group alone is wanted.

    Raises:
        UsageError: There is no such grouping, or `only` does not fit it.
        UnknownNameError: The history has no actor or place of that name.
    """
    if by not in BY:
        raise UsageError("by", f"there is no {by!r}.", f"Use one of: {', '.join(BY)}.")
    wanted = _wanted(history, by, only)
    groups: dict[Key, int] = {}
    kinds: dict[str, int] = {}
    found: list[tuple[int, int, int, int]] = []
    lost = {"other": 0, _MISSING[by]: 0}
    for number, step in enumerate(history.steps):
        belongs = list(_GROUPS[by](step))
        mine = [one for one in belongs if wanted is None or one[0] == wanted]
        if not mine:
            lost["other" if belongs else _MISSING[by]] += 1
            continue
        kind = kinds.setdefault(step.kind, len(kinds))
        found += [(groups.setdefault(key, len(groups)), number, side, kind) for key, side in mine]
    return _sorted(history, groups, kinds, found, left_out(lost))


def name_of(history: History, key: Key, by: str = "pair") -> str:
    """Give the name of a group: "A and B" for a pair.

    >>> name_of(History(steps=(), left_out=(), names={"a": "Army"}), ("a", "b"))
    'Army and b'
    """
    names = history.place_names if by == "place" else history.names
    return " and ".join(names.get(one, one) for one in key)


def strata(rows: Rows) -> Ints:
    """Number the strata within which dates are shuffled: one group, one season of one year, one grain of dates.

    Seasons are December to February, March to May and so on, by the first possible day.
    """
    months = (
        (np.datetime64("0001-01-01") + (rows.first - 1)).astype("datetime64[M]").astype(np.int64)
    )
    season = (
        months + 1
    ) // 3  # counted from 1970-01, so that December goes with the January after it
    grain = np.searchsorted(_GRAINS, rows.last - rows.first + 1)
    whole = np.stack([rows.group, season, grain])
    return np.unique(whole, axis=1, return_inverse=True)[1].reshape(-1).astype(np.int64)


def shared_time(rows: Rows, window: int) -> tuple[Ints, Ints]:
    """Put all groups on one axis of days, so far apart that nothing in one is within the window of another."""
    if not len(rows):
        return rows.first, rows.last
    start, end = int(rows.first.min()), int(rows.last.max())
    shift = rows.group * (end - start + window + 2) - start
    return rows.first + shift, rows.last + shift


def matching(rows: Rows, wanted: str | None) -> Bools:
    """Say which kinds a name means: a kind, a type with all its modes, or, for None, all that happened.

    Raises:
        UnknownNameError: No incident here is of that kind.
    """
    happened = {rows.kinds[kind] for kind in np.unique(rows.kind[rows.happened])}
    meant = kinds_meant({name: name in happened for name in rows.kinds}, wanted)
    return np.array([name in meant for name in rows.kinds], dtype=bool)


def kinds_meant(kinds: Mapping[str, bool], wanted: str | None) -> set[str]:
    """Choose from kinds, of each of which is said whether such incidents happened, as `matching` does."""
    if wanted is None:
        return {name for name, happened in kinds.items() if happened}
    folded = wanted.casefold()
    exact = {name for name in kinds if name.casefold() == folded}
    plain = {name for name in kinds if name.casefold().split(" (")[0].split("/")[0] == folded}
    if not exact and not plain:
        cure = f"There are: {', '.join(sorted(kinds)) or 'none'}."
        raise UnknownNameError(
            f"kind {wanted!r}", "no incident that counts here is of this kind.", cure
        )
    return exact or plain


_MISSING = {"pair": "sides", "actor": "actors", "place": "places"}


def _pairs_of(step: Step) -> Iterator[tuple[Key, int]]:
    seen: dict[Key, set[int]] = {}
    for one, other in product(step.initiators, step.targets):
        if one != other:
            seen.setdefault((min(one, other), max(one, other)), set()).add(
                FIRST if one < other else SECOND
            )
    for one, other in product(step.parties, step.parties):
        if one < other:
            seen.setdefault((one, other), set()).add(BOTH)
    for key, sides in seen.items():
        yield key, next(iter(sides)) if len(sides) == 1 else BOTH


def _actors_of(step: Step) -> Iterator[tuple[Key, int]]:
    roles = ((step.initiators, FIRST), (step.targets, SECOND), (step.parties, BOTH))
    seen: dict[str, int] = {}
    for actors, side in roles:
        for actor in actors:
            seen.setdefault(actor, side)
    for actor, side in seen.items():
        yield (actor,), side


def _places_of(step: Step) -> Iterator[tuple[Key, int]]:
    for place in step.places:
        yield (place,), BOTH


_GROUPS: dict[str, Callable[[Step], Iterable[tuple[Key, int]]]] = {
    "pair": _pairs_of,
    "actor": _actors_of,
    "place": _places_of,
}


def _wanted(history: History, by: str, only: Sequence[str]) -> Key | None:
    if not only:
        return None
    number = 2 if by == "pair" else 1
    if len(only) != number:
        what = f"{len(only)} names were given, and {number} {'are' if number > 1 else 'is'} needed."
        raise UsageError(by, what, "Give two actors for a pair, one actor or one place otherwise.")
    names = history.place_names if by == "place" else history.names
    return tuple(sorted(id_of(names, one) for one in only))


def id_of(names: Mapping[str, str], wanted: str) -> str:
    """Find the id of an actor or place among names by id, by its id or name, whatever the case.

    Raises:
        UnknownNameError: There is none, or several have that name.
    """
    if wanted in names:
        return wanted
    folded = wanted.casefold()
    exact = [one for one in names if one.casefold() == folded]
    found = exact or sorted(one for one, name in names.items() if name.casefold() == folded)
    if len(found) == 1:
        return found[0]
    listed = ", ".join(found[:5] if found else _near(names, folded))
    cure = f"Give one of the ids {listed}." if found else f"Near it are: {listed or 'none'}."
    what = "several have this name." if found else "no incident that counts here names it."
    raise UnknownNameError(repr(wanted), what, cure)


def _near(names: Mapping[str, str], folded: str) -> list[str]:
    words = set(folded.split())
    return sorted(name for name in set(names.values()) if words & set(name.casefold().split()))[:8]


def _sorted(
    history: History,
    groups: dict[Key, int],
    kinds: dict[str, int],
    found: list[tuple[int, int, int, int]],
    lost: tuple[LeftOut, ...],
) -> Rows:
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    first = np.array([step.first for step in history.steps], dtype=np.int64)
    last = np.array([step.last for step in history.steps], dtype=np.int64)
    happened = np.array([step.happened for step in history.steps], dtype=bool)
    keys = sorted(groups)
    rank = np.empty(len(keys), dtype=np.int64)
    for number, key in enumerate(keys):
        rank[groups[key]] = number
    names = sorted(kinds)
    kind_rank = np.empty(len(names), dtype=np.int64)
    for number, name in enumerate(names):
        kind_rank[kinds[name]] = number
    group, step = rank[table[:, 0]], table[:, 1]
    order = np.lexsort((step, last[step], first[step], group))
    group, step, side, kind = group[order], step[order], table[order, 2], kind_rank[table[order, 3]]
    return Rows(
        keys=tuple(keys),
        kinds=tuple(names),
        steps=history.steps,
        group=group,
        step=step,
        side=side,
        kind=kind,
        happened=happened[step],
        first=first[step],
        last=last[step],
        left_out=lost,
    )
