"""Resolve 'it', 'they', 'the group' and 'the ministry' inside one article."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from timeline.lexicon.actors import ActorLexicon
from timeline.lexicon.countries import countries
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.casualties import PERSONS, is_nobody
from timeline.mentions.rules.entities import Entity, entity, person
from timeline.mentions.rules.place_prepositions import PLACE_LABELS
from timeline.mentions.rules.tree import is_nominal
from timeline.mentions.rules.triggers import lemma_of
from timeline.model.actors import ActorKind
from timeline.model.types import CasualtyKind

# An antecedent farther back than this many actor mentions is not meant by a pronoun.
MEMORY = 12
SINGULAR = word_list("coreference.singular")
GENDERS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "herself": "f",
}
PLURAL = word_list("coreference.plural")
NEUTER = word_list("coreference.neuter")
# Definite nouns that point back to an actor told before, with the kinds that they can mean.
DEFINITE: dict[str, frozenset[ActorKind]] = {
    "group": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "organization": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "organisation": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "league": frozenset({ActorKind.ORGANISATION}),
    "movement": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "militia": frozenset({ActorKind.ARMED_GROUP}),
    "agency": frozenset({ActorKind.ORGANISATION}),
    "ministry": frozenset({ActorKind.STATE}),
    "general": frozenset({ActorKind.PERSON}),
    "minister": frozenset({ActorKind.PERSON}),
    "president": frozenset({ActorKind.PERSON}),
    "country": frozenset({ActorKind.STATE}),
    "nation": frozenset({ActorKind.STATE}),
}
PARTIES = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.ARMED_GROUP})
# Words for the two sides told of: "both countries", "the two armies".
SIDES = word_list("coreference.sides")
# Kinds that a plural and a singular pronoun of things can mean.
GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.SECURITY_FORCES})
CORPORATE = GROUPS | {ActorKind.STATE, ActorKind.ORGANISATION}
# Sentences after which a pronoun no longer means somebody, without and with a known gender.
REMEMBERED, REMEMBERED_GENDER = 3, 4


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor mention in reading order, with its offsets in the document's text."""

    entity: Entity
    start: int
    end: int
    subject: bool
    sentence: int


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

    def entity(self, head: Token) -> Entity | None:
        """Say which actor a noun phrase names."""
        if head.text in self.surnames and countries().by_seat(head.text) is not None:
            return person(head)  # Hamilton is the driver, and not Bermuda
        return self._half(head) or entity(
            head, self.lexicon, year=self.year, countries_near=self.countries
        )

    def _half(self, head: Token) -> Entity | None:
        """Read "the South" as the country that the article names in full: South Korea."""
        if head.text not in {"North", "South", "East", "West"} or not any(
            child.lower_ == "the" for child in head.lefts
        ):
            return None
        names = (
            country.name
            for code in self.countries
            if (country := countries().by_id(code)) is not None
        )
        entry = next(
            (
                self.lexicon.find(name)
                for name in names
                if name.startswith(f"{head.text} ")
            ),
            None,
        )
        if entry is None:
            return None
        return Entity(
            head=head,
            first=head.i,
            last=head.i,
            kind=entry.kind,
            actor_class="named",
            entry=entry,
            country=entry.country,
            plural=False,
        )

    def add(self, head: Token, offset: int, sentence: int) -> None:
        """Note an actor mention; `offset` is where the section begins in the document's text."""
        if is_nobody(head):
            return  # "it" is never the "no group" that said something
        before = self.resolve(head, offset, sentence) if is_anaphoric(head) else None
        entity = before.entity if before is not None else self.entity(head)
        if entity is None:
            return
        if head.lower_ in GENDERS:
            self.genders.setdefault(_key(entity), GENDERS[head.lower_])
        if head.pos_ == "PRON" or before is not None:
            self._note(entity, head.i, head.i, head, offset, sentence)
            return
        self._note(entity, entity.first, entity.last, head, offset, sentence)

    def _note(
        self,
        entity: Entity,
        first: int,
        last: int,
        head: Token,
        offset: int,
        sentence: int,
    ) -> None:
        doc = head.doc
        start = doc[first].idx + offset
        end = doc[last].idx + len(doc[last]) + offset
        subject = head.dep_ in {"nsubj", "nsubjpass", "agent"}
        self.seen.append(Seen(entity, start, end, subject, sentence))

    def resolve(self, token: Token, offset: int, sentence: int) -> Seen | None:
        """Return the antecedent of a pronoun or a definite noun; None when there is none that fits.

        Subjects of the same sentence and the one before are tried first, then the latest of all.
        """
        candidates = self._candidates(token, offset, sentence)
        if not candidates:
            return None
        of_gender = [
            candidate for candidate in candidates if self._has_gender(token, candidate)
        ]
        if of_gender and sentence - of_gender[-1].sentence <= REMEMBERED_GENDER:
            return of_gender[-1]
        near = [
            candidate
            for candidate in candidates
            if candidate.subject and sentence - candidate.sentence <= 1
        ]
        if near:
            return near[-1]
        latest = candidates[-1]
        return latest if sentence - latest.sentence <= REMEMBERED else None

    def _candidates(self, token: Token, offset: int, sentence: int) -> list[Seen]:
        """Return whom a word can mean, in order of the text."""
        here = token.idx + offset
        excluded = self._beside(token, sentence)
        return [
            antecedent
            for antecedent in self.seen[-4 * MEMORY :]
            if antecedent.end <= here
            and self._is_fitting(token, antecedent)
            and not _is_other(token, antecedent.entity)
            and _key(antecedent.entity) not in excluded
        ]

    def _has_gender(self, token: Token, antecedent: Seen) -> bool:
        """Return whether a pronoun of the same gender has stood for somebody."""
        gender = GENDERS.get(token.lower_)
        return (
            gender is not None and self.genders.get(_key(antecedent.entity)) == gender
        )

    def _beside(self, token: Token, sentence: int) -> set[str]:
        """Return those named or meant as dependents of the same verb as a word.

        The word must mean somebody else.
        """
        if token.dep_ in {"poss", "appos"}:
            return set()
        if token.dep_ in {"dobj", "pobj", "dative"}:  # "she thanked the president"
            subjects = [
                seen for seen in self.seen if seen.sentence == sentence and seen.subject
            ]
            return {_key(subjects[-1].entity)} if subjects else set()
        names = (self.entity(name) for name in _objects_beside(token))
        return {_key(named) for named in names if named is not None}

    def pair(self, token: Token, offset: int) -> list[Seen]:
        """Return the two states or groups of "both countries" or "the two sides".

        They come in order of the text; none if there are not two.
        """
        if lemma_of(token) not in SIDES or not any(
            child.lower_ in {"both", "two"} for child in token.lefts
        ):
            return []
        before = [
            antecedent
            for antecedent in self.seen[-4 * MEMORY :]
            if antecedent.end <= token.idx + offset
        ]
        last = max((antecedent.sentence for antecedent in before), default=0)
        subjects = [
            antecedent
            for antecedent in before
            if antecedent.sentence == last
            and (antecedent.subject or _is_joined(antecedent.entity.head))
        ]
        return _two_sides(subjects) or _two_sides(before)

    def _is_fitting(self, token: Token, antecedent: Seen) -> bool:
        """Return whether a pronoun or definite noun can mean an actor of such a kind."""
        entity = antecedent.entity
        lower = token.lower_
        if lower in SINGULAR:
            gender = self.genders.get(_key(entity))
            return _is_one_person(antecedent) and gender in {None, GENDERS.get(lower)}
        if lower in PLURAL:
            return entity.plural or entity.kind in GROUPS
        if lower in NEUTER:
            return not entity.plural and entity.kind in CORPORATE
        return _is_fitting_noun(token, entity)


def _objects_beside(token: Token) -> Iterator[Token]:
    """Yield the names that are objects of the verb of a subject: "she called on Obama"."""
    for child in token.head.children:
        inner = [child]
        if child.dep_ == "prep":
            inner = [noun for noun in child.children if noun.dep_ == "pobj"]
        for noun in inner:
            if (
                noun.i > token.i
                and noun.dep_ in {"dobj", "pobj"}
                and noun.pos_ == "PROPN"
            ):
                yield noun


def _is_one_person(antecedent: Seen) -> bool:
    """Return whether somebody is one person, or can be one."""
    entity = antecedent.entity
    if entity.plural:
        return False
    if entity.kind is ActorKind.PERSON or _is_unknown_subject(antecedent):
        return True
    is_noun = entity.entry is None and entity.actor_class != "proper"
    return is_noun and lemma_of(entity.head) in PERSONS


def _is_unknown_subject(antecedent: Seen) -> bool:
    """Return whether a name that nobody knows has acted, so that it can be a person's."""
    entity = antecedent.entity
    if entity.kind is not ActorKind.UNKNOWN or entity.actor_class != "proper":
        return False
    return antecedent.subject and entity.head.ent_type_ not in PLACE_LABELS


def _is_fitting_noun(token: Token, entity: Entity) -> bool:
    """Return whether a definite noun can mean an actor: "the group" a known group."""
    lemma = lemma_of(token)
    classes = DEFINITE.get(lemma)
    if classes is None:
        return False
    if entity.entry is None and lemma_of(entity.head) == lemma:
        return False
    if lemma == "ministry":
        return "ministry" in entity.text.lower()
    return entity.kind in classes and entity.entry is not None


def _is_joined(head: Token) -> bool:
    """Return whether a name is coordinated with a subject.

    "Turkey and Russia support opposite sides".
    """
    return head.dep_ == "conj" and head.head.dep_ in {"nsubj", "nsubjpass"}


def _two_sides(seen: Sequence[Seen]) -> list[Seen]:
    """Return the two states or groups told of last, in order of the text.

    None if there are not two.
    """
    latest: dict[str, Seen] = {}
    for antecedent in reversed(seen):
        side = antecedent.entity.country or (
            antecedent.entity.entry.id if antecedent.entity.entry is not None else None
        )
        if antecedent.entity.kind in PARTIES and side is not None:
            latest.setdefault(side, antecedent)
        if len(latest) == 2:
            return sorted(latest.values(), key=lambda antecedent: antecedent.start)
    return []


def _key(entity: Entity) -> str:
    return entity.entry.id if entity.entry is not None else entity.text.split()[-1]


def _is_other(pronoun: Token, entity: Entity) -> bool:
    """Return whether a pronoun cannot mean someone.

    As the object of his verb, or in what an unnamed speaker tells.
    """
    head = entity.head
    if head.doc is not pronoun.doc or head.i > pronoun.i:
        return False
    unnamed = entity.entry is None and entity.actor_class != "proper"
    is_reported = (
        unnamed
        and head.dep_ == "nsubj"
        and head.head.is_ancestor(pronoun)
        and pronoun.head != head.head
    )
    return head.head == pronoun.head or (is_reported and pronoun.lower_ in SINGULAR)


def is_anaphoric(token: Token) -> bool:
    """Return whether words can only be understood from what came before.

    Such are pronouns and definite nouns.
    """
    if token.lower_ in SINGULAR | PLURAL | NEUTER:
        return True
    if lemma_of(token) not in DEFINITE or not is_nominal(token):
        return False
    lefts = [child for child in token.lefts]
    return len(lefts) == 1 and lefts[0].lower_ in {"the", "this", "that"}
