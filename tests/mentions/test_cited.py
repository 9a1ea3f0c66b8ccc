"""Is whoever is cited named as the article names them, also where the citation stands elsewhere?"""

import pytest

from tests.mentions.factories import reports_in
from tests.reports.factories import only, told
from timeline.model.incidents import Report

# (text, names of those cited)
NAMED = [
    # somebody the lexicon does not know says it
    ("Gunmen killed a nurse in Yola, hospital workers said.", ["hospital workers"]),
    ("Rebels entered Bor on Monday, state media reported.", ["state media"]),
    (
        "According to court records, police arrested Adam Bell on 3 May.",
        ["court records"],
    ),
    # a name beside a description is who it is
    (
        "A monitoring group, the Coastal Watch, said gunmen killed two traders in Kismayo.",
        ["Coastal Watch"],
    ),
    (
        "Another activist, Hassan Wani, said troops shelled the port of Kismayo.",
        ["Hassan Wani"],
    ),
    # a noun that speaks for a state is not the state
    (
        "The Kenyan government said gunmen had killed a guard in Wajir.",
        ["Kenyan government"],
    ),
    (
        "Turkish authorities said gunmen had killed a guard in Mardin.",
        ["Turkish authorities"],
    ),
    # a paper, and whom it quotes
    (
        "The Herald quoted a doctor as saying that troops had shot three boys in Yola.",
        ["Herald", "doctor"],
    ),
    # who perceived it
    ("Residents heard soldiers shooting at a crowd in Yola on Monday.", ["Residents"]),
    # people of an organisation speak for it; a seat of government is cited as the text names it
    (
        "Activists from Human Rights Watch said raids killed 12 men in Hama.",
        ["Human Rights Watch"],
    ),
    ("The Kremlin said its jets bombed Palmyra on Monday.", ["Kremlin"]),
    (
        "Reports in the Italian media say gunmen killed two nurses in Yola.",
        ["Italian media"],
    ),
    # the name behind a verb at the end, in all its words
    (
        "There were clashes in Hanano and Shaar, said the Geneva-based International Committee of the Red Cross, quoted by AFP.",
        ["International Committee of the Red Cross"],
    ),
    # an organisation that no list knows; an office with what it is of
    (
        "Activists from the Coastal Committees said raids killed 12 men in Hama.",
        ["Coastal Committees"],
    ),
    (
        "The head of the observer mission said gunmen fired at the convoy in Hama.",
        ["head of the observer mission"],
    ),
    # somebody whom the article names nowhere
    ("The agency reports that gunmen killed two nurses in Yola.", ["agency"]),
    # whoever hears it has not said it
    (
        "Rebels seized Bara on Monday, the group's spokesman, Omar Said, told Reuters by telephone.",
        ["Omar Said"],
    ),
    # an agency that only passes it on; a participle that goes on with what the first one says
    (
        "One resident said soldiers had shot three boys in Yola, the BBC reported.",
        ["resident"],
    ),
    (
        "State media said the army held Bor, reporting that 40 rebels were killed there.",
        ["State media"],
    ),
    # the agency, not the town
    ("In Hama, Sana said, an armed gang killed a policeman.", ["SANA"]),
]
# What a text cites that is nobody's word, or speaks of something else.
NOBODY = [
    "Rebels entered Bor on Monday, reports said.",
    # who announces an act of his own; what only says who somebody is
    "The ministry announced it was suspending aid to Chad on Monday.",
    "Iraqi officials said Hassan Wani, who has long stood by the rebels, is in Bor.",
    "Nine people were killed in a bombing in Bor on Monday, recalling the raids of May.",
    "Soldiers left Bor on Monday, according to the agreement.",
]


def names(reports: list[Report]) -> list[str]:
    return sorted({name for report in reports for name in report.attribution})


def test_they_who_say_it_are_those_who_spoke() -> None:
    text = (
        "Witnesses said gunmen fired at a crowd in Yola. Later, they said, police fired tear gas at"
        " the protesters."
    )
    assert names(reports_in(text)) == ["Witnesses"]


@pytest.mark.parametrize(
    ("speaker", "pronoun"), [("The Red Cross", "He"), ("A doctor, Omar Said,", "It")]
)
def test_pronoun_cites_nobody_whom_it_cannot_mean(speaker: str, pronoun: str) -> None:
    text = (
        f"{speaker} said gunmen had raided a clinic in Yola on Monday."
        f" {pronoun} said police had shot a driver in Jos."
    )
    (shooting,) = [one for one in told(text) if "Jos" in one.passages[0].text]
    assert not names([shooting])


def test_who_blames_somebody_is_cited() -> None:
    text = "A bombing in Damascus on Monday left 55 dead in an attack that the government blamed on rebels."
    (bombing,) = [report for report in told(text) if report.type == "ASSAULT"]
    assert names([bombing]) == ["government"]


def test_a_speaker_does_not_cite_himself() -> None:
    (demand,) = told("President Abdu said the army should leave Hama.")
    assert demand.type == "REQUEST"
    assert names([demand]) == []


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_those_cited_go_by_name_that_text_gives(text: str, wanted: list[str]) -> None:
    assert names(list(told(text))) == sorted(wanted)


@pytest.mark.parametrize("text", NOBODY)
def test_reports_and_agreements_are_nobodys_word(text: str) -> None:
    assert not names(list(told(text)))


def test_statement_is_that_of_one_cited_before() -> None:
    text = (
        "The Red Cross said on Monday that gunmen had raided its office in Yola. "
        "Gunmen killed a driver in Jos, the statement said."
    )
    (killing,) = [one for one in told(text) if "Jos" in one.passages[0].text]
    assert [name for name in killing.attribution if "Red Cross" in name]


def test_group_is_the_one_that_spoke_before() -> None:
    text = (
        "Human Rights Watch said on Monday that police beat a driver in Yola. The UN sent aid."
        " Rebels later left Jos, the group said."
    )
    (retreat,) = [report for report in told(text) if report.type == "RETREAT"]
    assert names([retreat]) == ["Human Rights Watch"]


def test_quotation_has_speaker_whom_its_last_sentence_names() -> None:
    text = (
        '"Gunmen killed three traders in Yola on Monday. They burned a market in Jos on Tuesday," '
        "Fatima Diallo said."
    )
    assert all("Fatima Diallo" in report.attribution for report in told(text))


def test_quotation_that_has_ended_names_nobody_further_on() -> None:
    text = 'Fatima Diallo called it "a dark day" for Yola. Gunmen killed three traders in Jos on Monday.'
    assert not only(text, "ASSAULT").attribution


def test_two_items_of_digest_are_never_one_incident() -> None:
    text = (
        "TUNIS - Gunmen raided a bank in Tunis on Monday, killing two people.\n\n"
        "KAMPALA - Two guards were killed in a clash near Gulu on Monday.\n"
    )
    found = [report for report in reports_in(text) if report.type == "ASSAULT"]
    assert len(found) == 2
