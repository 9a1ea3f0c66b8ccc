"""Are reports that say only what their sentence says held sounder than those that mix or reach far?"""

import pytest

from tests.mentions.factories import reports_as_built
from timeline.model.incidents import Report

PLAIN = "Gunmen shot dead three traders at a market in Kano on Friday, police said."
# Each tells of a deed with what need not belong to it.
DOUBTFUL = [
    "Since the revolt began in March, troops have killed more than 4,000 people across Nigeria.",
    "The army, which has shelled Kano since a truce of 2009 was broken, urged Niger, Chad and Mali "
    "to arrest rebels who fled from Maiduguri after soldiers killed 40 people in Damboa on Friday.",
    "Troops raided villages near Kano on Friday. Critics of the raids say that the campaign, which "
    "Chad backs, only helps the rebels in Maiduguri.",
]


def force(text: str) -> Report:
    """Give the first report of force in a text."""
    return next(one for one in reports_as_built(text) if one.type == "ASSAULT")


def sound(report: Report) -> float:
    assert report.soundness is not None
    return report.soundness


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_plain_report_is_sounder(text: str) -> None:
    assert 0 < sound(force(text)) < sound(force(PLAIN)) < 1


def test_doubtful_passages_of_sound_reports_are_left_out() -> None:
    report = force(
        f"{PLAIN} In Abuja, the minister said that such attacks would make talks with Chad harder."
    )
    assert {place.name for place in report.places} == {"Kano"}
    assert "Abuja" not in " ".join(passage.text for passage in report.passages)
