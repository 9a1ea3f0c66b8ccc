"""Check which words of a sentence an expression consists of."""

from datetime import date

import pytest

from timeline.temporal import timexes

PUBLISHED = date(2017, 5, 16)  # a Tuesday

SPANS = [
    ("A five-month siege ended.", ["five-month"]),
    ("The five-month, bitter siege ended.", ["five-month"]),
    ("The siege lasted a five-month period.", ["a five-month period"]),
    ("They sat through a four hour debate.", ["four hour"]),
    ("The talks took a month.", ["a month"]),
    ("It burned over the last four years.", ["the last four years"]),
    ("It burned over several years.", ["several years"]),
    ("It burned over a year.", ["over a year"]),
    ("The march took between 9 and 12 days.", ["9", "12 days"]),
    ("The march took between nine to twelve days.", ["nine", "twelve days"]),
    ("Between nine and twelve men died.", []),
    ("The march took nine to twelve days.", ["nine to twelve days"]),
]


@pytest.mark.parametrize(("sentence", "words"), SPANS)
def test_expression_has_its_own_words_only(sentence: str, words: list[str]) -> None:
    found = [timex["text"] for timex in timexes(sentence, dct=PUBLISHED)]
    assert found == words
