"""How does a MUC-4 fill write a noun phrase: its words, its number, its nation?"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tests.benchmarks.muc4_adapter.reading import is_person, name_tokens
from tests.benchmarks.muc4_adapter.words import listed, table
from timeline.lexicon.actors import generic
from timeline.lexicon.countries import countries
from timeline.lexicon.numbers import read_number
from timeline.mentions.knowledge import knowledge
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import phrase
from timeline.mentions.rules.tree import conjuncts
from timeline.model.actors import ActorKind

# The front of a bank is the bank.
SIDES = frozenset({"front", "entrance", "door", "side", "back", "gate", "basement", "roof", "vicinity", "parking", "floor", "part", "section", "area", "premise", "premises", "site", "wall", "garden", "yard", "patio", "window", "facade"})  # fmt: skip
# Words that count or point and describe nobody.
EMPTY = frozenset(
    [
        "several",
        "many",
        "numerous",
        "other",
        "some",
        "least",
        "more",
        "various",
        "different",
        "certain",
        "few",
        "another",
        "such",
        "same",
        "alleged",
        "year",
        "old",
    ]
)
_AGE = re.compile(
    r"(?:\b\d+)?\s*-*\s*\bYEARS?\b(?:\s*-*\s*OLD\b)?-*\s*|\b\d+-+(?=[A-Z])"
)
# One word for many people.
MASSES = frozenset(
    {
        "population",
        "family",
        "crowd",
        "couple",
        "group",
        "personnel",
        "staff",
        "public",
        "patrol",
        "escort",
    }
)
# Of the nouns for forces, those that are people and no bodies of troops or weapons.
SOLDIERS = frozenset(
    [
        "soldier",
        "troop",
        "officer",
        "policeman",
        "marine",
        "conscript",
        "sergeant",
        "lieutenant",
        "captain",
        "colonel",
        "major",
        "general",
        "corporal",
        "guard",
        "agent",
        "patrol",
        "pilot",
        "paratrooper",
        "sailor",
        "commander",
        "recruit",
        "cadet",
        "unit",
    ]
)


def bounds(head: Token) -> list[Token]:
    """Give the words of a noun phrase that describe, up to its head: without articles, figures and quotation marks."""
    first, last = phrase(head)
    found = []
    for token in head.doc[first : last + 1]:
        if (
            token.pos_ in {"DET", "PUNCT", "PRON", "ADV", "SCONJ", "CCONJ", "ADP"}
            and token.i != head.i
        ):
            if token.text == "-" or token.lower_ in {"de", "la", "el", "y"}:
                found.append(token)
            elif (
                token.pos_ in {"PUNCT", "CCONJ"}
                and found
                and token.text not in {"'", '"', "[", "("}
            ):
                found = []
            continue
        if (
            token.dep_ == "nummod"
            or token.like_num
            or (
                token.dep_ in {"predet", "quantmod", "poss", "case"}
                and token.i != head.i
            )
        ) and (token.dep_ != "poss" or token.pos_ == "PRON"):
            continue
        found.append(token)
    return [
        one
        for one in found
        if one.tag_ != "POS" and (one.lower_ not in EMPTY or one.i == head.i)
    ]


def text_of(tokens: Sequence[Token]) -> str:
    """Give words in capitals, hyphens closed up."""
    text = (
        " ".join(one.text for one in tokens)
        .upper()
        .replace(" - ", "-")
        .replace(" 'S", "'S")
    )
    return _AGE.sub("", text).strip(" -")


def number_of(head: Token) -> str:
    """Give how many a noun phrase means."""
    figures = [
        one
        for one in head.children
        if one.dep_ in {"nummod"} or (one.like_num and one.i < head.i)
    ]
    plural = head.tag_ in {"NNS", "NNPS"} or lemma_of(head) in {"people", "police"}
    for figure in figures:
        words = [
            one.text
            for one in (*figure.lefts, figure)
            if one.dep_ in {"advmod", "quantmod", "compound", "nummod"} or one == figure
        ]
        value = read_number(words, knowledge().words) or read_number(
            [figure.text], knowledge().words
        )
        if value is not None and value.best is not None:
            least = head.doc[max(0, figure.i - 3) : figure.i].text.lower()
            return (
                f"{value.best}-"
                if "at least" in least or "more than" in least
                else str(value.best)
            )
    return "PLURAL" if plural or lemma_of(head) in MASSES else "1"


def nation_of(head: Token) -> str | None:
    """Give the country that a demonym before a noun names."""
    first, _ = phrase(head)
    for token in head.doc[first : head.i + 1]:
        known = countries().by_demonym(token.text)
        if known is None and token.text in {"U.S.", "US"}:
            return "UNITED STATES"
        if known is not None:
            return {"RUS": "USSR", "SUN": "USSR", "USA": "UNITED STATES"}.get(
                known.id, known.name.upper()
            )
    return None


def is_human(head: Token) -> bool:
    """Say whether a noun phrase names people."""
    lemma = lemma_of(head)
    if lemma in listed("nouns", "people") or head.lower_ in listed("nouns", "people"):
        return True
    if head.pos_ == "PROPN" and is_person(head):
        return True
    known = generic(lemma)
    if known is None or lemma in table("physical"):
        return False
    return known.actor_class in {"civilians", "armed"} or (
        known.actor_class == "forces" and lemma in SOLDIERS
    )


def is_thing(head: Token) -> bool:
    """Say whether a noun phrase names a thing that can be attacked."""
    lemma = lemma_of(head)
    if head.pos_ == "PROPN" and name_tokens(head) and head.ent_type_ == "PERSON":
        return False
    return (
        lemma in table("physical")
        and lemma not in listed("heads", "never")
        and head.pos_ in {"NOUN", "PROPN"}
    )


def spread(head: Token) -> Iterator[Token]:
    """Go through a head with what is coordinated with it; the front of a bank is the bank, two of the men are men."""
    for one in conjuncts(head):
        inner = [
            deep
            for preposition in prepositions(one, {"of", "to"})
            for deep in objects_of(preposition)
            if lemma_of(one) in SIDES or lemma_of(one) in listed("nouns", "groups")
        ]
        yield from inner or [one]


def is_armed(head: Token) -> bool:
    """Say whether a noun phrase names fighters of a group."""
    known = generic(lemma_of(head))
    if known is not None and known.actor_class == "armed":
        return True
    first, _ = phrase(head)
    lexicon = knowledge().actors
    return any(
        entry is not None and entry.kind is ActorKind.ARMED_GROUP
        for one in head.doc[first : head.i + 1]
        if one.pos_ == "PROPN" and (entry := lexicon.find(one.text)) is not None
    )
