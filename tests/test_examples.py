"""Does every shipped example build, and does the page of each say what its facts say?"""

from functools import cache
from pathlib import Path

import pytest

from timeline.api import build
from timeline.model.incidents import Incident
from timeline.model.types import HAPPENED, CasualtyKind, Status
from timeline.notebook.timeline import Timeline

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NAMES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())


@cache
def built(name: str) -> Timeline:
    return build([EXAMPLES / name])


def killed(incident: Incident) -> set[int]:
    return {
        one.best
        for one in incident.casualties
        if one.kind is CasualtyKind.KILLED and one.best is not None
    }


@pytest.mark.parametrize("name", NAMES)
def test_example_is_read_whole_and_nothing_is_skipped(name: str) -> None:
    timeline = built(name)
    assert len(timeline.documents) == 5
    assert timeline.problems == ()
    assert all(
        document.published and document.publisher and document.title
        for document in timeline.documents
    )
    assert len(timeline.incidents) > 20


@pytest.mark.parametrize("name", NAMES)
def test_every_example_document_names_us_as_authors(name: str) -> None:
    for path in (EXAMPLES / name).glob("*-*.md"):
        assert "the outlet is imaginary" in path.read_text(encoding="utf-8"), path.name


def test_saraqib_shelling_is_one_incident_with_all_tolls() -> None:
    told = [
        one
        for one in built("idlib-2020").incidents
        if len({passage.document for passage in one.reports}) >= 3
    ]
    assert len(told) == 1
    shelling = told[0]
    assert (shelling.type, shelling.mode, shelling.status) == (
        "ASSAULT",
        "shelling",
        Status.OCCURRED,
    )
    assert shelling.disputed
    assert {4, 6, 8} <= killed(shelling)
    assert shelling.date is not None
    assert shelling.date.start.isoformat() == "2020-02-03"
    assert {"Alder Wire", "North Harbour Post", "Lindenfeld Courier"} <= set(
        shelling.publishers
    )
    assert {actor.id for actor in shelling.actors} >= {"SYR-military", "TUR-military"}
    assert "Saraqib" in {place.name for place in shelling.places}


def test_denied_air_strike_is_not_drawn_as_happened() -> None:
    denied = [
        one
        for one in built("idlib-2020").incidents
        if one.mode == "aerial" and one.status is Status.DENIED
    ]
    assert [{actor.id for actor in one.actors} for one in denied] == [{"TUR-military"}]


@pytest.mark.parametrize("name", NAMES)
def test_nobody_died_of_what_did_not_happen(name: str) -> None:
    for one in built(name).incidents:
        assert one.status in HAPPENED or "killed" not in one.headline, one.headline


def test_neutralised_is_not_told_as_killed() -> None:
    words = {30, 35, 76, 101}
    assert not [
        one.headline for one in built("idlib-2020").incidents if killed(one) & words
    ]


def test_those_displaced_are_not_counted_as_dead() -> None:
    for one in built("idlib-2020").incidents:
        assert not killed(one) & {520_000, 689_000}, one.headline


def test_sheffield_and_belgrano_dead_are_told_apart() -> None:
    incidents = built("falklands-1982").incidents
    sheffield = [
        one
        for one in incidents
        if any("Sheffield" in actor.name for actor in one.actors)
    ]
    assert any(20 in killed(one) for one in sheffield)
    assert not [one.headline for one in sheffield if killed(one) & {300, 323, 368}]
    assert not [
        place.name
        for one in incidents
        for place in one.places
        if place.name == "Sheffield"
    ]
