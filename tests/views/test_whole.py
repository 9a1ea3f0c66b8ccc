"""Is a timeline that is too large shown by its most salient incidents, and counted whole?"""

from datetime import date
from typing import Any

import pytest

from tests.builders import day, incident, month, timeline_data
from timeline.model.types import Status
from timeline.model.when import DateInterval
from timeline.views.thinning import counted, thinned, whole_row

MONDAY = (date(2020, 2, 3) - date(1970, 1, 1)).days


def test_a_small_timeline_is_shown_whole() -> None:
    data = timeline_data(incident())
    assert thinned(data) == (data, None)


def test_most_salient_stay_ordered_with_what_they_name() -> None:
    told = [
        incident(id=f"i{number}", salience=float(number % 5)) for number in range(10)
    ]
    part, whole = thinned(timeline_data(*told), most=3)
    assert [one.id for one in part.incidents] == ["i3", "i4", "i9"]
    assert whole is not None
    assert whole.incidents == 10
    assert {one.id for one in part.actors} == {
        actor.id for one in part.incidents for actor in one.actors
    }


@pytest.mark.parametrize(
    ("changes", "monday", "weak"),
    [
        ({"date": day("2020-02-03"), "prominent": True}, MONDAY, False),
        ({"date": day("2020-02-09"), "prominent": True}, MONDAY, False),
        ({"date": day("2020-02-10"), "prominent": True}, MONDAY + 7, False),
        ({"date": day("2020-02-03"), "status": Status.PLANNED}, MONDAY, True),
    ],
)
def test_incidents_are_counted_in_weeks_from_monday(
    changes: dict[str, Any], monday: int, weak: bool
) -> None:
    whole = counted(timeline_data(incident(**changes)))
    assert whole.weeks == ({"monday": monday, "colour": "C", "weak": weak, "count": 1},)
    assert (whole.incidents, whole.coarse, whole.undated) == (1, 0, 0)


@pytest.mark.parametrize(("when", "coarse"), [(month("2020-02"), 1), (None, 0)])
def test_roughly_dated_incidents_are_counted_apart(
    when: DateInterval | None, coarse: int
) -> None:
    whole = counted(timeline_data(incident(date=when)))
    assert (whole.weeks, whole.coarse, whole.undated) == ((), coarse, 1 - coarse)


def test_counts_go_into_the_page() -> None:
    row = whole_row(counted(timeline_data(incident(date=None))))
    assert row == {"incidents": 1, "weeks": [], "coarse": 0, "undated": 1}
    assert whole_row(None) is None
