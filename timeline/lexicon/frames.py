"""Verb frames: which part of a sentence fills which role of a verb, from data/frames/en.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from timeline.errors import LexiconError
from timeline.lexicon.lists import word_list
from timeline.lexicon.validation import DATA, read_record, read_tables, unique_ids
from timeline.model.mentions import Slot

FILE = DATA / "frames" / "en.toml"
LIST_MARK = "@"
"""Begins the name of a word list among the prepositions of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameRole:
    """One row of a frame.

    Attributes:
        role: The role that is filled.
        relation: Name of a relation in `timeline.mentions.rules.relations`.
        rule: What `timeline explain` calls this row.
        passive_rule: The same in the passive voice; None where it does not differ.
        prepositions: For the relation "after".
        own: Whether the target prepositions of the trigger's group count too.
        voice: The voice in which the row holds; None for both.
        mode: The mode for which the row holds; None for all.
    """

    role: Slot
    relation: str
    rule: str
    passive_rule: str | None = None
    prepositions: tuple[str, ...] = ()
    own: bool = False
    voice: Literal["active", "passive"] | None = None
    mode: str | None = None

    def is_for(self, mode: str | None, *, is_passive: bool) -> bool:
        """Return whether the row holds for a trigger of this mode and voice."""
        if self.mode is not None and self.mode != mode:
            return False
        if self.voice is None:
            return True
        return (self.voice == "passive") == is_passive

    def rule_in(self, *, is_passive: bool) -> str:
        """Return the rule of the row in a voice."""
        return self.passive_rule if is_passive and self.passive_rule else self.rule

    def prepositions_for(self, own: tuple[str, ...]) -> frozenset[str]:
        """Return the row's prepositions; `own` are the target prepositions of a trigger group."""
        listed = _expanded(self.prepositions)
        return listed.union(own) if self.own else listed


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameExample:
    """A sentence with the words that head each role of its verb.

    Attributes:
        text: One sentence.
        verb: Lemma of the trigger.
        initiator: Heads of the initiators, in order of the text.
        target: Heads of the targets.
        party: Heads of the parties.
    """

    text: str
    verb: str
    initiator: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    party: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A way in which verbs have their roles filled.

    Attributes:
        id: Name, as trigger groups give it.
        about: What it is for, in the words of grammar.
        roles: Rows, in order; the first that claims a word wins.
        examples: Sentences that run as tests.
        internal: Whether only the reading itself uses it, and no trigger group may.
    """

    id: str
    about: str
    roles: tuple[FrameRole, ...]
    examples: tuple[FrameExample, ...] = ()
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    id: str
    about: str
    roles: tuple[dict[str, object], ...]
    examples: tuple[dict[str, object], ...] = ()
    internal: bool = False


@cache
def frames() -> Mapping[str, Frame]:
    """Return every frame by its name, read once.

    Raises:
        LexiconError: The file breaks its rules.

    >>> [row.rule for row in frames()["undergo"].roles]
    ['subject undergoes', 'to whom it falls', 'from or by']
    """
    return read_frames(FILE)


def frames_of_triggers() -> list[str]:
    """Return the names of the frames that a trigger group may name."""
    return [name for name, frame in frames().items() if not frame.internal]


def read_frames(path: Path) -> dict[str, Frame]:
    """Read a file of `[[frame]]` tables.

    Raises:
        LexiconError: A table has a wrong, missing or unknown field, a name is given twice, or a row
            names prepositions without the relation "after", or a word list that there is not.
    """
    tables = read_tables(path, "frame", _Table)
    unique_ids((path.name, table.id) for table in tables)
    return {
        table.id: _frame(table, f"{path.name}, frame {table.id}") for table in tables
    }


def _frame(table: _Table, where: str) -> Frame:
    rows = []
    for number, row in enumerate(table.roles, start=1):
        place = f"{where}, role {number}"
        role = read_record(row, FrameRole, place)
        _check_role(role, place)
        rows.append(role)
    examples = []
    for number, row in enumerate(table.examples, start=1):
        examples.append(read_record(row, FrameExample, f"{where}, example {number}"))
    return Frame(
        id=table.id,
        about=table.about,
        roles=tuple(rows),
        examples=tuple(examples),
        internal=table.internal,
    )


def _check_role(role: FrameRole, where: str) -> None:
    has_prepositions = bool(role.prepositions) or role.own
    if has_prepositions != (role.relation == "after"):
        problem = "prepositions belong to the relation 'after', and it needs some."
        raise LexiconError(
            where, problem, 'Write relation = "after", prepositions = ["by"].'
        )
    try:
        _expanded(role.prepositions)
    except KeyError as error:
        problem = f"there is no word list {error}."
        raise LexiconError(
            where, problem, "Use the name of one in lists/en.toml."
        ) from None


@cache
def _expanded(prepositions: tuple[str, ...]) -> frozenset[str]:
    """Return prepositions with the words of the lists among them."""
    words: set[str] = set()
    for preposition in prepositions:
        if preposition.startswith(LIST_MARK):
            words |= word_list(preposition.removeprefix(LIST_MARK))
        else:
            words.add(preposition)
    return frozenset(words)
