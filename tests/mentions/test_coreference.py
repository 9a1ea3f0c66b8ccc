"""Whom do pronouns and definite nouns mean, sentence after sentence?"""

from unittest.mock import patch

import pytest

from tests.reports.factories import in_role, marked, summary, told, words_of
from timeline.mentions.knowledge import knowledge
from timeline.mentions.rules import coreference
from timeline.mentions.rules.coreference import Discourse
from timeline.mentions.rules.entities import entity
from timeline.model.actors import Role
from timeline.parsing import DEFAULT_MODEL, load

# (text, role in the last passage's report, name of the actor)
MEANT = [
    (
        "Hezbollah fired rockets at Haifa on Sunday. On Monday it attacked a post near Metula.",
        Role.INITIATOR,
        "hezbollah",
    ),
    (
        "Hezbollah fired rockets at Haifa on Sunday. On Monday the group attacked a post near Metula.",
        Role.INITIATOR,
        "hezbollah",
    ),
    (
        "Soldiers surrounded Bor on Friday. They shot dead two traders on Saturday.",
        Role.INITIATOR,
        "soldiers",
    ),
    (
        "The M23 rebels took Bunagana in June. In July they killed a priest in Rutshuru.",
        Role.INITIATOR,
        "m23",
    ),
    (
        "Omar al-Bashir visited Nyala on Monday. On Tuesday he met Idriss Deby in Abeche.",
        Role.PARTY,
        "bashir",
    ),
    (
        "Israel bombed Tyre on Sunday. Its soldiers killed two farmers in Marjayoun on Monday.",
        Role.INITIATOR,
        "ISR",
    ),
    (
        "Turkey sent tanks to Jarabulus in August. In September its jets bombed Manbij.",
        Role.INITIATOR,
        "TUR",
    ),
    (
        "Ethiopia rejected the offer. The country bombed Mekelle on Friday.",
        Role.INITIATOR,
        "ETH",
    ),
    (
        "Cristina Kirchner met Evo Morales in Sucre. She called on Morales to free the miners.",
        Role.INITIATOR,
        "kirchner",
    ),
    (
        "North Korea and South Korea exchanged fire. The South shelled a post in Kaesong on Monday.",
        Role.INITIATOR,
        "KOR",
    ),
    (
        "The Eritrean government denied the claim. It said they had shelled a base near Adigrat.",
        Role.INITIATOR,
        "ERI",
    ),
    (
        "Gunmen held three nuns in Jolo. On Monday police found and freed them.",
        Role.TARGET,
        "nuns",
    ),
    (
        "The militia burned 20 houses in Bunia. Soldiers attacked the militia on Friday.",
        Role.TARGET,
        "militia",
    ),
]
MEANT_KNOWN: dict[str, tuple[str, ...]] = {
    "'them' as object is given to the subject of its own clause": (
        "Gunmen held three nuns",
    )
}


@pytest.mark.parametrize(("text", "role", "name"), marked(MEANT, MEANT_KNOWN))
def test_pronoun_or_definite_means_actor_told_before(
    text: str, role: Role, name: str
) -> None:
    last = max(told(text), key=lambda one: one.passages[-1].start)
    assert any(name.lower() in words_of(one) for one in in_role(last, role)), [
        summary(one) for one in told(text)
    ]


# (text, role, name that must not fill it in any report)
NOT_MEANT = [
    (
        "Omar al-Bashir visited Nyala on Monday. He vowed to crush the rebels.",
        Role.INITIATOR,
        "nyala",
    ),
    ("A bomb exploded in Kano. It killed nine people.", Role.INITIATOR, "kano"),
    (
        "Police arrested a man in Lyon. He had stabbed two women.",
        Role.INITIATOR,
        "lyon",
    ),
    (
        "Hissene Habre fled on Friday. The army spokesman said he had shot two guards.",
        Role.INITIATOR,
        "spokesman",
    ),
    (
        "Soldiers attacked Homs, and they fled, a war monitor said.",
        Role.INITIATOR,
        "monitor",
    ),
    (
        "The Red Cross visited Jenin. Israel said it had killed two gunmen there.",
        Role.INITIATOR,
        "red cross",
    ),
]
NOT_MEANT_KNOWN: dict[str, tuple[str, ...]] = {
    "'he' may mean a town, since an unknown proper name passes for a person": (
        "Police arrested a man in Lyon",
    )
}


@pytest.mark.parametrize(("text", "role", "name"), marked(NOT_MEANT, NOT_MEANT_KNOWN))
def test_a_pronoun_does_not_mean_what_cannot_act(
    text: str, role: Role, name: str
) -> None:
    found = [
        one
        for report in told(text)
        for one in in_role(report, role)
        if name.lower() in words_of(one)
    ]
    assert not found, [summary(one) for one in told(text)]


def test_a_surname_means_the_person_told_in_full() -> None:
    text = "Gunmen shot at Joseph Mbeki in Kisumu on Monday. On Tuesday, gunmen abducted Mbeki in Nakuru."
    ids = {one.id for report in told(text) for one in in_role(report, Role.TARGET)}
    assert len(ids) == 1, ids


def test_army_is_that_of_country_article_is_about() -> None:
    report = told("The army shelled rebels in Kilinochchi, Sri Lanka, on Monday.")[0]
    assert [one.country for one in in_role(report, Role.INITIATOR)] == ["LKA"]


def test_army_is_nobodys_where_no_country_is_named() -> None:
    report = told("The army shelled rebels on Monday.")[0]
    assert [one.country for one in in_role(report, Role.INITIATOR)] == [None]


def test_army_with_ambiguous_town_has_no_state() -> None:
    report = told("The army killed 12 rebels in Bor on Monday.")[0]
    assert [one.country for one in in_role(report, Role.INITIATOR)] in ([None], ["SSD"])


def test_an_actor_is_looked_up_once() -> None:
    doc = load(DEFAULT_MODEL)("Greenland sent soldiers to the harbour on Friday.")
    discourse = Discourse(lexicon=knowledge().actors, year=2012)
    with patch.object(coreference, "entity", wraps=entity) as look_up:
        actors = [discourse.entity(doc[0]) for _ in range(3)]
    assert look_up.call_count == 1
    assert actors[0] is not None
    assert actors == [actors[0]] * 3
