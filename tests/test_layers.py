"""Do imports point down only, and does each outside thing enter by its one door? The sources are read, never run."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

PACKAGE = "timeline"
ROOT = Path(__file__).resolve().parents[1] / PACKAGE

LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__", "__init__", "api", "cli"),
    ("pipeline",),
    ("review", "notebook", "audit", "missed", "codebook"),
    # readers: unites what rules and language models read, so it stands above the stages of both
    # panel: counts incidents, and the rows of a table that is too large to be read as incidents
    ("project", "cluster", "readers", "panel"),
    # datasets: a cell in words goes through the same reader of dates as a sentence
    ("views", "exporters", "evaluation", "assembly", "reading", "datasets"),
    (
        "documents",
        "parsing",
        "temporal",
        "mentions",
        "reports",
        "incidents",
        "graph",
        "sequences",
        "llm",
        "engine",
    ),
    ("lexicon", "settings", "comparison"),
    ("registry", "model", "output", "docs", "safety"),
    ("errors",),
)
"""From the top down. A file may import from lower layers and from its own package."""

TOP = {
    ("__main__", "cli"),
    ("cli", "api"),
    ("__init__", "api"),
    ("cli", "__init__"),
    ("api", "__init__"),
}
"""The four faces of the program may see each other this way: entry point, commands, the objects for people, version."""

LAZY = {
    "charset_normalizer": "only text that is not UTF-8 needs it",
    "dask": "an extra: only work on a cluster needs it",
    "datasketch": "brings scipy, a second to import; only a build needs it",
    "dateparser": "two seconds to import; only a document with an explicit date needs it",
    "distributed": "an extra: only work on a cluster needs it",
    "duckdb": "an extra: only tables of hundreds of thousands of rows need it",
    "lxml": "comes with trafilatura, and only HTML needs it",
    "openpyxl": "an extra: only Excel files need it",
    "pandas": "only to_pandas() needs it",
    "plotly": "only a figure needs it",
    "pyarrow": "an extra: only Parquet files need it",
    "rdflib": "an extra: only RDF needs it",
    "pypdf": "only a PDF needs it",
    "py3langid": "loads a model, and only text that is not English needs it",
    "rich": "only a table in the terminal needs it",
    "spacy": "seconds to import; `timeline --help` must not wait",
    "striprtf": "an extra: only rich text needs it",
    "trafilatura": "only HTML needs it",
    "warcio": "an extra: only web archives need it",
}
"""Third-party packages that may be imported inside a function, with the reason."""

NEVER_EAGER = {
    "api.py": {"pandas", "plotly", "spacy"},
    "notebook/timeline.py": {"networkx", "pandas", "plotly", "spacy"},
}
"""Third-party packages that a file must not import when it is loaded."""

DOORS = {"dateparser": {"temporal/resolve.py"}}
"""Third-party packages that only these files import."""

LAZY_PARTS = {"api", "cli", "notebook"}
"""Here functions import our own modules, so that a command or a call loads only what it needs."""

LAZY_MODULES = {("documents/pdf.py", "timeline.documents.pdf_reader.BoundedReader")}
"""A file, and what it imports inside a function because it extends a class of a package that is loaded late."""

TYPED = {
    "api.py": {"pandas"},
    "cluster/dask_cluster.py": {"distributed"},
    "notebook/timeline.py": {"networkx", "pandas"},
}
"""Third-party packages that a file imports under TYPE_CHECKING: for a type in a signature, not for its loading time."""

PRINTERS = {"cli/output.py"}
PRINTING = {"print", "sys.stdout", "sys.stderr", "click.echo", "click.secho"}
LOADERS = {"parsing/__init__.py"}


@dataclass(frozen=True)
class Module:
    """One source file of the package.

    Attributes:
        path: Relative to the package, with slashes.
        code: Its text.
    """

    path: str
    code: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.code)

    @property
    def name(self) -> str:
        dotted = f"{PACKAGE}/{self.path}".removesuffix(".py").replace("/", ".")
        return dotted.removesuffix(".__init__")

    @property
    def part(self) -> str:
        """The package or module of a layer that it belongs to."""
        return self.path.split("/")[0].removesuffix(".py")

    def inside_functions(self) -> set[ast.AST]:
        return {
            inner
            for node in ast.walk(self.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for inner in ast.walk(node)
        }

    def under_type_checking(self) -> set[ast.AST]:
        return {
            inner
            for node in ast.walk(self.tree)
            if isinstance(node, ast.If) and _dotted(node.test) == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }


@dataclass(frozen=True)
class Import:
    """One imported module; of `from a import b` both `a.b` (should b be a module) and `a`."""

    node: ast.Import | ast.ImportFrom
    names: tuple[str, ...]
    relative: bool


def imports(module: Module) -> Iterator[Import]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node, (alias.name,), False)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield Import(
                    node,
                    (f"{node.module}.{alias.name}", f"{node.module}"),
                    node.level > 0,
                )


def layer_of(part: str) -> int | None:
    return next((number for number, layer in enumerate(LAYERS) if part in layer), None)


def part_of(name: str) -> str:
    """Give the part of the package that a dotted name lies in.

    `from timeline import cli` names the part `cli`; `from timeline import build` names the package itself.
    """
    rest = name.split(".")[1:]
    return (
        rest[0]
        if len(rest) > 1 or (rest and layer_of(rest[0]) is not None)
        else "__init__"
    )


def faults(modules: list[Module]) -> list[str]:
    """List every violation in these sources as "path: what"."""
    found: list[str] = []
    for module in modules:
        if layer_of(module.part) is None:
            found.append(f"{module.path}: {module.part} stands in no layer of LAYERS")
            continue
        for one in imports(module):
            found += [
                f"{module.path}: {fault}" for fault in _import_faults(module, one)
            ]
        found += [f"{module.path}: {fault}" for fault in _word_faults(module)]
    return found + [f"cycle: {' -> '.join(cycle)}" for cycle in cycles(_graph(modules))]


def _import_faults(module: Module, one: Import) -> Iterator[str]:
    name = one.names[0]
    root = name.split(".")[0]
    if one.relative:
        yield "relative import"
        return
    if root == PACKAGE:
        fault = _layer_fault(module, one)
        if fault:
            yield fault
    if root in DOORS and module.path not in DOORS[root]:
        yield f"imports {root}, which only {', '.join(sorted(DOORS[root]))} may"
    if one.node in module.under_type_checking() and root in TYPED.get(module.path, ()):
        return
    if (
        root in NEVER_EAGER.get(module.path, ())
        and one.node not in module.inside_functions()
    ):
        yield f"imports {root} when it is loaded"
    is_lazy = root in LAZY or (root == PACKAGE and module.part in LAZY_PARTS)
    is_lazy = is_lazy or (module.path, name) in LAZY_MODULES
    if one.node in module.inside_functions() and not is_lazy:
        yield f"imports {name} inside a function"


def _layer_fault(module: Module, one: Import) -> str | None:
    part = part_of(one.names[0])
    here, there = layer_of(module.part), layer_of(part)
    if here is None or there is None or part == module.part or there > here:
        return None
    if here == there == 0:
        return (
            None
            if (module.part, part) in TOP
            else f"{module.part} imports {part}, which is beside it at the top"
        )
    return f"imports {one.names[0]} from {'a neighbour' if here == there else 'an upper layer'}"


def _word_faults(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute | ast.alias):
            name = _dotted(node)
            if name.split(".")[-1] == "TYPE_CHECKING" and module.path not in TYPED:
                yield "TYPE_CHECKING"
            if module.path not in PRINTERS and name in PRINTING:
                yield f"prints ({name}); only {', '.join(sorted(PRINTERS))} may"
            if module.path not in LOADERS and name == "spacy.load":
                yield f"calls spacy.load, which only {', '.join(sorted(LOADERS))} may"


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.alias):
        return node.name
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def _graph(modules: list[Module]) -> dict[str, set[str]]:
    known = {module.name for module in modules}
    graph: dict[str, set[str]] = {}
    for module in modules:
        targets = (
            next((name for name in one.names if name in known), None)
            for one in imports(module)
        )
        graph[module.name] = {
            target for target in targets if target is not None and target != module.name
        }
    return graph


def cycles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """List one cycle for every import that closes one (depth first)."""
    done: set[str] = set()
    found: list[list[str]] = []

    def visit(name: str, trail: list[str]) -> None:
        if name in trail:
            found.append([*trail[trail.index(name) :], name])
        elif name not in done:
            for target in sorted(graph.get(name, ())):
                visit(target, [*trail, name])
            done.add(name)

    for name in sorted(graph):
        visit(name, [])
    return found


def sources() -> list[Module]:
    paths = sorted(ROOT.rglob("*.py"))
    return [
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
    ]


def test_imports_point_down_through_the_allowed_doors() -> None:
    assert faults(sources()) == []


def test_the_sources_are_found() -> None:
    assert {"errors.py", "model/incidents.py", "graph/build.py"} <= {
        module.path for module in sources()
    }


def test_a_door_that_is_named_here_is_there() -> None:
    there = {module.path for module in sources()}
    if "pipeline.py" not in there:
        pytest.skip("the stages are not all built yet")
    assert {
        path for doors in DOORS.values() for path in doors
    } | PRINTERS | LOADERS <= there


@pytest.mark.parametrize(
    ("path", "code", "expected"),
    [
        ("views/page.py", "from timeline.model.text import Document", []),
        ("views/page.py", "from timeline.graph import build", []),
        ("views/page.py", "from timeline.views.payload import x", []),
        ("cli/output.py", "from timeline.api import Timeline\nprint(1)", []),
        ("cli/show.py", "def f():\n    from timeline.exporters.json import read", []),
        ("cli/show.py", "def f():\n    import json", ["imports json inside a function"]),
        ("__main__.py", "from timeline.cli import main", []),
        ("cli/__init__.py", "from timeline import __version__", []),
        ("parsing/__init__.py", "def f():\n    import spacy\n    return spacy.load('x')", []),
        ("temporal/resolve.py", "import dateparser", []),
        ("api.py", "def f():\n    import pandas", []),
        ("api.py", "def f():\n    from timeline import pipeline", []),
        ("api.py", "if TYPE_CHECKING:\n    from pandas import DataFrame", []),
        ("api.py", "if TYPE_CHECKING:\n    from timeline.cli import main",
         ["api imports cli, which is beside it at the top"]),
        ("api.py", "from pandas import DataFrame", ["imports pandas when it is loaded"]),
        ("mentions/rules/find.py", "from timeline.mentions.contract import x\nfrom timeline.lexicon import y", []),
        ("model/text.py", "from timeline.errors import InputError", []),
        ("graph/build.py", "from timeline.views import page", ["imports timeline.views.page from an upper layer"]),
        ("graph/build.py", "import timeline.pipeline", ["imports timeline.pipeline from an upper layer"]),
        ("graph/build.py", "from timeline import build", ["imports timeline.build from an upper layer"]),
        ("graph/build.py", "from timeline import cli", ["imports timeline.cli from an upper layer"]),
        ("views/page.py", "from timeline.exporters.json import x",
         ["imports timeline.exporters.json.x from a neighbour"]),
        ("views/page.py", "from timeline import exporters", ["imports timeline.exporters from a neighbour"]),
        ("model/text.py", "from timeline.registry import Registry",
         ["imports timeline.registry.Registry from a neighbour"]),
        ("errors.py", "import timeline.model.text", ["imports timeline.model.text from an upper layer"]),
        ("pipeline.py", "from timeline.api import Timeline", ["imports timeline.api.Timeline from an upper layer"]),
        ("api.py", "from timeline.cli import main", ["api imports cli, which is beside it at the top"]),
        ("graph/build.py", "from . import schema", ["relative import"]),
        ("graph/build.py", "from .schema import x", ["relative import"]),
        ("graph/build.py", "from typing import TYPE_CHECKING", ["TYPE_CHECKING"]),
        ("graph/build.py", "import typing as t\nif t.TYPE_CHECKING:\n    pass", ["TYPE_CHECKING"]),
        ("graph/build.py", "def f():\n    import json", ["imports json inside a function"]),
        ("graph/build.py", "class A:\n    def f(self):\n        from timeline.model import text",
         ["imports timeline.model.text inside a function"]),
        ("graph/build.py", "print(1)", ["prints (print); only cli/output.py may"]),
        ("graph/build.py", "import sys\nsys.stderr.write('x')", ["prints (sys.stderr); only cli/output.py may"]),
        ("views/page.py", "import click\nclick.echo('x')", ["prints (click.echo); only cli/output.py may"]),
        ("temporal/find.py", "import dateparser.search", ["imports dateparser, which only temporal/resolve.py may"]),
        ("mentions/find.py", "import spacy\nspacy.load('x')", ["calls spacy.load, which only parsing/__init__.py may"]),
        ("helpers/strings.py", "", ["helpers stands in no layer of LAYERS"]),
    ],
)  # fmt: skip
def test_checker_sees_wrong_imports_and_passes_right_ones(
    path: str, code: str, expected: list[str]
) -> None:
    assert faults([Module(path, code)]) == [f"{path}: {fault}" for fault in expected]


def test_the_checker_sees_a_cycle_within_a_folder() -> None:
    modules = [
        Module("graph/a.py", "from timeline.graph import b"),
        Module("graph/b.py", "from timeline.graph.c import x"),
        Module("graph/c.py", "import timeline.graph.a"),
        Module("graph/d.py", "import timeline.graph.a"),
    ]
    assert faults(modules) == [
        "cycle: timeline.graph.a -> timeline.graph.b -> timeline.graph.c -> timeline.graph.a"
    ]


def test_checker_sees_a_cycle_through_an_init() -> None:
    modules = [
        Module("graph/__init__.py", "from timeline.graph.a import x"),
        Module("graph/a.py", "from timeline.graph import y"),
    ]
    assert faults(modules) == [
        "cycle: timeline.graph -> timeline.graph.a -> timeline.graph"
    ]


def test_manual_lists_packages_by_layer() -> None:
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    listed = page.split("\ntimeline/\n", 1)[1].split("\ntests/", 1)[0]
    groups = [
        re.findall(r"^  (\w+)(?:/|\.py) ", group, re.M)
        for group in listed.split("\n\n")
    ]
    assert [set(group) for group in groups] == [set(layer) for layer in LAYERS]


def test_no_package_is_in_two_layers() -> None:
    parts = [part for layer in LAYERS for part in layer]
    assert len(parts) == len(set(parts))
