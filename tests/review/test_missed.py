"""Are sentences with words of force found that no incident tells of?"""

from dataclasses import replace

import pytest

from tests.builders import document, passage
from timeline.model.incidents import Passage
from timeline.model.text import Section, SectionKind
from timeline.review.missed import missed_sentences, words_of_force

TEXT = (
    "Rebels shelled Subek on Monday. The minister spoke of peace. "
    "Two men were killed in Oma. Snow fell."
)


def missed(*passages: Passage, text: str = TEXT) -> list[str]:
    spans = missed_sentences(document(text), passages)
    return [text[span.start : span.end] for span in spans]


def test_names_what_no_passage_covers() -> None:
    shelled = passage(start=0, end=31, text=TEXT[:31])
    assert missed(shelled) == ["Two men were killed in Oma."]
    assert missed() == [
        "Rebels shelled Subek on Monday.",
        "Two men were killed in Oma.",
    ]


def test_front_matter_is_no_missed_sentence() -> None:
    front = "---\ntitle: Rebels shelled Subek\n---\n\n"
    text = f"{front}Two men were killed in Oma."
    whole = replace(
        document(text),
        sections=(
            Section(kind=SectionKind.BOILERPLATE, start=0, end=len(front)),
            Section(kind=SectionKind.BODY, start=len(front), end=len(text)),
        ),
    )
    spans = missed_sentences(whole, ())
    assert [text[span.start : span.end] for span in spans] == [
        "Two men were killed in Oma."
    ]


def test_part_of_a_sentence_covers_it() -> None:
    start = TEXT.index("killed")
    killed = passage(start=start, end=start + 6, text="killed")
    assert missed(killed) == ["Rebels shelled Subek on Monday."]


@pytest.mark.parametrize(
    "word", ["bombed", "bombing", "attacked", "killed", "shelling", "ambushed"]
)
def test_knows_the_endings_of_words_of_force(word: str) -> None:
    assert word in words_of_force()


@pytest.mark.parametrize("text", ["", "\n\n", "No war words stand here."])
def test_finds_nothing_in_peaceful_texts(text: str) -> None:
    assert missed(text=text) == []
