"""People without a name: those of a country, and those whom a deed counts."""

from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.lexicon.generic import generic
from timeline.lexicon.words import Words
from timeline.mentions.rules.arguments import named_argument
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.counting import MEASURES, ONE_DETERMINERS, WHOLES, count
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.no_actor import is_no_actor
from timeline.mentions.rules.noun_phrases import bare
from timeline.mentions.rules.sentence_places import is_head_of_place
from timeline.mentions.rules.tree import MODIFIERS
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot

# Types in which the plural of a demonym means people, by the role that they have.
OF_PEOPLE = {
    Slot.INITIATOR: frozenset({"PROTEST", "DISPLACE"}),
    Slot.TARGET: frozenset({"ASSAULT", "COERCE", "DISPLACE", "AID"}),
}
# Nouns that count people and do not say of what sort they are.
SAY_NOTHING = MEASURES | WHOLES | {"other", "victim"}


def without_state(sentence: Sentence, entity: Entity, slot: Slot) -> Entity:
    """Return the people whom a demonym means in place of their state, else the entity."""
    if not _is_people_of_state(sentence, entity, slot):
        return entity
    return replace(
        entity,
        entry=None,
        kind=ActorKind.CIVILIANS,
        actor_class="civilians",
        plural=True,
    )


def _is_people_of_state(sentence: Sentence, entity: Entity, slot: Slot) -> bool:
    """Return whether the plural of a demonym means people and not their state.

    "Cambodians took to the streets", "a bomb killed nine Turks"; but "the Russians bombed it".
    """
    if entity.entry is None or entity.kind is not ActorKind.STATE:
        return False
    if is_one_of_people(entity.head):
        return True
    if sentence.reading not in OF_PEOPLE.get(slot, ()):
        return False
    return _is_plural_demonym(entity.head) and _are_any_people(entity.head)


def is_one_of_people(head: Token) -> bool:
    """Return whether a word names one person by country: "a Kuwaiti", "one Turk"."""
    if head.dep_ in MODIFIERS:
        return False
    # the state has no such word before it
    if all(child.lower_ not in ONE_DETERMINERS for child in head.lefts):
        return False
    return countries().by_demonym(head.text) is not None


def _is_plural_demonym(head: Token) -> bool:
    """Return whether a word names the people of a country.

    "Cambodians"; not "Chinese", which may be the state.
    """
    name = head.text
    if head.tag_ not in {"NNS", "NNPS"} and not name.endswith("ans"):
        return False
    return countries().by_demonym(name) is not None


def _are_any_people(head: Token) -> bool:
    """Return whether a plural means any people of a country, not "the Turks" or its soldiers."""
    # "eight Turks, seven soldiers and a civilian"
    if any(map(_is_noun_of_forces, head.rights)):
        return False
    return all(child.lower_ != "the" for child in head.lefts)


def _is_noun_of_forces(token: Token) -> bool:
    noun = generic(token.lemma_)
    return noun is not None and noun.kind is ActorKind.SECURITY_FORCES


def people_counted(sentence: Sentence, filler: Filler) -> Argument | None:
    """Return the people whom a verb of killing, hurting or taking has, whatever noun names them.

    "killed three welders"; None for what is no people, for names and for bare numbers.
    """
    head = filler.head
    if is_no_actor(sentence, filler) or sentence.discourse.entity(head) is not None:
        return None
    if not _can_be_people(sentence, head):
        return None
    return named_argument(sentence, filler, _civilians(head))


def _civilians(head: Token) -> Entity:
    """Return the people whom a common noun names."""
    first, last = bare(head)
    return Entity(
        head=head,
        first=first,
        last=last,
        kind=ActorKind.CIVILIANS,
        actor_class="civilians",
        entry=None,
        country=None,
        plural=head.tag_ == "NNS",
    )


def _can_be_people(sentence: Sentence, head: Token) -> bool:
    """Return whether a common noun counts people and says of what sort they are."""
    if not _is_common_noun(head) or _is_only_number(head, sentence.words):
        return False
    if is_head_of_place(sentence, head):
        return False
    counted = count(head, sentence.words)
    if counted is None:
        return False
    return head.tag_ == "NNS" or counted.number.best is not None


def _is_common_noun(head: Token) -> bool:
    """Return whether a word is a common noun by itself, no number and no item of a list."""
    if head.tag_ not in {"NN", "NNS"}:
        return False
    return head.dep_ != "conj" and not head.like_num


def _is_only_number(head: Token, words: Words) -> bool:
    """Return whether a noun counts people and does not say of what sort they are."""
    word = head.lower_
    if word in words["numbers.vague"] or word in words["numbers.multipliers"]:
        return True
    return lemma_of(head) in SAY_NOTHING
