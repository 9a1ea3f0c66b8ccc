"""Do the files of fitted weights read as numbers, and does a chance follow from them?"""

import pytest

from timeline.lexicon.fitted import chance, fitted_weights


@pytest.mark.parametrize("name", ["incidents", "scenes"])
def test_every_weight_is_number_and_base_is_there(name: str) -> None:
    weights = fitted_weights(name)
    assert "always" in weights
    assert all(abs(weight) < 10 for weight in weights.values())


def test_signs_that_nobody_weighed_count_nothing() -> None:
    assert chance({"unknown": 1.0}, {"always": 3.0}) == 0.5


def test_more_of_a_good_sign_is_likelier() -> None:
    weights = {"good": 2.0, "bad": -2.0}
    likely = [
        chance({"good": 1.0}, weights),
        chance({"good": 1.0, "bad": 1.0}, weights),
    ]
    assert likely == pytest.approx([0.8808, 0.5], abs=1e-4)
