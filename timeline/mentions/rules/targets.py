"""Targets: whose the things and people are to which something is done."""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.owners import entity_of, is_mere_thing
from timeline.mentions.rules.place_prepositions import preposition_of
from timeline.mentions.rules.tree import children_by
from timeline.mentions.rules.triggers import Trigger
from timeline.model.mentions import Slot

# Types of deeds for which those who did them are condemned.
DEEDS_OF_FORCE = frozenset({"ASSAULT", "COERCE"})
# Prepositions between a thing and whoever holds it.
HOLDING = frozenset({"belonging", "by", "of"})


def target_of(sentence: Sentence, head: Token) -> Entity | None:
    """Say to whom something is done that is done to a thing.

    "fired at army posts", "a loudspeaker in South Korea".
    """
    deed = _deed_at(sentence, head)
    if deed is not None:
        return _doer(sentence, deed)
    entity = entity_of(sentence, head)
    if not is_mere_thing(entity):
        return entity
    if _is_attacked(sentence, head):
        entity = _in_country(sentence, head) or entity
    holder = _holder(sentence, head)
    if entity is None or _is_known_or_armed(holder):
        return holder
    return entity


def _is_attacked(sentence: Sentence, head: Token) -> bool:
    """Return whether force is used on a thing that is itself no deed."""
    if sentence.reading != "ASSAULT":
        return False
    return all(head.i != trigger.token.i for trigger in sentence.triggers)


def _is_known_or_armed(holder: Entity | None) -> bool:
    """Return whether whoever holds a thing is known, or is an armed group."""
    if holder is None:
        return False
    return holder.entry is not None or holder.actor_class == "armed"


def _deed_at(sentence: Sentence, head: Token) -> Trigger | None:
    """Return the deed of force that somebody condemns: "condemned the killing of villagers"."""
    if sentence.reading != "ACCUSE" or head.pos_ != "NOUN":
        return None
    for act in sentence.triggers:
        if act.token == head:
            return act if _is_condemned(act) else None
    return None


def _is_condemned(act: Trigger) -> bool:
    """Return whether a deed is one of force that was done; an arrest may only be ordered."""
    if act.group.type not in DEEDS_OF_FORCE:
        return False
    # "a warrant for the arrest of the mayor" is against the mayor
    return act.group.type != "COERCE" or preposition_of(act.token) != "for"


def _doer(sentence: Sentence, deed: Trigger) -> Entity | None:
    """Return who did a deed; those to whom it was done are not the ones condemned for it."""
    for filler in sentence.fillers(deed):
        if filler.slot is Slot.TARGET:
            continue
        entity = entity_of(sentence, filler.head)
        if entity is not None:
            return entity
    return None


def _in_country(sentence: Sentence, head: Token) -> Entity | None:
    """Read "a loudspeaker in South Korea", when it is fired at, as South Korea."""
    for noun in _where(head):
        if countries().by_name(_text_of_phrase(noun)) is not None:
            return sentence.discourse.entity(noun)
    return None


def _where(head: Token) -> Iterator[Token]:
    """Yield the nouns that say in what a thing is."""
    for preposition in prepositions(head, {"in", "inside"}):
        yield from objects_of(preposition)


def _text_of_phrase(head: Token) -> str:
    first, last = phrase(head)
    return head.doc[first : last + 1].text


def _holder(sentence: Sentence, head: Token) -> Entity | None:
    """Read "the actions of the militia" as the militia.

    Likewise "positions held by rebels" as the rebels.
    """
    for child in head.children:
        holder = _holder_after(sentence, child)
        if holder is not None:
            return holder
        owner = _owner_before(sentence, child)
        if owner is not None:
            return owner if _can_hold(owner, child) else None
    return None


def _holder_after(sentence: Sentence, preposition: Token) -> Entity | None:
    """Return the first actor after "of" or "by"."""
    if preposition.dep_ != "prep" or preposition.lower_ not in HOLDING:
        return None
    for noun in children_by(preposition, "pobj"):
        entity = sentence.discourse.entity(noun)
        if entity is not None:
            return entity
    return None


def _owner_before(sentence: Sentence, word: Token) -> Entity | None:
    """Return the actor that a word before a noun names: "rebel positions"."""
    if word.dep_ not in {"compound", "poss"}:
        return None
    return sentence.discourse.entity(word)


def _can_hold(entity: Entity, owner: Token) -> bool:
    """Return whether somebody beside a noun owns it.

    "village" in "village chief" only says what chief.
    """
    if entity.entry is not None:
        return True
    if entity.actor_class == "facility":
        return owner.dep_ != "compound"
    return entity.actor_class != "proper"
