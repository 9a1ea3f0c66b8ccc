"""Builds, reviews, shards, new projects and pages that are killed, or find the disk full, lose nothing."""

import os
from pathlib import Path

import pytest

from tests.fuzz.kills import Killer
from tests.fuzz.scenes import SCENES

TIMES = {"builds": 40, "reviews": 12, "shards": 6, "new projects": 30, "pages": 12}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as POSIX does")
@pytest.mark.parametrize("name", SCENES)
def test_disturbed_work_loses_nothing(name: str, tmp_path: Path) -> None:
    killer = Killer(SCENES[name](tmp_path), seed=17)
    for _ in range(TIMES[name]):
        killer.disturb()
    assert killer.kills > 0
