"""Does the dateline end where the sentence begins?"""

from datetime import date

import pytest

from timeline.documents.datelines import date_line, dateline, glued_dateline

SENTENCE = "Rebel fighters shelled the market on Monday."

DATELINES = [
    "DAMASCUS - ",
    "DAMASCUS — ",
    "DAMASCUS -- ",
    "DAMASCUS—",
    "GOMA, Congo (May 17, 2017) - ",
    "GOMA, Congo _ ",
    "BEIRUT, Lebanon — ",
    "KYIV, Nov 17 (Reuters) - ",
    "BEIRUT (AP) — ",
    "JERUSALEM (CNN) -- ",
    "GENEVA/CAIRO, 17 March (UNHCR) – ",
    "ABOARD USS GULF, Sept. 3 (Reuters) - ",
    "PORT-AU-PRINCE, Haiti (AP) - ",
    "N'DJAMENA, 4 June 2008 (IRIN) - ",
    "Nairobi, 4 June 2008 (IRIN) - ",
    "Damascus (AFP) - ",
    "(Reuters) - ",
    "(CNN)",
    "PESHAWAR: ",
    "NAIROBI | Wed Feb 9, 2005 3:07 am GMT NAIROBI (Reuters) - ",
    "NORTH TARIN, Egypt | Sat Jul 2, 2005 6:40 pm BST NORTH TARIN, Egypt (Reuters) - ",
    "LASHKAR GAH, Afghanistan ",
    "JUBA, South Sudan ",
    "SÃO PAULO, Brazil - ",
    "SAN SALVADOR, 15 JAN 90 (ACAN-EFE) -- [TEXT] ",
    "LIMA (PERU), 4 MAY 88 (NA) -- [REPORT] [ANA\nLOPEZ] [EXCERPTS] ",
    "BOGOTA, NO DATE (RADIO UNO) -- [TEXT] [CONTINUED] ",
]


@pytest.mark.parametrize("words", DATELINES)
def test_a_dateline_ends_where_the_sentence_begins(words: str) -> None:
    found = dateline(words + SENTENCE)
    assert found is not None
    assert (found.start, found.end) == (0, len(words))


@pytest.mark.parametrize(
    "sentence",
    [
        "UN: Military attacks on the villages broke the law.",
        "UN - the world body - said four people died.",
        "NATO said its aircraft struck a depot.",
        "NATO - which leads the force - denied it.",
        "FARC (Revolutionary Armed Forces) - the largest group - agreed.",
        "Free Syrian Army (FSA) - the rebel umbrella - denied it.",
        "U.S. helicopters fired on the house.",
        "U.S.-backed fighters took the town.",
        "ISIS, Iraq's deadliest group, claimed the blast.",
        "M23 rebels - said to be 300 - entered the town.",
        "Hezbollah - the Lebanese group - fired rockets.",
        "Kabul, Afghanistan The words stand in small letters.",
        "UPDATE: Four people died.",
        "A - B",
        "Ten people died - four of them children - in the blast.",
        "",
    ],
)
def test_sentence_with_acronym_or_aside_has_no_dateline(sentence: str) -> None:
    assert dateline(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "THE ARMY -- WHICH DENIED IT -- LEFT.",
        "SAN PEDRO, EL SALVADOR THE ARMY LEFT.",
        "LOPEZ: WE WILL NOT TALK.",
    ],
)
def test_in_capitals_only_date_or_agency_makes_dateline(sentence: str) -> None:
    assert dateline(sentence, capitals=True) is None


def test_later_word_in_capitals_is_no_dateline() -> None:
    assert dateline("ALEPPO - " + SENTENCE, early=False) is None
    assert dateline("ALEPPO, Syria - " + SENTENCE, early=False) is not None


@pytest.mark.parametrize(
    ("text", "agency", "day"),
    [
        ("KYIV, Nov 17 (Reuters) - Four died.", "Reuters", None),
        ("LIMA, 22 JAN 89 (EFE) -- [TEXT] FOUR DIED.", "EFE", date(1989, 1, 22)),
        (
            "AMMAN | Tue May 3, 2005 7:31 pm EDT AMMAN (Reuters) - Four died.",
            "Reuters",
            date(2005, 5, 3),
        ),
        ("DAMASCUS - Four died.", None, None),
    ],
)
def test_a_dateline_tells_agency_and_full_date(
    text: str, agency: str | None, day: date | None
) -> None:
    found = dateline(text)
    assert found is not None
    assert (found.agency, found.day) == (agency, day)


def test_dateline_is_found_after_a_glued_title() -> None:
    text = "Army shells Subek By Ann Lee and Omar al-Hadi AMMAN, April 9 (Reuters) - Four died."
    found = glued_dateline(text)
    assert found is not None
    assert text[found.start : found.end] == "AMMAN, April 9 (Reuters) - "
    assert glued_dateline("The town (Reuters) was not named, it said.") is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Monday, May 11, 2009", date(2009, 5, 11)),
        ("Published: 12 May 2009 14:05 GMT", date(2009, 5, 12)),
        ("Posted on Sept. 3, 2012", date(2012, 9, 3)),
        ("Beirut, 3 June 2014", date(2014, 6, 3)),
        ("2014-06-03", date(2014, 6, 3)),
        ("Tuesday, 4 March", None),
    ],
)
def test_line_that_is_date_by_itself_is_read(line: str, day: date | None) -> None:
    found = date_line(line)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "line",
    [
        "May 2009 offensive",
        "On May 11, 2009 the army left.",
        "11",
        "2014-13-41 x",
        "March",
    ],
)
def test_line_with_other_words_is_no_date_line(line: str) -> None:
    assert date_line(line) is None


def test_date_line_says_whether_it_dates_update() -> None:
    found = date_line("Last updated: 12 May 2009")
    assert found is not None
    assert found.updated
