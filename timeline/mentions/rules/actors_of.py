"""Actors of one sentence: whom the words of a role name or mean."""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.mentions.rules.antecedents import Seen, is_anaphoric
from timeline.mentions.rules.arguments import argument_standing_for, named_argument
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.entities import Entity, names_in_apposition
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.no_actor import is_in_date, is_no_actor
from timeline.mentions.rules.noun_phrases import bare
from timeline.mentions.rules.own_speaker import own_speaker
from timeline.mentions.rules.owners import antecedent, entity_of, owned, owner_meant
from timeline.mentions.rules.people import is_one_of_people, without_state
from timeline.mentions.rules.sentence_places import is_head_of_place
from timeline.mentions.rules.taking_part import can_take_part
from timeline.mentions.rules.targets import target_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot

# Kinds of those whom a name beside a description can name.
NAMED_BESIDE = frozenset(
    {ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.UNKNOWN}
)


def argument_of(sentence: Sentence, filler: Filler) -> Argument | None:
    """Make the argument that a filler gives; None when its words name no actor."""
    if is_no_actor(sentence, filler):
        return None
    head = filler.head
    seen = _meant_by(sentence, head)
    if seen is not None:
        span = sentence.span(head.i, head.i)
        return argument_standing_for(sentence, filler, seen, span)
    actor = _name_beside(sentence, head) or _taking_part(sentence, filler)
    if actor is None:
        return None
    return named_argument(sentence, filler, actor)


def both_sides(sentence: Sentence, filler: Filler) -> Iterator[Argument]:
    """Yield the two sides that "both countries" means."""
    for seen in sentence.discourse.pair(filler.head, sentence.offset):
        span = sentence.span(*bare(filler.head))
        yield argument_standing_for(sentence, filler, seen, span)


def _meant_by(sentence: Sentence, head: Token) -> Seen | None:
    """Return whom "we", "they", "the group" or "its jets" means; None for other words."""
    speaker = own_speaker(sentence, head)
    if speaker is not None:
        return speaker
    if is_anaphoric(head):
        return antecedent(sentence, head)
    return owner_meant(sentence, head)


def _taking_part(sentence: Sentence, filler: Filler) -> Entity | None:
    """Return the actor that the words of a role name or stand for, if it can have the role."""
    entity = _entity_in_role(sentence, filler)
    entity = owned(sentence, filler.head, entity)
    if entity is None or not can_take_part(sentence, entity, filler):
        return None
    return without_state(sentence, entity, filler.slot)


def _entity_in_role(sentence: Sentence, filler: Filler) -> Entity | None:
    """Return the actor that words name; of a target, also whose thing it is."""
    if filler.slot is Slot.TARGET:
        return target_of(sentence, filler.head)
    return entity_of(sentence, filler.head)


def _name_beside(sentence: Sentence, head: Token) -> Entity | None:
    """Return the name that follows words for one person or group: "a general, Karim Bakr, fled"."""
    if not _is_sort(sentence, head) and not is_one_of_people(head):
        return None
    for name in names_in_apposition(head):
        named = _named_in_apposition(sentence, name)
        if named is not None:
            return named
    return None


def _is_sort(sentence: Sentence, head: Token) -> bool:
    """Return whether a common noun says of what sort somebody is, and not who."""
    return head.tag_ == "NN" and not _is_known(sentence.discourse.entity(head))


def _named_in_apposition(sentence: Sentence, name: Token) -> Entity | None:
    """Return who a name behind a comma is; None for places, days and states."""
    if is_head_of_place(sentence, name) or is_in_date(sentence, name):
        return None
    named = sentence.discourse.entity(name)
    if named is None or named.kind not in NAMED_BESIDE:
        return None
    if not named.text[:1].isupper():
        return None
    return named


def _is_known(entity: Entity | None) -> bool:
    """Return whether words name somebody whom the lexicon knows, or by a name."""
    if entity is None:
        return False
    return entity.entry is not None or entity.actor_class == "proper"
