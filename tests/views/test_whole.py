"""Is a timeline that is too large shown by its most salient incidents, and counted whole?"""

from datetime import date

import pytest

from tests.builders import day, incident, month, timeline_data
from timeline.model.types import Status
from timeline.views.thinning import OPEN, counted, thinned, whole_row

MONDAY = (date(2020, 2, 3) - date(1970, 1, 1)).days


def test_a_small_timeline_is_shown_whole() -> None:
    data = timeline_data(incident())
    assert thinned(data) == (data, None)


def test_the_most_salient_are_kept_in_their_order_with_what_they_name() -> None:
    told = [incident(id=f"i{number}", salience=float(number % 5)) for number in range(10)]
    part, whole = thinned(timeline_data(*told), most=3)
    assert [one.id for one in part.incidents] == ["i3", "i4", "i9"]
    assert whole is not None
    assert whole.incidents == 10
    assert {one.id for one in part.actors} == {
        actor.id for one in part.incidents for actor in one.actors
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (incident(date=day("2020-02-03")), ((MONDAY, 0, 1),)),
        (incident(date=day("2020-02-09")), ((MONDAY, 0, 1),)),
        (incident(date=day("2020-02-10")), ((MONDAY + 7, 0, 1),)),
        (incident(date=day("2020-02-03"), status=Status.PLANNED), ((MONDAY, OPEN, 1),)),
        (incident(date=month("2020-02")), ()),
        (incident(date=None), ()),
    ],
)
def test_incidents_are_counted_in_weeks_from_monday(told: object, expected: object) -> None:
    whole = counted([told])  # type: ignore[list-item]
    assert whole.weeks == expected
    assert whole.incidents == 1
    assert whole.coarse + whole.undated == (0 if expected else 1)


def test_the_counts_go_into_the_page_as_plain_numbers() -> None:
    assert whole_row(counted([incident(date=day("2020-02-03"))])) == {
        "incidents": 1,
        "weeks": [MONDAY, 0, 1],
        "coarse": 0,
        "undated": 0,
    }
    assert whole_row(None) is None
