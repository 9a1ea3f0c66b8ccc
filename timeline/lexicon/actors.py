"""Find the actor that words name."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from timeline.lexicon.actor_files import (
    ActorIndex,
    actor_paths,
    offices_of,
    read_actor_index,
    starts_of,
    surnames_of,
    vocabulary_of,
)
from timeline.lexicon.composition import (
    compose,
    compose_people,
    composed,
    split_country,
    split_people,
    state,
    without_modifiers,
)
from timeline.lexicon.countries import Country, countries, name_key, query_keys
from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.generic import Generic, generic
from timeline.lexicon.name_keys import abbreviation, fold, without_article
from timeline.lexicon.validation import cached
from timeline.model.actors import ActorKind

__all__ = [
    "ActorEntry",
    "ActorLexicon",
    "Generic",
    "actor_lexicon",
    "compose",
    "generic",
    "state",
]

LONGEST_TITLE = 6
"""Words: country, title and rank that may stand before a person's name in `longest`."""
REMEMBERED = 25
"""Years for which a bare surname still means someone who left office."""
STILL_TITLED = 10
"""Years for which someone is still called by title and surname after leaving office."""
REMEMBERED_WORDS = 50_000
"""Entries of the memory for look-ups; about 10 MB."""
_RULED = ("forces", "government")
"""Classes of nouns that a country or its leader has: 'the army', 'the ministry'."""
_BREAKS = frozenset(',;:()[]"“”!?/—…')
_NO_START = frozenset(("and", "of", "in", "co", "long", "time"))
"""Words within titles that begin none."""
_LEAD = re.compile(
    r"^(?:the|a|an|some|its|their|his|this|that|these|those)\s+", re.IGNORECASE
)
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?", re.IGNORECASE)
_HYPHENS = re.compile(r"\s?[-‑–]\s?")
_POSSESSIVE = re.compile(r"(?<=\w)\s?['’](?:s(?!\w)|(?!\w))")


@dataclass(frozen=True, slots=True)
class _Context:
    """What helps to choose between actors of one name."""

    year: int | None
    countries: frozenset[str]


class ActorLexicon:
    """The known actors, found by any of their names and by composition ('Syrian' + 'army')."""

    def __init__(self, index: ActorIndex) -> None:
        """Take a checked index; use `actor_lexicon()` to get the usual one."""
        self._index = index
        self._by_id = {entry.id: entry for entry in index.entries}
        self._keys = dict(index.keys)
        self._memo: dict[tuple[str, _Context], ActorEntry | None] = {}

    def __len__(self) -> int:
        """Count the entries, states and composed actors not included."""
        return len(self._by_id)

    @property
    def entries(self) -> Collection[ActorEntry]:
        """All entries, states and composed actors not included."""
        return self._by_id.values()

    def by_id(self, actor: str) -> ActorEntry | None:
        """Find an entry, a state or a composed actor by its id."""
        return self._by_id.get(actor) or composed(actor)

    def with_entries(self, entries: Iterable[ActorEntry]) -> "ActorLexicon":
        """Return a lexicon that knows these entries too.

        One of a known id, or with the canonical name of a known entry among its names, takes the
        place of that entry; any other known alias among its names means it from now on.
        """
        changed = ActorLexicon(self._index)
        for entry in entries:
            changed._put(entry)
        everyone = tuple(dict.fromkeys(changed._by_id.values()))
        titles = self._index.titles
        names = [*changed._keys, *self._index.metonyms]
        changed._index = replace(
            self._index,
            entries=everyone,
            keys=changed._keys,
            surnames=surnames_of(everyone),
            offices=offices_of(everyone),
            starts=starts_of(names, titles),
            vocabulary=vocabulary_of(names, titles),
        )
        return changed

    def _put(self, entry: ActorEntry) -> None:
        """Put an entry in the place of those whose canonical name it bears."""
        keys = [name_key(name) for name in (entry.name, *entry.aliases)]
        for key in keys:
            for old in self._keys.get(key, ()):
                canonical = name_key(self._by_id[old].name)
                if key in (keys[0], canonical):
                    self._by_id[old] = entry
        self._by_id[entry.id] = entry
        self._keys.update(dict.fromkeys(keys, (entry.id,)))

    def find(
        self, words: str, *, year: int | None = None, countries: Collection[str] = ()
    ) -> ActorEntry | None:
        """Find the one actor that these words, taken whole, name.

        Args:
            words: A name as it stands in the text; a leading 'the', a possessive 's and hyphens do
                not matter.
            year: Year told of; chooses between holders of a name or office.
            countries: Alpha-3 codes of the countries told of. With exactly one, 'the army' or 'the
                foreign minister' alone mean those of that country.

        Returns:
            The actor; None if the words name none, or several between which nothing chooses.
        """
        context = _Context(year, frozenset(countries))
        return self._remembered(words, context) or self._of_the_one_country(
            words, context
        )

    def longest(
        self,
        words: Sequence[str],
        start: int,
        *,
        year: int | None = None,
        countries: Collection[str] = (),
    ) -> tuple[int, ActorEntry] | None:
        """Find the longest known name that begins at a word.

        Args:
            words: Tokens of a sentence, as spaCy parts them (hyphens and possessive 's may be
                tokens of their own).
            start: Index of the first word of the name.
            year: As in `find`.
            countries: As in `find`.

        Returns:
            How many tokens the name has, and the actor; None if no known name begins there. Names
            without any upper-case letter are not looked for: ask `find` or `generic` about those.
        """
        context = _Context(year, frozenset(countries))
        end = self._window(words, start)
        while end > start:
            last = words[end - 1]
            phrase = " ".join(words[start:end])
            is_name = fold(last) and last not in ("'s", "’s") and not phrase.islower()
            entry = self._remembered(phrase, context) if is_name else None
            if entry:
                return end - start, entry
            end -= 1
        return None

    def _window(self, words: Sequence[str], start: int) -> int:
        """Give the end of the longest span from `start` that could be a name."""
        first = _first_word(words, start)
        room = self._index.starts.get(first, 0) if first else 0
        if not room:
            return start
        vocabulary = self._index.vocabulary
        end = start
        used = 0
        while end < len(words) and words[end] not in _BREAKS:
            parts = fold(words[end]).split()
            used += len(parts)
            if used > room + 1 or not vocabulary.issuperset(parts):
                break
            end += 1
        return end

    def _remembered(self, words: str, context: _Context) -> ActorEntry | None:
        key = (words, context)
        if key not in self._memo:
            if len(self._memo) > REMEMBERED_WORDS:
                self._memo.clear()
            self._memo[key] = self._find(words, context)
        return self._memo[key]

    def _find(self, words: str, context: _Context) -> ActorEntry | None:
        return (
            self._held(self._named(words, context), context)
            or self._composed(words, context)
            or self._titled(words, context)
        )

    def _named(self, words: str, context: _Context) -> ActorEntry | None:
        keys = query_keys(words)
        for ids in self._ids_of(words, keys):
            entries = self._entries(ids)
            if " " not in fold(words):
                entries = [
                    entry for entry in entries if not _is_long_gone(entry, context.year)
                ]
            chosen = self._choose(entries, context)
            if chosen:
                return chosen
        for key in keys:
            if self._index.metonyms.get(key):
                return self.by_id(self._index.metonyms[key])
        return None if words.islower() else _state_named(words)

    def _ids_of(self, words: str, keys: Iterable[str]) -> Iterator[Sequence[str]]:
        """Yield the ids under each key, then those of the name spelled without Arabic articles."""
        for key in keys:
            yield self._keys.get(key, ())
        if not words.islower():
            bare = without_article(fold(words))
            yield self._index.loose.get(bare, ())

    def _entries(self, ids: Iterable[str]) -> list[ActorEntry]:
        return [self._by_id[actor] for actor in ids]

    def _composed(self, words: str, context: _Context) -> ActorEntry | None:
        parts = _parts(words)
        split = split_country(parts) or split_country(without_modifiers(parts))
        if split and split[1]:
            country, rest = split
            return self._held(compose(country, " ".join(rest)), context)
        folded = [fold(part) for part in parts]
        split_off = split_people(folded)
        if split_off and split_off[1]:
            people, rest = split_off
            return compose_people(people, " ".join(rest))
        return self._of_country(words, context) or self._of_person(words, context)

    def _of_country(self, words: str, context: _Context) -> ActorEntry | None:
        """Compose 'Foreign Ministry of Iran'."""
        halves = _OF.split(words)
        if len(halves) < 2:
            return None
        country = countries().by_name(halves[-1])
        if country is None:
            return None
        head = words[: words.rfind(halves[-1])]
        noun = _OF.sub(" of ", head).removesuffix(" of ").strip()
        return self._held(compose(country, noun), context) if noun else None

    def _of_person(self, words: str, context: _Context) -> ActorEntry | None:
        """Compose "Assad's forces": of the person's group, else of the country he or she leads."""
        owner, _, owned = _halves(words)
        if not owned.strip():
            return None
        person = self._named(owner, context) or self._titled(owner, context)
        noun = generic(owned) or generic(_last(owned))
        if person is None or noun is None or person.kind is not ActorKind.PERSON:
            return None
        groups = self._entries(
            parent for parent in person.parents if parent in self._by_id
        )
        if groups:
            return groups[0] if noun.actor_class in ("forces", "armed") else None
        if noun.actor_class not in _RULED or not person.country:
            return None
        country = countries().by_id(person.country)
        return self._held(compose(country, owned), context) if country else None

    def _held(self, entry: ActorEntry | None, context: _Context) -> ActorEntry | None:
        """Prefer an entry of the data to a composed one, and whoever held the office that year."""
        if entry is None:
            return None
        office = self._by_id.get(entry.id, entry)
        if office.office is None or context.year is None:
            return office
        holders = self._entries(self._index.offices.get(entry.id, ()))
        return _holder(holders, context.year) or office

    def _titled(self, words: str, context: _Context) -> ActorEntry | None:
        """Find 'Turkish Foreign Minister <name>', 'President <surname>'."""
        if _last(words).islower():
            return None  # 'leaders in' is no leader called In
        parts = _parts(words)
        folded = [fold(part) for part in parts]
        for start in range(1, len(parts)):
            country = self._title_country(parts[:start])
            if country is False:
                continue
            title = " ".join(folded[:start])
            name = " ".join(folded[start:])
            namesakes = self._entries(self._index.surnames.get(name, ()))
            people = self._entries(self._keys.get(name, ()))
            for person in namesakes:
                if _has_title(person, title, country, context):
                    people.append(person)
            people = [
                entry
                for entry in dict.fromkeys(people)
                if entry.kind is ActorKind.PERSON
            ]
            chosen = self._choose_titled(people, country, context)
            if chosen:
                return chosen
        return None

    def _title_country(self, words: Sequence[str]) -> Country | bool | None:
        """Return the country of a title; None if it has none, False if the words are no title."""
        split = split_country(words)
        rest = split[1] if split else words
        for word in rest:
            folded = fold(word)
            if folded and folded not in self._index.titles:
                return False
        return split[0] if split else None

    def _choose_titled(
        self,
        people: Sequence[ActorEntry],
        country: Country | bool | None,
        context: _Context,
    ) -> ActorEntry | None:
        if isinstance(country, Country):
            people = [person for person in people if _can_be_of(person, country)]
        if context.year is not None and len(people) > 1:
            holders = [
                person for person in people if _is_in_office(person, context.year)
            ]
            people = holders or people
        return self._choose(people, context)

    def _of_the_one_country(self, words: str, context: _Context) -> ActorEntry | None:
        """Take 'the army' for that of the one country told of."""
        if len(context.countries) != 1:
            return None
        country = countries().by_id(next(iter(context.countries)))
        noun = generic(_LEAD.sub("", words))
        if country is None or noun is None or noun.part is None:
            return None
        if noun.actor_class not in _RULED:
            return None
        return self._held(compose(country, noun.word), context)

    def _choose(
        self, entries: Sequence[ActorEntry], context: _Context
    ) -> ActorEntry | None:
        """Choose by year, country and prominence; None when nothing tells them apart."""
        entries = [entry for entry in entries if _is_possible(entry, context.year)]
        if len(entries) < 2:
            return entries[0] if entries else None
        ranked = sorted(entries, key=lambda entry: _rank(entry, context), reverse=True)
        first, second = ranked[:2]
        return first if _rank(first, context) > _rank(second, context) else None


@lru_cache(maxsize=4)
def actor_lexicon(*, folder: Path | None = None) -> ActorLexicon:
    """Read the actors, people and metonyms once.

    Args:
        folder: Where the checked index is cached between runs; None for the user's cache folder.

    Raises:
        LexiconError: If a data file breaks its rules.
    """
    return ActorLexicon(
        cached(
            "actor_files", actor_paths(), read_actor_index, ActorIndex, folder=folder
        )
    )


def _state_named(words: str) -> ActorEntry | None:
    """Return the state that a name, a seat of government or a demonym stands for."""
    every = countries()
    country = every.by_name(words) or every.by_seat(words) or every.by_demonym(words)
    return state(country) if country else None


def _halves(words: str) -> tuple[str, str, str]:
    """Part words at their first possessive ending: before it, the ending, after it."""
    match = _POSSESSIVE.search(words)
    if match is None:
        return words, "", ""
    return words[: match.start()], match[0], words[match.end() :]


def _can_be_of(person: ActorEntry, country: Country) -> bool:
    return person.country in (country.iso, None) or country.id in person.parents


def _first_word(words: Sequence[str], start: int) -> str | None:
    """Return the first folded word of a name that may begin here, after 'the' and 'al-'."""
    if not fold(words[start]) or fold(words[start]) in _NO_START:
        return None
    for word in words[start : start + 3]:
        folded = fold(word)
        if folded and folded not in ("the", "al", "el"):
            return folded.removeprefix("al ").split()[0]
        if not folded and word not in "-‑–":
            return None
    return None


def _parts(words: str) -> list[str]:
    """Part a phrase into words, folded but for short upper-case abbreviations.

    A leading article is dropped.
    """
    text = _LEAD.sub("", words.strip())
    text = _HYPHENS.sub(" ", text)
    text = _POSSESSIVE.sub(" ", text)
    return [abbreviation(word) or fold(word) for word in text.split()]


def _last(words: str) -> str:
    parts = words.split()
    return parts[-1] if parts else ""


def _has_title(
    entry: ActorEntry, title: str, country: Country | bool | None, context: _Context
) -> bool:
    """Return whether a title before a bare surname fits: office and time, or country and time."""
    is_of_country = isinstance(country, Country) and country.iso == entry.country
    is_from_here = is_of_country or entry.country in context.countries
    if not is_from_here and not _is_office_of(entry, title):
        return False
    if context.year is None:
        return True
    first = (entry.since or 0) - 1
    last = (entry.until or 9999) + STILL_TITLED
    return first <= context.year <= last


def _is_office_of(entry: ActorEntry, title: str) -> bool:
    """Return whether a title names the office that a person holds."""
    named = generic(title)
    held = generic(entry.office or "")
    if named is None or held is None or named.part is None:
        return False
    return named.part == held.part


def _is_long_gone(entry: ActorEntry, year: int | None) -> bool:
    """Return whether a bare surname is more likely somebody else's: long after the office."""
    if year is None or entry.until is None:
        return False
    return entry.kind is ActorKind.PERSON and year > entry.until + REMEMBERED


def _holder(holders: Sequence[ActorEntry], year: int) -> ActorEntry | None:
    """Find who held an office all of a year; None if the year is one of change or nobody is known.

    Someone who held it twice is filed with one long span; a shorter term inside that span
    interrupts it.
    """
    in_office = [holder for holder in holders if _is_in_office(holder, year)]
    innermost = []
    for holder in in_office:
        if not any(_is_interruption(term, holder) for term in in_office):
            innermost.append(holder)
    if len(innermost) != 1:
        return None
    holder = innermost[0]
    is_sure = len(in_office) == 1 or _is_in_office_all_year(holder, year)
    return holder if is_sure else None


def _is_interruption(inner: ActorEntry, outer: ActorEntry) -> bool:
    """Return whether a term lies within another one."""
    begins_later = (inner.since or 0) > (outer.since or 0)
    ends_earlier = (inner.until or 9999) < (outer.until or 9999)
    return begins_later and ends_earlier


def _is_in_office_all_year(entry: ActorEntry, year: int) -> bool:
    return (entry.since or 0) < year < (entry.until or 9999)


def _is_in_office(entry: ActorEntry, year: int) -> bool:
    return entry.since is not None and entry.since <= year <= (entry.until or 9999)


def _is_possible(entry: ActorEntry, year: int | None) -> bool:
    """Return whether an actor can be meant in a year.

    A group is not known before it is founded, a person not a working life before taking office.
    """
    if year is None or entry.since is None:
        return True
    years_before = 30 if entry.kind is ActorKind.PERSON else 1
    return year >= entry.since - years_before


def _rank(entry: ActorEntry, context: _Context) -> tuple[bool, bool, int]:
    is_here = entry.country in context.countries
    is_now = context.year is not None and _is_in_office(entry, context.year)
    return is_here, is_now, entry.prominence
