"""What every format of coded incidents declares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from timeline.datasets.resolve import Resolver
from timeline.datasets.rows import Row, column_key
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
    return tuple(
        (Slot.PARTY if slot in directions else slot, column)
        for slot, column in directed
    )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under what terms a collection may be used, and how it is cited.

    Attributes:
        licence: Its licence, or where its terms stand.
        citation: What the collection asks to be cited.
        restricted: Whose terms forbid that rows are published ("ACLED's terms"); "" for nobody's.
    """

    licence: str
    citation: str
    restricted: str = ""


UNKNOWN_TERMS = Terms(licence="", citation="")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayColumns:
    """Columns that tell the days of a row.

    Attributes:
        keys: Keys of the columns.
        days: Returns first and last day of a row of which only these columns are filled; raises
            RowError where they tell none.
        is_around: True where the days lie around the one that is coded, by whose year actors are
            known.
    """

    keys: tuple[str, ...]
    days: Callable[[Row], tuple[date, date]]
    is_around: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KindColumns:
    """Columns that tell what kind of event a row is.

    Attributes:
        keys: Keys of the columns.
        is_incident: Returns whether a row of which only these columns are filled is an incident of
            ours.
    """

    keys: tuple[str, ...]
    is_incident: Callable[[Row], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """By which columns a database chooses rows of a large table.

    Attributes:
        days: The columns of the days.
        kinds: The columns of the kind.
        weight: Key of the column by which rows come first: people killed.
        least_first: True where the rows with the least number come first.
        first: In words, which rows come first.
        ids: Keys of the columns that make the id.
        status: Keys of further columns on which type and status depend.
        parts: Keys of the columns on which "place" and "sides" depend.
        place_name: Key of the column without whose words a row may have no place; "" where a place
            needs none of its own. Rows that have it are in the country of their column "country".
        figures: Keys of the columns on which the people killed depend.
    """

    days: DayColumns
    kinds: KindColumns
    weight: str
    least_first: bool = False
    first: str = "with most killed"
    ids: tuple[str, ...]
    status: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]]
    place_name: str = ""
    figures: tuple[str, ...] = ()


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
        terms: Its licence and citation.
        aliases: Keys that columns have in other versions of the collection, and the key that
            `code` asks for.
        bulk: How a database chooses rows of a large table; None where it cannot.
        needs_one_of: Keys of which a table must have one; empty for no such need.
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
    terms: Terms = UNKNOWN_TERMS
    aliases: Mapping[str, str] = field(default_factory=dict)
    needs_one_of: frozenset[str] = frozenset()
    bulk: Bulk | None = None

    def keys_of(self, header: Sequence[str]) -> set[str]:
        """Return the keys of a header's columns, by the names of this format."""
        keys = (column_key(cell) for cell in header)
        return {self.aliases.get(key, key) for key in keys}

    def positions(self, header: Sequence[str]) -> dict[str, int]:
        """Return the position of each column of a header by its key in this format."""
        positions: dict[str, int] = {}
        for number, column in enumerate(header):
            key = column_key(column)
            positions.setdefault(self.aliases.get(key, key), number)
        return positions

    def can_read(self, header: Sequence[str]) -> bool:
        """Return whether a header has the columns that this format needs."""
        keys = self.keys_of(header)
        has_one = not self.needs_one_of or not self.needs_one_of.isdisjoint(keys)
        return self.needs <= keys and has_one
