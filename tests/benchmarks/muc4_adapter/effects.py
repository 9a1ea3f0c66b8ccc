"""Whom and what do the triggers of an incident hit, and with what effect?"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from tests.benchmarks.muc4_adapter.phrases import is_human, is_thing, spread
from tests.benchmarks.muc4_adapter.reading import Article, Telling, name_tokens
from tests.benchmarks.muc4_adapter.things import AT
from tests.benchmarks.muc4_adapter.words import listed
from timeline.mentions.knowledge import knowledge
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.tree import conjuncts
from timeline.model.actors import ActorKind
from timeline.model.mentions import Slot
from timeline.model.types import CasualtyKind

EFFECTS = {CasualtyKind.KILLED: "DEATH", CasualtyKind.INJURED: "INJURY"}
VICTIMS = frozenset(
    [
        "dead",
        "victim",
        "victims",
        "body",
        "bodies",
        "killed",
        "wounded",
        "injured",
        "deceased",
        "casualties",
        "murdered",
    ]
)


def targets(telling: Telling) -> Iterator[Token]:
    """Go through the head words of those to whom or to which it is done, as one trigger tells it."""
    for filler in telling.fillers:
        if filler.slot is Slot.TARGET:
            yield from spread(filler.head)
    for token in telling.trigger.tokens:
        for preposition in prepositions(token, AT):
            for head in objects_of(preposition):
                yield from (one for one in spread(head) if is_thing(one))
    for child in (
        telling.trigger.token.children
    ):  # "gunmen shot and killed a man who was leaving the bank" names no bank
        if child.dep_ == "dobj" and is_thing(child):
            yield from spread(child)


def effect_of(telling: Telling) -> str | None:
    """Give what a trigger says was done to its targets."""
    if telling.trigger.group.casualty in EFFECTS:
        return EFFECTS[telling.trigger.group.casualty]
    if telling.lemma in listed("verbs", "death") or telling.trigger.group.mode in {
        "assassination",
        "execution",
        "massacre",
    }:
        return "DEATH"
    return "INJURY" if telling.lemma in listed("verbs", "injury") else None


def thing_effect(telling: Telling) -> str | None:
    """Give what a trigger says was done to a thing."""
    if telling.lemma in listed("verbs", "destroyed"):
        return "DESTROYED"
    return (
        "SOME DAMAGE"
        if telling.lemma in listed("verbs", "damaged")
        or telling.trigger.group.mode == "arson"
        else None
    )


def counted(article: Article, telling: Telling) -> Iterator[tuple[Token, str]]:
    """Go through the nouns that casualty figures of the passage count, each with what happened."""
    offset = article.offset_of(telling.sentence.doc)
    for mark in telling.passage.marks:
        if mark.slot is not Slot.CASUALTIES or mark.rule not in {"killed", "injured"}:
            continue
        inside = [
            one for one in telling.sentence if mark.start <= one.idx + offset < mark.end
        ]
        heads = [
            one for one in inside if one.pos_ in {"NOUN", "PROPN"} and is_human(one)
        ]
        if heads:
            yield heads[-1], EFFECTS[CasualtyKind(mark.rule)]


def identified(sentence: Span) -> Iterator[Token]:
    """Go through the names that a sentence gives to victims told of before: "the dead were identified as"."""
    words = {token.lower_ for token in sentence}
    if not words & VICTIMS:
        return
    for token in sentence:
        if token.lemma_ == "identify":
            for preposition in prepositions(token, {"as"}):
                for head in objects_of(preposition):
                    yield from (one for one in conjuncts(head) if name_tokens(one))


def harms(telling: Telling) -> bool:
    """Say whether what a trigger names is done to people only."""
    group = telling.trigger.group
    return (
        group.casualty is not None
        or group.mode
        in {"abduction", "assassination", "execution", "massacre", "torture"}
        or telling.lemma in listed("verbs", "death")
    )


def is_named(head: Token) -> bool:
    """Say whether a word ends a name that is no group's and no place's."""
    name = " ".join(one.text for one in name_tokens(head))
    known = knowledge().actors.find(name) if name else None
    return (
        bool(name)
        and (known is None or known.kind is ActorKind.PERSON)
        and head.ent_type_ not in {"GPE", "LOC", "NORP"}
    )
