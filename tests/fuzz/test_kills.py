"""Builds that are killed, or find the disk full, lose nothing; the next one ends with the same bytes."""

import os
from pathlib import Path

import pytest

from tests.fuzz.kills import Killer

TIMES = 60


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as POSIX does")
def test_disturbed_builds_lose_nothing(tmp_path: Path) -> None:
    killer = Killer(tmp_path, seed=17)
    for _ in range(TIMES):
        killer.disturb()
    assert {"killed at a step", "killed at a moment", "full disk"} <= set(killer.counts)
