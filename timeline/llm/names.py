"""Name the actors, speakers and places of an answer with what the lexicon knows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.lexicon.actors import ActorEntry, ActorLexicon, Generic, generic
from timeline.lexicon.countries import Country, countries
from timeline.llm.quotations import Quotations
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.text import TextSpan

WORD = re.compile(r"[\w.]+(?:[-'’]\w+)*")
CAPITALISED = re.compile(r"[A-Z][\w.'’-]*(?: (?:of |the |and )?[A-Z][\w.'’-]*){0,3}")
# Words at the front of a noun phrase that are no part of a name.
FRONT = re.compile(
    r"^(?:(?:the|a|an|some|its|their|his|her|our|this|that|these|those|other|several|many|more|most|dozens of|hundreds of"
    r"|thousands of|scores of|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*|at least|about|around|over|nearly|of)\s+)+",
    re.IGNORECASE,
)
PRONOUNS = frozenset({
    "he", "she", "it", "they", "them", "him", "her", "we", "us", "i", "you", "who", "whom", "which", "that", "this",
    "these", "those", "one", "both",
})  # fmt: skip
PREPOSITIONS = re.compile(r"\s(?:of|from|in|for|at|on|by|with|near|who|whose|that)\s.*$", re.DOTALL)
# Words longer than this name nobody; a name is cut out of them no more.
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What a name means.

    Attributes:
        name: Canonical name when the lexicon knows it, else the words.
        ref: Id in the lexicon; None if it has none.
        kind: What sort of actor.
        country: Alpha-3 code that lexicon or words give; None if none.
        actor_class: As in `Argument`.
    """

    name: str
    ref: str | None = None
    kind: ActorKind = ActorKind.UNKNOWN
    country: str | None = None
    actor_class: str = "proper"


class ActorNaming:
    """Names the actors of one article."""

    def __init__(self, lexicon: ActorLexicon, quotations: Quotations, *, year: int | None) -> None:
        """Keep the lexicon, the article, and the year that chooses between holders of a name."""
        self._lexicon = lexicon
        self._quotations = quotations
        self._year = year

    def naming(self, words: str, name: str | None) -> Naming:
        """Return what the words of an actor mean; the name that the model gives helps where they name nobody.

        A name counts only if the lexicon knows it or the article holds all its words.
        """
        given = self._allowed(name)
        phrases = [phrase for phrase in (_bare(words), given) if phrase]
        known = (self._entry(phrase) for phrase in phrases if _is_name(phrase))
        entry = next((found for found in known if found is not None), None)
        if entry is not None:
            return _of_entry(entry)
        return self._of_words(phrases or [words])

    def speaker(self, words: str, name: str | None) -> Naming:
        """Return who is cited: officials of a state under their own words, names as the article spells them."""
        naming = self.naming(words, name)
        line = " ".join(words.split())
        if naming.kind is ActorKind.STATE and not _is_state(line):
            return replace(naming, name=_bare(line))
        given = self._allowed(name)
        if naming.name.isascii() or self._quotations.stands(naming.name):
            return naming
        spelt = next((one for one in (given, _bare(line)) if one and one.isascii()), naming.name)
        return replace(naming, name=spelt)

    def _allowed(self, name: str | None) -> str | None:
        """Return the model's name for an actor, if the article or the lexicon bears it out."""
        if not name or len(name) > LONGEST_NAME:
            return None
        plain = _bare(name)
        parts = [part for part in WORD.findall(plain) if len(part) > 2]
        stands = bool(parts) and all(self._quotations.stands(part) for part in parts)
        return plain if stands or self._entry(plain) is not None else None

    def _entry(self, phrase: str) -> ActorEntry | None:
        entry = self._lexicon.find(phrase, year=self._year)
        return entry or self._lexicon.find(PREPOSITIONS.sub("", phrase), year=self._year)

    def _of_words(self, phrases: Sequence[str]) -> Naming:
        """Return what words mean that name nobody whom the lexicon knows: a common noun, or a name of its own."""
        named = [phrase for phrase in phrases if phrase.lower() not in PRONOUNS]
        words = next(iter(named), phrases[0])
        proper = next((phrase for phrase in named if _is_name(phrase)), None)
        noun = _generic_of(words) or (_generic_of(proper) if proper else None)
        if noun is not None:
            chosen = proper or words
            return _of_noun(noun, chosen, country_in(chosen) or country_in(words))
        return Naming(name=proper or words)


def _of_entry(entry: ActorEntry) -> Naming:
    return Naming(
        name=entry.name,
        ref=entry.id,
        kind=entry.kind,
        country=entry.country,
        actor_class="named",
    )


def _of_noun(noun: Generic, words: str, country: Country | None) -> Naming:
    return Naming(
        name=words,
        kind=noun.kind,
        country=country.id if country else None,
        actor_class=noun.actor_class,
    )


def _is_state(words: str) -> bool:
    """Return whether words are the name of a country or of its seat, and not of people from there."""
    known = countries()
    plain = _bare(words)
    return known.by_name(plain) is not None or known.by_seat(plain) is not None


def _bare(words: str) -> str:
    """Return words on one line without articles and numbers at the front."""
    line = " ".join(words.split())
    return FRONT.sub("", line) or line


def _is_name(phrase: str) -> bool:
    return phrase[:1].isupper() or any(part[:1].isupper() for part in phrase.split())


def _generic_of(phrase: str) -> Generic | None:
    """Return the common noun at the head of a noun phrase: "security forces loyal to Assad" are security forces."""
    head = PREPOSITIONS.sub("", phrase)
    words = WORD.findall(head)
    ends = (words[start:] for start in range(max(0, len(words) - 3), len(words)))
    return next((noun for end in ends if (noun := generic(" ".join(end))) is not None), None)


def country_in(words: str) -> Country | None:
    """Return the country that a name or demonym among words names."""
    known = countries()
    for part in WORD.findall(words):
        country = known.by_demonym(part) or known.by_name(part)
        if country is not None:
            return country
    return known.by_name(words)


def countries_named(text: str) -> tuple[str, ...]:
    """Return the countries (alpha-3) that a text names, by name or demonym, the most named first."""
    counted: Counter[str] = Counter()
    for match in CAPITALISED.finditer(text):
        counted.update(country.id for country in _countries_in(match.group()))
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(country for country, _ in ranked)


def _countries_in(name: str) -> Iterator[Country]:
    """Yield the countries of a capitalised stretch: the longest names first, then single words."""
    known = countries()
    whole = known.by_name(name)
    if whole is not None:
        yield whole
        return
    for part in name.split():
        country = known.by_name(part) or known.by_demonym(part)
        if country is not None:
            yield country


# Words beside a place's name that tell its kind.
HINTS = {
    "province": "province",
    "governorate": "province",
    "oblast": "province",
    "region": "region",
    "district": "city",
    "city": "city",
    "town": "city",
    "village": "city",
    "camp": "site",
    "airport": "site",
    "base": "site",
    "airbase": "site",
    "hospital": "site",
    "school": "site",
    "market": "site",
    "mosque": "site",
    "square": "site",
    "highway": "site",
    "border": "site",
    "hotel": "site",
}


def place_argument(span: TextSpan, words: str, name: str | None, rule: str) -> Argument:
    """Return the place that words name, its kind read from words beside the name."""
    line = " ".join(words.split())
    lower = [part.lower() for part in WORD.findall(line)]
    hint = next((HINTS[part] for part in lower if part in HINTS), None)
    return Argument(
        slot=Slot.PLACE,
        span=span,
        text=words,
        head=span,
        rule=rule,
        name=name or line,
        hint=hint,
    )


def actor_argument(slot: Slot, span: TextSpan, words: str, naming: Naming, rule: str) -> Argument:
    """Return an actor in its role, named."""
    return Argument(
        slot=slot,
        span=span,
        text=words,
        head=span,
        resolved=span if words.lower() in PRONOUNS else None,
        rule=rule,
        name=naming.name,
        ref=naming.ref,
        kind=naming.kind,
        country=naming.country,
        actor_class=naming.actor_class,
    )


def with_wider(places: Sequence[Argument]) -> list[Argument]:
    """Note with each place that is no country the country named with it: "Sirte, Libya"."""
    named = countries()
    wide = next((place.name for place in places if named.by_name(place.name)), None)
    return [
        place if wide is None or place.name == wide else replace(place, wider=wide)
        for place in places
    ]
