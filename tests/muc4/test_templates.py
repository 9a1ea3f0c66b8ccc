"""Do incidents become the templates that the task's rules ask for? Sentences of our own, in capitals as in the wire."""

from datetime import date
from typing import Any

import pytest

from tests.benchmarks.muc4_adapter.reading import read
from tests.benchmarks.muc4_adapter.templates import templates
from timeline import pipeline
from timeline.documents import sections
from timeline.incidents import incidents_of
from timeline.mentions.knowledge import knowledge
from timeline.model.text import Document
from timeline.settings import Settings

PUBLISHED = date(1990, 3, 7)


def slots_of(text: str) -> list[dict[str, Any]]:
    """Give the slots of every template made of a text of 7 March 1990."""
    document = Document(id="d", text=text, published=PUBLISHED, sections=sections(text))
    reports = pipeline.read_document(document, settings=Settings())
    found = incidents_of(
        reports, types=knowledge().types, published={"d": PUBLISHED}, separate=True
    )
    made: Any = templates(
        read(document), sorted(found, key=lambda one: one.reports[0].start)
    )
    return [one["slots"] for one in made]


def values(fills: Any) -> list[Any]:
    """Give fills without what they refer to."""
    return [one["value"] if isinstance(one, dict) else one for one in fills or []]


@pytest.mark.parametrize(
    ("text", "slot", "fills"),
    [
        (
            "GUERRILLAS KIDNAPPED THE MAYOR OF QUIBDO, COLOMBIA, ON 5 MARCH.",
            "type",
            "KIDNAPPING",
        ),
        ("A BOMB EXPLODED AT A BANK IN LIMA, PERU, ON 5 MARCH.", "type", "BOMBING"),
        (
            "REBELS SET FIRE TO A BUS IN USULUTAN, EL SALVADOR, ON 5 MARCH.",
            "type",
            "ARSON",
        ),
        (
            "GUNMEN SHOT A PRIEST TO DEATH IN CALI, COLOMBIA, ON 5 MARCH.",
            "type",
            "ATTACK",
        ),
        (
            "GUNMEN SHOT A PRIEST TO DEATH IN CALI, COLOMBIA, ON 5 MARCH.",
            "date",
            "1990-03-05",
        ),
        (
            "GUNMEN SHOT A PRIEST TO DEATH IN CALI, COLOMBIA, ON 5 MARCH.",
            "location",
            "COLOMBIA: CALI",
        ),
        (
            "GUNMEN SHOT A PRIEST TO DEATH IN CALI, COLOMBIA, ON 5 MARCH.",
            "perp_individual",
            ["GUNMEN"],
        ),
        (
            "GUNMEN SHOT A PRIEST TO DEATH IN CALI, COLOMBIA, ON 5 MARCH.",
            "hum_description",
            ["PRIEST"],
        ),
        (
            "GUNMEN SHOT A PRIEST TO DEATH IN CALI, COLOMBIA, ON 5 MARCH.",
            "hum_effect",
            ["DEATH"],
        ),
        ("A BOMB EXPLODED AT A BANK IN LIMA, PERU, ON 5 MARCH.", "phys_id", ["BANK"]),
        (
            "A BOMB EXPLODED AT A BANK IN LIMA, PERU, ON 5 MARCH.",
            "phys_type",
            ["FINANCIAL"],
        ),
        (
            "A BOMB EXPLODED AT A BANK IN LIMA, PERU, ON 5 MARCH.",
            "instrument_type",
            ["BOMB"],
        ),
        (
            "SOLDIERS KILLED SIX PEASANTS IN AYACUCHO, PERU, ON 5 MARCH.",
            "perp_category",
            "STATE-SPONSORED VIOLENCE",
        ),
        (
            "SOLDIERS KILLED SIX PEASANTS IN AYACUCHO, PERU, ON 5 MARCH.",
            "hum_number",
            ["6"],
        ),
        (
            "REBELS DYNAMITED THREE PYLONS NEAR CALI, COLOMBIA, ON 5 MARCH.",
            "phys_number",
            ["3"],
        ),
    ],
)
def test_a_sentence_gives_the_fill(text: str, slot: str, fills: Any) -> None:
    made = slots_of(text)
    assert len(made) == 1
    found = made[0].get(slot)
    assert (found if isinstance(fills, str) else values(found)) == fills


@pytest.mark.parametrize(
    "text",
    [
        "REBELS AND SOLDIERS CLASHED NEAR SAN MIGUEL, EL SALVADOR, ON 5 MARCH. TWO SOLDIERS WERE KILLED.",
        "REBELS KILLED A PRIEST IN CALI, COLOMBIA, IN 1986.",
        "GUNMEN SHOT A PRIEST TO DEATH IN PARIS, FRANCE, ON 5 MARCH.",
        "THE ARMY CAPTURED NINE REBELS NEAR CALI, COLOMBIA, ON 5 MARCH.",
        "PEOPLE ARE BEING KILLED IN COLOMBIA.",
        "THE MINISTER ARRIVED IN LIMA, PERU, ON 5 MARCH FOR TALKS.",
    ],
)
def test_what_task_does_not_take_gives_no_template(text: str) -> None:
    assert slots_of(text) == []


def test_named_victim_has_title_type_effect_and_tag() -> None:
    made = slots_of(
        "HOODED MEN MURDERED SENATOR PABLO QUIROGA LEMUS IN CALI, COLOMBIA, ON 5 MARCH."
    )
    assert made[0]["hum_name"] == ["PABLO QUIROGA LEMUS"]
    assert made[0]["hum_description"] == [
        {"value": "SENATOR", "xref": ["PABLO QUIROGA LEMUS"]}
    ]
    assert made[0]["hum_type"] == [
        {"value": "GOVERNMENT OFFICIAL", "xref": ["PABLO QUIROGA LEMUS"]}
    ]
    assert made[0]["hum_effect"] == [
        {"value": "DEATH", "xref": ["PABLO QUIROGA LEMUS"]}
    ]


def test_two_towns_are_two_templates_repetition_is_one() -> None:
    two = slots_of(
        "GUNMEN KILLED A PRIEST IN CALI, COLOMBIA, ON 5 MARCH. IN PASTO, COLOMBIA, REBELS KILLED TWO ENGINEERS ON 3 MARCH."
    )
    assert [one["location"] for one in two] == ["COLOMBIA: CALI", "COLOMBIA: PASTO"]
    one = slots_of(
        "GUNMEN KILLED A PRIEST IN CALI, COLOMBIA, ON 5 MARCH. THE PRIEST WAS KILLED AT HIS CHURCH."
    )
    assert len(one) == 1


def test_without_day_it_is_by_the_texts_day() -> None:
    made = slots_of(
        "LIMA, 7 MAR 90 (EFE) -- [TEXT] A BOMB EXPLODED AT A STORE IN LIMA."
    )
    assert made[0]["date"] == {"value": None, "from": None, "to": "1990-03-07"}


def test_accusation_gives_the_murder_and_who_is_blamed() -> None:
    made = slots_of(
        "THE PRESIDENT OF EL SALVADOR BLAMED FMLN GUERRILLAS FOR THE MURDER OF JUDGE PABLO QUIROGA LEMUS."
    )
    assert made[0]["hum_name"] == ["PABLO QUIROGA LEMUS"]
    assert any("FMLN" in name for name in made[0]["perp_organization"])
    assert values(made[0]["perp_org_confidence"]) != ["REPORTED AS FACT"]
