"""Are our own sentences read as a person reads them?"""

from datetime import date
from pathlib import Path

import pytest

from timeline.temporal import tag, timexes

PUBLISHED = date(2024, 5, 8)  # a Wednesday
LINES = (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").splitlines()
CASES = [
    [cell.strip() for cell in line.split(" | ")]
    for line in LINES
    if line and not line.startswith("#")
]
MISSES = [case for case in CASES if case[0] == "near miss"]
HITS = [case for case in CASES if case[0] != "near miss"]


@pytest.mark.parametrize("case", HITS, ids=[case[1] for case in HITS])
def test_one_expression_of_sentence_is_found_and_resolved(case: list[str]) -> None:
    _, sentence, words, value, kind, start, end, precision, time_of_day = case
    (found,) = tag(sentence, anchor=PUBLISHED)
    days = ["-"] * 4
    if found.interval:
        interval = found.interval
        days = [
            str(interval.start),
            str(interval.end),
            interval.precision.value,
            interval.time_of_day or "-",
        ]
        assert interval.text == words
    assert [found.text, found.value or "-", found.type.value] == [words, value, kind]
    assert days == [start, end, precision, time_of_day]
    assert sentence[found.start : found.end] == words


@pytest.mark.parametrize("sentence", [case[1] for case in MISSES])
def test_what_only_looks_like_time_is_left_alone(sentence: str) -> None:
    assert tag(sentence, anchor=PUBLISHED) == ()
    assert timexes(sentence, dct=PUBLISHED) == []


def test_the_table_has_several_hundred_cases() -> None:
    assert len(HITS) > 220
    assert len(MISSES) > 60
