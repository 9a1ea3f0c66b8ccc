"""Do number words give the number they say, with its bounds?"""

import pytest

from timeline.lexicon.numbers import Number, read_number
from timeline.lexicon.words import words

CASES = [
    ("12", Number(12, 12, 12)),
    ("1,200", Number(1200, 1200, 1200)),
    ("seven", Number(7, 7, 7)),
    ("twenty-three", Number(23, 23, 23)),
    ("twenty three", Number(23, 23, 23)),
    ("at least 132", Number(132, 132, None)),
    ("more than 500", Number(500, 500, None)),
    ("over 100", Number(100, 100, None)),
    ("up to 30", Number(None, 30, 30)),
    ("as many as two hundred", Number(None, 200, 200)),
    ("about 80", Number(None, 80, None)),
    ("nearly 1 million", Number(None, 1_000_000, 1_000_000)),
    ("one and a half million", Number(1_500_000, 1_500_000, 1_500_000)),
    ("1.5 million", Number(1_500_000, 1_500_000, 1_500_000)),
    ("two hundred and fifty", Number(250, 250, 250)),
    ("three thousand four hundred", Number(3400, 3400, 3400)),
    ("between two and three hundred", Number(200, None, 300)),
    ("between 30 and 40", Number(30, None, 40)),
    ("12 to 15", Number(12, None, 15)),
    ("12-15", Number(12, None, 15)),
    ("a dozen", Number(12, 12, 12)),
    ("two dozen", Number(24, 24, 24)),
    ("dozens of", Number(None, None, None)),
    ("hundreds of", Number(None, None, None)),
    ("several", Number(None, None, None)),
    ("several hundred", Number(None, None, None)),
    ("another four", Number(4, 4, 4)),
    ("the Turkish", None),
    ("armed", None),
    ("99999999999999999999", None),
]


@pytest.mark.parametrize(("said", "meant"), CASES, ids=[case[0] for case in CASES])
def test_a_number_phrase_means_its_number(said: str, meant: Number | None) -> None:
    assert read_number(said.split(), words()) == meant
