"""Compose actors: '<Syrian> <army>', '<Turkey's> <foreign minister>', '<Kurdish> <fighters>'."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.errors import LexiconError
from timeline.lexicon.countries import Country, countries
from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.generic import Generic, by_part, generic, plural, singular
from timeline.lexicon.name_keys import fold, slug
from timeline.lexicon.validation import DATA, cached, read_tables
from timeline.model.actors import ActorKind

_PEOPLES = DATA / "peoples.toml"
_MODIFIERS = DATA / "modifiers.toml"
_PLURAL_CLASSES = ("armed", "civilians")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A people or faith that is no state.

    Attributes:
        name: Plural noun: "Kurds".
        adjectives: Words that name it; the first one names composed actors ("Kurdish" fighters).
        country: ISO alpha-3 code where the word alone places them, else None.
    """

    name: str
    adjectives: tuple[str, ...]
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Modifiers:
    words: tuple[str, ...]


def compose(country: Country, words: str) -> ActorEntry | None:
    """Make the actor that a country's name or demonym and these words name; None if they name none.

    >>> syria = countries().by_id("SYR")
    >>> compose(syria, "government forces").id, compose(syria, "army soldiers").id
    ('SYR-military', 'SYR-military')
    >>> compose(syria, "regime").id, compose(syria, "Foreign Ministry").id
    ('SYR', 'SYR-foreign-ministry')
    >>> compose(syria, "rebels").name, compose(syria, "weather")
    ('Syrian rebels', None)
    """
    noun = _head(words)
    if noun is None:
        return None
    if noun.part == "state":
        return state(country)
    part = noun.part or _own_part(noun)
    title = noun.title or _own_title(noun)
    is_of_state = noun.actor_class in ("forces", "government")
    is_person = noun.kind is ActorKind.PERSON
    return ActorEntry(
        id=f"{country.id}-{part}",
        name=f"{country.adjective} {title}",
        kind=noun.kind,
        country=country.iso,
        parents=(country.id,) if is_of_state else (),
        office=title.lower() if is_person else None,
    )


def composed(actor: str) -> ActorEntry | None:
    """Make the composed actor of an id ("SYR-military"), or the state of an alpha-3 id.

    None if it is neither.

    >>> entry = composed("GBR-parliament")
    >>> entry and entry.name
    'British parliament'
    """
    code, _, part = actor.partition("-")
    country = countries().by_id(code)
    noun = by_part(part)
    if country is None or (part and noun is None):
        return None
    return compose(country, noun.word) if noun else state(country)


def compose_people(people: People, words: str) -> ActorEntry | None:
    """Make the actor that a people's adjective and these words name ('Kurdish' 'fighters').

    None if they name none.
    """
    noun = _head(words)
    if noun is None:
        return None
    if noun.actor_class == "government" and noun.kind is ActorKind.STATE:
        return None
    are_forces = noun.actor_class == "forces"
    title = "forces" if are_forces else _own_title(noun)
    name = f"{people.adjectives[0]} {title}"
    return ActorEntry(
        id=slug(name),
        name=name,
        kind=ActorKind.ARMED_GROUP if are_forces else noun.kind,
        country=people.country,
    )


def state(country: Country) -> ActorEntry:
    """Give a country as an actor: its government."""
    return ActorEntry(
        id=country.id,
        name=country.name,
        aliases=country.names,
        kind=ActorKind.STATE,
        country=country.iso,
        since=country.since,
        until=country.until,
    )


def split_country(words: Sequence[str]) -> tuple[Country, list[str]] | None:
    """Split words into the country they begin with, by demonym or name, and the rest.

    None if they begin with none.

    >>> split_country(["US", "military"])[0].id, split_country(["us", "all"])
    ('USA', None)
    """
    every = countries()
    for size in range(min(5, len(words)), 0, -1):
        phrase = " ".join(words[:size])
        country = every.by_demonym(phrase) or every.by_name(phrase)
        if country:
            return country, list(words[size:])
    return None


def without_modifiers(words: Sequence[str]) -> list[str]:
    """Drop counts and the like before the country ('two elite Turkish soldiers')."""
    start = 0
    while start < len(words) and _is_modifier(words[start]):
        start += 1
    return list(words[start:])


def _is_modifier(word: str) -> bool:
    return word in modifiers() or word.isdigit()


def split_people(words: Sequence[str]) -> tuple[People, list[str]] | None:
    """Split folded words into the people they begin with and the rest; None if they do not."""
    index = peoples()
    for size in (2, 1):
        people = index.get(" ".join(words[:size]))
        if people:
            return people, list(words[size:])
    return None


@lru_cache(maxsize=1)
def modifiers() -> frozenset[str]:
    """Read once the folded words that make no other actor of a country and a noun between them."""
    tables = read_tables(_MODIFIERS, "modifier", _Modifiers)
    return frozenset(fold(word) for table in tables for word in table.words)


@lru_cache(maxsize=1)
def peoples() -> dict[str, People]:
    """Read the peoples once, by folded adjective and name."""
    records = cached(
        "composition", [_PEOPLES], _read_peoples, tuple[People, ...], folder=None
    )
    return {
        fold(word): people
        for people in records
        for word in (*people.adjectives, people.name)
    }


def _read_peoples() -> tuple[People, ...]:
    records = read_tables(_PEOPLES, "people", People)
    for people in records:
        if people.country and countries().by_id(people.country) is None:
            where = f"{_PEOPLES.name}, {people.name}"
            raise LexiconError(
                where,
                f"there is no country '{people.country}'.",
                "Use an id of countries.toml.",
            )
    return tuple(records)


def _head(words: str) -> Generic | None:
    """Find the longest ending that is a generic noun, if only modifiers stand before it."""
    parts = fold(words).split()
    for start, part in enumerate(parts):
        noun = generic(" ".join(parts[start:]))
        if noun:
            return noun
        if not _is_modifier(part) and not _is_generic_adjunct(part):
            return None
    return None


def _is_generic_adjunct(word: str) -> bool:
    noun = generic(word)
    return noun is not None and noun.actor_class == "forces"


def _own_part(noun: Generic) -> str:
    return slug(_own_title(noun))


def _own_title(noun: Generic) -> str:
    if noun.title:
        return noun.title
    if noun.actor_class not in _PLURAL_CLASSES:
        return noun.word
    word = fold(noun.word)
    has_no_singular = word.endswith(("forces", "people"))
    return plural(word if has_no_singular else singular(word))
