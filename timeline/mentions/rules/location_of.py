"""Place and date of the triggers of one sentence."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from spacy.tokens import Token

from timeline.lexicon.composition import peoples
from timeline.lexicon.countries import countries
from timeline.lexicon.lists import word_list
from timeline.lexicon.name_keys import fold
from timeline.mentions.rules.attribution import is_reporting
from timeline.mentions.rules.capitals import (
    capital_of,
    countries_in,
    country_of_capital,
    is_nameless_capital,
)
from timeline.mentions.rules.context import Sentence, is_people, once
from timeline.mentions.rules.places import (
    AREAS,
    INNER_AREAS,
    NO_PLACE,
    TOWN_NOUNS,
    PlaceMention,
    definite_place,
)
from timeline.mentions.rules.places import mentions as place_mentions
from timeline.mentions.rules.roles import BLAMED
from timeline.mentions.rules.scene import is_scene, scene_signs
from timeline.mentions.rules.scope import owners
from timeline.mentions.rules.tree import governing_verb
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Slot
from timeline.model.places import PlacePrecision

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
# Prepositions behind which a name is that of a place, even if a person bears it too.
LOCATING = frozenset(
    {"across", "around", "at", "in", "inside", "into", "near", "outside"}
)


@once
def places_in(sentence: Sentence) -> list[PlaceMention]:
    """The places of the sentence."""
    mentions = [
        place
        for place in place_mentions(sentence.tokens, sentence.gazetteer, sentence.words)
        if not _is_organisation(sentence, place)
        and not _is_somebody(sentence, place)
        and not _is_owner_of_house(place)
    ]
    named = {place.head.i for place in mentions}
    for token in sentence.tokens:
        before = _town_before(sentence, token, mentions)
        if (
            token.i not in named
            and before is not None
            and (place := definite_place(token, *before)) is not None
        ):
            mentions.append(place)
    capitals = list(_capitals(sentence, mentions))
    return [*mentions, *capitals] or list(_whole_country(sentence))


def _capitals(
    sentence: Sentence, mentions: Sequence[PlaceMention]
) -> Iterator[PlaceMention]:
    """Yield the towns that "the capital" and "Chad's capital" mean.

    `mentions`: places with a name.
    """
    named = {place.head.i for place in mentions}
    for token in sentence.tokens:
        if token.i in named or not is_nameless_capital(token):
            continue
        code = (
            country_of_capital(token)
            or _seat_before(token, mentions)
            or _country_of_sentence(sentence)
        )
        place = capital_of(token, code) if code is not None else None
        if place is not None:
            yield place


def _seat_before(token: Token, mentions: Sequence[PlaceMention]) -> str | None:
    """Return the country whose capital was named just before: "to take Kyiv and left the capital".

    A town that only stands for its government is none.
    """
    towns = [
        place
        for place in mentions
        if place.head.i < token.i and place.head.dep_ in {"dobj", "pobj", "nsubjpass"}
    ]
    seats = [countries().by_seat(place.name) for place in towns]
    return next((seat.id for seat in reversed(seats) if seat is not None), None)


def _whole_country(sentence: Sentence) -> Iterator[PlaceMention]:
    """Yield the country that "across the country" means, where no place is named."""
    for token in sentence.tokens:
        is_whole = token.dep_ == "pobj" and token.head.lower_ in {
            "across",
            "throughout",
        }
        is_bare = [child.lower_ for child in token.children] == ["the"]
        if lemma_of(token) != "country" or not (is_whole and is_bare):
            continue
        code = _country_of_sentence(sentence)
        country = countries().by_id(code) if code is not None else None
        if country is not None:
            preposition = token.head.lower_
            yield PlaceMention(
                head=token,
                first=token.i,
                last=token.i,
                name=country.name,
                hint="country",
                preposition=preposition,
            )


def _country_of_sentence(sentence: Sentence) -> str | None:
    """Return the country of which a sentence tells.

    The one that it names, else the article's first.
    """
    here = dict.fromkeys(countries_in(sentence.tokens))
    if here:
        return next(iter(here)) if len(here) == 1 else None
    return next(iter(sentence.discourse.countries), None)


@once
def _named_here(sentence: Sentence) -> list[PlaceMention]:
    return [place for place in places_in(sentence) if place.head.pos_ == "PROPN"]


def _town_before(
    sentence: Sentence, token: Token, mentions: Sequence[PlaceMention]
) -> tuple[str, str | None, str | None] | None:
    """Return name, hint and wider place of the last town before a word.

    It is looked for in the sentence of the word and in those before.
    """
    wide = lemma_of(token) in AREAS
    here = [
        mention
        for mention in mentions
        if mention.head.i < token.i
        and (_is_area(sentence, mention) if wide else _is_town(mention))
    ]
    if here:
        return here[-1].name, here[-1].hint, here[-1].wider
    return sentence.discourse.last_area if wide else sentence.discourse.last_place


def _is_area(sentence: Sentence, place: PlaceMention) -> bool:
    if place.hint is not None or place.head.pos_ != "PROPN":
        return place.hint in {"province", "region"}
    entry = sentence.gazetteer.find(place.name, countries=sentence.discourse.countries)
    return entry is not None and entry.precision in {
        PlacePrecision.PROVINCE,
        PlacePrecision.REGION,
    }


def _is_town(place: PlaceMention) -> bool:
    return (
        place.hint in {None, "city"}
        and place.head.pos_ == "PROPN"
        and countries().by_seat(place.name) is None
    )


GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION})
# Houses of a state abroad.
EMBASSIES = frozenset({"consulate", "embassy", "mission"})


def _is_owner_of_house(place: PlaceMention) -> bool:
    """Return whether a name only says whose house abroad it is: "the consulate of Turkey"."""
    if place.preposition != "of" or place.head.dep_ != "pobj":
        return False
    return lemma_of(place.head.head.head) in EMBASSIES


# Names of groups that end in a word for a place: "the Northern Front".
FRONTS = frozenset({"Front", "Fronts"})


def _is_organisation(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether what looks like a place is the name of a known actor.

    "the National Liberation Front", "Hamas".
    """
    if place.head.text in FRONTS and place.head.pos_ == "PROPN":
        return True
    words = sentence.tokens.doc[place.first : place.last + 1].text
    entries = (sentence.discourse.lexicon.find(name) for name in (place.name, words))
    entry = next((candidate for candidate in entries if candidate is not None), None)
    if entry is None:
        return False
    if place.hint == "site":
        return True
    is_located = place.preposition in LOCATING
    return entry.kind in GROUPS and not is_located


def _is_somebody(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a name is that of a people, or of a person named in full."""
    if place.head.pos_ != "PROPN" or place.hint is not None:
        return False
    if place.preposition in LOCATING:
        return fold(place.name) in peoples()
    is_person = (
        place.head.ent_type_ == "PERSON" and place.name in sentence.discourse.forenames
    )
    is_named = is_person or place.name in sentence.discourse.surnames
    return is_named or fold(place.name) in peoples()


def places_of(
    sentence: Sentence, group: Sequence[Trigger], arguments: Sequence[Argument]
) -> list[Argument]:
    """Return the places of a happening, without those that are its actors."""
    ruled = _own_or_free(sentence, group, _possible_places(sentence, group, arguments))
    scenes = [
        _place_argument(sentence, place)
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
    own = {token.i for trigger in group for token in trigger.tokens}
    owned = {
        place.head.i for place in places_in(sentence) if _is_owned(sentence, place, own)
    }
    return {
        head: located for head, located in ruled.items() if located or head in owned
    }


def _possible_places(
    sentence: Sentence, group: Sequence[Trigger], arguments: Sequence[Argument]
) -> Mapping[int, bool]:
    """Return whether path and preposition alone make each possible place the scene.

    Keys are the head words of the places. What is an actor, or lies elsewhere, may not be it.
    """
    own = {token.i for trigger in group for token in trigger.tokens}
    free = _free_places(sentence, arguments)
    targets = _target_heads(sentence, group)
    ruled = {place.head.i: True for place in free if place.head.i in targets}
    for place in free:
        if place.head.i in targets or _is_elsewhere(sentence, place):
            continue
        is_located = _is_place_of_event(place, group) and _is_owned(
            sentence, place, own
        )
        if is_located or not _is_inside(sentence, place):
            ruled[place.head.i] = is_located
    return ruled


def _free_places(
    sentence: Sentence, arguments: Sequence[Argument]
) -> list[PlaceMention]:
    """Return the places that are no actors here."""
    taken = {(argument.head.start, argument.head.end) for argument in arguments}
    return [
        place
        for place in places_in(sentence)
        if _offsets(sentence, place) not in taken or place.preposition in LOCATING
    ]


def _target_heads(sentence: Sentence, group: Sequence[Trigger]) -> set[int]:
    """Return the head words of those to whom it is done."""
    return {
        filler.head.i
        for trigger in group
        for filler in sentence.fillers(trigger)
        if filler.slot is Slot.TARGET
    }


def _offsets(sentence: Sentence, place: PlaceMention) -> tuple[int, int]:
    """Return where the head word of a place stands in the document's text."""
    span = sentence.span(place.head.i, place.head.i)
    return span.start, span.end


def _is_inside(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a name only begins that of another place: "Idlib province"."""
    return any(
        wide.head != place.head and wide.first <= place.head.i <= wide.last
        for wide in places_in(sentence)
    )


def _is_elsewhere(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether somebody comes from a place, speaks there or blames it."""
    if place.head.i >= sentence.speech_start or _is_landmark(sentence, place):
        return True
    return _is_origin(sentence, place) or _is_blamed(place) or _is_of_people(place)


def _is_landmark(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a place only says where another lies.

    Tripoli does in "Zlitan, 160 km east of Tripoli".

    Where it is the only place of the sentence it stands for the scene, if it is near enough.
    """
    before = sentence.tokens.doc[sentence.tokens.start : place.first].text_with_ws
    has_other = any(named.head.i < place.first for named in places_in(sentence))
    if BEARING.search(before) is not None:
        return has_other
    match = DISTANCE.search(before)
    if match is None:
        return False
    kilometres = float(match["number"].replace(",", ""))
    if match["unit"].startswith("mi"):
        kilometres *= KILOMETRES_IN_A_MILE
    return has_other or kilometres > NEAR_KILOMETRES


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

    `ruled` is what `_possible` returns.
    """
    return is_scene(scene_signs(place, group, sentence.words, ruled))


def _triggers_in_speech(sentence: Sentence, place: PlaceMention) -> list[Token]:
    """Return the triggers in what is said, for a place before the one who says it.

    "In Homs, activists said that …".
    """
    verb = governing_verb(place.head)
    if verb is None or not is_reporting(verb, sentence.words):
        return []
    if not _is_where_told_of(place, verb) or _has_place_in_speech(sentence, verb):
        return []
    return [
        head for head in sentence.heads if head.i > verb.i and verb.is_ancestor(head)
    ]


def _is_where_told_of(place: PlaceMention, verb: Token) -> bool:
    """Return whether a place before a verb of saying is where that happened which is said."""
    if _is_of_locals(place):
        return True
    return place.preposition in SCENE and _is_before_subject(place, verb)


def _is_of_locals(place: PlaceMention) -> bool:
    """Return whether a place is where those live who tell what they saw: "residents of Gao"."""
    return (
        place.preposition in {"of", "in"} and lemma_of(place.head.head.head) in LOCALS
    )


def _is_before_subject(place: PlaceMention, verb: Token) -> bool:
    """Return whether a phrase of place opens the clause of a verb."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or place.head.i > subject.i:
        return False
    phrases = (child for child in verb.children if child.dep_ == "prep")
    return any(preposition.is_ancestor(place.head) for preposition in phrases)


def _has_place_in_speech(sentence: Sentence, verb: Token) -> bool:
    """Return whether what is said names a place of its own."""
    return any(
        place.head.i > verb.i
        and place.preposition not in NO_PLACE
        and verb.is_ancestor(place.head)
        for place in _named_here(sentence)
    )


def _is_place_of_event(place: PlaceMention, group: Sequence[Trigger]) -> bool:
    """Return whether a place stands where the place of an incident stands."""
    preposition = place.preposition
    if _is_of_locals(place):
        return True
    if preposition in {
        "of",
        "for",
    }:  # "the shelling of Stepanakert", "the battle for Aleppo"
        return place.hint != "country" and _is_trigger(place.head.head.head, group)
    if preposition == "between":
        return _is_between(place, group)
    if preposition:
        return preposition not in NO_PLACE
    return _is_placed_by_grammar(place, group)


def _is_trigger(token: Token, group: Sequence[Trigger]) -> bool:
    return any(token.i == part.i for trigger in group for part in trigger.tokens)


def _is_between(place: PlaceMention, group: Sequence[Trigger]) -> bool:
    """Return whether a place after "between" lies there, and is no party to talks or a fight."""
    if place.hint == "country" or countries().by_seat(place.name) is not None:
        return False
    return all(trigger.group.frame != "parties" for trigger in group)


def _is_placed_by_grammar(place: PlaceMention, group: Sequence[Trigger]) -> bool:
    """Return whether a place without a preposition is the scene: an object, "the Tyre raid"."""
    head, is_country = place.head, place.hint == "country"
    if head.dep_ in {"dobj", "nsubjpass", "npadvmod"}:
        return True
    if head.dep_ in {"conj", "appos", "nmod"}:
        return not is_country
    if head.dep_ == "compound":
        return _is_trigger(head.head, group)
    if head.dep_ == "poss" and _is_part_of_town(head.head):
        return head.head.dep_ in {"dobj", "nsubjpass"}
    is_named_by_noun = place.hint is not None and not is_country
    return is_named_by_noun and head.dep_ in {"nsubj", "poss"}


def _is_blamed(place: PlaceMention) -> bool:
    """Return whether a country is named as the agent: "strikes attributed to Israel"."""
    return (
        place.preposition in {"to", "on"} and lemma_of(place.head.head.head) in BLAMED
    )


def _is_origin(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a place is only where somebody comes from: "a trader from Peshawar"."""
    if place.preposition != "from":
        return False
    preposition = _first_of_list(place.head).head
    if preposition.i and preposition.nbor(-1).lower_ in {"far", "away"}:
        return True  # "far from Goma": anywhere else
    noun = preposition.head
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if is_people(noun):
        return True
    return noun.pos_ == "NOUN" and all(noun.i != head.i for head in sentence.heads)


def _first_of_list(token: Token) -> Token:
    """Return the first of those with which a word is coordinated."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def _place_argument(sentence: Sentence, place: PlaceMention) -> Argument:
    span = sentence.span(place.first, place.last)
    return Argument(
        slot=Slot.PLACE,
        span=span,
        text=sentence.slice(span),
        head=sentence.span(place.head.i, place.head.i),
        rule=f"behind '{place.preposition}'" if place.preposition else place.head.dep_,
        name=place.name,
        hint=place.hint,
        wider=place.wider,
    )


def _is_wider(place: Argument, others: Sequence[Argument]) -> bool:
    """Return whether a place is only the wider one of another ("Saraqeb in Idlib")."""
    return any(
        narrower.wider is not None and place.name in narrower.wider
        for narrower in others
        if narrower is not place
    )


def note_place(sentence: Sentence) -> None:
    """Remember the last town of this sentence, for 'the village' in the next."""
    areas = [place for place in places_in(sentence) if _is_area(sentence, place)]
    if areas:
        sentence.discourse.last_area = (areas[-1].name, areas[-1].hint, areas[-1].wider)
    towns = [place for place in places_in(sentence) if _is_town(place)]
    fronted = [
        place
        for place in towns
        if place.head.dep_ == "pobj" and place.head.head.i == sentence.tokens.start
    ]
    if (
        towns
    ):  # "In Homs, it was as bad as in Hama. The town …": what the sentence is about
        last = fronted[0] if fronted else towns[-1]
        sentence.discourse.last_place = (last.name, last.hint, last.wider)


def _is_part_of_town(noun: Token) -> bool:
    """Return whether a noun is a part of the town that owns it: "Deraa's old quarter"."""
    return lemma_of(noun) in INNER_AREAS | TOWN_NOUNS


def _is_of_people(place: PlaceMention) -> bool:
    """Return whether a place only says whose people somebody is: "the mayor of Acapulco"."""
    if place.preposition != "of" or _is_of_locals(place):
        return False
    return is_people(place.head.head.head)
