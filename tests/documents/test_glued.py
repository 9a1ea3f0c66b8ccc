"""Are headings, captions and credits parted from the text to which a page joined them?"""

import pytest

from timeline.documents.sections import sections

TEXT = "Gunmen shelled the market of Subek on Monday, two traders told a reporter."

# (text, what its sections say in order; markup and words of the page are in none)
GLUED = [
    # headings and titles
    (
        f"Kandor's answer-For its part, Kandor has rejected the charge.\n\n{TEXT}",
        ["Kandor's answer", "For its part, Kandor has rejected the charge.", TEXT],
    ),
    (
        f"Prison riot-Guards at the jail said that two men had died there.\n\n{TEXT}",
        ["Prison riot", "Guards at the jail said that two men had died there.", TEXT],
    ),
    (
        f"Rebel Raid on Northern Town Leaves Nine Dead-Kandorian aid workers said on Monday "
        f"that nine had died.\n\n{TEXT}",
        [
            "Rebel Raid on Northern Town Leaves Nine Dead",
            "Kandorian aid workers said on Monday that nine had died.",
            TEXT,
        ],
    ),
    # datelines
    (
        f"Rebels Take Subek -KYIV, UKRAINE — -{TEXT}",
        ["Rebels Take Subek", "KYIV, UKRAINE — -", TEXT],
    ),
    (f"KYIV (Reuters)-{TEXT}", ["KYIV (Reuters)-", TEXT]),
    (
        f"Rebels take a town Aid workers leave Kyiv, Ukraine (CNN) -- {TEXT}",
        ["Rebels take a town Aid workers leave", "Kyiv, Ukraine (CNN) --", TEXT],
    ),
    # credits and words of the page
    (
        f"Women queue for bread in Subek, May 3, 2016. (A. Lee/VOA)-{TEXT}",
        ["Women queue for bread in Subek, May 3, 2016.", TEXT],
    ),
    (f"{TEXT} Story continues below advertisement {TEXT}", [TEXT, TEXT]),
    (
        f"{TEXT} image copyright AFP image caption Smoke rose over the town. {TEXT}",
        [TEXT, f"Smoke rose over the town. {TEXT}"],
    ),
    (f"By Ann Lee for CNN {TEXT}", [TEXT]),
    (f"May 3, 2017 | By Ann Lee, CNN {TEXT}", ["May 3, 2017 |", TEXT]),
]

# Names and compounds that hold a hyphen before a capital.
WHOLE = [
    "Syrian President Bashar al-Assad said on Monday that the army had left.",
    "The then-President of Kandor said that the talks had failed.",
    "Iran-aligned men and Dzhokar-led groups fought in Nagorno-Karabakh.",
    "Tensions on the long Turkish-Syrian border have grown since May.",
    "Many anti-American protesters said that they had been beaten.",
    "Nurses gave hepatitis-A vaccine to children in the camp.",
    "Students began a Sit-In at the ministry and were driven out.",
    "UN Secretary General Ban Ki-Moon said that the truce had held.",
    "Jean-Pierre Lacroix and Abdul-Wahab al-Saadi met in Oslo.",
]


def _told(text: str) -> list[str]:
    return [text[section.start : section.end] for section in sections(text)]


@pytest.mark.parametrize(("text", "pieces"), GLUED)
def test_joined_texts_are_parted(text: str, pieces: list[str]) -> None:
    assert _told(text) == pieces


@pytest.mark.parametrize("sentence", WHOLE)
def test_names_with_hyphens_stay_whole(sentence: str) -> None:
    assert _told(f"{sentence}\n\n{TEXT}")[0] == sentence
