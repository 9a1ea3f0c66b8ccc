"""Places that one sentence names, and those before it that it points back to."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from timeline.lexicon.composition import peoples
from timeline.lexicon.countries import countries
from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.name_keys import fold
from timeline.mentions.rules.capitals import (
    capital_of,
    countries_in,
    country_of_capital,
    is_nameless_capital,
)
from timeline.mentions.rules.context import Sentence, once
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.place_prepositions import AREAS
from timeline.mentions.rules.places import (
    PlaceMention,
    definite_place,
    is_definite_place,
)
from timeline.mentions.rules.places import mentions as place_mentions
from timeline.model.actors import ActorKind
from timeline.model.places import PlacePrecision

# Name, hint and wider place of a place, as later sentences are told of it.
Described = tuple[str, str | None, str | None]
# Relations of a town that is named itself, and does not stand for its government.
OBJECTS = frozenset({"dobj", "pobj", "nsubjpass"})
# How exactly a province or a region is known.
WIDE = frozenset({PlacePrecision.PROVINCE, PlacePrecision.REGION})

# Prepositions behind which a name is that of a place, even if a person bears it too.
LOCATING = frozenset(
    {"across", "around", "at", "in", "inside", "into", "near", "outside"}
)


@once
def places_in(sentence: Sentence) -> list[PlaceMention]:
    """Return the places of the sentence."""
    mentions = _named_places(sentence)
    _add_pointing_back(sentence, mentions)
    mentions += list(_capitals(sentence, mentions))
    return mentions or list(_whole_country(sentence))


def _add_pointing_back(sentence: Sentence, mentions: list[PlaceMention]) -> None:
    """Add the places that "the village", "there" and the like mean to those with a name."""
    named = {place.head.i for place in mentions}
    for token in sentence.tokens:
        if token.i in named:
            continue
        place = _pointing_back(sentence, token, mentions)
        if place is not None:
            mentions.append(place)


def _named_places(sentence: Sentence) -> list[PlaceMention]:
    """Return the places that a sentence names, without the names of actors."""
    mentions = place_mentions(sentence.tokens, sentence.gazetteer, sentence.words)
    return [place for place in mentions if not _is_actor(sentence, place)]


def _is_actor(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether what looks like a place is a group, a person, or a state abroad."""
    if _is_organisation(sentence, place) or _is_somebody(sentence, place):
        return True
    return _is_owner_of_house(place)


def _pointing_back(
    sentence: Sentence, token: Token, mentions: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Return the place mentioned before that a word means: "the village", "there"."""
    if not is_definite_place(token):
        return None
    before = _town_before(sentence, token, mentions)
    if before is None:
        return None
    return definite_place(token, *before)


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
        code = _country_of_capital(sentence, token, mentions)
        place = capital_of(token, code) if code is not None else None
        if place is not None:
            yield place


def _country_of_capital(
    sentence: Sentence, token: Token, mentions: Sequence[PlaceMention]
) -> str | None:
    """Return whose capital is meant: by its own words, a town before, or the sentence."""
    own = country_of_capital(token) or _seat_before(token, mentions)
    return own or _country_of_sentence(sentence)


def _seat_before(token: Token, mentions: Sequence[PlaceMention]) -> str | None:
    """Return the country whose capital was named just before: "to take Kyiv and left the capital".

    A town that only stands for its government is none.
    """
    for place in reversed(mentions):
        if place.head.i >= token.i or place.head.dep_ not in OBJECTS:
            continue
        seat = countries().by_seat(place.name)
        if seat is not None:
            return seat.id
    return None


def _whole_country(sentence: Sentence) -> Iterator[PlaceMention]:
    """Yield the country that "across the country" means, where no place is named."""
    for token in sentence.tokens:
        if not _is_whole_country(token):
            continue
        code = _country_of_sentence(sentence)
        country = countries().by_id(code) if code is not None else None
        if country is not None:
            yield PlaceMention(
                head=token,
                first=token.i,
                last=token.i,
                name=country.name,
                hint="country",
                preposition=token.head.lower_,
            )


def _is_whole_country(token: Token) -> bool:
    """Return whether a word means a whole country without its name: "across the country"."""
    if token.dep_ != "pobj" or lemma_of(token) != "country":
        return False
    if token.head.lower_ not in {"across", "throughout"}:
        return False
    words = [child.lower_ for child in token.children]
    return words == ["the"]


def _country_of_sentence(sentence: Sentence) -> str | None:
    """Return the country of which a sentence tells.

    The one that it names, else the article's first.
    """
    here = dict.fromkeys(countries_in(sentence.tokens))
    if len(here) > 1:
        return None
    return next(iter(here or sentence.discourse.countries), None)


@once
def named_here(sentence: Sentence) -> list[PlaceMention]:
    """Return the places of the sentence that it calls by a name."""
    return [place for place in places_in(sentence) if place.head.pos_ == "PROPN"]


def _town_before(
    sentence: Sentence, token: Token, mentions: Sequence[PlaceMention]
) -> Described | None:
    """Return name, hint and wider place of the last town before a word.

    It is looked for in the sentence of the word and in those before. Before "the province", it is
    the last wider place.
    """
    is_wide = lemma_of(token) in AREAS
    for place in reversed(mentions):
        if place.head.i >= token.i:
            continue
        if _is_area(sentence, place) if is_wide else _is_town(place):
            return _described(place)
    return sentence.discourse.last_area if is_wide else sentence.discourse.last_place


def _described(place: PlaceMention) -> Described:
    """Return name, hint and wider place of a place, as later sentences are told of it."""
    return place.name, place.hint, place.wider


def _is_area(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a place is a province or a region."""
    if place.hint is not None:
        return place.hint in {"province", "region"}
    if place.head.pos_ != "PROPN":
        return False
    near = sentence.discourse.countries
    entry = sentence.gazetteer.find(place.name, countries=near)
    if entry is None:
        return False
    return entry.precision in WIDE


def _is_town(place: PlaceMention) -> bool:
    """Return whether a place is a town, and no seat of a government."""
    if place.hint not in {None, "city"} or place.head.pos_ != "PROPN":
        return False
    return countries().by_seat(place.name) is None


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
    entry = _known_actor(sentence, place)
    if entry is None:
        return False
    if place.hint == "site":
        return True
    if place.preposition in LOCATING:
        return False
    return entry.kind in GROUPS


def _known_actor(sentence: Sentence, place: PlaceMention) -> ActorEntry | None:
    """Return the actor of the lexicon that has the name of a place, alone or in full."""
    lexicon = sentence.discourse.lexicon
    entry = lexicon.find(place.name)
    if entry is not None:
        return entry
    words = sentence.tokens.doc[place.first : place.last + 1]
    return lexicon.find(words.text)


def _is_somebody(sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a name is that of a people, or of a person named in full."""
    if place.head.pos_ != "PROPN" or place.hint is not None:
        return False
    if fold(place.name) in peoples():
        return True
    if place.preposition in LOCATING:
        return False
    if place.name in sentence.discourse.surnames:
        return True
    if place.head.ent_type_ != "PERSON":
        return False
    return place.name in sentence.discourse.forenames


def note_place(sentence: Sentence) -> None:
    """Remember the last town of this sentence, for 'the village' in the next."""
    places = places_in(sentence)
    areas = [place for place in places if _is_area(sentence, place)]
    if areas:
        sentence.discourse.last_area = _described(areas[-1])
    towns = list(filter(_is_town, places))
    if towns:
        last = _main_town(towns, sentence.tokens.start)
        sentence.discourse.last_place = _described(last)


def _main_town(towns: Sequence[PlaceMention], first: int) -> PlaceMention:
    """Return the town that a sentence is about: one that opens it, else the last.

    "In Homs, it was as bad as in Hama. The town …". `first`: the sentence's first word.
    """
    for town in towns:
        if town.head.dep_ == "pobj" and town.head.head.i == first:
            return town
    return towns[-1]


def is_head_of_place(sentence: Sentence, token: Token) -> bool:
    """Return whether a word is the head of one of the places of the sentence."""
    return any(place.head.i == token.i for place in places_in(sentence))
