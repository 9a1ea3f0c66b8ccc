"""Is what only the headline names joined to the sentence that reports it in full, and to no other?"""

from pathlib import Path

import pytest

import timeline
from timeline.model.incidents import Incident

ONE = (
    "Clash in Maiduguri\n\nGunmen killed two officers in Maiduguri on Monday, police said.",
    "Air strike on Idlib market\n\nWarplanes bombed a market in Idlib on Monday and killed 11 civilians.",
    "Explosion rocks Mogadishu hotel\n\nA car bomb went off outside a hotel in Mogadishu on Sunday, killing six people.",
    "Deadly ambush near Kidal\n\nFive soldiers were shot dead on a road near Kidal on Tuesday.",
)
TWO = (
    # another town
    "Air strike on Idlib market\n\nWarplanes bombed a market in Aleppo on Monday and killed 11 civilians.",
    # no headline but a sentence
    "There was an air strike on a market in Idlib. Rebels killed 11 soldiers in Idlib on Monday.",
)


def incidents_of(text: str, folder: Path) -> list[Incident]:
    """Build an article from a text file, whose first line is its headline."""
    file = folder / "article.txt"
    file.write_text(text, encoding="utf-8")
    return list(timeline.build(file, published="2020-02-06").incidents)


@pytest.mark.parametrize("text", ONE)
def test_headline_and_lead_are_one_incident(text: str, tmp_path: Path) -> None:
    (incident,) = incidents_of(text, tmp_path)
    assert min(passage.start for passage in incident.reports) == 0


@pytest.mark.parametrize("text", TWO)
def test_other_happenings_stay_apart_from_the_headline(
    text: str, tmp_path: Path
) -> None:
    assert len(incidents_of(text, tmp_path)) == 2


def test_title_of_live_blog_is_its_first_entry(tmp_path: Path) -> None:
    page = tmp_path / "live.html"
    page.write_text(
        "<html><head><title>Mali live: shells hit market as envoys meet</title>"
        '<meta property="article:published_time" content="2020-02-05T20:10:00Z"></head><body><main>'
        "<h1>Mali live: shells hit market as envoys meet</h1><article class='liveblog'>"
        "<div class='block'><time datetime='2020-02-06T15:00:00Z'>15.00</time>"
        "<p>Shells hit a market in Gao this afternoon, killing three traders.</p></div>"
        "<div class='block'><time datetime='2020-02-06T08:00:00Z'>08.00</time>"
        "<p>Rebels ambushed a convoy near Kidal overnight, killing two soldiers.</p></div>"
        "</article></main></body></html>",
        encoding="utf-8",
    )
    attacks = [
        incident
        for incident in timeline.build(page).incidents
        if incident.type == "ASSAULT"
    ]
    assert sorted(place.name for attack in attacks for place in attack.places) == [
        "Gao",
        "Kidal",
    ]
    assert len(attacks) == 2
    assert all(attack.date is not None for attack in attacks)
