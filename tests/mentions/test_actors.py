"""Is a phrase that holds a country's name read as what its head noun is?"""

import pytest

from tests.mentions.factories import reports_in
from tests.reports.factories import only
from timeline.model.actors import ActorKind, ActorRole, Role


def actors(text: str) -> list[ActorRole]:
    """Return all actors of a text."""
    return [actor for report in reports_in(text) for actor in report.actors]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two exiled Chadian opposition figures in Douala on Monday.",
        "Thousands of Chadians fled the fighting on Monday.",
        "Rebels shot dead a citizen of Chad on Monday.",
        "Police arrested a leading Chadian opposition figure on Monday.",
        "Police fired at the Chadian protests on Monday, killing three people.",
        "Gunmen killed a Kuwaiti and a Turk in Manila on Monday.",
    ],
)
def test_people_of_a_country_are_not_its_state(text: str) -> None:
    assert not [actor for actor in actors(text) if actor.kind is ActorKind.STATE]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Cambodians marched through the streets of Phnom Penh on Monday.",
            "Cambodians",
        ),
        ("A bomb killed nine Turks in Mogadishu on Monday.", "Turks"),
    ],
)
def test_a_plural_demonym_means_people(text: str, name: str) -> None:
    (actor,) = [one for one in actors(text) if one.country in {"KHM", "TUR"}]
    assert (actor.name, actor.kind) == (name, ActorKind.CIVILIANS)


def test_name_behind_demonym_is_whom_it_means() -> None:
    (actor,) = actors("A Kuwaiti, Hassan Ali, was killed in Manila on Monday.")
    assert actor.name == "Hassan Ali"


def test_a_demonym_told_apart_means_its_state() -> None:
    found = actors(
        "Eight Turks, seven soldiers and a civilian, lost their lives in the shelling."
    )
    assert "TUR" in {actor.country for actor in found}
    assert "Turks" not in {
        actor.name for actor in found if actor.kind is ActorKind.CIVILIANS
    }


def test_a_demonym_with_an_article_means_its_state() -> None:
    found = actors("The Russians bombed Palmyra on Monday.")
    assert [actor.country for actor in found] == ["RUS"]


@pytest.mark.parametrize(
    "text",
    [
        "NATO rejected military intervention in Chad on Monday.",
        "Some 30 traders were shot in unrest elsewhere in Chad on Friday.",
    ],
)
def test_the_country_where_it_is_is_no_target(text: str) -> None:
    assert "TCD" not in {actor.country for actor in actors(text)}


def test_one_of_several_is_who_did_it() -> None:
    found = actors("Togo was one of the states that rejected the resolution on Monday.")
    assert [actor.country for actor in found] == ["TGO"]


def test_a_byline_takes_no_part() -> None:
    text = "By Mike Stone BBC News, London Syrian sympathisers in Turkey held rallies on Monday."
    assert [actor.name for actor in actors(text)] == ["Syrian sympathisers"]


def test_a_day_is_no_part_of_a_name() -> None:
    text = "On Friday soldiers killed 19 people near Deraa."
    assert not [actor.name for actor in actors(text) if "Friday" in actor.name]


def test_the_cities_of_a_protest_are_places() -> None:
    assert not actors("Protests continued on Monday in cities around the country.")


def test_coordinated_deeds_share_their_doer() -> None:
    text = "Sixty villagers were killed in shelling or shooting by rebels in Homs on Monday."
    assert "rebels" in {actor.name for actor in actors(text)}


def test_a_thing_ordered_seized_has_done_nothing() -> None:
    (drone,) = actors("The judge also ordered the drone confiscated on Monday.")
    assert drone.role.value == "target"


def test_weapons_of_a_country_stay_its_own() -> None:
    text = (
        "Chadian missiles hit a camp of the rebels on Monday, killing three fighters."
    )
    assert "TCD" in {actor.country for actor in actors(text)}


def test_people_counted_keep_their_country() -> None:
    (report,) = reports_in("Thousands of Chadians fled the fighting on Monday.")
    assert [(actor.kind, actor.country) for actor in report.actors] == [
        (ActorKind.CIVILIANS, "TCD")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The BBC's Ann Brook met rebels near Gao on Monday.",
        "Gunmen attacked a convoy near Gao on Monday, killing two guards, says the BBC's Ann Brook.",
    ],
)
def test_a_reporter_of_a_medium_is_no_actor(text: str) -> None:
    assert not [actor for actor in actors(text) if "Brook" in actor.name]


@pytest.mark.parametrize(
    "text",
    [
        "The army bombed Chadian-backed militia targets near Bangui on Monday.",
        "The army fired at Chadian-funded rebels near Bangui on Monday.",
        "A mine killed nine non-Chadian fighters near Bangui on Monday.",
    ],
)
def test_allies_of_a_state_are_not_it(text: str) -> None:
    assert "TCD" not in {actor.country for actor in actors(text)}


def test_who_rules_a_place_attacked_nobody() -> None:
    found = actors(
        "Attacks in a district controlled by the army killed nine people on Monday."
    )
    assert "initiator" not in {actor.role for actor in found}


def test_land_that_people_fled_is_no_target() -> None:
    found = actors("Many villagers were displaced from other parts of Chad on Monday.")
    assert "TCD" not in {actor.country for actor in found}


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ("members of the presidential guard", "presidential guard"),
        ("members of a criminal gang", "criminal gang"),
        ("Members of the Northern Front", "Northern Front"),
        ("Members of the Joint Terrorism Squad", "Joint Terrorism Squad"),
    ],
)
def test_members_act_for_their_group(members: str, name: str) -> None:
    found = actors(f"A judge was shot dead by {members} on Monday.")
    assert name in {actor.name for actor in found if actor.role is Role.INITIATOR}


def test_a_front_with_a_capital_is_no_place() -> None:
    (report,) = reports_in("The Northern Front attacked a mosque in Kano on Monday.")
    assert [place.name for place in report.places] == ["Kano"]


def test_a_ministry_keeps_its_whole_name() -> None:
    found = actors(
        "A bomb went off outside the Ministry of Defence in Kabul, killing two guards."
    )
    assert "Ministry of Defence" in {actor.name for actor in found}


def test_town_of_protest_is_no_side() -> None:
    rally = only("Qaid organised a Damascus rally on Friday.", "PROTEST")
    assert [actor.name for actor in rally.actors] == ["Qaid"]


def test_capital_that_owns_army_is_state() -> None:
    (attack,) = reports_in("Rebels attacked Khartoum's troops near Kidal on Monday.")
    sides = {actor.role: actor.name for actor in attack.actors}
    assert sides == {"initiator": "Rebels", "target": "Sudanese military"}
    assert [where.name for where in attack.places] == ["Kidal"]


def test_staff_called_home_is_no_target() -> None:
    recall = only("Niger recalled its ambassador from Moscow on Monday.", "SANCTION")
    assert [actor.name for actor in recall.actors] == ["Niger", "Russia"]
