"""Find the town that "the capital" means without a name."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from timeline.lexicon.countries import Country, countries
from timeline.lexicon.lists import word_list
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.place_prepositions import preposition_of
from timeline.mentions.rules.places import PlaceMention
from timeline.mentions.rules.triggers import lemma_of

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
    if lemma_of(token) != "capital" or token.tag_ != "NN" or token.dep_ == "compound":
        return False
    if not any(child.lower_ == "the" or child.dep_ == "poss" for child in token.lefts):
        return False
    if any(child.lower_ in OTHER_CAPITALS for child in token.lefts):
        return False
    return not _has_name(token) and not _is_only_distance(token)


def _is_only_distance(token: Token) -> bool:
    """Return whether a place lies so far from the capital.

    "80 km from the capital", "south of the capital".
    """
    preposition = token.head
    if token.dep_ != "pobj" or preposition.lower_ not in {"of", "from"}:
        return False
    if lemma_of(preposition.head) in DISTANCES:
        return True
    is_first = preposition.i <= token.sent.start
    return not is_first and lemma_of(preposition.nbor(-1)) in DISTANCES


def _has_name(token: Token) -> bool:
    """Return whether a name follows a capital directly or after a comma, or stands for it."""
    if token.dep_ == "appos" and token.head.pos_ == "PROPN":
        return True
    if any(child.dep_ == "appos" for child in token.children):
        return True
    following = token.doc[token.i + 1 : token.i + 3]
    word = next((word for word in following if word.text != ","), None)
    return word is not None and word.pos_ == "PROPN"


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
    for child in token.lefts:
        if child.dep_ in {"poss", "amod", "compound", "nmod"}:
            yield child
    for preposition in prepositions(token, {"of"}):
        yield from objects_of(preposition)


def countries_in(sentence: Span) -> Iterator[str]:
    """Yield the alpha-3 codes of the countries that single words of a sentence name."""
    for token in sentence:
        country = _country(token)
        if country is not None:
            yield country.id


def _country(token: Token) -> Country | None:
    if not token.text[:1].isupper():
        return None
    return countries().by_name(token.text) or countries().by_demonym(token.text)


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
