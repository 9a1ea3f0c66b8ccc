"""Whether an actor can have a role, or words are a mere place, thing or byline."""

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.lexicon.lists import word_list
from timeline.lexicon.media import is_medium
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.owners import NO_ACTOR_CLASSES
from timeline.mentions.rules.place_prepositions import is_government, preposition_of
from timeline.mentions.rules.places import PlaceMention
from timeline.mentions.rules.sentence_places import is_head_of_place, places_in
from timeline.mentions.rules.tree import child_by
from timeline.model.actors import ActorKind
from timeline.model.mentions import Slot

# Types whose object or target, if it is a capital, is the town and not the government in it.
PLACED = frozenset({"ASSAULT", "MOBILIZE", "DISPLACE", "RETREAT", "CONSULT", "COERCE"})
# Types of what media report and never do.
DEEDS = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "DISPLACE", "SANCTION"}
)
# Those whom a state or an organisation calls home.
RECALLED = word_list("taking_part.recalled")
# The rule by which a preposition on a noun of action names the target.
STRUCK = "against, on or at"
# Prepositions of the land all over which something happens.
ALL_OVER = frozenset({"across", "in", "inside", "throughout"})
# Prepositions of places.
WHERE = frozenset({"across", "around", "in", "inside", "near", "outside"})


def can_take_part(sentence: Sentence, entity: Entity, filler: Filler) -> bool:
    """Return whether an actor can have a role: no mere place, thing or byline."""
    if _is_beside_deed(filler, entity):
        return False
    if _is_recalled(sentence, entity):
        return False
    for head in {filler.head, entity.head}:
        if _is_place_only(sentence, head, entity, filler):
            return False
    if _is_only_thing(sentence, entity, filler):
        return False
    return not _is_byline(sentence, entity, filler.slot)


def _is_beside_deed(filler: Filler, entity: Entity) -> bool:
    """Return whether a name beside a noun of action only says what it was about, or where."""
    if filler.rule == "modifier":
        return entity.actor_class == "proper"  # "the Boston Marathon bombing"
    return filler.rule == STRUCK and _is_land_around(filler.head, entity)


def _is_recalled(sentence: Sentence, entity: Entity) -> bool:
    """Return whether a state calls home its own people from a country that it punishes."""
    if sentence.reading != "SANCTION":
        return False
    owner = child_by(entity.head, "poss")
    if owner is None or owner.tag_ != "PRP$":
        return False
    return lemma_of(entity.head) in RECALLED


def _is_land_around(head: Token, entity: Entity) -> bool:
    """Return whether a country or region is only where it happens: "protests in Egypt"."""
    if entity.entry is None:
        return False
    if entity.head != head:
        return False
    if entity.kind is not ActorKind.STATE and not _is_region(entity):
        return False
    return preposition_of(head) in ALL_OVER


def _is_region(entity: Entity) -> bool:
    """Return whether the lexicon has words as a region of the world, and not as an actor."""
    return entity.entry is not None and entity.entry.id.startswith("region:")


def _is_only_thing(sentence: Sentence, entity: Entity, filler: Filler) -> bool:
    """Return whether words name a thing that does nothing, or "cities" where it happens."""
    if entity.actor_class not in NO_ACTOR_CLASSES:
        return False
    if filler.slot is not Slot.TARGET:
        return True
    # "protests in cities around the country"
    if preposition_of(filler.head) != "in":
        return False
    return lemma_of(filler.head) in sentence.words["places.settlement"]


def _is_byline(sentence: Sentence, entity: Entity, slot: Slot) -> bool:
    """Return whether a medium would do a deed: only a byline read as a subject makes it so."""
    if slot is Slot.TARGET or sentence.reading not in DEEDS:
        return False
    return is_medium(entity.entry)


def _is_place_only(
    sentence: Sentence, head: Token, entity: Entity, filler: Filler
) -> bool:
    """Return whether the words are a place here.

    Towns are attacked and entered, they do not act.
    """
    if _is_end_of_address(sentence, head, entity, filler.slot):
        return True
    if _is_unknown_place(sentence, head, entity):
        return True
    if _is_region(entity):
        return sentence.reading in PLACED and filler.slot is not Slot.PARTY
    if not _is_state_under_its_name(entity) or _is_state_that_acts(filler):
        return False
    return _is_place_of_state(sentence, head, entity, filler)


def _is_unknown_place(sentence: Sentence, head: Token, entity: Entity) -> bool:
    """Return whether a name that no actor has, or a building, is one of the places."""
    if entity.actor_class not in {"proper", "facility"}:
        return False
    return is_head_of_place(sentence, head)


def _is_state_under_its_name(entity: Entity) -> bool:
    return entity.entry is not None and entity.kind is ActorKind.STATE


def _is_state_that_acts(filler: Filler) -> bool:
    """Return whether a role is that of who acts, where a name before a noun does not say whose."""
    return filler.slot is Slot.INITIATOR and filler.rule != "modifier"


def _is_place_of_state(
    sentence: Sentence, head: Token, entity: Entity, filler: Filler
) -> bool:
    """Return whether the name of a state or of its seat is where something happens."""
    if not _can_be_placed(sentence, head):
        return False
    if filler.rule == "of the object" and sentence.reading == "ASSAULT":
        return True  # "seized control of the island": what is held, not who
    return filler.slot is not Slot.PARTY and _is_seat(head, entity)


def _can_be_placed(sentence: Sentence, head: Token) -> bool:
    """Return whether a name may only be where something happens."""
    if is_government(head, sentence.words):
        return False
    if sentence.reading in PLACED:
        return True
    if preposition_of(head) in WHERE:
        return True  # "protests in London" has a place
    is_before_noun = head.dep_ == "compound"
    return is_before_noun and sentence.reading == "PROTEST"  # "a London rally"


def _is_seat(head: Token, entity: Entity) -> bool:
    """Return whether a government is named by its capital."""
    if countries().by_seat(head.text) is None:
        return False
    return countries().by_name(entity.text) is None


def _is_end_of_address(
    sentence: Sentence, head: Token, entity: Entity, slot: Slot
) -> bool:
    """Return whether a country only ends the words for a place, and does nothing.

    "a blast in Idlib, Syria killed six".
    """
    if slot is not Slot.INITIATOR or entity.kind is not ActorKind.STATE:
        return False
    comma = phrase(head)[0] - 1
    if comma <= sentence.tokens.start:
        return False
    if head.doc[comma].text != ",":
        return False
    return any(_is_town_before(comma, place) for place in places_in(sentence))


def _is_town_before(comma: int, place: PlaceMention) -> bool:
    """Return whether a place behind a preposition, no country, ends at a comma."""
    if place.last != comma - 1 or place.hint == "country":
        return False
    return bool(place.preposition)
