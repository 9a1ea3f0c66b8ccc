"""Words that fill a role, and the rule that says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from timeline.model.mentions import Slot

# The rule by which what follows "against", "on" or "at" is the target.
ON_WHOM = "against, on or at"


@dataclass(frozen=True, slots=True)
class Filler:
    """A word that heads the phrase which fills a role, and the rule that says so."""

    slot: Slot
    head: Token
    rule: str


def each(slot: Slot, heads: Iterable[Token], rule: str) -> Iterator[Filler]:
    """Yield a filler of a role for each of some words."""
    for head in heads:
        yield Filler(slot, head, rule)
