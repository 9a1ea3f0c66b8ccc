"""Does a bare "the army" get the country that the text gives it, and no other?"""

from datetime import date
from pathlib import Path

import pytest

from tests.builders import document
from tests.mentions.factories import reports_in
from timeline import documents
from timeline.lexicon.digests import items_of
from timeline.model.actors import Role
from timeline.model.incidents import Report
from timeline.pipeline import read_document
from timeline.reports.bare_sides import countries_named, countries_placed
from timeline.settings import Settings


def initiators(reports: list[Report], type_id: str = "ASSAULT") -> list[str | None]:
    """Return the countries of all initiators of a type, in order of the text."""
    return [
        actor.country
        for report in reports
        if report.type == type_id
        for actor in report.actors
        if actor.role is not Role.TARGET
    ]


@pytest.mark.parametrize(
    "side", ["The army", "Soldiers", "Troops", "Government forces"]
)
@pytest.mark.parametrize(
    "aside",
    [
        "Japanese diplomats met reporters on Tuesday.",
        "Norway and Bolivia condemned the raid.",
        "Norway condemned the raid. Norway wants talks. Norway has offered a venue.",
    ],
)
def test_own_place_decides_country(side: str, aside: str) -> None:
    text = f"{side} shelled a school in Bangui, Central African Republic on Monday, killing four pupils. {aside}"
    assert initiators(reports_in(text)) == ["CAF"]


def test_side_named_last_decides_without_place() -> None:
    text = "The Chadian army crossed the river on Sunday. Peru sent an envoy. On Monday the army shelled a market, killing six."
    assert initiators(reports_in(text)) == ["TCD"]


def test_foreign_forces_leave_country_open() -> None:
    text = "Ugandan troops bombed Bunia on Sunday, killing two. On Monday the army shelled a market in Bunia, killing six."
    assert initiators(reports_in(text)) in (["UGA", None], ["UGA"])


def test_only_country_of_reaction_gives_nothing() -> None:
    text = "The army shelled a market on Monday, killing six people. Portugal condemned the attack."
    assert initiators(reports_in(text)) == [None]


def test_government_is_not_the_one_addressed() -> None:
    text = "The Danish government urged the regime on Monday to release the prisoners."
    (report,) = [report for report in reports_in(text) if report.type == "REQUEST"]
    targets = [actor.country for actor in report.actors if actor.role is Role.TARGET]
    assert "DNK" not in targets


def test_equally_named_countries_do_not_go_by_alphabet() -> None:
    text = "Peru and Chile signed a treaty on Sunday. The army shelled a market on Monday, killing six."
    assert "CHL" not in initiators(reports_in(text))


def test_dead_soldiers_may_be_of_any_army() -> None:
    text = "Two soldiers were killed by a mine near Kidal, Mali on Monday."
    (report,) = reports_in(text)
    assert all(actor.country is None for actor in report.actors)


def test_foreign_troops_are_not_the_countrys_own() -> None:
    text = (
        "Foreign troops raided a farm near Kidal, Mali on Monday, killing two farmers."
    )
    assert initiators(reports_in(text)) == [None]


def test_names_are_counted_as_a_reader_counts() -> None:
    text = "South Korean ships left. Fighting went on in eastern Congo and across Chad. Chad's army moved."
    assert countries_named(text) == {"KOR": 1, "COD": 1, "TCD": 2}
    assert set(countries_placed(text)) >= {"TCD"}


DIGEST = """NEWS IN SHORT

LIMA - Police fired at a crowd in Lima on Monday, killing two people.

SUVA - The army shelled a farm on Monday, killing three people.

OSLO - The army was not at the parade, a spokesman said on Monday.
"""


def test_items_of_a_digest_keep_apart(tmp_path: Path) -> None:
    (tmp_path / "digest.txt").write_text(DIGEST, encoding="utf-8")
    read = documents.read([tmp_path / "digest.txt"], published=date(2019, 3, 5))
    (text,) = read.documents
    assert [DIGEST[item.start : item.end].count(" - ") for item in items_of(text)] == [
        1,
        1,
        1,
    ]
    reports = read_document(text, settings=Settings())
    assert initiators(reports) == ["PER", "FJI"]


def test_a_text_without_datelines_is_one_item() -> None:
    text = document("Nothing happened.")
    assert [(item.start, item.end) for item in items_of(text)] == [(0, len(text.text))]


@pytest.mark.parametrize(
    "text",
    [
        "The government deported 40 migrants to Bangui on Monday.",
        "Troops expelled 300 villagers to Chad on Monday.",
        "The authorities forcibly repatriated 90 refugees to Chad on Monday.",
    ],
)
def test_where_people_are_sent_drives_nobody_out(text: str) -> None:
    (report,) = reports_in(text)
    assert {actor.country for actor in report.actors} == {None}


def test_small_town_alone_decides_no_country() -> None:
    reports = reports_in("Soldiers killed twelve villagers near Kaga on Monday.")
    assert initiators(reports) == [None]
    named = reports_in(
        "Soldiers killed twelve villagers near Kaga on Monday. Japan is shocked."
    )
    assert initiators(named) == ["JPN"]


def test_one_place_named_in_passing_is_no_scene() -> None:
    text = (
        "Chad is in turmoil. Government forces stormed Qalaat al-Madi on Monday, residents said. "
        "Chad denied it. Chad wants talks. "
        "The killings in Cambodia in 1976 went unpunished, a reader wrote."
    )
    assert "KHM" not in initiators(reports_in(text))
