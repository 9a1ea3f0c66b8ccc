"""Names of a sentence that are those of places."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from timeline.lexicon.composition import peoples
from timeline.lexicon.countries import countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.lists import word_list
from timeline.lexicon.name_keys import fold
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.place_prepositions import (
    PARTS,
    PLACE_LABELS,
    TOWN_NOUNS,
    preposition_of,
)
from timeline.mentions.rules.sentence_bounds import sentence_end, sentence_start
from timeline.mentions.rules.tree import children_by, has_child
from timeline.model.places import PlacePrecision

# Other nouns that stand before the name of a town: "downtown Cairo".
BESIDE_TOWNS = word_list("place_names.beside_towns")
# Nouns that may stand before the name of a town.
BEFORE_TOWNS = TOWN_NOUNS | PARTS | BESIDE_TOWNS
# Prepositions behind which an unknown name is that of a place.
PLACING = frozenset({"in", "near", "outside", "around"})
NO_PLACE_LABELS = frozenset(
    {"EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "QUANTITY", "PERCENT", "ORDINAL"}
)
NO_PLACE_NAMES = word_list("place_names.no_place_names")
# Points of the compass are no names by themselves.
POINTS = word_list("place_names.points")


def name_run(head: Token) -> tuple[int, int]:
    """Return the run of proper nouns around a head.

    Small words inside Arabic and French names belong to it.
    """
    doc = head.doc
    start, end = sentence_start(head), sentence_end(head)
    first = head.i
    while first > start:
        if not _is_continued(doc[first - 1], doc[first]):
            break
        first -= 1
    last = head.i
    while last + 1 < end:
        if not _is_second_part(doc[last + 1], head):
            break
        last += 1
    return first, last


def _is_second_part(token: Token, head: Token) -> bool:
    """Return whether a word behind the head of a name belongs to it."""
    if token.pos_ != "PROPN":
        return False
    return head in {token.head, token.head.head}


def words_of_name(head: Token) -> Span:
    """Return the words of the name that a word heads."""
    first, last = name_run(head)
    return head.doc[first : last + 1]


def _is_continued(token: Token, following: Token) -> bool:
    """Return whether a word goes on with the name that follows it, or is its hyphen."""
    if _is_before_head(token, following):
        return True
    if token.text != "-":
        return False
    first = token.i - 1
    if first < sentence_start(token):
        return False
    return _is_name_before_hyphen(token.doc[first])


def _is_name_before_hyphen(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.dep_ == "compound"


def _is_before_head(token: Token, following: Token) -> bool:
    """Return whether a word is a name that says which of those after it is meant."""
    if token.pos_ != "PROPN" or token.dep_ not in NAME_RELATIONS:
        return False
    return token.head.i >= following.i


def is_nation(name: str) -> bool:
    """Return whether a name is that of a country, or ends with that of a people."""
    if countries().by_name(name) is not None:
        return True
    last = name.split()[-1]
    return is_people(last)


def is_people(word: str) -> bool:
    """Return whether a word is the adjective of a people, of a nation or of a sect."""
    if countries().by_demonym(word) is not None:
        return True
    return fold(word) in peoples()


NAME_RELATIONS = frozenset({"compound", "nmod", "amod"})


def is_name(token: Token, gazetteer: Gazetteer) -> bool:
    """Return whether a word is a name, also where the tagger takes it for an adjective.

    "Aleppo city".
    """
    if token.pos_ == "PROPN":
        return True
    if not _is_capitalized_adjective(token) or token.lower_ in POINTS:
        return False
    if countries().by_demonym(token.text) is not None:
        return False
    return gazetteer.find(token.text) is not None


def _is_capitalized_adjective(token: Token) -> bool:
    """Return whether an adjective has a capital that does not come from opening a sentence."""
    if token.pos_ != "ADJ" or not token.text[:1].isupper():
        return False
    return token.i > sentence_start(token)


def is_ship(token: Token, name: str, gazetteer: Gazetteer) -> bool:
    """Return whether a noun or an article makes a town's name that of something else.

    "the Sheffield" is a ship, "The Hague" a town.
    """
    lemmas = {lemma_of(noun) for noun in _nouns_that_name(token)}
    if not lemmas <= BEFORE_TOWNS:
        return True  # "the destroyer Sheffield"; but "the capital Tripoli"
    if not any(child.lower_ == "the" for child in token.lefts):
        return False
    place = gazetteer.find(name)
    if place is None:
        return False
    if place.precision is not PlacePrecision.CITY:
        return False
    return not _is_named_with_article(name, gazetteer)


def _is_named_with_article(name: str, gazetteer: Gazetteer) -> bool:
    """Return whether a town's name has an article: "The Hague"."""
    place = gazetteer.find(f"The {name}")
    if place is None:
        return False
    return place.name.startswith("The ")


def _nouns_that_name(token: Token) -> Iterator[Token]:
    """Yield the common nouns before a name that say what it is the name of."""
    for child in token.lefts:
        if child.dep_ == "compound" and _is_common(child):
            yield child
    if token.dep_ != "appos":
        return
    explained = token.head
    if explained.i == token.i - 1 and explained.pos_ == "NOUN":
        yield explained


def _is_common(word: Token) -> bool:
    return word.pos_ == "NOUN" and word.is_lower


# Entity labels of the model that are none of a place.
NUMBER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "MONEY"})
SPATIAL = frozenset(
    {"compound", "pobj", "appos", "conj", "dobj", "npadvmod", "nsubjpass"}
)


def is_place(token: Token, name: str, gazetteer: Gazetteer) -> bool:
    """Return whether a name is that of a place, by the model's label or else by the gazetteer."""
    if countries().by_name(name) is not None:
        return True
    if token.ent_type_ in NUMBER_LABELS or name.lower() in POINTS:
        return False
    if _is_other_name(token, name):
        return False
    if token.ent_type_ in PLACE_LABELS or _is_explained_as_town(token):
        return True
    if _is_unknown_place(token, name):
        return True
    if token.dep_ not in SPATIAL and not is_what_falls(token):
        return False
    return gazetteer.find(name) is not None


def is_what_falls(token: Token) -> bool:
    """Return whether a name is the subject of falling to somebody: "Kidal fell to rebels"."""
    if token.dep_ != "nsubj" or lemma_of(token.head) != "fall":
        return False
    return any(child.lower_ in {"to", "into"} for child in token.head.rights)


def _is_explained_as_town(token: Token) -> bool:
    """Return whether an apposition says that a name is that of a town: "X, a district of Homs"."""
    nouns = children_by(token, "appos")
    lemmas = map(lemma_of, nouns)
    return not TOWN_NOUNS.isdisjoint(lemmas)


def _is_other_name(token: Token, name: str) -> bool:
    """Return whether a name is that of a person or an organisation, or part of an adjective."""
    last = name.split()[-1]
    if last in NO_PLACE_NAMES:
        return True
    return _is_someone(token) or _is_in_adjective(token)


def _is_in_adjective(token: Token) -> bool:
    """Return whether a name only begins an adjective: "a London-based group"."""
    behind = token.doc[token.i + 1 : token.i + 3]
    if len(behind) < 2:
        return False
    hyphen, participle = behind
    if hyphen.text != "-":
        return False
    if hyphen.whitespace_:
        return False
    return participle.tag_ in {"VBN", "VBD", "VBG"}


def _is_someone(token: Token) -> bool:
    """Return whether a name is explained as that of a person.

    "Mustapha, a 39-year-old mason", "Aleppo, 52, a farmer".
    """
    nouns = children_by(token, "appos")
    return any(map(_has_age, nouns))


def _has_age(noun: Token) -> bool:
    """Return whether an apposition is an age or has one before it; "five in Gao" is a toll."""
    if noun.pos_ == "NUM":
        return not has_child(noun, "prep")
    before = (word for word in noun.subtree if word.i < noun.i)
    return any(word.lower_ == "old" for word in before)


# Acronyms of organisations are shorter than this.
LONGEST_ACRONYM = 6


def _is_unknown_place(token: Token, name: str) -> bool:
    """Return whether a name that nobody knows stands where only a place can.

    "attacks in Jebel Marra".
    """
    if not _is_after_placing(token):
        return False
    if countries().by_demonym(name) is not None:
        return False
    if token.ent_type_ in NO_PLACE_LABELS:
        return False
    if any(child.dep_ in {"det", "poss"} for child in token.lefts):
        return False
    if name.islower() or _is_acronym(name):
        return False  # "marching in solidarity"
    first = name.split()[0]
    return first not in NO_PLACE_NAMES


def _is_acronym(name: str) -> bool:
    """Return whether a name is most likely that of an organisation, by its first letters."""
    return name.isupper() and len(name) <= LONGEST_ACRONYM


def _is_after_placing(token: Token) -> bool:
    """Return whether a name follows a preposition of place: "in X", "in the hills of X"."""
    if token.dep_ != "pobj" or token.pos_ != "PROPN":
        return False
    preposition = token.head.lower_
    if preposition != "of" and preposition not in PLACING:
        return False
    return preposition_of(token) in PLACING
