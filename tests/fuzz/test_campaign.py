"""Damaged files of every kind that is read: no traceback, none that takes seconds or gigabytes."""

import os
import random
import time

import pytest

from tests.fuzz import seeds
from tests.fuzz.campaign import file_of, run
from tests.fuzz.targets import Target, targets

FILES = 2_000
SEED = 20261130
# CPU seconds of one reader; the quick ones read all files in it.
SECONDS = 3.0


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="reads in processes of its own, as POSIX has them"
)
@pytest.mark.parametrize("target", targets(), ids=lambda target: target.name)
def test_damaged_files_are_reported(target: Target) -> None:
    outcome = run(target, files=FILES, seconds=SECONDS, seed=SEED)
    assert outcome.faults == []
    assert outcome.done > 0


def test_file_of_number_is_same_each_time() -> None:
    target = targets()[0]
    assert file_of(target, 1, 7) == file_of(target, 1, 7) != file_of(target, 1, 8)


@pytest.mark.parametrize("target", targets(), ids=lambda target: target.name)
def test_files_of_another_day_are_same(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [file_of(target, 1, number) for number in range(40)]
    seeds.document_seeds.cache_clear()
    seeds.table_seeds.cache_clear()
    day_later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: day_later)
    random.seed(day_later)
    assert [file_of(target, 1, number) for number in range(40)] == before


def test_campaign_sees_what_must_not_be() -> None:
    def breaks(data: bytes, folder: object) -> tuple[()]:
        del folder
        if data.count(b"x") % 2:
            raise ZeroDivisionError
        return ()

    outcome = run(
        Target("broken", lambda: [b"xxxx"], breaks), files=40, seconds=5, seed=1
    )
    assert outcome.done == 40
    assert any("ZeroDivisionError" in fault for fault in outcome.faults)
