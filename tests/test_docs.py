"""Everything public is documented, in the words of the contract."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline import errors

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "timeline").rglob("*.py"))

BANNED = {
    "source": "say publisher, speaker, document or code",
    "event": "say incident or event mention",
}
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def undocumented(code: str) -> list[str]:
    """List what is public in a source and has no docstring; what is inside a function is private."""
    tree = ast.parse(code)
    found = [] if ast.get_docstring(tree) else ["the module"]
    return found + list(_undocumented(tree, ""))


def _undocumented(parent: ast.AST, prefix: str) -> Iterator[str]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, Definition) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from _undocumented(node, f"{prefix}{node.name}.")


def banned(code: str) -> list[str]:
    """List names that use a banned word alone: variables, parameters, fields, functions, classes, imports under a name.

    Keywords of a call are the callee's words, and are let pass.
    """
    found = []
    for node in ast.walk(ast.parse(code)):
        for name in _names_given(node):
            if name.lower().strip("_") in BANNED:
                found.append(
                    f"line {getattr(node, 'lineno', 0)}: {name} ({BANNED[name.lower().strip('_')]})"
                )
    return found


def _names_given(node: ast.AST) -> list[str]:
    if isinstance(node, Definition):
        return [node.name]
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.arg):
        return [node.arg]
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        return [node.attr]
    if isinstance(node, ast.alias) and node.asname:
        return [node.asname]
    return []


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_everything_public_has_a_docstring(file: Path) -> None:
    assert undocumented(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_no_name_is_a_banned_word(file: Path) -> None:
    assert banned(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", ["the module"]),
        ('"""A."""\ndef f(): pass', ["f"]),
        ('"""A."""\ndef _f(): pass', []),
        ('"""A."""\nclass A:\n    def f(self): pass', ["A", "A.f"]),
        ('"""A."""\nclass A:\n    """A."""\n    def __str__(self): pass', []),
        ('"""A."""\ndef f():\n    """F."""\n    def g(): pass', []),
    ],
)
def test_the_checker_of_docstrings_sees_what_lacks_one(
    code: str, expected: list[str]
) -> None:
    assert undocumented(code) == expected


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("source = 1", ["source"]),
        ("def f(source): pass", ["source"]),
        ("def f(*, _source): pass", ["_source"]),
        ("class A:\n    source: str", ["source"]),
        ("self.source = 1", ["source"]),
        ("import x as source", ["source"]),
        ("class Event: pass", ["Event"]),
        ("for event in x: pass", ["event", "event"][:1]),
        ("f(source=1)\nx.source\nsource_text = event_mention = 1", []),
    ],
)
def test_the_checker_of_words_sees_a_banned_one(code: str, names: list[str]) -> None:
    assert [fault.split()[2] for fault in banned(code)] == names


def test_docstring_has_the_tree_of_errors() -> None:
    drawn = re.findall(
        r"^[│├└─ ]*(\w+Error)\b", errors.__doc__ or "", flags=re.MULTILINE
    )
    there = [name for name, value in vars(errors).items() if isinstance(value, type)]
    assert sorted(drawn) == sorted(there)
