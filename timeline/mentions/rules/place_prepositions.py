"""Prepositions before the names of places, across lists and words for parts of a place."""

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.sentence_bounds import sentence_start

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Nouns whose "of" leads to the place itself: "most of Saraqeb", "the outskirts of Goma".
PARTS = word_list("place_prepositions.parts")
# Parts of a town that stand before it: "the Sadr City district of Baghdad"; a suburb stands behind:
# "the Damascus suburb of Douma".
TOWN_NOUNS = word_list("place_prepositions.town_nouns")
INNER_AREAS = word_list("place_prepositions.inner_areas")
# Definite nouns that point back to a town mentioned before.
TOWNS = word_list("place_prepositions.towns")
# Definite nouns that point back to a wider place mentioned before.
AREAS = word_list("place_prepositions.areas")
INCLUDING = word_list("place_prepositions.including")
# Nouns that mean places.
NOUNS_OF_PLACES = TOWNS | AREAS | PARTS


def preposition_of(token: Token) -> str:
    """Return the preposition before a noun phrase, across coordination and apposition."""
    first = _first_of_names(token)
    above = first.head
    if first.dep_ == "poss" and is_part_of_town(above):
        return preposition_of(above)  # "in Deraa's old quarter"
    if first.dep_ != "pobj":
        return ""
    return _preposition_of_whole(above)


def _first_of_names(token: Token) -> Token:
    """Return the first of the names in a list or in a row of explanations."""
    while token.dep_ in {"conj", "appos"} and token.head != token:
        token = token.head
    return token


def is_part_of_town(noun: Token) -> bool:
    """Return whether a noun is a part of the town that owns it: "Deraa's old quarter"."""
    lemma = lemma_of(noun)
    return lemma in INNER_AREAS or lemma in TOWN_NOUNS


# Words by kinds for what a town has in it, or is.
KINDS_OF_PLACES = ("places.site", "places.settlement", "places.province")


def is_government(name: Token, words: Words) -> bool:
    """Return whether a capital that owns something stands for its government.

    "Tehran's military presence", but not "Tehran's airport" or "Tehran's suburbs".
    """
    if name.dep_ != "poss" or countries().by_seat(name.text) is None:
        return False
    owned = name.head
    if owned.pos_ != "NOUN" or is_part_of_town(owned):
        return False
    lemma = lemma_of(owned)
    return all(lemma not in words[kind] for kind in KINDS_OF_PLACES)


def _preposition_of_whole(preposition: Token) -> str:
    """Return a preposition, or the one before what "of" or "including" gives a part of."""
    if preposition.lower_ == "of" and lemma_of(preposition.head) in PARTS:
        return preposition_of(preposition.head) or "in"
    if preposition.lower_ in INCLUDING:
        places = _places_before(preposition)
        if places is not None:
            return preposition_of(places)
    return preposition.lower_


def _places_before(including: Token) -> Token | None:
    """Return the noun for places before "including": "several areas, including Binnish"."""
    before = including.doc[sentence_start(including) : including.i]
    for token in reversed(before):
        if token.pos_ == "VERB":
            return None
        if token.dep_ == "pobj":
            return token if _is_noun_of_places(token) else None
    return None


def _is_noun_of_places(noun: Token) -> bool:
    """Return whether a noun means places, or is the name of a place."""
    if noun.ent_type_ in PLACE_LABELS:
        return True
    return lemma_of(noun) in NOUNS_OF_PLACES
