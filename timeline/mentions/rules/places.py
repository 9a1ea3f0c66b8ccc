"""Find the place names of a sentence that say where something happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from timeline.lexicon.composition import peoples
from timeline.lexicon.countries import countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.lists import word_list
from timeline.lexicon.name_keys import fold
from timeline.lexicon.words import Words
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.triggers import lemma_of
from timeline.model.places import PlacePrecision

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NO_PLACE = word_list("places.no_place")
# Nouns whose "of" leads to the place itself: "most of Saraqeb", "the outskirts of Goma".
PARTS = word_list("places.parts")
# Parts of a town that stand before it: "the Sadr City district of Baghdad"; a suburb stands behind:
# "the Damascus suburb of Douma".
TOWN_NOUNS = word_list("places.town_nouns")
INNER_AREAS = word_list("places.inner_areas")
# Other nouns that stand before the name of a town: "downtown Cairo".
BESIDE_TOWNS = word_list("places.beside_towns")
# Nouns that may stand before the name of a town.
BEFORE_TOWNS = TOWN_NOUNS | PARTS | BESIDE_TOWNS
# Prepositions behind which an unknown name is that of a place.
PLACING = frozenset({"in", "near", "outside", "around"})
NO_PLACE_LABELS = frozenset(
    {"EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "QUANTITY", "PERCENT", "ORDINAL"}
)
NO_PLACE_NAMES = word_list("places.no_place_names")
# Points of the compass are no names by themselves.
POINTS = word_list("places.points")
# Definite nouns that point back to a town mentioned before.
TOWNS = word_list("places.towns")
# Definite nouns that point back to a wider place mentioned before.
AREAS = word_list("places.areas")
# Nouns that with a nation's adjective mean its country: "Iraqi territory".
OF_NATIONS = word_list("places.of_nations")
INCLUDING = word_list("places.including")
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
    if token.pos_ != "PROPN" or token.ent_type_ in NOT_LISTED:
        return None
    if token.dep_ != "conj" and not _is_list_start(token):
        return None
    if not any(_is_in_list_of(mention, token.head) for mention in before):
        return None
    first, last = name_run(token)
    name = token.doc[first : last + 1].text
    return PlaceMention(
        head=token,
        first=first,
        last=last,
        name=name,
        hint=None,
        preposition=preposition_of(token),
        wider=None,
    )


def _is_in_list_of(place: PlaceMention, name: Token) -> bool:
    """Return whether what follows a name in a list is a place, as the name is.

    "in Binnish and X", "hit the villages of Binnish and X"; not "Binnish and X said".
    """
    if place.head == name and not place.preposition:
        return False
    return place.first <= name.i <= place.last and place.preposition not in NO_PLACE


def _is_list_start(token: Token) -> bool:
    """Return whether what seems to explain a name goes on with a list of them.

    "in Gori, Kaspi, Khashuri and Surami".
    """
    return token.dep_ == "appos" and any(
        child.dep_ == "conj" for child in token.children
    )


def _place(token: Token, gazetteer: Gazetteer, words: Words) -> PlaceMention | None:
    """Return the place that a noun or name heads; None if it heads none."""
    if token.pos_ == "NOUN" and lemma_of(token) in OF_NATIONS:
        return _land_of_nation(token)
    kind = None if _is_country(token) else _kind_of_noun(lemma_of(token), words)
    if token.pos_ == "NOUN" or (kind is not None and token.dep_ != "compound"):
        return None if kind is None else _named_by_noun(token, kind, gazetteer)
    return _named_alone(token, gazetteer)


def _land_of_nation(token: Token) -> PlaceMention | None:
    """Return the country that "Israeli territory" means."""
    for child in token.lefts:
        country = countries().by_demonym(child.text)
        if country is not None and child.dep_ in NAME_RELATIONS:
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
    if token.dep_ == "compound" and token.head.pos_ != "NOUN":
        return None
    first, last = name_run(token)
    name = token.doc[first : last + 1].text
    if token.dep_ == "compound":
        if _is_nation(name):
            return None
        city = _city_before(token.doc[first : last + 1], gazetteer)
        if city is not None:
            return city
    if not _is_place(token, name, gazetteer) or _is_ship(token, name, gazetteer):
        return None
    hint = None if countries().by_name(name) is None else "country"
    preposition = preposition_of(token)
    return PlaceMention(
        head=token,
        first=first,
        last=last,
        name=name,
        hint=hint,
        preposition=preposition,
        wider=_wider(token),
    )


# People: a city from this size on is meant by the first word of "the Boston Marathon bombing".
LARGE_CITY = 200_000


def _city_before(name: Span, gazetteer: Gazetteer) -> PlaceMention | None:
    """Return the large city with which a name begins that is no place: "Boston Marathon"."""
    is_person = name.root.ent_type_ == "PERSON"
    if len(name) == 1 or is_person or gazetteer.find(name.text) is not None:
        return None
    city = gazetteer.find(name[0].text)
    people = gazetteer.population(city) if city is not None else None
    if people is None or people < LARGE_CITY:
        return None
    return PlaceMention(
        head=name.root,
        first=name.start,
        last=name.start,
        name=name[0].text,
        hint=None,
        preposition="",
    )


def _is_nation(name: str) -> bool:
    """Return whether a name is that of a country, or ends with that of a people."""
    return countries().by_name(name) is not None or _is_people(name.split()[-1])


def _is_people(word: str) -> bool:
    """Return whether a word is the adjective of a people, of a nation or of a sect."""
    return countries().by_demonym(word) is not None or fold(word) in peoples()


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


# Nouns that are part of the name before them: "Gaza Strip".
NOUNS_OF_NAMES = frozenset({"island", "camp", "valley", "strip"})
# Nouns for a part of the place that "of" names, or for what it is: "the outskirts of Homs".
PARTS_OF_TOWNS = frozenset(
    {"outskirts", "outskirt", "suburb", "area", "part", "capital", "stronghold"}
)
NAME_RELATIONS = frozenset({"compound", "nmod", "amod"})


def _named_by_noun(
    token: Token, kind: str, gazetteer: Gazetteer
) -> PlaceMention | None:
    """Read "Saraqeb town", "the town of Saraqeb", "Helmand province".

    Also "Basra's Hananiyah neighborhood".
    """
    before = [child for child in token.lefts if child.dep_ in NAME_RELATIONS]
    names = [child for child in before if _is_name(child, gazetteer)]
    if kind != "site":  # "Sunni districts of Aleppo"
        names = [name for name in names if not _is_people(name.text)]
    after = _of_name(token, kind)
    if names and (after is None or lemma_of(token) in INNER_AREAS):
        return _named_before_noun(token, kind, names, after, gazetteer)
    if after is None:
        return None
    wider = names[0].text if names else _wider(after)
    return _named_after_noun(token, kind, after, wider)


def _named_before_noun(
    token: Token,
    kind: str,
    names: Sequence[Token],
    after: Token | None,
    gazetteer: Gazetteer,
) -> PlaceMention | None:
    """Read "Saraqeb town"; a name after the noun is that of the wider place."""
    first = min(_start_of_name(name) for name in names)
    while first < token.i and not _is_name(token.doc[first], gazetteer):
        first += 1
    name = token.doc[first : token.i].text
    if _is_nation(name) or " and " in name:
        return None  # "Deraa and Quneitra provinces" are found by their names
    if kind == "site" or lemma_of(token) in NOUNS_OF_NAMES:
        name = f"{name} {token.text}"
    wider = _owner_of_place(token) or after
    wider_name = _wider(token) if wider is None else wider.text
    return PlaceMention(
        head=token,
        first=first,
        last=token.i,
        name=name,
        hint=kind,
        preposition=preposition_of(token),
        wider=wider_name,
    )


def _start_of_name(name: Token) -> int:
    return name.left_edge.i if name.dep_ == "compound" else name.i


def _owner_of_place(token: Token) -> Token | None:
    """Return the name of the place that has this one: "Basra" of "Basra's northern district"."""
    owners = (child for child in token.children if child.dep_ == "poss")
    return next((owner for owner in owners if owner.pos_ == "PROPN"), None)


def _named_after_noun(
    token: Token, kind: str, name: Token, wider: str | None
) -> PlaceMention:
    """Read "the town of Saraqeb", "the outskirts of Saraqeb"."""
    first, last = name_run(name)
    text = token.doc[first : last + 1].text
    hint = None if lemma_of(token) in PARTS_OF_TOWNS else kind
    return PlaceMention(
        head=token,
        first=first,
        last=last,
        name=text,
        hint=hint,
        preposition=preposition_of(token),
        wider=wider,
    )


def _is_name(token: Token, gazetteer: Gazetteer) -> bool:
    """Return whether a word is a name, also where the tagger takes it for an adjective.

    "Aleppo city".
    """
    if token.pos_ == "PROPN":
        return True
    is_capital = (
        token.pos_ == "ADJ" and token.text[:1].isupper() and token.i > token.sent.start
    )
    if (
        not is_capital
        or token.lower_ in POINTS
        or countries().by_demonym(token.text) is not None
    ):
        return False
    return gazetteer.find(token.text) is not None


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
    """Return whether a noun or an article makes a town's name that of something else.

    "the Sheffield" is a ship, "The Hague" a town.
    """
    named = _nouns_that_name(token)
    if any(lemma_of(noun) not in BEFORE_TOWNS for noun in named):
        return True  # "the destroyer Sheffield"; but "the capital Tripoli"
    if not any(child.lower_ == "the" for child in token.lefts):
        return False
    place = gazetteer.find(name)
    if place is None or place.precision is not PlacePrecision.CITY:
        return False
    with_article = gazetteer.find(f"The {name}")
    return with_article is None or not with_article.name.startswith("The ")


def _nouns_that_name(token: Token) -> Iterator[Token]:
    """Yield the common nouns before a name that say what it is the name of."""
    for child in token.lefts:
        if child.dep_ == "compound" and child.pos_ == "NOUN" and child.is_lower:
            yield child
    is_explained = token.dep_ == "appos" and token.head.i == token.i - 1
    if is_explained and token.head.pos_ == "NOUN":
        yield token.head


# Entity labels of the model that are none of a place.
NUMBER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "MONEY"})
SPATIAL = frozenset(
    {"compound", "pobj", "appos", "conj", "dobj", "npadvmod", "nsubjpass"}
)


def _is_place(token: Token, name: str, gazetteer: Gazetteer) -> bool:
    """Trust the model's place labels on a spatial position; otherwise ask the gazetteer."""
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
    return token.dep_ in SPATIAL and gazetteer.find(name) is not None


def _is_explained_as_town(token: Token) -> bool:
    """Return whether an apposition says that a name is that of a town: "X, a district of Homs"."""
    explaining = (child for child in token.children if child.dep_ == "appos")
    return any(lemma_of(noun) in TOWN_NOUNS for noun in explaining)


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
    return any(child.dep_ == "appos" and _has_age(child) for child in token.children)


def _has_age(noun: Token) -> bool:
    """Return whether an apposition is an age or has one before it."""
    if noun.pos_ == "NUM":
        return True
    return any(word.lower_ == "old" and word.i < noun.i for word in noun.subtree)


# Acronyms of organisations are shorter than this.
LONGEST_ACRONYM = 6


def _is_unknown_place(token: Token, name: str) -> bool:
    """Return whether a name that nobody knows stands where only a place can.

    "attacks in Jebel Marra".
    """
    if not _is_after_placing(token) or countries().by_demonym(name) is not None:
        return False
    if token.ent_type_ in NO_PLACE_LABELS:
        return False
    if any(child.dep_ in {"det", "poss"} for child in token.lefts):
        return False
    if name.islower():
        return False  # "marching in solidarity"
    is_acronym = name.isupper() and len(name) <= LONGEST_ACRONYM
    return not is_acronym and name.split()[0] not in NO_PLACE_NAMES


def _is_after_placing(token: Token) -> bool:
    """Return whether a name follows a preposition of place: "in X", "in the hills of X"."""
    if token.dep_ != "pobj" or token.pos_ != "PROPN":
        return False
    is_placed = token.head.lower_ == "of" or token.head.lower_ in PLACING
    return is_placed and preposition_of(token) in PLACING


def preposition_of(token: Token) -> str:
    """Return the preposition before a noun phrase, across coordination and apposition."""
    governor = token
    while governor.dep_ in {"conj", "appos"} and governor.head != governor:
        governor = governor.head
    if governor.dep_ == "poss" and lemma_of(governor.head) in TOWN_NOUNS | INNER_AREAS:
        return preposition_of(governor.head)  # "in Deraa's old quarter"
    if governor.dep_ != "pobj":
        return ""
    return _preposition_of_whole(governor.head)


def _preposition_of_whole(preposition: Token) -> str:
    """Return a preposition, or the one before what "of" or "including" gives a part of."""
    if preposition.lower_ == "of" and lemma_of(preposition.head) in PARTS:
        return preposition_of(preposition.head) or "in"
    places = _places_before(preposition) if preposition.lower_ in INCLUDING else None
    return preposition.lower_ if places is None else preposition_of(places)


def _places_before(including: Token) -> Token | None:
    """Return the noun for places before "including": "several areas, including Binnish"."""
    before = including.doc[including.sent.start : including.i]
    noun = next((token for token in reversed(before) if token.dep_ == "pobj"), None)
    if noun is None or any(
        token.pos_ == "VERB" for token in including.doc[noun.i : including.i]
    ):
        return None
    is_place = noun.ent_type_ in PLACE_LABELS or lemma_of(noun) in TOWNS | AREAS | PARTS
    return noun if is_place else None


def _wider(token: Token) -> str | None:
    """Return the wider place that follows: "Sirte, Libya", "Kisweh in Damascus province"."""
    for child in token.rights:
        if child.dep_ == "appos" and not _is_list_start(child):
            wider = _wider_in_apposition(child)
        elif child.dep_ == "prep" and child.lower_ in {"in", "of"}:
            wider = _wider_after(child)
        else:
            continue
        if wider is not None:
            return wider
    return None


def _wider_in_apposition(noun: Token) -> str | None:
    """Return the wider place of "Sirte, Libya" or of "Baba Amr, a district of Homs"."""
    if noun.pos_ == "PROPN":
        first, last = phrase(noun)
        return noun.doc[first : last + 1].text
    name = _of_name(noun, "city")
    return None if name is None else _text_of_name(name)


def _wider_after(preposition: Token) -> str | None:
    """Return the name after a preposition: "Kisweh in Damascus province"."""
    for noun in preposition.children:
        if noun.dep_ == "pobj" and noun.pos_ == "PROPN":
            return _text_of_name(noun)
    return None


def _text_of_name(token: Token) -> str:
    first, last = name_run(token)
    return token.doc[first : last + 1].text


DEMONSTRATIVES = frozenset({"the", "this", "that"})


def definite_place(
    token: Token, name: str, hint: str | None, wider: str | None
) -> PlaceMention | None:
    """Read "the village", "the southern city" and "there" as the town mentioned before.

    None if the word is no such definite.
    """
    if token.lower_ == "there" and token.dep_ == "advmod":
        return PlaceMention(
            head=token,
            first=token.i,
            last=token.i,
            name=name,
            hint=hint,
            preposition="in",
            wider=wider,
        )
    if not _is_definite_town(token):
        return None
    return PlaceMention(
        head=token,
        first=token.i,
        last=token.i,
        name=name,
        hint=hint,
        preposition=preposition_of(token),
        wider=wider,
    )


def _is_definite_town(token: Token) -> bool:
    """Return whether a noun is "the village", without a phrase that says which."""
    if token.tag_ != "NN" or (
        lemma_of(token) not in TOWNS and lemma_of(token) not in AREAS
    ):
        return False
    lefts = [child for child in token.lefts if child.lower_ not in POINTS]
    if len(lefts) != 1 or lefts[0].lower_ not in DEMONSTRATIVES:
        return False
    return all(child.dep_ != "prep" for child in token.rights)
