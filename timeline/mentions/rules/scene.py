"""Weigh whether a place that a sentence names is the scene of its event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from math import log

from spacy.tokens import Token

from timeline.lexicon.fitted import Signs, chance, fitted_weights
from timeline.lexicon.lists import word_list
from timeline.lexicon.words import Words
from timeline.mentions.rules.places import PlaceMention
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.scope import BEFORE_OR_AFTER
from timeline.mentions.rules.tree import is_verb
from timeline.mentions.rules.triggers import Trigger
from timeline.model.types import SPOKEN

# From here on a place is taken as the scene. With weights that the other sources gave, .35 to .50
# score within two points of F of each other (tests/benchmarks/scenes.py).
LEAST_LIKELY = 0.45
# Clauses between a place and a trigger that may set them apart.
CLAUSES = frozenset(
    {"relcl", "advcl", "acl", "ccomp", "xcomp", "pcomp", "conj", "appos", "parataxis"}
)
MOST_PLACES = 4
MOST_VERBS = 3
# The sign of a place that is none by path and preposition, where another is.
NOT_GIVEN = "not by rule, another is"
# Ways by which a place belongs to another part of the sentence, when path and preposition give
# the happening one already.
APART = word_list("scene.apart")


def is_scene(signs: Signs) -> bool:
    """Return whether a place with these signs is the scene."""
    if NOT_GIVEN in signs and not APART.isdisjoint(signs):
        return False
    likely = chance(signs, fitted_weights("scenes"))
    return likely >= LEAST_LIKELY


def scene_signs(
    place: PlaceMention,
    group: Sequence[Trigger],
    words: Words,
    ruled: Mapping[int, bool],
) -> Signs:
    """Return what speaks for and against a place being the scene of a happening, by name.

    Args:
        place: The place.
        group: The triggers that name the happening.
        words: Words of the language.
        ruled: Whether path and preposition alone make it the scene, by head word, of each place
            that may be it.
    """
    head = place.head
    trigger = _nearest(head, group)
    by_rule = ruled[head.i]
    given = any(holds for index, holds in ruled.items() if index != head.i)
    names = [
        "by rule" if by_rule else "not by rule",
        _beside(by_rule=by_rule, given=given),
        *_of_place(place, by_rule=by_rule),
        *_of_type(place, group, by_rule=by_rule),
        *_of_path(head, trigger, words, given=given),
        f"places {min(len(ruled), MOST_PLACES)}",
        "before" if head.i < trigger.i else "after",
    ]
    return _weighed(names, abs(head.i - trigger.i))


def _nearest(place: Token, group: Sequence[Trigger]) -> Token:
    """Return the trigger word that stands nearest to a place."""
    tokens = [trigger.token for trigger in group]
    return min(tokens, key=lambda token: abs(token.i - place.i))


def _weighed(names: Sequence[str], distance: int) -> Signs:
    """Return the named signs, the base and the distance in words."""
    signs = dict.fromkeys(names, 1.0)
    signs["always"] = 1.0
    signs["distance"] = log(1 + distance)
    return signs


def _beside(*, by_rule: bool, given: bool) -> str:
    """Return the sign of what other places there are."""
    if not given:
        return "no other by rule"
    return "also by rule, another is" if by_rule else NOT_GIVEN


def _of_place(place: PlaceMention, *, by_rule: bool) -> Iterator[str]:
    """Yield signs of how the place is named and behind which preposition it stands."""
    preposition = place.preposition or "nothing"
    label = place.head.ent_type_ or "none"
    yield f"behind {preposition}"
    yield f"as {place.head.dep_}"
    yield f"hint {place.hint}"
    yield f"label {label}"
    if place.wider:
        yield "with a wider one"
    if by_rule:
        yield f"by rule behind {preposition}"


def _of_type(
    place: PlaceMention, group: Sequence[Trigger], *, by_rule: bool
) -> Iterator[str]:
    """Yield signs of what happened there: words have no place where force has one."""
    kind = group[0].group.type
    sort = "words" if kind in SPOKEN else "deeds"
    preposition = place.preposition or "nothing"
    yield f"type {kind}"
    yield f"{sort} behind {preposition}"
    yield f"{sort} hint {place.hint}"
    if by_rule:
        yield f"by rule {kind}"


def _of_path(
    place: Token, trigger: Token, words: Words, *, given: bool
) -> Iterator[str]:
    """Yield signs of the way through the parse from a place to a trigger."""
    above = [trigger, *trigger.ancestors]
    way = [place, *place.ancestors]
    top = next((token for token in way if token in above), None)
    if top is None:
        yield "in another tree"
        return
    climbed = list(_before(way, top))
    fallen = list(_before(above, top))
    yield from _of_clauses("up", climbed)
    yield from _of_clauses("down", fallen)
    yield _verbs_between(climbed)
    yield "meets at the trigger" if top == trigger else "meets above"
    if any(map(_is_apart_in_time, (*climbed, *fallen))):
        yield "apart in time"
    yield from _of_meeting(top, climbed, words, given=given)


def _verbs_between(climbed: Iterable[Token]) -> str:
    """Return the sign of how many verbs a way leads through."""
    verbs = sum(map(is_verb, climbed))
    return f"verbs between {min(verbs, MOST_VERBS)}"


def _is_apart_in_time(token: Token) -> bool:
    return token.lower_ in BEFORE_OR_AFTER


def _before(way: Iterable[Token], top: Token) -> Iterator[Token]:
    """Yield the words of a way through the parse, up to one of them."""
    return takewhile(lambda token: token != top, way)


def _of_clauses(direction: str, way: Iterable[Token]) -> set[str]:
    """Return signs of the clauses through which a way leads."""
    return {f"{direction} {token.dep_}" for token in way if token.dep_ in CLAUSES}


def _of_meeting(
    top: Token, climbed: Sequence[Token], words: Words, *, given: bool
) -> Iterator[str]:
    """Yield signs of the word at which the ways from place and trigger meet."""
    if climbed and climbed[-1].dep_ in {"nsubj", "nsubjpass"}:
        yield "in the subject"
    if is_reporting(top, words):
        yield "meets at a verb of saying"
        if given:
            yield "meets at a verb of saying, another by rule"
