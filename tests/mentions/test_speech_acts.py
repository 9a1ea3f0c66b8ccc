"""Are demands, refusals, promises and threats read where only modal words tell them?"""

import pytest

from tests.mentions.factories import reports_in
from timeline.model.actors import Role
from timeline.model.types import Status

ACTS = [
    (
        "Norway said on Monday that Serbia must free the observers.",
        "REQUEST",
        "Norway",
        "Serbia",
    ),
    (
        "Eritrea has to pull back its tanks, Ethiopia declared.",
        "REQUEST",
        "Ethiopia",
        "Eritrea",
    ),
    (
        "The Arab League said Sudan should let the convoys pass.",
        "REQUEST",
        "Arab League",
        "Sudan",
    ),
    (
        "Kuwait said Iraq needs to hand over the prisoners of 1991.",
        "REQUEST",
        "Kuwait",
        "Iraq",
    ),
    (
        "Uganda said it would not sign the accord with Rwanda.",
        "REJECT",
        "Uganda",
        "Rwanda",
    ),
    (
        "Armenia will not pull out of the enclave, its president said.",
        "REJECT",
        "Armenia",
        "",
    ),
    (
        "Chad said it could not accept the border drawn by Libya.",
        "REJECT",
        "Chad",
        "Libya",
    ),
    (
        "Israel is willing to hand the village back to Lebanon.",
        "AGREE",
        "Israel",
        "Lebanon",
    ),
    (
        "Angola said it was prepared to talk with South Africa.",
        "AGREE",
        "Angola",
        "South Africa",
    ),
    (
        "Denmark stands by its word and is ready to send doctors to Georgia.",
        "AGREE",
        "Denmark",
        "Georgia",
    ),
    (
        "Belgium said it would stop all payments to Zaire unless the soldiers were tried.",
        "THREATEN",
        "Belgium",
        "Zaire",
    ),
    (
        "Turkey will invade if Greece builds a port on the island.",
        "THREATEN",
        "Turkey",
        "",
    ),
]
STATUS = {
    "REQUEST": Status.DEMANDED,
    "REJECT": Status.OCCURRED,
    "AGREE": Status.OCCURRED,
    "THREATEN": Status.THREATENED,
}


@pytest.mark.parametrize(
    ("text", "kind", "initiator", "target"), ACTS, ids=[one[0][:40] for one in ACTS]
)
def test_a_modal_verb_makes_an_act_of_speech(
    text: str, kind: str, initiator: str, target: str
) -> None:
    found = [one for one in reports_in(text) if one.type == kind]
    assert [one.status for one in found] == [STATUS[kind]]
    by_role = {
        role: " ".join(actor.name for actor in found[0].actors if actor.role is role)
        for role in Role
    }
    assert initiator in by_role[Role.INITIATOR]
    assert target in by_role[Role.TARGET]


SILENT = [
    "Analysts said the economy must grow by three percent.",
    "The minister said he must go home early.",
    "Germany said the winter would not be cold.",
    "The general would not say how many soldiers Uganda had lost.",
    "The bridge will not be finished before May, the builders in Georgia said.",
    "Norway said Sweden would not win the match.",
    "Swimmers from Denmark are ready to start.",
]


@pytest.mark.parametrize("text", SILENT, ids=[one[:40] for one in SILENT])
def test_modal_verb_alone_is_no_act_of_speech(text: str) -> None:
    assert not [one for one in reports_in(text) if one.type in STATUS]


def test_demanded_act_is_no_incident_of_its_own() -> None:
    found = reports_in(
        "France said Syria must withdraw its troops from Lebanon and stop shelling Beirut."
    )
    assert [one.type for one in found] == ["REQUEST"]


def test_who_is_ready_to_strike_promises_nothing() -> None:
    found = reports_in("Iran said its navy was ready to attack American warships.")
    assert "AGREE" not in {one.type for one in found}


def test_a_protest_that_demands_something_is_one_happening() -> None:
    found = reports_in(
        "Miners in Zambia marched on Friday to demand the resignation of President Levy Mwanawasa."
    )
    assert [one.type for one in found] == ["PROTEST"]
    assert "Mwanawasa" in " ".join(
        actor.name for actor in found[0].actors if actor.role is Role.TARGET
    )


def test_talks_that_broke_down_failed() -> None:
    found = reports_in("Peace talks between Sudan and Chad broke down on Friday.")
    assert [(one.type, one.status) for one in found] == [("CONSULT", Status.FAILED)]


COUNTRIES = [
    ("Rebels in Chad attacked a convoy on Monday.", "TCD"),
    ("A group based in Damascus fired rockets at a base.", "SYR"),
    ("The foreign ministers of Peru and Ecuador met on Monday.", "ECU"),
    ("An envoy from Norway arrived in Colombo for a visit.", "LKA"),
]


@pytest.mark.parametrize(
    ("text", "country"), COUNTRIES, ids=[one[1] for one in COUNTRIES]
)
def test_people_have_the_country_that_their_words_give(text: str, country: str) -> None:
    assert country in {
        actor.country for report in reports_in(text) for actor in report.actors
    }


def test_ethnic_names_are_no_states() -> None:
    found = reports_in("Ethnic Albanians attacked a police post in Macedonia.")
    assert "ALB" not in {actor.country for report in found for actor in report.actors}


def test_those_who_were_struck_are_not_condemned() -> None:
    (found,) = (
        one
        for one in reports_in("Kenya condemned the attack on Ugandan troops.")
        if one.type == "ACCUSE"
    )
    assert [actor.name for actor in found.actors] == ["Kenya"]
    (found,) = (
        one
        for one in reports_in("Kenya condemned Sudan's attack on Ugandan troops.")
        if one.type == "ACCUSE"
    )
    assert "Sudan" in [
        actor.name for actor in found.actors if actor.role is Role.TARGET
    ]


def test_the_two_countries_are_those_who_acted() -> None:
    text = "Peru and Chile support opposite sides in the war in Bolivia. In May the two countries agreed in Lima to a truce."
    (found,) = (one for one in reports_in(text) if one.type == "AGREE")
    assert {actor.country for actor in found.actors} == {"PER", "CHL"}


NO_ACTS = [
    "Kenya and Uganda support opposite sides in the war.",
    "The plane, with 90 passengers on board, was approaching Aden on Friday.",
]


@pytest.mark.parametrize("text", NO_ACTS)
def test_what_is_only_described_is_no_act(text: str) -> None:
    assert reports_in(text) == []


def test_a_promise_that_is_not_made_is_none() -> None:
    found = reports_in("Eritrea showed no willingness to talk with Ethiopia.")
    assert not [
        one for one in found if one.type == "AGREE" and one.status is Status.OCCURRED
    ]


def test_what_stands_beside_a_demand_is_not_demanded() -> None:
    found = reports_in(
        "The general demanded a ransom and shot two guards in Mogadishu."
    )
    assert [one.status for one in found if one.type == "ASSAULT"] == [Status.OCCURRED]


ONE_HAPPENING = [
    (
        "Iran threatened to launch an offensive unless Iraq accepted its terms.",
        ["THREATEN"],
    ),
    ("The treaty gives Russia the right to fire on ships off Estonia.", []),
    (
        "Prisoners rioted in Lima, setting fire to mattresses and smashing doors.",
        ["PROTEST"],
    ),
    ("The governor of Borno resigned on Friday to allow an election.", ["RETREAT"]),
]


@pytest.mark.parametrize(
    ("text", "kinds"), ONE_HAPPENING, ids=[one[0][:40] for one in ONE_HAPPENING]
)
def test_conditions_rights_aims_and_wreckage_are_no_incidents(
    text: str, kinds: list[str]
) -> None:
    assert [one.type for one in reports_in(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ('"I condemn the shelling of Aden," Anna Weber said.', "ACCUSE", "Anna Weber"),
        (
            '"We reject the offer," the rebel spokesman said.',
            "REJECT",
            "rebel spokesman",
        ),
    ],
)
def test_first_person_of_quotation_is_one_who_speaks(
    text: str, kind: str, speaker: str
) -> None:
    (report,) = (report for report in reports_in(text) if report.type == kind)
    acting = [actor.name for actor in report.actors if actor.role is Role.INITIATOR]
    assert acting == [speaker]
