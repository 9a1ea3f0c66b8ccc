"""Which actor do these words name?"""

import re
from collections.abc import Collection, Iterable, Sequence
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
from timeline.lexicon.validation import kept
from timeline.model.actors import ActorKind

__all__ = ["ActorEntry", "ActorLexicon", "Generic", "actor_lexicon", "compose", "generic", "state"]

LONGEST_TITLE = 6
"""Words: country, title and rank that may stand before a person's name in `longest`."""
REMEMBERED = 25
"""Years for which a bare surname still means someone who left office."""
STILL_TITLED = 10
"""Years for which someone is still called by title and surname after leaving office."""
REMEMBERED_WORDS = 50_000
"""Entries of the memory for look-ups; about 10 MB."""
_BREAKS = frozenset(',;:()[]"“”!?/—…')
_NO_START = frozenset(("and", "of", "in", "co", "long", "time"))
"""Words within titles that begin none."""
_LEAD = re.compile(r"^(?:the|a|an|some|its|their|his|this|that|these|those)\s+", re.IGNORECASE)
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

        One of a known id, or with the canonical name of a known entry among its names, takes the place of that entry;
        any other known alias among its names means it from now on.
        """
        changed = ActorLexicon(self._index)
        for entry in entries:
            keys = [name_key(name) for name in (entry.name, *entry.aliases)]
            for key in keys:
                for old in changed._keys.get(key, ()):
                    if key == keys[0] or name_key(changed._by_id[old].name) == key:
                        changed._by_id[old] = entry
            changed._by_id[entry.id] = entry
            changed._keys.update(dict.fromkeys(keys, (entry.id,)))
        everyone = tuple(dict.fromkeys(changed._by_id.values()))
        changed._index = replace(
            self._index,
            entries=everyone,
            keys=changed._keys,
            surnames=surnames_of(everyone),
            offices=offices_of(everyone),
            starts=starts_of([*changed._keys, *self._index.metonyms], self._index.titles),
            vocabulary=vocabulary_of([*changed._keys, *self._index.metonyms], self._index.titles),
        )
        return changed

    def find(
        self, words: str, *, year: int | None = None, countries: Collection[str] = ()
    ) -> ActorEntry | None:
        """Find the one actor that these words, taken whole, name.

        Args:
            words: A name as it stands in the text; a leading 'the', a possessive 's and hyphens do not matter.
            year: Year told of; chooses between holders of a name or office.
            countries: Alpha-3 codes of the countries told of. With exactly one, 'the army' or 'the foreign minister'
                alone mean those of that country.

        Returns:
            The actor; None if the words name none, or several between which nothing chooses.
        """
        context = _Context(year, frozenset(countries))
        return self._remembered(words, context) or self._of_the_one_country(words, context)

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
            words: Tokens of a sentence, as spaCy parts them (hyphens and possessive 's may be tokens of their own).
            start: Index of the first word of the name.
            year: As in `find`.
            countries: As in `find`.

        Returns:
            How many tokens the name has, and the actor; None if no known name begins there. Names without any
            upper-case letter are not looked for: ask `find` or `generic` about those.
        """
        context = _Context(year, frozenset(countries))
        end = self._window(words, start)
        while end > start:
            if fold(words[end - 1]) and words[end - 1] not in ("'s", "’s"):
                phrase = " ".join(words[start:end])
                found = None if phrase.islower() else self._remembered(phrase, context)
                if found:
                    return end - start, found
            end -= 1
        return None

    def _window(self, words: Sequence[str], start: int) -> int:
        """Give the end of the longest span from `start` that could be a name."""
        first = _first_word(words, start)
        room = self._index.starts.get(first, 0) if first else 0
        if not room:
            return start
        known = self._index.vocabulary
        end, used = start, 0
        while end < len(words) and words[end] not in _BREAKS:
            parts = fold(words[end]).split()
            used += len(parts)
            if used > room + 1 or not all(part in known for part in parts):
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
        folded_in_two = " " in fold(words)
        loose = () if words.islower() else self._index.loose.get(without_article(fold(words)), ())
        for ids in (*(self._keys.get(key, ()) for key in keys), loose):
            entries = [self._by_id[one] for one in ids]
            if not folded_in_two:
                entries = [one for one in entries if not _long_gone(one, context.year)]
            found = self._choose(entries, context)
            if found:
                return found
        target = next(
            (self._index.metonyms[key] for key in keys if key in self._index.metonyms), None
        )
        if target or words.islower():
            return self.by_id(target) if target else None
        known = countries()
        country = known.by_name(words) or known.by_seat(words) or known.by_demonym(words)
        return state(country) if country else None

    def _composed(self, words: str, context: _Context) -> ActorEntry | None:
        parts = _parts(words)
        split = split_country(parts) or split_country(without_modifiers(parts))
        if split and split[1]:
            return self._held(compose(split[0], " ".join(split[1])), context)
        people = split_people([fold(part) for part in parts])
        if people and people[1]:
            return compose_people(people[0], " ".join(people[1]))
        return self._of_country(words, context) or self._of_person(words, context)

    def _of_country(self, words: str, context: _Context) -> ActorEntry | None:
        """Compose 'Foreign Ministry of Iran'."""
        halves = _OF.split(words)
        if len(halves) < 2:
            return None
        country = countries().by_name(halves[-1])
        head = words[: words.rfind(halves[-1])]
        noun = _OF.sub(" of ", head).removesuffix(" of ").strip() if country else ""
        return self._held(compose(country, noun), context) if country and noun else None

    def _of_person(self, words: str, context: _Context) -> ActorEntry | None:
        """Compose "Assad's forces": those of the person's group, else of the country he or she leads."""
        halves = _POSSESSIVE.split(words, maxsplit=1)
        if len(halves) < 2 or not halves[1].strip():
            return None
        person = self._named(halves[0], context) or self._titled(halves[0], context)
        noun = generic(halves[1]) or generic(_last(halves[1]))
        if person is None or person.kind is not ActorKind.PERSON or noun is None:
            return None
        groups = [self._by_id[parent] for parent in person.parents if parent in self._by_id]
        if groups and noun.actor_class in ("forces", "armed"):
            return groups[0]
        country = countries().by_id(person.country or "")
        leads = country is not None and not groups and noun.actor_class in ("forces", "government")
        return self._held(compose(country, halves[1]), context) if leads and country else None

    def _held(self, entry: ActorEntry | None, context: _Context) -> ActorEntry | None:
        """Prefer an entry of the data over a composed one, and the holder of an office in that year."""
        if entry is None:
            return None
        office = self._by_id.get(entry.id, entry)
        if office.office is None or context.year is None:
            return office
        holders = [self._by_id[one] for one in self._index.offices.get(entry.id, ())]
        return _holder(holders, context.year) or office

    def _titled(self, words: str, context: _Context) -> ActorEntry | None:
        """Find 'Turkish Foreign Minister <name>', 'President <surname>'."""
        if _last(words).islower():
            return None  # 'leaders in' is no leader called In
        parts = [fold(part) for part in _parts(words)]
        for start in range(1, len(parts)):
            country = self._title_country(_parts(words)[:start])
            if country is False:
                continue
            name = " ".join(parts[start:])
            title = " ".join(parts[:start])
            namesakes = [self._by_id[one] for one in self._index.surnames.get(name, ())]
            people = [self._by_id[one] for one in self._keys.get(name, ())]
            people += [one for one in namesakes if _bears_title(one, title, country, context)]
            people = [one for one in dict.fromkeys(people) if one.kind is ActorKind.PERSON]
            found = self._choose_titled(people, country, context)
            if found:
                return found
        return None

    def _title_country(self, words: Sequence[str]) -> Country | bool | None:
        """Say whether all words are a title: its country, None if it has none, False if it is no title."""
        split = split_country(words)
        rest = split[1] if split else words
        if not all(fold(word) in self._index.titles or not fold(word) for word in rest):
            return False
        return split[0] if split else None

    def _choose_titled(
        self, people: Sequence[ActorEntry], country: Country | bool | None, context: _Context
    ) -> ActorEntry | None:
        if isinstance(country, Country):
            people = [
                one
                for one in people
                if one.country in (country.iso, None) or country.id in one.parents
            ]
        if context.year is not None and len(people) > 1:
            people = [one for one in people if _in_office(one, context.year)] or people
        return self._choose(people, context)

    def _of_the_one_country(self, words: str, context: _Context) -> ActorEntry | None:
        """Take 'the army' for that of the one country told of."""
        if len(context.countries) != 1:
            return None
        country = countries().by_id(next(iter(context.countries)))
        noun = generic(_LEAD.sub("", words))
        if (
            country is None
            or noun is None
            or noun.actor_class not in ("forces", "government")
            or noun.part is None
        ):
            return None
        return self._held(compose(country, noun.word), context)

    def _choose(self, entries: Sequence[ActorEntry], context: _Context) -> ActorEntry | None:
        """Choose by year, country and prominence; None when nothing tells them apart."""
        entries = [entry for entry in entries if _possible(entry, context.year)]
        if len(entries) < 2:
            return entries[0] if entries else None
        ranked = sorted(entries, key=lambda entry: _rank(entry, context), reverse=True)
        return ranked[0] if _rank(ranked[0], context) > _rank(ranked[1], context) else None


@lru_cache(maxsize=4)
def actor_lexicon(*, folder: Path | None = None) -> ActorLexicon:
    """Read the actors, people and metonyms once.

    Args:
        folder: Where the checked index is kept between runs; None for the user's cache folder.

    Raises:
        LexiconError: If a data file breaks its rules.
    """
    return ActorLexicon(
        kept("actor_files", actor_paths(), read_actor_index, ActorIndex, folder=folder)
    )


def _first_word(words: Sequence[str], start: int) -> str | None:
    """Give the first folded word of a name that may begin here, behind 'the' and an Arabic article."""
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
    """Part a phrase into words, folded but for short upper-case abbreviations; a leading article is dropped."""
    text = _POSSESSIVE.sub(" ", _HYPHENS.sub(" ", _LEAD.sub("", words.strip())))
    return [abbreviation(word) or fold(word) for word in text.split()]


def _last(words: str) -> str:
    parts = words.split()
    return parts[-1] if parts else ""


def _bears_title(
    entry: ActorEntry, title: str, country: Country | bool | None, context: _Context
) -> bool:
    """Say whether a title before a bare surname fits: the office and the time, or the country and the time."""
    told, held = generic(title), generic(entry.office or "")
    office = (
        told is not None and held is not None and told.part is not None and told.part == held.part
    )
    here = entry.country in context.countries or (
        isinstance(country, Country) and country.iso == entry.country
    )
    year = context.year
    since, until = entry.since or 0, (entry.until or 9999) + STILL_TITLED
    return (office or here) and (year is None or since - 1 <= year <= until)


def _long_gone(entry: ActorEntry, year: int | None) -> bool:
    """A bare surname long after the office is more likely somebody else's."""
    past = entry.kind is ActorKind.PERSON and entry.until is not None
    return past and year is not None and year > (entry.until or 0) + REMEMBERED


def _holder(holders: Sequence[ActorEntry], year: int) -> ActorEntry | None:
    """Find who held an office all of a year; None if the year is one of change or nobody is known.

    Someone who held it twice is filed with one long span; a shorter term inside that span interrupts it.
    """
    then = [one for one in holders if _in_office(one, year)]
    inner = [one for one in then if not any(_interrupts(other, one) for other in then)]
    return (
        inner[0]
        if len(inner) == 1 and (len(then) == 1 or _strictly_in_office(inner[0], year))
        else None
    )


def _interrupts(one: ActorEntry, other: ActorEntry) -> bool:
    return (one.since or 0) > (other.since or 0) and (one.until or 9999) < (other.until or 9999)


def _strictly_in_office(entry: ActorEntry, year: int) -> bool:
    return (entry.since or 0) < year < (entry.until or 9999)


def _in_office(entry: ActorEntry, year: int) -> bool:
    return entry.since is not None and entry.since <= year <= (entry.until or 9999)


def _possible(entry: ActorEntry, year: int | None) -> bool:
    """A group is not known before it is founded; a person not a working life before taking office."""
    if year is None or entry.since is None:
        return True
    return year >= entry.since - (30 if entry.kind is ActorKind.PERSON else 1)


def _rank(entry: ActorEntry, context: _Context) -> tuple[bool, bool, int]:
    here = entry.country in context.countries
    now = context.year is not None and _in_office(entry, context.year)
    return here, now, entry.prominence
