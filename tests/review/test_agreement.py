"""Check Krippendorff's alpha against his own worked examples, and the intervals around it."""

import pytest

from timeline.review.agreement import (
    Distance,
    Unit,
    agreement,
    confusions,
    interval,
    krippendorff_alpha,
    nominal,
    percent_agreement,
    ratio,
)

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C: four observers, twelve units.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# The same, example A: two observers, ten units, two categories.
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")


def units_of(rows: tuple[str, ...]) -> list[Unit]:
    columns = zip(*(row.split() for row in rows), strict=True)
    return [
        {
            f"coder {number}": int(value)
            for number, value in enumerate(column)
            if value != "."
        }
        for column in columns
    ]


@pytest.mark.parametrize(
    ("rows", "distance", "alpha"),
    [
        (BINARY, nominal, 0.095),
        (OBSERVERS, nominal, 0.743),
        (OBSERVERS, interval, 0.849),
        (OBSERVERS, ratio, 0.797),
    ],
)
def test_alpha_equals_published_value(
    rows: tuple[str, ...], distance: Distance, alpha: float
) -> None:
    measured = krippendorff_alpha(units_of(rows), distance)
    assert measured == pytest.approx(alpha, abs=0.0005)


@pytest.mark.parametrize(
    "units",
    [[], [{"a": 1}], [{"a": 1, "b": 1}, {"a": 1, "b": 1}]],
    ids=["no units", "one coder", "no variation"],
)
def test_alpha_is_undefined_without_variation(units: list[Unit]) -> None:
    measured = agreement("type", units)
    assert (measured.alpha, measured.low, measured.high) == (None, None, None)


def test_interval_holds_alpha_and_repeats() -> None:
    measured = agreement("type", units_of(OBSERVERS))
    again = agreement("type", units_of(OBSERVERS))
    assert measured == again
    assert measured.low is not None
    assert measured.high is not None
    assert measured.low < 0.743 < measured.high <= 1


def test_confusions_count_pairs_of_values() -> None:
    units: list[Unit] = [
        {"anna": "ASSAULT", "ben": "PROTEST"},
        {"anna": "PROTEST", "ben": "ASSAULT"},
        {"anna": "AID", "ben": "ASSAULT"},
        {"anna": "AID", "ben": "AID"},
    ]
    assert confusions(units) == (("ASSAULT", "PROTEST", 2), ("AID", "ASSAULT", 1))
    assert percent_agreement(units) == 0.25


def test_words_have_no_interval_distance() -> None:
    with pytest.raises(TypeError, match="is not a number"):
        krippendorff_alpha([{"a": "x", "b": "y"}], interval)
