"""Find the side that a text named last before "the army" or "the government"."""

from collections.abc import Sequence

from timeline.lexicon.actors import generic
from timeline.mentions.rules.antecedents import Seen
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.lemmas import lemma_of
from timeline.model.actors import ActorKind

# Kinds of a named side that a bare noun of each class can stand for.
KINDS_OF_CLASS = {
    "forces": frozenset({ActorKind.SECURITY_FORCES}),
    "government": frozenset({ActorKind.STATE}),
}


def side_before(bare: Entity, start: int, seen: Sequence[Seen]) -> str | None:
    """Return the alpha-3 code of the side of the same kind that was named last; None if none was.

    Args:
        bare: The nameless side ("the army").
        start: Where its words begin in the document's text.
        seen: The actor mentions of the article, or of one item of a digest, in reading order.
    """
    kinds = KINDS_OF_CLASS.get(bare.actor_class)
    if kinds is None or bare.entry is not None or bare.country is not None:
        return None
    for mention in reversed(seen):
        named = mention.entity
        if mention.end > start:
            continue
        if named.kind not in kinds:
            continue
        if is_named_side(named):
            return named.country
    return None


def is_named_side(named: Entity) -> bool:
    """Return whether words name forces or a government by a noun: "Togo" may be a place."""
    if named.entry is None:
        return False
    if named.country is None:
        return False
    noun = generic(lemma_of(named.head))
    if noun is None:
        return False
    return noun.actor_class in KINDS_OF_CLASS
