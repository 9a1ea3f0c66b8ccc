"""Choose the places and actors that a headline made from the record may name.

What a headline claims must stand together in a passage. An incident lists every place that its
articles give, its headline those that a passage gives near the words for the deed.
"""

from collections.abc import Iterator, Mapping, Sequence

from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Mark, Passage, Report
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision

NEAR = 60
"""Characters between a deed and a place that belongs to it.

Of the places of composed headlines in 56 annotated articles, 98 % were right within 40 characters
and 71 % beyond.
"""
# Words for a place that was named before, and need not be where this happened.
POINTING = frozenset({"there", "here"})
# Rule that reads who is meant from what somebody says.
FROM_WORDS = "named in what is said"
# What is withdrawn is nobody before whom one withdraws.
WITHDRAWN = "object"
# "The Syrian protests" are in a country and not its deed; "a security meeting" is on security.
BEFORE_NOUN = "modifier"
# Types of words against somebody: there the rule is mostly right.
HOSTILE = frozenset({"ACCUSE", "THREATEN"})


def shown_places(
    places: Sequence[Place], reports: Sequence[Report]
) -> tuple[Place, ...]:
    """Return the places for a headline, each name once."""
    shown: dict[str, Place] = {}
    for place in places:
        if _is_where_it_happened(place, reports):
            shown.setdefault(place.name, place)
    return tuple(shown.values())


def _is_where_it_happened(place: Place, reports: Sequence[Report]) -> bool:
    return any(_is_given(place, report) for report in reports)


def _is_given(place: Place, report: Report) -> bool:
    """Return whether a report gives a place near its deed, or gives it without words."""
    if not _has_marked_places(report):
        ids = {given.id for given in report.places}
        return place.id in ids
    return any(_is_placed(passage, place) for passage in report.passages)


def _has_marked_places(report: Report) -> bool:
    """Return whether a report says where in words, not as a row of a table."""
    if report.dataset is not None:
        return False
    marks = [mark for passage in report.passages for mark in passage.marks]
    return any(mark.slot is Slot.PLACE for mark in marks)


def _is_placed(passage: Passage, place: Place) -> bool:
    """Return whether a passage names a place near its trigger, or means it there."""
    for mark in passage.marks:
        if mark.slot is not Slot.PLACE or mark.ref != place.id:
            continue
        if _gap(mark, passage) <= NEAR and _is_telling(mark, passage, place):
            return True
    return False


def _gap(mark: Mark, passage: Passage) -> int:
    """Return how many characters stand between the words of a mark and the trigger."""
    trigger = passage.trigger
    return max(mark.start - trigger.end, trigger.start - mark.end, 0)


def _is_telling(mark: Mark, passage: Passage, place: Place) -> bool:
    """Return whether words name a place or say what it is: "the town", not "there"."""
    words = passage.text[mark.start - passage.start : mark.end - passage.start]
    if words.lower() in POINTING:
        return False
    is_name = words != words.lower()
    return is_name or place.precision is not PlacePrecision.REGION


def shown_actors(
    actors: Sequence[ActorRole],
    reports: Sequence[Report],
    *,
    type: str,
    mode: str | None,
) -> tuple[ActorRole, ...]:
    """Return the actors for a headline: not those who only seem to be concerned.

    These are targets named in what somebody says, those that somebody withdraws, the countries of
    protests, and words for what a meeting is about.
    """
    doubtful = _doubtful_rules(type, mode)
    shown = []
    for actor in actors:
        rule = doubtful.get(actor.role)
        is_doubtful = rule is not None and set(_rules_of(actor, reports)) == {rule}
        if not is_doubtful or _is_party_of_country(actor):
            shown.append(actor)
    return tuple(shown)


def _is_party_of_country(actor: ActorRole) -> bool:
    """Return whether a word before "talks" says between which countries they were."""
    return actor.role is Role.PARTY and actor.country is not None


def _doubtful_rules(type: str, mode: str | None) -> Mapping[Role, str]:
    """Return by role the rule that alone does not make an actor one of a headline."""
    if type in HOSTILE:
        return {}
    if type == "RETREAT" and mode != "release":
        return {Role.TARGET: WITHDRAWN}
    if type == "PROTEST":
        return {Role.TARGET: FROM_WORDS, Role.INITIATOR: BEFORE_NOUN}
    return {Role.TARGET: FROM_WORDS, Role.PARTY: BEFORE_NOUN}


def _rules_of(actor: ActorRole, reports: Sequence[Report]) -> Iterator[str]:
    """Yield the names of the rules that read an actor in its role."""
    for report in reports:
        for passage in report.passages:
            for mark in passage.marks:
                if mark.slot.value != actor.role.value:
                    continue
                if mark.ref == actor.id:
                    yield mark.rule
