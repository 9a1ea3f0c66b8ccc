"""Common nouns that name actors, and the kind of actor that each names."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from timeline.errors import LexiconError
from timeline.lexicon.name_keys import fold
from timeline.lexicon.validation import DATA, cached, read_tables
from timeline.model.actors import ActorKind

_GENERIC = DATA / "generic.toml"

_PLURAL_ENDINGS = (
    ("men", "man"),
    ("ies", "y"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("s", ""),
)
"""Endings of plurals with those of their singulars, the first that fits is taken."""
_ENDINGS_WITHOUT_PLURAL = (
    "s",
    "men",
    "people",
    "children",
    "mujahideen",
    "opposition",
    "coalition",
    "insurgency",
)

NounClass = Literal[
    "forces", "armed", "civilians", "government", "organisation", "facility"
]
"""What a generic noun is, for the rules that fill roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generic:
    """A common noun, or a short phrase, that names an actor.

    Attributes:
        word: The lemma or phrase as filed.
        kind: The kind of actor it names.
        actor_class: The class the rules go by.
        part: What it becomes with a country: id '<country>-<part>'; "state" is the state itself;
            None: its own plural.
        title: Words after the country's adjective in the composed name; "" for the state; None: the
            word's own plural.
    """

    word: str
    kind: ActorKind
    actor_class: NounClass
    part: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    actor_class: NounClass
    kind: ActorKind
    words: tuple[str, ...]
    part: str | None = None
    title: str | None = None


def generic(lemma: str) -> Generic | None:
    """Find a generic actor noun or phrase; a plural finds its singular.

    Case and hyphens do not matter.

    >>> found = generic("gunmen")
    >>> found and (found.kind.value, found.actor_class)
    ('armed-group', 'armed')
    >>> generic("banana") is None
    True
    """
    index = _generics()
    key = fold(lemma)
    return index.get(key) or index.get(singular(key))


def by_part(part: str) -> Generic | None:
    """Find the first noun filed under a part, as in the id 'SYR-<part>'.

    >>> found = by_part("parliament")
    >>> found and found.title
    'parliament'
    """
    return next((noun for noun in _generics().values() if noun.part == part), None)


def generic_words() -> Iterable[str]:
    """Return every folded generic noun and phrase."""
    return _generics().keys()


def singular(folded: str) -> str:
    """Undo an English plural of the last word; a word that is none comes back unchanged.

    >>> singular("police officers"), singular("gunmen"), singular("armies"), singular("churches")
    ('police officer', 'gunman', 'army', 'church')
    """
    if folded.endswith("ss"):
        return folded
    for plural, ending in _PLURAL_ENDINGS:
        is_long_enough = len(folded) > len(plural) + 1
        if folded.endswith(plural) and is_long_enough:
            return folded[: -len(plural)] + ending
    return folded


def plural(folded: str) -> str:
    """Make the English plural of the last word, unless it is one.

    >>> plural("rebel"), plural("gunman"), plural("opposition party"), plural("militants")
    ('rebels', 'gunmen', 'opposition parties', 'militants')
    """
    if folded.endswith(_ENDINGS_WITHOUT_PLURAL):
        return folded
    for ending, many in (("man", "men"), ("ch", "ches"), ("sh", "shes")):
        if folded.endswith(ending):
            return folded[: -len(ending)] + many
    consonant_y = folded.endswith("y") and folded[-2:-1] not in "aeiou"
    return folded[:-1] + "ies" if consonant_y else folded + "s"


def read_generics(path: Path = _GENERIC) -> tuple[Generic, ...]:
    """Read and check a file of `[[generic]]` tables.

    Raises:
        LexiconError: A word is filed twice, or a table breaks the rules.
    """
    nouns: dict[str, Generic] = {}
    for table in read_tables(path, "generic", _Table):
        for word in table.words:
            key = fold(word)
            if key in nouns:
                where = f"{path.name}, {table.actor_class}"
                raise LexiconError(
                    where,
                    f"'{word}' is filed twice (also in {nouns[key].actor_class}).",
                    "Keep one of them.",
                )
            nouns[key] = Generic(
                word=word,
                kind=table.kind,
                actor_class=table.actor_class,
                part=table.part,
                title=table.title,
            )
    return tuple(nouns.values())


@lru_cache(maxsize=1)
def _generics() -> dict[str, Generic]:
    records = cached(
        "generic", [_GENERIC], read_generics, tuple[Generic, ...], folder=None
    )
    return {fold(record.word): record for record in records}
