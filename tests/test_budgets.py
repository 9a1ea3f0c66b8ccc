"""Check that each package stays within its budget of density, plain names and plain words.

`budgets.json` holds a ceiling per package and measure. Ceilings only go down: the suite fails when a measure lies well
below its ceiling, until `python -m tests.test_budgets --tighten` has lowered it. The goals are those of the
contributing page of the manual.
"""

import ast
import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.measures import (
    Measures,
    bound_names,
    complexity,
    dialect,
    measure,
    names_of_tests,
    unasked_booleans,
)

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent / "timeline"
BUDGETS = Path(__file__).with_name("budgets.json")
GOALS = Measures(
    nodes_per_line=5.0,
    nodes_median=30.0,
    nodes_p90=100.0,
    complex_functions=0,
    nested_conditionals=0,
    empty_names=0,
    boolean_names=0,
    dialect=0,
    long_lines=0,
)
# Words of a test's name, "test" left out.
MOST_WORDS = 8
# A ceiling above the goal may lie so far over what is measured, as a share of it.
SLACK = 0.1


def packages() -> dict[str, list[Path]]:
    """List the source files of each package; modules at the top are one package, named "top"."""
    files: dict[str, list[Path]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        files.setdefault(parts[0] if len(parts) > 1 else "top", []).append(path)
    return files


def ceilings() -> dict[str, dict[str, float]]:
    """Read the ceilings by package and measure."""
    read: dict[str, dict[str, float]] = json.loads(BUDGETS.read_text(encoding="utf-8"))
    return read


def ceiling_of(package: str, name: str) -> float:
    """Return the ceiling of a measure; the goal for a package that has none of its own."""
    goal = float(asdict(GOALS)[name])
    return ceilings().get(package, {}).get(name, goal)


@pytest.mark.parametrize("package", sorted(packages()))
def test_package_stays_within_budget(package: str) -> None:
    measured = asdict(measure(packages()[package]))
    over = {
        name: (value, ceiling_of(package, name))
        for name, value in measured.items()
        if value > ceiling_of(package, name)
    }
    assert not over, f"{package}: measured, ceiling: {over}"


@pytest.mark.parametrize("package", sorted(packages()))
def test_ceilings_are_tight(package: str) -> None:
    measured = asdict(measure(packages()[package]))
    goals = asdict(GOALS)
    loose = {
        name: (measured[name], ceiling)
        for name, ceiling in ceilings().get(package, {}).items()
        if ceiling > goals[name] and ceiling > measured[name] * (1 + SLACK) + 1
    }
    assert not loose, (
        f"{package}: lower these: python -m tests.test_budgets --tighten: {loose}"
    )


def test_test_names_have_eight_words_at_most() -> None:
    long_names = []
    for path in sorted(TESTS.rglob("test_*.py")):
        for name in names_of_tests(ast.parse(path.read_text(encoding="utf-8"))):
            if len(name.split("_")) > MOST_WORDS:
                long_names.append(f"{path.relative_to(TESTS)}: {name}")
    assert not long_names


def test_measures_see_what_they_count() -> None:
    tree = ast.parse(
        "def old(one):\n    '''Say whether it is reckoned.'''\n    return one if one else (2 if one and one else 3)\n"
        "def flag(x) -> bool:\n    return not x\n"
        "def is_flag(x) -> bool:\n    return not x\n"
    )
    assert list(unasked_booleans(tree)) == ["flag"]
    assert list(dialect(tree)) == ["Say whether", "reckoned"]
    assert list(bound_names(tree)).count("one") == 1
    assert complexity(tree.body[0]) == 4


def tighten() -> None:
    """Lower every ceiling to what is measured, never below the goal; a package within its goals needs no entry."""
    before = ceilings() if BUDGETS.exists() else {}
    goals = asdict(GOALS)
    after: dict[str, dict[str, float]] = {}
    for package, paths in packages().items():
        for name, value in asdict(measure(paths)).items():
            old = before.get(package, {}).get(name, goals[name] if before else value)
            ceiling = min(old, value)
            if ceiling > goals[name]:
                after.setdefault(package, {})[name] = ceiling
    lines = [
        f'  "{package}": {json.dumps(values)}'
        for package, values in sorted(after.items())
    ]
    BUDGETS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--tighten"]:
        raise SystemExit("usage: python -m tests.test_budgets --tighten")
    tighten()
