"""Find the town that "the capital" means without a name."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from timeline.lexicon.countries import Country, countries
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.place_prepositions import preposition_of
from timeline.mentions.rules.places import PlaceMention
from timeline.mentions.rules.sentence_bounds import sentence_start
from timeline.mentions.rules.tree import OWNERS, has_child

# Words of a capital that is no seat of a state.
OTHER_CAPITALS = frozenset(
    {"financial", "former", "provincial", "regional", "state", "world"}
)

# Words before "of" or "from" that tell how far away something is.
DISTANCES = word_list("capitals.distances")


def is_nameless_capital(token: Token) -> bool:
    """Return whether a word is "the capital" of a state without its name beside it.

    "the capital", "Chad's capital", "the Chadian capital"; not "the capital Tripoli", "the capital,
    Damascus".
    """
    if token.tag_ != "NN" or token.dep_ == "compound":
        return False
    if lemma_of(token) != "capital":
        return False
    if not _is_that_of_a_state(token):
        return False
    return not _has_name(token) and not _is_only_distance(token)


def _is_that_of_a_state(token: Token) -> bool:
    """Return whether a capital is definite or owned, and no provincial or former one."""
    is_definite = False
    for word in token.lefts:
        if word.lower_ in OTHER_CAPITALS:
            return False
        if word.lower_ == "the" or word.dep_ == "poss":
            is_definite = True
    return is_definite


def _is_only_distance(token: Token) -> bool:
    """Return whether a place lies so far from the capital.

    "80 km from the capital", "south of the capital".
    """
    preposition = token.head
    if token.dep_ != "pobj" or preposition.lower_ not in {"of", "from"}:
        return False
    if lemma_of(preposition.head) in DISTANCES:
        return True
    return _is_after_distance(preposition)


def _is_after_distance(preposition: Token) -> bool:
    """Return whether the word before a preposition tells how far away something is."""
    if preposition.i <= sentence_start(preposition):
        return False
    return lemma_of(preposition.nbor(-1)) in DISTANCES


def _has_name(token: Token) -> bool:
    """Return whether a name follows a capital directly or after a comma, or stands for it."""
    if token.dep_ == "appos" and token.head.pos_ == "PROPN":
        return True
    if has_child(token, "appos"):
        return True
    return _is_before_name(token)


def _is_before_name(token: Token) -> bool:
    """Return whether the next word, after a comma or none, is a name."""
    for word in token.doc[token.i + 1 : token.i + 3]:
        if word.text != ",":
            return word.pos_ == "PROPN"
    return False


def country_of_capital(token: Token) -> str | None:
    """Return the alpha-3 code of the country that the words of a capital name.

    None if none does.
    """
    for word in _words_of_capital(token):
        country = _country(word)
        if country is not None:
            return country.id
    return None


def _words_of_capital(token: Token) -> Iterator[Token]:
    """Yield the words that can say whose capital it is: before it, and after "of"."""
    for word in token.lefts:
        if word.dep_ in OWNERS:
            yield word
    for preposition in prepositions(token, {"of"}):
        yield from objects_of(preposition)


def countries_in(sentence: Span) -> Iterator[str]:
    """Yield the alpha-3 codes of the countries that single words of a sentence name."""
    for token in sentence:
        country = _country(token)
        if country is not None:
            yield country.id


def _country(token: Token) -> Country | None:
    name = token.text
    if not name[:1].isupper():
        return None
    return countries().by_name(name) or countries().by_demonym(name)


def capital_of(token: Token, code: str) -> PlaceMention | None:
    """Return the capital of a country as the place that a word means; None if it has none."""
    country = countries().by_id(code)
    if country is None or country.capital is None:
        return None
    name = country.capital
    return PlaceMention(
        head=token,
        first=token.i,
        last=token.i,
        name=name,
        hint="city",
        preposition=preposition_of(token),
        wider=country.name,
    )
