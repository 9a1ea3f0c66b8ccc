"""Are title, dateline, headings, body and boilerplate told apart, at true offsets?"""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.steps import steps
from timeline.documents.boilerplate import is_boilerplate, is_byline
from timeline.documents.sections import layout, sections

FIRST = "Army gunners shelled the market of Subek on Monday, two witnesses told a reporter there."
SECOND = "Four people were killed and nine were hurt, a doctor at the town's only hospital said."


def told(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    return [
        (section.kind.value, text[section.start : section.end])
        for section in sections(text, title=title)
    ]


CASES = [
    ("body alone", f"{FIRST}\n\n{SECOND}", [("body", FIRST), ("body", SECOND)]),
    (
        "single newlines",
        f"Shelling in Subek\n{FIRST}\n{SECOND}\n",
        [("title", "Shelling in Subek"), ("body", FIRST), ("body", SECOND)],
    ),
    ("one line is never a title", "Army shells Subek", [("body", "Army shells Subek")]),
    (
        "deck and dateline",
        f"Shelling in Subek\n\nThe attack broke a truce of nine days.\n\nKYIV - {FIRST}",
        [
            ("title", "Shelling in Subek"),
            ("body", "The attack broke a truce of nine days."),
            ("dateline", "KYIV -"),
            ("body", FIRST),
        ],
    ),
    (
        "a deck without full stop",
        f"Shelling in Subek\n\nWitnesses say at least four died when shells hit\n\n{FIRST}",
        [
            ("title", "Shelling in Subek"),
            ("body", "Witnesses say at least four died when shells hit"),
            ("body", FIRST),
        ],
    ),
    (
        "crossheads",
        f"{FIRST}\n\n'A dark day'\n\n{SECOND}\n\nWhat comes next?\n\n{FIRST}",
        [
            ("body", FIRST),
            ("heading", "'A dark day'"),
            ("body", SECOND),
            ("heading", "What comes next?"),
            ("body", FIRST),
        ],
    ),
    (
        "chapters with years",
        f"1992-95: War\n\n{FIRST}\n\n1996\n\n{SECOND}\n\nMay 1997\n\n{FIRST}",
        [
            ("heading", "1992-95: War"),
            ("body", FIRST),
            ("heading", "1996"),
            ("body", SECOND),
            ("heading", "May 1997"),
            ("body", FIRST),
        ],
    ),
    (
        "markup",
        f"# The siege\n\n{FIRST}\n\n== Background ==\n\n{SECOND}\n\n## Aftermath ##\n{FIRST}",
        [
            ("title", "The siege"),
            ("body", FIRST),
            ("heading", "Background"),
            ("body", SECOND),
            ("heading", "Aftermath"),
            ("body", FIRST),
        ],
    ),
    (
        "a chronicle by days",
        f"Tuesday, 4 March\n\n{FIRST}\n\nWednesday, 5 March\n\n{SECOND}",
        [
            ("heading", "Tuesday, 4 March"),
            ("body", FIRST),
            ("heading", "Wednesday, 5 March"),
            ("body", SECOND),
        ],
    ),
    (
        "page furniture",
        f"By Ann Lee and Omar al-Hadi\n\n{FIRST}\n\nAdvertisement\n\n"
        f"Read more: The siege of Subek\n\n{SECOND}\n\n© 2012 Daily Courier",
        [
            ("boilerplate", "By Ann Lee and Omar al-Hadi"),
            ("body", FIRST),
            ("boilerplate", "Advertisement"),
            ("boilerplate", "Read more: The siege of Subek"),
            ("body", SECOND),
            ("boilerplate", "© 2012 Daily Courier"),
        ],
    ),
    (
        "links at the end",
        f"{FIRST}\n\nRelated articles\n\nThe long road to peace\n\nWhy Subek matters\n",
        [
            ("body", FIRST),
            ("boilerplate", "Related articles"),
            ("boilerplate", "The long road to peace"),
            ("boilerplate", "Why Subek matters"),
        ],
    ),
    (
        "a credit at the end of the last paragraph",
        f"{FIRST} (Reporting by Ann Lee; Editing by Bo Ek)",
        [("body", FIRST), ("boilerplate", "(Reporting by Ann Lee; Editing by Bo Ek)")],
    ),
    (
        "bullets",
        f"{FIRST}\n- Four people died in Subek\n- Nine were hurt",
        [
            ("body", FIRST),
            ("body", "Four people died in Subek"),
            ("body", "Nine were hurt"),
        ],
    ),
    (
        "notes without full stops are body",
        "Army shells Subek\nFour people die\nRebels take Tarin\nTalks called off",
        [
            ("body", "Army shells Subek"),
            ("body", "Four people die"),
            ("body", "Rebels take Tarin"),
            ("body", "Talks called off"),
        ],
    ),
    (
        "front matter",
        f"---\ntitle: Shelling in Subek\n---\n\n{FIRST}",
        [("boilerplate", "---\ntitle: Shelling in Subek\n---\n"), ("body", FIRST)],
    ),
    (
        "a title glued to the dateline",
        f"Army shells Subek AMMAN (Reuters) - {FIRST}",
        [
            ("title", "Army shells Subek"),
            ("dateline", "AMMAN (Reuters) -"),
            ("body", FIRST),
        ],
    ),
    (
        "hostile markup is text",
        f"<script>alert(1)</script> {FIRST}",
        [("body", f"<script>alert(1)</script> {FIRST}")],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_each_stretch_is_told_for_what_it_is(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


WRAPPED = """Army shells market in Subek

   Army gunners shelled the market of Subek on Monday, two
witnesses told a reporter there. Four people were killed
and nine were hurt, a doctor at the hospital said.
   The army denied it. "We have no guns in that valley, and
nobody gave such an order," a spokesman said.

Background
Subek has changed hands three times in the last two years
of the war, and most of its people have left.
"""


def test_lines_broken_by_hand_make_one_paragraph() -> None:
    found = told(WRAPPED)
    assert [kind for kind, _ in found] == ["title", "body", "body", "heading", "body"]
    assert found[1][1].startswith("Army gunners") and found[1][1].endswith(
        "hospital said."
    )
    assert "\n" in found[1][1]
    assert found[3][1] == "Background"


def test_hard_wrapped_head_needs_no_blank_line() -> None:
    text = (
        "Army gunners shelled the market of Subek on the day of May\n"
        "12. The guns fell silent at noon, when a group of elders -\n"
        "- none of them armed - walked out to meet the soldiers and\n"
        "asked for a truce so that the dead could be brought home.\n"
        "A dark day\n"
        "Four people were killed and nine were hurt, a doctor said,\n"
        "and the only hospital of the town was hit as well, with the\n"
        "last of its stores on fire until the evening.\n"
    )
    assert [kind for kind, _ in told(text)] == ["body", "heading", "body"]


def test_telex_in_capitals_keeps_paragraphs_and_loses_dateline() -> None:
    text = (
        "   LIMA, 4 MAY 88 (EFE) -- [TEXT] FOUR SOLDIERS WERE KILLED TODAY WHEN A\n"
        "BOMB WENT OFF BELOW A BRIDGE NEAR THE TOWN OF SUBEK.\n\n"
        "   THE ARMY SAID -- WITHOUT NAMING A GROUP -- THAT IT WOULD FIND THOSE WHO\n"
        "PLANTED IT.\n"
    )
    found = told(text)
    assert [kind for kind, _ in found] == ["dateline", "body", "body"]
    assert layout(text).day == date(1988, 5, 4)
    assert layout(text).agency == "EFE"


def test_line_equal_to_known_title_is_the_title() -> None:
    text = f"World news\n\nShelling in Subek.\n\n{FIRST}"
    assert ("title", "Shelling in Subek.") in told(text, title="Shelling in Subek.")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Shelling in Subek\n\nMonday, May 11, 2009\n\n{FIRST}", date(2009, 5, 11)),
        (
            f"Shelling in Subek\n\nLast updated: 12 May 2009\nPublished: 11 May 2009\n\n{FIRST}",
            date(2009, 5, 11),
        ),
        (
            f"Published: May 11, 2009\n\n{FIRST}\n\nMay 9, 2009\n\n{SECOND}",
            date(2009, 5, 11),
        ),
        (
            f"May 11, 2009\n\n{FIRST}\n\n{SECOND}\n\nSubek, 9 May 2009",
            date(2009, 5, 11),
        ),
        (f"Shelling in Subek\n\nMonday, May 11\n\n{FIRST}", None),
        (f"May 11, 2009\n\n{FIRST}\n\nMay 12, 2009\n\n{SECOND}", None),
        (f"{FIRST}\n\n{SECOND}\n\n{FIRST}\n\nMay 12, 2009\n\n{SECOND}", None),
        ("In a speech of May 11, 2009, he called for peace.", None),
    ],
    ids=[
        "alone",
        "published before updated",
        "published before chronicle",
        "signed at the end",
        "no year",
        "a chronicle",
        "a heading far down",
        "inside a sentence",
    ],
)
def test_only_lone_date_near_top_states_publication_day(
    text: str, day: date | None
) -> None:
    assert layout(text).day == day


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter",
        "ADVERTISEMENT",
        "Photo: A street in Subek",
        "Follow us on Facebook",
        "Page 3 of 9",
        "(Additional reporting by Ann Lee in Beirut)",
        "Editing by Bo Ek",
        "* * *",
        "All rights reserved.",
        "![a map](map.png)",
    ],
)
def test_page_furniture_is_known(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read the riot act, the colonel told his men, and then open fire on the crowd.",
        "Share prices fell after the attack.",
        "By Monday the army had taken the bridge.",
        "By nightfall, rebels held the town",
        "Sources said four people died.",
    ],
)
def test_sentences_that_begin_like_page_furniture_are_none(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_byline_names_people_only() -> None:
    assert is_byline("By ANN LEE and Omar al-Hadi in Beirut")
    assert not is_byline("By the river bank")


@given(st.text(alphabet=st.sampled_from("Aa.\n -—:#='\"(1)é\u00a0[|?*")) | st.text())
def test_sections_are_disjoint_ordered_and_inside_text(text: str) -> None:
    found = sections(text)
    assert all(0 <= section.start < section.end <= len(text) for section in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(
    st.lists(
        st.sampled_from(
            [
                FIRST,
                SECOND,
                "Shelling in Subek",
                "KYIV - " + FIRST,
                "May 11, 2009",
                "- four died",
                "Notes",
            ]
        )
    )
)
def test_no_letter_of_a_paragraph_is_lost(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    kept = "".join(text[section.start : section.end] for section in sections(text))
    assert sum(c.isalnum() for c in kept) == sum(c.isalnum() for c in text)


@pytest.mark.parametrize(
    "part", ["word " * 5_000, "A" * 25_000, "(" * 7_500, "a\n" * 250, "# " * 1_250]
)
def test_steps_grow_with_length_only(part: str) -> None:
    sections(part)  # loads what it needs
    short = steps(lambda: sections(part))
    long = steps(lambda: sections(part * 4))
    assert long <= 4 * short + 100


@pytest.mark.parametrize(
    "text", ["word " * 2_000_000, "A" * 10_000_000, "(" * 3_000_000]
)
def test_ten_megabytes_are_divided(text: str) -> None:
    assert len(sections(text)) >= 1


SHARED = Path(__file__).parents[3] / "shared" / "gold" / "texts"


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared texts are not beside this checkout"
)
@pytest.mark.parametrize(
    ("name", "title", "dateline", "headings"),
    [
        ("idlib-2020-02-06.txt", True, "DAMASCUS -", 2),
        (
            "sudan-2008-03-20-darfur-attacks-wikinews.txt",
            True,
            "Thursday, March 20, 2008",
            0,
        ),
        ("iraq-2009-10-25-baghdad-bombings-wikinews.txt", False, None, 0),
    ],
)
def test_a_real_article_is_told_apart(
    name: str, title: bool, dateline: str | None, headings: int
) -> None:
    found = told((SHARED / name).read_text(encoding="utf-8"))
    kinds = [kind for kind, _ in found]
    assert ("title" in kinds) is title
    assert [words for kind, words in found if kind == "dateline"] == (
        [dateline] if dateline else []
    )
    assert kinds.count("heading") == headings
    assert "boilerplate" not in kinds
