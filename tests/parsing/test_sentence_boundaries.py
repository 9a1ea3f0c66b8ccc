"""Are sentences kept apart that lost their full stops, and others left whole?"""

import pytest

from timeline.parsing import DEFAULT_MODEL, load

GLUED = [
    # a chronology in one line
    (
        "3 Mar 2011 - 12 people killed in a raid near Taiz 10 Apr 2011 - 28 people killed in Aden 7 May - Two men die in Ibb",
        ["3 Mar 2011", "10 Apr 2011", "7 May"],
    ),
    # items of a list
    (
        "Soldiers shot dead six people in Azaz in Aleppo province Some 400 people mourned a student killed on Friday "
        "Six farmers were killed in Rastan",
        ["Soldiers", "Some 400", "Six farmers"],
    ),
    # a caption before the text
    (
        "Smoke rose over the market of Goma on Sunday The army has shelled the town since dawn.",
        ["Smoke", "The army"],
    ),
    # a heading with its days
    (
        "Qalat, 3-6 June 2009 In June 2009, the government said that 20 guards had been killed in Qalat.",
        ["Qalat", "In June 2009"],
    ),
    # bullets
    (
        "Gunmen attacked two towns * Four men died in Jos * Nine men died in Kano",
        ["Gunmen", "*", "*"],
    ),
]
WHOLE = [
    "He told The Guardian that the court in The Hague was slow.",
    "The talks of 2 May - the third in a year - failed.",
    "Members of the Friends of The Earth met in Oslo.",
    "Ships carrying Hepatitis A vaccine arrived in Aden.",
]


@pytest.mark.parametrize(("text", "beginnings"), GLUED)
def test_what_lost_its_full_stops_is_kept_apart(
    text: str, beginnings: list[str]
) -> None:
    found = [one.text for one in load(DEFAULT_MODEL)(text).sents]
    assert len(found) == len(beginnings), found
    assert all(
        one.startswith(beginning)
        for one, beginning in zip(found, beginnings, strict=True)
    ), found


@pytest.mark.parametrize("text", WHOLE)
def test_names_and_titles_are_left_whole(text: str) -> None:
    assert [one.text for one in load(DEFAULT_MODEL)(text).sents] == [text]
