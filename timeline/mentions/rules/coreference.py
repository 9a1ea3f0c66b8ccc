"""Resolve 'it', 'they', 'the group' and 'the ministry' inside one article."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from timeline.lexicon.actors import ActorEntry, ActorLexicon
from timeline.lexicon.countries import countries
from timeline.mentions.rules.antecedents import (
    GENDERS,
    SIDES,
    Seen,
    is_anaphoric,
    is_fitting,
    is_other,
    key_of,
    objects_beside,
    sides_among,
)
from timeline.mentions.rules.counting import is_nobody
from timeline.mentions.rules.entities import Entity, entity, person, with_entry
from timeline.mentions.rules.lemmas import lemma_of
from timeline.model.types import CasualtyKind

# An antecedent farther back than this many actor mentions is not meant by a pronoun.
MEMORY = 48
# Sentences after which a pronoun no longer means somebody, without and with a known gender.
REMEMBERED, REMEMBERED_GENDER = 3, 4
# Relations of an actor who does something.
ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
# Relations of a word that names or owns another and has no verb of its own.
ATTACHED = frozenset({"poss", "appos"})
OBJECTS = frozenset({"dobj", "pobj", "dative"})
# Halves by which a country is called: "the South" of South Korea.
HALVES = frozenset({"North", "South", "East", "West"})


@dataclass(slots=True)
class Discourse:
    """What has been told so far in one article.

    Attributes:
        lexicon: Known actors.
        year: Year of publication, which decides who held an office.
        countries: Countries that the article is about, the most named first.
        seen: Actor mentions so far, in reading order.
        speaker: The last one cited.
        conflict: True when the article tells of armed force in words that mean nothing else.
        last_kind: Kind of the last casualty figure told.
        last_place: Name, hint and wider place of the last town told of, for "the village" and "the
            town".
        last_area: The same of the last wider place, for "the island" and "the province".
        surnames: Last names of the persons whom the article names in full.
        forenames: Their first names.
        genders: "m" or "f" of the persons for whom a pronoun has stood.
        quoting: True while a quotation that began in an earlier sentence goes on.
        refusals: Where triggers stand that name no incident (offset in the document), and why.
        entities: Actors by the head words of the phrases looked up so far; None for no actor.
    """

    lexicon: ActorLexicon
    year: int | None
    countries: Collection[str] = ()
    seen: list[Seen] = field(default_factory=list)
    speaker: Seen | None = None
    quoting: bool = False
    conflict: bool = False
    last_kind: CasualtyKind | None = None
    last_place: tuple[str, str | None, str | None] | None = None
    last_area: tuple[str, str | None, str | None] | None = None
    surnames: frozenset[str] = frozenset()
    forenames: frozenset[str] = frozenset()
    genders: dict[str, str] = field(default_factory=dict)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    entities: dict[Token, Entity | None] = field(default_factory=dict)

    def entity(self, head: Token) -> Entity | None:
        """Return the actor that a noun phrase names; None when it names none.

        A phrase is looked up once: several rules ask for the same one.
        """
        if head not in self.entities:
            self.entities[head] = self._looked_up(head)
        return self.entities[head]

    def _looked_up(self, head: Token) -> Entity | None:
        if self._is_surname(head):
            return person(head)  # Hamilton is the driver, and not Bermuda
        half = self._half(head)
        if half is not None:
            return half
        return entity(head, self.lexicon, year=self.year, countries_near=self.countries)

    def _is_surname(self, head: Token) -> bool:
        """Return whether a capital's name is that of a person whom the article names in full."""
        if head.text not in self.surnames:
            return False
        return countries().by_seat(head.text) is not None

    def _half(self, head: Token) -> Entity | None:
        """Read "the South" as the country that the article names in full: South Korea."""
        if head.text not in HALVES:
            return None
        if not _has_before(head, "the"):
            return None
        entry = self._country_with(f"{head.text} ")
        return None if entry is None else with_entry(head, head.i, head.i, entry)

    def _country_with(self, beginning: str) -> ActorEntry | None:
        """Return the first country of the article whose name begins so, as an actor."""
        for code in self.countries:
            country = countries().by_id(code)
            if country is not None and country.name.startswith(beginning):
                return self.lexicon.find(country.name)
        return None

    def add(self, head: Token, offset: int, sentence: int) -> None:
        """Note an actor mention; `offset` is where the section begins in the document's text."""
        if is_nobody(head):
            return  # "it" is never the "no group" that said something
        before = None
        if is_anaphoric(head):
            before = self.resolve(head, offset, sentence)
        if before is not None:
            self._note(before.entity, head, head.i, head.i, offset, sentence)
            return
        actor = self.entity(head)
        if actor is None:
            return
        is_pronoun = head.pos_ == "PRON"
        first = head.i if is_pronoun else actor.first
        last = head.i if is_pronoun else actor.last
        self._note(actor, head, first, last, offset, sentence)

    def _note(
        self,
        actor: Entity,
        head: Token,
        first: int,
        last: int,
        offset: int,
        sentence: int,
    ) -> None:
        """Note an actor in the words from `first` to `last`, and the gender of a pronoun."""
        gender = GENDERS.get(head.lower_)
        if gender is not None:
            self.genders.setdefault(key_of(actor), gender)
        words = head.doc[first : last + 1]
        start = words.start_char + offset
        end = words.end_char + offset
        is_acting = head.dep_ in ACTING
        self.seen.append(Seen(actor, start, end, is_acting, sentence))

    def resolve(self, token: Token, offset: int, sentence: int) -> Seen | None:
        """Return the antecedent of a pronoun or a definite noun; None when there is none that fits.

        Subjects of the same sentence and the one before are tried first, then the latest of all.
        """
        candidates = list(self._candidates(token, offset, sentence))
        same = self._last_of_gender(token, candidates)
        if same is not None and same.sentence >= sentence - REMEMBERED_GENDER:
            return same
        subject = _last_subject(candidates, sentence - 1)
        if subject is not None:
            return subject
        if not candidates:
            return None
        latest = candidates[-1]
        return latest if latest.sentence >= sentence - REMEMBERED else None

    def _candidates(self, token: Token, offset: int, sentence: int) -> Iterator[Seen]:
        """Yield whom a word can mean, in order of the text."""
        excluded = self._beside(token, sentence)
        for antecedent in self._before(token.idx + offset):
            if not is_fitting(token, antecedent, self.genders):
                continue
            if is_other(token, antecedent.entity):
                continue
            if key_of(antecedent.entity) not in excluded:
                yield antecedent

    def _before(self, position: int) -> list[Seen]:
        """Return the last mentions that end before a position in the document."""
        last = self.seen[-MEMORY:]
        return [mention for mention in last if mention.end <= position]

    def _last_of_gender(self, token: Token, candidates: Sequence[Seen]) -> Seen | None:
        """Return the last one for whom a pronoun of the same gender has stood."""
        gender = GENDERS.get(token.lower_)
        if gender is None:
            return None
        for candidate in reversed(candidates):
            if self.genders.get(key_of(candidate.entity)) == gender:
                return candidate
        return None

    def _beside(self, token: Token, sentence: int) -> set[str]:
        """Return those named or meant as dependents of the same verb as a word.

        The word must mean somebody else.
        """
        if token.dep_ in ATTACHED:
            return set()
        if token.dep_ in OBJECTS:  # "she thanked the president"
            subject = self._subject_of(sentence)
            return set() if subject is None else {key_of(subject.entity)}
        keys: set[str] = set()
        for name in objects_beside(token):
            named = self.entity(name)
            if named is not None:
                keys.add(key_of(named))
        return keys

    def _subject_of(self, sentence: int) -> Seen | None:
        """Return the last actor of a sentence who does something."""
        for mention in reversed(self.seen):
            if mention.subject and mention.sentence == sentence:
                return mention
        return None

    def pair(self, token: Token, offset: int) -> list[Seen]:
        """Return the two states or groups of "both countries" or "the two sides".

        They come in order of the text; none if there are not two.
        """
        if lemma_of(token) not in SIDES:
            return []
        if not _has_before(token, "both", "two"):
            return []
        return sides_among(self._before(token.idx + offset))


def _last_subject(candidates: Sequence[Seen], sentence: int) -> Seen | None:
    """Return the last one who does something in a sentence or after it; None if nobody does."""
    for candidate in reversed(candidates):
        if candidate.subject and candidate.sentence >= sentence:
            return candidate
    return None


def _has_before(head: Token, *words: str) -> bool:
    """Return whether a dependent before a noun is one of some words."""
    return any(child.lower_ in words for child in head.lefts)
