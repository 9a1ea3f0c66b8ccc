"""The codebook as Markdown, for people who code by hand and for an appendix."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from timeline.codebook.build import COLLECTIONS, as_dict

RULES = (
    "A type says what happened, a status whether it did: planned talks are CONSULT with the status "
    "planned, a thwarted attack is ASSAULT with the status failed. An incident needs no named "
    "actor. Reporting words (say, tell, according to) are attribution, never incidents."
)


def to_markdown(version: str) -> str:
    """Return the codebook as Markdown.

    Args:
        version: Version of this program.
    """
    book = as_dict(version)
    lines = [
        "# Codebook of incident types",
        "",
        f"conflict-timeline {version}, {len(book['types'])} types. {RULES}",
    ]
    for kind in book["types"]:
        lines += ["", *_type_lines(kind)]
    return "\n".join(lines) + "\n"


def _type_lines(kind: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {kind['id']}: {kind['label']}"
    yield ""
    yield kind["definition"]
    yield ""
    roles = ", ".join(kind["roles"])
    yield f"Roles: {roles}."
    yield f"Status unless said otherwise: {kind['default_status']}."
    yield ""
    yield from _mode_lines(kind)
    yield ""
    yield "Examples:"
    yield ""
    yield from map(_example_line, kind["examples"])
    yield from _near_miss_lines(kind)
    yield from _code_lines(kind)


def _mode_lines(kind: Mapping[str, Any]) -> Iterator[str]:
    yield "| mode | in words | parties |"
    yield "|---|---|---|"
    for mode, words in kind["modes"].items():
        parties = "yes" if _is_mutual(kind, mode) else ""
        yield f"| {mode} | {words} | {parties} |"


def _is_mutual(kind: Mapping[str, Any], mode: str) -> bool:
    if kind["symmetric"]:
        return True
    return mode in kind["symmetric_modes"]


def _near_miss_lines(kind: Mapping[str, Any]) -> Iterator[str]:
    if not kind["near_misses"]:
        return
    yield ""
    yield f"Near misses, not {kind['id']}:"
    yield ""
    for text in kind["near_misses"]:
        yield f"- {text}"


def _example_line(example: Mapping[str, Any]) -> str:
    """Return an example with what it is read as in brackets."""
    line = f"- {example['text']}"
    stated = "; ".join(_facts(example))
    if not stated:
        return line
    return f"{line} [{stated}]"


def _facts(example: Mapping[str, Any]) -> Iterator[str]:
    for field in ("mode", "status"):
        if example[field]:
            yield example[field]
    for role, names in example["roles"].items():
        yield _role_text(role, names)
    killed = example["killed"]
    if killed is not None:
        yield f"{killed} killed"


def _role_text(role: str, names: Sequence[str]) -> str:
    listed = ", ".join(names)
    return f"{role} {listed}"


def _code_lines(kind: Mapping[str, Any]) -> Iterator[str]:
    by_collection: dict[str, list[str]] = {}
    for code in kind["crosswalks"]:
        codes = by_collection.setdefault(code["collection"], [])
        codes.append(_code_text(code))
    if by_collection:
        yield from _code_table(by_collection)


def _code_table(by_collection: Mapping[str, list[str]]) -> Iterator[str]:
    yield ""
    yield "| collection | codes read as this type, with our mode |"
    yield "|---|---|"
    for name, codes in by_collection.items():
        listed = ", ".join(codes)
        yield f"| {COLLECTIONS[name]} | {listed} |"


def _code_text(code: Mapping[str, Any]) -> str:
    mode = code["mode"]
    if not mode:
        return str(code["code"])
    return f"{code['code']} ({mode})"
