"""Find the place names of a sentence that say where something happened."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from timeline.lexicon.countries import countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.place_names import (
    NAME_RELATIONS,
    NO_PLACE_LABELS,
    POINTS,
    is_name,
    is_nation,
    is_people,
    is_place,
    is_ship,
    words_of_name,
)
from timeline.mentions.rules.place_prepositions import (
    AREAS,
    INNER_AREAS,
    TOWNS,
    preposition_of,
)
from timeline.mentions.rules.tree import children_by, has_child

NO_PLACE = word_list("places.no_place")
# Nouns that with a nation's adjective mean its country: "Iraqi territory".
OF_NATIONS = word_list("places.of_nations")
# Labels of names that are no place even in a list of places.
NOT_LISTED = NO_PLACE_LABELS | {"DATE", "TIME", "NORP"}


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
    if token.pos_ != "PROPN" or token.ent_type_ in NOT_LISTED:
        return None
    if token.dep_ != "conj" and not is_list_start(token):
        return None
    if not any(_is_in_list_of(mention, token.head) for mention in before):
        return None
    name = words_of_name(token)
    return PlaceMention(
        head=token,
        first=name.start,
        last=name.end - 1,
        name=name.text,
        hint=None,
        preposition=preposition_of(token),
        wider=None,
    )


def _is_in_list_of(place: PlaceMention, name: Token) -> bool:
    """Return whether what follows a name in a list is a place, as the name is.

    "in Binnish and X", "hit the villages of Binnish and X"; not "Binnish and X said".
    """
    if place.preposition in NO_PLACE:
        return False
    if place.head == name and not place.preposition:
        return False
    return place.first <= name.i <= place.last


def is_list_start(token: Token) -> bool:
    """Return whether what seems to explain a name goes on with a list of them.

    "in Gori, Kaspi, Khashuri and Surami".
    """
    return token.dep_ == "appos" and has_child(token, "conj")


def _place(token: Token, gazetteer: Gazetteer, words: Words) -> PlaceMention | None:
    """Return the place that a noun or name heads; None if it heads none."""
    if token.pos_ == "NOUN":
        return _place_of_noun(token, gazetteer, words)
    kind = _kind_in_name(token, words)
    if kind is not None:
        return _named_by_noun(token, kind, gazetteer)
    return _named_alone(token, gazetteer)


def _place_of_noun(
    token: Token, gazetteer: Gazetteer, words: Words
) -> PlaceMention | None:
    """Return the place that a common noun heads: "Saraqeb town", "Israeli territory"."""
    lemma = lemma_of(token)
    if lemma in OF_NATIONS:
        return _land_of_nation(token)
    kind = _kind_of_noun(lemma, words)
    if kind is None:
        return None
    return _named_by_noun(token, kind, gazetteer)


def _kind_in_name(token: Token, words: Words) -> str | None:
    """Return the kind of place with which a name ends: "Helmand Province".

    None if the name ends with none, or is that of a country: "the United States".
    """
    if token.dep_ == "compound":
        return None
    kind = _kind_of_noun(lemma_of(token), words)
    if kind is None or _is_country(token):
        return None
    return kind


def _land_of_nation(token: Token) -> PlaceMention | None:
    """Return the country that "Israeli territory" means."""
    for child in token.lefts:
        if child.dep_ not in NAME_RELATIONS:
            continue
        country = countries().by_demonym(child.text)
        if country is not None:
            return PlaceMention(
                head=token,
                first=child.i,
                last=token.i,
                name=country.name,
                hint="country",
                preposition=preposition_of(token),
            )
    return None


def _named_alone(token: Token, gazetteer: Gazetteer) -> PlaceMention | None:
    """Return the place that a name means by itself."""
    is_before_noun = token.dep_ == "compound"
    if is_before_noun and token.head.pos_ != "NOUN":
        return None
    name = words_of_name(token)
    if is_before_noun:
        if is_nation(name.text):
            return None
        city = _city_before(name, gazetteer)
        if city is not None:
            return city
    return _named(token, name, gazetteer)


def _named(token: Token, name: Span, gazetteer: Gazetteer) -> PlaceMention | None:
    """Return the place that the words of a name mean; `token`: their head."""
    if not is_place(token, name.text, gazetteer):
        return None
    if is_ship(token, name.text, gazetteer):
        return None
    country = countries().by_name(name.text)
    return PlaceMention(
        head=token,
        first=name.start,
        last=name.end - 1,
        name=name.text,
        hint=None if country is None else "country",
        preposition=preposition_of(token),
        wider=_wider(token),
    )


# People: a city from this size on is meant by the first word of "the Boston Marathon bombing".
LARGE_CITY = 200_000


def _city_before(name: Span, gazetteer: Gazetteer) -> PlaceMention | None:
    """Return the large city with which a name begins that is no place: "Boston Marathon"."""
    if len(name) == 1 or name.root.ent_type_ == "PERSON":
        return None
    if gazetteer.find(name.text) is not None:
        return None
    city = name[0]
    if not _is_large_city(city.text, gazetteer):
        return None
    return PlaceMention(
        head=name.root,
        first=city.i,
        last=city.i,
        name=city.text,
        hint=None,
        preposition="",
    )


def _is_large_city(name: str, gazetteer: Gazetteer) -> bool:
    """Return whether a name is that of a city that many know without its country."""
    city = gazetteer.find(name)
    if city is None:
        return False
    people = gazetteer.population(city)
    return people is not None and people >= LARGE_CITY


def _is_country(token: Token) -> bool:
    """Return whether a word for a kind of place ends a country's name: "the United States"."""
    if token.pos_ != "PROPN":
        return False
    name = words_of_name(token)
    return countries().by_name(name.text) is not None


def _kind_of_noun(lemma: str, words: Words) -> str | None:
    """Return the kind of place that a noun means; None if it means none."""
    if lemma in words["places.settlement"]:
        return "city"
    if lemma in words["places.province"]:
        return "province"
    if lemma in words["places.site"]:
        return "site"
    return None


# Nouns that are part of the name before them: "Gaza Strip".
NOUNS_OF_NAMES = frozenset({"island", "camp", "valley", "strip"})
# Nouns for a part of the place that "of" names, or for what it is: "the outskirts of Homs".
PARTS_OF_TOWNS = frozenset(
    {"outskirts", "outskirt", "suburb", "area", "part", "capital", "stronghold"}
)


def _named_by_noun(
    token: Token, kind: str, gazetteer: Gazetteer
) -> PlaceMention | None:
    """Read "Saraqeb town", "the town of Saraqeb", "Helmand province".

    Also "Basra's Hananiyah neighborhood".
    """
    names = _names_before(token, kind, gazetteer)
    after = _of_name(token, kind)
    if names and (after is None or lemma_of(token) in INNER_AREAS):
        return _named_before_noun(token, kind, names, after, gazetteer)
    if after is None:
        return None
    wider = names[0].text if names else _wider(after)
    return _named_after_noun(token, kind, after, wider)


def _names_before(token: Token, kind: str, gazetteer: Gazetteer) -> list[Token]:
    """Return the names before a noun; that of a people only where the noun is a site."""
    names = [child for child in token.lefts if _is_name_before(child, gazetteer)]
    if kind == "site":
        return names
    # "Sunni districts of Aleppo"
    return [name for name in names if not is_people(name.text)]


def _is_name_before(child: Token, gazetteer: Gazetteer) -> bool:
    return child.dep_ in NAME_RELATIONS and is_name(child, gazetteer)


def _named_before_noun(
    token: Token,
    kind: str,
    names: Sequence[Token],
    after: Token | None,
    gazetteer: Gazetteer,
) -> PlaceMention | None:
    """Read "Saraqeb town"; a name after the noun is that of the wider place."""
    first = _first_of_names(token, names, gazetteer)
    name = token.doc[first : token.i].text
    if is_nation(name) or " and " in name:
        return None  # "Deraa and Quneitra provinces" are found by their names
    if kind == "site" or lemma_of(token) in NOUNS_OF_NAMES:
        name = f"{name} {token.text}"
    return PlaceMention(
        head=token,
        first=first,
        last=token.i,
        name=name,
        hint=kind,
        preposition=preposition_of(token),
        wider=_wider_of_noun(token, after),
    )


def _first_of_names(token: Token, names: Sequence[Token], gazetteer: Gazetteer) -> int:
    """Return the index of the first name in the words before a noun."""
    first = min(map(_start_of_name, names))
    while first < token.i and not is_name(token.doc[first], gazetteer):
        first += 1
    return first


def _wider_of_noun(token: Token, after: Token | None) -> str | None:
    """Return the wider place of one that is named before its noun.

    `after`: the name after the noun, as in "the Sadr City district of Baghdad".
    """
    wider = _owner_of_place(token) or after
    if wider is None:
        return _wider(token)
    return wider.text


def _start_of_name(name: Token) -> int:
    """Return the index of the first word of a name before a noun."""
    first = name.left_edge if name.dep_ == "compound" else name
    return first.i


def _owner_of_place(token: Token) -> Token | None:
    """Return the name of the place that has this one: "Basra" of "Basra's northern district"."""
    for owner in children_by(token, "poss"):
        if owner.pos_ == "PROPN":
            return owner
    return None


def _named_after_noun(
    token: Token, kind: str, name: Token, wider: str | None
) -> PlaceMention:
    """Read "the town of Saraqeb", "the outskirts of Saraqeb"."""
    words = words_of_name(name)
    is_part = lemma_of(token) in PARTS_OF_TOWNS
    return PlaceMention(
        head=token,
        first=words.start,
        last=words.end - 1,
        name=words.text,
        hint=None if is_part else kind,
        preposition=preposition_of(token),
        wider=wider,
    )


def _of_name(token: Token, kind: str | None) -> Token | None:
    """Return the name behind "the town of", "the outskirts of"; None if there is none."""
    if kind not in {"city", "province"}:
        return None
    for preposition in token.rights:
        name = _name_after(preposition) if preposition.lower_ == "of" else None
        if name is not None:
            return name
    return None


def _name_after(preposition: Token) -> Token | None:
    """Return the name after a preposition; None if no name follows."""
    for noun in children_by(preposition, "pobj"):
        if noun.pos_ == "PROPN":
            return noun
    return None


def _wider(token: Token) -> str | None:
    """Return the wider place that follows: "Sirte, Libya", "Kisweh in Damascus province"."""
    for child in token.rights:
        wider = _wider_in(child)
        if wider is not None:
            return wider
    return None


def _wider_in(child: Token) -> str | None:
    """Return the wider place that an apposition or a preposition after a name gives."""
    if child.dep_ == "appos":
        return _wider_in_apposition(child)
    if child.dep_ != "prep" or child.lower_ not in {"in", "of"}:
        return None
    return _text_of_name(_name_after(child))


def _text_of_name(name: Token | None) -> str | None:
    if name is None:
        return None
    return words_of_name(name).text


def _wider_in_apposition(noun: Token) -> str | None:
    """Return the wider place of "Sirte, Libya" or of "Baba Amr, a district of Homs"."""
    if is_list_start(noun):
        return None
    if noun.pos_ == "PROPN":
        first, last = phrase(noun)
        return noun.doc[first : last + 1].text
    name = _of_name(noun, "city")
    return _text_of_name(name)


TOWNS_AND_AREAS = TOWNS | AREAS
DEMONSTRATIVES = frozenset({"the", "this", "that"})


def definite_place(
    token: Token, name: str, hint: str | None, wider: str | None
) -> PlaceMention:
    """Read "the village", "the southern city" and "there" as the town mentioned before."""
    return PlaceMention(
        head=token,
        first=token.i,
        last=token.i,
        name=name,
        hint=hint,
        preposition="in" if _is_there(token) else preposition_of(token),
        wider=wider,
    )


def is_definite_place(token: Token) -> bool:
    """Return whether a word means a place mentioned before: "the village", "there"."""
    return _is_there(token) or _is_definite_town(token)


def _is_there(token: Token) -> bool:
    return token.lower_ == "there" and token.dep_ == "advmod"


def _is_definite_town(token: Token) -> bool:
    """Return whether a noun is "the village", without a phrase that says which."""
    if token.tag_ != "NN" or lemma_of(token) not in TOWNS_AND_AREAS:
        return False
    if not _is_only_pointed_out(token):
        return False
    return all(child.dep_ != "prep" for child in token.rights)


def _is_only_pointed_out(noun: Token) -> bool:
    """Return whether only "the" or "this" stands before a noun, points of the compass aside."""
    before = [child.lower_ for child in noun.lefts if child.lower_ not in POINTS]
    if len(before) != 1:
        return False
    return before[0] in DEMONSTRATIVES
