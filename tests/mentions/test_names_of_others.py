"""Are names that only hold another name, and words that only look like one, read as what they are?"""

import pytest

from tests.reports.factories import in_role, only, told, words_of
from timeline.model.actors import Role
from timeline.model.incidents import Report


def initiators(report: Report) -> list[str]:
    return [actor.id for actor in in_role(report, Role.INITIATOR)]


def targets(report: Report) -> list[str]:
    return [words_of(actor) for actor in in_role(report, Role.TARGET)]


def places(report: Report) -> list[str]:
    return [place.name for place in report.places]


def test_creek_is_not_country_in_its_name() -> None:
    report = only(
        "Militants attacked the Jordan Creek pumping station on Monday.", "ASSAULT"
    )
    assert not any(
        "jordan" in names and "creek" not in names for names in targets(report)
    )


def test_police_of_a_town_are_not_a_countrys() -> None:
    report = only("Cuba Springs police arrested three men on Monday.", "COERCE")
    assert {actor.country for actor in in_role(report, Role.INITIATOR)} == {None}


def test_a_month_inside_a_date_is_no_target() -> None:
    report = only("The Delaney Brigade attacked Jos on 6 March 2019.", "ASSAULT")
    assert not targets(report)


@pytest.mark.parametrize("bond", ["loyal", "sworn"])
def test_fighters_are_of_the_group_that_they_obey(bond: str) -> None:
    report = only(
        f"Fighters {bond} to the Islamic State shot nine men in Derna in January.",
        "ASSAULT",
    )
    assert initiators(report) == ["isis"]


def test_a_group_and_a_people_are_no_places() -> None:
    text = "Chadian troops attacked Taliban bases in Kunduz and Kurdish villages on Monday."
    assert places(only(text, "ASSAULT")) == ["Kunduz"]


def test_a_village_chief_is_the_one_abducted() -> None:
    (target,) = targets(
        only("Gunmen abducted a village chief in Gao on Monday.", "ASSAULT")
    )
    assert "village chief" in target


def test_those_whose_number_was_killed_did_nothing() -> None:
    text = (
        "The union said the number of its nurses killed in the war in Yemen is now 14."
    )
    report = only(text, "ASSAULT")
    assert not initiators(report)
    assert any("nurses" in names for names in targets(report))


def test_call_of_union_is_not_made_to_it() -> None:
    report = only(
        "The envoy repeated the union's call for soldiers to leave Gulu.", "REQUEST"
    )
    assert not any("union" in names for names in targets(report))


def test_a_raid_on_a_market_is_a_raid() -> None:
    assert only("Rebels raided a market in Yola on Monday.", "ASSAULT").mode == "raid"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Gunmen shot a judge in Kenya on Monday. Troops later sealed off the capital.",
            "Nairobi",
        ),
        ("Soldiers shot two boys in Chad's capital on Monday.", "N'Djamena"),
        ("Soldiers shot two boys in the Ugandan capital on Monday.", "Kampala"),
    ],
)
def test_capital_is_that_of_country_told_of(text: str, wanted: str) -> None:
    assert wanted in {name for report in told(text) for name in places(report)}


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers shot two boys 80 km south of the Ugandan capital on Monday.",
        "Soldiers shot two boys in the regional capital on Monday, Kenya said.",
    ],
)
def test_distance_and_other_capital_are_no_state_seat(text: str) -> None:
    found = {name for report in told(text) for name in places(report)}
    assert not found & {"Kampala", "Nairobi"}


@pytest.mark.parametrize("doer", ["grief - stricken father", "pro - army student"])
def test_compound_with_blanks_stays_one_name(doer: str) -> None:
    report = only(f"A {doer} attacked the police station in Yola on Monday.", "ASSAULT")
    assert [actor.name for actor in in_role(report, Role.INITIATOR)] == [doer]


@pytest.mark.parametrize("phrase", ["state of emergency", "state of siege"])
def test_state_of_emergency_is_no_target(phrase: str) -> None:
    report = only(f"The government imposed a {phrase} in Yola on Monday.", "COERCE")
    assert not targets(report)


def test_name_goes_on_behind_for() -> None:
    report = only(
        "The Movement for Rural Change condemned the attack on Harare.", "ACCUSE"
    )
    doers = [actor.name for actor in in_role(report, Role.INITIATOR)]
    assert doers == ["Movement for Rural Change"]
