"""Which incidents does a first view show, and what speaks for and against each?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.builders import day
from tests.incidents.factories import PUBLISHED, dead, incidents, report
from timeline.incidents.signs import is_founded
from timeline.model.incidents import DocumentSpan, Incident
from timeline.model.types import Genericity, Status
from timeline.model.when import Basis, DateInterval, Precision


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
    retold = replace(meeting, places=(), reports=(passage, replace(passage, document="b")))
    days = {"a": PUBLISHED, "b": PUBLISHED}
    assert is_founded(retold, {}, (), days)
    assert not is_founded(retold, {"b": "a"}, (), days)


def test_the_dead_found_an_incident_without_a_place() -> None:
    exodus = quoted(type="DISPLACE", mode="displacement", casualties=(dead(4),), places=())
    assert is_shown(exodus)
