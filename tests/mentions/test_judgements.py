"""Accusations by harsh words: who is read to condemn or blame whom."""

import pytest

from tests.mentions.factories import reports_as_built
from timeline.model.incidents import Report

CONDEMNED = [
    "The governor called the protesters rats and cowards.",
    "The governor of Gao described the raid as barbaric.",
    "Critics labelled the governor a dictator.",
    "The rebels branded the marshal a traitor.",
    "Ankara likened the blockade to a crime.",
    "Calling the vote a farce, the opposition leader left the hall.",
    "The verdict was illegal and immoral, the Kenyan foreign minister said.",
    "The bishop said the siege was an act of aggression.",
]
BLAMED = [
    "Ethiopia is responsible for the massacre, the rebel spokesman said.",
    "The envoy said that Chad was complicit in the raid.",
]
NO_JUDGEMENTS = [
    "The governor called the protesters to the table.",
    "The group, described as violent, held a meeting.",
    "What the army calls a terrorist gang sells melons.",
    "The mayor said that he was responsible for the school.",
    "The envoy said the governor was no dictator.",
    "The bishop said the feast was a victory over tyranny.",
    "The paper described how farmers fight a savage drought.",
]


def accusations(text: str) -> list[Report]:
    return [report for report in reports_as_built(text) if report.type == "ACCUSE"]


@pytest.mark.parametrize("text", CONDEMNED)
def test_reads_harsh_words_as_condemnation(text: str) -> None:
    (report,) = accusations(text)
    assert report.mode == "condemn"


@pytest.mark.parametrize("text", BLAMED)
def test_reads_guilt_as_blame(text: str) -> None:
    (report,) = accusations(text)
    assert report.mode == "blame"


@pytest.mark.parametrize("text", NO_JUDGEMENTS)
def test_reads_no_judgement(text: str) -> None:
    assert not accusations(text)


def test_name_given_is_no_incident() -> None:
    reports = reports_as_built("The Kenyan envoy called the blockade a massacre.")
    assert "ASSAULT" not in {report.type for report in reports}


def test_finds_who_judges_in_passive() -> None:
    (report,) = accusations("The raid was called an act of terrorism by Kenya.")
    assert [actor.name for actor in report.actors] == ["Kenya"]
