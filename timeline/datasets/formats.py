"""What every format of coded incidents declares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from timeline.datasets.resolve import Resolver
from timeline.datasets.rows import Row
from timeline.lexicon.crosswalks import Crossing
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.types import Status
from timeline.model.when import DateInterval

# Which columns a field was read from.
Marks: TypeAlias = tuple[tuple[Slot, str], ...]


def roles(crossing: Crossing) -> tuple[Role, Role]:
    """Return the roles of the first and second actor: parties where the type has no direction."""
    if crossing.symmetric:
        return Role.PARTY, Role.PARTY
    return Role.INITIATOR, Role.TARGET


def as_parties(directed: Marks) -> Marks:
    """Return the columns of an incident without a direction: both sides are parties."""
    directions = (Slot.INITIATOR, Slot.TARGET)
    return tuple((Slot.PARTY if slot in directions else slot, column) for slot, column in directed)


@dataclass(frozen=True, slots=True)
class Coding:
    """What one row says, in our words.

    Attributes:
        id: The row's id in its collection, stable from release to release.
        type: Id of the incident type; None when the collection's code is none of ours, which is
            counted.
        mode: How, or None.
        status: Whether it happened.
        date: When.
        actors: Who, in their roles; sides that the collection does not direct are parties.
        places: Where, the most specific first.
        casualties: Figures.
        marks: The columns that fields were read from.
        attribution: Names of those cited.
        outlets: Outlets that carried it.
        url: Address of the article, if the row has one.
        code: The collection's code, for the count of those that are none of ours.
    """

    id: str
    type: str | None
    mode: str | None
    status: Status
    date: DateInterval | None
    actors: tuple[ActorRole, ...]
    places: tuple[Place, ...]
    casualties: tuple[Casualty, ...]
    marks: Marks
    attribution: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    url: str | None = None
    code: str = ""


# Reads one row; raises RowError when it cannot be used.
Coder: TypeAlias = Callable[[Row, Resolver], Coding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format, detected by its columns.

    Attributes:
        name: Short name ("ucdp_ged").
        label: Name of the collection; the publisher of its rows.
        needs: Keys of columns without which it is not this format or cannot be read.
        code: Reads one row.
        layouts: Columns of tables that come without a header, the first fitting one is taken; ()
            for none.
        by_machine: See `Dataset`.
        trust: See `Dataset`.
        grouped: True when several consecutive rows of one id are one incident in several places.
    """

    name: str
    label: str
    needs: frozenset[str]
    code: Coder
    layouts: tuple[Sequence[str], ...] = ()
    by_machine: bool = False
    trust: float = 0.95
    grouped: bool = False
