"""Decide whom a pronoun or a definite noun can mean, by number, kind and grammar."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.counting import PERSONS
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.place_prepositions import PLACE_LABELS
from timeline.mentions.rules.tree import NOUN_SUBJECT, is_nominal
from timeline.model.actors import ActorKind

SINGULAR = word_list("antecedents.singular")
PLURAL = word_list("antecedents.plural")
NEUTER = word_list("antecedents.neuter")
PRONOUNS = SINGULAR | PLURAL | NEUTER
GENDERS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "herself": "f",
}
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
ARTICLES = frozenset({"the", "this", "that"})
PARTIES = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.ARMED_GROUP})
# Words for the two sides told of: "both countries", "the two armies".
SIDES = word_list("antecedents.sides")
# Kinds that a plural and a singular pronoun of things can mean.
GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.SECURITY_FORCES})
CORPORATE = GROUPS | {ActorKind.STATE, ActorKind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor mention in reading order, with its offsets in the document's text."""

    entity: Entity
    start: int
    end: int
    subject: bool
    sentence: int


def key_of(entity: Entity) -> str:
    """Return what stands for an actor in one article: its id, or the last word of its name."""
    if entity.entry is not None:
        return entity.entry.id
    return entity.text.split()[-1]


def is_anaphoric(token: Token) -> bool:
    """Return whether words can only be understood from what came before.

    Such are pronouns and definite nouns.
    """
    if token.lower_ in PRONOUNS:
        return True
    if lemma_of(token) not in DEFINITE:
        return False
    if not is_nominal(token):
        return False
    before = list(token.lefts)
    return len(before) == 1 and before[0].lower_ in ARTICLES


def is_fitting(token: Token, antecedent: Seen, genders: Mapping[str, str]) -> bool:
    """Return whether a pronoun or definite noun can mean an actor of such a kind.

    `genders`: those of the actors for whom a pronoun has stood.
    """
    entity = antecedent.entity
    lower = token.lower_
    if lower in SINGULAR:
        gender = genders.get(key_of(entity))
        if gender is not None and gender != GENDERS.get(lower):
            return False
        return _is_one_person(antecedent)
    if lower in PLURAL:
        return entity.plural or entity.kind in GROUPS
    if lower in NEUTER:
        return entity.kind in CORPORATE and not entity.plural
    return _is_fitting_noun(token, entity)


def _is_one_person(antecedent: Seen) -> bool:
    """Return whether somebody is one person, or can be one."""
    entity = antecedent.entity
    if entity.plural:
        return False
    if entity.kind is ActorKind.PERSON or _is_unknown_subject(antecedent):
        return True
    return is_unnamed(entity) and lemma_of(entity.head) in PERSONS


def is_unnamed(entity: Entity) -> bool:
    """Return whether an actor is told by a common noun only."""
    return entity.entry is None and entity.actor_class != "proper"


def _is_unknown_subject(antecedent: Seen) -> bool:
    """Return whether a name that nobody knows has acted, so that it can be a person's."""
    entity = antecedent.entity
    if entity.kind is not ActorKind.UNKNOWN:
        return False
    if entity.actor_class != "proper" or not antecedent.subject:
        return False
    return entity.head.ent_type_ not in PLACE_LABELS


def _is_fitting_noun(token: Token, entity: Entity) -> bool:
    """Return whether a definite noun can mean an actor: "the group" a known group."""
    lemma = lemma_of(token)
    kinds = DEFINITE.get(lemma)
    if kinds is None:
        return False
    if lemma == "ministry":
        return _is_another_ministry(entity)
    return entity.entry is not None and entity.kind in kinds


def _is_another_ministry(entity: Entity) -> bool:
    """Return whether an actor is a ministry with a name: not only "the ministry"."""
    if "ministry" not in entity.text.lower():
        return False
    return entity.entry is not None or lemma_of(entity.head) != "ministry"


def is_other(pronoun: Token, entity: Entity) -> bool:
    """Return whether a pronoun cannot mean someone.

    As the object of his verb, or in what an unnamed speaker tells.
    """
    head = entity.head
    if head.doc is not pronoun.doc:
        return False
    if head.i > pronoun.i:
        return False
    if head.head == pronoun.head:
        return True
    if pronoun.lower_ not in SINGULAR:
        return False
    return is_unnamed(entity) and _is_telling(head, pronoun)


def _is_telling(speaker: Token, word: Token) -> bool:
    """Return whether a word stands in the clause of which another is the subject."""
    if speaker.dep_ != "nsubj":
        return False
    return speaker.head.is_ancestor(word)


def objects_beside(subject: Token) -> Iterator[Token]:
    """Yield the names that are objects of the verb of a subject: "she called on Obama"."""
    for child in subject.head.children:
        for noun in _objects_in(child):
            if noun.i > subject.i and noun.pos_ == "PROPN":
                yield noun


def _objects_in(child: Token) -> Iterator[Token]:
    """Yield a dependent of a verb that is its object, or the objects behind a preposition."""
    if child.dep_ in {"dobj", "pobj"}:
        yield child
    if child.dep_ == "prep":
        for noun in child.children:
            if noun.dep_ == "pobj":
                yield noun


def sides_among(mentions: Sequence[Seen]) -> list[Seen]:
    """Return the two states or groups that "both sides" means, in order of the text.

    Those of the last sentence's subjects come first, then the last of all; none if there are not
    two.
    """
    last = max((mention.sentence for mention in mentions), default=0)
    subjects = [
        mention
        for mention in mentions
        if mention.sentence == last and _is_among_subjects(mention)
    ]
    return _last_two_sides(subjects) or _last_two_sides(mentions)


def _is_among_subjects(mention: Seen) -> bool:
    """Return whether an actor is a subject or coordinated with one.

    "Turkey and Russia support opposite sides".
    """
    if mention.subject:
        return True
    head = mention.entity.head
    return head.dep_ == "conj" and head.head.dep_ in NOUN_SUBJECT


def _last_two_sides(mentions: Sequence[Seen]) -> list[Seen]:
    """Return the two states or groups told of last, in order of the text.

    None if there are not two.
    """
    latest: dict[str, Seen] = {}
    for mention in reversed(mentions):
        side = _side_of(mention.entity)
        if side is not None:
            latest.setdefault(side, mention)
        if len(latest) == 2:
            return sorted(latest.values(), key=_start)
    return []


def _side_of(entity: Entity) -> str | None:
    """Return the country of a state or group, else its id; None for other actors."""
    if entity.kind not in PARTIES:
        return None
    if entity.country:
        return entity.country
    return None if entity.entry is None else entity.entry.id


def _start(mention: Seen) -> int:
    return mention.start
