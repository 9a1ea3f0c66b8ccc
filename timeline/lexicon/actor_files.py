"""Read and check the data files of actors, people, metonyms and titles."""

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
_HEADS_BEFORE_COUNTRIES = (
    "ministry",
    "army",
    "armed",
    "government",
    "department",
    "parliament",
    "forces",
)
"""Nouns that begin a composed name: 'Ministry of Defence of Iran'."""
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
    return [*_files_in("actors"), *_files_in("people"), *single]


def read_actor_index() -> ActorIndex:
    """Read and check every file; raise LexiconError at the first rule broken."""
    filed = [*read_actors(_files_in("actors")), *read_people(_files_in("people"))]
    check_entries(filed)
    entries = [entry for _, entry in filed]
    regions = _region_entries(_keys(entries))
    keys = _keys([*entries, *regions])
    ids = {entry.id for entry in entries}
    metonyms = _read_metonyms(DATA / "metonyms.toml", ids, keys)
    titles = _read_titles(DATA / "titles.toml")
    names = [*keys, *metonyms]
    return ActorIndex(
        entries=(*entries, *regions),
        keys=keys,
        loose=_loose(keys),
        surnames=surnames_of(entries),
        offices=offices_of(entries),
        metonyms=metonyms,
        titles=titles,
        starts=starts_of(names, titles),
        vocabulary=vocabulary_of(names, titles),
    )


def _files_in(folder: str) -> list[Path]:
    return sorted((DATA / folder).glob("*.toml"))


def _read_titles(path: Path) -> frozenset[str]:
    tables = read_tables(path, "title", _Title)
    return frozenset(fold(word) for table in tables for word in table.words)


def read_actors(paths: Iterable[Path]) -> Iterator[tuple[str, ActorEntry]]:
    """Read files of `[[actor]]` tables as (file, entry)."""
    for path in paths:
        for entry in read_tables(path, "actor", ActorEntry):
            yield path.name, entry


def read_people(paths: Iterable[Path]) -> Iterator[tuple[str, ActorEntry]]:
    """Read files of `[[person]]` tables as (file, entry of kind person).

    The id is made of the name unless given.
    """
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
        LexiconError: If an id is taken twice, a country or parent is unknown, a name is given twice
            in one entry, or two entries claim a name and neither years, countries nor prominence
            tell them apart.
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
            where,
            f"there is no country '{entry.country}'.",
            "Use an id of countries.toml.",
        )
    for parent in entry.parents:
        if parent not in ids and composed(parent) is None:
            raise LexiconError(
                where,
                f"there is no parent '{parent}'.",
                "Use the id of an actor or a country.",
            )


def _own_keys(place: str, entry: ActorEntry) -> list[str]:
    names = (entry.name, *entry.aliases)
    keys = [name_key(name) for name in names]
    for name, key in zip(names, keys, strict=True):
        if not key or keys.count(key) > 1:
            raise LexiconError(
                f"{place}, {entry.id}",
                f"the name '{name}' is there already.",
                "Leave it out: spellings are folded.",
            )
    return keys


def _check_claims(key: str, claimants: list[tuple[str, ActorEntry]]) -> None:
    for number, (place, entry) in enumerate(claimants):
        for earlier_place, earlier in claimants[:number]:
            if not _are_told_apart(entry, earlier):
                raise LexiconError(
                    f"{place}, {entry.id}",
                    f"the name '{key}' is also claimed by {earlier.id} ({earlier_place}).",
                    "Drop it in one, or give both different countries, years or prominence.",
                )


def _are_told_apart(left: ActorEntry, right: ActorEntry) -> bool:
    """Return whether countries, years or prominence tell two actors of one name apart."""
    if left.prominence != right.prominence:
        return True
    if (
        left.country is not None
        and right.country is not None
        and left.country != right.country
    ):
        return True
    if left.since is None or right.since is None:
        return False
    return (left.since, left.until) != (right.since, right.until)


def _keys(entries: Iterable[ActorEntry]) -> dict[str, tuple[str, ...]]:
    ids_by_key: dict[str, list[str]] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            key = name_key(name)
            ids_by_key.setdefault(key, []).append(entry.id)
    return {key: tuple(dict.fromkeys(ids)) for key, ids in ids_by_key.items()}


def _region_entries(taken: Container[str]) -> list[ActorEntry]:
    """Make entries of kind unknown for regions: 'Latin America' is not read as 'America'."""
    states = {*_keys_of_composers(), *_keys_of_seats()}
    entries = []
    for region in read_regions():
        if region.admin1:
            continue
        names = []
        for name in (region.name, *region.names):
            key = name_key(name)
            if key not in taken and key not in states:
                names.append(name)
        if names:
            entry = ActorEntry(
                id=f"region:{slug(region.name)}",
                name=names[0],
                aliases=tuple(names[1:]),
                country=region.country,
            )
            entries.append(entry)
    return entries


def _keys_of_composers() -> list[str]:
    """List the names and demonyms of countries, which begin composed names ('Syrian army')."""
    every = countries()
    return [key for key, _ in (*every.names(), *every.demonyms())]


def _keys_of_seats() -> list[str]:
    return [key for key, _ in countries().seats()]


def _loose(keys: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    loose: dict[str, tuple[str, ...]] = {}
    for key, ids in keys.items():
        bare = without_article(key)
        has_mark = key[0] in "=^~"
        if bare not in keys and " " in bare and not has_mark:
            loose[bare] = (*loose.get(bare, ()), *ids)
    return loose


def surnames_of(entries: Iterable[ActorEntry]) -> dict[str, tuple[str, ...]]:
    """Index persons by surname."""
    ids_by_surname: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if entry.kind is not ActorKind.PERSON or _is_office(entry):
            continue
        if entry.country in _NO_SURNAMES:
            continue
        position = 0 if entry.country in _SURNAME_FIRST else -1
        surname = fold(entry.name).split()[position]
        ids_by_surname[surname] = (*ids_by_surname.get(surname, ()), entry.id)
    return ids_by_surname


def _is_office(entry: ActorEntry) -> bool:
    """Tell an office ("USA-foreign-minister") from a person."""
    return bool(entry.country) and entry.id.startswith(f"{entry.country}-")


def offices_of(entries: Iterable[ActorEntry]) -> dict[str, tuple[str, ...]]:
    """Index holders by the id of their office ("SYR-president")."""
    holders: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if not entry.office or _is_office(entry):
            continue
        noun = generic(entry.office)
        if noun and noun.part and entry.country:
            office = f"{entry.country}-{noun.part}"
            holders[office] = (*holders.get(office, ()), entry.id)
    return holders


def _read_metonyms(
    path: Path, ids: set[str], keys: dict[str, tuple[str, ...]]
) -> dict[str, str]:
    actors: dict[str, str] = {}
    for metonym in read_tables(path, "metonym", _Metonym):
        where = f"{path.name}, {metonym.actor}"
        if metonym.actor not in ids and composed(metonym.actor) is None:
            raise LexiconError(
                where, "there is no such actor or country.", "Use the id of one."
            )
        for words in metonym.words:
            key = name_key(words)
            if key in actors or key in keys:
                raise LexiconError(
                    where,
                    f"'{words}' has a meaning already.",
                    "Leave it out here or there.",
                )
            actors[key] = metonym.actor
    return actors


def starts_of(keys: Iterable[str], titles: Iterable[str]) -> dict[str, int]:
    """Return for each first word how many words the longest name that begins with it may have."""
    longest: dict[str, int] = {}

    def allow(first: str, length: int) -> None:
        longest[first] = max(longest.get(first, 0), length)

    for key in (*keys, *_keys_of_seats()):
        words = _words_of(key)
        allow(_first_of(words), len(words))
    for key in (*_keys_of_composers(), *peoples()):
        words = _words_of(key)
        allow(_first_of(words), len(words) + LONGEST_TITLE)
    for title in titles:
        allow(title, LONGEST_TITLE + 3)
    for noun in _HEADS_BEFORE_COUNTRIES:
        allow(noun, LONGEST_TITLE)
    return longest


def _words_of(key: str) -> list[str]:
    """Return the words of a key without its mark."""
    return key.lstrip("=^~").lower().split()


def _first_of(words: list[str]) -> str:
    """Return the first word that is no Arabic article."""
    has_article = words[0] == "al" and len(words) > 1
    return words[1] if has_article else words[0]


def vocabulary_of(keys: Iterable[str], titles: Iterable[str]) -> frozenset[str]:
    """Collect the words of all names, titles, countries, peoples, generic nouns and modifiers."""
    states = [*_keys_of_composers(), *_keys_of_seats()]
    phrases = [*keys, *titles, *states, *peoples(), *modifiers(), *generic_words()]
    words = {word for phrase in phrases for word in _words_of(phrase)}
    plurals = {f"{word}s" for word in words}
    return frozenset(words | plurals | {"al", "el"})
