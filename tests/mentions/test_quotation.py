"""Does a headline quote its clause, in the article's words, without a loose end?"""

import pytest

from tests.builders import document
from timeline import pipeline
from timeline.settings import Settings

CLAUSES = [
    (
        "The observers said that rebels who had come from Bor shelled the market in Juba on Monday.",
        "rebels who had come from Bor shelled the market in Juba",
    ),
    ("And so the army captured the town of Kaga last week.", "the army captured the town of Kaga last week"),
    ("In 2005 rebels signed a ceasefire.", "In 2005 rebels signed a ceasefire"),
    (
        "In AD 9 northern tribes killed 500 soldiers near Torum.",
        "In AD 9 northern tribes killed 500 soldiers near Torum",
    ),
    (
        "Trucks full of soldiers crossed the border at dawn, and later set up a post near Torum.",
        "Trucks full of soldiers … set up a post near Torum",
    ),
    (
        "State radio says riots in Bor market left six guards dead and more than 700 wounded in two days.",
        "riots in Bor market left six guards dead and more than 700 wounded",
    ),
]  # fmt: skip


def clauses_of(text: str) -> list[str]:
    """Return the quoted clauses of an article, words left out marked."""
    article = document(text)
    reports = pipeline.read_document(article, settings=Settings())
    passages = [passage for report in reports for passage in report.passages]
    return [
        " … ".join(text[piece.start : piece.end] for piece in passage.clause)
        for passage in passages
        if passage.clause
    ]


@pytest.mark.parametrize(("text", "clause"), CLAUSES)
def test_clause_is_quoted_in_short(text: str, clause: str) -> None:
    assert clause in clauses_of(text)


def test_pronouns_make_no_headline() -> None:
    assert clauses_of("They shelled it on Monday, residents of Homs said.") == []


def test_clauses_have_at_most_fourteen_words() -> None:
    text = (
        "Government artillery on the hills above the old town of Saraqib and near the road to Aleppo "
        "shelled three markets, two schools, a bakery, a mill and a hospital in the town of Binnish on Monday."
    )
    assert all(
        len(clause.replace(" … ", " ").split()) <= 14 for clause in clauses_of(text)
    )


def test_two_spaces_before_a_sentence_hide_no_headline() -> None:
    text = "The bridge is closed.  A clash between Chad and Niger on Monday killed seven soldiers."
    assert clauses_of(text) == [
        "A clash between Chad and Niger on Monday killed seven soldiers"
    ]
