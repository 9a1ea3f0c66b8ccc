"""What was hit, and by what means, as the physical targets and instruments of MUC-4?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from tests.benchmarks.muc4_adapter.phrases import (
    bounds,
    is_thing,
    nation_of,
    number_of,
    spread,
    text_of,
)
from tests.benchmarks.muc4_adapter.words import listed, table
from timeline.mentions.knowledge import knowledge
from timeline.mentions.rules.dependencies import objects_of, patients, prepositions
from timeline.mentions.rules.lemmas import lemma_of

# Where a bomb goes off is what it hits.
AT = frozenset(
    {"in", "at", "near", "outside", "inside", "against", "on", "of", "opposite"}
)
LAID = frozenset(
    {
        "explode",
        "detonate",
        "plant",
        "place",
        "throw",
        "hurl",
        "go",
        "set",
        "leave",
        "occur",
    }
)


@dataclass(slots=True)
class Thing:
    """One physical target, or several of one name.

    Attributes:
        id: The noun phrase, in capitals.
        kind: Type of physical target.
        number: As MUC writes it.
        nation: Country it belongs to where that is told by a demonym; None if not.
        effects: What happened to it.
    """

    id: str
    kind: str
    number: str
    nation: str | None = None
    effects: list[str] = field(default_factory=list)


def thing(head: Token) -> Thing:
    """Make the physical target that a noun phrase names."""
    words = bounds(head)
    lemmas = [lemma_of(one) for one in words]
    tail: list[Token] = []
    for child in head.rights:
        if (
            child.dep_ == "prep"
            and child.lower_ == "of"
            and len(list(child.subtree)) <= 6
        ):
            tail = [one for one in child.subtree]
    behind = [lemma_of(one) for one in tail]
    lemma = lemma_of(head)
    kind = table("physical").get(lemma, "OTHER")
    if kind in {"OTHER", "CIVILIAN RESIDENCE", "ORGANIZATION OFFICE"}:
        kind = next(
            (
                table("physical")[one]
                for one in (*reversed(lemmas[:-1]), *behind)
                if table("physical").get(one, "OTHER") != "OTHER"
            ),
            kind,
        )
        if kind in {"TRANSPORTATION ROUTE", "CIVILIAN RESIDENCE"} and lemma not in {
            "house",
            "home",
            "residence",
            "apartment",
        }:
            kind = table("physical").get(lemma, "OTHER")
    if lemma == "station" and "gas" in lemmas:
        kind = "COMMERCIAL"
    name = text_of([*words, *[one for one in tail if one.pos_ != "PUNCT"]])
    return Thing(id=name, kind=kind, number=number_of(head), nation=nation_of(head))


def merge_things(things: Sequence[Thing]) -> list[Thing]:
    """Join the mentions of the same thing: one name within the other."""
    found: list[Thing] = []
    for one in things:
        words = set(one.id.split())
        same = next(
            (
                other
                for other in found
                if words <= set(other.id.split()) or words >= set(other.id.split())
            ),
            None,
        )
        if same is None:
            found.append(one)
            continue
        if len(one.id) > len(same.id):
            same.id, same.kind = one.id, one.kind
        if same.number == "PLURAL":
            same.number = one.number
        same.effects += [effect for effect in one.effects if effect not in same.effects]
    return found


def instruments(sentences: Sequence[Span]) -> list[tuple[str, str]]:
    """Give the means that sentences name: words in capitals, and type."""
    found: dict[str, tuple[str, str]] = {}
    known = table("instruments")
    for sentence in sentences:
        for token in sentence:
            if token.pos_ not in {"NOUN", "PROPN"} or (
                token.dep_ == "compound"
                and lemma_of(token.head)
                in {
                    "threat",
                    "squad",
                    "factory",
                    "expert",
                    "disposal",
                    "bomb",
                    "charge",
                    "stick",
                    "launcher",
                    "field",
                }
            ):
                continue
            before = lemma_of(token.nbor(-1)) if token.i > sentence.start else ""
            lemma = lemma_of(token)
            fill = known.get(f"{before} {lemma}") or known.get(lemma)
            if before == "-" and token.i - 2 >= sentence.start:
                fill = known.get(f"{lemma_of(token.nbor(-2))} {lemma}") or fill
            if (
                fill is not None
                and lemma not in {"device", "charge", "weapon", "stone", "rock"}
            ) or (fill and before in {"explosive", "dynamite"}):
                found.setdefault(fill, (text_of(bounds(token)), fill))
    for general, special in (
        ({"BOMB"}, {"VEHICLE BOMB"}),
        ({"EXPLOSIVE"}, {"DYNAMITE", "BOMB", "VEHICLE BOMB", "GRENADE"}),
        ({"GUN"}, {"MACHINE GUN", "RIFLE", "HANDGUN"}),
    ):
        if special & set(found):
            found = {
                fill: words for fill, words in found.items() if fill not in general
            }
    return list(found.values())


def damaged(sentence: Span) -> Iterator[tuple[Token, str | None]]:
    """Go through the things that a sentence says were damaged, or at which a bomb was laid or went off, with the effect."""
    words = knowledge().words
    for token in sentence:
        lemma = lemma_of(token)
        harm = (
            "DESTROYED"
            if lemma in listed("verbs", "destroyed")
            else "SOME DAMAGE"
            if lemma in listed("verbs", "damaged")
            else None
        )
        if harm is not None and token.pos_ == "VERB":
            yield from (
                (one, harm)
                for head in patients(token, words)
                for one in spread(head)
                if is_thing(one)
            )
        elif lemma == "damage" and token.pos_ == "NOUN":
            for preposition in prepositions(token, {"to"}):
                yield from (
                    (one, "SOME DAMAGE")
                    for head in objects_of(preposition)
                    for one in spread(head)
                    if is_thing(one)
                )
        elif token.pos_ == "VERB" and lemma in LAID:
            for preposition in prepositions(token, AT):
                yield from (
                    (one, None)
                    for head in objects_of(preposition)
                    for one in spread(head)
                    if is_thing(one)
                )
