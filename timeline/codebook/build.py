"""Make the codebook of the incident types: definitions, examples, near misses, other codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.lexicon.crosswalks import crosswalk
from timeline.lexicon.incident_types import incident_types
from timeline.model.types import IncidentType, TypeExample

SCHEMA = "conflict-codebook/1"
# Collections whose codes are shown, with their names.
COLLECTIONS = {
    "acled": "ACLED",
    "cameo": "CAMEO",
    "gtd": "GTD",
    "plover": "PLOVER",
    "scad": "SCAD",
    "ucdp": "UCDP",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCode:
    """A code of another collection that is read as a type of ours.

    Attributes:
        collection: Key of `COLLECTIONS`.
        code: The code.
        mode: Mode of ours that it means; None for none.
        status: Status that it gives.
    """

    collection: str
    code: str
    mode: str | None
    status: str


def codes_of(kind: IncidentType) -> Iterator[OtherCode]:
    """Yield the codes of other collections that are read as a type, by collection and code."""
    for name in COLLECTIONS:
        for _, crossing in crosswalk(name).items():
            if crossing.type == kind.id:
                yield OtherCode(
                    collection=name,
                    code=crossing.code,
                    mode=crossing.mode,
                    status=crossing.status.value,
                )


def as_dict(version: str) -> dict[str, Any]:
    """Return the codebook as plain data.

    Args:
        version: Version of this program.
    """
    types = incident_types()
    return {
        "schema": SCHEMA,
        "version": version,
        "types": [_type(kind) for kind in types.values()],
    }


def _type(kind: IncidentType) -> dict[str, Any]:
    return {
        "id": kind.id,
        "label": kind.label,
        "definition": kind.definition,
        "modes": dict(kind.modes),
        "roles": [role.value for role in kind.roles],
        "symmetric": kind.symmetric,
        "symmetric_modes": sorted(kind.symmetric_modes),
        "default_status": kind.default_status.value,
        "examples": _examples(kind),
        "near_misses": _near_misses(kind),
        "words": _words(kind),
        "crosswalks": [_code(code) for code in codes_of(kind)],
    }


def _examples(kind: IncidentType) -> list[dict[str, Any]]:
    return [_example(example) for example in kind.examples if not example.near_miss]


def _near_misses(kind: IncidentType) -> list[str]:
    return [example.text for example in kind.examples if example.near_miss]


def _example(example: TypeExample) -> dict[str, Any]:
    return {
        "text": example.text,
        "mode": example.mode,
        "status": example.status.value if example.status else None,
        "roles": _names_by_role(example),
        "killed": example.killed,
    }


def _names_by_role(example: TypeExample) -> dict[str, list[str]]:
    return {role.value: list(names) for role, names in example.roles.items()}


def _words(kind: IncidentType) -> dict[str, list[str]]:
    """Return the lemmas that name a type, by mode; "" for those that say no mode."""
    words: dict[str, set[str]] = {}
    for group in kind.triggers:
        of_mode = words.setdefault(group.mode or "", set())
        of_mode.update(group.lemmas)
    return {mode: sorted(words[mode]) for mode in sorted(words)}


def _code(code: OtherCode) -> dict[str, Any]:
    return {
        "collection": code.collection,
        "code": code.code,
        "mode": code.mode,
        "status": code.status,
    }
