"""Find the place names of a sentence that say where something happened."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from timeline.lexicon.countries import countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.dependencies import phrase
from timeline.mentions.rules.triggers import lemma_of
from timeline.model.places import PlacePrecision

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NO_PLACE = word_list("places.no_place")


# Nouns whose "of" leads to the place itself: "most of Saraqeb", "the outskirts of Goma".
PARTS = word_list("places.parts")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as a sentence names it.

    Attributes:
        head: Head word of the noun phrase.
        first: Index of the first token of the words.
        last: Index of the last one.
        name: The name alone, without "the town of" or "province".
        hint: "city", "province", "country", "region", "site" where the words beside the name say
            so; else None.
        preposition: The preposition it stands behind, lower case; "" when it stands behind none.
        wider: A wider place named with it ("Sadr City, Baghdad"); None if none.
    """

    head: Token
    first: int
    last: int
    name: str
    hint: str | None
    preposition: str
    wider: str | None = None


def name_run(head: Token) -> tuple[int, int]:
    """Return the run of proper nouns around a head.

    Small words inside Arabic and French names belong to it.
    """
    first = last = head.i
    doc, sentence = head.doc, head.sent
    while first - 1 >= sentence.start and _is_continued(doc[first - 1], doc[first]):
        first -= 1
    while (
        last + 1 < sentence.end
        and doc[last + 1].pos_ == "PROPN"
        and doc[last + 1].head in {head, *head.children}
    ):
        last += 1
    return first, last


def _is_continued(token: Token, following: Token) -> bool:
    if (
        token.pos_ == "PROPN"
        and token.dep_ in {"compound", "nmod", "amod"}
        and token.head.i >= following.i
    ):
        return True
    return (
        token.text == "-"
        and following.i - 2 >= token.sent.start
        and token.nbor(-1).pos_ == "PROPN"
        and token.nbor(-1).dep_ == "compound"
    )


def mentions(sentence: Span, gazetteer: Gazetteer, words: Words) -> list[PlaceMention]:
    """Find the places of a sentence that stand where a place can stand, in order."""
    places: list[PlaceMention] = []
    for token in sentence:
        if token.pos_ not in {"PROPN", "NOUN"}:
            continue
        place = _place(token, gazetteer, words) or _listed(token, places)
        if place is not None:
            places.append(place)
    return places


def _listed(token: Token, before: Sequence[PlaceMention]) -> PlaceMention | None:
    """Take a name that nobody knows as a place where it stands in a list of places.

    "in Binnish, Taftanaz and X".
    """
    if (
        not (token.dep_ == "conj" or _begins_list(token))
        or token.pos_ != "PROPN"
        or token.ent_type_ in NO_PLACE_LABELS | {"DATE", "TIME", "NORP"}
    ):
        return None
    if not any(_is_in_list_of(mention, token.head) for mention in before):
        return None
    first, last = name_run(token)
    return PlaceMention(
        token, first, last, token.doc[first : last + 1].text, None, preposition_of(token), None
    )


def _is_in_list_of(place: PlaceMention, name: Token) -> bool:
    """Return whether what follows a name in a list is a place, as the name is.

    "in Binnish and X", "hit the villages of Binnish and X"; not "Binnish and X said".
    """
    if place.head == name and not place.preposition:
        return False
    return place.first <= name.i <= place.last and place.preposition not in NO_PLACE


def _begins_list(token: Token) -> bool:
    """Return whether what seems to explain a name goes on with a list of them.

    "in Gori, Kaspi, Khashuri and Surami".
    """
    return token.dep_ == "appos" and any(child.dep_ == "conj" for child in token.children)


def _place(token: Token, gazetteer: Gazetteer, words: Words) -> PlaceMention | None:
    lemma = lemma_of(token)
    common = None if _is_country(token) else _kind_of_noun(lemma, words)
    if token.pos_ == "NOUN" or (common is not None and token.dep_ not in {"compound"}):
        return _named_by_noun(token, common, gazetteer) if common is not None else None
    if token.dep_ == "compound" and token.head.pos_ != "NOUN":
        return None
    first, last = name_run(token)
    name = token.doc[first : last + 1].text
    if token.dep_ == "compound" and (countries().by_name(name) or countries().by_demonym(name)):
        return None
    if not _is_place(token, name, gazetteer) or _is_ship(token, name, gazetteer):
        return None
    hint = "country" if countries().by_name(name) is not None else None
    preposition = preposition_of(token)
    return PlaceMention(token, first, last, name, hint, preposition, _wider(token))


def _is_country(token: Token) -> bool:
    """Return whether a word for a kind of place ends a country's name: "the United States"."""
    if token.pos_ != "PROPN":
        return False
    first, last = name_run(token)
    return countries().by_name(token.doc[first : last + 1].text) is not None


def _kind_of_noun(lemma: str, words: Words) -> str | None:
    if lemma in words["places.settlement"]:
        return "city"
    if lemma in words["places.province"]:
        return "province"
    return "site" if lemma in words["places.site"] else None


def _named_by_noun(token: Token, kind: str | None, gazetteer: Gazetteer) -> PlaceMention | None:
    """Read "Saraqeb town", "the town of Saraqeb", "Helmand province".

    Also "Basra's Hananiyah neighborhood".
    """
    before = [
        child
        for child in token.lefts
        if child.dep_ in {"compound", "nmod", "amod"} and _is_name(child, gazetteer)
    ]
    named_behind = _of_name(token, kind)
    if before and (named_behind is None or lemma_of(token) in INNER_AREAS):
        first = min(child.left_edge.i if child.dep_ == "compound" else child.i for child in before)
        while first < token.i and not _is_name(token.doc[first], gazetteer):
            first += 1
        name = token.doc[first : token.i].text
        if countries().by_name(name) or countries().by_demonym(name) or " and " in name:
            return None  # "Deraa and Quneitra provinces" are found by their names
        full = (
            f"{name} {token.text}"
            if kind == "site" or lemma_of(token) in {"island", "camp", "valley", "strip"}
            else name
        )
        owner = next(
            (
                child.text
                for child in token.children
                if child.dep_ == "poss" and child.pos_ == "PROPN"
            ),
            None,
        )
        owner = owner or (named_behind.text if named_behind is not None else None)
        return PlaceMention(
            token, first, token.i, full, kind, preposition_of(token), owner or _wider(token)
        )
    if named_behind is None:
        return None
    first, last = name_run(named_behind)
    hint = (
        None
        if lemma_of(token)
        in {"outskirts", "outskirt", "suburb", "area", "part", "capital", "stronghold"}
        else kind
    )
    wider = before[0].text if before else _wider(named_behind)
    return PlaceMention(
        token, first, last, token.doc[first : last + 1].text, hint, preposition_of(token), wider
    )


def _is_name(token: Token, gazetteer: Gazetteer) -> bool:
    """Return whether a word is a name, also where the tagger takes it for an adjective.

    "Aleppo city".
    """
    if token.pos_ == "PROPN":
        return True
    is_capital = token.pos_ == "ADJ" and token.text[:1].isupper() and token.i > token.sent.start
    if not is_capital or token.lower_ in POINTS or countries().by_demonym(token.text) is not None:
        return False
    return gazetteer.find(token.text) is not None


# Parts of a town that stand before it: "the Sadr City district of Baghdad"; a suburb stands behind:
# "the Damascus suburb of Douma".
TOWN_NOUNS = word_list("places.town_nouns")
INNER_AREAS = word_list("places.inner_areas")
# Other nouns that stand before the name of a town: "downtown Cairo".
BESIDE_TOWNS = word_list("places.beside_towns")


def _of_name(token: Token, kind: str | None) -> Token | None:
    """Return the name behind "the town of", "the outskirts of"; None if there is none."""
    if kind not in {"city", "province"}:
        return None
    for preposition in (child for child in token.rights if child.lower_ == "of"):
        for noun in preposition.children:
            if noun.dep_ == "pobj" and noun.pos_ == "PROPN":
                return noun
    return None


def _is_ship(token: Token, name: str, gazetteer: Gazetteer) -> bool:
    """Return whether an article makes a town's name that of something else.

    "the Sheffield" is a ship, "The Hague" a town.
    """
    named = [
        child
        for child in token.lefts
        if child.dep_ == "compound" and child.pos_ == "NOUN" and child.is_lower
    ]
    if token.dep_ == "appos" and token.head.i == token.i - 1 and token.head.pos_ == "NOUN":
        named.append(token.head)
    if any(lemma_of(noun) not in TOWN_NOUNS | PARTS | BESIDE_TOWNS for noun in named):
        return True  # "the destroyer Sheffield"; but "the capital Tripoli"
    if not any(child.lower_ == "the" for child in token.lefts):
        return False
    place = gazetteer.find(name)
    named_so = gazetteer.find(f"The {name}")
    town = place is not None and place.precision is PlacePrecision.CITY
    return town and (named_so is None or not named_so.name.startswith("The "))


def _is_place(token: Token, name: str, gazetteer: Gazetteer) -> bool:
    """Trust the model's place labels on a spatial position; otherwise ask the gazetteer."""
    if countries().by_name(name) is not None:
        return True
    if token.ent_type_ in {"DATE", "TIME", "CARDINAL", "MONEY"} or name.lower() in POINTS:
        return False
    if _is_other_name(token, name):
        return False
    if token.ent_type_ in PLACE_LABELS:
        return True
    if any(child.dep_ == "appos" and lemma_of(child) in TOWN_NOUNS for child in token.children):
        return True  # "Baba Amr, a district of Homs"
    if _is_unknown_place(token, name):
        return True
    spatial = token.dep_ in {"compound", "pobj", "appos", "conj", "dobj", "npadvmod", "nsubjpass"}
    return spatial and gazetteer.find(name) is not None


def _is_other_name(token: Token, name: str) -> bool:
    """Return whether a name is that of a person or an organisation, or part of an adjective."""
    if name.split()[-1] in NO_PLACE_NAMES:
        return True
    return _is_someone(token) or _is_in_adjective(token)


def _is_in_adjective(token: Token) -> bool:
    """Return whether a name only begins an adjective: "a London-based group"."""
    behind = token.doc[token.i + 1 : token.i + 3]
    if len(behind) < 2 or behind[0].text != "-":
        return False
    return not behind[0].whitespace_ and behind[1].tag_ in {"VBN", "VBD", "VBG"}


def _is_someone(token: Token) -> bool:
    """Return whether a name is explained as that of a person.

    "Mustapha, a 39-year-old mason", "Aleppo, 52, a farmer".
    """
    beside = [child for child in token.children if child.dep_ == "appos"]
    return any(
        neighbour.pos_ == "NUM"
        or any(inner.lower_ == "old" for inner in neighbour.subtree if inner.i < neighbour.i)
        for neighbour in beside
    )


def _is_unknown_place(token: Token, name: str) -> bool:
    """Return whether a name that nobody knows stands where only a place can.

    "attacks in Jebel Marra".
    """
    behind = (
        token.dep_ == "pobj"
        and token.pos_ == "PROPN"
        and (token.head.lower_ == "of" or token.head.lower_ in PLACING)
        and preposition_of(token) in PLACING
    )
    if countries().by_demonym(name) is not None:
        return False
    if (
        not behind
        or token.ent_type_ in NO_PLACE_LABELS
        or any(child.dep_ in {"det", "poss"} for child in token.lefts)
    ):
        return False
    return not (name.isupper() and len(name) < 7) and name.split()[0] not in NO_PLACE_NAMES


# Prepositions behind which an unknown name is that of a place.
PLACING = frozenset({"in", "near", "outside", "around"})
NO_PLACE_LABELS = frozenset(
    {"EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "QUANTITY", "PERCENT", "ORDINAL"}
)
NO_PLACE_NAMES = word_list("places.no_place_names")
# Points of the compass are no names by themselves.
POINTS = word_list("places.points")


def preposition_of(token: Token) -> str:
    """Return the preposition before a noun phrase, across coordination and apposition."""
    governor = token
    while governor.dep_ in {"conj", "appos"} and governor.head != governor:
        governor = governor.head
    if governor.dep_ == "poss" and lemma_of(governor.head) in TOWN_NOUNS | INNER_AREAS:
        return preposition_of(governor.head)  # "in Deraa's old quarter"
    if governor.dep_ != "pobj":
        return ""
    if governor.head.lower_ == "of" and lemma_of(governor.head.head) in PARTS:
        return preposition_of(governor.head.head) or "in"
    return governor.head.lower_


def _wider(token: Token) -> str | None:
    """Return the wider place that follows: "Sirte, Libya", "Kisweh in Damascus province"."""
    for child in token.rights:
        if _begins_list(child):
            continue
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            first, last = phrase(child)
            return token.doc[first : last + 1].text
        if (
            child.dep_ == "appos" and (inner := _of_name(child, "city")) is not None
        ):  # "Baba Amr, a district of Homs"
            first, last = name_run(inner)
            return token.doc[first : last + 1].text
        if child.dep_ == "prep" and child.lower_ in {"in", "of"}:
            inner = next(
                (
                    grandchild
                    for grandchild in child.children
                    if grandchild.dep_ == "pobj" and grandchild.pos_ == "PROPN"
                ),
                None,
            )
            if inner is not None:
                first, last = name_run(inner)
                return token.doc[first : last + 1].text
    return None


# Definite nouns that point back to a town told before.
TOWNS = word_list("places.towns")
# Definite nouns that point back to a wider place told before.
AREAS = word_list("places.areas")


def definite_place(
    token: Token, name: str, hint: str | None, wider: str | None
) -> PlaceMention | None:
    """Read "the village", "the southern city" and "there" as the town told of before.

    None if the word is no such definite.
    """
    if token.lower_ == "there" and token.dep_ == "advmod":
        return PlaceMention(token, token.i, token.i, name, hint, "in", wider)
    if lemma_of(token) not in TOWNS | AREAS or token.tag_ != "NN":
        return None
    lefts = [child for child in token.lefts if child.lower_ not in POINTS]
    if (
        len(lefts) != 1
        or lefts[0].lower_ not in {"the", "this", "that"}
        or any(child.dep_ == "prep" for child in token.rights)
    ):
        return None
    return PlaceMention(token, token.i, token.i, name, hint, preposition_of(token), wider)
