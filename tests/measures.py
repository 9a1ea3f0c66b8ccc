"""Measure the density and complexity of source code over its syntax tree."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Names that say nothing about what they hold.
EMPTY_NAMES = frozenset(
    {"one", "other", "found", "told", "at", "known", "kept", "wanted", "mine"}
)
BOOLEAN_PREFIXES = ("is_", "has_", "can_", "should_", "are_")
_BRANCHES = (
    ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.comprehension, ast.match_case, ast.Assert,
)  # fmt: skip


@dataclass(frozen=True)
class Measures:
    """Density of the functions of one package.

    Attributes:
        nodes_per_line: Syntax nodes in function bodies, divided by the functions' lines of code, signatures included.
        nodes_median: Median of syntax nodes per function.
        nodes_p90: 90th percentile of the same.
        complex_functions: Functions of a complexity over ten, branches and boolean operators counted.
        nested_conditionals: Conditional expressions inside conditional expressions.
        empty_names: Bindings whose name says nothing.
        boolean_names: Functions that return a bool and are not named like a question.
        dialect: Idioms and private terms in docstrings and messages.
        long_lines: Lines of more than 100 characters.
    """

    nodes_per_line: float
    nodes_median: float
    nodes_p90: float
    complex_functions: int
    nested_conditionals: int
    empty_names: int
    boolean_names: int
    dialect: int
    long_lines: int


def measure(paths: Sequence[Path]) -> Measures:
    """Measure the functions of some source files."""
    sources = [path.read_text(encoding="utf-8") for path in paths]
    trees = [ast.parse(source) for source in sources]
    functions = [
        node for tree in trees for node in ast.walk(tree) if isinstance(node, FUNCTIONS)
    ]
    nodes = [_weight(function) for function in functions] or [0]
    lines = 0
    for source, tree in zip(sources, trees, strict=True):
        numbered = source.split("\n")
        found = (node for node in ast.walk(tree) if isinstance(node, FUNCTIONS))
        lines += sum(_lines(function, numbered) for function in found)
    lines = lines or 1
    return Measures(
        nodes_per_line=round(sum(nodes) / lines, 2),
        nodes_median=float(median(nodes)),
        nodes_p90=round(quantiles(nodes, n=10)[-1], 1)
        if len(nodes) > 1
        else float(nodes[0]),
        complex_functions=sum(complexity(function) > 10 for function in functions),
        nested_conditionals=sum(
            1 for tree in trees for _ in _nested_conditionals(tree)
        ),
        empty_names=sum(
            1 for tree in trees for name in bound_names(tree) if name in EMPTY_NAMES
        ),
        boolean_names=sum(1 for tree in trees for _ in unasked_booleans(tree)),
        dialect=sum(1 for tree in trees for _ in dialect(tree)),
        long_lines=sum(
            len(line) > 100
            for path in paths
            for line in path.read_text(encoding="utf-8").splitlines()
        ),
    )


def complexity(function: ast.AST) -> int:
    """Count the ways through a function, boolean operators included."""
    ways = 1
    for node in ast.walk(function):
        if isinstance(node, _BRANCHES):
            ways += 1
        elif isinstance(node, ast.BoolOp):
            ways += len(node.values) - 1
    return ways


def _weight(function: ast.AST) -> int:
    """Count the syntax nodes of a body; load and store marks are no nodes of their own."""
    nodes = (node for statement in _body(function) for node in ast.walk(statement))
    return sum(not isinstance(node, ast.expr_context) for node in nodes)


def _lines(function: ast.AST, source: Sequence[str]) -> int:
    """Count the lines that hold code, the signature included; docstring, comments and blank lines are left out."""
    assert isinstance(function, FUNCTIONS)
    numbers = set(range(function.lineno, (function.end_lineno or function.lineno) + 1))
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        numbers -= set(
            range(docstring.lineno, (docstring.end_lineno or docstring.lineno) + 1)
        )
    code = (source[number - 1].strip() for number in numbers)
    return sum(bool(line) and not line.startswith("#") for line in code)


def _body(function: ast.AST) -> list[ast.stmt]:
    assert isinstance(function, FUNCTIONS)
    has_docstring = ast.get_docstring(function) is not None
    return function.body[1:] if has_docstring else function.body


def _nested_conditionals(tree: ast.AST) -> Iterator[ast.IfExp]:
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp):
            inner = (child for child in ast.walk(node) if child is not node)
            if any(isinstance(child, ast.IfExp) for child in inner):
                yield node


def bound_names(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a module binds: variables, arguments, functions, imports under another name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, FUNCTIONS):
            yield node.name


def unasked_booleans(tree: ast.AST) -> Iterator[str]:
    """Yield the functions that return a bool and whose name is no question; overrides of others' methods are left out."""
    for node in ast.walk(tree):
        if (
            isinstance(node, FUNCTIONS)
            and isinstance(node.returns, ast.Name)
            and node.returns.id == "bool"
        ):
            name = node.name.lstrip("_")
            special = node.name.startswith("__")
            if not special and not name.startswith(BOOLEAN_PREFIXES):
                yield node.name


def names_of_tests(tree: ast.AST) -> Iterator[str]:
    """Yield the names of the test functions of a module, without "test_"."""
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS) and node.name.startswith("test_"):
            yield node.name.removeprefix("test_")


# Idioms and private terms; WORDS in the manual's contributing page says what stands for each.
DIALECT = re.compile(
    r"\b(say whether|says whether|mend(s|ed|ing)?|reckon(s|ed|ing)?|thrice|doer(s)?|borne out|hang(s)? on|lend(s)?"
    r"|klass|go through the|upkeep|the house|rooms?|floors?|laid|slip(s)?|cure|twice over|betters?|whosoever)\b",
    re.IGNORECASE,
)


def dialect(tree: ast.AST) -> Iterator[str]:
    """Yield the idioms in docstrings and string literals."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and " " in node.value
        ):
            for match in DIALECT.finditer(node.value):
                yield match[0]
