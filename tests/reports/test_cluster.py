"""Are the passages of one article that tell of one happening joined, and no others?"""

import pytest

from tests.reports.factories import marked, of_type, summary, told
from timeline.model.types import Status

# (text, number of reports of the type, type)
JOINED = [
    # a definite noun points back
    (
        "Rebels bombed a market in Maiduguri on Monday, killing 12 people. The attack was the worst in months.",
        1,
        "ASSAULT",
    ),
    (
        "An air strike on a camp in Maiduguri killed 50 people. The strike wounded 120.",
        1,
        "ASSAULT",
    ),
    (
        "Gunmen stormed a hotel in Bamako. The attack lasted six hours. The attackers killed 20 guests.",
        1,
        "ASSAULT",
    ),
    (
        "A car bomb exploded in Kirkuk on Friday. The explosion killed nine policemen.",
        1,
        "ASSAULT",
    ),
    (
        "Troops attacked the town of Bor on Sunday. The fighting killed 30 people.",
        1,
        "ASSAULT",
    ),
    (
        "A suicide bomber killed 12 people in Peshawar. The Pakistani Taliban claimed responsibility for the blast.",
        1,
        "ASSAULT",
    ),
    (
        "Hezbollah fired rockets at Haifa on Sunday. The group said it had fired 20 rockets at the city.",
        1,
        "ASSAULT",
    ),
    (
        "Nine worshippers were shot dead in Kaduna. Gunmen had opened fire in a mosque in Kaduna.",
        1,
        "ASSAULT",
    ),
    # tolls and the dead
    (
        "Nine people were killed after fighting broke out between troops and rebels in Goma on Sunday.",
        1,
        "ASSAULT",
    ),
    (
        "Shells hit a market in Aden, killing 12 people. The death toll rose to 15 on Tuesday.",
        1,
        "ASSAULT",
    ),
    (
        "A bomb killed 20 people in Kano. Twelve of the dead were soldiers.",
        1,
        "ASSAULT",
    ),
    (
        "Gunmen killed 14 people in Durango on Monday. Three children were among the dead.",
        1,
        "ASSAULT",
    ),
    # talks and agreements
    (
        "Sudan and Chad signed a peace agreement in Dakar on Thursday. The agreement ends five years of raids.",
        1,
        "AGREE",
    ),
    (
        "Vladimir Putin met Recep Tayyip Erdogan in Sochi on Monday. Mr Putin said the meeting was useful.",
        1,
        "CONSULT",
    ),
    # a denial belongs to what it denies; witnesses tell of what they saw
    (
        "Kenya used cluster bombs in an attack on Kismayo on Monday. Kenyan officials denied having used cluster bombs.",
        1,
        "ASSAULT",
    ),
    (
        "Survivors of the attack in Jos said gunmen opened fire on worshippers.",
        1,
        "ASSAULT",
    ),
    # told apart
    (
        "Air defences shot down missiles over Tartus on Monday. The Observatory said the strikes killed nine fighters.",
        2,  # not the defenders killed them
        "ASSAULT",
    ),
    (
        "Jets hit posts near Damascus, Homs and Hama, killing ten militants. Four soldiers were also killed near Hama.",
        2,  # the dead of one of the towns are an incident of that town
        "ASSAULT",
    ),
    (
        "Militias attacked the villages of Abu Suruj, Sirba and Silea in January. In Sirba, 45 people were killed.",
        2,
        "ASSAULT",
    ),
    (
        "Ivory Coast seized control of Bouake in 2002. Troops seized control of a bridge in Bouake.",
        2,
        "ASSAULT",
    ),
    (
        "Gunmen killed five villagers in Kaga on Monday. On Tuesday, gunmen killed three villagers in Dapchi.",
        2,
        "ASSAULT",
    ),
    (
        "Warplanes bombed Taiz on Sunday, killing three people. Warplanes also bombed Hodeidah, killing six people.",
        2,
        "ASSAULT",
    ),
    (
        "The army shelled Kobane on Friday. The army shelled Kobane again on Saturday.",
        2,
        "ASSAULT",
    ),
    (
        "At least ten people were killed in Homs on Saturday. In Idlib, five people were killed.",
        2,
        "ASSAULT",
    ),
    (
        "Rebels plan to attack Juba on Sunday. Rebels attacked Juba in 2013.",
        2,
        "ASSAULT",
    ),
    (
        "Security forces killed six people in Hama on Friday. In 1982 the army killed thousands of people in Hama.",
        2,
        "ASSAULT",
    ),
    (
        "Soldiers killed six students in Hama on Friday. In Latakia one protester was killed and three more were wounded.",
        2,
        "ASSAULT",
    ),
    (
        "Five people were killed by soldiers in Palmyra. Activists said 18 people were killed by soldiers in Deraa.",
        2,
        "ASSAULT",
    ),
    (
        "Troops shelled Taldou in May. Elsewhere, at least 30 villagers died when warplanes bombed Azaz.",
        2,
        "ASSAULT",
    ),
    (
        "Troops attacked a village near Kobane on Friday. They came to restore order after the deaths of 120 policemen.",
        2,
        "ASSAULT",
    ),
    (
        "Gunmen shot dead a judge in Cali. Soldiers shot dead a guerrilla in Pasto.",
        2,
        "ASSAULT",
    ),
    (  # neighbouring towns, each with its own dead on the same day
        "Shelling killed nine people in Douma on Monday. Rockets killed four people in Harasta on Monday.",
        2,
        "ASSAULT",
    ),
    ("Turkey shelled Manbij on Monday. Syria shelled Manbij on Monday.", 2, "ASSAULT"),
    (
        "The UN says 5,000 people have been killed since March. A bomb killed nine people in Daraa on Monday.",
        2,
        "ASSAULT",
    ),
    (
        "The United States urged Israel to end the siege. The United States urged Hamas to free the hostages.",
        2,
        "REQUEST",
    ),
    ("Israel condemned the vote. Jordan condemned the vote.", 2, "ACCUSE"),
]
JOINED_KNOWN: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize(("text", "number", "kind"), marked(JOINED, JOINED_KNOWN))
def test_article_tells_as_many_happenings_as_it_says(
    text: str, number: int, kind: str
) -> None:
    assert len(of_type(text, kind)) == number, [summary(one) for one in told(text)]


def test_planned_and_happened_stay_apart_with_status() -> None:
    found = of_type(
        "Rebels plan to attack Juba on Sunday. Rebels attacked Juba in 2013.", "ASSAULT"
    )
    assert {one.status for one in found} == {Status.PLANNED, Status.OCCURRED}


def test_a_joined_report_keeps_every_passage_in_order() -> None:
    text = (
        "An air strike on a camp in Maiduguri killed 50 people. The strike wounded 120."
    )
    (report,) = of_type(text, "ASSAULT")
    assert [one.text for one in report.passages] == [
        "An air strike on a camp in Maiduguri killed 50 people.",
        "The strike wounded 120.",
    ]
    assert {one.report for one in report.passages} == {report.id}


def test_uninformative_sentence_gives_no_report() -> None:
    assert told("The attack was the worst in months.") == ()


def test_war_summed_up_is_not_incident_of_day() -> None:
    text = "A mortar shell killed six people in Aden on Monday. The war has killed more than 100,000 people."
    by_toll = {
        figure.best: one.id
        for one in of_type(text, "ASSAULT")
        for figure in one.casualties
    }
    assert by_toll[6] != by_toll[100_000]


@pytest.mark.parametrize(
    "text",
    [
        "Since fighting broke out in March 2011, over 9,000 civilians have been killed, a UN tally shows.",
        "Activists say 16,000 people have been killed in the conflict.",
        "So far 300 villagers have been killed by the army in the crackdown.",
    ],
)
def test_toll_of_war_is_no_incident_of_day(text: str) -> None:
    later = "Gunmen killed four policemen in Homs on Monday."
    found = of_type(f"{text} {later}", "ASSAULT")
    tolls = [one for one in found if one.mode == "cumulative"]
    assert len(tolls) == 1, [summary(one) for one in found]
    assert tolls[0].date is None or tolls[0].date.days > 20
    assert [
        killed.best
        for one in found
        if one.mode != "cumulative"
        for killed in one.casualties
    ] == [4]


def test_dead_of_one_day_are_that_days_incident() -> None:
    (found,) = of_type(
        "Five soldiers were killed in an ambush in the war on Monday.", "ASSAULT"
    )
    assert found.mode == "ambush"
