"""Which actors, people, metonyms and titles do the data files hold, and do they keep their rules?"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import LexiconError
from timeline.lexicon.composition import composed, modifiers, peoples
from timeline.lexicon.countries import countries, name_key
from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.generic import generic, generic_words
from timeline.lexicon.name_keys import fold, slug, without_article
from timeline.lexicon.regions import read_regions
from timeline.lexicon.validation import DATA, read_tables, unique_ids
from timeline.model.actors import ActorKind

_SURNAME_FIRST = frozenset(("KOR", "PRK", "CHN", "TWN", "KHM"))
"""Countries in whose names the surname comes first."""
_NO_SURNAMES = frozenset(("MMR", "VNM", "IDN"))
"""Countries whose people are not called by the last word of their names."""
LONGEST_TITLE = 7
"""Words that may stand before a person's name: '<country> <deputy foreign minister> <general>'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorIndex:
    """All that the actor lexicon needs, made once from the data files.

    Attributes:
        entries: Every actor and person.
        keys: Folded name ('=' and letters for short abbreviations) to ids.
        loose: Folded name without Arabic articles to ids, where `keys` lacks it.
        surnames: A person's surname to ids; good only behind a title.
        offices: Id of a composed office ("SYR-president") to the ids of its holders.
        metonyms: Folded words to the id of an actor or country.
        titles: Words that may stand before a person's name.
        starts: First folded word of any name to the number of words that the longest one has.
        vocabulary: Every folded word that a name, a title or a composed actor may hold.
    """

    entries: tuple[ActorEntry, ...]
    keys: dict[str, tuple[str, ...]]
    loose: dict[str, tuple[str, ...]]
    surnames: dict[str, tuple[str, ...]]
    offices: dict[str, tuple[str, ...]]
    metonyms: dict[str, str]
    titles: frozenset[str]
    starts: dict[str, int]
    vocabulary: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    name: str
    id: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None
    parents: tuple[str, ...] = ()
    office: str | None = None
    since: int | None = None
    until: int | None = None
    prominence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Metonym:
    words: tuple[str, ...]
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    words: tuple[str, ...]


def actor_paths() -> list[Path]:
    """List the data files that the index is made of."""
    single = [
        DATA / f"{name}.toml"
        for name in ("countries", "generic", "metonyms", "peoples", "regions", "titles")
    ]
    return (
        sorted((DATA / "actors").glob("*.toml")) + sorted((DATA / "people").glob("*.toml")) + single
    )


def read_actor_index() -> ActorIndex:
    """Read and check every file; raise LexiconError at the first rule broken."""
    filed = [
        *read_actors(sorted((DATA / "actors").glob("*.toml"))),
        *read_people(sorted((DATA / "people").glob("*.toml"))),
    ]
    check_entries(filed)
    entries = [entry for _, entry in filed]
    regions = _region_entries(_keys(entries))
    keys = _keys([*entries, *regions])
    metonyms = _read_metonyms(DATA / "metonyms.toml", {entry.id for entry in entries}, keys)
    titles = frozenset(
        fold(word)
        for table in read_tables(DATA / "titles.toml", "title", _Title)
        for word in table.words
    )
    return ActorIndex(
        entries=(*entries, *regions),
        keys=keys,
        loose=_loose(keys),
        surnames=surnames_of(entries),
        offices=offices_of(entries),
        metonyms=metonyms,
        titles=titles,
        starts=starts_of([*keys, *metonyms], titles),
        vocabulary=vocabulary_of([*keys, *metonyms], titles),
    )


def read_actors(paths: Iterable[Path]) -> Iterator[tuple[str, ActorEntry]]:
    """Read files of `[[actor]]` tables as (file, entry)."""
    for path in paths:
        for entry in read_tables(path, "actor", ActorEntry):
            yield path.name, entry


def read_people(paths: Iterable[Path]) -> Iterator[tuple[str, ActorEntry]]:
    """Read files of `[[person]]` tables as (file, entry of kind person); the id is made of the name unless given."""
    for path in paths:
        for person in read_tables(path, "person", _Person):
            yield (
                path.name,
                ActorEntry(
                    id=person.id or slug(person.name),
                    name=person.name,
                    aliases=person.aliases,
                    kind=ActorKind.PERSON,
                    country=person.country,
                    parents=person.parents,
                    since=person.since,
                    until=person.until,
                    office=person.office,
                    prominence=person.prominence,
                ),
            )


def check_entries(filed: Iterable[tuple[str, ActorEntry]]) -> None:
    """Check ids, countries, parents and shared names of (file, entry) pairs.

    Raises:
        LexiconError: If an id is taken twice, a country or parent is unknown, a name is given twice in one entry, or
            two entries claim a name and neither years, countries nor prominence tell them apart.
    """
    filed = list(filed)
    unique_ids((place, entry.id) for place, entry in filed)
    ids = {entry.id for _, entry in filed}
    claims: dict[str, list[tuple[str, ActorEntry]]] = {}
    for place, entry in filed:
        _check_references(place, entry, ids)
        for key in _own_keys(place, entry):
            claims.setdefault(key, []).append((place, entry))
    for key, claimants in claims.items():
        _check_claims(key, claimants)


def _check_references(place: str, entry: ActorEntry, ids: set[str]) -> None:
    where = f"{place}, {entry.id}"
    if entry.country and countries().by_id(entry.country) is None:
        raise LexiconError(
            where, f"there is no country '{entry.country}'.", "Use an id of countries.toml."
        )
    for parent in entry.parents:
        if parent not in ids and composed(parent) is None:
            raise LexiconError(
                where, f"there is no parent '{parent}'.", "Use the id of an actor or a country."
            )


def _own_keys(place: str, entry: ActorEntry) -> list[str]:
    keys = [name_key(name) for name in (entry.name, *entry.aliases)]
    for name, key in zip((entry.name, *entry.aliases), keys, strict=True):
        if not key or keys.count(key) > 1:
            raise LexiconError(
                f"{place}, {entry.id}",
                f"the name '{name}' is there already.",
                "Leave it out: spellings are folded.",
            )
    return keys


def _check_claims(key: str, claimants: list[tuple[str, ActorEntry]]) -> None:
    for number, (place, entry) in enumerate(claimants):
        for other_place, other in claimants[:number]:
            if not _told_apart(entry, other):
                raise LexiconError(
                    f"{place}, {entry.id}",
                    f"the name '{key}' is also claimed by {other.id} ({other_place}).",
                    "Drop it in one, or give both different countries, years or prominence.",
                )


def _told_apart(one: ActorEntry, other: ActorEntry) -> bool:
    lands = one.country is not None and other.country is not None and one.country != other.country
    years = (
        one.since is not None
        and other.since is not None
        and (one.since, one.until) != (other.since, other.until)
    )
    return lands or years or one.prominence != other.prominence


def _keys(entries: Iterable[ActorEntry]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            found.setdefault(name_key(name), []).append(entry.id)
    return {key: tuple(dict.fromkeys(ids)) for key, ids in found.items()}


def _region_entries(taken: Container[str]) -> list[ActorEntry]:
    """Make the regions entries of kind unknown, so that 'Latin America' is not read as 'America'."""
    known = countries()
    states = {key for key, _ in (*known.names(), *known.demonyms(), *known.seats())}
    found = []
    for region in read_regions():
        names = [
            name
            for name in (region.name, *region.names)
            if name_key(name) not in taken and name_key(name) not in states
        ]
        if names and not region.admin1:
            found.append(
                ActorEntry(
                    id=f"region:{slug(region.name)}",
                    name=names[0],
                    aliases=tuple(names[1:]),
                    country=region.country,
                )
            )
    return found


def _loose(keys: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, ids in keys.items():
        bare = without_article(key)
        if bare not in keys and " " in bare and key[0] not in "=^~":
            found[bare] = (*found.get(bare, ()), *ids)
    return found


def surnames_of(entries: Iterable[ActorEntry]) -> dict[str, tuple[str, ...]]:
    """Index persons by surname."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if (
            entry.kind is ActorKind.PERSON
            and not _is_office(entry)
            and entry.country not in _NO_SURNAMES
        ):
            surname = fold(entry.name).split()[0 if entry.country in _SURNAME_FIRST else -1]
            found[surname] = (*found.get(surname, ()), entry.id)
    return found


def _is_office(entry: ActorEntry) -> bool:
    """Tell an office ("USA-foreign-minister") from a person."""
    return bool(entry.country) and entry.id.startswith(f"{entry.country}-")


def offices_of(entries: Iterable[ActorEntry]) -> dict[str, tuple[str, ...]]:
    """Index holders by the id of their office ("SYR-president")."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        noun = generic(entry.office) if entry.office and not _is_office(entry) else None
        if noun and noun.part and entry.country:
            office = f"{entry.country}-{noun.part}"
            found[office] = (*found.get(office, ()), entry.id)
    return found


def _read_metonyms(path: Path, ids: set[str], keys: dict[str, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for metonym in read_tables(path, "metonym", _Metonym):
        where = f"{path.name}, {metonym.actor}"
        if metonym.actor not in ids and composed(metonym.actor) is None:
            raise LexiconError(where, "there is no such actor or country.", "Use the id of one.")
        for words in metonym.words:
            key = name_key(words)
            if key in found or key in keys:
                raise LexiconError(
                    where, f"'{words}' has a meaning already.", "Leave it out here or there."
                )
            found[key] = metonym.actor
    return found


def starts_of(keys: Iterable[str], titles: Iterable[str]) -> dict[str, int]:
    """Say for each first word how many words the longest name that begins with it may have."""
    found: dict[str, int] = {}
    known = countries()
    composed = [key for key, _ in (*known.names(), *known.demonyms())] + list(peoples())
    plain = [*keys, *(key for key, _ in known.seats())]
    for names, extra in ((plain, 0), (composed, LONGEST_TITLE)):
        for key in names:
            words = key.lstrip("=^~").lower().split()
            first = words[1] if words[0] == "al" and len(words) > 1 else words[0]
            found[first] = max(found.get(first, 0), len(words) + extra)
    for title in titles:
        found[title] = max(found.get(title, 0), LONGEST_TITLE + 3)
    for noun in ("ministry", "army", "armed", "government", "department", "parliament", "forces"):
        found[noun] = max(found.get(noun, 0), LONGEST_TITLE)
    return found


def vocabulary_of(keys: Iterable[str], titles: Iterable[str]) -> frozenset[str]:
    """Collect the words of all names, titles, countries, peoples, generic nouns and modifiers."""
    known = countries()
    states = [key for key, _ in (*known.names(), *known.demonyms(), *known.seats())]
    phrases = [*keys, *titles, *states, *peoples(), *modifiers(), *generic_words()]
    words = {word for phrase in phrases for word in phrase.lstrip("=^~").lower().split()}
    return frozenset(words | {f"{word}s" for word in words} | {"al", "el"})
