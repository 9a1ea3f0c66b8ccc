"""Dependencies have licences that let everyone use Timeline: none is under the GPL or AGPL alone."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
# GPL and AGPL in any version and spelling; not the LGPL, which lets other programs use a library.
REFUSED = re.compile(
    r"(?<!L)(?<!Lesser )\b(A?GPL|(Affero )?General Public Licen[cs]e)", re.IGNORECASE
)
LESSER = re.compile(r"LGPL|Lesser General Public|Library General Public", re.IGNORECASE)


def declared() -> Iterator[Requirement]:
    """Yield the requirements of pyproject.toml, extras included."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    for line in project["dependencies"]:
        yield Requirement(line)
    for lines in project["optional-dependencies"].values():
        yield from map(Requirement, lines)


def installed() -> dict[str, Distribution]:
    """Return all dependencies that are installed, those of dependencies included, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(requirement, "") for requirement in declared()]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        is_needed = requirement.marker is None or requirement.marker.evaluate(
            {"extra": extra}
        )
        if name == "conflict-timeline" or name in found or not is_needed:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        inner = [Requirement(line) for line in found[name].requires or ()]
        waiting += [
            (each, chosen) for each in inner for chosen in (requirement.extras or {""})
        ]
    return found


def licence_of(package: Distribution) -> str:
    """Return the licence that a package states: as an expression, by classifiers, in words or in a file."""
    expression = package.metadata.get_all("License-Expression") or []
    classifiers = package.metadata.get_all("Classifier") or []
    named = [
        line.split(" :: ")[-1] for line in classifiers if line.startswith("License :: ")
    ]
    words = [line.split("\n")[0] for line in package.metadata.get_all("License") or []]
    stated = expression or named or words or _first_lines(package)
    return " OR ".join(stated)


def _first_lines(package: Distribution) -> list[str]:
    """Return the first line of each licence file of a package."""
    names = (path for path in package.files or () if "LICENSE" in path.name.upper())
    return [path.read_text().strip().split("\n")[0].strip() for path in names]


def is_refused(licence: str) -> bool:
    """Return whether a licence is the GPL or AGPL, and no other one may be chosen."""
    choices = re.split(r"\s+OR\s+", licence)
    return all(
        REFUSED.search(choice) and not LESSER.search(choice) for choice in choices
    )


def test_dependencies_are_found() -> None:
    assert {"spacy", "thinc", "plotly", "pypdf", "numpy"} <= set(installed())


def test_no_dependency_is_under_the_gpl() -> None:
    licences = {name: licence_of(package) for name, package in installed().items()}
    assert {name: text for name, text in licences.items() if is_refused(text)} == {}


def test_every_dependency_states_a_licence() -> None:
    assert [
        name for name, package in installed().items() if not licence_of(package)
    ] == []


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("MIT", False),
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
    ],
)
def test_licences_are_told_apart(licence: str, refused: bool) -> None:
    assert is_refused(licence) is refused
