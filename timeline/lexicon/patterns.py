"""Patterns of figures and of clauses that are no incident, read from data with their examples."""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.lexicon.words import words
from timeline.model.types import CasualtyKind, Status

BOUNDS = (
    r"(?:at least |more than |up to |as many as |about |around |some |over |nearly |almost "
    r"|another |an estimated |approximately )?"
)
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
TRIGGER = "TRIGGER"
"""Stands for the trigger in the text that a clause pattern is matched with."""


@dataclass(frozen=True, slots=True)
class FigurePattern:
    """A way to say how many.

    Attributes:
        id: Name of the entry in the data.
        kind: What was done to those counted.
        cues: Words of which every text that the pattern matches has one.
        pattern: Matches the words; group `number` holds the number, `group` the people.
        is_part: True when the figure is part of a total.
        examples: Sentences with the number that they give.
    """

    id: str
    kind: CasualtyKind
    cues: frozenset[str]
    pattern: re.Pattern[str]
    is_part: bool
    examples: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ClausePattern:
    """A clause that names no incident, or one that is only planned, feared or asked for.

    Attributes:
        id: Name of the entry in the data.
        pattern: Matches a sentence in which `TRIGGER` stands for the trigger.
        types: Incident types that it concerns; empty for all.
        lemmas: Lemmas of the triggers that it concerns; empty for all.
        status: Status that the clause has; None when it is no incident.
        examples: Sentences that it matches.
        others: Sentences that it does not match.
    """

    id: str
    pattern: re.Pattern[str]
    types: frozenset[str]
    lemmas: frozenset[str]
    status: Status | None
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def is_met(self, text: str, type: str, lemma: str) -> bool:
        """Return whether a sentence with its trigger marked is such a clause."""
        if self.types and type not in self.types:
            return False
        if self.lemmas and lemma not in self.lemmas:
            return False
        return self.pattern.search(text) is not None


@cache
def figure_patterns() -> tuple[FigurePattern, ...]:
    """Return the patterns of figures, in the order of the file."""
    return tuple(_figure(entry) for entry in _entries("figures", "figure"))


def figures_in(text: str) -> Iterator[tuple[FigurePattern, re.Match[str]]]:
    """Yield each place at which a pattern for figures fits a text, with the pattern.

    Only patterns that have a cue in the text are tried, and none where no number is.
    """
    text_words = frozenset(_WORD.findall(text.casefold()))
    if not _has_number(text, text_words):
        return
    for entry in figure_patterns():
        if entry.cues.isdisjoint(text_words):
            continue
        for match in entry.pattern.finditer(text):
            yield entry, match


def _has_number(text: str, text_words: Collection[str]) -> bool:
    """Return whether a text has a number in digits or words."""
    if _DIGIT.search(text):
        return True
    return not _number_words().isdisjoint(text_words)


@cache
def clause_patterns() -> tuple[ClausePattern, ...]:
    """Return the patterns of clauses, in the order of the file."""
    return tuple(_clause(entry) for entry in _entries("modality", "clause"))


def _entries(folder: str, name: str) -> list[dict[str, Any]]:
    path = files("timeline.lexicon") / "data" / folder / "en.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = tables[name]
    return entries


def _figure(entry: dict[str, Any]) -> FigurePattern:
    cues = frozenset(entry["cues"])
    pattern = entry["pattern"].replace("CUE", _any_of(cues))
    pattern = pattern.replace("NUMBER", _number())
    return FigurePattern(
        id=entry["id"],
        kind=CasualtyKind(entry["kind"]),
        cues=cues,
        pattern=re.compile(pattern, re.IGNORECASE),
        is_part=entry.get("part", False),
        examples=tuple((text, number) for text, number in entry["examples"]),
    )


@cache
def _number() -> str:
    """Return the expression for a number in digits or words, with what bounds it."""
    spelled = sorted(_number_words(), key=len, reverse=True)
    word = "|".join(re.escape(name) for name in spelled)
    return rf"(?P<number>{BOUNDS}(?:\d[\d,]*\d|\d|(?:{word})(?:[ -](?:{word}))*))"


@cache
def _number_words() -> frozenset[str]:
    """Return the words that numbers are written with: "two", "hundred"."""
    return frozenset((*words().numbers, *words().multipliers))


def _any_of(cues: Collection[str]) -> str:
    """Return the expression for one of some whole words."""
    word = "|".join(map(re.escape, sorted(cues)))
    return rf"\b(?:{word})\b"


def _clause(entry: dict[str, Any]) -> ClausePattern:
    status = entry.get("status")
    return ClausePattern(
        id=entry["id"],
        pattern=re.compile(entry["pattern"]),
        types=frozenset(entry.get("types", ())),
        lemmas=frozenset(entry.get("lemmas", ())),
        status=Status(status) if status else None,
        examples=tuple(entry["examples"]),
        others=tuple(entry["others"]),
    )
