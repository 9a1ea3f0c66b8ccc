"""Did it happen, or is it only planned, threatened, demanded, possible, denied or failed?"""

import pytest

from tests.reports.factories import marked, of_type, only, summary, told
from timeline.model.types import HAPPENED, Status

# (text, type, status)
SAID = [
    # happened
    ("The rebels captured the airport in Bria.", "ASSAULT", Status.OCCURRED),
    ("The rebels managed to capture the airport in Bria.", "ASSAULT", Status.OCCURRED),
    ("Troops launched an offensive to recapture Palmyra.", "ASSAULT", Status.OCCURRED),
    ("Soldiers began withdrawing from Karabakh on Monday.", "RETREAT", Status.OCCURRED),
    (
        "Rebels are said to have executed 13 prisoners in Aleppo.",
        "ASSAULT",
        Status.OCCURRED,
    ),
    ("Air defences intercepted a missile fired at Riyadh.", "ASSAULT", Status.OCCURRED),
    ("Army units had shelled Tripoli before the truce.", "ASSAULT", Status.OCCURRED),
    # goes on
    ("The siege of Sarajevo is continuing.", "COERCE", Status.ONGOING),
    ("Fighting is raging in Khartoum.", "ASSAULT", Status.ONGOING),
    ("Clashes are continuing near Bangui.", "ASSAULT", Status.ONGOING),
    ("Israeli jets are bombing Tyre.", "ASSAULT", Status.ONGOING),
    ("Rebels continue to shell Misrata.", "ASSAULT", Status.ONGOING),
    # planned
    ("The army will attack Mosul next week.", "ASSAULT", Status.PLANNED),
    (
        "Army chiefs plan to withdraw 2,000 soldiers from Colombia.",
        "RETREAT",
        Status.PLANNED,
    ),
    (
        "Peace talks between Ukraine and the separatists are due to begin on Friday in Minsk.",
        "CONSULT",
        Status.PLANNED,
    ),
    ("The Russian president will visit Ankara on Tuesday.", "CONSULT", Status.PLANNED),
    (
        "The presidents of Sudan and Chad are expected to meet in Doha on Sunday.",
        "CONSULT",
        Status.PLANNED,
    ),
    (
        "France announced that it would send 800 troops to Mali.",
        "MOBILIZE",
        Status.PLANNED,
    ),
    (
        "A planned visit by the UN envoy to Sanaa was announced.",
        "CONSULT",
        Status.PLANNED,
    ),
    (
        "The Taliban said they would attack polling stations in Kabul on Saturday.",
        "ASSAULT",
        Status.PLANNED,
    ),
    ("The army prepared to storm Fallujah on Sunday.", "ASSAULT", Status.PLANNED),
    # threatened
    (
        "Iran threatened to attack American bases in the Gulf.",
        "THREATEN",
        Status.THREATENED,
    ),
    (
        "Pakistan warned that it would shoot down Indian aircraft.",
        "THREATEN",
        Status.THREATENED,
    ),
    ("Turkey vowed to retaliate against Syria.", "THREATEN", Status.THREATENED),
    # demanded
    ("The UN called on Israel to stop bombing Beirut.", "REQUEST", Status.DEMANDED),
    (
        "The president demanded that the rebels withdraw from Bukavu.",
        "REQUEST",
        Status.DEMANDED,
    ),
    (
        "The United States urged Ethiopia to lift the siege of Mekelle.",
        "REQUEST",
        Status.DEMANDED,
    ),
    # denied
    ("Rwanda denied that its troops had attacked Goma.", "ASSAULT", Status.DENIED),
    (
        "Government forces did not attack the convoy, the army said.",
        "ASSAULT",
        Status.DENIED,
    ),
    (
        "Ethiopia rejected claims that its soldiers had killed civilians in Mekelle.",
        "ASSAULT",
        Status.DENIED,
    ),
    ("Hamas denied firing rockets at Ashkelon.", "ASSAULT", Status.DENIED),
    (
        "The army denied any role in the massacre at Yola, in which 30 people died.",
        "ASSAULT",
        Status.OCCURRED,
    ),
    (
        "Moscow denied responsibility for the bombing of the theatre in Mariupol.",
        "ASSAULT",
        Status.OCCURRED,
    ),
    # failed
    ("Police foiled a bomb attack in Nairobi.", "ASSAULT", Status.FAILED),
    ("Soldiers failed to capture the town of Kandahar.", "ASSAULT", Status.FAILED),
    ("The rebels tried to seize the airport in Bria.", "ASSAULT", Status.FAILED),
    (
        "An attempt to assassinate the prime minister failed in Baghdad.",
        "ASSAULT",
        Status.FAILED,
    ),
    (
        "The guards repelled an attack on the prison in Kandahar.",
        "ASSAULT",
        Status.FAILED,
    ),
]
SAID_KNOWN: dict[str, tuple[str, ...]] = {
    "what a denied responsibility is for is taken for denied content and left out": (
        "Moscow denied responsibility",
    )
}
# (text, type that must not be drawn as having happened)
NOT_HAPPENED = [
    ("If the army attacks Rafah, thousands will flee.", "ASSAULT"),
    ("If the army attacks Rafah, thousands will flee.", "DISPLACE"),
    ("The United States has no plans to invade Syria.", "ASSAULT"),
    ("The rebels could attack the airport.", "ASSAULT"),
    ("The rebels were about to seize the capital.", "ASSAULT"),
    ("The militia would have seized the town without help.", "ASSAULT"),
    ("Aid workers fear that the army will bomb the camp.", "ASSAULT"),
    (
        "It was not clear whether the army had attacked the hospital in Kunduz.",
        "ASSAULT",
    ),
    ("The president demanded that the rebels withdraw from Bukavu.", "RETREAT"),
    ("The UN called on Israel to stop bombing Beirut.", "ASSAULT"),
    ("The two sides agreed to hold talks next month.", "CONSULT"),
    ("The army has agreed to withdraw from Kosovo.", "RETREAT"),
    ("The general ordered his troops to attack Vukovar.", "ASSAULT"),
    ("Turkey vowed to respond if its soldiers were attacked.", "ASSAULT"),
    ("The opposition wants the execution of the president.", "ASSAULT"),
    ("Evidence has not been produced of any massacre in Kigali.", "ASSAULT"),
    ("The minister ruled out an invasion of Kuwait.", "ASSAULT"),
    ("Nobody attacked the convoy on Monday.", "ASSAULT"),
    ("Neither side has withdrawn from Abyei.", "RETREAT"),
    (
        "An alleged plot to assassinate the president was uncovered in Caracas.",
        "ASSAULT",
    ),
    (
        "The court heard that the group had planned to bomb a stadium in Paris.",
        "ASSAULT",
    ),
    ("Villagers are afraid of being killed by the militia.", "ASSAULT"),
    ("There is no threat of a Western attack on Libya.", "ASSAULT"),
    ("The troops must leave Kosovo, the minister said.", "RETREAT"),
    ("Russia vetoed a resolution to send peacekeepers to Darfur.", "MOBILIZE"),
    ("Parliament will vote on whether to bomb Raqqa.", "ASSAULT"),
    ("The United States offered to mediate between Ethiopia and Eritrea.", "CONSULT"),
]
NOT_HAPPENED_KNOWN: dict[str, tuple[str, ...]] = {
    "'evidence of a massacre has not been produced' does not reach the noun": (
        "Evidence has not",
    )
}
# Words of force that are none: crime and war are told apart elsewhere; these are sport, weather, trade, figures of speech.
NO_FORCE = [
    "The striker shot wide in the second half against Arsenal.",
    "Teachers in Lagos went on strike for higher pay.",
    "The storm battered the coast of Mozambique and killed 12 people.",
    "A bus crash killed 14 people in Bolivia.",
    "The minister came under fire from critics over the budget.",
    "Shares were hit by fears of inflation.",
    "The film captured the mood of Berlin.",
    "The team launched a late attack on the title.",
    "The earthquake killed 3,000 people in Nepal.",
    "He suffered a heart attack in Ankara.",
]
NO_FORCE_KNOWN: dict[str, tuple[str, ...]] = {
    "'under fire from critics': the critics hang on the verb and not on 'fire'": (
        "The minister came under fire",
    )
}


@pytest.mark.parametrize(("text", "kind", "status"), marked(SAID, SAID_KNOWN))
def test_the_status_is_what_the_sentence_says(
    text: str, kind: str, status: Status
) -> None:
    assert only(text, kind).status is status, [summary(one) for one in told(text)]


@pytest.mark.parametrize(("text", "kind"), marked(NOT_HAPPENED, NOT_HAPPENED_KNOWN))
def test_what_did_not_happen_is_not_occurred(text: str, kind: str) -> None:
    assert not [one for one in of_type(text, kind) if one.status in HAPPENED], [
        summary(one) for one in told(text)
    ]


@pytest.mark.parametrize("text", marked(NO_FORCE, NO_FORCE_KNOWN))
def test_figurative_words_of_force_are_no_incident(text: str) -> None:
    assert not of_type(text, "ASSAULT"), [summary(one) for one in told(text)]


WITHHELD = [
    (
        "The army has denied villagers the right to food by laying siege to towns.",
        "occurred",
    ),
    ("The army denied laying siege to towns near Gao.", "denied"),
]


@pytest.mark.parametrize(("text", "status"), WITHHELD)
def test_what_is_withheld_is_not_denied(text: str, status: str) -> None:
    assert [report.status for report in of_type(text, "COERCE")] == [status]
