"""Actors that words name: themselves, or as the country or group whose things they are."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.antecedents import Seen, is_anaphoric
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.country_words import country_of_words
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.tree import MODIFIERS, child_by, children_by
from timeline.model.actors import ActorKind

# Fillers of these classes are things; they count as actors only through the country or group they
# belong to.
NO_ACTOR_CLASSES = frozenset({"facility"})
# Classes of people who belong to a country or group.
OWNED_CLASSES = frozenset({"armed", "forces", "government"})
# Classes of those who fight for somebody, and of their arms.
FORCES = frozenset({"armed", "forces"})
# People who are fighters where an armed side owns them.
MEN = frozenset({"man", "member", "unit"})
ARMED_SIDES = frozenset({ActorKind.ARMED_GROUP, ActorKind.SECURITY_FORCES})
OWNERS_OF_FORCES = frozenset({"its", "their"})
# Nouns that with a country's adjective name its people or an unrest, and never the state.
NOT_THE_STATE = word_list("owners.not_the_state")


def entity_of(sentence: Sentence, head: Token) -> Entity | None:
    """Say which actor a phrase names.

    Weapons and things stand for the country or owner that they name.
    """
    if head.i not in sentence.entities:
        sentence.entities[head.i] = _entity_or_owner(sentence, head)
    return sentence.entities[head.i]


def _entity_or_owner(sentence: Sentence, head: Token) -> Entity | None:
    """Return the actor that a phrase names, or else the owner of the thing."""
    entity = sentence.discourse.entity(head)
    if not is_mere_thing(entity):
        return entity
    return _owner_country(sentence, head) or entity


def is_mere_thing(entity: Entity | None) -> bool:
    """Return whether words name no actor, or a thing that no entry of the lexicon is."""
    if entity is None:
        return True
    return entity.entry is None and entity.actor_class in NO_ACTOR_CLASSES


def _owner_country(sentence: Sentence, head: Token) -> Entity | None:
    """Read "Israeli missiles" and "Turkish observation posts" as Israel and Turkey."""
    if not _can_stand_for_owner(sentence, head):
        return None
    first, _ = phrase(head)
    code = country_of_words(head, first)
    if code is None:
        return _owner_by_name(sentence, head)
    return _country_for_thing(sentence, head, code)


def _can_stand_for_owner(sentence: Sentence, head: Token) -> bool:
    """Return whether a noun is a thing of a country or group; "the Iraqi capital" is a town."""
    if head.pos_ not in {"NOUN", "PROPN"} or _is_other_than_state(head):
        return False
    return lemma_of(head) not in sentence.words["places.settlement"]


def _is_other_than_state(head: Token) -> bool:
    """Return whether a noun or its compound keeps a country's adjective from meaning the state."""
    words = (head, *children_by(head, *MODIFIERS))
    return any(lemma_of(word) in NOT_THE_STATE for word in words)


def _owner_by_name(sentence: Sentence, head: Token) -> Entity | None:
    """Return the actor that a name before a thing means: "Boko Haram's rockets"."""
    for child in head.children:
        if child.dep_ == "poss" and child.pos_ == "PROPN":
            return sentence.discourse.entity(child)
    return None


def _country_for_thing(sentence: Sentence, head: Token, code: str) -> Entity:
    """Return the country that a thing stands for, under the words for the thing."""
    first, last = phrase(head)
    return Entity(
        head=head,
        first=_after_determiners(head, first),
        last=last,
        kind=ActorKind.STATE,
        actor_class="named",
        entry=_entry_of_country(sentence, code),
        country=code,
        plural=False,
    )


def _entry_of_country(sentence: Sentence, code: str) -> ActorEntry | None:
    country = countries().by_id(code)
    if country is None:
        return None
    return sentence.discourse.lexicon.find(country.name)


def _after_determiners(head: Token, first: int) -> int:
    """Return the index of the first word of a phrase that is no article or number."""
    while first < head.i and head.doc[first].pos_ in {"DET", "NUM"}:
        first += 1
    return first


def owned(sentence: Sentence, head: Token, entity: Entity | None) -> Entity | None:
    """Read "its tanks" and "Moscow's forces" as those of the country that owns them.

    "Its fighters" are those of an armed group.
    """
    if entity is None or not _can_be_owned(entity):
        return entity
    for child in head.lefts:
        if child.dep_ == "poss":
            return _as_those_of(sentence, child, head, entity)
    return entity


def _can_be_owned(entity: Entity) -> bool:
    """Return whether somebody without a name can belong to a country or group."""
    return entity.entry is None and entity.actor_class in OWNED_CLASSES


def _as_those_of(
    sentence: Sentence, owner: Token, head: Token, entity: Entity
) -> Entity:
    """Return fighters or forces as those of the owner that stands before them."""
    meant = _meant_by(sentence, owner)
    group = _group_of(meant)
    if group is not None and entity.actor_class == "armed":
        return replace(entity, entry=group, kind=group.kind, country=group.country)
    code = _country_of_owner(owner, meant)
    if code is None:
        return entity
    return _of_country(sentence, entity, head, code)


def _of_country(sentence: Sentence, entity: Entity, head: Token, code: str) -> Entity:
    """Return forces as those of a country, if it is known to have such."""
    demonym = _demonym_of(code)
    if demonym is None:
        return entity
    entry = sentence.discourse.lexicon.find(f"{demonym} {head.text}")
    if entry is None:
        return entity
    return replace(entity, entry=entry, country=code)


def _demonym_of(code: str) -> str | None:
    """Return the first adjective of a country; None if it has none."""
    country = countries().by_id(code)
    if country is None or not country.demonyms:
        return None
    return country.demonyms[0]


def _meant_by(sentence: Sentence, owner: Token) -> Entity | None:
    """Return whom a pronoun or a name before a noun means."""
    if not is_anaphoric(owner):
        return sentence.discourse.entity(owner)
    seen = antecedent(sentence, owner)
    return None if seen is None else seen.entity


def antecedent(sentence: Sentence, word: Token) -> Seen | None:
    """Return the mention to which a pronoun or definite noun of a sentence refers."""
    return sentence.discourse.resolve(word, sentence.offset, sentence.number)


def owner_meant(sentence: Sentence, head: Token) -> Seen | None:
    """Return the armed side whose people or arms a phrase names: "the army said its jets".

    None for those of somebody else, and where the words name an actor of their own.
    """
    owned_noun = _one_of_which(head)
    owner = child_by(owned_noun, "poss")
    if owner is None or owner.lower_ not in OWNERS_OF_FORCES:
        return None
    if not _is_force(sentence, owned_noun):
        return None
    seen = antecedent(sentence, owner)
    return seen if seen is not None and _has_forces(seen.entity) else None


def _one_of_which(head: Token) -> Token:
    """Return the noun of which a number is a part: "commanders" for "one of its commanders"."""
    if head.pos_ != "NUM":
        return head
    behind = child_by(head, "prep")
    noun = None if behind is None else child_by(behind, "pobj")
    return head if noun is None else noun


def _is_force(sentence: Sentence, noun: Token) -> bool:
    """Return whether a noun names fighters, troops or their arms, and no known actor."""
    entity = entity_of(sentence, noun)
    if entity is None or entity.entry is not None:
        return False
    return entity.actor_class in FORCES or lemma_of(noun) in MEN


def _has_forces(entity: Entity) -> bool:
    """Return whether an actor is an armed side, or may be one: "the group"."""
    return entity.kind in ARMED_SIDES or lemma_of(entity.head) == "group"


def _group_of(owner: Entity | None) -> ActorEntry | None:
    """Return the known armed group that an owner is, or None."""
    if owner is None or owner.entry is None:
        return None
    if owner.entry.kind is not ActorKind.ARMED_GROUP:
        return None
    return owner.entry


def _country_of_owner(owner: Token, meant: Entity | None) -> str | None:
    """Return the country that a pronoun means, or that the name of a seat stands for, or None."""
    if is_anaphoric(owner):
        return None if meant is None else meant.country
    seat = countries().by_seat(owner.text)
    return None if seat is None else seat.id
