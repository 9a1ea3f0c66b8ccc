"""When do two names mean the same?"""

import pytest

from timeline.evaluation.names import compare, is_same_name


@pytest.mark.parametrize(
    ("alias", "name", "same"),
    [
        ("Blue troops", "the Blue troops", True),
        ("Blue", "Blue troops", True),
        ("the army", "army", True),
        ("Northern army", "the army", False),
        ("Northern army", "Southern army", False),
        ("US", "U.S.", True),
        ("Oma", "Oma's", True),
        ("Oma", "Omaha", False),
        ("", "", False),
        ("the", "a", False),
        ("Prime Minister Keb", "Keb", True),
        ("Prime Minister", "Prime Minister Keb", False),
        ("Église Keb", "église keb", True),
    ],
)
def test_same_name(alias: str, name: str, same: bool) -> None:
    assert is_same_name([alias], [name]) is same
    assert is_same_name([name], [alias]) is same


@pytest.mark.parametrize(
    ("wanted", "given", "fine", "expected"),
    [
        ([("A1",)], [("A1",)], [], (1, 1, 1)),
        ([("A1",)], [("A1",), ("A1",)], [], (1, 1, 1)),
        ([("A1",), ("B1",)], [("A1", "B1")], [], (1, 2, 1)),
        ([("A1",)], [("C1",), ("A1",)], [("C1",)], (1, 1, 1)),
        ([], [("C1",)], [], (0, 0, 1)),
    ],
)
def test_compare_counts_right_wanted_and_given(
    wanted: list[tuple[str, ...]],
    given: list[tuple[str, ...]],
    fine: list[tuple[str, ...]],
    expected: tuple[int, int, int],
) -> None:
    tally = compare(wanted, given, fine=fine)
    assert (tally.correct, tally.gold, tally.given) == expected
