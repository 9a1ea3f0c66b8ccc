"""Does a timeline keep the incidents that its settings ask for, and no others?"""

from typing import Any

import pytest

from tests.builders import actor_role, day, incident, month, passage, place
from timeline.assembly import is_about, is_chosen
from timeline.model.actors import Role
from timeline.settings import Settings

TOLD = incident(
    headline="Shelling by Northern Front on villagers, Subek",
    mode="shelling",
    actors=(actor_role("Northern Front", Role.INITIATOR, aliases=("NF rebels",)),),
    places=(place("Subek", admin1="Upper Nile", aliases=("Soubek",)),),
    reports=(passage(),),
)
ABOUT = [
    ("Subek", True),
    ("subek", True),
    ("Soubek", True),
    ("Upper Nile", True),
    ("Northern Front", True),
    ("NF rebels", True),
    ("shelling", True),
    ("ASSAULT", True),
    ("hospital official", True),
    ("Torum", False),
    ("North", False),
    ("US", False),
    ("Sub", False),
    ("PROTEST", False),
]


@pytest.mark.parametrize(("words", "wanted"), ABOUT)
def test_about_matches_places_actors_types_as_whole_words(
    words: str, wanted: bool
) -> None:
    assert is_about(TOLD, words) is wanted


FEBRUARY = {"since": "2020-02-01", "until": "2020-02-29"}
DAYS: list[tuple[str, Any, dict[str, Any], bool]] = [
    ("within", day("2020-02-03"), FEBRUARY, True),
    ("the first day", day("2020-02-01"), FEBRUARY, True),
    ("the last day", day("2020-02-29"), FEBRUARY, True),
    ("before", day("2020-01-31"), FEBRUARY, False),
    ("after", day("2020-03-01"), FEBRUARY, False),
    (
        "a month of which a part is meant",
        month("2020-02"),
        {"since": "2020-02-20"},
        True,
    ),
    ("open at the end", day("2021-01-01"), {"since": "2020-02-01"}, True),
    ("open at the beginning", day("2021-01-01"), {"until": "2020-02-01"}, False),
    ("undated, and days are asked for", None, FEBRUARY, False),
    ("undated, and none are", None, {}, True),
]


@pytest.mark.parametrize(("what", "when", "asked", "wanted"), DAYS)
def test_keeps_incidents_whose_days_meet_the_period(
    what: str, when: Any, asked: dict[str, Any], wanted: bool
) -> None:
    assert is_chosen(incident(date=when), Settings(**asked)) is wanted, what


def test_words_and_days_must_both_fit() -> None:
    assert is_chosen(TOLD, Settings(about="Subek", since="2020-02-01"))
    assert not is_chosen(TOLD, Settings(about="Subek", since="2020-03-01"))
    assert not is_chosen(TOLD, Settings(about="Torum", since="2020-02-01"))
