"""Word lists for documents, from the TOML files of this folder."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerplateWords:
    """Lines around an article, lower case: see boilerplate.toml."""

    whole: frozenset[str]
    lists: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    ends: frozenset[str]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineWords:
    """Words that tell a dateline from a sentence: see datelines.toml."""

    agencies: frozenset[str]
    acronyms: frozenset[str]
    slugs: frozenset[str]
    monitor_marks: frozenset[str]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GluedWords:
    """Words that show where one text was joined to another: see glued.toml."""

    openers: frozenset[str]
    particles: frozenset[str]
    prefixes: frozenset[str]
    finite: frozenset[str]
    small: frozenset[str]
    furniture: tuple[str, ...]
    marks: tuple[str, ...]


def _read(name: str) -> dict[str, list[str]]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def boilerplate_words() -> BoilerplateWords:
    """Read boilerplate.toml, once."""
    data = _read("boilerplate.toml")
    return BoilerplateWords(
        whole=frozenset(data["whole"]),
        lists=frozenset(data["lists"]),
        starts=tuple(data["starts"]),
        contains=tuple(data["contains"]),
        ends=frozenset(data["ends"]),
        notes=tuple(data["notes"]),
    )


@cache
def dateline_words() -> DatelineWords:
    """Read datelines.toml, once.

    Regions come longest first, so that 'South Sudan' is found before 'South'.
    """
    data = _read("datelines.toml")
    return DatelineWords(
        agencies=frozenset(data["agencies"]),
        acronyms=frozenset(data["acronyms"]),
        slugs=frozenset(data["slugs"]),
        monitor_marks=frozenset(data["monitor_marks"]),
        regions=tuple(sorted(data["regions"], key=len, reverse=True)),
    )


@cache
def glued_words() -> GluedWords:
    """Read glued.toml, once."""
    data = _read("glued.toml")
    return GluedWords(
        openers=frozenset(data["openers"]),
        particles=frozenset(data["particles"]),
        prefixes=frozenset(data["prefixes"]),
        finite=frozenset(data["finite"]),
        small=frozenset(data["small"]),
        furniture=tuple(data["furniture"]),
        marks=tuple(data["marks"]),
    )


@cache
def language_words() -> dict[str, frozenset[str]]:
    """Read languages.toml, once: frequent short words by the language's English name."""
    return {
        language: frozenset(words)
        for language, words in _read("languages.toml").items()
    }


@cache
def language_names() -> dict[str, str]:
    """Read language_names.toml, once: the English names of languages by ISO 639 code."""
    return tomllib.loads((DATA / "language_names.toml").read_text(encoding="utf-8"))
