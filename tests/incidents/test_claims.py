"""Does a headline made from the record name only what stands near the deed in a passage?"""

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import actor_role, place
from tests.incidents.factories import by, incidents, on, report
from tests.mentions.factories import reports_as_built
from timeline.incidents.claims import shown_actors, shown_places
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Mark, Report
from timeline.model.mentions import Slot
from timeline.model.places import PlacePrecision
from timeline.model.text import TextSpan

TEXT = "Jets bombed Subek on Monday, and envoys who had come from afar spoke of it in Orlo."
TRIGGER = TextSpan(start=5, end=11)


def mark(words: str, ref: str, slot: Slot, rule: str = "dobj") -> Mark:
    start = TEXT.index(words)
    return Mark(slot=slot, start=start, end=start + len(words), ref=ref, rule=rule)


def marked_report(*marks: Mark, text: str = TEXT, **changes: Any) -> Report:
    """Make a report of one passage with these marks."""
    bare = report("a", **changes)
    (passage,) = bare.passages
    whole = replace(
        passage, start=0, end=len(text), text=text, trigger=TRIGGER, marks=marks
    )
    return replace(bare, passages=(whole,))


NEAR, FAR = place("Subek"), place("Orlo")


def test_place_far_from_deed_is_not_shown() -> None:
    given = marked_report(
        mark("Subek", NEAR.id, Slot.PLACE),
        mark("Orlo", FAR.id, Slot.PLACE),
        places=(NEAR, FAR),
    )
    assert shown_places(given.places, [given]) == (NEAR,)
    (incident,) = incidents(given)
    assert "Subek" in incident.summary
    assert "Orlo" not in incident.summary
    assert {where.name for where in incident.places} == {"Subek", "Orlo"}


def test_carried_place_is_not_shown() -> None:
    given = marked_report(mark("Subek", NEAR.id, Slot.PLACE), places=(NEAR, FAR))
    assert shown_places(given.places, [given]) == (NEAR,)


def test_other_report_can_vouch_for_place() -> None:
    far = marked_report(mark("Orlo", FAR.id, Slot.PLACE), places=(FAR,))
    near = marked_report(mark("Subek", FAR.id, Slot.PLACE), places=(FAR,))
    assert shown_places((FAR,), [far]) == ()
    assert shown_places((FAR,), [far, near]) == (FAR,)


def test_row_shows_its_places() -> None:
    row = replace(report("a", places=(NEAR, FAR)), dataset="ours")
    assert shown_places(row.places, [row]) == (NEAR, FAR)


def test_two_places_of_one_name_stand_once() -> None:
    province = replace(place("Subek"), id="wider", precision=PlacePrecision.PROVINCE)
    row = report("a", places=(NEAR, province))
    assert shown_places(row.places, [row]) == (NEAR,)


@pytest.mark.parametrize(
    ("type", "rule", "is_shown"),
    [
        ("REJECT", "named in what is said", False),
        ("REJECT", "object", True),
        ("ACCUSE", "named in what is said", True),
        ("RETREAT", "object", False),
        ("RETREAT", "against, on or at", True),
    ],
)
def test_target_named_in_words_is_shown(type: str, rule: str, is_shown: bool) -> None:
    actors = (by("Northern Front"), on("envoys"))
    given = marked_report(mark("envoys", "envoys", Slot.TARGET, rule), actors=actors)
    shown = shown_actors(actors, [given], type=type, mode=None)
    assert shown == (actors if is_shown else actors[:1])


@pytest.mark.parametrize(
    ("type", "actor", "is_shown"),
    [
        ("PROTEST", actor_role("Chad", Role.INITIATOR, country="TCD"), False),
        ("ASSAULT", actor_role("Chad", Role.INITIATOR, country="TCD"), True),
        ("CONSULT", actor_role("security", Role.PARTY), False),
        ("CONSULT", actor_role("Chad", Role.PARTY, country="TCD"), True),
    ],
)
def test_word_before_noun_is_shown(type: str, actor: ActorRole, is_shown: bool) -> None:
    slot = Slot(actor.role.value)
    given = marked_report(mark("Jets", actor.id, slot, "modifier"), actors=(actor,))
    shown = shown_actors((actor,), [given], type=type, mode=None)
    assert bool(shown) == is_shown


HEADLINES = [
    (
        "Minister Okoro said a delegation from Chad would soon arrive in Niger for talks on "
        "the situation in Gao.",
        "CONSULT",
        "Planned: visit involving Chad and Niger, Niger",
    ),
    (
        "The rise in clashes in Gao comes at a time of tension between the two states, after "
        "the killing last month in a Chadian strike of a Nigerien general.",
        "ASSAULT",
        "Attack by Chad on Nigerien military: 1 killed",
    ),
]


@pytest.mark.parametrize(("text", "type", "wanted"), HEADLINES)
def test_headline_keeps_to_its_deed(text: str, type: str, wanted: str) -> None:
    lines = [
        incident.summary
        for incident in incidents(*reports_as_built(text))
        if incident.type == type
    ]
    assert wanted in lines
