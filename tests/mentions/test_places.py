"""Where did it happen: which names are places of a happening, and which are not?"""

import pytest

from tests.reports.factories import marked, only, summary, told
from timeline.model.places import PlacePrecision

# (text, type, names of the places; each a name or alias)
WHERE = [
    ("Rebels attacked the town of Kidal on Monday.", "ASSAULT", ["Kidal"]),
    ("Fighting broke out in Helmand province.", "ASSAULT", ["Helmand"]),
    ("Fighting broke out in the province of Helmand.", "ASSAULT", ["Helmand"]),
    (
        "In the Mexican state of Sinaloa, soldiers killed six gunmen.",
        "ASSAULT",
        ["Sinaloa"],
    ),
    ("An air strike hit a base near Deir ez-Zor.", "ASSAULT", ["Deir ez-Zor"]),
    ("Rebels shelled the outskirts of Goma.", "ASSAULT", ["Goma"]),
    ("A reporter was attacked in downtown Cairo.", "ASSAULT", ["Cairo"]),
    ("In Aleppo city, soldiers opened fire on a crowd.", "ASSAULT", ["Aleppo"]),
    ("Thousands took part in protests in London.", "PROTEST", ["London"]),
    (
        "There were protests in Damascus, Aleppo and other cities.",
        "PROTEST",
        ["Damascus", "Aleppo"],
    ),
    ("The militia fired rockets into Israel.", "ASSAULT", ["Israel"]),
    (
        "Two drone attacks killed a boy in the vicinity of Qwertabad.",
        "ASSAULT",
        ["Qwertabad"],
    ),
    (
        "Chadian soldiers killed 16 people across the country on Monday.",
        "ASSAULT",
        ["Chad"],
    ),
    (
        "Russia failed to take Kyiv, and its forces withdrew from the capital.",
        "RETREAT",
        ["Kyiv"],
    ),
    ("The envoy will visit Tehran and Riyadh.", "CONSULT", ["Tehran", "Riyadh"]),
    (
        "Clashes broke out in the districts of Shaar, Hanano, Shakur and Saif al-Dawla.",
        "ASSAULT",
        ["Shaar", "Hanano", "Shakur", "Saif al-Dawla"],
    ),
    (
        "Drone strikes hit the villages of Al-Zurq and Qwertabad.",
        "ASSAULT",
        ["Zurq", "Qwertabad"],
    ),
    ("Gunmen attacked a bus 15 km east of Bamako.", "ASSAULT", ["Bamako"]),
    # what people meet to talk about
    (
        "Envoys met in Cairo on Monday for talks on the violence in Gaza.",
        "CONSULT",
        ["Cairo"],
    ),
    ("Two ministers met on the island of Rhodes on Monday.", "CONSULT", ["Rhodes"]),
    # a town before a noun of protest, and a capital that owns an army
    ("Qaid organised a Damascus rally on Friday.", "PROTEST", ["Damascus"]),
    ("Rebels attacked Khartoum's army near Kidal.", "ASSAULT", ["Kidal"]),
    # a town far away only says where the other one lies
    (
        "Tanks entered Hama, 209 km (130 miles) north of Damascus, on Monday.",
        "MOBILIZE",
        ["Hama"],
    ),
    (
        "Guards were killed in the city of Homs, 140 km north of the capital, Damascus, on Monday.",
        "ASSAULT",
        ["Homs"],
    ),
    (
        "Forces killed 25 people in a town 140 km north of Damascus on Monday.",
        "ASSAULT",
        [],
    ),
    (
        "The army sent tanks into Homs on Monday.",
        "MOBILIZE",
        ["Homs"],
    ),  # to the tagger a plural
    ("Troops shelled Homs and Hama.", "ASSAULT", ["Homs", "Hama"]),
    (
        "The army attacked rebels between Rastan and Talbiseh.",
        "ASSAULT",
        ["Rastan", "Talbiseh"],
    ),
    (
        "Police shot dead three people in the Damascus suburb of Douma.",
        "ASSAULT",
        ["Douma"],
    ),
    ("A bomb exploded in the Sadr City district of Baghdad.", "ASSAULT", ["Sadr City"]),
    (
        "A car bomb exploded outside the Italian embassy in Tripoli, Libya.",
        "ASSAULT",
        ["Tripoli"],
    ),
    ("Troops opened fire in Baba Amr, a district of Homs.", "ASSAULT", ["Baba Amr"]),
    (
        "Three people were killed by gunmen in the coastal city of Mombasa.",
        "ASSAULT",
        ["Mombasa"],
    ),
    ("Russian planes bombed Saraqeb, in Idlib province.", "ASSAULT", ["Saraqeb"]),
    (
        "The town of Ramadi came under mortar fire from insurgents.",
        "ASSAULT",
        ["Ramadi"],
    ),
    ("The shelling of Stepanakert killed two people.", "ASSAULT", ["Stepanakert"]),
    ("The siege of Sarajevo began in April 1992.", "COERCE", ["Sarajevo"]),
    ("The battle for Aleppo killed thousands.", "ASSAULT", ["Aleppo"]),
    ("Serbian forces overran Srebrenica in July 1995.", "ASSAULT", ["Srebrenica"]),
    ("Israel bombed targets in the Gaza Strip.", "ASSAULT", ["Gaza"]),
    ("Israeli strikes on Gaza killed nine people.", "ASSAULT", ["Gaza"]),
    ("Soldiers clashed with rebels at Bagram air base.", "ASSAULT", ["Bagram"]),
    ("Rebels ambushed a patrol on the road to Kandahar.", "ASSAULT", ["Kandahar"]),
    ("Tanks entered the northern town of Jarabulus.", "MOBILIZE", ["Jarabulus"]),
    ("About 30,000 people fled Goma.", "DISPLACE", ["Goma"]),
    (
        "The Turkish president flew to Moscow for talks with Vladimir Putin.",
        "CONSULT",
        ["Moscow"],
    ),
    ("Mosul-based militants attacked Kirkuk.", "ASSAULT", ["Kirkuk"]),
    (
        "Rebels killed two judges in Sirte, a Tunis-based monitor said.",
        "ASSAULT",
        ["Sirte"],
    ),
    ("Fighters of the Islamic State shot nine men in Sirte.", "ASSAULT", ["Sirte"]),
    ("Seven people were killed by snipers in Homs on Saturday.", "ASSAULT", ["Homs"]),
    (
        "Marines killed ten gunmen in Ramadi and arrested four men.",
        "ASSAULT",
        ["Ramadi"],
    ),
    ("In Nyala, a doctor said soldiers shot dead six students.", "ASSAULT", ["Nyala"]),
    ("The Houla massacre killed 108 people.", "ASSAULT", ["Houla"]),
    (
        "In Sirba, which was attacked by militias twice, the mosque was burned.",
        "ASSAULT",
        ["Sirba"],
    ),
    ("Reports spoke of air attacks in Jebel Marra.", "ASSAULT", ["Jebel Marra"]),
    (
        "Rebels set up checkpoints in Ariha, Jisr al-Shughur and Kafr Zibda.",
        "MOBILIZE",
        ["Ariha", "Jisr al-Shughur", "Kafr Zibda"],
    ),
    # a day right behind a name is no part of it
    ("Soldiers shelled Idlib Sunday and killed nine villagers.", "ASSAULT", ["Idlib"]),
    ("Gunmen attacked a base in Misrata Thursday night.", "ASSAULT", ["Misrata"]),
    ("Shelling killed three people in Gao early Friday.", "ASSAULT", ["Gao"]),
    # some of the places that a noun before them means
    (
        "Tanks were deployed in several places, including the villages of Taftanaz and Binnish.",
        "MOBILIZE",
        ["Taftanaz", "Binnish"],
    ),
    ("Militants fired two rockets into Israeli territory.", "ASSAULT", ["Israel"]),
    ("The Boston Marathon bombing killed three people.", "ASSAULT", ["Boston"]),
    (
        "Residents of Albu Kamal said troops had shot at a crowd.",
        "ASSAULT",
        ["Albu Kamal"],
    ),
    # what lies beside it
    ("Shells killed five people in Binnish, east of Idlib.", "ASSAULT", ["Binnish"]),
    ("Two men were killed by a U. S. drone strike in Marib.", "ASSAULT", ["Marib"]),
    ("Planes bombed Sunni districts of Aleppo.", "ASSAULT", ["Aleppo"]),
    (
        "Police in Hama shot at youths who were marching in solidarity.",
        "ASSAULT",
        ["Hama"],
    ),
    # not where it happened
    (
        "The tension in Nablus comes after the killing on Monday of a judge in a raid by gunmen.",
        "ASSAULT",
        [],
    ),
    (
        "It was the first confirmation from Madrid of casualties in the fighting in Gao.",
        "ASSAULT",
        ["Gao"],
    ),
    (
        "Tensions between the United States and Iran grew after a drone strike on Erbil.",
        "ASSAULT",
        ["Erbil"],
    ),
    ("Syria shot down a Turkish F-4 Phantom over Latakia.", "ASSAULT", ["Latakia"]),
    ("The army fired a Scud missile at Misrata.", "ASSAULT", ["Misrata"]),
    ("French soldiers killed an Algerian militant.", "ASSAULT", []),
    ("In Geneva, the UN envoy said that rebels had shelled Taiz.", "ASSAULT", ["Taiz"]),
    (
        "Speaking in London, the minister said militants had killed ten soldiers in Basra.",
        "ASSAULT",
        ["Basra"],
    ),
    (
        "Three people were killed by gunmen in Latakia, an activist in Beirut said.",
        "ASSAULT",
        ["Latakia"],
    ),
    (
        "State media in Damascus said gunmen killed a judge in Idlib.",
        "ASSAULT",
        ["Idlib"],
    ),
    ("Gunmen killed a trader from Peshawar.", "ASSAULT", []),
    ("Far from Goma, warplanes attacked a depot near Beni.", "ASSAULT", ["Beni"]),
    ("Gunmen killed the mayor of Acapulco.", "ASSAULT", []),
    ("Tanks shelled Nawa, close to the Jordanian border.", "ASSAULT", ["Nawa"]),
    ("A Georgian village was shelled by separatists.", "ASSAULT", []),
    ("Jets that took off from Incirlik bombed Dohuk.", "ASSAULT", ["Dohuk"]),
    ("The UN envoy for Yemen met rebels in Muscat.", "CONSULT", ["Muscat"]),
    ("Rebels killed eight soldiers, the ministry in Bogota said.", "ASSAULT", []),
]
WHERE_KNOWN: dict[str, tuple[str, ...]] = {
    "the place of a state that comes after the incident is taken for its place": (
        "The tension in Nablus comes",
    ),
    "the name of a machine is taken for a place": ("Syria shot down a Turkish F-4",),
}


@pytest.mark.parametrize(("text", "kind", "names"), marked(WHERE, WHERE_KNOWN))
def test_places_are_where_it_happened(text: str, kind: str, names: list[str]) -> None:
    report = only(text, kind)
    # A wider place that holds a narrower one may stand beside it.
    found = [
        one
        for one in report.places
        if one.precision not in {PlacePrecision.COUNTRY, PlacePrecision.PROVINCE}
    ]
    found = found if len(report.places) > len(names) else list(report.places)
    for name in names:
        match = next(
            (
                one
                for one in found
                if name in (one.name, *one.aliases) or name in one.name
            ),
            None,
        )
        match = match or next(
            (one for one in found if any(name in alias for alias in one.aliases)), None
        )
        assert match is not None, summary(report)
        found.remove(match)
    assert not found, summary(report)


# (text, name, country)
RESOLVED = [
    ("A car bomb exploded in Tripoli, Libya.", "Tripoli", "LBY"),
    ("A car bomb exploded in Tripoli, Lebanon.", "Tripoli", "LBN"),
    ("Lebanese soldiers clashed with gunmen in Tripoli.", "Tripoli", "LBN"),
    ("Islamic State seized Raqqa.", "Raqqa", "SYR"),
    ("Boko Haram attacked Maiduguri.", "Maiduguri", "NGA"),
    ("Serbian forces shelled Vukovar.", "Vukovar", "HRV"),
    ("Iraqi soldiers entered Hilla.", "Hilla", "IRQ"),
    ("Sudanese jets bombed El Fasher.", "Fasher", "SDN"),
    ("Syrian tanks shelled the Salah al-Din quarter of Aleppo.", "Salah al-Din", "SYR"),
    ("Iraqi troops fought gunmen in Salah al-Din province.", "Salah al-Din", "IRQ"),
    (
        "British troops on the Falkland Islands shelled positions near Stanley.",
        "Stanley",
        "FLK",
    ),
]
RESOLVED_KNOWN: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize(("text", "name", "country"), marked(RESOLVED, RESOLVED_KNOWN))
def test_name_means_town_in_country_text_is_about(
    text: str, name: str, country: str
) -> None:
    places = [one for report in told(text) for one in report.places]
    assert [
        one.country for one in places if name in " ".join((one.name, *one.aliases))
    ] == [country]


def test_first_name_of_somebody_is_no_place() -> None:
    reports = told(
        "Dzhokhar Omarov set off a bomb in Boston. Dzhokhar was captured on Monday."
    )
    assert {place.name for report in reports for place in report.places} == {"Boston"}


def test_unknown_place_keeps_its_name_without_coordinates() -> None:
    report = only("Rebels attacked the village of Qwertabad on Monday.", "ASSAULT")
    assert [(one.name, one.lat) for one in report.places] == [("Qwertabad", None)]


# (text, place of the last report)
BACK = [
    (
        "Militants attacked the village of Kaga. Gunmen burned the chief alive in the village on Monday.",
        "Kaga",
    ),
    (
        "Rebels entered Bunia on Monday. Two days later the army bombed the city.",
        "Bunia",
    ),
    (
        "The town of Bor fell to rebels in May. Soldiers shelled the town on Friday.",
        "Bor",
    ),
    (
        "Rebels entered Bor in May. Soldiers took up posts around the southern city.",
        "Bor",
    ),
    ("Rebels attacked Bor in May. Soldiers killed nine people there on Friday.", "Bor"),
]
BACK_KNOWN: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize(("text", "name"), marked(BACK, BACK_KNOWN))
def test_the_village_is_the_one_told_of_before(text: str, name: str) -> None:
    last = max(told(text), key=lambda one: one.passages[-1].start)
    assert name in [one.name for one in last.places], [
        summary(one) for one in told(text)
    ]


def test_named_village_does_not_point_back() -> None:
    text = "Militants attacked Kaga on Monday. On Tuesday, soldiers shelled the village of Dapchi."
    last = max(told(text), key=lambda one: one.passages[-1].start)
    assert [one.name for one in last.places] == ["Dapchi"]


def test_a_name_explained_by_an_age_is_somebody() -> None:
    text = "Asked if there were clashes in the town, Marwan, a 39-year-old mason, said the army had shelled Kobane."
    assert "Marwan" not in [one.name for report in told(text) for one in report.places]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The attack on the consulate of Turkey in Mosul left nine dead.", ["Mosul"]),
        (
            "Gunmen killed a Red Cross worker and a driver near Goma on Monday.",
            ["Goma"],
        ),
    ],
)
def test_whose_house_or_worker_is_no_place(text: str, wanted: list[str]) -> None:
    (report,) = told(text)
    assert [place.name for place in report.places] == wanted
