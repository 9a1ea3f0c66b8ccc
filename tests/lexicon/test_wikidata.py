"""Wikidata's ids belong to actors of ours, each to one, and a source tells of each."""

import re
from importlib import resources

from tests.builders import actor_role, incident, timeline_data
from timeline.exporters.tables import tables
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.countries import countries
from timeline.lexicon.wikidata import FILE, HEADER, wikidata_ids
from timeline.model.actors import ActorKind, Role


def _rows() -> list[list[str]]:
    """Return the rows of the list, without its head: id, Wikidata's id, name, sources."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [
        line.split("\t")
        for line in lines
        if not line.startswith("#") and line != HEADER
    ]


def test_ids_are_of_actors_there_are() -> None:
    known = {country.id for country in countries()}
    for actor in wikidata_ids():
        assert actor in known or actor_lexicon().by_id(actor) is not None, actor


def test_each_id_is_given_once_and_well_formed() -> None:
    ids = list(wikidata_ids().values())
    assert len(ids) == len(set(ids)) == len(_rows())
    assert all(re.fullmatch(r"Q[1-9]\d*", each) for each in ids)
    states = [country for country in countries() if country.id in wikidata_ids()]
    assert len(states) >= 100


def test_names_are_those_of_the_lexicon() -> None:
    states = {country.id for country in countries()}
    for actor, _, name, _ in _rows():
        entry = actor_lexicon().by_id(actor)
        if actor not in states:
            assert entry is not None and entry.name == name, actor
            assert entry.kind is not ActorKind.PERSON, actor


def test_each_source_is_explained() -> None:
    head = FILE.read_text(encoding="utf-8").partition(HEADER)[0]
    explained = set(re.findall(r"^# source: (\w) = \S", head, re.MULTILINE))
    used = {source for *_, sources in _rows() for source in sources}
    assert all(sources for *_, sources in _rows())
    assert used == explained


def test_manual_says_how_many() -> None:
    known = {country.id for country in countries()}
    states = sum(actor in known for actor in wikidata_ids())
    text = " ".join(
        resources.files("timeline")
        .joinpath("docs/panels.md")
        .read_text("utf-8")
        .split()
    )
    assert f"of {states} states and territories" in text
    assert f"of {len(wikidata_ids()) - states} armed groups" in text


def test_groups_that_no_source_tells_have_none() -> None:
    assert wikidata_ids()["farc"] == "Q155801"
    # Wikidata has an item for the IRA of 1919 and one for that of 1969; ours are one actor.
    assert actor_lexicon().by_id("ira") is not None
    assert "ira" not in wikidata_ids()


def test_table_of_actors_has_them() -> None:
    roles = (
        actor_role("Syria", Role.PARTY, id="SYR"),
        actor_role("Front", Role.PARTY, id="front"),
    )
    rows = tables(timeline_data(incident(actors=roles)))["actors"]
    assert {row["id"]: row["wikidata"] for row in rows} == {
        "SYR": "Q858",
        "front": None,
    }
