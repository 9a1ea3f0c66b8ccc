"""Which incidents does a first view show, and what speaks for and against each?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders import day, place
from tests.incidents.factories import PUBLISHED, by, dead, incidents, on, report
from timeline.incidents.signs import FEWEST_SHOWN, is_founded, least_sound, with_signs
from timeline.model.incidents import DocumentSpan, Incident
from timeline.model.places import PlacePrecision
from timeline.model.types import Genericity, Status
from timeline.model.when import Basis, DateInterval, Precision

SPAN = DocumentSpan(document="a", start=0, end=4)


def quoted(**changes: Any) -> Incident:
    """Return an incident with a headline from its article."""
    (incident,) = incidents(report(**changes))
    return replace(incident, headline_span=DocumentSpan(document="a", start=0, end=4))


def is_shown(incident: Incident, published: date = PUBLISHED) -> bool:
    """Return whether a first view shows an incident of articles of one day."""
    days = {passage.document: published for passage in incident.reports}
    return is_founded(incident, {}, (), days)


def months(start: str, end: str) -> DateInterval:
    return DateInterval(
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        precision=Precision.MONTH,
        basis=Basis.STATED,
    )


def test_an_attack_dated_by_its_article_is_shown() -> None:
    assert is_shown(quoted())


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.PLANNED},
        {"status": Status.DENIED},
        {"genericity": Genericity.GENERIC},
        {"date": None},
        {"date": day("2020-02-03", basis=Basis.ASSUMED)},
        {"date": months("2019-11-01", "2020-01-31")},
    ],
)
def test_what_is_not_certain_is_not_shown(changes: dict[str, Any]) -> None:
    assert not is_shown(quoted(**changes))


def test_what_has_no_clause_is_not_shown() -> None:
    assert not is_shown(replace(quoted(), headline_span=None))


def test_history_is_not_shown() -> None:
    old = quoted(date=day("2018-02-03"))
    assert is_shown(old, date(2018, 2, 4))
    assert is_shown(old, date(2019, 2, 3))
    assert not is_shown(old, date(2019, 2, 5))


def test_a_meeting_needs_a_place_and_a_party() -> None:
    meeting = quoted(type="CONSULT", mode="meeting", casualties=())
    assert is_shown(meeting)
    assert not is_shown(replace(meeting, places=()))
    assert not is_shown(replace(meeting, actors=()))


def test_meeting_that_several_voices_tell_of_is_shown() -> None:
    meeting = quoted(type="CONSULT", mode="meeting", casualties=())
    (passage,) = meeting.reports
    retold = replace(
        meeting, places=(), reports=(passage, replace(passage, document="b"))
    )
    days = {"a": PUBLISHED, "b": PUBLISHED}
    assert is_founded(retold, {}, (), days)
    assert not is_founded(retold, {"b": "a"}, (), days)


def test_the_dead_found_an_incident_without_a_place() -> None:
    exodus = quoted(
        type="DISPLACE", mode="displacement", casualties=(dead(4),), places=()
    )
    assert is_shown(exodus)


def test_a_first_view_asks_for_soundness() -> None:
    told = [
        report(f"d{number}", soundness=0.9 if number < FEWEST_SHOWN else 0.2)
        for number in range(FEWEST_SHOWN + 5)
    ]
    founded = [
        replace(one, headline_span=SPAN) for one in incidents(*told, separate=True)
    ]
    days = {one.document: PUBLISHED for one in told}
    shown = [one for one in with_signs(founded, {}, (), days) if one.prominent]
    assert {one.soundness for one in shown} == {0.9}
    assert len(shown) == FEWEST_SHOWN


def test_a_short_article_shows_what_it_has() -> None:
    doubtful = replace(quoted(soundness=0.1), headline_span=SPAN)
    (shown,) = with_signs([doubtful], {}, (), {"a": PUBLISHED})
    assert shown.prominent


def test_the_soundest_fill_up_a_first_view() -> None:
    assert least_sound([0.9, None, *(number / 100 for number in range(30))]) == 0.16
    assert least_sound([None] * 40) == 0.0


COUNTRY = place("Elbonia", precision=PlacePrecision.COUNTRY)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"actors": (), "places": ()}, False),
        ({"actors": (on("people"),), "places": ()}, False),
        ({"actors": (), "places": (COUNTRY,)}, False),
        ({"actors": (on("people"),), "places": (COUNTRY,)}, True),
        ({"actors": (), "places": (place(),)}, True),
        ({"actors": (by("Northern Front"),), "places": ()}, True),
    ],
)
def test_an_attack_says_where_or_who(changes: dict[str, Any], shown: bool) -> None:
    assert is_shown(quoted(**changes)) == shown
