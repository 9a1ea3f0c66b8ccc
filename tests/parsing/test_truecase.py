"""Are texts in capitals read as ordinary news would write them, letter for letter, and others left alone?"""

from datetime import date

import pytest

from tests.builders import document
from tests.mentions.factories import reports_in
from timeline import pipeline
from timeline.documents import sections
from timeline.model.text import Document
from timeline.parsing import DEFAULT_MODEL
from timeline.parsing.truecase import Truecaser
from timeline.settings import Settings


@pytest.fixture(scope="module")
def truecaser() -> Truecaser:
    made = pipeline.truecaser(DEFAULT_MODEL)
    assert made is not None
    return made


def with_sections(text: str) -> Document:
    return document(text, sections=sections(text))


@pytest.mark.parametrize(
    ("capitals", "news"),
    [
        (
            "REBELS SHELLED A VILLAGE NEAR IDLIB ON MONDAY.",
            "Rebels shelled a village near Idlib on Monday.",
        ),
        (
            "COLONEL PABLO QUIROGA SAID THE SOLDIERS FLED.",
            "Colonel Pablo Quiroga said the soldiers fled.",
        ),
        (
            "FIGHTERS OF THE NATIONAL LIBERATION ARMY (ELN) MINED A BRIDGE.",
            "Fighters of the National Liberation Army (ELN) mined a bridge.",
        ),
        ("THE FMLN AND THE U.S. EMBASSY", "The FMLN and the U.S. embassy"),
        (
            "THE KLTR [A NEW GROUP] AND THE MAYOR'S BODYGUARD",
            "The KLTR [a new group] and the mayor's bodyguard",
        ),
        (
            "IN EL SALVADOR AND IN LA PAZ, BOLIVIA",
            "In El Salvador and in La Paz, Bolivia",
        ),
        (
            "THE MEN MAY FLEE; ON 5 MAY THEY DID.",
            "The men may flee; on 5 May they did.",
        ),
        (
            "A BOMB WENT OFF IN GUATEMALA CITY. IT KILLED TWO.",
            "A bomb went off in Guatemala City. It killed two.",
        ),
        ("WHO TOLD US? NOBODY DID", "Who told us? Nobody did"),
        (
            "THE 3D BRIGADE SEIZED TWO M-16 RIFLES",
            "The 3d brigade seized two M-16 rifles",
        ),
        (
            "AN ANTITERRORIST POLICEMAN DIED IN SANTA ANA",
            "An antiterrorist policeman died in Santa Ana",
        ),
        ("MEN DON'T SHOOT IN O'BRIEN'S BAR", "Men don't shoot in O'Brien's bar"),
    ],
)
def test_text_in_capitals_is_truecased_as_news(
    truecaser: Truecaser, capitals: str, news: str
) -> None:
    assert truecaser.truecased(document(capitals)).text == news


@pytest.mark.parametrize(
    "text",
    [
        "NATO and the UN met in Kabul, the BBC said.",
        "KABUL, Afghanistan - Two men died when a mine went off under their car on Monday.",
        "IDLIB\n\nFour soldiers died on Monday when shells hit their post.",
        "",
        "1234 - 5678",
    ],
)
def test_ordinary_text_with_dateline_or_abbreviations_is_unchanged(
    truecaser: Truecaser, text: str
) -> None:
    given = with_sections(text)
    assert truecaser.truecased(given) is given


def test_title_in_capitals_follows_the_texts_own_writing(truecaser: Truecaser) -> None:
    body = "Clashes went on in the Varnak hills, where ZAPU fighters hold a post, the mayor of Varnak said on Monday."
    written = truecaser.truecased(
        with_sections(f"ZAPU FIGHTERS SHELL POST IN VARNAK HILLS\n\n{body}")
    ).text
    assert written == f"ZAPU fighters shell post in Varnak hills\n\n{body}"


@pytest.mark.parametrize(
    "text",
    [
        "İSTANBUL POLİCE SAİD FOUR GUNMEN STRUCK AT DAWN",
        "STRASSE: ŒUVRE ÉTRANGE, ǅ AND ﬁ DIED IN PARIS",
    ],
)
def test_letters_keep_places_where_small_ones_are_longer(
    truecaser: Truecaser, text: str
) -> None:
    written = truecaser.truecased(document(text)).text
    assert len(written) == len(text)
    assert all(
        new in (old, old.lower()) or old.lower().startswith(new)
        for old, new in zip(text, written, strict=True)
    )


def test_passages_and_triggers_quote_the_original_capitals() -> None:
    text = "GUERRILLAS KIDNAPPED THE MAYOR OF QUIBDO ON 5 FEBRUARY. HIS DRIVER WAS KILLED, POLICE SAID."
    reports = reports_in(text, published=date(1990, 2, 7))
    assert {(report.type, report.mode) for report in reports} >= {
        ("ASSAULT", "abduction")
    }
    for passage in (one for report in reports for one in report.passages):
        assert passage.text == text[passage.start : passage.end]
        assert text[passage.trigger.start : passage.trigger.end].isupper()
        assert all(mark.end <= len(text) for mark in passage.marks)


def test_capitals_and_ordinary_writing_give_same_reports() -> None:
    text = "On Tuesday, gunmen killed four soldiers near Tikrit. Two civilians were wounded, the army said."
    told = [
        [
            (
                one.type,
                one.mode,
                one.date and one.date.start,
                {(c.kind, c.best) for c in one.casualties},
            )
            for one in pipeline.read_document(
                document(written, published=date(2015, 3, 5)), settings=Settings()
            )
        ]
        for written in (text, text.upper())
    ]
    assert told[0] == told[1]
