"""Do the parts of one kind find each other, and does a wrong name get the right ones?"""

import pytest

from timeline.errors import UnknownNameError, UsageError
from timeline.registry import Registry


@pytest.fixture
def registry() -> Registry[int]:
    made: Registry[int] = Registry("format")
    made.add("gexf", 2)
    made.add("csv", 1)
    return made


def test_a_part_is_found_by_its_name(registry: Registry[int]) -> None:
    assert (registry.get("csv"), registry.get("gexf")) == (1, 2)


def test_names_and_parts_are_sorted(registry: Registry[int]) -> None:
    assert registry.names() == ["csv", "gexf"]
    assert list(registry) == [("csv", 1), ("gexf", 2)]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "cvs",
            "format 'cvs': there is none of that name. Did you mean 'csv'? There are: csv, gexf.",
        ),
        ("CSV", "format 'CSV': there is none of that name. There are: csv, gexf."),
        ("", "format '': there is none of that name. There are: csv, gexf."),
    ],
)
def test_wrong_name_is_answered_with_right_ones(
    registry: Registry[int], name: str, message: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        registry.get(name)
    assert str(caught.value) == message
    assert isinstance(caught.value, UsageError)


def test_a_name_is_taken_once(registry: Registry[int]) -> None:
    with pytest.raises(ValueError, match="format 'csv' is registered twice"):
        registry.add("csv", 3)
    assert registry.get("csv") == 1
