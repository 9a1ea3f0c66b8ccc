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
    # the name that a description stands beside, also where a place stands between them
    (
        "Sam Okoro, a baker who said soldiers had arrested his brothers in Yola, wept.",
        ["Sam Okoro"],
    ),
    (
        "The paper spoke to Sam Okoro, an activist based in Tarsa, who said soldiers had killed nine villagers in Yola.",
        ["Sam Okoro"],
    ),
    # people of a country are not their state
    ("Other Malians at the camp said soldiers had burned a school.", ["Malians"]),
    # who speaks in another clause of the sentence is not heard in this one
    (
        "The army said four men died in Bor, while residents said it had shot dead 30 villagers.",
        ["army", "residents"],
    ),
    (
        "The envoy said he had signed the deal, as activists said soldiers shot dead six men in Bor.",
        ["activists"],
    ),
    (
        "A bomber killed 13 men in Bor, police said, but a hospital doctor told Reuters that 17 had died.",
        ["hospital doctor", "police"],
    ),
    # rival counts of one happening have both voices
    (
        "The army said 13 men died in the raid on Bor, but a doctor put the toll at 17.",
        ["army", "doctor"],
    ),
    # what stands behind the speaker does not hide him
    (
        "Nine soldiers were killed by rebels and 11 traders were shot dead in Bor, residents and activists said, as little emerged from talks in the capital.",
        ["activists", "residents"],
    ),
    # those who put a number to it or show it
    (
        "Two rights groups put the toll from the shelling of Bor at 84.",
        ["rights groups"],
    ),
    ("Officials said the death toll in Bor rose to 40.", ["Officials"]),
    ("Hospital staff have confirmed the deaths of 90 men in Bor.", ["Hospital staff"]),
    (
        "Video footage posted by activists showed tanks shelling houses in Bor.",
        ["activists"],
    ),
    (
        "In a video posted online by villagers, soldiers are seen shooting three men in Bor.",
        ["villagers"],
    ),
    (
        "State television showed people waving flags in Bor, saying they were protesting against the war.",
        ["State television"],
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
    "Papers said to connect rebels with the murder of the mayor were read in Bor on Monday.",
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


def test_speech_behind_citation_is_not_cited() -> None:
    text = "A bomb killed a trader in Kerem on Monday, medics said, and the mayor urged all families to leave the town."
    appeal = next(report for report in told(text) if report.type == "REQUEST")
    assert not names([appeal])


def test_source_of_opening_clause_tells_no_more() -> None:
    text = "After weeks of clashes in which 100 men died, according to the United Nations, the president fled the country on Monday."
    flight = next(report for report in told(text) if report.type == "DISPLACE")
    assert not names([flight])


def test_rival_tolls_have_each_its_own_voice() -> None:
    text = "A bomber killed 13 men in Bor, police said, but a doctor told Reuters that 17 had died."
    voices = {
        figure.best: figure.attribution
        for report in told(text)
        for passage in report.passages
        for figure in passage.casualties
    }
    assert voices == {13: ("police",), 17: ("doctor",)}


def test_it_is_a_body_with_plural_name() -> None:
    text = (
        "The Delta Committees, a monitoring group, said gunmen killed 17 traders in Bor."
        " Another 18 traders were killed in the nearby city of Yola on Sunday, it added."
    )
    (killing,) = [one for one in told(text) if "Yola" in one.passages[0].text]
    assert names([killing]) == ["Delta Committees"]


def test_she_is_named_beside_her_office() -> None:
    text = (
        "The prosecutor, Leila Haddad, said soldiers had shelled Bor on Monday."
        " She said that 300 traders had been killed in the assault on Yola."
    )
    assert names(list(told(text))) == ["Leila Haddad"]


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
