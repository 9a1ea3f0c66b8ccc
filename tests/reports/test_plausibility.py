"""Is what only sounds like an incident left out, and what happened told?"""

import pytest

from tests.mentions.factories import reports_as_built
from tests.reports.factories import summary

# Each pair: a sentence that tells of one incident, and one with the same word that tells of none.
PAIRS = [
    (
        "Gunmen killed nine traders at a market in Kano on Friday, police said.",
        "They say it is a system that has always killed those who would dare to speak.",
        "ASSAULT",
    ),
    (
        "Thousands of students protested in Lusaka on Monday, demanding new elections.",
        "If there were protests, would anybody in the capital even notice them?",
        "PROTEST",
    ),
    (
        "Rebels attacked an army post near Gao on Tuesday, wounding six soldiers.",
        "We would need more money if we were to survive the attacks of our critics.",
        "ASSAULT",
    ),
]


@pytest.mark.parametrize(("incident", "none", "kind"), PAIRS)
def test_incidents_pass_and_figures_of_speech_do_not(
    incident: str, none: str, kind: str
) -> None:
    assert kind in {report.type for report in reports_as_built(incident)}
    reports = reports_as_built(none)
    assert kind not in {report.type for report in reports}, [
        summary(one) for one in reports
    ]
