"""Wikidata's ids belong to actors of ours, and each to one."""

import re

from tests.builders import actor_role, incident, timeline_data
from timeline.exporters.tables import tables
from timeline.lexicon.actors import actor_lexicon
from timeline.lexicon.countries import countries
from timeline.lexicon.wikidata import wikidata_ids
from timeline.model.actors import Role


def test_ids_are_of_actors_there_are() -> None:
    known = {country.id for country in countries()}
    for actor in wikidata_ids():
        assert actor in known or actor_lexicon().by_id(actor) is not None, actor


def test_each_id_is_given_once_and_well_formed() -> None:
    ids = list(wikidata_ids().values())
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"Q[1-9]\d*", each) for each in ids)
    states = [country for country in countries() if country.id in wikidata_ids()]
    assert len(states) >= 100


def test_table_of_actors_has_them() -> None:
    roles = (actor_role("Syria", Role.PARTY, id="SYR"), actor_role("Front", Role.PARTY, id="front"))
    rows = tables(timeline_data(incident(actors=roles)))["actors"]
    assert {row["id"]: row["wikidata"] for row in rows} == {"SYR": "Q858", "front": None}
