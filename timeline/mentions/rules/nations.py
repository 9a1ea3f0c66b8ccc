"""Nations that share a noun or a half of their names: "Eritrean and Ethiopian forces"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.lexicon.entries import ActorEntry
from timeline.mentions.rules.arguments import named_argument
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.country_words import is_behind_non
from timeline.mentions.rules.dependencies import objects_of, prepositions
from timeline.mentions.rules.entities import PARTS, Entity, entity_of_word
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.owners import entity_of
from timeline.mentions.rules.tree import MODIFIERS, children_by, conjuncts
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument

HALVES = frozenset({"North", "South"})


def coordinated_arguments(sentence: Sentence, filler: Filler) -> Iterator[Argument]:
    """Yield the other actors of "Eritrean and Ethiopian forces", each under its own word."""
    for entity in _coordinated_actors(sentence, filler.head):
        yield named_argument(sentence, replace(filler, head=entity.head), entity)


def _coordinated_actors(sentence: Sentence, head: Token) -> Iterator[Entity]:
    yield from _other_half(sentence, head)
    if lemma_of(head) in PARTS:
        yield from _other_states(sentence, head)
    yield from _nations_before(sentence, head)


def _other_half(sentence: Sentence, head: Token) -> Iterator[Entity]:
    """Yield the first of "North and South Korea".

    The head with the word before it is the other one.
    """
    first = _first_half(head)
    if first is None:
        return
    entry = sentence.discourse.lexicon.find(f"{first.text} {head.text}")
    if entry is not None:
        yield entity_of_word(first, entry, plural=False)


def _first_half(head: Token) -> Token | None:
    """Return "North" of "North and South Korea"."""
    for word in head.lefts:
        if word.text in HALVES:
            return word if _is_beside_half(word) else None
    return None


def _is_beside_half(word: Token) -> bool:
    return any(conjunct.text in HALVES for conjunct in word.conjuncts)


def _other_states(sentence: Sentence, head: Token) -> Iterator[Entity]:
    """Yield the second of "the foreign ministers of India and Nepal"."""
    for preposition in prepositions(head, {"of"}):
        for noun in objects_of(preposition)[1:]:
            partner = entity_of(sentence, noun)
            if partner is None:
                continue
            if partner.kind is ActorKind.STATE:
                yield replace(partner, head=noun)


def _nations_before(sentence: Sentence, head: Token) -> Iterator[Entity]:
    """Yield those whom each of several adjectives names with the noun they share."""
    nations = _nations_of(head)
    if len(nations) < 2:
        return
    shared = _words_shared(head, nations)
    for nation in nations:
        entry = _entry_with_noun(sentence, nation, shared)
        if entry is not None:
            yield entity_of_word(nation, entry, plural=True)


def _words_shared(head: Token, nations: Sequence[Token]) -> str:
    """Return the words after the last of the adjectives that share them."""
    last = max(nation.i for nation in nations)
    return head.doc[last + 1 : head.i + 1].text


def _entry_with_noun(
    sentence: Sentence, nation: Token, shared: str
) -> ActorEntry | None:
    """Return the forces that a nation has under a noun, else the nation."""
    lexicon = sentence.discourse.lexicon
    return lexicon.find(f"{nation.text} {shared}") or lexicon.find(nation.text)


def _nations_of(head: Token) -> list[Token]:
    """Return the countries named before a noun, and what is coordinated with them."""
    nations: list[Token] = []
    for child in children_by(head, *MODIFIERS):
        nations += filter(_is_nation, conjuncts(child))
    return nations


def _is_nation(word: Token) -> bool:
    """Return whether a word names a country, or its people, and does not exclude it."""
    if is_behind_non(word):
        return False
    names = countries()
    if names.by_demonym(word.text) is not None:
        return True
    return names.by_name(word.text) is not None
