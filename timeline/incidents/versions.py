"""Tell rival versions of who did it from a list of those who did it together."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from timeline.comparison import are_opposed
from timeline.incidents.parties import MOST_COMPARED
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Passage
from timeline.model.mentions import Slot

# Types of incident whose author is worth a dispute: force, not what is said openly.
DISPUTABLE = frozenset({"ASSAULT", "COERCE", "DISPLACE"})
# A town that both sides are said to have taken changed hands.
CHANGING_HANDS = frozenset({"capture"})


def has_rival_initiators(
    type_id: str,
    mode: str | None,
    actors: Iterable[ActorRole],
    passages: Sequence[Passage],
) -> bool:
    """Return whether voices give the same deed to opposed sides: an army or the rebels.

    At least one of the sides must mostly be named by those whom articles cite. Where they say of
    both in their own words that they did it, two happenings were put together, or one is
    misread.
    """
    if type_id not in DISPUTABLE or mode in CHANGING_HANDS:
        return False
    initiators = [actor for actor in actors if actor.role is Role.INITIATOR]
    for left, right in combinations(initiators[:MOST_COMPARED], 2):
        is_opposed = are_opposed(left.kind, right.kind)
        if is_opposed and _are_rivals(left, right, passages):
            return True
    return False


def _are_rivals(left: ActorRole, right: ActorRole, passages: Sequence[Passage]) -> bool:
    """Return whether no passage names both, and one of the two is mostly accused, by others."""
    of_left = _that_accuse(left, passages)
    of_right = _that_accuse(right, passages)
    if not of_left or not of_right:
        return False
    if _are_same_voices(_voices(of_left), _voices(of_right)):
        return False
    if any(passage in of_right for passage in of_left):
        return False
    return _is_mostly_cited(of_left) or _is_mostly_cited(of_right)


def _that_accuse(actor: ActorRole, passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages that name an actor as one who did it."""
    return [passage for passage in passages if actor.id in initiators_of(passage)]


def initiators_of(passage: Passage) -> set[str]:
    """Return the ids of those who did it, as one passage has it."""
    ids = set()
    for mark in passage.marks:
        if mark.slot is Slot.INITIATOR and mark.ref:
            ids.add(mark.ref)
    return ids


def _voices(passages: Iterable[Passage]) -> set[str]:
    """Return the names of all whom passages cite."""
    names: set[str] = set()
    for passage in passages:
        names.update(passage.attribution)
    return names


def _are_same_voices(left: set[str], right: set[str]) -> bool:
    """Return whether those who name the one side all name the other too."""
    if not left or not right:
        return False
    return left <= right or right <= left


def _is_mostly_cited(passages: Sequence[Passage]) -> bool:
    """Return whether more than half of the passages cite somebody for it."""
    cited = sum(bool(passage.attribution) for passage in passages)
    return 2 * cited > len(passages)
