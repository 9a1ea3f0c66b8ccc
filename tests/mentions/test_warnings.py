"""Warnings: which of them threaten, and which only fear or advise."""

import pytest

from tests.mentions.factories import reports_as_built

THREATS = [
    "The army warned of a strong response to any attack.",
    "The general warned the rebels against crossing the river.",
    "The militia warned it would kill the hostages unless the siege ended.",
    "The EU warned Chad it would impose sanctions.",
    "Any attack on the dam means war, Cairo warned.",
]
FEARS = [
    "The UN envoy warned of a civil war in Chad.",
    "The observers warned of a looming massacre in Gao.",
    "The minister warned that the rebels were planning new attacks.",
    "The conflict in Mali is getting worse each day, the army warned.",
    "The envoy warned against foreign intervention in Chad.",
    "The governor of Gao warned against attacking the camps.",
]


@pytest.mark.parametrize("text", THREATS)
def test_reads_threats_as_threats(text: str) -> None:
    types = {report.type for report in reports_as_built(text)}
    assert "THREATEN" in types


@pytest.mark.parametrize("text", FEARS)
def test_reads_fears_as_nothing(text: str) -> None:
    types = {report.type for report in reports_as_built(text)}
    assert types.isdisjoint({"THREATEN", "ASSAULT"})
