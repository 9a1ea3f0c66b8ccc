"""Are words in another sense no incidents, and the same words in the sense of conflict still incidents?"""

import pytest

from tests.mentions.factories import reports_in

# (text, type that is not in it)
OTHER_SENSES = [
    (
        "The commission said Okoro defeated Mbeki, 58 to 41 percent, in Kenya.",
        "ASSAULT",
    ),
    (
        "The polls were the third attempt by Okoro to defeat President Mbeki of Kenya.",
        "ASSAULT",
    ),
    ("After the police released photos of the bombers, the men left Lyon.", "RETREAT"),
    (
        "The gun lobby and its allies in Ohio fought for laws that help soldiers.",
        "ASSAULT",
    ),
    (
        "The clip urged Muslims in Chad to join the rebels' fight against the West.",
        "ASSAULT",
    ),
    ("Mali will seek to deny armed groups the ground they need.", "REJECT"),
    ("The army acknowledged that rebels had crashed a jet in Goma.", "SUPPORT"),
    ("The plotter also assured that Chad had paid the rebels.", "AGREE"),
    ('"I assure you, we shall be remembered," the rebel leader said in Goma.', "AGREE"),
    (
        "Her husband told the people of Homs nothing and left the house abruptly.",
        "DISPLACE",
    ),
    (
        "The crew finished the indoor shooting in Kabul before the rebels came.",
        "ASSAULT",
    ),
    ("The navy held drills, with jets firing missiles at targets off Oman.", "ASSAULT"),
    ("The rebels would guide us and escort us back to Goma.", "AID"),
    ("Okello called for a cab near the barracks.", "REQUEST"),
    (
        "Police in Lyon said the men had been ruled out as members of the gang.",
        "REJECT",
    ),
    ("Banners in Lima read “Women rise up” and “No more war”.", "PROTEST"),
    ("To accuse the Syrian army was tantamount to accusing all Syrians.", "ACCUSE"),
    ("A court in Oslo sided with the soldier last week.", "SUPPORT"),
    ("Delegates honoring the heroes of Zimbabwe sang in Harare.", "SUPPORT"),
    ("NATO allies have stood with each other since then.", "SUPPORT"),
    ("The opposition in Chad insists on peaceful protest.", "REQUEST"),
    ('"I ask God to send the rebels home," she said in Goma.', "REQUEST"),
    ("The gunmen had entered the restaurant in Lyon with a pail.", "MOBILIZE"),
    ("The two rebels fled down the street in Goma.", "DISPLACE"),
    ("The state paid for its resistance to Israel.", "ASSAULT"),
    ("Chad and Sudan went to the brink of war in 2003.", "ASSAULT"),
    ("He would like to step down as president of Chad, but can not.", "RETREAT"),
    ("Her father now wants to rejoin the Armenian troops in Goris.", "REQUEST"),
    ("Reporters asked whether the army was shelling the camp in Goma.", "ASSAULT"),
    ("Chad marked the anniversary of its opening battle against France.", "ASSAULT"),
    ("Parents in Goma urge kids to stop and go to bed.", "REQUEST"),
    ("Colonel David Hanson takes a phone call from a child in Goma.", "CONSULT"),
    ("He was being held down by two police officers in Goma.", "COERCE"),
]

# (text, type that is in it)
SENSES_OF_CONFLICT = [
    ("The army defeated the rebels near Goma on Monday.", "ASSAULT"),
    ("The rebels released four hostages in Goma on Monday.", "RETREAT"),
    ("The two militias fought for control of Goma on Monday.", "ASSAULT"),
    ("The minister denied that soldiers had killed four men in Goma.", "REJECT"),
    ("France acknowledged the rebel council as the government of Libya.", "SUPPORT"),
    ("Sudan assured Chad that it would close the camps.", "AGREE"),
    ("Thousands of villagers fled down the valley from Goma on Monday.", "DISPLACE"),
    ("Police ruled out talks with the rebels in Goma.", "REJECT"),
    ("The president wants the rebels to leave Goma.", "REQUEST"),
    ("Jets fired missiles at rebel targets in Goma on Monday.", "ASSAULT"),
    ("The opposition in Chad insists on the release of prisoners.", "REQUEST"),
    ("A mother begged the army in Goma to let her son go.", "REQUEST"),
    ("He was being held by the police in Goma.", "COERCE"),
]


@pytest.mark.parametrize(("text", "kind"), OTHER_SENSES)
def test_words_in_another_sense_name_no_incident(text: str, kind: str) -> None:
    assert kind not in {report.type for report in reports_in(text)}


@pytest.mark.parametrize(("text", "kind"), SENSES_OF_CONFLICT)
def test_words_of_conflict_still_name_incidents(text: str, kind: str) -> None:
    assert kind in {report.type for report in reports_in(text)}
