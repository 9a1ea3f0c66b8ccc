"""Read and check the incident types, with the words that name each.

One file `data/incident_types/<id>.toml` a type; adding a file adds a type. Every key and word is
checked.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypeVar

from timeline.errors import LexiconError
from timeline.lexicon.frames import frames_of_triggers
from timeline.model.actors import Role
from timeline.model.types import (
    CasualtyKind,
    IncidentType,
    PartOfSpeech,
    Status,
    TriggerGroup,
    TypeExample,
)

_EXAMPLE_KEYS = frozenset(field.name for field in fields(TypeExample))
_TRIGGER_KEYS = frozenset(field.name for field in fields(TriggerGroup)) - {"type"}
_TYPE_KEYS = frozenset(field.name for field in fields(IncidentType)) - {"examples"} | {
    "example"
}
_WORD = re.compile(r"[^\W_A-Z]+(?:['’-][^\W_A-Z]+)*")
_MODE = re.compile(r"[a-z]+(?:-[a-z]+)*")

Choice = TypeVar("Choice", bound=StrEnum)


@cache
def incident_types() -> Mapping[str, IncidentType]:
    """Return every incident type by its id, sorted; read once.

    Raises:
        LexiconError: A file breaks the rules of the format.

    >>> incident_types()["ASSAULT"].modes["aerial"]
    'air strike'
    """
    folder = resources.files("timeline.lexicon") / "data" / "incident_types"
    names = sorted(
        entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")
    )
    types = (read_type(name, (folder / name).read_bytes()) for name in names)
    return MappingProxyType({kind.id: kind for kind in types})


def read_type(name: str, content: bytes) -> IncidentType:
    """Read one type from the bytes of its file.

    Args:
        name: File name, such as "assault.toml"; the id of the type is its stem in capitals.
        content: The file's bytes, TOML in UTF-8.

    Raises:
        LexiconError: Not TOML, a key or value that the format does not know, or a word given twice.
    """
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = f"this is not TOML in UTF-8 ({error})."
        raise LexiconError(name, problem, "Correct the file.") from error
    table = _Table(where=name, values=values)
    table.check_keys(_TYPE_KEYS)
    modes = _read_modes(table)
    roles = tuple(table.choices("roles", Role))
    groups = table.tables("triggers", "trigger group")
    examples = table.tables("example", "example")
    kind = IncidentType(
        id=_read_id(table, name),
        label=table.text("label"),
        definition=table.text("definition"),
        symmetric=table.is_set("symmetric"),
        symmetric_modes=frozenset(_declared_modes(table, modes)),
        default_status=table.choice("default_status", Status),
        modes=modes,
        roles=roles,
        triggers=tuple(_read_trigger(part, _stem(name), modes) for part in groups),
        examples=tuple(_read_example(part, modes, roles) for part in examples),
        cameo=tuple(table.texts("cameo")),
    )
    _check_parties(table, kind)
    _check_lemmas_once(name, kind.triggers)
    return kind


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of a TOML file, with the place it stands for messages."""

    where: str
    values: Mapping[str, object]

    def wrong(self, what: str, fix: str) -> LexiconError:
        return LexiconError(self.where, what, fix)

    def check_keys(self, allowed: frozenset[str]) -> None:
        for key in self.values:
            if key not in allowed:
                fix = f"Keys are: {', '.join(sorted(allowed))}."
                raise self.wrong(f"there is no key {key!r} here.", fix)

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key} is missing or empty.", f'Write {key} = "...".')
        return value

    def is_set(self, key: str) -> bool:
        """Return the value of a switch; False if it is not there."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} is {value!r}.", "Write true or false.")
        return value

    def number(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise self.wrong(f"{key} is {value!r}.", "Write a whole number, 0 or more.")

    def texts(self, key: str) -> list[str]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(map(_is_text, value)):
            raise self.wrong(
                f"{key} is {value!r}.", 'Write a list of words, like ["one", "two"].'
            )
        return value

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        return _one_of(self, key, self.text(key), choices)

    def maybe(self, key: str, choices: type[Choice]) -> Choice | None:
        return self.choice(key, choices) if key in self.values else None

    def choices(self, key: str, choices: type[Choice]) -> list[Choice]:
        chosen = [_one_of(self, key, word, choices) for word in self.texts(key)]
        if not chosen:
            raise self.wrong(
                f"{key} is missing or empty.", f"Choose from: {', '.join(choices)}."
            )
        return chosen

    def words(self, key: str) -> tuple[str, ...]:
        """Read lemmas of single words."""
        words = self.texts(key)
        for word in words:
            if not _WORD.fullmatch(word):
                raise self.wrong(
                    f"{key} has {word!r}.", "Write single lemmas in lower case."
                )
        for word in _repeated(words):
            raise self.wrong(f"{key} has {word!r} twice.", "Take one of them away.")
        return tuple(words)

    def tables(self, key: str, noun: str) -> "Iterator[_Table]":
        parts = self.values.get(key, [])
        if not isinstance(parts, list) or not parts:
            raise self.wrong(f"there is no {noun}.", f"Add one under [[{key}]].")
        for number, part in enumerate(parts, start=1):
            place = f"{self.where}, {noun} {number}"
            if not isinstance(part, dict):
                raise LexiconError(
                    place, "this is not a table.", f"Write it under [[{key}]]."
                )
            yield _Table(where=place, values=part)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _one_of(table: _Table, key: str, word: str, choices: type[Choice]) -> Choice:
    if word in set(choices):
        return choices(word)
    raise table.wrong(f"{key} has {word!r}.", f"Choose from: {', '.join(choices)}.")


def _stem(name: str) -> str:
    return name.removesuffix(".toml").upper()


def _read_id(table: _Table, name: str) -> str:
    given = table.text("id")
    expected = _stem(name)
    if given != expected:
        raise table.wrong(
            f"id is {given!r}.", f"Name the type like its file: {expected!r}."
        )
    return expected


def _read_modes(table: _Table) -> dict[str, str]:
    modes = table.values.get("modes", {})
    example = 'aerial = "air strike"'
    if not isinstance(modes, dict):
        raise table.wrong(
            "modes is not a table.", f"Write [modes] and lines like {example}."
        )
    for mode, words in modes.items():
        has_words = isinstance(words, str) and words.strip()
        if not has_words or not _MODE.fullmatch(mode):
            raise table.wrong(
                f"mode {mode!r} is {words!r}.", f"Write it like {example}."
            )
    return modes


def _declared_modes(table: _Table, modes: Mapping[str, str]) -> list[str]:
    return [_declared(table, mode, modes) for mode in table.texts("symmetric_modes")]


def _read_mode(table: _Table, modes: Mapping[str, str]) -> str | None:
    return (
        _declared(table, table.text("mode"), modes) if "mode" in table.values else None
    )


def _declared(table: _Table, mode: str, modes: Mapping[str, str]) -> str:
    if mode in modes:
        return mode
    declared = f"This type declares: {', '.join(modes)}."
    fix = f"{declared} Use one of these, or add {mode!r} to [modes]."
    raise table.wrong(f"no mode is called {mode!r} here.", fix)


def _read_trigger(table: _Table, kind: str, modes: Mapping[str, str]) -> TriggerGroup:
    table.check_keys(_TRIGGER_KEYS)
    frame = table.text("frame")
    allowed = frames_of_triggers()
    if frame not in allowed:
        raise table.wrong(
            f"frame has {frame!r}.", f"Choose from: {', '.join(allowed)}."
        )
    return TriggerGroup(
        type=kind,
        mode=_read_mode(table, modes),
        pos=table.choice("pos", PartOfSpeech),
        lemmas=_read_lemmas(table),
        frame=frame,
        weak=table.is_set("weak"),
        target_prepositions=table.words("target_prepositions"),
        without=frozenset(table.words("without")),
        with_any=frozenset(table.words("with_any")),
        status=table.maybe("status", Status),
        casualty=table.maybe("casualty", CasualtyKind),
    )


def read_own_trigger(
    where: str, values: Mapping[str, object], types: Mapping[str, IncidentType]
) -> TriggerGroup:
    """Read a group of a user's own words by the rules of the shipped files.

    Args:
        where: File and table, for messages.
        values: The fields, in the words of a file of incident types, and `type`.
        types: The incident types there are.

    Raises:
        LexiconError: There is no such type, or a field breaks the rules.
    """
    kind = types.get(str(values["type"]))
    if kind is None:
        what = f"there is no incident type {values['type']!r}."
        raise LexiconError(where, what, f"Use one of: {', '.join(types)}.")
    fields_given = {name: value for name, value in values.items() if name != "type"}
    return _read_trigger(_Table(where=where, values=fields_given), kind.id, kind.modes)


def _read_lemmas(table: _Table) -> tuple[str, ...]:
    lemmas = table.texts("lemmas")
    if not lemmas:
        raise table.wrong(
            "lemmas is missing or empty.", 'Write lemmas = ["shell", "open fire"].'
        )
    for lemma in lemmas:
        words = lemma.split(" ")
        if not all(_WORD.fullmatch(word) for word in words):
            fix = "Write lemmas in lower case, one space between words."
            raise table.wrong(f"lemmas has {lemma!r}.", fix)
    return tuple(lemmas)


def _read_example(
    table: _Table, modes: Mapping[str, str], declared: tuple[Role, ...]
) -> TypeExample:
    table.check_keys(_EXAMPLE_KEYS)
    near_miss = table.is_set("near_miss")
    expected = [
        key for key in ("mode", "status", "killed", "roles") if key in table.values
    ]
    if near_miss and expected:
        what = f"a near miss cannot expect {expected[0]}."
        fix = "Remove it, or near_miss: a near miss is not an incident of this type."
        raise table.wrong(what, fix)
    return TypeExample(
        text=table.text("text"),
        near_miss=near_miss,
        mode=_read_mode(table, modes),
        status=table.maybe("status", Status),
        roles=_read_roles(table, declared),
        killed=table.number("killed"),
    )


def _read_roles(
    table: _Table, declared: tuple[Role, ...]
) -> dict[Role, tuple[str, ...]]:
    values = table.values.get("roles", {})
    if not isinstance(values, dict):
        raise table.wrong(
            "roles is not a table.", 'Write roles = { initiator = ["..."] }.'
        )
    names = _Table(where=table.where, values=values)
    for role in values:
        if role not in declared:
            fix = (
                f"This type declares: {', '.join(declared)}. "
                f"Use one of these, or add {role!r} to roles."
            )
            raise table.wrong(f"no role is called {role!r} here.", fix)
    return {Role(role): tuple(names.texts(role)) for role in values}


def _check_parties(table: _Table, kind: IncidentType) -> None:
    """Hold a type with symmetric incidents to the role that these need."""
    if (kind.symmetric or kind.symmetric_modes) and Role.PARTY not in kind.roles:
        raise table.wrong(
            "symmetric incidents need the role 'party'.", "Add 'party' to roles."
        )


def _check_lemmas_once(name: str, triggers: tuple[TriggerGroup, ...]) -> None:
    """Refuse a word listed twice as one part of speech: only one of the two would be used."""
    for pos in PartOfSpeech:
        groups = [group for group in triggers if group.pos is pos]
        lemmas = [lemma for group in groups for lemma in group.lemmas]
        for lemma in _repeated(lemmas):
            problem = f"the {pos} {lemma!r} is listed twice."
            raise LexiconError(name, problem, "Take one of them away.")


def _repeated(words: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            yield word
        seen.add(word)
