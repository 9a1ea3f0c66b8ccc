"""Is an incident that looks like two put together held less sound?"""

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import place
from tests.incidents.factories import by, dead, incidents, on, report
from timeline.model.incidents import Incident, Mark, Passage
from timeline.model.mentions import Slot
from timeline.model.text import TextSpan


def told(text: str, trigger: str, **marked: str) -> Passage:
    """Make a passage with marks on words of it, by slot."""
    start = text.index(trigger)
    marks = tuple(
        Mark(
            slot=Slot(slot.rstrip("_")),
            start=text.index(words),
            end=text.index(words) + len(words),
            ref=place().id,
        )
        for slot, words in marked.items()
    )
    return Passage(
        report="a#0",
        document="a",
        start=0,
        end=len(text),
        text=text,
        trigger=TextSpan(start=start, end=start + len(trigger)),
        casualties=(dead(4),),
        marks=marks,
    )


def incident_of(text: str = "", trigger: str = "", **marked: str) -> Incident:
    """Make the incident of a sentence."""
    passages = (told(text, trigger, **marked),) if text else report().passages
    (incident,) = incidents(report(passages=passages, soundness=0.8))
    return incident


def test_plain_incidents_are_sound_as_their_report() -> None:
    assert incident_of().soundness == 0.8


def test_what_is_not_weighed_stays_so() -> None:
    (incident,) = incidents(report())
    assert incident.soundness is None


# A sentence whose date, place or figure belongs to something else, its trigger, and marks.
MIXED = [
    ("Four died in shelling, most of them in Subek.", "shelling", {"place": "Subek"}),
    (
        "Shelling killed four across the country, as in Subek.",
        "Shelling",
        {"place": "Subek"},
    ),
    ("Shelling has killed four since March in Subek.", "Shelling", {"place": "Subek"}),
    ("Shells killed four while marchers filled Subek.", "Shells", {"place": "Subek"}),
    ("As crowds filled Subek, shelling killed four.", "shelling", {"place": "Subek"}),
    (
        "Crowds met on Friday, a day after shelling killed four.",
        "shelling",
        {"date": "Friday"},
    ),
]


@pytest.mark.parametrize(("text", "trigger", "marked"), MIXED)
def test_words_of_something_else_halve_soundness(
    text: str, trigger: str, marked: dict[str, str]
) -> None:
    sound = incident_of(text, trigger, **marked).soundness
    assert sound is not None
    assert sound <= 0.4


PLAIN = [
    (
        "On Friday, shelling killed four in Subek.",
        "shelling",
        {"date": "Friday", "place": "Subek"},
    ),
    (
        "Shelling killed four people when crowds met in Subek.",
        "Shelling",
        {"place": "Subek"},
    ),
    ("In Subek, four died in shelling.", "shelling", {"place": "Subek"}),
]


@pytest.mark.parametrize(("text", "trigger", "marked"), PLAIN)
def test_plain_sentences_halve_nothing(
    text: str, trigger: str, marked: dict[str, str]
) -> None:
    assert incident_of(text, trigger, **marked).soundness == 0.8


CHANGES: list[dict[str, Any]] = [
    {"places": (place("Subek"), place("Dorim", id="geonames:2", lat=1.0, lon=1.0))},
    {"casualties": (dead(4, actor=by("Northern Front").id),)},
    {"places": (), "mode": None},
]


@pytest.mark.parametrize("changes", CHANGES)
def test_two_towns_victims_acting_and_sums_halve_soundness(
    changes: dict[str, Any],
) -> None:
    (incident,) = incidents(report(soundness=0.8, **changes))
    assert incident.soundness == 0.4


def test_what_one_doubtful_report_says_is_left_out() -> None:
    sure = [report(name, soundness=0.7) for name in "abc"]
    odd = (by("Southern Front"), on("villagers"))
    doubtful = replace(report("d", soundness=0.1), actors=odd)
    (incident,) = incidents(*sure, doubtful)
    assert "Southern Front" not in {actor.name for actor in incident.actors}
    (kept,) = incidents(*sure, replace(doubtful, soundness=0.7))
    assert "Southern Front" in {actor.name for actor in kept.actors}
