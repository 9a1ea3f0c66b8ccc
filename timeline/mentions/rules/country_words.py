"""Find the country that the words around a noun name: "Chadian rebels", "rebels in Chad"."""

from collections.abc import Iterator

from spacy.tokens import Token

from timeline.lexicon.countries import Country, countries
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.sentence_bounds import sentence_end, sentence_start
from timeline.mentions.rules.tree import children_by

# Words before a demonym of people wherever they live: "ethnic Albanians".
ETHNIC = frozenset({"ethnic", "minority"})
# Words behind a country's name that make it the name of something else: "the Turkey Creek field".
OTHER_NAMES = word_list("country_words.other_names")
# Prepositions of where people live and act.
BASED = word_list("country_words.based")
# Verbs of where a group lives and acts.
BEING_BASED = frozenset({"based", "operating"})


def country_of_words(head: Token, first: int) -> str | None:
    """Return the country that a demonym or a country's name before the head names."""
    for token in head.doc[first : head.i]:
        country = _country_of_word(token)
        if country is not None and _is_of_country(token):
            return country.id
    return None


def _country_of_word(token: Token) -> Country | None:
    """Return the country of which a word is the demonym or the name."""
    country = countries().by_demonym(token.text)
    if country is not None:
        return country
    return countries().by_name(token.text)


def _is_of_country(token: Token) -> bool:
    """Return whether a country's name before a noun says to which country people belong."""
    if is_ethnic(token, token.i):
        return False
    if _is_start_of_other_name(token):
        return False
    return not _is_joined(token)


def is_ethnic(head: Token, first: int) -> bool:
    """Return whether a demonym names people wherever they live and not their state.

    "ethnic Albanians".
    """
    start = max(sentence_start(head), first - 1)
    before = head.doc[start : head.i]
    return any(token.lower_ in ETHNIC for token in before)


def _is_joined(token: Token) -> bool:
    """Return whether a country only says whose allies somebody is, or whose people they are not.

    "Iranian-backed militia", "non-Turkish fighters"; a "French-led force" counts as French.
    """
    if is_behind_non(token):
        return True
    if token.i + 3 > sentence_end(token):
        return False
    hyphen = token.nbor(1)
    if hyphen.text != "-":
        return False
    participle = token.nbor(2)
    return participle.tag_ == "VBN" and participle.lower_ != "led"


def is_behind_non(token: Token) -> bool:
    """Return whether a word or its hyphen is what somebody is not: "non-Turkish"."""
    start = max(sentence_start(token), token.i - 2)
    end = token.i + 1
    words = [token.doc[index] for index in range(start, end)]
    text = "".join(word.text_with_ws for word in words)
    return "non-" in text.lower()


def _is_start_of_other_name(token: Token) -> bool:
    """Return whether a country's name only begins that of a creek or hill.

    "the Turkey Creek oil field".
    """
    is_last = token.i + 1 == len(token.doc)
    following = token if is_last else token.nbor(1)
    return following.text in OTHER_NAMES


def country_behind(head: Token) -> str | None:
    """Return the country in which people are.

    "rebels in Chad", "a group based in Damascus", "refugees from Togo".
    """
    for place in _places_of(head):
        country = _country_of_place(place)
        if country is not None:
            return country.id
    return None


def _places_of(head: Token) -> Iterator[Token]:
    """Yield the nouns that say where people are: "rebels in Chad", "a group based in Damascus"."""
    yield from _objects_behind(head)
    for clause in children_by(head, "acl"):
        if clause.lower_ in BEING_BASED:
            yield from _objects_behind(clause)


def _objects_behind(token: Token) -> Iterator[Token]:
    """Yield the nouns behind a word's prepositions of place."""
    for preposition in prepositions(token, BASED):
        yield from objects_of(preposition)


def _country_of_place(place: Token) -> Country | None:
    """Return the country that a phrase names, or whose capital it names."""
    first, _ = phrase(place)
    end = place.i + 1
    for start in range(first, end):
        words = place.doc[start:end].text
        country = countries().by_name(words)
        if country is None:
            country = countries().by_seat(words)
        if country is not None:
            return country
    return None
