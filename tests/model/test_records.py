"""Do the records keep the promises that every stage relies on?"""

import dataclasses
import importlib
import inspect
import pkgutil
import re
from datetime import date
from enum import Enum
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

import timeline.model
from tests.model.strategies import timelines
from timeline.model.timeline import TimelineData
from timeline.model.when import Basis, DateInterval, Precision


def classes() -> list[type]:
    """List every class that a module of the model defines."""
    modules = [
        importlib.import_module(f"timeline.model.{one.name}")
        for one in pkgutil.iter_modules(timeline.model.__path__)
    ]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]


RECORDS: list[Any] = [one for one in classes() if dataclasses.is_dataclass(one)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_record_is_frozen_with_slots_and_keywords_only(record: Any) -> None:
    parameters = record.__dataclass_params__
    assert parameters.frozen
    assert "__slots__" in vars(record)
    assert all(field.kw_only for field in dataclasses.fields(record))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_docstring_of_record_tells_its_fields_in_order(record: Any) -> None:
    told = re.findall(
        r"^    (\w+): ",
        (inspect.getdoc(record) or "").partition("Attributes:\n")[2],
        flags=re.MULTILINE,
    )
    names = [field.name for field in dataclasses.fields(record)]
    assert told in ([], names)  # a record of two or three plain fields may do without


@pytest.mark.parametrize(
    "kind",
    [one for one in classes() if issubclass(one, Enum)],
    ids=lambda kind: str(kind.__name__),
)
def test_enum_values_are_the_names_of_the_contract(kind: type[Enum]) -> None:
    for member in kind:
        assert str(member.value).upper().replace("-", "_") == member.name


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(timelines())
def test_every_record_goes_through_json_and_back(one: TimelineData) -> None:
    assert msgspec.json.decode(msgspec.json.encode(one), type=TimelineData) == one


def days(start: int, end: int) -> DateInterval:
    return DateInterval(
        start=date(2020, 2, start),
        end=date(2020, 2, end),
        precision=Precision.PERIOD,
        basis=Basis.STATED,
    )


@pytest.mark.parametrize(
    ("first", "second", "overlaps", "contains"),
    [
        ((3, 5), (3, 5), True, True),
        ((3, 5), (4, 4), True, True),
        ((3, 5), (5, 8), True, False),
        ((3, 5), (6, 8), False, False),
        ((4, 4), (3, 5), True, False),
        ((3, 5), (1, 3), True, False),
    ],
)
def test_intervals_include_both_ends(
    first: tuple[int, int], second: tuple[int, int], overlaps: bool, contains: bool
) -> None:
    one, other = days(*first), days(*second)
    assert (
        one.is_overlapping(other),
        other.is_overlapping(one),
        one.has_within(other),
    ) == (overlaps, overlaps, contains)


def test_intervals_count_days_and_leap_february() -> None:
    assert (days(3, 3).days, days(1, 29).days) == (1, 29)
