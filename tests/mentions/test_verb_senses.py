"""Do verbs name no act where the words around them give them another sense?"""

import pytest

from tests.mentions.factories import reports_in

# (text, a type that is not told)
OTHER_SENSES = [
    ("The premier secured broad support for the budget on Monday.", "ASSAULT"),
    ("The party secured a majority in the north on Sunday.", "ASSAULT"),
    ("The envoy secured a pledge from both armies on Friday.", "ASSAULT"),
    # questions, and what one asks for oneself
    ("The host asked the rebel leader how he would arm his men.", "REQUEST"),
    ("A colonel asked the guards if the army had sent help.", "REQUEST"),
    (
        "The farmer, who asked for anonymity, said rebels had burned the mill.",
        "REQUEST",
    ),
    # names
    (
        "Police held members of a group called the Youth Front for the bombing in Kano.",
        "REQUEST",
    ),
    # people in pictures
    ("General Okoth, left, and a rebel commander sign the papers in Juba.", "DISPLACE"),
    # those who go back
    ("The observers turned back before they reached the village of Haffa.", "COERCE"),
    ("The raid took the garrison in Palma by surprise.", "COERCE"),
    # what is done to oneself
    ("The pilots managed to eject themselves from the plane over Aleppo.", "ASSAULT"),
    ("The rebel leader defended himself before the council in Juba.", "SUPPORT"),
    # things that say nothing
    ("The vetoes encouraged the government of Syria to send more troops.", "REQUEST"),
    ("The barrage has threatened to push Israel and Lebanon into war.", "THREATEN"),
    # elections and courts
    ("Paul Okoth announced his campaign for president of Uganda in May.", "ASSAULT"),
    ("Officials in Israel fought to reverse the ruling on the outpost.", "ASSAULT"),
    ("Police escorted the soldier into the courtroom in Manila.", "AID"),
]


@pytest.mark.parametrize(("text", "type"), OTHER_SENSES)
def test_word_in_another_sense_names_nothing(text: str, type: str) -> None:
    assert type not in {report.type for report in reports_in(text)}


# The same words in the sense that names an act.
ACTS = [
    ("Troops secured the town of Palma on Monday.", "ASSAULT"),
    ("The colonel asked the United Nations to send help to Kano.", "REQUEST"),
    ("The envoy asked the army for the release of the hostages.", "REQUEST"),
    ("The mayor called on the rebels to free the hostages.", "REQUEST"),
    ("The rebels left the town of Palma on Monday.", "RETREAT"),
    ("Soldiers turned back an aid convoy near Homs on Monday.", "COERCE"),
    ("A bomber blew himself up at a checkpoint in Kabul.", "ASSAULT"),
    ("The letter urged the rebels to free the hostages.", "REQUEST"),
    ("The council's draft resolution demands that Syria halt the attacks.", "REQUEST"),
    ("Peacekeepers escorted a convoy with food to Beni on Monday.", "AID"),
    ("The army launched a campaign against the rebels in Homs.", "ASSAULT"),
    (
        "Violence erupted between the Taliban and government forces in Kunduz.",
        "ASSAULT",
    ),
]


@pytest.mark.parametrize(("text", "type"), ACTS)
def test_word_in_its_own_sense_names_act(text: str, type: str) -> None:
    assert type in {report.type for report in reports_in(text)}
