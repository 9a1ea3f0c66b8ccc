"""Choose the sentence that says best what an incident was, and quote its clause."""

from collections.abc import Iterable, Iterator, Sequence

from timeline.incidents.summary import capitalised
from timeline.model.actors import ActorRole
from timeline.model.incidents import DocumentSpan, Mark, Passage
from timeline.model.mentions import Slot
from timeline.model.text import TextSpan
from timeline.model.types import HAPPENED, Status

LEFT_OUT = " … "
"""Stands where words of the sentence are left out."""
WEIGHTS = {
    Slot.TRIGGER: 2.0,
    Slot.INITIATOR: 1.5,
    Slot.PARTY: 1.5,
    Slot.TARGET: 1.0,
    Slot.PLACE: 1.0,
    Slot.CASUALTIES: 0.75,
}
"""What the words of each field add to a clause that quotes them.

Set by hand, read on the Idlib example.
"""
ACTING = frozenset({Slot.INITIATOR, Slot.TARGET, Slot.PARTY})
GAP = 0.75
"""What words left out in the middle take away."""


def best_quotation(
    passages: Sequence[Passage], status: Status, actors: Sequence[ActorRole]
) -> tuple[str, DocumentSpan] | None:
    """Return the best clause as a headline and where it stands; None where no passage has one.

    Args:
        passages: The passages of one incident, by publication.
        status: Status of the incident: a clause that says otherwise is no headline of it.
        actors: Actors of the incident; words for others are worth nothing.
    """
    fitting = list(_with_clause(passages, status))
    if not fitting:
        return None
    ids = {actor.id for actor in actors}
    best = max(fitting, key=lambda passage: _worth(passage, ids))
    span = DocumentSpan(
        document=best.document, start=best.clause[0].start, end=best.clause[-1].end
    )
    return quoted(best), span


def _with_clause(passages: Iterable[Passage], status: Status) -> Iterator[Passage]:
    """Yield the passages that have a clause to quote of what happened as the incident did."""
    for passage in passages:
        if passage.clause and _is_same_status(passage.status, status):
            yield passage


def quoted(passage: Passage) -> str:
    """Return the words of a passage's clause as one line that begins with a capital letter."""
    pieces = (_words(piece, passage) for piece in passage.clause)
    return capitalised(LEFT_OUT.join(pieces))


def _words(piece: TextSpan, passage: Passage) -> str:
    """Return the words of a stretch of a passage with single spaces between them."""
    start = piece.start - passage.start
    end = piece.end - passage.start
    words = passage.text[start:end].split()
    return " ".join(words)


def _is_same_status(passage: Status, incident: Status) -> bool:
    if passage is incident:
        return True
    return passage in HAPPENED and incident in HAPPENED


def _worth(passage: Passage, actors: set[str]) -> float:
    """Return how much of the incident a clause says."""
    gaps = len(passage.clause) - 1
    worth = -GAP * gaps
    for slot in set(_quoted_slots(passage, actors)):
        worth += WEIGHTS.get(slot, 0.0)
    return worth


def _quoted_slots(passage: Passage, actors: set[str]) -> Iterator[Slot]:
    """Yield the fields whose words stand in the clause of a passage, some more than once."""
    for mark in passage.marks:
        is_of_another = mark.slot in ACTING and mark.ref not in actors
        if not is_of_another and _is_quoted(mark, passage):
            yield mark.slot


def _is_quoted(mark: Mark, passage: Passage) -> bool:
    return any(
        piece.start <= mark.start and mark.end <= piece.end for piece in passage.clause
    )
