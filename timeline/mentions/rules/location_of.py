"""Places of the triggers of one sentence."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.context import Sentence, is_people
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.named_sources import BLAMED
from timeline.mentions.rules.place_names import is_what_falls
from timeline.mentions.rules.place_prepositions import is_government, is_part_of_town
from timeline.mentions.rules.places import NO_PLACE, PlaceMention
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.scene import is_scene, scene_signs
from timeline.mentions.rules.scope import owners
from timeline.mentions.rules.sentence_places import LOCATING, named_here, places_in
from timeline.mentions.rules.tree import (
    child_by,
    children_by,
    first_of_list,
    governing_verb,
)
from timeline.mentions.rules.triggers import Trigger
from timeline.model.mentions import Argument, Slot

# Prepositions of a place that stands before the subject of a verb of saying.
SCENE = word_list("location_of.scene")
LOCALS = word_list("location_of.locals")
# Words right before a place that say how far away from it something is.
DISTANCE = re.compile(
    r"\b(?P<number>\d[\d,]*(?:\.\d+)?)[ -]?(?P<unit>km|kilomet(?:er|re)s?|miles?)(?: \([^)]*\))?"
    r"(?: (?:to the |due )?[a-z-]*(?:north|south|east|west)[a-z-]*)?(?: away)? (?:of|from) "
    r"(?:(?:the|its) (?:\w+ ){0,2}(?:capital|city|town)(?: of|,)? )?$"
)
# The same without a distance: "Azaz, north of Aleppo"; "the north of Syria" is a part of it.
BEARING = re.compile(
    r"(?:,|\(|-|\b(?:and|city|town|village|suburb)) (?:just |due )?"
    r"(?:(?:north|south)(?:-?(?:east|west))?|east|west|not far|a short distance)"
    r" (?:of|from) (?:the (?:\w+ ){0,2}(?:capital|city|town|village)(?: of|,)? )?$"
)
KILOMETRES_IN_A_MILE = 1.609
# A place so far from a named town may still go by its name: the size of a district around a town.
NEAR_KILOMETRES = 50


def places_of(
    sentence: Sentence, group: Sequence[Trigger], arguments: Sequence[Argument]
) -> list[Argument]:
    """Return the places of a happening, without those that are its actors."""
    possible = _possible_places(sentence, group, arguments)
    ruled = _own_or_free(sentence, group, possible)
    scenes = [
        place_argument(sentence, place)
        for place in places_in(sentence)
        if place.head.i in ruled and is_scene_of(sentence, place, group, ruled)
    ]
    return [scene for scene in scenes if not _is_wider(scene, scenes)]


def _own_or_free(
    sentence: Sentence, group: Sequence[Trigger], ruled: Mapping[int, bool]
) -> Mapping[int, bool]:
    """Return the possible places without those of another happening, if this one has its own.

    "Jets bombed Tyre after an attack on Haifa": Haifa is no scene of the bombing.
    """
    if not any(ruled.values()):
        return ruled
    own = _words_of(group)
    heads = {
        place.head.i for place in places_in(sentence) if _is_owned(sentence, place, own)
    }
    heads.update(head for head, is_located in ruled.items() if is_located)
    return {head: located for head, located in ruled.items() if head in heads}


def _words_of(group: Iterable[Trigger]) -> set[int]:
    """Return the indices of the words of some triggers."""
    return {token.i for trigger in group for token in trigger.tokens}


def _possible_places(
    sentence: Sentence, group: Sequence[Trigger], arguments: Sequence[Argument]
) -> Mapping[int, bool]:
    """Return whether path and preposition alone make each possible place the scene.

    Keys are the head words of the places. What is an actor, or lies elsewhere, may not be it.
    """
    own = _words_of(group)
    free = _free_places(sentence, arguments)
    targets = _target_heads(sentence, group)
    free = [place for place in free if not is_government(place.head, sentence.words)]
    ruled = {place.head.i: True for place in free if place.head.i in targets}
    for place in free:
        if place.head.i in targets or _is_elsewhere(sentence, place):
            continue
        if _is_talked_about(place, group):
            continue
        is_located = _is_located(sentence, place, group, own)
        if is_located or not _is_inside(sentence, place):
            ruled[place.head.i] = is_located
    return ruled


def _is_located(
    sentence: Sentence,
    place: PlaceMention,
    group: Sequence[Trigger],
    own: Collection[int],
) -> bool:
    """Return whether path and preposition alone make a place the scene.

    `own`: the indices of the trigger words.
    """
    if not _is_place_of_event(place, group):
        return False
    return _is_owned(sentence, place, own)


def _free_places(
    sentence: Sentence, arguments: Sequence[Argument]
) -> list[PlaceMention]:
    """Return the places that are no actors here."""
    taken = {(argument.head.start, argument.head.end) for argument in arguments}
    free: list[PlaceMention] = []
    for place in places_in(sentence):
        if place.preposition in LOCATING or _offsets(sentence, place) not in taken:
            free.append(place)
    return free


def _target_heads(sentence: Sentence, group: Sequence[Trigger]) -> set[int]:
    """Return the head words of those to whom it is done."""
    heads: set[int] = set()
    for trigger in group:
        for filler in sentence.fillers(trigger):
            if filler.slot is Slot.TARGET:
                heads.add(filler.head.i)
    return heads


def _offsets(sentence: Sentence, place: PlaceMention) -> tuple[int, int]:
    """Return where the head word of a place stands in the document's text."""
    span = sentence.span(place.head.i, place.head.i)
    return span.start, span.end


def _is_inside(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a name only begins that of another place: "Idlib province"."""
    return any(_has_inside(wide, place.head) for wide in places_in(sentence))


def _has_inside(place: PlaceMention, head: Token) -> bool:
    """Return whether the head of another place stands in the words of a place."""
    if place.head == head:
        return False
    return place.first <= head.i <= place.last


def _is_elsewhere(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether somebody comes from a place, speaks there or blames it."""
    if place.head.i >= sentence.speech_start:
        return True
    if _is_landmark(sentence, place) or _is_origin(sentence, place):
        return True
    return _is_blamed(place) or _is_of_people(place)


# Prepositions before what people meet to talk about.
TOPICS = word_list("location_of.topics")


def _is_talked_about(place: PlaceMention, group: Sequence[Trigger]) -> bool:
    """Return whether people meet because of a place: "talks on the violence in Gao"."""
    if all(trigger.group.type != "CONSULT" for trigger in group):
        return False
    below = place.head
    for word in place.head.ancestors:
        if _is_trigger(word, group):
            return False
        if word.lower_ in TOPICS and below != place.head:
            return True
        below = word
    return False


def _is_landmark(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a place only says where another lies.

    Tripoli does in "Zlitan, 160 km east of Tripoli".

    Where it is the only place of the sentence it stands for the scene, if it is near enough.
    """
    before = _text_before(sentence, place)
    if BEARING.search(before) is not None:
        return _has_place_before(sentence, place)
    distance = DISTANCE.search(before)
    if distance is None:
        return False
    if _kilometres(distance) > NEAR_KILOMETRES:
        return True
    return _has_place_before(sentence, place)


def _text_before(sentence: Sentence, place: PlaceMention) -> str:
    """Return the text of a sentence up to a place."""
    doc, start = sentence.tokens.doc, sentence.tokens.start
    return doc[start : place.first].text_with_ws


def _has_place_before(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a sentence names a place before this one."""
    return any(named.head.i < place.first for named in places_in(sentence))


def _kilometres(distance: re.Match[str]) -> float:
    """Return how far away something is, in kilometres."""
    number = float(distance["number"].replace(",", ""))
    if distance["unit"].startswith("mi"):
        return number * KILOMETRES_IN_A_MILE
    return number


def _is_owned(sentence: Sentence, place: PlaceMention, own: Collection[int]) -> bool:
    """Return whether a place belongs to one of these trigger words."""
    owning = owners(place.head, sentence.heads, sentence.words)
    if not owning:
        owning = _triggers_in_speech(sentence, place)
    return any(token.i in own for token in owning)


def is_scene_of(
    sentence: Sentence,
    place: PlaceMention,
    group: Sequence[Trigger],
    ruled: Mapping[int, bool],
) -> bool:
    """Return whether a place is the scene of a happening.

    `ruled` is what `_possible_places` returns.
    """
    signs = scene_signs(place, group, sentence.words, ruled)
    return is_scene(signs)


def _triggers_in_speech(sentence: Sentence, place: PlaceMention) -> list[Token]:
    """Return the triggers in what is said, for a place before the one who says it.

    "In Homs, activists said that …".
    """
    verb = governing_verb(place.head)
    if verb is None or not is_reporting(verb, sentence.words):
        return []
    if not _is_where_told_of(place, verb):
        return []
    if _has_place_in_speech(sentence, verb):
        return []
    return [head for head in sentence.heads if _is_in_speech(head, verb)]


def _is_in_speech(token: Token, verb: Token) -> bool:
    """Return whether a word belongs to what a verb of saying before it reports."""
    return token.i > verb.i and verb.is_ancestor(token)


def _is_where_told_of(place: PlaceMention, verb: Token) -> bool:
    """Return whether a place before a verb of saying is where that happened which is said."""
    if _is_of_locals(place):
        return True
    return place.preposition in SCENE and _is_before_subject(place, verb)


def _is_of_locals(place: PlaceMention) -> bool:
    """Return whether a place is where those live who tell what they saw: "residents of Gao"."""
    if place.preposition not in {"of", "in"}:
        return False
    return lemma_of(_noun_before(place)) in LOCALS


def _noun_before(place: PlaceMention) -> Token:
    """Return the word before the preposition of a place: "residents" of "residents of Gao"."""
    return place.head.head.head


def _is_before_subject(place: PlaceMention, verb: Token) -> bool:
    """Return whether a phrase of place opens the clause of a verb."""
    name = place.head
    subject = child_by(verb, "nsubj")
    if subject is None or name.i > subject.i:
        return False
    phrases = children_by(verb, "prep")
    return any(preposition.is_ancestor(name) for preposition in phrases)


def _has_place_in_speech(sentence: Sentence, verb: Token) -> bool:
    """Return whether what is said names a place of its own."""
    for place in named_here(sentence):
        if place.preposition in NO_PLACE:
            continue
        if _is_in_speech(place.head, verb):
            return True
    return False


def _is_place_of_event(place: PlaceMention, group: Sequence[Trigger]) -> bool:
    """Return whether a place stands where the place of an incident stands."""
    preposition = place.preposition
    if not preposition:
        return _is_placed_by_grammar(place, group)
    if _is_of_locals(place):
        return True
    if preposition in {"of", "for"}:
        # "the shelling of Stepanakert", "the battle for Aleppo"
        return place.hint != "country" and _is_trigger(_noun_before(place), group)
    if preposition == "between":
        return _is_between(place, group)
    return preposition not in NO_PLACE


def _is_trigger(token: Token, group: Sequence[Trigger]) -> bool:
    return any(token in trigger.tokens for trigger in group)


def _is_between(place: PlaceMention, group: Sequence[Trigger]) -> bool:
    """Return whether a place after "between" lies there, and is no party to talks or a fight."""
    if place.hint == "country":
        return False
    if countries().by_seat(place.name) is not None:
        return False
    return all(trigger.group.frame != "parties" for trigger in group)


def _is_placed_by_grammar(place: PlaceMention, group: Sequence[Trigger]) -> bool:
    """Return whether a place without a preposition is the scene: an object, "the Tyre raid"."""
    link, above = place.head.dep_, place.head.head
    if link in {"dobj", "nsubjpass", "npadvmod"} or is_what_falls(place.head):
        return True
    if link in {"conj", "appos", "nmod"}:
        return place.hint != "country"
    if link == "compound":
        return _is_trigger(above, group)
    if link == "poss" and is_part_of_town(above):
        return above.dep_ in {"dobj", "nsubjpass"}
    if place.hint in {None, "country"}:
        return False
    return link in {"nsubj", "poss"}


def _is_blamed(place: PlaceMention) -> bool:
    """Return whether a country is named as the agent: "strikes attributed to Israel"."""
    if place.preposition not in {"to", "on"}:
        return False
    return lemma_of(_noun_before(place)) in BLAMED


def _is_origin(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a place is only where somebody comes from: "a trader from Peshawar"."""
    if place.preposition != "from":
        return False
    preposition = first_of_list(place.head).head
    if preposition.i and preposition.nbor(-1).lower_ in {"far", "away"}:
        return True  # "far from Goma": anywhere else
    noun = preposition.head
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if is_people(noun):
        return True
    return noun.pos_ == "NOUN" and noun not in sentence.heads


def place_argument(sentence: Sentence, place: PlaceMention) -> Argument:
    """Return a place as an argument of a mention."""
    span = sentence.span(place.first, place.last)
    head = place.head
    return Argument(
        slot=Slot.PLACE,
        span=span,
        text=sentence.slice(span),
        head=sentence.span(head.i, head.i),
        rule=f"behind '{place.preposition}'" if place.preposition else head.dep_,
        name=place.name,
        hint=place.hint,
        wider=place.wider,
    )


def _is_wider(place: Argument, others: Sequence[Argument]) -> bool:
    """Return whether a place is only the wider one of another ("Saraqeb in Idlib")."""
    for narrower in others:
        if narrower is place or narrower.wider is None:
            continue
        if place.name in narrower.wider:
            return True
    return False


def _is_of_people(place: PlaceMention) -> bool:
    """Return whether a place only says whose people somebody is: "the mayor of Acapulco"."""
    if place.preposition != "of" or _is_of_locals(place):
        return False
    return is_people(_noun_before(place))
