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
_FRONT_WORDS = (
    r"the|a|an|some|its|their|his|her|our|this|that|these|those|other|several|many|more|most",
    r"(?:dozens|hundreds|thousands|scores) of|at least|about|around|over|nearly|of",
    r"two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*",
)
FRONT = re.compile(rf"^(?:(?:{'|'.join(_FRONT_WORDS)})\s+)+", re.IGNORECASE)
PRONOUNS = frozenset({
    "he", "she", "it", "they", "them", "him", "her", "we", "us", "i", "you", "who", "whom",
    "which", "that", "this", "these", "those", "one", "both",
})  # fmt: skip
PREPOSITIONS = re.compile(
    r"\s(?:of|from|in|for|at|on|by|with|near|who|whose|that)\s.*$", re.DOTALL
)
# Words of the longest common noun ("anti-government protesters").
LONGEST_NOUN = 3
# Characters: longer words name nobody; a name is cut out of them no more.
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

    def __init__(
        self, lexicon: ActorLexicon, quotations: Quotations, *, year: int | None
    ) -> None:
        """Keep the lexicon, the article, and the year that chooses between holders of a name."""
        self._lexicon = lexicon
        self._quotations = quotations
        self._year = year

    def naming(self, words: str, name: str | None) -> Naming:
        """Return what the words of an actor mean.

        The name that the model gives helps where they name nobody. It counts only if the lexicon
        knows it or the article holds all its words.
        """
        given = self._allowed(name)
        phrases = [phrase for phrase in (_bare(words), given) if phrase]
        for phrase in phrases:
            entry = self._entry(phrase) if _is_name(phrase) else None
            if entry is not None:
                return _of_entry(entry)
        return _of_words(phrases or [words])

    def speaker(self, words: str, name: str | None) -> Naming:
        """Return who is cited, a name as the article spells it.

        Officials of a state are cited under their own words, as they are not the state.
        """
        naming = self.naming(words, name)
        line = _bare(words)
        if naming.kind is ActorKind.STATE and not _is_state(line):
            return replace(naming, name=line)
        if naming.name.isascii() or self._quotations.is_quoted(naming.name):
            return naming
        for spelt in (self._allowed(name), line):
            if spelt and spelt.isascii():
                return replace(naming, name=spelt)
        return naming

    def _allowed(self, name: str | None) -> str | None:
        """Return the model's name for an actor, if article or lexicon confirm it."""
        if not name or len(name) > LONGEST_NAME:
            return None
        plain = _bare(name)
        if self._is_confirmed(plain):
            return plain
        return None

    def _is_confirmed(self, name: str) -> bool:
        parts = [part for part in WORD.findall(name) if len(part) > 2]
        quoted = [part for part in parts if self._quotations.is_quoted(part)]
        if parts and parts == quoted:
            return True
        return self._entry(name) is not None

    def _entry(self, phrase: str) -> ActorEntry | None:
        entry = self._lexicon.find(phrase, year=self._year)
        if entry is not None:
            return entry
        return self._lexicon.find(PREPOSITIONS.sub("", phrase), year=self._year)


def _of_words(phrases: Sequence[str]) -> Naming:
    """Return what words mean that name nobody whom the lexicon knows.

    A common noun ("gunmen"), or a name of its own.
    """
    named = [phrase for phrase in phrases if phrase.lower() not in PRONOUNS]
    names = [phrase for phrase in named if _is_name(phrase)]
    words = (named or list(phrases))[0]
    chosen = names[0] if names else words
    noun = _generic_of(words) or _generic_of(chosen)
    if noun is None:
        return Naming(name=chosen)
    country = country_in(chosen) or country_in(words)
    return _of_noun(noun, chosen, country)


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
    """Return whether words are the name of a country or of its seat, not of people from there."""
    by_name = countries().by_name(words)
    return by_name is not None or countries().by_seat(words) is not None


def _bare(words: str) -> str:
    """Return words on one line without articles and numbers at the front."""
    line = " ".join(words.split())
    return FRONT.sub("", line) or line


def _is_name(phrase: str) -> bool:
    capitals = [part for part in phrase.split() if part[:1].isupper()]
    return bool(capitals)


def _generic_of(phrase: str) -> Generic | None:
    """Return the common noun at the head of a noun phrase.

    "security forces loyal to Assad" are security forces.
    """
    head = PREPOSITIONS.sub("", phrase)
    words = WORD.findall(head)[-LONGEST_NOUN:]
    while words:
        noun = generic(" ".join(words))
        if noun is not None:
            return noun
        words.pop(0)
    return None


def country_in(words: str) -> Country | None:
    """Return the country that a name or demonym among words names."""
    for part in WORD.findall(words):
        country = _country_of(part)
        if country is not None:
            return country
    return countries().by_name(words)


def _country_of(word: str) -> Country | None:
    return countries().by_demonym(word) or countries().by_name(word)


def countries_named(text: str) -> tuple[str, ...]:
    """Return the countries (alpha-3) that a text names, the most named first."""
    counted: Counter[str] = Counter()
    for match in CAPITALISED.finditer(text):
        for country in _countries_in(match.group()):
            counted[country.id] += 1
    codes = sorted(counted)
    codes.sort(key=lambda code: -counted[code])
    return tuple(codes)


def _countries_in(name: str) -> Iterator[Country]:
    """Yield the countries of a capitalised stretch: the whole name, else its single words."""
    whole = countries().by_name(name)
    if whole is not None:
        yield whole
        return
    for part in name.split():
        country = _country_of(part)
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


def place_argument(span: TextSpan, words: str, name: str, rule: str) -> Argument:
    """Return the place that words name, its kind read from words beside the name."""
    return Argument(
        slot=Slot.PLACE,
        span=span,
        text=words,
        head=span,
        rule=rule,
        name=name,
        hint=_hint(words),
    )


def _hint(line: str) -> str | None:
    for part in WORD.findall(line.lower()):
        if part in HINTS:
            return HINTS[part]
    return None


def actor_argument(
    slot: Slot, span: TextSpan, words: str, naming: Naming, rule: str
) -> Argument:
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
    """Note with each place the country named with it: "Sirte, Libya"."""
    wide = [place.name for place in places if countries().by_name(place.name)]
    if not wide:
        return list(places)
    named = []
    for place in places:
        is_country = place.name == wide[0]
        named.append(place if is_country else replace(place, wider=wide[0]))
    return named
