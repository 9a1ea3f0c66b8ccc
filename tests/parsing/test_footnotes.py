"""Check that footnote marks are not read and that offsets stay true to the text."""

import pytest

from tests.builders import document
from timeline.parsing.footnotes import blanked, without_footnote_marks


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("They took Orin.[7] Two died.[8][9]", "They took Orin. Two died."),
        ("They took Orin.[7]Two died.", "They took Orin. Two died."),
        (
            "They took Orin,[a] then Besh.(12) Two died.",
            "They took Orin, then Besh. Two died.",
        ),
        ("He said [the army] left in [2014].", "He said [the army] left in [2014]."),
        ("Two units (12) left.", "Two units (12) left."),
    ],
)
def test_marks_become_spaces(written: str, words: str) -> None:
    read = blanked(written)
    assert len(read) == len(written)
    assert " ".join(read.split()) == words


def test_text_without_marks_stays_itself() -> None:
    plain = document("Two units (12) left.")
    assert without_footnote_marks(plain) is plain
