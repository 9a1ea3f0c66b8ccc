"""A user's own kinds of incident, beside the shipped ones."""

import re
from collections.abc import Mapping, Sequence

from timeline.errors import LexiconError
from timeline.model.actors import Role
from timeline.model.custom import CustomType
from timeline.model.types import IncidentType

_ID = re.compile(r"[A-Z]{2,20}")
_MODE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def with_custom_types(
    types: Mapping[str, IncidentType], kinds: Sequence[CustomType]
) -> Mapping[str, IncidentType]:
    """Return the types with these; their words come from `[[trigger]]` tables.

    Raises:
        LexiconError: An id is taken or no word in capitals, a label or definition is empty, a mode
            is no word in small letters, or a symmetric type has no role "party".
    """
    if not kinds:
        return types
    together = dict(types)
    for kind in kinds:
        _check(kind, together)
        together[kind.id] = _type(kind)
    return together


def _type(kind: CustomType) -> IncidentType:
    return IncidentType(
        id=kind.id,
        label=kind.label,
        definition=kind.definition,
        symmetric=kind.symmetric,
        symmetric_modes=frozenset(),
        default_status=kind.default_status,
        modes={mode: mode.replace("-", " ") for mode in kind.modes},
        roles=kind.roles,
        triggers=(),
        examples=(),
        cameo=(),
    )


def _check(kind: CustomType, types: Mapping[str, IncidentType]) -> None:
    if not _ID.fullmatch(kind.id):
        raise LexiconError(
            kind.where, f"id is {kind.id!r}.", "Write 2 to 20 capitals: LOOT."
        )
    if kind.id in types:
        problem = f"there is a type {kind.id!r} already."
        raise LexiconError(
            kind.where, problem, "Choose another id; [[trigger]] adds words to it."
        )
    _check_words(kind)
    if kind.symmetric and Role.PARTY not in kind.roles:
        problem = "a symmetric type needs the role 'party'."
        raise LexiconError(kind.where, problem, 'Write roles = ["party"].')


def _check_words(kind: CustomType) -> None:
    for name in ("label", "definition"):
        if not getattr(kind, name).strip():
            raise LexiconError(
                kind.where, f"{name} is empty.", "Say it in a few words."
            )
    wrong = [mode for mode in kind.modes if not _MODE.fullmatch(mode)]
    if wrong:
        raise _wrong_mode(kind, wrong[0])


def _wrong_mode(kind: CustomType, mode: str) -> LexiconError:
    hint = "Write small letters and hyphens: suicide-bombing."
    return LexiconError(kind.where, f"modes has {mode!r}.", hint)
